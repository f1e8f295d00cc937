"""Score one answer: is it right, does it cite the right paragraph, is what cannot be answered refused.

A line of a question file holds `id`, `question`, `must` (regexes that the answer must match), `must_not`, `answers`
(of which one is enough), `quote` or `any_quote` (a string that a cited paragraph must hold), `doc` (the file's name),
`gold` (places, see `gold`), `speaker`, `unanswerable`, and `history` for follow-ups.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.errors import UsageError
from index.fold import fold
from qa.evaluation.expected import fold_pattern, wrong_expectation
from qa.evaluation.gold import (
    Found,
    Reader,
    document_ranks,
    golds_of,
    paragraph_ranks,
    squeezed,
)
from qa.evaluation.metrics import best, exact, f1, held, order_measures, rouge_l
from qa.evaluation.unsupported import figures, holds, plain, unsupported
from qa.pipeline import Assistant
from qa.question_files import Row, read_rows
from qa.render import answer_json, brief
from qa.types import Answer, Evidence, Finished, Retrieved

# An answer is right when this much of an expected answer stands in it, in order, with every figure of it.
HELD = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The judgement of one answer. `right` needs the figure or words, the citation and the speaker to be right.

    `measures` holds what could be measured by name (`retrieval.…`, `answer.…`, `citation.…`), each 0..1;
    `figures` counts the figures of the answer, `unsupported` names those that no cited paragraph holds.
    """

    id: str
    type: str
    unanswerable: bool
    right: bool
    answered: bool
    cited: bool
    reasons: tuple[str, ...]
    answer: Answer
    measures: Mapping[str, float] = field(default_factory=dict)
    figures: int = 0
    unsupported: tuple[str, ...] = ()


def load(path: Path) -> list[Row]:
    """Return the questions of a JSON Lines file; all must be right, because a total over some would mislead.

    Raises:
        UsageError: the file cannot be read, holds no question, or a line is not a question with valid patterns.
    """
    return checked(list(read_rows(path)), path)


def checked(rows: list[Row], path: Path) -> list[Row]:
    """Return the rows of the file `path`, which must be questions with valid expectations.

    Raises:
        UsageError: there is none, or one is not.
    """
    if not rows:
        raise UsageError(
            f"问题文件 {str(path)!r} 里没有问题", "每行应是一个有 id 和 question 的 JSON 对象"
        )
    for row in rows:
        error = row.error or wrong_expectation(row)
        if error is not None:
            raise UsageError(f"{path.name} {error.message}", error.remedy) from error
    return rows


def evaluate(assistant: Assistant, questions: Iterable[Row]) -> Iterator[Score]:
    """Ask every question and yield its score."""
    for row in questions:
        found: tuple[Evidence, ...] = ()
        for event in assistant.stream(row.question, row.history):
            if isinstance(event, Retrieved):
                found = event.evidence
            elif isinstance(event, Finished):
                yield score(row.values, event.answer, found, assistant.corpus.document)


def score(
    row: Mapping[str, Any],
    answer: Answer,
    evidence: Sequence[Evidence] = (),
    read: Reader | None = None,
) -> Score:
    """Judge one answer and the evidence it was drawn from; `read` gives whole documents, to check citations by."""
    text = "\n".join(s.text for s in answer.statements)
    answered = answer.status != "not_found"
    cited = bool(row.get("unanswerable")) or _cited(row, answer, read)
    reasons = _reasons(row, answer, text, cited)
    count, wrong = unsupported(answer_json(answer))
    measures: dict[str, float] = {}
    if not row.get("unanswerable"):
        measures |= _retrieval(row, evidence, read)
        measures |= _answer("answer", row, text)
        if answer.statements:
            measures |= _answer("focus", row, brief(answer))
    measures |= _citation(row, answer, read)
    return Score(
        id=str(row.get("id", "")),
        type=str(row.get("type", "")),
        unanswerable=bool(row.get("unanswerable")),
        right=not reasons,
        answered=answered,
        cited=cited,
        reasons=reasons,
        answer=answer,
        measures=measures,
        figures=count,
        unsupported=tuple(wrong),
    )


def _reasons(row: Mapping[str, Any], answer: Answer, text: str, cited: bool) -> tuple[str, ...]:
    """Why an answer is not right; empty where it is."""
    answered = answer.status != "not_found"
    if row.get("unanswerable"):
        return ("应拒答而作答",) if answered else ()
    if not answered:
        return ("应作答而拒答",)
    folded = fold(text)
    reasons = [f"缺 {p}" for p in row.get("must") or () if not re.search(fold_pattern(p), folded)]
    reasons += [
        f"不该有 {p}" for p in row.get("must_not") or () if re.search(fold_pattern(p), folded)
    ]
    golds = row.get("answers") or []
    if golds and not row.get("must") and not any(_holds(text, gold) for gold in golds):
        reasons.append(f"不是 {golds[0]}")
    # The answers of a public set are judged by their words, wherever they were found. Where a row tells nothing but where
    # the answer stands, that is all there is to judge by.
    words = any(row.get(name) for name in ("must", "must_not", "answers", "speaker"))
    if not cited and (_quotes(row) or not words):
        reasons.append("引用的段落不对")
    speaker = row.get("speaker")
    if speaker and not any(
        (c.speaker or "") == speaker or speaker in folded for c in answer.citations
    ):
        reasons.append(f"讲话人不是 {speaker}")
    return tuple(reasons)


def _holds(text: str, gold: str) -> bool:
    return held(text, gold) >= HELD and _figures_held(text, gold) == 1.0


# 一次性列出：1.…… 2、……: the number of an item counts nothing.
_ITEM_NUMBER = re.compile(r"(?:^|(?<=[\s。；;：:]))\d{1,2}[.、．](?!\d)")


def _figures_held(text: str, gold: str) -> float:
    wanted = figures(_ITEM_NUMBER.sub("", gold))
    return float(all(holds(plain(text), figure) for figure in wanted))


def _cited(row: Mapping[str, Any], answer: Answer, read: Reader | None) -> bool:
    """Whether one of the wanted paragraphs is cited, or a wanted document where no paragraph is told; True where none is wanted."""
    wanted = _quotes(row)
    if wanted:
        paragraphs = [squeezed(c.text) for c in answer.citations]
        return any(squeezed(q) in p for q in wanted for p in paragraphs)
    golds, _ = golds_of(row) if row.get("gold") else ((), False)
    places = [Found.of(c) for c in answer.citations]
    return not golds or any(
        gold.in_paragraph(place, read) if gold.tells_paragraph else gold.in_document(place.document)
        for gold in golds
        for place in places
    )


def _quotes(row: Mapping[str, Any]) -> list[str]:
    return [q for q in (row.get("any_quote") or [row.get("quote")]) if q]


def _retrieval(
    row: Mapping[str, Any], evidence: Sequence[Evidence], read: Reader | None
) -> dict[str, float]:
    golds, any_of = golds_of(row)
    found = [Found.of(item) for item in evidence]
    measures: dict[str, float] = {}
    if documents := document_ranks(golds, found):
        measures |= order_measures("retrieval.document", documents, any_of=any_of)
    if paragraphs := paragraph_ranks(golds, found, read):
        measures |= order_measures("retrieval.paragraph", paragraphs, any_of=any_of)
    return measures


def _answer(name: str, row: Mapping[str, Any], text: str) -> dict[str, float]:
    """How near the whole answer, or what it emphasises, comes to the expected ones."""
    golds = row.get("answers") or []
    if not golds:
        return {}
    measures = {
        f"{name}.exact": best(exact, text, golds),
        f"{name}.f1": best(f1, text, golds),
        f"{name}.rouge_l": best(rouge_l, text, golds),
    }
    if any(figures(gold) for gold in golds):
        measures[f"{name}.figures"] = best(_figures_held, text, golds)
    return measures


def _citation(row: Mapping[str, Any], answer: Answer, read: Reader | None) -> dict[str, float]:
    """How good the citations are: do they stand in the document to the character, and are they the right ones."""
    if not answer.citations:
        return {}
    measures: dict[str, float] = {}
    if read is not None:
        stands = [read(c.document.id).text[c.start : c.end] == c.quote for c in answer.citations]
        measures["citation.valid"] = sum(stands) / len(stands)
    golds, any_of = golds_of(row)
    golds = tuple(gold for gold in golds if gold.tells_paragraph)
    if golds and not row.get("unanswerable"):
        cited = [Found.of(c) for c in answer.citations]
        hits = [[gold.in_paragraph(place, read) for gold in golds] for place in cited]
        met = [any(column) for column in zip(*hits, strict=True)]
        measures["citation.precision"] = sum(map(any, hits)) / len(hits)
        measures["citation.recall"] = float(any(met)) if any_of else sum(met) / len(met)
        measures["citation.evidence"] = float(any(met))
    return measures

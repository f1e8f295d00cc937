"""A draft sentence and its evidence -> what the reader may see of it, with the place that proves it; or why not.

The markers of a draft are claims: the evidence they name is tried first, then the best other evidence. A sentence
of several facts may rest on several paragraphs, each part on one. What cannot be derived from the source by the
audited steps of the `qa.proof_*` modules is rejected: in doubt the reader gets the source's own words instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.fold import fold
from qa.lexicon.bigrams import bigrams
from qa.proof.align import Budget, paths
from qa.proof.context import context_of, home_names
from qa.proof.framed import label_over
from qa.proof.frames import acting, confirms, frames
from qa.proof.joining import Proof, joins
from qa.proof.laid import Asked, Laid, Reason
from qa.proof.moves import moves_of, plain_moves
from qa.proof.quotes import NUMBERS, citation, sentence_spans, verbatim
from qa.proof.reasons import diagnose
from qa.proof.rows import header_of, row_spans
from qa.proof.rules import objection
from qa.proof.shares import shared_out
from qa.proof.source import read_source
from qa.proof.taken_back import taken_back
from qa.proof.tokens import Token, flatten, tokens_of
from qa.proof.words import CONNECTIVES
from qa.types import Citation, Evidence, Support

__all__ = ["Rejected", "Supported", "check"]

# A sentence longer than this is a pasted text, not a claim.
MAX_DRAFT = 600
# A paragraph that shares less than this with a part of the draft cannot hold its words.
MIN_SHARED = 0.4
SHORT = 6
MOST_PARTS = 6

_MARKER = re.compile(rf"\s*[\[【［〔]\s*(?:依据|引用|来源|证据|文献)?\s*({NUMBERS})\s*[\]】］〕]")
_DECORATION = re.compile(r"^\s*(?:[-*+•●·>#]+\s+|\d{1,2}[.、．)）]\s*(?!\d)|[（(]\d{1,2}[)）]\s*)")
_ROW = re.compile(r"^\|([^\n]*\|[^\n]*)\|[。；]?$")
_EMPHASIS = re.compile(r"\*\*|__|`")
_HAN_GAP = re.compile(
    r"(?!\s*(?:\d{1,2}[.．、]|[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、))(?<=[\u3400-\u9fff，。；：、“”《》])[^\S\n]+(?=[\u3400-\u9fff，。；：、“”《》\d])|(?<=[\d%])[^\S\n]+(?=[\u3400-\u9fff])"
)
# The gap after the number of an article (第九条 机关……) is how laws are printed.
_ARTICLE = re.compile(
    r"\s*第[一二三四五六七八九十百零〇\d]{1,8}[条章节编款](?:之[一二三四五六七八九十])?[^\S\n]+"
)
_PART_END = re.compile(r"[，,；;。]")


@dataclass(frozen=True, slots=True)
class Supported:
    """`text` is the draft without markers; each of `citations` quotes the words that carry it."""

    text: str
    citations: tuple[Citation, ...]
    support: Support


@dataclass(frozen=True, slots=True)
class Rejected:
    """Why the draft is not shown; `detail` says it in Chinese for logs and tests."""

    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True)
class _Task:
    """What is to be laid along a paragraph; `period` governs it from an earlier part of the draft."""

    text: str
    item: Evidence
    period: str | None
    by_speaker: bool = False


def check(draft: str, evidence: Sequence[Evidence], *, question: str = "") -> Supported | Rejected:
    """Return the draft as a supported statement with exact citations, or the reason why it is not supported.

    Pure and total. `draft` is one sentence, with or without markers ([1], [1][3], 【1】, [1,2]); unknown markers are
    dropped. `question` fixes the year of an answer that names none, and may hold the frame of a figure.
    """
    text, markers = tidy(draft)
    if not any(c.isalnum() for c in text):
        return Rejected("empty", "没有内容")
    if len(text) > MAX_DRAFT:
        return Rejected("coverage", "句子过长，不是一句话")
    if not evidence:
        return Rejected("no_evidence", "没有依据可核对")
    ordered = _ordered(text, markers, evidence)
    checker = _Checker(text, ordered, _asked(question))
    proofs = checker.whole() or checker.parts()
    if proofs:
        return _supported(text, proofs)
    return Rejected(*diagnose(text, checker.items, checker.reason))


def _cells(row: re.Match[str]) -> str:
    """The cells of a table's row as a sentence has its parts."""
    return "；".join(filter(None, (cell.strip() for cell in row[1].split("|")))) + "。"


def tidy(draft: str) -> tuple[str, tuple[int, ...]]:
    """Return the draft without markers and decoration, and the numbers that its markers name."""
    numbers: list[int] = []
    for match in _MARKER.finditer(draft):
        numbers += _numbers(match[1])
    text = _MARKER.sub("", draft)
    text = _ROW.sub(_cells, _EMPHASIS.sub("", _DECORATION.sub("", text)).strip())
    numbered = _ARTICLE.match(text)
    at = numbered.end() if numbered else 0
    text = text[:at] + _HAN_GAP.sub("", text[at:])
    text = CONNECTIVES.sub("", text).strip()
    return re.sub(r"([。！？；，])\1+$", r"\1", text), tuple(dict.fromkeys(numbers))


def _numbers(inside: str) -> Iterator[int]:
    for part in re.split(r"[,，、;；]", inside):
        ends = [int(n) for n in re.findall(r"\d+", part)]
        if len(ends) == 2 and 0 <= ends[1] - ends[0] <= 20:
            yield from range(ends[0], ends[1] + 1)
        else:
            yield from ends


def _ordered(text: str, markers: Sequence[int], evidence: Sequence[Evidence]) -> list[Evidence]:
    """The cited evidence first, in the order of the markers; then the others, the most alike first."""
    held = bigrams(text)
    cited = [item for number in markers for item in evidence if item.number == number]
    others = [item for item in evidence if item not in cited]
    others.sort(key=lambda item: -len(held & bigrams(item.text)))
    return [*cited, *others]


def _asked(question: str) -> Asked:
    if not question:
        return Asked()
    tokens = tokens_of(flatten(question).text)
    return Asked(
        held=bigrams(question),
        periods=tuple(dict.fromkeys(t.text for t in tokens if t.kind == "period")),
        regions=tuple(dict.fromkeys(t.text for t in tokens if t.kind == "region")),
    )


class _Checker:
    """One draft against its evidence; `reason` is the objection that came closest to none."""

    def __init__(self, text: str, evidence: Sequence[Evidence], asked: Asked) -> None:
        self.text, self.asked = text, asked
        self.items = evidence
        self.reason: Reason | None = None
        self._budget = Budget()

    def whole(self) -> list[Proof]:
        """The whole draft on one paragraph, or on one row of a table."""
        for item in self.items:
            if item.passage.kind == "table":
                spans, all_of_it = row_spans(self.text, item)
                if spans:
                    header = None if all_of_it else header_of(item, self.items)
                    heads = [Proof(header, ((0, len(header.text)),), True)] if header else []
                    return [Proof(item, spans, all_of_it), *heads]
            if proof := self._on(self.text, item, None):
                return [proof]
        return []

    def parts(self) -> list[Proof]:
        """The draft cut at its clause marks, each part on one paragraph, the fewest parts first."""
        cuts = [m.end() for m in _PART_END.finditer(self.text) if m.end() < len(self.text)][
            :MOST_PARTS
        ]
        for cut in reversed(cuts):
            head, tail = self.text[:cut], self.text[cut:]
            first = next(
                (p for item in self.items if (p := self._on(head, item, None))),
                None,
            )
            if first is None:
                continue
            rest = self._tail(first, head, tail)
            if rest:
                return [first, *rest]
        return []

    def _tail(self, first: Proof, head: str, tail: str) -> list[Proof]:
        period = next(
            (
                t.text
                for t in reversed(tokens_of(flatten(head).text))
                if t.kind == "period" and not t.inside
            ),
            None,
        )
        for item in self.items:
            proof = self._on(tail, item, period)
            if proof and joins(first, proof):
                return [proof]
        return []

    def _on(self, text: str, item: Evidence, period: str | None) -> Proof | None:
        """The text on one paragraph that does not take it back."""
        proof = self._carried(text, item, period)
        if proof is None:
            return None
        label = label_over(item.text, proof.spans[0][0])
        if taken_back(item.text, proof.spans[-1][1]) or (label and label not in fold(self.text)):
            self.reason = "negation"
            return None
        return proof

    def _carried(self, text: str, item: Evidence, period: str | None) -> Proof | None:
        """The text word for word, laid along a paragraph, or laid along it after a frame that is true."""
        if spans := verbatim(text, item.text):
            return Proof(item, spans, True)
        if proof := self._laid(_Task(text, item, period)):
            return proof
        for frame in frames(text):
            rest = text[frame.cut : len(text) - frame.tail if frame.tail else len(text)]
            if not any(c.isalnum() for c in rest):
                continue
            if not confirms(context_of(item), frame, item.text):
                self.reason = self.reason or "name"
                continue
            if spans := verbatim(rest, item.text):
                return Proof(item, spans, False)
            if proof := self._laid(_Task(rest, item, period)):
                return proof
        if cut := acting(context_of(item), text):
            return self._laid(_Task(text[cut:], item, period, by_speaker=True))
        return None

    def _laid(self, task: _Task) -> Proof | None:
        text = task.item.text
        if not _alike(task.text, text):
            return None
        context = context_of(task.item)
        draft: Sequence[Token] = tokens_of(flatten(task.text).text)
        sources = [
            (read_source(text), moves_of(text)),
            *((s, plain_moves(s)) for s in shared_out(text)),
        ]
        for source, moves in sources:
            for steps in paths(draft, source, moves, home_names(context), self._budget):
                laid = Laid(draft, source, context, self.asked, steps, task.period, task.by_speaker)
                reason = objection(laid)
                if reason is None:
                    return Proof(task.item, sentence_spans(laid), False, laid)
                self.reason = reason
        return None


def _alike(text: str, paragraph: str) -> bool:
    held = bigrams(text)
    return len(held) <= SHORT or len(held & bigrams(paragraph)) >= MIN_SHARED * len(held)


def _supported(text: str, proofs: Sequence[Proof]) -> Supported:
    citations = tuple(
        dict.fromkeys(citation(proof.item, span) for proof in proofs for span in proof.spans)
    )
    compact = "".join(fold(text).split()).rstrip("。.;；，,")
    word_for_word = all(proof.verbatim for proof in proofs) or any(
        compact in "".join(fold(c.quote).split()) for c in citations
    )
    return Supported(text, citations, "verbatim" if word_for_word else "paraphrase")

"""Questions with the places that answer them: from our rows over official and own texts, DRCD and STARD.

Knows where each set keeps its answers; knows no prompt and no model. Text ids name passages of `Texts`.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.splitter import clauses, sentences
from qa.generators.prompting import clean
from qa.generators.reading import heading
from qa.lexicon.bigrams import bigrams
from qa.training.examples import Sources

# A longer answer quotes more than was asked; a sentence is then narrowed to the clauses that answer.
LONGEST, LONGEST_LIST = 80, 130
SHORT_SENTENCE = 48
_WHO = re.compile(r"谁.{0,8}(?:说|表示|介绍|讲|提出|透露|宣布)|哪位|是谁")
_DIGIT = re.compile(r"[0-9０-９]|[一二三四五六七八九十]+(?:个|年|日|天|倍|元|万)")


@dataclass(frozen=True, slots=True)
class Text:
    """A passage that can be shown: `place` is its heading, `words` one line."""

    place: str
    words: str


@dataclass(frozen=True, slots=True)
class Span:
    """`texts[text].words[start:end]`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A question over `document`: `answers` are the places to quote, none when the document does not answer.

    `near` only look like answers. `short` is the answer as a word where the set gives one, `lead` who says it.
    """

    id: str
    document: str
    question: str
    answers: tuple[Span, ...]
    near: tuple[Span, ...] = ()
    short: str = ""
    lead: str = ""


Texts = dict[str, Text]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The documents of our rows, and the passages that were taken from them; `titles` for texts that name none."""

    sources: Sources
    titles: Mapping[str, str] = field(default_factory=dict)
    texts: Texts = field(default_factory=dict)

    def show(self, name: str) -> list[str]:
        """Put the passages of a document into `texts` and return their ids, in order."""
        source = self.sources[name]
        keys = [f"{name}#{number}" for number in range(len(source.passages))]
        for key, passage in zip(keys, source.passages, strict=True):
            if key not in self.texts:
                title = self.titles.get(name, source.document.title)
                published = source.document.published
                place = heading(title, published, passage.section, passage.speaker, passage.role)
                self.texts[key] = Text(place, clean(passage.text))
        return keys

    def find(self, words: str, name: str) -> Span | None:
        """Return the place of `words`, white space aside, in the passages of a document."""
        pattern = re.compile(r"\s*".join(map(re.escape, "".join(clean(words).split()))))
        for key in self.show(name):
            if match := pattern.search(self.texts[key].words):
                return Span(key, *match.span())
        return None


def narrowed(
    text: str, start: int, end: int, question: str, *, longest: int = LONGEST, figure: bool = False
) -> tuple[int, int]:
    """Return the run of clauses within the span that shares most with the question, `longest` characters at most."""
    if end - start <= longest:
        return start, end
    spans = [(a + start, b + start) for a, b in clauses(text[start:end])]
    asked = bigrams(question)
    best, chosen = -1.0, (start, min(end, start + longest))
    for i in range(len(spans)):
        for j in range(i, len(spans)):
            a, b = spans[i][0], spans[j][1]
            if b - a > longest:
                break
            words = text[a:b]
            score = len(asked & bigrams(words)) - 0.02 * (b - a)
            score += 2.0 * bool(figure and _DIGIT.search(words))
            if score > best:
                best, chosen = score, (a, b)
    return chosen


# --- our own rows ---


def from_rows(rows: Iterable[Mapping[str, Any]], shelf: Shelf) -> Iterator[Item]:
    """Yield the questions of our rows (their form: README.md) whose evidence stands in passages."""
    for row in rows:
        names = [row["doc"], *([row["near_doc"]] if row.get("near_doc") else [])]
        asked, figure = row["question"], row["kind"] in ("figure", "when")
        longest = LONGEST_LIST if row["kind"] in ("list", "support") else LONGEST
        places = [shelf.find(words, row["doc"]) for words in row["evidence"]]
        found = [place for place in places if place is not None]
        if len(found) != len(places) or len(found) > 3 or bool(found) != row["answerable"]:
            continue
        answers = []
        for p in found:
            words = shelf.texts[p.text].words
            a, b = narrowed(words, p.start, p.end, asked, longest=longest, figure=figure)
            answers.append(Span(p.text, a, b))
        near = [shelf.find(n, name) for n in row.get("near") or () for name in names]
        yield Item(
            id=row["id"],
            document=row["doc"],
            question=asked,
            answers=tuple(sorted(answers, key=lambda s: (s.text, s.start))),
            near=tuple(n for n in near if n is not None),
            lead=_lead(row, answers, shelf.texts),
        )


def _lead(row: Mapping[str, Any], answers: Sequence[Span], texts: Texts) -> str:
    speaker = row.get("speaker")
    if not speaker or not answers or not _WHO.search(row["question"]):
        return ""
    named = texts[answers[0].text].place.rpartition("；")[2]
    return f"{''.join(named.split())}表示，" if speaker in named else ""


# --- DRCD ---


def from_drcd(lines: Iterable[str], texts: Texts) -> Iterator[Item]:
    """Yield the questions of DRCD in simplified characters; a document is an article with its paragraphs."""
    from opencc import OpenCC

    simple = OpenCC("t2s").convert
    for line in lines:
        row = json.loads(line)
        key = f"drcd-{row['para_id']}"
        context = clean(simple(row["context"]))
        if len(context) != len(row["context"]):
            continue  # offsets would be wrong
        texts.setdefault(key, Text(heading(simple(row["title"] or "")), context))
        start = row["answers"][0]["start"]
        end = start + len(row["answers"][0]["text"])
        question = simple(row["question"])
        yield Item(
            id=f"drcd-{row['id']}",
            document=f"drcd-{row['para_id'].partition('-')[0]}",
            question=question,
            answers=(around(key, context, start, end, question),),
            short=context[start:end],
        )


def around(key: str, context: str, start: int, end: int, question: str) -> Span:
    """Return the sentence that holds `context[start:end]`, or of a long one the clauses that say what was asked."""
    a, b = next(((a, b) for a, b in sentences(context) if a <= start < b), (start, end))
    b = max(b, end)
    if b - a <= SHORT_SENTENCE:
        return Span(key, a, b)
    spans = [(x + a, y + a) for x, y in clauses(context[a:b])]
    first = max((i for i, (x, _) in enumerate(spans) if x <= start), default=0)
    last = next((i for i, (_, y) in enumerate(spans) if y >= end), len(spans) - 1)
    asked = bigrams(question)

    def gain(i: int) -> float:
        x, y = spans[i]
        return len(asked & bigrams(context[x:y])) / (4 + y - x)

    while True:
        grown = [
            i
            for i in (first - 1, last + 1)
            if 0 <= i < len(spans)
            and spans[max(i, last)][1] - spans[min(i, first)][0] <= SHORT_SENTENCE
        ]
        # A clause without its subject says nothing: up to some 16 characters the neighbours come along.
        grown = [i for i in grown if gain(i) > 0.08 or spans[last][1] - spans[first][0] < 10]
        if not grown:
            return Span(key, spans[first][0], spans[last][1])
        i = max(grown, key=gain)
        first, last = min(first, i), max(last, i)


# --- STARD ---


def from_stard(folder: Path, texts: Texts) -> Iterator[Item]:
    """Yield the questions whose article says, in a sentence, what the lawyer answered; a document is a law."""
    articles: dict[str, dict[str, Any]] = {}
    laws: dict[str, list[str]] = defaultdict(list)
    with (folder / "corpus_rebuilt.jsonl").open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            articles[row["pid"]] = row
            laws[_law(row["name"])].append(row["pid"])
    for line in (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not isinstance(row["answer"], str):
            continue
        wanted = bigrams(row["answer"][:250]) | bigrams(row["question"])
        found = []
        for pid in row["positives"][:3]:
            name, words = articles[pid]["name"], clean(articles[pid]["text"])
            a, b, share = max(
                (
                    (a, b, len(wanted & bigrams(words[a:b])) / (8 + b - a))
                    for a, b in sentences(words)
                ),
                key=lambda t: t[2],
                default=(0, 0, 0.0),
            )
            if share > 0.6 and b - a <= 110:
                texts[pid] = Text(heading(name), words)
                found.append(Span(pid, *narrowed(words, a, b, row["question"])))
        if not found:
            continue
        law = laws[_law(articles[found[0].text]["name"])]
        at = law.index(found[0].text)
        near = []
        for pid in law[max(0, at - 2) : at] + law[at + 1 : at + 3]:
            if pid not in row["positives"]:
                words = clean(articles[pid]["text"])
                texts.setdefault(pid, Text(heading(articles[pid]["name"]), words))
                near.append(Span(pid, 0, min(len(words), 60)))
        yield Item(
            id=f"stard-{row['qid']}",
            document=f"stard-{_law(articles[found[0].text]['name'])}",
            question=row["question"],
            answers=tuple(found[:2]),
            near=tuple(near),
        )


def _law(name: str) -> str:
    return name.partition("第")[0]

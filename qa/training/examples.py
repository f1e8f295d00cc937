"""Question rows over documents, and reading sets, to examples: a question, one passage, which of its sentences answer.

Knows the rows' form (see README.md beside this file) and the project's own reader and splitter; knows no model.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.documents import load_document
from index.splitter import sentences, split
from index.types import Document, Passage
from qa.lexicon.bigrams import bigrams
from qa.relevance.input import pair_of

DRAWN = 8


@dataclass(frozen=True, slots=True)
class Example:
    """`spans` are the sentences of `second`; `labels[i]` is 1 when sentence i is part of the answer to `first`.

    `group` names the question, so that all examples of one question can be kept on one side of a split.
    """

    group: str
    first: str
    second: str
    spans: tuple[tuple[int, int], ...]
    labels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Source:
    document: Document
    passages: tuple[Passage, ...]
    grams: tuple[frozenset[str], ...]


class Sources:
    """Documents by name, read and split once with the project's own reader and splitter."""

    def __init__(self, texts: Mapping[str, tuple[str, str]]) -> None:
        """`texts` gives for each name the file's suffix and its text."""
        self._texts = texts
        self._known: dict[str, _Source] = {}

    def __getitem__(self, name: str) -> _Source:
        if name not in self._known:
            suffix, text = self._texts[name]
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / f"{name.rsplit('.', 1)[0]}{suffix}"
                path.write_text(text, encoding="utf-8")
                document = load_document(path, source=name)
            passages = tuple(p for p in split(document) if p.kind in ("text", "table"))
            self._known[name] = _Source(
                document, passages, tuple(bigrams(p.text) for p in passages)
            )
        return self._known[name]


def from_rows(
    rows: Iterable[Mapping[str, Any]],
    sources: Sources,
    *,
    seed: int = 0,
    others: int = 2,
    elsewhere: int = 2,
) -> Iterator[Example]:
    """Yield the examples of question rows: passages with evidence, with near misses, and alike ones with neither.

    Of the last there are `others` of the same document and `elsewhere` of others: the most alike of a few documents
    drawn at random. Of all documents one may well answer a question that names none.
    """
    rows = list(rows)
    names = sorted({row["doc"] for row in rows})
    chance = random.Random(seed)
    for row in rows:
        source = sources[row["doc"]]
        evidence = [_bare(e) for e in row["evidence"]]
        near = [_bare(n) for n in row.get("near") or ()]
        asked = bigrams(row["question"])
        alikeness = [_likeness(asked, grams) for grams in source.grams]
        ranked = sorted(range(len(source.passages)), key=lambda i: -alikeness[i])
        chosen: list[int] = []
        for i in ranked:
            labels = _labels(source.passages[i], evidence)
            held = any(n and n in _bare(source.passages[i].text) for n in near)
            alike = sum(not any(_labels(source.passages[j], evidence)) for j in chosen)
            if any(labels) or held or alike < others:
                chosen.append(i)
        for i in chosen:
            yield _example(row, source.document, source.passages[i], evidence)
        for other, passage in _elsewhere(row, asked, names, sources, chance)[:elsewhere]:
            yield _example(row, other, passage, [])


def _likeness(asked: frozenset[str], held: frozenset[str]) -> float:
    """How much of a question a passage shares; a long one shares much with any."""
    return len(asked & held) / (20 + len(held))


def _elsewhere(
    row: Mapping[str, Any],
    asked: frozenset[str],
    names: Sequence[str],
    sources: Sources,
    chance: random.Random,
) -> list[tuple[Document, Passage]]:
    """Return the passage of each of some other documents that is most like the question, the most alike first."""
    own = sources[row["doc"]].document
    found = []
    for name in (row.get("near_doc"), *chance.sample(names, min(DRAWN, len(names)))):
        other = sources[name] if name else None
        # Versions of a law have one title and answer alike.
        if other is None or other.document.title == own.title or not other.passages:
            continue
        alikeness = [_likeness(asked, grams) for grams in other.grams]
        best = max(range(len(alikeness)), key=alikeness.__getitem__)
        found.append((name != row.get("near_doc"), -alikeness[best], name, other, best))
    found.sort(key=lambda f: f[:3])
    return [(other.document, other.passages[best]) for *_, other, best in found]


def _example(
    row: Mapping[str, Any], document: Document, passage: Passage, evidence: Sequence[str]
) -> Example:
    reading = pair_of(row["question"], passage, document.title, document.published)
    labels = _labels(passage, evidence, reading.spans, reading.offset)
    return Example(str(row["id"]), reading.first, reading.second, reading.spans, labels)


def _labels(
    passage: Passage,
    evidence: Sequence[str],
    spans: Sequence[tuple[int, int]] | None = None,
    offset: int = 0,
) -> tuple[int, ...]:
    """1 for each sentence that is within a piece of evidence or holds one, white space aside."""
    text = passage.text
    found = spans if spans is not None else sentences(text)
    labels = []
    for a, b in found:
        own = _bare(text[a - offset : b - offset])
        labels.append(int(any(e and (e in own or (len(own) > 3 and own in e)) for e in evidence)))
    return tuple(labels)


def _bare(text: str) -> str:
    return "".join(text.split()).strip("。；;")


# --- reading sets (CMRC, DRCD): one paragraph a question, an answer span ---


def from_reading_set(
    rows: Iterable[Mapping[str, Any]], *, seed: int = 0, others: int = 1, convert: bool = False
) -> Iterator[Example]:
    """Yield the examples of a span-extraction set: the sentences around the answer, and like paragraphs without it."""
    chance = random.Random(seed)
    simple = to_simplified() if convert else (lambda text: text)
    contexts: dict[str, str] = {}
    titles: dict[str, str] = {}
    questions = []
    for row in rows:
        contexts.setdefault(row["para_id"], simple(row["context"]))
        titles.setdefault(row["para_id"], simple(row.get("title") or ""))
        questions.append((row, simple(row["question"]), simple(row["answers"][0]["text"])))
    windows = {para: _windows(text) for para, text in contexts.items()}
    holders: dict[str, set[str]] = defaultdict(set)
    grams = {para: bigrams(text) for para, text in contexts.items()}
    for para, held in grams.items():
        for gram in held:
            holders[gram].add(para)
    for row, question, answer in questions:
        para = row["para_id"]
        start = row["answers"][0]["start"]
        for a, b in windows[para]:
            inside = a <= start < b
            if not inside and chance.random() < 0.5:
                continue
            yield _window(
                row,
                question,
                titles[para],
                contexts[para][a:b],
                start - a if inside else -1,
                len(answer),
            )
        scores: dict[str, float] = defaultdict(float)
        for gram in bigrams(question):
            for other in holders[gram]:
                scores[other] += 1 / (1 + len(holders[gram]))
        alike = [
            p
            for p in sorted(scores, key=lambda p: -scores[p])[:8]
            if p != para and answer not in contexts[p]
        ]
        for other in chance.sample(alike, min(others, len(alike))):
            a, b = max(
                windows[other],
                key=lambda w: len(bigrams(contexts[other][w[0] : w[1]]) & bigrams(question)),
            )
            yield _window(row, question, titles[other], contexts[other][a:b], -1, 0)


def _windows(text: str, most: int = 240) -> list[tuple[int, int]]:
    """Cut a paragraph at sentence ends into pieces of about `most` characters."""
    cut: list[tuple[int, int]] = []
    for a, b in sentences(text):
        if cut and b - cut[-1][0] <= most:
            cut[-1] = (cut[-1][0], b)
        else:
            cut.append((a, b))
    return cut


def _window(
    row: Mapping[str, Any], question: str, title: str, text: str, start: int, length: int
) -> Example:
    prefix = f"passage: {title}\n" if title else "passage: "
    found = [(a, b) for a, b in sentences(text)]
    labels = tuple(int(start >= 0 and a <= start < b and length > 0) for a, b in found)
    spans = tuple((a + len(prefix), b + len(prefix)) for a, b in found)
    return Example(str(row["id"]), f"query: {question}", prefix + text, spans, labels)


def to_simplified() -> Any:
    """Return what turns traditional characters into simplified ones."""
    from opencc import OpenCC

    return OpenCC("t2s").convert


def write(path: Path, examples: Iterable[Example]) -> tuple[int, int]:
    """Write one example a line; return how many there are and how many hold an answer."""
    count = positive = 0
    with path.open("w", encoding="utf-8") as file:
        for example in examples:
            file.write(json.dumps(asdict(example), ensure_ascii=False) + "\n")
            count, positive = count + 1, positive + any(example.labels)
    return count, positive

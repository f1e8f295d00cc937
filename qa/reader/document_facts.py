"""What a document says of itself: its number, who issued it and when, until when it holds; in its own words, or where it is told.

Such facts are read when a document is added, each with its place. An answer quotes the sentence that holds one. What only the
head of a file says (a date in its front matter) is no text that could be cited: then that is told in the refusal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from index.corpus import Corpus
from index.dates import find_dates
from index.fold import fold
from index.splitter import sentences
from index.types import DocumentInfo, Passage
from qa.coverage import Weights, bigrams, weigh
from qa.labels import ENDED, ended, label, state_name
from qa.question import analyse
from qa.question.document_facts import NAMES, NUMBER, AskedFact, Fact, asked_fact
from qa.types import Evidence

# A document is meant where its title, issuer, region and number cover this much of what the question says of it.
MEANT, AS_GOOD = 0.6, 0.02
SAME_TITLE = 0.75
MOST = 3
# Documents on a matter: at most so many, of those in so many of the first passages that hold nearly all of its words.
LISTED, SEARCHED, SPEAKS = 10, 60, 0.9
TERM = 8  # characters of a name that must stand as it is
# Numbers, issuers and dates stand at the head and at the foot of a document, in short lines.
HEAD, SHORT = 15, 160
_KINDS = re.compile(
    r"办法|通知|意见|规定|措施|方案|条例|细则|公告|通告|决定|规划|计划|报告|规则|指南|纲要|指引|实施|若干|工作|试行"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """`lines` are sentences with the number of the evidence that holds them; `notes` what must be said beside them."""

    evidence: tuple[Evidence, ...]
    lines: tuple[tuple[str, int], ...]
    notes: tuple[str, ...]
    missing: tuple[str, ...]


def told_of_documents(text: str, corpus: Corpus) -> Told | None:
    """Return what the documents meant by a question say of themselves; None where it asks no such thing or means none."""
    asked = asked_fact(text)
    if asked is None:
        return None
    if asked.fact == "listed":
        return _listed(asked, corpus)
    documents = _meant(text, asked, corpus)
    if not documents:
        return None
    evidence: list[Evidence] = []
    lines: list[tuple[str, int]] = []
    notes: list[str] = []
    missing: list[str] = []
    for info in documents:
        place = _place(asked.fact, info, corpus)
        if place is not None:
            source, start, end = place
            item = _evidence(len(evidence) + 1, source, start, corpus)
            if item is not None:
                evidence.append(item)
                lines.append((_sentence(item, start, end), item.number))
            else:
                place = None
        cited = place is not None and place[0].id == info.id
        if asked.fact in ("expires", "standing") and not (cited and label(info)):
            notes.append(_state(info))
        if place is None:
            missing.append(_not_said(asked.fact, info))
    return Told(
        evidence=tuple(evidence),
        lines=tuple(lines),
        notes=tuple(notes) if lines else (),
        missing=tuple(missing),
    )


# --- which documents are meant ---


def _meant(text: str, asked: AskedFact, corpus: Corpus) -> list[DocumentInfo]:
    documents = corpus.documents()
    named = _by_number(text, documents) or _by_title(text, documents)
    if not named:
        named = _by_words(asked, documents, corpus)
    if asked.old or asked.new:
        # A new edition may have ended too, but it was not repealed.
        repealed = [d for d in named if d.standing and d.standing.state == "repealed"]
        named = (repealed if asked.old else [d for d in named if d not in repealed]) or named
    elif asked.fact not in ("standing", "expires"):
        named = [d for d in named if not ended(d)] or named
    return named if len(named) <= MOST else []


def _by_number(text: str, documents: Sequence[DocumentInfo]) -> list[DocumentInfo]:
    numbers = {_plain(n) for n in NUMBER.findall(fold(text))}
    return [d for d in documents if d.number and any(n.endswith(_plain(d.number)) for n in numbers)]


def _by_title(text: str, documents: Sequence[DocumentInfo]) -> list[DocumentInfo]:
    whole = _plain(text)
    titles = [bigrams(t) for t in analyse(text).titles]
    if titles:
        return [
            d
            for d in documents
            for pairs in titles
            if len(pairs & bigrams(d.title)) >= SAME_TITLE * len(pairs | bigrams(d.title))
            or any(pairs == bigrams(t) for t in re.findall(r"《([^》]+)》", d.title))
        ]
    return [d for d in documents if len(d.title) >= 6 and _plain(d.title) in whole]


def _by_words(
    asked: AskedFact, documents: Sequence[DocumentInfo], corpus: Corpus
) -> list[DocumentInfo]:
    question = analyse(asked.about)
    own = _KINDS.sub(
        "", "".join(c for c, on in zip(question.folded, question.content, strict=True) if on)
    )
    if len(own) < 2:
        return list(documents) if asked.points and len(documents) == 1 else []
    weights = weigh(question, corpus.vocabulary_share)
    scores = [
        (weights.share(bigrams(_about(d))), d) for d in documents if _of_years(question.years, d)
    ]
    best = max((score for score, _ in scores), default=0.0)
    return [d for score, d in scores if score >= max(MEANT, best - AS_GOOD)]


def _about(document: DocumentInfo) -> str:
    return "\n".join(
        p for p in (document.title, document.issuer, document.region, document.number) if p
    )


def _of_years(years: Sequence[str], document: DocumentInfo) -> bool:
    dated = (
        f"{document.title}{document.number or ''}{document.published or ''}{document.written or ''}"
    )
    return all(year in dated for year in years)


def _plain(text: str) -> str:
    return re.sub(r"[\s〔〕\[\]()（）【】《》“”\"第]", "", fold(text))


def _listed(asked: AskedFact, corpus: Corpus) -> Told | None:
    """The documents on a matter, by what each says of it: those first whose title names it, then those that speak of it."""
    weights = weigh(analyse(asked.about), corpus.vocabulary_share)
    if not weights.total:
        return None
    evidence: dict[str, Evidence] = {}
    for hit in corpus.search(asked.about, SEARCHED):
        titled = weights.share(bigrams(hit.document.title)) >= MEANT
        if hit.document.id in evidence or not _speaks(
            hit.passage.text, asked.about, weights, titled
        ):
            continue
        item = _evidence(len(evidence) + 1, hit.document, hit.passage.start, corpus)
        if item is not None:
            evidence[hit.document.id] = item
    found = sorted(
        evidence.values(), key=lambda e: weights.share(bigrams(e.document.title)) < MEANT
    )[:LISTED]
    missing = () if found else (f"材料中没有说到“{asked.about}”的文件",)
    lines = tuple((_nearest(item, weights), item.number) for item in found)
    return Told(evidence=tuple(found), lines=lines, notes=(), missing=missing)


def _speaks(text: str, about: str, weights: Weights, titled: bool) -> bool:
    """Whether a passage speaks of the matter: a short name as it is, of a longer one nearly all words."""
    if not titled and len(about) <= TERM:
        return _plain(about) in _plain(text)
    return weights.share(bigrams(text)) >= (MEANT if titled else SPEAKS)


def _nearest(item: Evidence, weights: Weights) -> str:
    """The first sentence of a paragraph that says most of what was asked."""
    texts = [item.text[a:b] for a, b in sentences(item.text)]
    return max(texts, key=lambda text: weights.share(bigrams(text)))


# --- where they say it ---

_Place = tuple[DocumentInfo, int, int]


def _place(fact: Fact, info: DocumentInfo, corpus: Corpus) -> _Place | None:
    """Where the fact is told: the document, and the span in its text."""
    if fact == "standing":
        return _standing_place(info, corpus)
    if fact in ("effective", "expires"):
        return _proof(fact, info)
    text = corpus.document(info.id).text
    lines = _head_and_foot(text)
    if fact == "title":
        return _first(info, lines, lambda line: _plain(info.title) in _plain(line))
    if fact == "number":
        return _first(info, lines, lambda line: _plain(info.number or "?") in _plain(line))
    if fact == "issuer":
        bodies = [_plain(b) for b in re.split(r"[、,，\s]", info.issuer or "") if b]
        return _first(
            info, lines, lambda line: bool(bodies) and all(b in _plain(line) for b in bodies)
        )
    days = (info.published, info.written) if fact == "published" else (info.written, info.published)
    places = (_first(info, lines, partial(_dated, day)) for day in days if day is not None)
    return next((place for place in places if place is not None), None)


def _dated(day: str, line: str) -> bool:
    return day in find_dates(line)


def _standing_place(info: DocumentInfo, corpus: Corpus) -> _Place | None:
    standing = info.standing
    if standing is None:
        return None
    if standing.by is not None:
        by = next((d for d in corpus.documents() if d.id == standing.by.document_id), None)
        return None if by is None else (by, standing.by.start, standing.by.end)
    return _proof("expires", info) or _proof("effective", info)


def _proof(field: str, info: DocumentInfo) -> _Place | None:
    proof = next((p for p in info.proofs if p.field == field and p.where == "text"), None)
    return None if proof is None else (info, proof.start, proof.end)


def _head_and_foot(text: str) -> list[tuple[int, str]]:
    lines, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append((at, line))
        at += len(line) + 1
    chosen = lines if len(lines) <= 2 * HEAD else [*lines[:HEAD], *lines[-HEAD:]]
    return [(start, line) for start, line in chosen if len(line) <= SHORT]


def _first(
    info: DocumentInfo, lines: Sequence[tuple[int, str]], holds: Callable[[str], bool]
) -> _Place | None:
    """The first line that holds it, of headings the last resort: a title is shown beside every quotation."""
    for heading in (False, True):
        for start, line in lines:
            if line.startswith("#") == heading and holds(line):
                return info, start, start + len(line)
    return None


def _evidence(number: int, info: DocumentInfo, at: int, corpus: Corpus) -> Evidence | None:
    passage: Passage | None = next(
        (
            p
            for p in corpus.passages(info.id)
            if p.start <= at < p.end or p.paragraph_start <= at < p.paragraph_end
        ),
        None,
    )
    if passage is None:
        return None
    start, _, text = corpus.paragraph(info.id, passage.paragraph)
    return Evidence(number=number, passage=passage, document=info, text=text, start=start)


def _sentence(item: Evidence, start: int, end: int) -> str:
    """The sentences of the paragraph that hold the span."""
    spans = [
        (a, b) for a, b in sentences(item.text) if item.start + a < end and start < item.start + b
    ]
    return item.text[spans[0][0] : spans[-1][1]] if spans else item.text


# --- what is said beside ---


def _state(info: DocumentInfo) -> str:
    warning = label(info)
    if warning and info.standing and info.standing.state in ENDED:
        return f"《{info.title}》：{warning}"
    until = f"，{info.expires}到期" if info.expires else ""
    return f"《{info.title}》：{state_name(info)}{until}"


def _not_said(fact: Fact, info: DocumentInfo) -> str:
    known: dict[str, str | None] = {
        "number": info.number,
        "issuer": info.issuer,
        "issued": info.written or info.published,
        "published": info.published or info.written,
        "effective": info.effective,
        "expires": info.expires,
        "title": info.title,
    }
    if fact == "standing":
        return f"《{info.title}》没有写明有效期，材料中也没有废止它的文件"
    if value := known[fact]:
        return f"《{info.title}》正文没有写明{NAMES[fact]}，文件属性所载为：{value}"
    return f"《{info.title}》没有写明{NAMES[fact]}"

"""What a document says of itself: its number, who issued it and when, until when it holds; in its own words, or where it is told.

Such facts are read when a document is added, each with its place. An answer quotes the sentence that holds one. What only the
head of a file says (a date in its front matter) is no text that could be cited: then that is told in the refusal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from index.corpus import Corpus
from index.dates import find_dates
from index.splitter import sentences
from index.types import DocumentInfo
from qa.documents.labels import ENDED, label, state_name
from qa.lexicon.bigrams import bigrams
from qa.question import analyse
from qa.question.coverage import Weights, weigh
from qa.question.document_facts import NAMES, AskedFact, Fact, asked_fact, plain
from qa.reader.outlines import told_of_outline
from qa.reader.told import Quoted, sentence_at
from qa.retrieval.documents_meant import MEANT, documents_meant
from qa.retrieval.gathering import evidence_at, evidence_of_hit
from qa.types import Evidence

# Documents on a matter: at most so many, of those in so many of the first passages that hold nearly all of its words.
LISTED, SEARCHED, SPEAKS = 10, 60, 0.9
TERM = 8  # characters of a name that must stand as it is
# Numbers, issuers and dates stand at the head and at the foot of a document, in short lines.
HEAD, SHORT = 15, 160


def told_of_documents(text: str, corpus: Corpus) -> Quoted | None:
    """Return what the documents meant by a question say of themselves; None where it asks no such thing or means none."""
    asked = asked_fact(text)
    if asked is None:
        return None
    if asked.fact == "listed":
        return _listed(asked, corpus)
    if asked.fact == "outline":
        return told_of_outline(text, asked, corpus)
    documents = documents_meant(text, asked, corpus)
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
            item = evidence_at(corpus, len(evidence) + 1, source, start)
            if item is not None:
                evidence.append(item)
                lines.append((_said(item, start, end, source), item.number))
            else:
                place = None
        cited = place is not None and place[0].id == info.id
        if asked.fact in ("expires", "standing") and not (cited and label(info)):
            notes.append(_state(info))
        if place is None:
            missing.append(_not_said(asked.fact, info))
    return Quoted(
        evidence=tuple(evidence),
        lines=tuple(lines),
        notes=tuple(notes) if lines else (),
        missing=tuple(missing),
    )


def _said(item: Evidence, start: int, end: int, source: DocumentInfo) -> str:
    """The sentence that holds the place, without what the document says of others that it ends."""
    at, sentence = sentence_at(item, start, end)
    ends = [
        change.start - at
        for change in source.changes
        if change.kind != "revises" and end <= change.start < at + len(sentence)
    ]
    return sentence[: min(ends)].rstrip("，,；;、 　") if ends else sentence


# --- which documents there are ---


def _listed(asked: AskedFact, corpus: Corpus) -> Quoted | None:
    """The documents on a matter, by what each says of it: those first whose title names it, then those that speak of it, the latest first."""
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
        evidence[hit.document.id] = evidence_of_hit(len(evidence) + 1, hit)
    latest = sorted(evidence.values(), key=lambda e: e.document.published or "", reverse=True)
    found = sorted(latest, key=lambda e: weights.share(bigrams(e.document.title)) < MEANT)
    found = [item for item in found if asked.kind in item.document.title] or found
    missing = () if found else (f"材料中没有说到“{asked.about}”的文件",)
    told = found[:LISTED]
    lines = tuple((_nearest(item, weights), item.number) for item in told)
    notes = (
        (f"说到“{asked.about}”的文件至少有 {len(found)} 份，这里只列了 {LISTED} 份",)
        if len(found) > LISTED
        else ()
    )
    return Quoted(evidence=tuple(told), lines=lines, notes=notes, missing=missing)


def _speaks(text: str, about: str, weights: Weights, titled: bool) -> bool:
    """Whether a passage speaks of the matter: a short name as it is, of a longer one nearly all words."""
    if not titled and len(about) <= TERM:
        return plain(about) in plain(text)
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
    if fact == "expires" and info.standing and info.standing.by:
        return _standing_place(info, corpus)
    if fact in ("effective", "expires"):
        return _proof(fact, info) or (_own_term(info, corpus) if fact == "expires" else None)
    text = corpus.document(info.id).text
    lines = _head_and_foot(text)
    if fact == "title":
        return _first(info, lines, lambda line: plain(info.title) in plain(line))
    if fact == "number":
        return _first(info, lines, lambda line: plain(info.number or "?") in plain(line))
    if fact == "issuer":
        bodies = [plain(b) for b in re.split(r"[、,，\s]", info.issuer or "") if b]
        return _first(
            info, lines, lambda line: bool(bodies) and all(b in plain(line) for b in bodies)
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
    # A repeal without power is told too, with what is to be thought of it: the day of commencement alone would mislead.
    link = standing.by or next(iter(standing.claims), None)
    if link is not None:
        by = next((d for d in corpus.documents() if d.id == link.document_id), None)
        return None if by is None else (by, link.start, link.end)
    return _proof("expires", info) or _own_term(info, corpus) or _proof("effective", info)


# A term whose last day cannot be told, since it runs from a day unknown or ends with an event, is told as it stands.
_TERM = re.compile(
    r"有效期|(?:执行|实施|施行|试行|适用)(?:期限?|时间)|(?:执行|实施|施行|试行)(?:至|到)|暂定[^。;；]{0,6}[年月]"
)
_SELF = re.compile(
    r"(?:本|此|该|以上|上述|各项|相关)[^，,。;；]{0,14}(?:政策|措施|意见|办法|通知|条款|规定|细则|公告|方案)"
)


def _own_term(info: DocumentInfo, corpus: Corpus) -> _Place | None:
    """The last sentence in which a document says until when it holds, as words alone."""
    text = corpus.document(info.id).text
    named = f"《{info.title}》"
    for start, end in reversed(sentences(text)):
        # 原《…》有效期届满 is said of an earlier edition.
        own = _SELF.search(text, start, end) or text[start:end].lstrip().startswith(named)
        if own and _TERM.search(text, start, end):
            return info, start, end
    return None


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

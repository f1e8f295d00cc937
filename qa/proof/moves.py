"""Where a draft may leave words of the source out: the jumps and the stops of one paragraph.

Every jump is a kind of shortening that keeps the meaning: an adverb of manner, a note in brackets, one of several
counted things, the clause between a subject and its second predicate. What stands in no list here stays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from qa.proof.clauses import Clause
from qa.proof.lists import Jump, Listing
from qa.proof.source import Source, read_source
from qa.proof.verbs import verb_at
from qa.proof.words import ADVERBS, ANAPHORS, CAUSES, NEGATIONS

_ADVERB = re.compile("|".join(sorted(map(re.escape, ADVERBS), key=len, reverse=True)))


# 努力完成, 尽快建成 say what is to be done; without the adverb it would be done already.
_STRIVES = re.compile(
    r"努力|全力|全力以赴|抓紧|尽快|坚决|加[快速]|加力|着力|积极|大力|切实|认真|扎实"
)
_DONE_BY_NOW = re.compile(r"完成|实现|建成|达[到成]?|形成|突破|取得|落实|超额")
_SO_ALREADY = re.compile(r"已|了|累计")
# 全市不含东湖景区，…: what is left out with the place limits it.
_LIMITING = re.compile(r"不|未|除|仅|只|非|无|对|在|若|如|假|一旦")


_CHANGE = re.compile(r"同比|环比|年均|比上年")


_NICKNAME = re.compile(r"(?:以下|下)?简?称")
# Another name in Latin letters, who sees to it, where more is told.
_HARMLESS = re.compile(
    r"(?:以下|下)?统?简?称|又称|俗称|[a-z][a-z .\-]*|(?:责任|牵头|配合|主办|承办|实施)(?:单位|部门|处室)[:：]?.*|(?:详?见|参见).*|附件?\d*|附[表图件].*|来源[:：].*"
)


@dataclass(frozen=True, slots=True)
class Moves:
    """`jumps[j]` leave token j; at `stops` a draft may end or turn; `counted[j]` ends the noun that figure j counts.

    `existing` are the figures that say how many there are, so that 省实验室有24家 follows from 建成了24家省实验室;
    `nouns[j]` is the figure that counts the noun which begins at token j (企业技术中心60家), `bare` where no
    predicate stands before it; `words` are the words of
    each clause, "" standing for its figures.
    """

    jumps: dict[int, tuple[Jump, ...]]
    stops: frozenset[int]
    counted: dict[int, int]
    existing: frozenset[int]
    nouns: dict[int, int]
    bare: frozenset[int]
    words: tuple[frozenset[str], ...]


@lru_cache(maxsize=512)
def moves_of(text: str) -> Moves:
    """Return the moves of the paragraph `text`."""
    source = read_source(text)
    jumps: dict[int, list[Jump]] = {}
    stops: set[int] = set()
    counted: dict[int, int] = {}
    existing: set[int] = set()
    nouns: dict[int, int] = {}
    bare: set[int] = set()
    for clause in source.clauses:
        stops.add(clause.last)
        found = [
            *_adverbs(source, clause),
            *_notes(source, clause),
            *_carries(source, clause),
            *_causes(source, clause),
        ]
        listing = Listing(source, clause)
        found += listing.jumps()
        stops |= listing.stops()
        counted |= listing.counted()
        existing |= listing.existing()
        nouns |= listing.nouns()
        bare |= listing.bare()
        for jump in found:
            jumps.setdefault(jump.start, []).append(jump)
    return Moves(
        {j: tuple(found) for j, found in jumps.items()},
        frozenset(stops),
        counted,
        frozenset(existing),
        nouns,
        frozenset(bare),
        _words(source),
    )


def _words(source: Source) -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset(
            "" if t.kind == "figure" else t.text
            for t in source.tokens[c.first : c.last]
            if t.content
        )
        for c in source.clauses
    )


def plain_moves(source: Source) -> Moves:
    """Return the moves of a statement that may not be shortened."""
    return Moves(
        {}, frozenset((source.clauses[0].last,)), {}, frozenset(), {}, frozenset(), _words(source)
    )


def _adverbs(source: Source, clause: Clause) -> Iterator[Jump]:
    """Words of manner before a predicate, and connectives at the head of a clause."""
    starts = {
        t.start: j for j, t in enumerate(source.tokens[clause.first : clause.last], clause.first)
    }
    end = source.tokens[clause.last - 1].end
    for match in _ADVERB.finditer(source.folded, clause.start, end):
        j = starts.get(match.start())
        k = starts.get(match.end())
        if j is None or k is None or (clause.condition and match[0] != "进一步"):
            continue
        if match[0] == "则" and source.sentences[clause.sentence][0] == clause.number:
            continue  # 则 at the head of a sentence draws on the one before
        if _STRIVES.fullmatch(match[0]) and _promises(source, clause, match.end()):
            continue
        at_head = all(not t.content or t.kind == "label" for t in source.tokens[clause.first : j])
        before_verb = verb_at(source.folded, match.end()) or _ADVERB.match(
            source.folded, match.end()
        )
        if at_head or (
            before_verb and (len(match[0]) > 1 or verb_at(source.folded, match.end()) > 1)
        ):
            yield Jump(j, k, "adverb")


def _promises(source: Source, clause: Clause, at: int) -> bool:
    """Whether what is striven for at `at` would be done if the striving were left out: 努力完成, not 努力完成了."""
    while more := _ADVERB.match(source.folded, at):
        at = more.end()
    return bool(_DONE_BY_NOW.match(source.folded, at)) and not _SO_ALREADY.search(clause.text)


def _notes(source: Source, clause: Clause) -> Iterator[Jump]:
    """A note in brackets that is known to limit nothing: what else stands there may be a condition, a scope, a plan."""
    for j in range(clause.first, clause.last):
        if source.tokens[j].kind != "open":
            continue
        close = next((k for k in range(j, clause.last) if source.tokens[k].kind == "close"), None)
        if close is not None:
            note = source.folded[source.tokens[j].end : source.tokens[close].start]
            if _NICKNAME.match(note) or _HARMLESS.fullmatch(note):
                yield Jump(j, close + 1, "note")


def _carries(source: Source, clause: Clause) -> Iterator[Jump]:
    """东莞松山湖(引进了一大批企业，…，)推动…: a subject and one of the later predicates that share it.

    深圳市(产业规模不断扩大，)营收增长8%: a place and one of the later quantities that are its own.
    """
    if clause.opening not in ("region", "entity", "open", "we"):
        return
    _, last = source.sentences[clause.sentence]
    predicate = _predicate(source, clause)
    place = _place(source, clause)
    for number in range(clause.number + 1, last):
        later = source.clauses[number]
        if later.condition:
            continue
        if predicate is not None and later.subject == clause.number and later.opening == "none":
            yield Jump(predicate, later.first, "carry")
        if later.subject != clause.number and later.owner != clause.number:
            break
        rest = (
            source.folded[source.tokens[place].start : clause.end]
            if place is not None and place < clause.last
            else ""
        )
        if (
            place is not None
            and later.opening == "open"
            and not later.surmised
            and not _LIMITING.match(rest)
        ):
            yield Jump(place, later.first, "carry")


def _place(source: Source, clause: Clause) -> int | None:
    """Return the token behind the place that opens a clause."""
    if clause.opening != "region":
        return None
    for j in range(clause.first, clause.last):
        if source.tokens[j].kind == "region":
            return j + 1
    return None


def _predicate(source: Source, clause: Clause) -> int | None:
    """Return the token at which the predicate of a clause with a short subject begins."""
    for j in range(clause.first + 1, min(clause.last, clause.first + 16)):
        token = source.tokens[j]
        if token.kind in ("figure", "list", "open"):
            return None
        if token.kind == "word" and not token.inside and verb_at(source.folded, token.start) > 1:
            return j
    return None


def _causes(source: Source, clause: Clause) -> Iterator[Jump]:
    """(推动)(园区)2025年服务外包执行金额同比增长16.6%: what was brought about is so."""
    if (
        clause.planned
        or clause.condition
        or not _CHANGE.search(clause.text)
        or NEGATIONS.search(clause.text)
    ):
        return
    for j in range(clause.first, clause.last):
        token = source.tokens[j]
        if token.text in ANAPHORS and token.kind == "word":
            yield Jump(j, j + 1, "anaphor")
    for word in CAUSES:
        if source.folded.startswith(word, clause.start):
            end = clause.start + len(word)
            after = next(
                (k for k in range(clause.first, clause.last) if source.tokens[k].start >= end), None
            )
            if after is not None:
                yield Jump(clause.first, after, "cause")

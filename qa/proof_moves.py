"""Where a draft may leave words of the source out: the jumps and the stops of one paragraph.

Every jump is a kind of shortening that keeps the meaning: an adverb of manner, a note in brackets, one of several
counted things, the clause between a subject and its second predicate. What stands in no list here stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from qa.proof_source import Clause, Source, read_source
from qa.proof_words import (
    ADVERBS,
    ANAPHORS,
    BOUND_LIST,
    CAUSES,
    EXISTS,
    NEGATIONS,
    PREDICATE,
    RESTRICTION,
    verb_at,
)

_ADVERB = re.compile("|".join(sorted(map(re.escape, ADVERBS), key=len, reverse=True)))
_CHANGE = re.compile(r"同比|环比|年均|比上年")
_BOUND_NOTE = re.compile(r"不|除|限|仅|试行|暂行|含|非|以上|以下|其中")


@dataclass(frozen=True, slots=True)
class Jump:
    """From token `start` of the source the draft may go on at token `end`; `kind` says why."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Moves:
    """`jumps[j]` leave token j; at `stops` a draft may end or turn; `counted[j]` ends the noun that figure j counts.

    `existing` are the figures that say how many there are, so that 省实验室有24家 follows from 建成了24家省实验室;
    `nouns[j]` is the figure that counts the noun which begins at token j (企业技术中心60家); `words` are the words of
    each clause, "" standing for its figures.
    """

    jumps: dict[int, tuple[Jump, ...]]
    stops: frozenset[int]
    counted: dict[int, int]
    existing: frozenset[int]
    nouns: dict[int, int]
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
    for clause in source.clauses:
        stops.add(clause.last)
        found = [*_adverbs(source, clause), *_notes(source, clause), *_carries(source, clause), *_causes(source, clause)]
        listing = _List(source, clause)
        found += listing.jumps()
        stops |= listing.stops()
        counted |= listing.counted()
        existing |= listing.existing()
        nouns |= listing.nouns()
        for jump in found:
            jumps.setdefault(jump.start, []).append(jump)
    return Moves({j: tuple(found) for j, found in jumps.items()}, frozenset(stops), counted, frozenset(existing), nouns, _words(source))


def _words(source: Source) -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset("" if t.kind == "figure" else t.text for t in source.tokens[c.first : c.last] if t.content)
        for c in source.clauses
    )


def plain_moves(source: Source) -> Moves:
    """Return the moves of a statement that may not be shortened."""
    return Moves({}, frozenset((source.clauses[0].last,)), {}, frozenset(), {}, _words(source))


def _adverbs(source: Source, clause: Clause) -> Iterator[Jump]:
    """Words of manner before a predicate, and connectives at the head of a clause."""
    starts = {t.start: j for j, t in enumerate(source.tokens[clause.first : clause.last], clause.first)}
    end = source.tokens[clause.last - 1].end
    for match in _ADVERB.finditer(source.folded, clause.start, end):
        j = starts.get(match.start())
        k = starts.get(match.end())
        if j is None or k is None or (clause.condition and match[0] != "进一步"):
            continue
        at_head = all(not t.content or t.kind == "label" for t in source.tokens[clause.first : j])
        before_verb = verb_at(source.folded, match.end()) or _ADVERB.match(source.folded, match.end())
        if at_head or (before_verb and (len(match[0]) > 1 or verb_at(source.folded, match.end()) > 1)):
            yield Jump(j, k, "adverb")


def _notes(source: Source, clause: Clause) -> Iterator[Jump]:
    """A note in brackets that limits nothing."""
    for j in range(clause.first, clause.last):
        if source.tokens[j].kind != "open":
            continue
        close = next((k for k in range(j, clause.last) if source.tokens[k].kind == "close"), None)
        if close is not None:
            note = source.folded[source.tokens[j].end : source.tokens[close].start]
            if not _BOUND_NOTE.search(note):
                yield Jump(j, close + 1, "note")


def _carries(source: Source, clause: Clause) -> Iterator[Jump]:
    """东莞松山湖(引进了一大批企业，…，)推动…: a subject and one of the later predicates that share it."""
    if clause.opening not in ("region", "entity", "open", "we"):
        return
    first, last = source.sentences[clause.sentence]
    at = _predicate(source, clause)
    if at is None:
        return
    for number in range(clause.number + 1, last):
        later = source.clauses[number]
        if later.subject != clause.number:
            break
        if later.opening == "none" and not later.condition and first <= number:
            yield Jump(at, later.first, "carry")


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
    if clause.planned or clause.condition or not _CHANGE.search(clause.text) or NEGATIONS.search(clause.text):
        return
    for j in range(clause.first, clause.last):
        token = source.tokens[j]
        if token.text in ANAPHORS and token.kind == "word":
            yield Jump(j, j + 1, "anaphor")
    for word in CAUSES:
        if source.folded.startswith(word, clause.start):
            end = clause.start + len(word)
            after = next((k for k in range(clause.first, clause.last) if source.tokens[k].start >= end), None)
            if after is not None:
                yield Jump(clause.first, after, "cause")


class _List:
    """The coordinate items of one clause, and which of them may be left out."""

    def __init__(self, source: Source, clause: Clause) -> None:
        self.source, self.clause = source, clause
        tokens = source.tokens
        self.cuts = [j for j in range(clause.first, clause.last) if tokens[j].kind == "list" and not tokens[j].inside]
        edges = [clause.first - 1, *self.cuts, clause.last]
        self.items = [(a + 1, b) for a, b in zip(edges, edges[1:], strict=False)]
        self.figures = [j for j in range(clause.first, clause.last) if tokens[j].kind == "figure"]
        self.free = not clause.condition and not BOUND_LIST.search(clause.text) and not RESTRICTION.match(clause.text)
        self.led = self._figure_led()
        self.tailed = self._figure_tailed()

    def _text(self, first: int, last: int) -> str:
        tokens = self.source.tokens
        return self.source.folded[tokens[first].start : tokens[last - 1].end] if last > first else ""

    def _figure_led(self) -> list[int]:
        """The figures of 24家A、26家B和459家C, when every item after the first begins with its own; else []."""
        if len(self.items) < 2 or len(self.figures) != len(self.items):
            return []
        heads = all(figure == a for figure, (a, _) in zip(self.figures[1:], self.items[1:], strict=True))
        inside = self.items[0][0] <= self.figures[0] < self.items[0][1] - 1
        return self.figures if heads and inside else []

    def _figure_tailed(self) -> int | None:
        """The token after the verb of 新增A60家、B200家, when every item ends with its own figure; else None."""
        if len(self.items) < 2 or len(self.figures) != len(self.items):
            return None
        if any(figure != b - 1 or b - a < 3 for figure, (a, b) in zip(self.figures, self.items, strict=True)):
            return None
        return self._lead(self.items[0][0])

    def _lead(self, first: int) -> int | None:
        """Return the token after the predicate words that open the item at `first`."""
        at = first
        end = self.items[0][1] - 2
        while at < end:
            length = verb_at(self.source.folded, self.source.tokens[at].start)
            if not length:
                break
            stop = self.source.tokens[at].start + length
            at = next(k for k in range(at, len(self.source.tokens)) if self.source.tokens[k].start >= stop)
        return at if first < at < end else None

    def jumps(self) -> Iterator[Jump]:
        if not self.free:
            return
        if self.led:
            for k in range(len(self.items) - 1):
                yield Jump(self.figures[k], self.items[k + 1][0], "item")
        elif self.tailed is not None:
            for _, cut in self.items[:-1]:
                yield Jump(self.tailed, cut + 1, "item")
        elif len(self.cuts) >= 2 and not any(j > self.cuts[0] for j in self.figures):
            for left, right in zip(self.cuts, self.cuts[1:], strict=False):
                if self.source.tokens[left].text == self.source.tokens[right].text == "、":
                    yield Jump(left, right, "item")
            if (rest := self._and_so_on()) is not None:
                yield from (Jump(cut, rest, "item") for cut in self.cuts if self.source.tokens[cut].text == "、")

    def stops(self) -> set[int]:
        """Where a shortened list may end: after a counted noun, never inside one."""
        if not self.free:
            return set()
        if (rest := self._appended()) is not None:
            return {rest}
        if self.led:
            end = self._noun_end(*self.items[-1])
            return {*self.cuts, end} if end is not None else set()
        return set(self.cuts) if self.tailed is not None else set()

    def _and_so_on(self) -> int | None:
        """The 等 that closes the list in its last item: 集成电路、低空经济、生物制造等新兴产业."""
        first, last = self.items[-1]
        return next((j for j in range(first + 1, last) if self.source.tokens[j].text == "等"), None)

    def _appended(self) -> int | None:
        """The 以及 behind a list that is closed by 等: what comes after it is one more thing."""
        if not self.cuts or self.figures:
            return None
        cut = self.cuts[-1]
        tokens = self.source.tokens
        word = self.source.folded[tokens[cut].start : tokens[cut].end]
        closed = any(tokens[j].text == "等" for j in range(self.clause.first, cut))
        rest = self._text(cut + 1, self.clause.last)
        return cut if word == "以及" and closed and rest and not PREDICATE.search(rest) else None

    def _noun_end(self, first: int, last: int) -> int | None:
        """Return where the counted noun of the last item ends, None where something follows that may change it."""
        tokens = self.source.tokens
        of = next((j for j in range(first, last) if tokens[j].text == "的"), None)
        end = last if of is None else of
        noun = self._text(first + 1, end)
        if PREDICATE.search(noun):
            return None
        # 459家省重点实验室的全省实验室体系: what they form together bears their name, so that they are there.
        return end if of is None or noun[-2:] in self._text(of, last) else None

    def counted(self) -> dict[int, int]:
        found: dict[int, int] = {}
        for j in self.figures:
            item = next((a, b) for a, b in self.items if a <= j < b)
            end = self._noun_end(j, item[1])
            if end is not None and end > j + 1:
                found[j] = end
        return found

    def existing(self) -> set[int]:
        """The figures after 建成了 or 有; a list shares the verb of its first item."""
        if not self.figures or not self.free or self.clause.planned or self.clause.asks:
            return set()
        lead = self._text(self.clause.first, self.figures[0])
        if not EXISTS.search(lead) or NEGATIONS.search(lead):
            return set()
        counted = self.counted()
        chosen = self.led or [j for j in self.figures[:1] if len(self.figures) == 1]
        return {j for j in chosen if j in counted and (counted[j] in self.stops() or counted[j] == self.clause.last)}

    def nouns(self) -> dict[int, int]:
        found: dict[int, int] = {}
        for (a, b), first in zip(self.items, [True] + [False] * len(self.items), strict=False):
            figure = next((j for j in self.figures if a <= j < b), None)
            if figure is None or figure != b - 1 or self.source.tokens[figure].figure.kind != "quantity":  # type: ignore[union-attr]
                continue
            start = (self._lead(a) or a) if first else a
            noun = self._text(start, figure)
            if 2 <= len(noun) <= 20 and not PREDICATE.search(noun) and "的" not in noun:
                found[start] = figure
        return found

"""The clauses of one sentence and what each hangs on: its subject, its conditions, what limits it, what it limits.

Knows the words of the sentence only; who speaks and where the text comes from is the business of `qa.proof.context`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from qa.proof.openings import (
    Opening,
    frame_kind,
    is_frame,
    leads_on,
    opening_of,
    restricts,
    sets_scene,
    surmised,
)
from qa.proof.tokens import Token
from qa.proof.verbs import plans as says_plan
from qa.proof.words import (
    ANAPHOR,
    DENIAL,
    DENIED,
    LEANING,
    LIGHT,
    LINKS,
    MEASURE_AGAIN,
    PIVOT,
)

_NUMBER = re.compile(
    r"(?:\d{1,2}[.．、)）]|[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百零\d]+条)[，、]?"
)


_HAPPENED = re.compile("已|了(?!解)|累计|目前")
_DUE = re.compile("前|起|底|末|后|以来|到|至")
_CASE = re.compile("对|凡|符合|属于|其他")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """`tokens[first:last]`, marks at its end left out; `start`/`end` are its characters, end mark included.

    `opening` says what it begins with: a predicate (`none`: its subject stands before it), the speaker (`we`),
    a place, another named `entity`, or something else (`open`). `subject` is the clause that gives the subject.
    `binds`: it only sets the scene for what follows it; `surmised`: whether it has a subject of its own is a guess;
    `refers`: 其 or 该 in it stands for what is said right before it, and `leans`: all of it does (同比增长…).
    `governors` are earlier clauses without which this one says too much, `restrictors` later ones.
    """

    number: int
    sentence: int
    first: int
    last: int
    start: int
    end: int
    text: str
    opening: Opening
    entity: str
    subject: int
    owner: int | None
    condition: bool
    topic: bool
    planned: bool
    plans: bool
    asks: bool
    denied: bool
    binds: bool
    surmised: bool
    refers: bool
    leans: bool
    periods: tuple[str, ...]
    governors: tuple[int, ...]
    restrictors: tuple[int, ...]


@dataclass(slots=True)
class Span:
    """A clause before its relations are known."""

    first: int
    last: int
    end: int
    sentence: int
    mark: str


def clauses_of(
    tokens: tuple[Token, ...], folded: str, spans: list[Span], first: int, last: int
) -> list[Clause]:
    """Build the clauses of one sentence, `spans[first:last]`, with what each hangs on."""
    sentence = _Sentence(tokens, folded, spans, first, last)
    return [sentence.clause(offset) for offset in range(last - first)]


class _Sentence:
    """What is known of a sentence while it is read from its first clause to its last."""

    def __init__(
        self, tokens: tuple[Token, ...], folded: str, spans: list[Span], first: int, last: int
    ) -> None:
        self.tokens, self.folded, self.first = tokens, folded, first
        self.spans = spans[first:last]
        self.texts = [_text(tokens, folded, span) for span in self.spans]
        self.asks = self.spans[-1].mark in ("？", "?")
        self.denied = last - first > 1 and bool(
            DENIED.search(self.texts[-1]) and DENIAL.search(self.texts[-1])
        )
        self.stack: list[tuple[str, int]] = []
        self.subject: int | None = None
        self.owner: int | None = None
        self.planned = False
        self.conditional = False

    def clause(self, offset: int) -> Clause:
        text, span = self.texts[offset], self.spans[offset]
        before = self.spans[offset - 1].mark if offset else ""
        followed = offset + 1 < len(self.texts) and span.mark not in "、；;|"
        opening, entity = opening_of(self.tokens, self.folded, span.first, span.last)
        inside = self.tokens[span.first : span.last]
        kind = "" if _only_years(inside) else frame_kind(text, span.mark, followed, opening)
        if is_frame(text, kind if followed else "", inside):
            opening, entity = "frame", ""
        number = self.first + offset
        self._subject(number, opening, before)
        plans = self._plans(text)
        governors = self._governors(number, kind, followed, offset)
        leads = followed and leads_on(text, self.texts[offset + 1])
        return Clause(
            number=number,
            sentence=span.sentence,
            first=span.first,
            last=span.last,
            start=self.tokens[span.first].start,
            end=span.end,
            text=text,
            opening=opening,
            entity=entity,
            subject=number if self.subject is None else self.subject,
            owner=self.owner,
            condition=self.conditional,
            topic=kind == "topic",
            planned=self.planned,
            plans=plans,
            asks=self.asks,
            denied=self.denied,
            binds=leads or (followed and (opening == "frame" or sets_scene(text))),
            surmised=surmised(text, opening, before),
            leans=offset > 0
            and (
                bool(LEANING.match(text)) or _names_nothing(inside) or self._theirs(offset, opening)
            ),
            refers=offset > 0 and bool(ANAPHOR.search(text)),
            periods=_periods(inside),
            governors=governors,
            restrictors=self._restrictors(offset),
        )

    def _theirs(self, offset: int, opening: Opening) -> bool:
        """Whether a predicate may belong to those whom the clause before it has do something."""
        before = self.texts[offset - 1]
        joined = self.spans[offset - 1].mark not in "；;|"
        pivots = opening == "none" and joined and PIVOT.match(before)
        return bool(pivots) and not MEASURE_AGAIN.match(self.texts[offset])

    def _subject(self, number: int, opening: Opening, before: str) -> None:
        """A semicolon ends what a subject was said to do; a place or a body stays whose statement it is."""
        if before and before in "；;|":
            self.subject = None
        if opening not in ("none", "frame") or (self.subject is None and opening == "none"):
            self.subject = number
        if opening in ("region", "entity", "we"):
            self.owner = number

    def _plans(self, text: str) -> bool:
        happened = bool(_HAPPENED.search(text))
        plans = says_plan(text) and not happened
        self.planned = (self.planned or plans) and not happened
        return plans

    def _governors(self, number: int, kind: str, followed: bool, offset: int) -> tuple[int, ...]:
        """Conditions that follow one another all hold; after a statement a new one takes the place of its like."""
        if kind and kind != "topic" and offset and not self.conditional:
            self.stack = _replace(self.stack, kind)
        governors = tuple(n for _, n in self.stack)
        self.conditional = followed and bool(kind) and kind != "topic"
        if kind and followed:
            self.stack.append((kind, number))
        if self.spans[offset].mark in ("；", ";"):
            self.stack = [(other, n) for other, n in self.stack if other != "topic"]
        return governors

    def _restrictors(self, offset: int) -> tuple[int, ...]:
        """The limits after a clause, up to the semicolon or to the next case (对A…，最高…，对B…，最高…)."""
        found = []
        for later in range(offset + 1, len(self.texts)):
            if restricts(self.texts[later]):
                found.append(self.first + later)
            elif self.spans[later - 1].mark in "；;" or _CASE.match(self.texts[later]):
                break
        return tuple(found)


def _only_years(tokens: tuple[Token, ...]) -> bool:
    """2025年, “十四五”期间: when, but on no condition; `qa.proof.times` sees to it that it is not lost."""
    words = [t for t in tokens if t.content and t.kind != "label"]
    return all(
        t.kind == "period" and t.figure is not None and not _DUE.search(t.figure.text)
        for t in words
    )


def _names_nothing(tokens: tuple[Token, ...]) -> bool:
    """全省共10个: a place and a count, of what stands before."""
    return not names(tokens) and any(t.kind == "figure" for t in tokens)


def names(tokens: Iterable[Token]) -> bool:
    """Return whether tokens hold more than places, times, counts and what links them."""
    return any(t.kind == "word" and t.text not in LINKS and t.text not in LIGHT for t in tokens)


def _periods(tokens: tuple[Token, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(t.text for t in tokens if t.kind == "period" and not t.inside))


def _text(tokens: tuple[Token, ...], folded: str, span: Span) -> str:
    """The words of a clause, without the number of the item that it opens."""
    start = tokens[span.first].start
    end = tokens[span.last - 1].end
    label = _NUMBER.match(folded, start, end)
    return folded[label.end() if label else start : end]


def _replace(stack: list[tuple[str, int]], kind: str) -> list[tuple[str, int]]:
    """A new frame of the same kind takes the place of the old one and of what hung on that."""
    for at, (other, _) in enumerate(stack):
        if other == kind:
            return stack[:at]
    return stack

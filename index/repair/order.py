"""Reading order by structure: a fragment that columns run together in the wrong order have torn from its paragraph.

Moves text only when three things agree: exactly one paragraph breaks off in mid-sentence where nothing can
continue it, exactly one fragment stands where its own list cannot have begun (二是 without 一是), and the list
of the torn paragraph goes on with it (一是 | 二是, 三是). What structure leaves open, `columns` decides by likelihood
where there is a scorer; without one it is left where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from index.repair.lines import end_of, opening, start_of
from index.splitter.markers import Marker, find_marker
from index.splitter.speech import Cast, find_speech

_CONFIDENCE = 0.9
_STUMP = re.compile(r"[\u4e00-\u9fff]{1,7}[。；]")
_FAR = 200  # paragraphs between two items of a list, at most
_QUESTION = 15  # characters; a shorter one is rhetorical


class JointScorer(Protocol):
    """Says how likely one text goes on with another. What it is, nobody here knows."""

    def score(self, joints: Sequence[tuple[str, str]]) -> Sequence[float]:
        """Return for each (left, right) the log-probability (nats) that `left` goes on with the beginning of `right`.

        All right texts are read to the same length, so that the scores of one right text can be compared.

        Raises:
            PolicyQAError: the scorer cannot answer.
        """
        ...

    def close(self) -> None:
        """Let go of what was started."""
        ...


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What order needs of a paragraph: its text, and whether it breaks off in mid-sentence.

    One that is `loose` was joined to the paragraph before it although no full line says that it goes on there.
    """

    text: str
    prose: bool
    broken: bool
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """The paragraphs `moved` belong behind paragraph `target`, the first of them joined to its end."""

    moved: tuple[int, ...]
    target: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Doubt:
    """Paragraph `at` breaks off (`end`) or begins (`start`) in mid-sentence, and its other half was not found.

    Or (`place`) the one before it was moved, and it may belong to it.
    """

    at: int
    where: Literal["start", "end", "place"]


def find_move(paragraphs: Sequence[Paragraph]) -> tuple[Move | None, list[Doubt]]:
    """Return the one sure move, or None, and the places that stay in doubt."""
    torn = [at for at, paragraph in enumerate(paragraphs) if paragraph.broken]
    if not torn:
        return None, []
    turns = Turns(paragraphs)
    ends = [at for at in torn if turns.closes(at)]
    orphans = [orphan for at in range(1, len(paragraphs)) if (orphan := turns.orphan(at))]
    pairs = [
        (end, orphan)
        for end in ends
        for orphan in orphans
        if not orphan.at <= end < orphan.stop and turns.expects(end, orphan.item)
    ]
    best = pairs[0] if len(pairs) == 1 and pairs[0][1].torn else None
    doubts = [Doubt(at, "end") for at in torn if not best or at != best[0]]
    doubts += [Doubt(orphan.at, "start") for orphan in orphans if not best or orphan != best[1]]
    if best is None:
        return None, doubts
    moved = tuple(range(best[1].at, best[1].stop))
    return Move(moved, best[0], _CONFIDENCE), doubts


@dataclass(frozen=True, slots=True)
class _Orphan:
    """Paragraphs `at` to `stop` cannot belong to the turn they stand in: `item` continues no list of it."""

    at: int
    stop: int
    item: Marker
    torn: bool  # its first words say that it begins in mid-sentence


class Turns:
    """The document as turns: a question, an answer, a section; lists never run across them."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._paragraphs = paragraphs
        cast = Cast("\n".join(paragraph.text for paragraph in paragraphs))
        following = [*(paragraph.text for paragraph in paragraphs[1:]), ""]
        speech = [
            paragraph.prose and find_speech(paragraph.text, after, cast) is not None
            for paragraph, after in zip(paragraphs, following, strict=True)
        ]
        self._opened = [spoken or self._asks(at, speech) for at, spoken in enumerate(speech)]
        self._bounds = [
            not paragraph.prose or opened
            for paragraph, opened in zip(paragraphs, self._opened, strict=True)
        ]
        self._stops = _stops(self._bounds)
        self._markers = [find_marker(paragraph.text) for paragraph in paragraphs]

    def _asks(self, at: int, speech: list[bool]) -> bool:
        """Say whether paragraph `at` is a question to the one who speaks next."""
        text = self._paragraphs[at].text
        answered = at + 1 < len(speech) and speech[at + 1]
        return answered and len(text) >= _QUESTION and text.rstrip('”」』"')[-1:] in ("？", "?")

    def opens(self, at: int) -> bool:
        """Say whether somebody begins to speak with paragraph `at`, or asks."""
        return self._opened[at]

    def closes(self, at: int) -> bool:
        """Say whether nothing can continue paragraph `at`: the document or its turn ends there."""
        return at + 1 == len(self._paragraphs) or self._bounds[at + 1]

    def orphan(self, at: int) -> _Orphan | None:
        """Return the orphan that begins with paragraph `at`, if there is one."""
        before, here = self._paragraphs[at - 1], self._paragraphs[at]
        if self._bounds[at] or not here.prose or start_of(here.text) != "plain":
            return None
        if opening(here.text[0]) > 1:
            return None
        if before.broken or end_of(before.text) not in ("stop", "semicolon"):
            return None
        item = self._next_item(at)
        if item is None or self.expects(at - 1, item):
            return None
        return _Orphan(at, self._stops[at + 1], item, _begins_inside(here.text))

    def _next_item(self, at: int) -> Marker | None:
        """Return the second or later item of a list that follows the sentence torn at `at`.

        Only sentences that open as such may stand between them: else the fragment may begin there.
        """
        for ahead in range(at + 1, min(at + _FAR, len(self._paragraphs))):
            marker = self._markers[ahead]
            if self._bounds[ahead]:
                return None
            if marker:
                return marker if (marker.ordinal or 0) >= 2 else None
            if opening(self._paragraphs[ahead].text[0]) <= 1:
                return None
        return None

    def expects(self, at: int, item: Marker) -> bool:
        """Say whether the list open at paragraph `at` goes on with `item`: its last number is one less."""
        for _ in range(_FAR):
            marker = self._markers[at]
            if marker and marker.rank == item.rank and marker.ordinal is not None:
                return marker.ordinal + 1 == item.ordinal
            if at == 0 or self._bounds[at]:
                return False
            at -= 1
        return False


def _stops(bounds: Sequence[bool]) -> list[int]:
    """Return for each paragraph, and for the end, the first one from it on that is a bound, else the end."""
    stops = [len(bounds)]
    for at in reversed(range(len(bounds))):
        stops.append(at if bounds[at] else stops[-1])
    return stops[::-1]


def _begins_inside(text: str) -> bool:
    """Say whether no sentence begins so: with a character of the middle of words, or as the stump of one."""
    return opening(text[0]) < 1 or _STUMP.match(text) is not None

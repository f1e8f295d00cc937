"""Reading order by likelihood: which torn end goes on where, when structure alone leaves it open.

A page whose columns changed places has a sentence that breaks off and, elsewhere, one that begins in its middle. For each such
pair the scorer says how much likelier the fragment is behind that end than where it stands. One fragment is moved at a
time, the clearest first; what is not clear stays where it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

from index.repair.extent import counts_on, find_extent
from index.repair.lines import end_of, opening, start_of
from index.repair.order import Doubt, JointScorer, Move, Paragraph, Turns
from index.splitter.markers import find_marker

# Nats by which a joint must beat the place where the fragment stands and a fresh beginning, and every other joint of
# either half, priors included; and more where nothing but likelihood speaks for it. Over 133 scrambled and 133 broken-off
# pages of the half that is developed on, no wrong joint reached this where no right one gained more; 130 of 165 right
# ones did (tests/bench/reading_order.py).
_GAIN = 12.0
_UNPROVEN = 3.0
_MARGIN = 4.0
_COUNTED = 6.0  # nats for numbers that count on behind the joint
_INSIDE_PAGE = -4.0  # nats for a fragment that nothing but its words tells from its neighbours
_UNGLUED = 3.0  # nats by which a paragraph is likelier to begin anew than to go on with the one it was joined to
_SCALE = 3.0  # nats a unit of confidence odds
_SUREST = 0.99
_ENDS = 4  # candidates that are scored
_STARTS = 5
_ROUNDS = 4
_SEAMS = 12  # places at which an unnumbered fragment may end that are scored
_SEAM_MARGIN = 3.0
# Above it a paragraph between sound ones is not asked about: of 60 pages that were put in order no fragment was, and many
# a paragraph of texts that are parts of a page.
_LIKELIEST = 1.0
_STUMP = 12  # characters up to the first mark that make the rest of a sentence
_NAME = 20  # characters of a signature
_SHORTEST = 6  # characters of a paragraph that breaks off
_STAY = "\n"
_FRESH = "。\n"  # what stands before a paragraph that begins anew, whatever it is about
_INSIDE = re.compile(r"[，。；的]")
_MARK = re.compile(r"[，。；]")
_STOP = re.compile(r"[。；！？]")
_SIGNED = re.compile(r"(?:政府|[部委局厅院处办司会社网]|办公室|中心|公司)$|[日摄]$|[）)]$")


def is_scrambled(paragraphs: Sequence[Paragraph]) -> bool:
    """Say whether the page looks as if its columns had changed places: cheap, and hardly ever so on a sound page.

    A sentence breaks off; or the page begins as no page does and some line may break off; or it ends so.
    """
    if len(paragraphs) < 2:
        return False
    first, last = paragraphs[0], paragraphs[-1]
    if any(paragraph.broken for paragraph in paragraphs):
        return True
    if may_break(last) and (_INSIDE.search(last.text) or find_marker(last.text)):
        return True
    begins = first.prose and start_of(first.text) == "plain" and _MARK.search(first.text)
    return bool(begins) and any(map(may_break, paragraphs[1:]))


def may_break(paragraph: Paragraph) -> bool:
    """Say whether the paragraph may break off; a heading or a signature looks the same."""
    text = paragraph.text
    if paragraph.broken or not paragraph.prose:
        return paragraph.broken
    named = len(text) <= _NAME and not _INSIDE.search(text) and not find_marker(text)
    signed = named and _SIGNED.search(text)
    open_end = end_of(text) in ("none", "comma") and len(text) >= _SHORTEST
    return open_end and not signed and "\u4e00" <= text[-1] <= "\u9fff"


@dataclass(frozen=True, slots=True)
class _Joint:
    """Paragraph `start` goes on with paragraph `end`, `gain` nats likelier than with what stands before it."""

    end: int
    start: int
    gain: float


class Columns:
    """The paragraphs of one page in the order found so far.

    `moves` are in the order in which they were made; `joined` are the paragraphs that go on with the one before them and
    were not moved.
    """

    def __init__(self, paragraphs: Sequence[Paragraph], scorer: JointScorer | None = None) -> None:
        self.order = list(range(len(paragraphs)))
        self.glued = {at for at, paragraph in enumerate(paragraphs) if paragraph.loose}
        self.moves: list[Move] = []
        self.joined: list[int] = []
        self.doubts: list[Doubt] = []
        self._paragraphs = paragraphs
        self._scorer = scorer
        self._settled: set[int] = set()
        self._likely: set[int] = (
            set()
        )  # paragraphs that go on with some end, not with what stands before them

    def arrange(self, sure: Move | None = None) -> None:
        """Make the move that is `sure`, then all that the scorer finds clear."""
        if sure is not None:
            self._make(sure)
        if self._scorer:
            self._unglue()
        for _ in range(_ROUNDS if self._scorer else 0):
            joint = self._clearest()
            if joint is None:
                break
            self._move(joint)
        self._flag()

    def _unglue(self) -> None:
        """Part what was joined without a full line to prove it, where the second half is likelier to begin anew."""
        for at in [at for at, index in enumerate(self.order) if index in self.glued]:
            if self.order[at] in self._settled:
                continue
            above = self._text(at - 1)
            if self._score(above + _STAY, at) - self._score(above, at) > _UNGLUED:
                self.glued.discard(self.order[at])

    def _torn(self) -> list[int]:
        """Return the places in the order whose paragraph breaks off and is not gone on with."""
        return [at for at in self._open() if self._paragraphs[self.order[at]].broken]

    def _open(self) -> list[int]:
        """Return the places whose paragraph may break off and is not gone on with, the likeliest few."""
        found = [
            at
            for at, index in enumerate(self.order)
            if may_break(self._paragraphs[index]) and self._following(at) not in self.glued
        ]
        last = len(self.order) - 1
        found.sort(key=lambda at: (not self._paragraphs[self.order[at]].broken, at != last))
        return sorted(found[:_ENDS])

    def _following(self, at: int) -> int | None:
        return self.order[at + 1] if at + 1 < len(self.order) else None

    def _clearest(self) -> _Joint | None:
        """Return the joint that beats the present order most, if it beats all other joints of its halves, too.

        Scoring is what takes time, so only what may be clear, or too near to what is, is scored.
        """
        ends = self._open()
        starts = self._starts() if ends else []
        pairs = [(end, start) for end in ends for start in starts if end != start]
        joints = [joint for pair in pairs if (joint := self._joint(*pair))]
        self._likely = {self.order[joint.start] for joint in joints}
        if not joints:
            return None
        best = max(joints, key=lambda joint: joint.gain)
        rivals = [
            (end, start)
            for end, start in pairs
            if (end == best.end or start == best.start) and (end, start) != (best.end, best.start)
        ]
        near = best.gain - _MARGIN
        return None if any(self._joint(*pair, least=near) for pair in rivals) else best

    def _joint(self, end: int, start: int, least: float | None = None) -> _Joint | None:
        """Return the joint of the paragraphs at two places, None if it gains no more than `least`, or is not clear.

        What follows may be sure at best, so a joint gains at most what the fragment costs where it stands.
        """
        prior = self._prior(end, start)
        if least is None:
            least = _GAIN if prior > 0 else _GAIN + _UNPROVEN
        gain = prior - self._score(_FRESH, start)
        if gain > least:
            gain = min(gain, prior - self._score(self._before(start), start))
        if gain > least:
            gain += self._score(self._text(end), start)
        return _Joint(end, start, gain) if gain > least else None

    def _prior(self, end: int, start: int) -> float:
        """Return what speaks for a joint before it is read (nats).

        That no sentence begins so, that the numbers behind it count on, or that it is where the page begins.
        """
        texts = [self._paragraphs[index] for index in self.order]
        inside = _INSIDE_PAGE if start else 0.0
        place = _COUNTED if counts_on(texts, end, start) else inside
        return place - log(opening(self._text(start)[0]))

    def _score(self, left: str, at: int) -> float:
        """Return how likely (nats) `left` goes on with the paragraph at this place."""
        assert self._scorer is not None
        return self._scorer.score([(left, self._text(at))])[0]

    def _text(self, at: int) -> str:
        return self._paragraphs[self.order[at]].text

    def _before(self, at: int) -> str:
        """Return what stands before the paragraph at this place, as a text that goes on with it."""
        above = self._text(at - 1) if at else ""
        return above if self.order[at] in self.glued else above + _STAY

    def _starts(self) -> list[int]:
        """Return the places whose paragraph may begin in mid-sentence, the likeliest few."""
        weighed = [
            (weight, at)
            for at in range(len(self.order))
            if (weight := self._weight(at)) is not None
        ]
        return sorted(at for _, at in sorted(weighed)[:_STARTS])

    def _weight(self, at: int) -> float | None:
        """Return how unlikely the paragraph at this place begins in mid-sentence, None if it does not at all."""
        index = self.order[at]
        paragraph = self._paragraphs[index]
        if index in self._settled or not paragraph.prose:
            return None
        text = paragraph.text
        start = start_of(text)
        # What has no mark, or begins the page and ends no sentence, is a heading, a caption, a cell.
        if start not in ("plain", "continues") or not (_MARK if at else _STOP).search(text):
            return None
        if start == "continues":
            return 0.0
        mark = _MARK.search(text)
        weight = opening(text[0]) + (0.0 if mark and mark.start() < _STUMP else 0.5)
        if at == 0 or index in self.glued or may_break(self._paragraphs[self.order[at - 1]]):
            return min(weight, 0.5)
        return None if weight > _LIKELIEST or end_of(self._text(at - 1)) == "colon" else weight

    def _move(self, joint: _Joint) -> None:
        """Put the fragment behind the end it belongs to; where it stands there already, join it."""
        if joint.start == joint.end + 1:
            self.glued.add(self.order[joint.start])
            self._settled.add(self.order[joint.start])
            self.joined.append(self.order[joint.start])
            return
        texts = [self._paragraphs[index] for index in self.order]
        limit = joint.end if joint.start < joint.end else len(self.order)
        known = {
            at
            for at, index in enumerate(self.order)
            if at
            and index not in self.glued
            and (index in self._likely or self._paragraphs[self.order[at - 1]].broken)
        }
        glued = {at for at, index in enumerate(self.order) if index in self.glued}
        extent = find_extent(texts, Turns(texts), joint.end, joint.start, limit, known, glued)
        stop = extent.usual
        if extent.first < extent.last:
            stop = self._seam(joint.start, extent.first, extent.last) or stop
            self.doubts.append(Doubt(self.order[stop], "place"))
        confidence = min(_SUREST, 1 / (1 + exp(-joint.gain / _SCALE)))
        moved = tuple(self.order[joint.start : stop])
        self._make(Move(moved, self.order[joint.end], confidence))

    def _seam(self, start: int, first: int, limit: int) -> int | None:
        """Return the place from `first` to `limit` that goes on with what stands before the fragment, if that shows.

        A fragment without numbers and headings ends where the next paragraph is likelier there than behind it.
        """
        places = list(range(first, min(limit, first + _SEAMS - 1) + 1))
        before = (self._text(start - 1) if start else "") + _STAY
        here = [self._score(self._before(at), at) for at in places]
        there = [self._score(before, at) for at in places]
        gains = sorted(
            ((away - stay, at) for away, stay, at in zip(there, here, places, strict=True)),
            reverse=True,
        )
        if len(gains) > 1 and gains[0][0] - gains[1][0] < _SEAM_MARGIN:
            return None
        return gains[0][1]

    def _make(self, move: Move) -> None:
        self.moves.append(move)
        rest = [index for index in self.order if index not in move.moved]
        place = rest.index(move.target) + 1
        self.order = [*rest[:place], *move.moved, *rest[place:]]
        self.glued.add(move.moved[0])
        self._settled.add(move.moved[0])

    def _flag(self) -> None:
        """Flag what is still torn."""
        self.doubts += [Doubt(self.order[at], "end") for at in self._torn()]

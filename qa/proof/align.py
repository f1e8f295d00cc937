"""Lay a draft along a paragraph, token by token: every word of the draft must come from the source, in its order.

The search knows which differences are possible at all (an added year, a dropped adverb, a clause put first);
whether they are true of this place in this source is decided by `qa.proof.rules`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from qa.proof.moves import Moves
from qa.proof.source import Source
from qa.proof.steps import COSTS, Op, Path, Step
from qa.proof.tokens import Token, agree
from qa.proof.words import CHANGED, EXIST_LINKS, LIGHT, LINKS, SET

_EQUALS = frozenset(("为", "是", "约为"))
_COMPARES = frozenset(("是", "为", "比", "较", "于"))
_REACHED = EXIST_LINKS | {"达", "已达"}


# Honest sentences took 415 steps at most, over all paragraphs, and false ones 2 536: who needs more is not worth the time.
MAX_STEPS = 3000
MOST_STEPS = 12_000


MAX_PATHS = 40


REVISITS = 3


# A counted noun, and what joins it to its figure, is not longer than this.
LONGEST_NOUN = 36


@dataclass(slots=True)
class Budget:
    """How many steps are left for one draft: its readings, frames and parts share them."""

    left: int = MOST_STEPS


def paths(
    draft: Sequence[Token],
    source: Source,
    moves: Moves,
    home: frozenset[str] = frozenset(),
    budget: Budget | None = None,
) -> Iterator[list[Step]]:
    """Yield the ways to lay the whole draft along the source, the plainest first; `home`: see `agree`."""
    search = _Search(draft, source, moves, home)
    yield from search.run(budget or Budget())


class _Search:
    def __init__(
        self, draft: Sequence[Token], source: Source, moves: Moves, home: frozenset[str]
    ) -> None:
        self.draft, self.source, self.moves, self.home = draft, source, moves, home
        self.tokens = source.tokens

    def run(self, budget: Budget) -> Iterator[list[Step]]:
        """Cheapest first: the plainest reading of the draft is tried before one that adds and drops a year."""
        seen: dict[tuple[int, int], int] = {}
        order = count()
        heap: list[tuple[float, int, int, int, Path]] = [
            (0.0, next(order), i, j, Path(step, None))
            for step, i, j in self._entries(0, "start", -1)
        ]
        steps = found = 0
        while heap and steps < MAX_STEPS and found < MAX_PATHS and budget.left > 0:
            cost, _, i, j, path = heappop(heap)
            steps += 1
            budget.left -= 1
            if seen.get((i, j), 0) >= REVISITS:
                continue
            seen[i, j] = seen.get((i, j), 0) + 1
            if i == len(self.draft) and self._may_stop(j):
                found += 1
                yield path.steps()
                continue
            for step, k, n in self._successors(i, j):
                heappush(
                    heap, (cost + COSTS.get(step.op, 0.0), next(order), k, n, Path(step, path))
                )

    def _may_stop(self, j: int) -> bool:
        while j < len(self.tokens) and (
            self.tokens[j].kind in ("quote", "close") or self.tokens[j].text == "了"
        ):
            if j in self.moves.stops:
                return True
            j += 1
        return j in self.moves.stops

    def _entries(self, i: int, op: Op, after: int) -> Iterator[tuple[Step, int, int]]:
        """Every place of the paragraph where the draft may begin or go on."""
        wanted = {"" if t.kind == "figure" else t.text for t in self.draft[i : i + 8] if t.content}
        for clause, words in zip(self.source.clauses, self.moves.words, strict=True):
            if clause.first != after and not wanted.isdisjoint(words):
                yield Step(op, i, after, clause.first), i, clause.first
        if any(t.kind == "figure" for t in self.draft[i : i + LONGEST_NOUN]):
            for figure in sorted(self.moves.existing):
                yield Step(op, i, after, figure, "exists"), i, figure

    def _exists(self, i: int, figure: int) -> Iterator[tuple[Step, int, int]]:
        """省实验室(有)24家 or 有24家省实验室, where the source says that they were built or are there."""
        yield from self._counted(i, figure, "exists")
        if (
            i + 1 < len(self.draft)
            and self.draft[i].text in EXIST_LINKS
            and self._agree(i + 1, figure)
        ):
            yield Step("exists", i + 1, figure, figure + 1), i + 2, figure + 1

    def _agree(self, i: int, j: int) -> bool:
        return (
            i < len(self.draft)
            and j < len(self.tokens)
            and agree(self.draft[i], self.tokens[j], self.home)
        )

    def _counted(self, i: int, j: int, op: Op) -> Iterator[tuple[Step, int, int]]:
        """The draft has noun and figure where the source has figure and noun."""
        end = self.moves.counted.get(j)
        if end is None:
            return
        at = self._same(i, j + 1, end)
        if at is None:
            return
        while at < len(self.draft) and (
            self.draft[at].text in LINKS
            or self.draft[at].text in LIGHT
            or self.draft[at].kind in ("quote", "comma")
        ):
            at += 1
        if self._agree(at, j):
            yield Step(op, i, j, end), at + 1, end

    def _counting(self, i: int, j: int) -> Iterator[tuple[Step, int, int]]:
        """The draft has figure and noun where the source has noun and figure."""
        figure = self.moves.nouns.get(j)
        if figure is None or not self._agree(i, figure):
            return
        at = self._same(i + 1, j, figure)
        if at is not None:
            yield Step("count", i, j, figure + 1), at, figure + 1

    def _same(self, i: int, j: int, end: int) -> int | None:
        """Return where the draft stands after all of `tokens[j:end]`, None where it does not say them."""
        loose = ("quote", "open", "close")
        while j < end:
            if (
                self.tokens[j].kind in loose
                or self.tokens[j].text in LIGHT
                or (self.tokens[j].text in LINKS and j == end - 1)
            ):
                j += 1
            elif i < len(self.draft) and self.draft[i].kind in loose:
                i += 1
            elif self._agree(i, j):
                i, j = i + 1, j + 1
            else:
                return None
        while i < len(self.draft) and self.draft[i].kind == "quote":
            i += 1
        return i

    def _successors(self, i: int, j: int) -> Iterator[tuple[Step, int, int]]:
        """The plainest step first."""
        if self._agree(i, j) and self.draft[i].content:
            yield Step("match", i, j, j + 1), i + 1, j + 1
        yield from self._marks(i, j)
        if i < len(self.draft):
            yield from self._added(i, j)
            yield from self._counting(i, j)
            if j in self.moves.existing:
                yield from self._exists(i, j)
            elif j < len(self.tokens) and self.tokens[j].kind == "figure":
                yield from self._counted(i, j, "count")
        if j < len(self.tokens):
            yield from self._dropped(i, j)
        for jump in self.moves.jumps.get(j, ()):
            yield Step("jump", i, j, jump.end, jump.kind), i, jump.end
        if 0 < i < len(self.draft) and self._at_boundary(i) and self._may_stop(j):
            yield from self._entries(i, "break", j)

    def _at_boundary(self, i: int) -> bool:
        before = i - 1
        while before > 0 and self.draft[before].kind in ("quote", "close"):
            before -= 1
        return self.draft[before].kind in ("comma", "stop", "list")

    def _marks(self, i: int, j: int) -> Iterator[tuple[Step, int, int]]:
        d = self.draft[i] if i < len(self.draft) else None
        s = self.tokens[j] if j < len(self.tokens) else None
        joins = ("list", "comma")
        if d and s and d.kind in joins and s.kind in joins and "list" in (d.kind, s.kind):
            yield Step("skip", i, j, j + 1), i + 1, j + 1
        if d and d.kind in ("comma", "stop", "quote", "open", "close"):
            yield Step("skip", i, j, j), i + 1, j
        if s and (
            s.kind in ("comma", "quote", "open", "close")
            or (s.kind == "stop" and (s.inside or s.text in "；;|"))
        ):
            yield Step("skip", i, j, j + 1), i, j + 1

    def _added(self, i: int, j: int) -> Iterator[tuple[Step, int, int]]:
        d = self.draft[i]
        op: Op | None = None
        following = next((t for t in self.draft[i + 1 : i + 4] if t.kind != "quote"), None)
        if d.kind == "period":
            op = "period+"
        elif d.kind == "region" and not d.inside:
            op = "region+"
        elif d.kind == "word":
            if d.text in ("将", "计划"):
                yield from self._planned(i, j)
                op = "plan"
            elif d.text in EXIST_LINKS and j in self.moves.bare:
                op = "have"
            elif d.text in _REACHED and self._before_figure(self.draft, i):
                op = None if SET.search(_before(self.draft, i)) else "have"
            elif d.text == "已":
                op = "done"
            elif d.text == "了":
                op = "aspect"
            elif (
                d.text in LIGHT
                or (d.text == "在" and following and following.kind == "period")
                or (d.text in LINKS and self._before_figure(self.draft, i))
            ):
                op = "skip"
        if op:
            yield Step(op, i, j, j), i + 1, j

    def _planned(self, i: int, j: int) -> Iterator[tuple[Step, int, int]]:
        if (
            j < len(self.tokens)
            and self.tokens[j].kind == "word"
            and self.tokens[j].text in ("将", "计划")
        ):
            yield Step("match", i, j, j + 1), i + 1, j + 1

    def _dropped(self, i: int, j: int) -> Iterator[tuple[Step, int, int]]:
        s = self.tokens[j]
        op: Op | None = None
        if s.kind == "period" and not s.inside:
            # 出口额是2020年的2倍: the year is what is compared with.
            compared = j > 0 and self.tokens[j - 1].text in _COMPARES
            op = None if compared else "period-"
        elif s.kind == "region" and not s.inside:
            op = "region-"
        elif (s.kind == "label" and self._at_head(j)) or (
            s.kind == "word"
            and (s.text in LIGHT or (s.text in LINKS and self._before_figure(self.tokens, j)))
        ):
            op = "skip"
        if op:
            yield Step(op, i, j, j + 1), i, j + 1

    def _at_head(self, j: int) -> bool:
        number = self.source.clause_of[j]
        return number >= 0 and not any(
            t.content and t.kind != "label"
            for t in self.tokens[self.source.clauses[number].first : j]
        )

    @staticmethod
    def _before_figure(tokens: Sequence[Token], at: int) -> bool:
        """Whether a linking word stands right before a figure; 为 and 是 only where the figure ends the clause."""
        k = at + 1
        while k < len(tokens) and (
            tokens[k].text in LINKS or tokens[k].text == "的" or tokens[k].kind == "quote"
        ):
            k += 1
        if k >= len(tokens) or tokens[k].kind != "figure":
            return False
        if tokens[at].text not in _EQUALS:
            return True
        if CHANGED.search(_before(tokens, at)):
            return False
        return k + 1 == len(tokens) or tokens[k + 1].kind in (
            "comma",
            "stop",
            "list",
            "close",
            "open",
        )


def _before(tokens: Sequence[Token], at: int) -> str:
    """The words right before a token, as far as a verb or the tail of a noun is long."""
    return "".join(t.text for t in tokens[max(0, at - 5) : at] if t.content)

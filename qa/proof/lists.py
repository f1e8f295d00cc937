"""The coordinate items of a clause (24家A、26家B和459家C), and which of them a draft may leave out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from qa.proof.clauses import Clause
from qa.proof.source import Source
from qa.proof.verbs import verb_at
from qa.proof.words import BOUND_LIST, EXISTS, NEGATIONS, PREDICATE, RESTRICTION, WANTED

# What is applied for, asked for, allowed or closed is not there: 申请设立24家, 撤销原认定24家, 尚需建设24家.
_UNMADE = re.compile(
    r"申请|申报|要求|建议|提议|呼吁|希望|可以?|能够?|应当?|须|需|拟|规划|计划|谋划|争取|力争|准备|目标|预计|撤销|关停|关闭|取消|撤并|淘汰|"
    r"推荐|鼓励|支持|允许|同意|引导|原|曾|待|尚|筹|未|将|要(?!素)|酝酿|开工|启动"
)


@dataclass(frozen=True, slots=True)
class Jump:
    """From token `start` of the source the draft may go on at token `end`; `kind` says why."""

    start: int
    end: int
    kind: str


class Listing:
    """The coordinate items of one clause, and which of them may be left out."""

    def __init__(self, source: Source, clause: Clause) -> None:
        self.source, self.clause = source, clause
        tokens = source.tokens
        self.cuts = [
            j
            for j in range(clause.first, clause.last)
            if tokens[j].kind == "list" and not tokens[j].inside
        ]
        edges = [clause.first - 1, *self.cuts, clause.last]
        self.items = [(a + 1, b) for a, b in pairwise(edges)]
        self.figures = [j for j in range(clause.first, clause.last) if tokens[j].kind == "figure"]
        self.free = (
            not clause.condition
            and not BOUND_LIST.search(clause.text)
            and not RESTRICTION.match(clause.text)
        )
        self.led = self._figure_led()
        self.tailed = self._figure_tailed()

    def _text(self, first: int, last: int) -> str:
        tokens = self.source.tokens
        return (
            self.source.folded[tokens[first].start : tokens[last - 1].end] if last > first else ""
        )

    def _figure_led(self) -> list[int]:
        """The figures of 24家A、26家B和459家C, when every item after the first begins with its own; else []."""
        if len(self.items) < 2 or len(self.figures) != len(self.items):
            return []
        heads = all(
            figure == a for figure, (a, _) in zip(self.figures[1:], self.items[1:], strict=True)
        )
        inside = self.items[0][0] <= self.figures[0] < self.items[0][1] - 1
        return self.figures if heads and inside else []

    def _figure_tailed(self) -> int | None:
        """The token after the verb of 新增A60家、B200家, when every item ends with its own figure; else None."""
        if len(self.items) < 2 or len(self.figures) != len(self.items):
            return None
        if any(
            figure != b - 1 or b - a < 3
            for figure, (a, b) in zip(self.figures, self.items, strict=True)
        ):
            return None
        return self._lead(self.items[0][0])

    def _lead(self, first: int) -> int | None:
        """Return the token after the predicate words that open the item at `first`, None when it has none."""
        starts = self._starts(first)
        return starts[-1] if len(starts) > 1 else None

    def _starts(self, first: int) -> list[int]:
        """Return where the counted noun of the item at `first` may begin: at once, or after each predicate word."""
        tokens = self.source.tokens
        at = first
        while tokens[at].kind in ("period", "region", "label", "quote", "comma"):
            at += 1
        end = next(b for a, b in self.items if a == first) - 2
        starts = [at]
        while at < end and (length := verb_at(self.source.folded, tokens[at].start)):
            stop = tokens[at].start + length
            at = next(k for k in range(at, len(tokens)) if tokens[k].start >= stop)
            if at < end:
                starts.append(at)
        return starts

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
            for left, right in pairwise(self.cuts):
                if self.source.tokens[left].text == self.source.tokens[right].text == "、":
                    yield Jump(left, right, "item")
            if (rest := self._and_so_on()) is not None:
                yield from (
                    Jump(cut, rest, "item")
                    for cut in self.cuts
                    if self.source.tokens[cut].text == "、"
                )

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

    def _announced_by(self) -> str:
        """Return the words before the colon under which a clause stands, in its sentence."""
        first, _ = self.source.sentences[self.clause.sentence]
        before = self.source.clauses[first : self.clause.number]
        led = [c.text for c in before if self.source.folded[c.end - 1] in ":："]
        return led[-1] if led else ""

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
        made = EXISTS.search(lead)
        if not made or NEGATIONS.search(lead) or _UNMADE.search(lead[: made.start()]):
            return set()
        counted = self.counted()
        chosen = self.led or [j for j in self.figures[:1] if len(self.figures) == 1]
        return {
            j
            for j in chosen
            if j in counted and (counted[j] in self.stops() or counted[j] == self.clause.last)
        }

    def nouns(self) -> dict[int, int]:
        """Where a noun begins that the last figure of its item counts: 企业技术中心60家."""
        found: dict[int, int] = {}
        for a, b in self.items:
            figure = b - 1
            read = self.source.tokens[figure].figure
            if figure not in self.figures or read is None or read.kind != "quantity":
                continue
            for start in self._starts(a):
                noun = self._text(start, figure)
                if 2 <= len(noun) <= 20 and not PREDICATE.search(noun) and "的" not in noun:
                    found[start] = figure
        return found

    def bare(self) -> set[int]:
        """Of these, the items that are noun and figure and no more: to be counted, they must be there."""
        if self.clause.planned or self.clause.condition or self.clause.opening == "none":
            return set()
        if WANTED.search(self._announced_by()):
            return set()  # 人才缺口如下：教师60名
        return {j for j in self.nouns() if any(j == self._starts(a)[0] for a, _ in self.items)}

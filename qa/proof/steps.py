"""The steps by which a draft may differ from its source, and what each costs the search."""

from __future__ import annotations

from typing import Literal, NamedTuple

Op = Literal[
    "match",  # the same on both sides
    "skip",  # marks and function words
    "aspect",  # the draft adds 了
    "done",  # the draft adds 已
    "have",  # the draft adds 有 before what is counted
    "plan",  # the draft adds 将 or 计划
    "period+",
    "period-",
    "region+",
    "region-",
    "count",  # the draft turns 24家省实验室 into 省实验室24家
    "exists",  # the draft enters at a counted noun and says that there are so many
    "jump",
    "start",
    "break",  # the draft goes on elsewhere in the paragraph
]


COSTS: dict[str, float] = {
    "aspect": 1,
    "done": 1,
    "have": 1,
    "plan": 1,
    "period+": 2,
    "period-": 2,
    "region+": 2,
    "region-": 2,
    "count": 0.5,
    "exists": 1,
    "jump": 1,
    "break": 3,
}


class Step(NamedTuple):
    """At token i of the draft and j of the source; `to` is where the source goes on, `why` the kind of jump."""

    op: Op
    i: int
    j: int
    to: int
    why: str = ""


class Path(NamedTuple):
    """A linked list of steps, newest first."""

    step: Step
    before: Path | None

    def steps(self) -> list[Step]:
        found: list[Step] = []
        node: Path | None = self
        while node is not None:
            found.append(node.step)
            node = node.before
        return found[::-1]

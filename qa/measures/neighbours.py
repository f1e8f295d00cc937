"""A number that two measures of a paragraph share belongs to one of them: after 100—500亩（含500亩）, 500亩以上 excludes it."""

from __future__ import annotations

from dataclasses import replace

from qa.measures.types import Measure, Test


def _same(a: Test, b: Test) -> bool:
    """Whether two thresholds of one paragraph are of the same thing, the second often named more shortly."""
    named = a.name.endswith(b.name) or b.name.endswith(a.name)
    return a.kind == b.kind == "bound" and a.unit == b.unit and named


def apart(measures: list[Measure]) -> list[Measure]:
    """Give a number that two measures of a paragraph share to one: after 100—500亩（含500亩）, 500亩以上 excludes it."""
    out = list(measures)
    for i in range(len(out) - 1):
        for c in out[i].conditions:
            test = c.any_of[0][0]
            if test.kind == "bound" and test.high is not None and not c.shared:
                keeps = "含" in c.span.text or "以下" in c.span.text
                for j, d in enumerate(out[i + 1].conditions):
                    other = d.any_of[0][0]
                    if not _same(other, test) or other.low != test.high:
                        continue
                    if keeps:
                        changed = replace(d, any_of=((replace(other, low_open=True),),))
                        conditions = list(out[i + 1].conditions)
                        conditions[j] = changed
                        out[i + 1] = replace(out[i + 1], conditions=tuple(conditions))
                    else:
                        mine = [
                            replace(x, any_of=((replace(test, high_open=True),),)) if x is c else x
                            for x in out[i].conditions
                        ]
                        out[i] = replace(out[i], conditions=tuple(mine))
    return out

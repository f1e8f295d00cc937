"""An item and the sentence that announces it are one rule: what is done stands in one, what befalls who does it in the other.

有下列行为之一的，处200元以上1000元以下罚款：（一）冒用他人居住证……
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.splitter import sentences
from qa.reader import SURE_FIRST, Candidate, Reading, with_chance
from qa.reader.figure_answer import wanted
from qa.reader.groups import announcing
from qa.reader.lines import Line, line_of
from qa.types import Evidence

_BELOW = re.compile(r"[下如]列|以下|如下|之一")
# 现就有关事项通知如下 announces a paper, not a rule.
_PAPER = re.compile(
    r"(?:通知|公告|通告|通报|公布|批复|答复|复函|决定|决议|意见|规定|办法|措施|方案|细则|说明)如下[:：。]?$"
)


def announcement(item: Evidence, evidence: Sequence[Evidence]) -> Evidence | None:
    """Return the evidence that announces the item of an enumeration by 下列 or the like, None where nothing does."""
    same = [other for other in evidence if other.document.id == item.document.id]
    passages = sorted((other.passage for other in same), key=lambda p: p.start)
    head = announcing(item.passage, passages)
    if head is None:
        return None
    found = next(other for other in same if other.passage.id == head.id)
    said = last_sentence(found)
    return found if _BELOW.search(said) and not _PAPER.search(said) else None


def last_sentence(item: Evidence) -> str:
    """Return the sentence of a passage that announces what follows."""
    start, end = sentences(item.passage.text)[-1]
    return item.passage.text[start:end].strip()


def lifted(reading: Reading, evidence: Sequence[Evidence]) -> Reading:
    """Return the reading with what announces the likeliest item as likely as the item, where it holds the figure asked for."""
    best = _likeliest(reading)
    if best is None or reading.question.kind not in ("figure", "when"):
        return reading
    if any(wanted(reading.question, figure, best.text) for figure in best.figures):
        return reading
    head = announcement(best.evidence, evidence)
    told = _sentence(reading, head) if head else None
    if told is None or (told.chance or 0.0) >= (best.chance or 0.0):
        return reading
    if not any(wanted(reading.question, figure, told.text) for figure in told.figures):
        return reading
    raised = with_chance(told, best.chance or 0.0)
    ranked = [raised if c is told else c for c in reading.candidates]
    ranked.sort(key=lambda candidate: -candidate.score)
    return replace(reading, candidates=tuple(ranked))


def whole_rule(
    lines: tuple[Line, ...], reading: Reading, evidence: Sequence[Evidence]
) -> tuple[Line, ...]:
    """The lines with what announces the first, or with the item that the first announces: neither is a rule alone."""
    items = {item.number: item for item in evidence}
    first = items.get(lines[0].number) if lines else None
    if first is None:
        return lines
    head = announcement(first, evidence)
    if head is not None:
        text = last_sentence(head)
        if any(
            line.number == head.number or text in f"{line.text}\n{line.whole}" for line in lines
        ):
            return lines
        return (Line(text, head.number), *lines)
    item = _item_asked(reading, first, evidence)
    if item is not None and all(line.number != item.evidence.number for line in lines):
        return (lines[0], line_of(item), *lines[1:])
    return lines


def _item_asked(reading: Reading, head: Evidence, evidence: Sequence[Evidence]) -> Candidate | None:
    """Return the likeliest sentence where it is an item that `head` announces."""
    best = _likeliest(reading)
    if best is None or best.evidence.passage.id == head.passage.id:
        return None
    other = announcement(best.evidence, evidence)
    return best if other is not None and other.passage.id == head.passage.id else None


def _likeliest(reading: Reading) -> Candidate | None:
    judged = [c for c in reading.candidates if (c.chance or 0.0) >= SURE_FIRST]
    # An item goes before what announces it, which may have been lifted beside it.
    return max(
        judged, key=lambda c: (c.chance or 0.0, bool(c.evidence.passage.label)), default=None
    )


def _sentence(reading: Reading, head: Evidence) -> Candidate | None:
    """The candidate that is the last sentence of the passage of `head`."""
    inside = [
        c
        for c in reading.candidates
        if c.evidence.document.id == head.document.id
        and head.passage.start <= c.evidence.start + c.start < head.passage.end
    ]
    return max(inside, key=lambda c: c.evidence.start + c.start, default=None)

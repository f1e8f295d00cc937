"""A sentence that speaks of what stands before it (所以最有效, 该机构设在…, 他是…) is told with the sentence before. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.splitter import sentences
from qa.coverage import Weights, bigrams
from qa.reader.kinds import asks
from qa.reader.lines import Line
from qa.types import Evidence

# A longer sentence is not told beside another, and together they are no longer than this.
BEFORE, TOGETHER = 140, 360
# With this share of the question's words a line is understood alone.
ALONE = 0.6
# 其中 and 其他 point at nothing, 这次会议 in a report of it is named above; 该县 is a place that the document is about.
_REFERS = re.compile(
    r"\s*(?:所以|因此|因而|为此|由此|于是|这(?:一|种|些|项|样|使|是)|该(?![省市县区镇乡村])[一-龥]|上述|前者|后者"
    r"|其(?![中他余实次它间])[一-龥]|[他她它](?!人|国|山|乡))"
)


def with_referent(
    lines: tuple[Line, ...], weights: Weights, evidence: Sequence[Evidence]
) -> tuple[Line, ...]:
    """Return the lines with the sentence before the first one, where that one points back at it and it is not told yet.

    Where the first line has most words of the question by itself, the question says already what it points at.
    """
    first = lines[0] if lines else None
    if first is None or not _REFERS.match(first.text):
        return lines
    if weights.share(bigrams(first.text)) >= ALONE:
        return lines
    item = next((item for item in evidence if item.number == first.number), None)
    before = _before(first, item) if item is not None else ""
    if not before or len(before) > BEFORE or len(before) + len(first.text) > TOGETHER:
        return lines
    if asks(before) or any(before in f"{line.text}\n{line.whole}" for line in lines):
        return lines
    return (Line(before, first.number), *lines)


def _before(line: Line, item: Evidence) -> str:
    """The sentence before the one that the line tells from its beginning, "" where there is none in the paragraph."""
    own = (line.whole or line.text).strip()
    spans = [item.text[start:end] for start, end in sentences(item.text)]
    at = next((i for i, text in enumerate(spans) if text.strip() == own), 0)
    return spans[at - 1].strip() if at > 0 and own.startswith(line.text[:8]) else ""

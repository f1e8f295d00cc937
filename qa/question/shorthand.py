"""Names that count their own members: 六保 is six things that begin alike (保居民就业、保基本民生……), 四好 four that end alike. Pure.

A text that spells them out need not say the name again; that the number and the character fit tells it.
"""

from __future__ import annotations

import re

from index.fold import fold

_LEAST = 3
_NUMBERS = {c: n for n, c in enumerate("三四五六七八九十", _LEAST)}
_NAME = re.compile(
    r"(?<![第十百千万零\d])(?P<count>[三四五六七八九十])个?(?P<member>[\u4e00-\u9fff])"
)
# What is only counted: 三年, 五个工作日.
_MEASURES = frozenset(
    "年月日天周个项条类种样家人名次倍成元万亿千百位级档层部门期批所点大方工是为到至以至等"
)
_ITEM = re.compile(r"[、，,；;]|以?及|和")
_SENTENCE_PARTS = re.compile(r"[。：:（）()！？!?\n]")


def names_of(folded: str) -> tuple[tuple[int, str], ...]:
    """Return (how many, the character that they share) of each such name in a folded question."""
    return tuple(
        (_NUMBERS[match["count"]], match["member"])
        for match in _NAME.finditer(folded)
        if match["member"] not in _MEASURES
    )


def spells_out(folded: str, text: str) -> bool:
    """Return whether a sentence lists just as many things as a name in the question counts, each with its character at the same end."""
    names = names_of(folded)
    return any(
        _run(part, member, count, at_end=at_end)
        for part in (_SENTENCE_PARTS.split(fold(text)) if names else ())
        for count, member in names
        for at_end in (False, True)
    )


def _run(part: str, member: str, count: int, *, at_end: bool) -> bool:
    """Whether exactly `count` items in a row bear the character; the first may have words of its own before it."""
    items = [item.strip("“”\"'等 的") for item in _ITEM.split(part)]
    longest = run = 0
    for place, item in enumerate(items):
        alike = len(item) > 1 and (item.endswith(member) if at_end else item.startswith(member))
        if not alike:
            run = 0
            continue
        before = items[place - 1] if place and not run else ""
        run += 1 + (not at_end and 1 < before.find(member) + 1 < len(before))
        longest = max(longest, run)
    return longest == count

"""Lists of names that a label heads: 副组长：甲某 某部副部长, and below it, a line each, the others. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from index.fold import fold
from index.types import Passage
from qa.evidence.spread import closed

_HEAD = re.compile(r"\s*[\u4e00-\u9fff]{2,8}[：:]\s*[\u4e00-\u9fff·]{2,8}[\s（(]")
_NEXT = re.compile(r"\s*[\u4e00-\u9fff·]{2,8}[ \u3000\t（(]+[^。：:]{2,40}$")
# Who asks for all of them.
_ASKS_ALL = re.compile(
    r"(?:都)?有(?:谁|哪些|哪几|什么人)|都是谁|哪几[位个人名]|哪些人|[是为]哪些|名单|分别是谁"
)


def asks_for_all(folded: str) -> bool:
    """Return whether a folded question asks for all who hold a place: 副组长有谁."""
    return bool(_ASKS_ALL.search(folded))


def names_one(text: str) -> bool:
    """Return whether a text is a line of such a list, without the label above it: 甲某 某部副部长."""
    return bool(_NEXT.match(closed(fold(text))))


def roster(passage: Passage, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the lines of a list of names that `passage` heads, itself first; empty where it heads none.

    `passages` are all passages of the document in order.
    """
    if not _HEAD.match(closed(fold(passage.text))):
        return ()
    below = (p for p in passages if p.start > passage.start)
    named = takewhile(lambda p: names_one(p.text), below)
    found = (passage, *named)
    return found if len(found) > 1 else ()

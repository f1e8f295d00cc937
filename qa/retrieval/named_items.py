"""An enumeration whose items begin with their names (二、春节：…), and a question that calls one of them by its name.

The others are about other things, however much else they share with the question: 2019年春节放几天假 finds the year in
the item of 元旦 and the words in all seven.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.fold import fold
from qa.evidence.groups import family, place_of
from qa.types import Evidence

_NAME = re.compile(r"\s*([\u4e00-\u9fff“”、]{2,12})[：:]")
# Who excludes an item by its name asks for the others.
_EXCEPT = re.compile(r"除了?|以外|之外|不(?:含|包括|算)|其[他它余]|另外")


def only_named(asked: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return `evidence` without the items that stand beside one which `asked` names."""
    if _EXCEPT.search(asked):
        return list(evidence)
    question = fold(asked)
    names = {item.number: _names(item) for item in evidence}
    called = {n for n, own in names.items() if any(name in question for name in own)}
    groups = {_group(item) for item in evidence if item.number in called}
    return [
        item
        for item in evidence
        if item.number in called or not names[item.number] or _group(item) not in groups
    ]


def _names(item: Evidence) -> tuple[str, ...]:
    """The names at the head of an item: 清明节、劳动节：… has two; none where it is no item or has none."""
    label = item.passage.label
    if family(label) is None or not item.text.startswith(label or ""):
        return ()
    match = _NAME.match(item.text, len(label or ""))
    return tuple(fold(n) for n in re.split("[、“”]", match[1]) if len(n) >= 2) if match else ()


def _group(item: Evidence) -> tuple[object, ...]:
    return item.document.id, *place_of(item.passage)

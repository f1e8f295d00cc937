"""What a measure is called: its paragraph's name and whom it is for; where neither says anything, its document's title."""

from __future__ import annotations

import re

from index.types import Document
from qa.measures.units import Unit

# Names of parts that say nothing of the measure itself: 支持标准, 标准, a dash of a list.
_PLAIN = re.compile(
    r"^(?:支持|奖励|补助|补贴)?(?:方向|标准|范围|内容|措施)(?:如下)?$|^常见问题$|^(?:补助|补贴|奖励|支持)$|^[^\u4e00-\u9fffA-Za-z]*$"
)
MOST = 24


def short_title(document: Document, unit: Unit, pre: tuple[int, int]) -> str:
    """Return the short title: that of the paragraph, with the first words of whom it is for (`pre`, in the unit's view)."""
    who = unit.view.printed(*pre)
    who = re.split(r"[,，。;；:：]", re.sub(r"^(?:对于?|凡|答[:：])", "", who))[0].rstrip("的")
    who = "" if _PLAIN.search(who) else who
    who = who if len(who) <= MOST else who[:MOST] + "…"
    if not unit.name or _PLAIN.search(unit.name):
        return who or document.title
    return f"{unit.name}：{who}" if who else unit.name

"""A sentence that the next one of its paragraph takes back: 该消息不属实, 自本措施施行之日起停止执行. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from index.fold import fold
from index.splitter import sentences

# What was said is called untrue. It stands for all that came before it, as a rumour does.
_UNTRUE = re.compile(
    r"\s*(?:但|不过|然而|其实|事实上|实际上|经(?:查|核[实查])[，,]?)?(?:(?:该|此|上述|以上|这[些一类种条则]?|前述|有关|相关)[^。，,《]{0,12}"
    r"(?:消息|说法|传言|信息|内容|报道|言论|视频|文章|情况)[^。《]{0,12}(?:不实|不属实|谣言|失实|误读|虚假|有误|不是事实|伪造)"
    r"|(?:以上|上述|这|此)(?:内容)?(?:均|都|纯)?(?:属于?|系|是|为)(?:谣言|虚假|不实|误读))"
)
_ENDED = r"(?:停止执行|不再执行|不再实施|废止|失效|作废|取消|撤销)"
# What was said has ended. 《…》同时废止 and 本办法施行，原办法废止 say it of another paper.
_OVER = re.compile(
    rf"\s*(?:自[^。，,《]{{2,24}}起[，,]?(?:上述|该|此|其)?[^。，,《]{{0,8}}{_ENDED}"
    rf"|(?:现|现已|目前已)(?:予以?)?{_ENDED}"
    rf"|(?:上述|该|此|以上|前述)(?:项|条|款)?[^。，,《]{{0,10}}(?:已|现|均|一律|全部)(?:予以?)?{_ENDED})"
)


@lru_cache(maxsize=4096)
def taken_back(paragraph: str, end: int) -> bool:
    """Return whether the sentence behind `paragraph[:end]` says that what stands there is untrue, or no more so.

    Remembered: a figure check asks it of each figure of a paragraph, once for every figure of a draft.
    """
    after = next((paragraph[a:b] for a, b in sentences(paragraph) if a >= end), "")
    folded = fold(after)
    return bool(_UNTRUE.match(folded) or _OVER.match(folded))

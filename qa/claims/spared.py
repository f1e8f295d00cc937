"""What one side may say and the other not, though both speak of the same thing: short names, who was named before, manner.

Judged by form and place, not by lists of synonyms: 高铁 is made of the beginnings of the words of 高速铁路; a subject that
a text has named goes without saying in its next sentence; 立即 tells how, not what."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from qa.claims.words import plain_words

# A short name has so many characters, one for each word of two.
SHORTEST, LONGEST = 2, 4
# What a short name ends with as it is: 进博会, 发改委.
_BODIES = frozenset("会局厅部委院所")
_HAN = re.compile("[\u3400-\u9fff]+")
# Manner and pointing: what they stand before is the same thing without them.
_MANNER = re.compile(
    r"(?:按(?:不变|可比)价格?计算|连续|确保|立即|随即|随后|迅速|及时|紧急|同时|另外|另有|适当|有关|相关|上述|自己|本次|此次|期间|其间|[对向在以由为将把并])+"
)
# What a newsroom begins with and what says nothing of the thing counted.
_SCENE = re.compile(
    r"(?:面对|面临|展望|回顾|回看|盘点|纵观|随着|顶住|克服|应对|尽管|虽然|得益于|受益于|为(?:了)?应对).*|(?:在|受).*(?:背景|形势|情况|冲击|影响|压力|带动|推动|拉动|支撑|作用)下?"
)

# Where a clause begins, with room for the place before a name.
_BEGINS = r"(?:^|[，,。；;！？!?:：\s])[^，,。；;！？!?:：\s]{0,6}?"
_COMPANY = re.compile(r"(?:^|[，,。；;！？!?:：\s）)])([\u3400-\u9fff]{2,12}?(?:公司|集团))")


def shortened(piece: str, texts: Iterable[str]) -> str:
    """Return the words that `piece` is made of the first characters of, as they stand in one of `texts`; "" where there are none.

    Each character stands for two of the full name, the last for one or two: 进博会 for 进口博览会, 高铁 for 高速铁路.
    """
    if not SHORTEST <= len(piece) <= LONGEST:
        return ""
    return next((full for text in texts if (full := shorts(text).get(piece))), "")


@lru_cache(maxsize=4096)
def shorts(text: str) -> dict[str, str]:
    """Return every short name that the words of `text` may have, with the words: looking one up costs nothing then."""
    found: dict[str, str] = {}
    for run in _HAN.findall(plain_words(text)):
        for start in range(len(run)):
            for count in range(SHORTEST, LONGEST + 1):
                last = start + 2 * (count - 1)
                if last >= len(run) or (last + 1 == len(run) and run[last] not in _BODIES):
                    break
                full = run[start : last + (1 if run[last] in _BODIES else 2)]
                found.setdefault(run[start : last + 1 : 2], full)
    return found


def unscened(text: str) -> str:
    """Return the clauses of a draft but those that only tell in which circumstances it was: 面对疫情冲击, 展望2015年."""
    return "，".join(part for part in re.split("[，,]", text) if not _SCENE.fullmatch(part.strip()))


def mere_manner(piece: str) -> bool:
    """Whether a piece only says how or points at what was said."""
    return bool(_MANNER.fullmatch(piece))


def named_before(piece: str, before: str, opening: str) -> bool:
    """Whether `piece` is named in the text before, and stands in `opening`, with which the draft begins: whose it is."""
    if len(piece) < 2 or piece not in before or piece not in opening:
        return False
    return bool(re.search(_BEGINS + re.escape(piece), before))


def last_company(names: Iterable[str], before: str) -> bool:
    """Whether one of `names` is the company that the text before speaks of last: 公司 is that one."""
    begun = [m[1] for m in _COMPANY.finditer(before)]
    return bool(begun) and any(
        len(n) > 2 and begun[-1].endswith(n[: len(begun[-1])]) for n in names
    )

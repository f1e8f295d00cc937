"""A draft that asks before it tells: 广东造的服务机器人有多强？产量占全国八成以上。 What the question names is what is told of. Pure."""

from __future__ import annotations

import re
from itertools import pairwise

from index.splitter import sentences
from qa.claims.standing import TIMES
from qa.figures import find_figures

# What asks, and all that may stand before it: a name with its place and time.
_ASKS = re.compile(
    r"(?P<of>[^，,。！!？?；;：:\n]{2,24}?)(?P<asks>(?:现在|如今|到底|究竟|目前)?(?:又|还|都)?(?:有多[一-龥]{1,4}|怎么样|咋样|如何|几何|有多少|是多少|多少|呢|[一-龥]得怎样)了?[？?]+[”』]?\s*)"
)


def told_of(draft: str) -> str:
    """Return the draft with a comma for each such question, so that its subject leads on to the sentence after; as long as before."""
    spans = sentences(draft)
    for (start, end), after in pairwise(spans):
        asks = _ASKS.fullmatch(draft, start, end)
        if asks is None or "\n" in asks[0] or _counted(asks["of"]):
            continue
        if find_figures(draft[slice(*after)]):
            gap = " " * (len(asks["asks"]) - 1)
            draft = f"{draft[: asks.end('of')]}{gap}，{draft[end:]}"
    return draft


def _counted(words: str) -> bool:
    return any(f.kind not in TIMES for f in find_figures(words))

"""What a paper is called: 行动方案叫什么 is answered by the sentence that writes 《……行动方案》. Pure."""

from __future__ import annotations

import re

from index.fold import fold
from qa.lexicon.bigrams import bigrams

_PAPERS = (
    r"(?:方案|办法|意见|措施|规划|计划|条例|通知|决定|细则|规定|纲要|清单|目录|指南|政策|文件)"
)
_ASKS = re.compile(
    rf"(?P<what>[\u4e00-\u9fff]{{0,10}}?{_PAPERS})(?:的)?(?:(?:全称|全名|名称|名字|标题)(?:是|叫)?|叫做?)(?:什么|啥)(?:名字|名称|名|来着)?[?？。]*$"
)
_TITLE = re.compile(r"《([^》]{4,80})》")
# So much of what is asked for must stand in a title that is not called just so.
_SHARED = 0.6


def asked_paper(folded: str) -> str:
    """Return the paper whose name a folded question asks for, as the question calls it; else ""."""
    match = _ASKS.search(folded)
    return match["what"] if match else ""


def writes_name(what: str, text: str) -> bool:
    """Return whether a text writes the title of a paper that `what` may call in short."""
    short = bigrams(what)
    kind = what[-2:]
    return any(
        what in title
        or (title.endswith(kind) and len(bigrams(title) & short) >= _SHARED * len(short))
        for title in _TITLE.findall(fold(text))
    )

"""What others are asked to give: 鼓励业主减免租金, 鼓励担保机构降低担保费率. Whoever is asked has not given."""

from __future__ import annotations

import re

from qa.measures.benefits import first_give, gives_figure
from qa.measures.view import View

_APPEAL = re.compile(
    r"(?:要求|鼓励|引导|倡导|推动|督促|动员|号召)[^,;]{0,10}?(?:银行|金融机构|(?:担保|保险)(?:机构|公司)|房东|业主|出租[方人]|房屋产权人|平台企业|商业综合体|物业)[^,;]{0,24}$"
)


def appeals(seen: View, start: int, give: int, end: int) -> bool:
    """Whether all that the segment gives, from `give` on, is what others are asked to give."""
    if not _APPEAL.search(seen.text, start, give) or gives_figure(seen, give, end):
        return False
    return first_give(seen, min(seen.clause_end(give, end) + 1, end), end) is None

"""What leads up to an offer and is no part of it: who says it where, of which field it is told, a label before it."""

from __future__ import annotations

import re

from qa.measures.silent import aimed
from qa.measures.view import View

# 在降低融资成本方面，用工环节，: of which field the rest tells.
_ASPECT = re.compile(
    r"—{0,2}(?:(?:此外|同时|另外),)?(?:在[^,;]{2,30}方面|在?[^,;]{2,8}(?:环节|领域|方面)),(?=.)"
)
# 支持标准：首次认定的，奖励10万元: a label, on a card.
_LABELLED = re.compile(
    r"(?:支持|扶持|补助|补贴|奖励|奖补|资助|优惠)(?:标准|内容|方式|额度|措施|政策)(?:[和及与][^,;:]{2,6})?:(?=.)"
)
# 据某局负责人介绍，通知要求银行…, 根据该举措，减，就是减成本，: who says it, where; a place with a colon.
_SAID = re.compile(
    r"涉及[^;]{2,80}?项(?:政策|措施),即(?=.)|(?:根据|按照?|依据)[^,;:《》]{0,12}(?:新政|政策|措施|举措|办法|通知|方案|规定|公告|意见),(?=.)"
    r"|[一-龥],就是[^,;]{2,10},|即\"(?=.)|[一-龥]{2,5}[省市县区]:(?=[^,;]{4,})"
    r"|\"?[^,;:]{2,30}(?:介绍说?|表示|告诉记者|解释说?|透露|说),(?=[^,;]{4,})"
    r"|(?:据?[^,;:]{2,30}介绍,)?(?:[^,;:]{0,6}(?:通知|意见|办法|会议|措施))(?:还|也)?(?:明确|提出|强调|指出|规定),?(?=[^,;]{4,})"
)
# 记者从某局获悉，近日，: when and by whom it is told.
_TOLD = re.compile(
    r"[^,;:]{2,30}(?:行动|活动|计划|工作|政策)(?:正式)?(?:启动|上线|实施),(?=.)|(?:近日|日前|[昨今当][日天]|据悉|据了解|据介绍|(?:记者|南都记者)?[^,;:《》]{0,40}(?:获悉|了解到)),(?=.)"
)
# 某厅等部门印发《关于……的通知》（某发〔2023〕5号），明确…
_ISSUED = re.compile(
    r"(?:[^,;:]{0,40},){0,3}?[^,;:《]{0,90}(?:印发|发布|出台|下发|公布|推出)了?《[^》]{2,80}》(?:\([^()]{0,60}\)){0,3},"
    r"(?:其中,?)?(?:明确|规定|提出|指出)?(?=[^,;]{4,})"
)
_LEADS = (_TOLD, _ISSUED, _SAID, _ASPECT, _LABELLED)


def after_leads(seen: View, start: int, end: int) -> int:
    """Return where a segment begins without what leads up to it."""
    found = True
    while found:
        found = False
        if seen.text[start] == '"' and seen.closes(start) is None:
            start, found = start + 1, start + 1 < end  # of a speech: “企业贷款，财政贴息。”
        for lead in _LEADS:
            if (match := lead.match(seen.text, start, end)) and match.end() < end:
                start, found = match.end(), True
    return aimed(seen.text, start, end)

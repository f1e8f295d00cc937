"""Which clauses before a gift ask nothing of whoever gets it: who acts, what is carried out, the gift's own limits.

相关部门要积极｜为企业提供法律援助; 可申请缓缴社会保险费，缓缴期限不超过6个月，｜缓缴期间免收滞纳金.
"""

from __future__ import annotations

import re

# Those who give, told to act. A recipient stands behind 对 or is told what it has (…的).
_ACTS = re.compile(
    r"[^,;]{0,24}(?:部门|机关|政府|[税商]务局|银行|机构|单位|中心|平台)(?:要|应当?|将|需|会)(?:积极|依法|及时|主动|优先|切实|会同[^,;]*)*"
)
_CARRIED_OUT = re.compile(
    r"(?:继续|切实|不折不扣|认真|全面|严格|从速|坚决|进一步|主动|积极|充分)*(?:落实|贯彻|做好|组织|办理|执行|把握|优化|完善|统筹|发挥|按照)(?!.*(?:的|者|人员|企业|单位|项目)$)[^,;]*"
)
_OWN = re.compile(
    r"(?:可以?|均可|允许|准予)(?:依法|按规定|向[^,;]{2,12})?(?:申请|享受|办理|缓缴|减免|延期)[^,;]*(?<!的)"
    r"|(?:缓缴|延期|延长|贴息|补贴|补助|减免|免征|展期|续贷|贷款|支持|奖励|担保|优惠)(?:的)?(?:期限|期|额度|比例|标准|费率|利率)[^,;]{0,8}(?:不超过|不高于|不低于|最长|最高|为)[^,;]*(?<!的)"
    r"|(?:给予|推送|开通|简化|采取(?:绿色|[续延展]|降低|下调|减免)|提高[^,;]{0,4}容忍度)[^,;]*(?<!的)"
    r"|(?:根据|经|由)(?:企业|纳税人|缴费人|用人单位|单位|个人|本人)申请"
    r"|(?:提供|安排|新增|投放)[^,;]{0,8}\d[^,;]*(?<!的)"
)


def asks_nothing(text: str) -> bool:
    """Whether the clause is no condition: nobody who wants the gift has to fulfil it."""
    return any(p.fullmatch(text) for p in (_ACTS, _CARRIED_OUT, _OWN))

"""What names a benefit and gives none: titles, sentences that announce what follows, orders to those who set the rules."""

from __future__ import annotations

import re

from qa.measures.units import Unit

_ANNOUNCED = re.compile(
    r"(?:通知|公告|通告|意见|规定|措施|办法|说明)如下$|(?:合理|适时|相应)?(?:调整|编制|测算)[^,;]{0,10}(?:预算|收支计划)$|^(?:要|应)?(?:严格|认真|全面)?落实[^;]{2,40}等(?:各项)?政策(?:措施)?要求|^现将?[^,;]{2,60}(?:印发给|予以印发)"
)
# A target that is set, for nobody to apply for: 小微企业续贷占比提升20个百分点以上.
_TARGET = re.compile(
    r"[^,;]{2,24}(?:占比|比重|增速|[余馀]额)[^,;]{0,6}(?:提升|提高|达到?|不低于|高于)[^,;]{0,16}"
)
_AIM = re.compile(
    r"(?:力争|确保|推动)?[^,;]{2,40}(?:占比|比重|增速|[余馀]额|同比增长|户数)[^,;]{0,10}(?:提升|提高|达到?|不低于|高于|增长)[^,;]{0,16},"
)


def aimed(text: str, start: int, end: int) -> int:
    """Return where a segment begins without the targets that it opens with: 力争贷款同比增长15%，对…."""
    while found := _AIM.match(text, start, end):
        start = found.end()
    return start


# What a rule is about is told, or who draws up a list: neither gives anything.
_TOLD_OF = re.compile(
    r"^(?:严禁|禁止|不得)|^(?:这(?:也就|也)?意味着|这与|此举|这一(?:政策|举措))|^今年以来,?[^;]*(?:通过|先后|累计|共)|进行[^,;]{0,6}宣传|感谢[^;]*(?:支持|关心|帮助)|^[^,;]*(?:相关|有关|若干|系列)(?:措施|举措)$|主要涉及|(?:明确|作出|作)了?(?:相关|有关|具体)?(?:规定|安排|部署|细化|解读|说明)$|(?:测算|预计|估算)[^;]*(?:减免|减税|减负|惠及)[^;]*\d|从[^;]{4,80}[三四五六七八九十\d][大个]{1,2}方面(?![^;]*(?:给予|补助|奖励))|[就已](?:收|领|拿)到了?[^,;]*(?:补贴|补助|奖励|贷款)|个关键词|享受上述[^,;]{0,6}(?:政策|优惠)$|一系列[^,;]{0,24}政策(?:措施)?,|^(?:全面|继续)?落实好?[^,;]{2,20}(?:加计扣除|政策)$|^[^\d]*,(?:这)?(?:将)?有[利助]于[^\d]*$|主要包括[^;]*等$|等\d+[项条个][^,;]{0,6}(?:政策|措施|举措)|研究(?:设立|出台|制定|建立)|(?:打进|打入|汇入|划入|进)了?[^,;]{0,6}账户$|到账了|(?:名单|目录|清单),?由[^,;]{2,40}(?:提供|确定|认定|公布|制定)$"
)
_TITLE = re.compile(
    r"关于[^,;。]{4,80}的(?:通知|公告|通告|意见|决定|函|批复|办法|规定|措施)"
    r"(?:[^,;。]{0,12}公告\d{4}年第\d+号|\([^)]*\)|[\u4e00-\u9fff]{1,8}〔\d{4}〕\d+号)?$"
)


def says_nothing(unit: Unit, text: str) -> bool:
    """Whether a segment of the paragraph only announces, or is the title of a document that stands there alone."""
    if _ANNOUNCED.search(text) or _TOLD_OF.search(text) or _TARGET.fullmatch(text):
        return True
    return len(unit.segments) == 1 and "《" not in text and _TITLE.search(text) is not None

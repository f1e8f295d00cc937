"""Whether a question asks what support there is at all: 柳河县对旅游业有哪些扶持政策. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.fold import fold

_GIFT = (
    r"(?:(?:招商引资|招商|惠企|税收|财政|资金|金融|产业|特殊)*"
    r"(?:扶持|支持|优惠|奖励|奖补|补贴|补助|资助|减免|帮扶|惠企|红利|好处)(?:和|与|、|及|或者?)?)+"
    r"(?:性|类|的)*(?:政策|措施|办法|条款|资金|项目|内容|事项)*"
)
_POLICY = r"政策(?:措施)?"
_WHICH = r"(?:哪些|什么|啥|哪几[项条种个]|些什么|些啥)"
_BETWEEN = r"(?:的|方面|具体|样|类型|种)*"
_END = r"(?:可以|能)?(?:拿|领|享受|申请|申报|得到|享)?(?:到|得)?(?:的|呢|啊|呀|吗)*[?。!]*$"
_FORMS = (
    re.compile(rf"{_WHICH}{_BETWEEN}(?P<gift>{_GIFT}|{_POLICY}){_END}"),
    re.compile(
        rf"(?P<gift>{_GIFT}|{_POLICY})(?:都|一共|总共|具体|主要|分别|到底)*(?:有|包括|是|包含)+{_WHICH}{_END}"
    ),
)
# What is left of the words that give: 柳河县对旅游业有, 鹿城区给企业.
_GIVING = re.compile(
    r"目前|现在|我们|我司|本公司|咱们?|(?:都|还|可以|能够?|会)*(?:有|享受|拿|领|申请|申报|得到|获得|给予?|提供|出台|推出|制定|实施)+(?:到|了|过)*"
)
# What is named gives these kinds of measures; support and 优惠 give all. Who asks for a 补贴 takes an award too.
_MONEY = frozenset({"subsidy", "award"})
_RELIEF = frozenset({"tax", "cost"})
_KINDS = (
    (re.compile("补贴|补助|资助|奖"), _MONEY),
    (re.compile("减免"), _RELIEF),
    (re.compile("税收"), frozenset({"tax"})),
    (re.compile("金融"), frozenset({"loan", "fund"})),
)


@dataclass(frozen=True, slots=True)
class AskedOffers:
    """`about` is what is said of it (whose, for whom, for what); a measure `fits` by the kinds of gift named."""

    about: str
    gift: str

    def fits(self, kind: str) -> bool:
        """Whether a measure of this kind (of `qa.measures.types`) is asked for; every one is where only support is."""
        wanted = [kinds for word, kinds in _KINDS if word.search(self.gift)]
        return not wanted or any(kind in kinds for kinds in wanted)


def asked_offers(text: str) -> AskedOffers | None:
    """Return what is asked about, where a question asks for a list of support and states nothing else."""
    folded = fold(text).strip()
    if re.search(r"[。;!?]|多少|几(?![项条种个])|怎么|如何|为什么", folded.rstrip("?。!")):
        return None
    for form in _FORMS:
        match = form.search(folded)
        if match is not None:
            about = _GIVING.sub(" ", folded[: match.start()])
            if re.search(r"[,，]\s*\S", about.strip()):
                return None  # who tells a case of his own wants what fits it, not all
            return AskedOffers(about=about.strip(" ,，的"), gift=match["gift"])
    return None

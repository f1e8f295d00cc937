"""Whether a threshold and a figure of a profile measure one thing, by the words of both. Pure; knows no units.

Two names are of one thing when they are made of the same words, in any order: 采购省内零部件 and 省内采购零部件. Words
that say nothing of the thing (有, 的, 数量) are left out, words for one thing are folded (购置, 买). What one side says
more must stand in the same clause of the other, who does it anywhere in the profile. In doubt they are not of one thing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.fold import fold
from qa.measures.names import ABSOLUTE

# How people and policies call one thing, general words alone: what is found -> what it is folded to.
_SAME: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(found), word)
    for found, word in (
        (r"没有|并非|不存在|无", "非"),
        (r"关联关系", "关联"),
        (r"不(?:含|算|计|包括|包含)|扣除|剔除|除去|除开", "不含"),
        (r",?下同", ""),
        (r"社会保险费?|社保费?|五险一?金?", "社保"),
        (r"住房公积金", "公积金"),
        (
            r"参加(?=[^,]{0,6}(?:社保|保险))|缴纳|缴存|缴费|参保|上缴|交纳|交(?![通易货付流叉接警互汇界])|缴",
            "缴",
        ),
        (r"购置|购买|采购|购入|购进|添置|买入?", "购"),
        (r"租赁|承租|租用|租入", "租"),
        (r"招用|招收|招录|录用|聘用|聘请|招聘|雇用|新招", "招"),
        (r"我?自己|自个儿?|个人(?=名)", "本人"),
        (r"老年人|老人家?|长者", "老人"),
        (r"儿童|小孩|孩子|娃", "孩"),
        (r"职工|员工|从业人员|在岗人员|工人", "职工"),
        (r"停?车位|泊位", "泊位"),
        (r"投资额度?|投资总额|总投资额?|投入(?:资金)?", "投资"),
        (r"高企(?!业)", "高新技术企业"),
        (r"工厂|厂家|厂商|(?<=[件料品])厂|公司|单位|商家", "企业"),
        (r"还剩下?|剩下", "剩余"),
        (r"养老院|敬老院", "养老机构"),
        (r"居住证件?|暂住证", "居住证"),
        (r"客房|房间", "客房"),
        (r"占比|比例|比重|比率", "占"),
        (r"建成|落成", "建成"),
        (r"(?:普通)?高校应?届?毕业生|大学毕业生|大学生", "毕业生"),
        (r"(?:普通)?(?:高校|大学)毕业", "毕业"),
        (r"签订|签署|签了|签有", "签"),
        (r"专利权", "专利"),
        (r"装机容量|装机规模", "装机"),
    )
)
# What says where, how or for whom a figure is counted: the narrower is never more than the wider.
_NARROW = re.compile(
    r"(?:在|于)?(?:[本我全]|当)[省市县区州地]|(?:[省市县区州]|境|园区?|辖区)[内域](?:范围)?|规范|合规|依法|合法|实际|有效|专职|全职|在职|在岗|正式|连续|足额|按时|正常|稳定|自有|新增|全日制"
)
_PERIODS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(words))
    for name, words in (
        ("once", r"单次|每次|一次性?|单场|每场|单笔"),
        ("years", r"(?:最?近|前|过去|连续)(?P<n>[两二三四五2-5])(?:个会计)?年"),
        ("month", r"每个?月|月均|一个月|月(?=销|营|产|收|均)"),
        ("quarter", r"每?个?季度|季均"),
        ("day", r"日均|每[天日]|一天|日(?=处理|产|加工|均)"),
        ("sum", r"历年|累计|总计|一共|总共|合计|共计|至今"),
        (
            "year",
            r"(?:上一?|去|今|当|本|每|全|一|次|前一|最近一|近一)年度?|年度|年均|年(?=[一-龥]{2})",
        ),
    )
)
_ALIKE = (frozenset({"", "year"}), frozenset({"", "sum"}))
# Function words, measure nouns (a unit says them) and what people say around a figure.
_EMPTY = re.compile(
    r"证书(?=剩余|有效)|面积(?:达到?)?|时长|时间|期限|年限|总?人数|总?数量|总[数量额]|金额|额度|规模|总计|合计|累计|一共|总共|目前|现在|眼下|如今|已经?|应当?|必须|需要?|要求|不?低于|不?少于|不?超过"
    r"|达到?|超过|突破|至少|刚好|正好|恰好|差不多|大概|大约|左右|其中|同时|以及|并且|申报|申请|且|并(?![购网])|和|与|及|的|了|着|过(?!夜)|有(?!效|限)|是|为|在|到|把|被|由|对|向|于|从|才|就|也|都|还|这|那|个|们|我(?!市|省|县|区)|咱|满|持有?|拥有|取得|获得|具有|具备|办理?|拿到?|领取?|实现|完成|共|约|近|能|可以?|名下|[家店厂村里]里|手里|手头|项目|企业(?!家)|本(?=企业|人)|数$|[\"“”()〔〕,。;:、/]|\d"
)
_SUBJECT = re.compile(
    r"^(?P<who>.{2,16}?(?:企业|公司|单位|机构|合作社|个人|消费者|职工|员工|人员|毕业生|家庭|居民|申请人|老年人|劳动者|旅行社|门店|园区|基地|农户|大户|业主|农场|医院|学校|工厂|平台|主体|组织))(?P<rest>.{2,})$"
)
_NOBODY = re.compile(
    r"^(?:申报|申请|参保|用人|本|该|中小|各类|有关)?(?:企业|公司|单位|主体|申请人|个人)$"
)
LEAST = 2


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a comparison of two names found. `wider`: the profile's figure may count more than is asked for;
    `narrower`: it may count less. Neither: it is the very figure."""

    wider: bool = False
    narrower: bool = False


def agree(
    asked: str, clause: str, about: str, said: str, said_in: str, profile: str
) -> Agreement | None:
    """Return how the figure named `said` in the clause `said_in` of a profile fits a threshold on `asked`, None where it may
    be of another thing; `clause` holds the threshold, `about` is whom the measure is for."""
    over = {_period(clause, asked), _period(said_in, said)}
    if len(over) > 1 and not any(over <= alike for alike in _ALIKE):
        return None
    if (said in ABSOLUTE and asked in ABSOLUTE) or "占" in asked or "占" in said:
        return None  # two names of their own, and shares, are compared whole
    asked_own, ok = _without_subject(asked, profile)
    if not ok:
        return None
    a, b = _words(asked_own), _words(said)
    narrow_a, narrow_b = _narrowed(asked_own), _narrowed(said)
    if not b <= a and (said in ABSOLUTE or not _stands(said, a, fold(clause + about))):
        return None
    if not a <= b and not _stands(asked_own, b, said_in):
        return None
    if len(a & b) < min(LEAST, len(a)) or not b:
        return None
    own = _places(said_in, narrow_a)
    return Agreement(wider=bool(narrow_a - narrow_b - own), narrower=bool(narrow_b - narrow_a))


def _places(said_in: str, asked: frozenset[str]) -> frozenset[str]:
    """Return what is asked of manner or place that the clause of the profile says in so many words."""
    return asked & _narrowed(said_in)


def _period(clause: str, name: str) -> str:
    """Return over which time a figure is counted, "" where nothing says so."""
    text = fold(clause)
    at = text.find(name[-2:]) if len(name) >= LEAST else -1
    text = text[: at + 2] if at >= 0 else text
    for kind, pattern in _PERIODS:
        if match := pattern.search(text):
            return f"{kind}{match.groupdict().get('n') or ''}"
    return ""


def _without_subject(asked: str, profile: str) -> tuple[str, bool]:
    """Return the name without whom it is asked of, and whether the profile says to be one of them."""
    match = _SUBJECT.match(asked)
    if match is None or len(_words(match["rest"])) < LEAST:
        return asked, True
    who = match["who"]
    if _NOBODY.match(who):
        return match["rest"], True
    return (match["rest"], True) if who in profile else (asked, True)


def _folded(text: str) -> str:
    text = fold("".join(text.split()))
    for pattern, word in _SAME:
        text = pattern.sub(word, text)
    return text


def _runs(text: str) -> list[str]:
    """Return the words of a name, as runs between what says nothing."""
    plain = _folded(text)
    for _, pattern in _PERIODS:
        plain = pattern.sub(" ", plain)
    return _EMPTY.sub(" ", _NARROW.sub(" ", plain)).split()


def _words(text: str) -> frozenset[str]:
    return frozenset("".join(_runs(text)))


def _narrowed(text: str) -> frozenset[str]:
    """Return the restrictions in a name; all that name the place of the document are one."""
    found = (m[0] for m in _NARROW.finditer(_folded(text)))
    return frozenset("当地" if re.search(r"[省市县区州地境园]", w) else w for w in found)


def _stands(name: str, known: frozenset[str], text: str) -> bool:
    """Whether each stretch of a name that the other side's name lacks stands in `text`, of two characters at least."""
    where = _folded(text)
    for run in _runs(name):
        for part in "".join(c if c not in known else " " for c in run).split():
            if len(part) < LEAST or part not in where:
                return False
    return True

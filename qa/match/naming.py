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
        (r"实际(?=支付|缴|付)", ""),
        (r"支付|付(?:了|出)?(?=利息|租金|房租)|交(?=利息|租金|房租)", "付"),
        (r"保险保?费|保费", "保险"),
        (r"仓库|仓储", "仓"),
        (r"应届生", "应届毕业生"),
        (r"茶园|茶树|茶山", "茶叶"),
        (r"种茶(?!叶)", "种茶叶"),
        (r"种植|栽种", "种"),
        (r"种粮(?!食)", "种粮食"),
        (r"没有|并非|不存在|无", "非"),
        (r"关联关系", "关联"),
        (r"不(?:含|算|计|包括|包含)|扣除|剔除|除去|除开", "不含"),
        (r",?下同", ""),
        (r"社会保险费?|社保费?|五险一?金?", "社保"),
        (r"参保", "参加社保"),
        (r"住房公积金", "公积金"),
        (
            r"参加(?=[^,]{0,6}(?:社保|保险))|缴纳|缴费|上缴|交纳|交(?![通易货付流叉接警互汇界])|缴(?!存)",
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
        (r"设立|设置|设有", "设"),
        (r"建制村|行政村|村里", "村"),
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
    r"(?:在|于)?(?:[本我全]|当)[省市县区州地]|(?:[省市县区州]|境|园区?|辖区)[内域](?:范围)?|规范|合规|依法|合法|实际|有效|专职|疫情(?:防控)?期间|全职|在职|在岗|正式|连续|足额|按时|正常|稳定|自有|新增|全日制"
)
_LEVEL = re.compile(r"[在于本我全内域]|范围")
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
    r"|达到?|超过|突破|至少|刚好|正好|恰好|差不多|大概|大约|左右|其中|同时|成功|给(?!排)|以及|并且|申报|申请|且|并(?![购网])|和|与|及|的|了|着|过(?!夜)|有(?!效|限)|是|为|在|到|把|被|由|对|向|于|从|才|就|也|都|还|这|那|个|们|我(?!市|省|县|区)|咱|满|持有?|拥有|取得|获得|具有|具备|办理?|拿到?|领取?|实现|完成|共|约|近|能|可以?|开(?![发放票展支采])|名下|[家店厂村里]里|手里|手头|项目|企业(?!家)|本(?=企业|人)|数$|[\"“”()〔〕,。;:、/]|\d"
)
_SUBJECT = re.compile(
    r"^(?P<who>.{2,16}?(?:企业|公司|单位|机构|合作社|个人|消费者|职工|员工|人员|毕业生|家庭|居民|申请人|老年人|劳动者|旅行社|门店|园区|基地|农户|大户|业主|农场|医院|学校|工厂|平台|主体|组织))(?P<rest>.{2,})$"
)
# 餐饮公司运营食堂, 开的公司带动就业: the profile's own body before what it did; never one that is another's.
_SELF = re.compile(
    r"^(?:(?![子母总分]公司|客户|关联|合作|对方|其他|供应商|上游|下游)[一-龥]){0,10}?(?:公司|企业|工?厂(?![房区址])|门?店(?![铺面])|合作社|协会)(?=在?[一-龥]{2})"
)
# 在德国建了海外仓: where the thing stands; it may be one of several.
_MADE_AT = re.compile(r"^在?[一-龥]{2,6}?(?:建|开|办|租|设)(?:设|成|立)?了(?=[一-龥]{2})")
_SINCE = re.compile(r"^自.{2,12}?起(?=.{2})")
_ONE = re.compile(r"单[个台项笔户件次场体家]|每[个台项笔户件家]")
_SUMMED = re.compile(
    r"一共|总共|合计|共计|加起来|总计|[两二三四五六七八九十几多\d]个(?:项目|产品|门店|基地)"
)
_NOBODY = re.compile(
    r"^(?:申报|申请|参保|用人|本|该|中小|各类|有关)?(?:企业|公司|单位|主体|申请人|个人)$"
)
_KINDS = (
    ("粮食", re.compile(r"水稻|稻谷|早稻|中稻|晚稻|小麦|玉米|杂粮|高粱|谷子")),
    ("蔬菜", re.compile(r"白菜|辣椒|番茄|西红柿|黄瓜|茄子|菠菜|萝卜|大蒜")),
)
LEAST = 2
# Verbs folded to one character: they alone may stand by themselves.
_LONE = frozenset("购租招签缴设付种")


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
    if (part := _part(asked, said)) and not _other_year(clause, about, said_in):
        return part
    over = {_period(clause, asked), _period(said_in, said)}
    if len(over) > 1 and not any(over <= alike for alike in _ALIKE):
        return None
    if (said in ABSOLUTE and asked in ABSOLUTE) or "占" in asked or "占" in said:
        return None  # two names of their own, and shares, are compared whole
    asked = _SINCE.sub("", _without_subject(asked, profile))
    for kind, members in _KINDS:
        if kind in asked:
            said = members.sub(kind, said)  # rice is grain; grain need not be rice
    said = said if said in ABSOLUTE else _SELF.sub("", said)
    part_of = _MADE_AT.match(said) if f"在{said.removeprefix('在')}" in said_in else None
    said = said[part_of.end() :] if part_of else said
    a, b = _words(asked), _words(said)
    if not b or len(a & b) < min(LEAST, len(a)) or not (a or "面积" in asked):
        return None
    if not b <= a and (said in ABSOLUTE or not _stands(said, a, clause + about)):
        return None
    if not a <= b and not _stands(asked, b, said_in):
        return None
    narrow_a, narrow_b = _narrowed(asked), _narrowed(said)
    wider = bool(narrow_a - narrow_b - _narrowed(said_in)) or summed(clause, said_in)
    return Agreement(wider=wider, narrower=bool(narrow_b - narrow_a or part_of))


# Sums that are part of another: what is below a limit as a whole is so in each part.
_PARTS = (
    (
        re.compile(
            r"(?!.*(?:留抵|退|免|减|欠|缓|新增|增长)).*(?:增值税|所得税|消费税).*税[金款额]?"
        ),
        "纳税额",
    ),
    (re.compile(r"(?:产品)?销售额"), "营业收入"),
)
_YEARS = re.compile(r"(20\d\d)年")


def _part(asked: str, said: str) -> Agreement | None:
    """Return that the profile's figure counts more, where what is asked for is a part of it: 增值税 of all taxes."""
    known = any(said == whole and part.fullmatch(asked) for part, whole in _PARTS)
    return Agreement(wider=True) if known else None


_SPAN = re.compile(r"20\d\d年?度?(?:-|—|至|到|~)20\d\d")


_FROM = re.compile(r"20\d\d年[^,;]{0,8}(?:[后起]|以来)")


def of_another_year(clause: str, about: str, year: int | None) -> bool:
    """Whether the threshold, or what stands before it of whom it is asked, names years, and the figure was said of none of them."""
    whole = "".join(about.split())
    asked = whole[: max(whole.find(clause), 0)] + clause
    named = {int(y) for y in _YEARS.findall(asked)}
    if year is None or not named or year in named or _SPAN.search(asked):
        return False
    return not (_FROM.search(asked) and year > min(named))


def _other_year(clause: str, about: str, said_in: str) -> bool:
    """Whether both name a year, and not the same; that of a threshold may stand right before it."""
    whole = "".join(about.split())
    at = max(whole.find(clause), 0)
    a = set(_YEARS.findall(whole[max(at - 8, 0) : at] + clause))
    b = set(_YEARS.findall(said_in))
    return bool(a and b and not a & b)


def summed(clause: str, said_in: str) -> bool:
    """Whether one thing is asked for (单个项目) where the profile tells the sum of several."""
    return bool(_ONE.search(clause) and _SUMMED.search(said_in))


def _period(clause: str, name: str) -> str:
    """Return over which time a figure is counted, "" where nothing says so."""
    text = fold(clause)
    at = text.find(name[-2:]) if len(name) >= LEAST else -1
    text = text[: at + 2] if at >= 0 else text
    for kind, pattern in _PERIODS:
        if match := pattern.search(text):
            return f"{kind}{match.groupdict().get('n') or ''}"
    return ""


def _without_subject(asked: str, profile: str) -> str:
    """Return the name without whom it is asked of, where that is anybody or the profile says to be one of them."""
    match = _SUBJECT.match(asked)
    if match is None or len(_words(match["rest"])) < LEAST:
        return asked
    known = _NOBODY.match(match["who"]) or match["who"] in profile
    return match["rest"] if known else asked


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
    """Return the restrictions in a name; 本市 and 市内 are one, 省内 is another."""
    found = (m[0] for m in _NARROW.finditer(_folded(text)))
    return frozenset(_LEVEL.sub("", w) for w in found)


def _stands(name: str, known: frozenset[str], text: str) -> bool:
    """Whether each stretch of a name that the other side's name lacks stands in `text`, in pieces of two characters at least."""
    where = _folded(text)
    for run in _runs(name):
        parts = "".join(c if c not in known else " " for c in run).split()
        if not all(_pieced(part, where) for part in parts):
            return False
    return True


def _pieced(part: str, where: str) -> bool:
    """Whether the words are made of pieces of `where`: 社区直营网点 of 社区新设直营网点."""
    while part:
        least = 1 if part[0] in _LONE else LEAST
        size = next((n for n in range(len(part), least - 1, -1) if part[:n] in where), 0)
        if not size:
            return False
        part = part[size:]
    return True


def counted_alike(asked: str, said: str) -> bool:
    """Whether what two figures count may be the same, by the words after them: 16家本市企业 and 15家以上本市企业."""
    a, b = _folded(asked)[:10], _folded(said)
    if not a or not b:
        return not a
    return any(a[i : i + LEAST] in b for i in range(len(a) - 1))

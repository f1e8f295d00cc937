"""Whether a sentence or a figure is of the kind that a question asks for: a sum, a date, a body, a list, a definition. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.fold import fold
from qa.evidence.candidates import said_by
from qa.evidence.spread import closed
from qa.evidence.times import times_in, written_year
from qa.figures import MEASURED, Figure
from qa.fitting.bodies import BODY_NAME
from qa.question import Question, rate_kind, term_of
from qa.question.asked import asked_noun, body_kind
from qa.question.counted import asked_count, lists_as_many
from qa.question.dating import reviewed_year
from qa.question.persons import asks_holder, names_person, tells_holder
from qa.types import Evidence

_PERSON = re.compile(
    r"[\u4e00-\u9fa5]{2,}?(?:(?<![增成生延特专擅较最更过拉加伸])长(?![期远效久途达度三])|总理|主任|书记|主席|总裁|经理|教授|院士|巡视员|发言人|负责人)"
)
_DEFINING = re.compile(r"所称|是指|系指|指的是|，指|,指|即|定义为|包括|是.{2,20}的(一种|总称|简称)")
_LISTING = re.compile(r"、|包括|如下|以下|[一二三四五]是|（[一二三]）|\([一二三]\)|;|；")
# What announces a list: 应当具备下列条件：, 有下列情形之一的，不享受当年的年休假：.
_ANNOUNCES = re.compile(r"(?:[下如]列|以下|如下|之一)[^。；;]*[：:]\s*$")
_SEVERAL = re.compile(r"哪|分别|都|各|名单|名字有|几[个家项名]")
_NAME = re.compile(
    r"[“《]|名[为叫称]|[原又本别笔艺取]名|[又或亦俗简合统别]称|称[为之]|叫做?|命名|名称"
)
_BRACKETS = re.compile(r"（[^）]*）|\([^)]*\)|《[^》]*》")
# A time without a figure: 自发布之日起施行, 正月初七, 长期保管, 南宋, 康熙年间, 傍晚.
_FROM_AN_ACT = re.compile(
    r"[自从满到至]\S{1,4}岁(?:时|起|开始|之日|当[月年])|[\u4e00-\u9fff]之日起|即日起|当[日天]起|正月|腊月|农历|除夕|长期|永久|终身|年间|时期|年代|世纪|公元前|西元前|"
    r"[夏商周秦汉晋隋唐宋元明清]朝|[东西南北前后][周汉晋魏宋唐]|[夏商周秦汉晋隋唐宋元明清][末初]|清代|民国|清末|民初|春秋|战国|"
    r"[侏白三二泥]\S{1,2}纪|[春夏秋冬][季天]|傍晚|凌晨|清晨|黄昏|深夜|周末|平日|[春元端中重清国七]\S节"
)
_OFFER = re.compile(
    r"补助|补贴|奖励|资助|支持|鼓励|扶持|优惠|减免|免[征收]|培育|建设|推动|引导|提供|开展|给予|享受|贷款|贴息|试点|服务"
)


# 多久开一次会 is answered by 每年召开.
_HOW_OFTEN = re.compile(r"多久[^,，。;；?？]{0,10}一次|频率|间隔多")
_EVERY = re.compile(
    r"[每逐](?:个?(?:学年|学期|季度?|年度?|月度?|半年|半月|周|星期|天|日|晚|早|小时|场|届|期|次))"
)

# A year that a text states: 1989年, 民国38年, 嘉靖七年, 19世纪; 这一年 and 三年间 are none.
YEAR = re.compile(
    r"(?<!\d)\d{3,4}年|世纪|(?:民国|昭和|平成|明治|大正|令和)\S{1,3}年|"
    r"(?:元|[〇零一二三四五六七八九十]{2,4}|(?:洪武|永乐|宣德|嘉靖|万历|崇祯|顺治|康熙|雍正|乾隆|嘉庆|道光|咸丰|同治|光绪|宣统|贞观|开元|建武)\S)年(?![间来内级后前])"
)
WHICH_YEAR = re.compile(r"[哪何]一?年|是几年的|[哪何]个?年份|什么年份")


def year_told(question: Question, text: str, item: Evidence) -> str:
    """Return the year of what a sentence tells, where it is asked for and only the date of its document says it; else ""."""
    if not WHICH_YEAR.search(question.folded):
        return ""
    times = times_in(text, written_year(item.document))
    if any(re.search(r"(?:19|20)\d{2}", text[time.start : time.end]) for time in times):
        return ""
    known = {time.year for time in times if time.year}
    if known or any(time.several for time in times):
        return known.pop() if len(known) == 1 else ""
    return reviewed_year(item.document, text, item.passage.section) or ""


def asks(text: str) -> bool:
    """Return whether a sentence is itself a question, as those of a catechism are."""
    return text.rstrip().endswith(("？", "?"))


def announces(text: str) -> bool:
    """Return whether a sentence announces the list below it: 应当具备下列条件：."""
    return bool(_ANNOUNCES.search(text))


def lists_asked(question: Question, text: str) -> bool:
    """Return whether a sentence lists just as many things as the question asks to have listed."""
    return question.kind == "list" and lists_as_many(text, asked_count(question.folded))


# 科技、信息、供应链等服务业重点领域: at least so many things stand before what they are.
_MEMBERS = r"(?:[^、，,。；;：:]{1,16}、){2,}[^、，,。；;：:]{1,16}?等?(?:[几\d一二三四五六七八九十]{0,3}[个大类项种]?)"


# Ways by other names: 哪些办法 is told by 采取协商薪酬、调整工时、轮岗轮休等措施.
_WAYS = r"(?:措施|办法|方式|方法|手段|途径|形式|举措|做法|渠道)"
_WAYS_LISTED = re.compile(rf"(?:采取|通过|利用|运用|采用|以){_MEMBERS}{_WAYS}")


def lists_whole(question: Question, text: str) -> bool:
    """Return whether a sentence lists all: as many things as asked for, or members of just the thing (……等服务业重点领域)."""
    noun = asked_noun(question)
    ways = question.kind == "list" and re.match(_WAYS, noun) and _WAYS_LISTED.search(fold(text))
    return bool(ways or lists_asked(question, text)) or (
        question.kind == "list"
        and len(noun) >= 4
        and bool(re.search(rf"{_MEMBERS}{re.escape(noun)}", fold(text)))
    )


def says_what_it_is(term: str, text: str) -> bool:
    """Return whether a sentence begins with the term and what it is (消费扶贫是……), or tells what it means (所谓“金通”，就是……)."""
    meant = rf"{re.escape(term)}[”\"》]?[\u4e00-\u9fff]{{0,2}}[,，]?(?:是指|就是|指的是|系指)"
    if len(term) >= 2 and re.search(meant, fold(text)):
        return True
    said = rf"(?:第\S{{1,4}}条|本\S{{2}}所称的?)?\s*[“\"《]?{re.escape(term)}[”\"》]?(?:[,，（(].{{0,30}}?)?(?:是|指|系|即)"
    return len(term) >= 2 and bool(re.match(said, fold(text).strip()))


def answers_type(question: Question, text: str, figures: Sequence[Figure], item: Evidence) -> bool:
    """Return whether a sentence holds the kind of thing the question wants."""
    kind = question.kind
    if question.defines:
        return bool(_DEFINING.search(text)) or says_what_it_is(term_of(question), text)
    if kind == "figure":
        return told_in_words(question, text) or any(fits(question, figure) for figure in figures)
    if kind == "when":
        dated = any(figure.kind in ("date", "period", "duration") for figure in figures)
        often = _HOW_OFTEN.search(question.folded) and _EVERY.search(fold(text))
        return bool(
            dated or often or _FROM_AN_ACT.search(fold(text)) or year_told(question, text, item)
        )
    if kind == "who":
        text = closed(text)
        if asks_holder(question.folded):
            return tells_holder(question.folded, f"{text}\n{said_by(item)}")
        if question.person:
            return bool(item.passage.speaker) or bool(_PERSON.search(text))
        kind_of_body = body_kind(question)
        if kind_of_body:
            return kind_of_body in text or kind_of_body in (item.passage.role or "")
        return bool(item.passage.speaker) or bool(BODY_NAME.search(text))
    if kind == "list" and question.naming and not _SEVERAL.search(question.folded):
        # One thing's name: in quotation marks, after 名为, or a person's beside an office.
        return bool(_NAME.search(text)) or names_person(text)
    if kind == "list":
        listed = _LISTING.search(_BRACKETS.sub("", text)) or announces(text)
        return bool(listed) or text.count("“") > 1
    if kind == "support":
        return bool(_OFFER.search(text))
    return True


# 第几次夺冠 asks for its place in a row, not for how often.
_PLACE = re.compile(r"第几|第多少")


def _is_place(question: Question, figure: Figure) -> bool:
    """Whether a figure is a place in the row that is asked for: 第5次 for 第几次, no 第18届."""
    said = f"{figure.text}{figure.noun[:1]}"
    units = question.units
    return figure.kind == "ordinal" and (not units or any(unit in said for unit in units))


# 房租减多少 is answered by 减半, with no figure in it.
_SHARE_ASKED = re.compile(
    r"(?:减|免|收|交|缴|返|退|降|掏|付|花|出|承担|负担)[^,，。;；?？]{0,3}(?:多少|几成|百分之几)"
)
_SHARE_TOLD = re.compile(
    r"减半|免收|全免|免征|免缴|免除|全额(?:返还|退还|免)|(?:收取|征收|减收|返还)一半"
    r"|(?:不|不得|无[需须])(?:再|另行?)?(?:承担|负担|支付|缴纳|收取)(?:任何)?[^，,。；;]{0,6}(?:费|款)"
)


_CHILDREN_ASKED = re.compile(r"(?:几|多少)个?(?:子女|孩子|小孩|儿女)")
_CHILDREN_TOLD = re.compile(
    r"[一二三两四五六七八九\d](?:[子女儿男]|[个名位](?:子女|儿女|小?孩|[儿女]))|[长次三]子|[长次三]女"
)


def told_in_words(question: Question, text: str) -> bool:
    """Return whether a sentence tells in words the share that a question asks for, or how many children there are (一子二女)."""
    if _CHILDREN_ASKED.search(question.folded):
        return bool(_CHILDREN_TOLD.search(fold(text)))
    share = question.kind == "figure" and not (question.lasting or question.aged or question.units)
    return share and bool(_SHARE_ASKED.search(question.folded) and _SHARE_TOLD.search(text))


# 多少村, 多少家企业, 多少学位: things are counted, no money.
_COUNTS = re.compile(
    r"(?:多少|几)[个家名位所]?(?:行政|自然|贫困)?(?:村|县|乡镇?|镇|城市|国家|企业|公司|学校|医院|学生|老人|老年人|孩子|儿童|游客|岗位|项目|学位|床位|托位)(?![资经投收补款费利金])"
)


def fits(question: Question, figure: Figure) -> bool:
    """Return whether `figure` is of the kind and unit that the question asks for."""
    if figure.kind == "money" and _COUNTS.search(question.folded):
        return False
    if _PLACE.search(question.folded):
        return _is_place(question, figure)
    if figure.kind not in MEASURED:
        return False
    if figure.kind == "duration" or question.lasting:
        return figure.kind == "duration" and question.lasting
    if figure.kind == "age" or question.aged:
        return figure.kind == "age" and question.aged
    if question.rate:
        stated = figure.kind in ("rate", "points", "multiple", "ratio")
        return (stated and _same_rate(question, figure)) or _bare_rate(question, figure)
    if question.money:
        return figure.kind == "money" or _bare_sum(figure)
    if question.units:
        return figure.unit in question.units or _loosely(figure, question.units)
    if question.amount:
        return figure.kind in ("money", "rate") or _bare_sum(figure)
    # 多少 alone asks for a rate only where a rate is named.
    return figure.kind not in ("rate", "points") or bool(_RATE_WORD.search(question.folded))


def fits_loosely(question: Question, figure: Figure) -> bool:
    """Return whether `figure` may be what is asked for where the sentence is known to answer: the same kind, any wording."""
    if _PLACE.search(question.folded):
        return _is_place(question, figure)
    if question.rate:
        rate = figure.kind in ("rate", "points", "multiple", "ratio")
        return rate or _bare_rate(question, figure)
    if question.lasting:
        return figure.kind == "duration"
    if question.aged:
        return figure.kind == "age"
    if question.money or question.amount:
        # 多少亿元 asks for a sum, 补多少 and 多少钱 may be answered by a share.
        shares = () if "元" in question.units else ("rate", "ratio")
        return figure.kind in ("money", *shares) or "元" in figure.unit or _bare_sum(figure)
    if question.units:
        shared = any(set(unit) & set(figure.unit) for unit in question.units)
        return shared or _loosely(figure, question.units)
    return figure.kind not in ("date", "period", "ordinal", "enumerator", "code")


def _bare_sum(figure: Figure) -> bool:
    """Whether a figure is a sum that goes without its 元: 补贴金额超过2500万."""
    return figure.kind == "quantity" and not figure.unit and figure.text.endswith(("万", "亿"))


# 总和生育率为1.05, 收视率达7.07: a rate that goes without its %.
_RATE_NAMED = re.compile(
    r"([\u4e00-\u9fff]{2}率)(?:仅|只|约|大约)?(?:为|是|达到?|有|[:：])?(?:仅|只|约)?$"
)


def _bare_rate(question: Question, figure: Figure) -> bool:
    """Whether a figure without a unit is the rate that a question names."""
    named = _RATE_NAMED.search(fold(figure.before))
    bare = figure.kind == "quantity" and not figure.unit
    return bare and named is not None and named[1] in question.folded


def _same_rate(question: Question, figure: Figure) -> bool:
    stated = rate_kind(figure.before[-12:])
    return not (question.share and stated) or question.share == stated


_RATE_WORD = re.compile(r"率|比|占|增|涨|降|升|成|度$|目标|速|幅")
# Measure words that people exchange: a shop may be counted by 个 or 家, a person by 人, 名 or 位.
_ALIKE = (
    {"家", "个", "户", "所", "座", "处", "间"},
    {"人", "名", "位", "个"},
    {"项", "个", "件", "条", "种", "类", "款"},
    {"辆", "台", "部", "架"},
    {"只", "头", "匹", "条", "尾", "口"},
    {"本", "册", "部", "卷"},
    {"栋", "幢", "座"},
    {"棵", "株"},
    {"次", "回", "趟"},
    {"天", "日", "个工作日"},
    {"倍", "番"},
)


def _loosely(figure: Figure, units: Sequence[str]) -> bool:
    if "成" in units:
        return figure.kind == "rate"
    if figure.kind == "rate" and any("百分点" in unit for unit in units):
        return True  # people say 百分点 for %
    before = figure.before.rstrip("共达到为约近超过")
    if not figure.unit and before.endswith(
        (*units, *(f"{unit}{c}" for unit in units for c in "口数"))
    ):
        return True  # 观影总人次342.02万, 人口达279万
    if not figure.unit and figure.noun and {"个", "名", "位"} & set(units):
        return True  # 1.25亿视杆细胞
    return any(figure.unit in alike and alike & set(units) for alike in _ALIKE)

"""Whether a figure belongs to another thing than the one asked about: to the other kind, or to all of several. Pure.

The words of the question may all stand in the sentence, and the figure still be said of the rural incomes that are compared with the
urban ones, or of the fire brigade, the police and the doctors together.
"""

from __future__ import annotations

import re

from index.fold import fold
from qa.evidence.clauses import segment_of
from qa.lexicon.bigrams import bigrams, letter_pairs

# Kinds of one thing, and how their names end: what is said of one is not said of the next.
_KINDS = tuple(
    (tuple(kinds.split()), end)
    for kinds, end in (
        ("城镇 农村", ""),
        ("城区 农村", ""),
        ("进口 出口", ""),
        ("收入 支出", ""),
        ("国内 国外", ""),
        ("境内 境外", ""),
        ("省内 省外", ""),
        ("市内 市外", ""),
        ("线上 线下", ""),
        ("公办 民办", ""),
        ("男 女", "性"),
        ("小学 初中 高中", ""),
        ("本科 专科", ""),
        ("城镇职工 城乡居民", ""),
        ("国家 省 市 县 区", "级"),
        ("甲 乙 丙", "级"),
        ("一等 二等 三等", "奖"),
        ("金 银 铜", "奖"),
    )
)
# 消防、武警、医疗等队伍共出动868人
_TOGETHER = re.compile(
    r"((?:[\u4e00-\u9fff]{2,10}、)+[\u4e00-\u9fff]{2,10}?)(?:等[\u4e00-\u9fff]{0,8}?)?(?:共|一共|总共|合计|总计)[\u4e00-\u9fff]{0,6}$"
)
_ASKS_ALL = re.compile(r"共|合计|总计|总数|全部|加起来|加在一起|等")


def of_another(question: str, before: str, sentence: str = "", at: int = 0) -> bool:
    """Whether the figure that `before` leads to is not of what `question` asks about; `before` is its clause up to it.

    `at` is where the figure stands in its sentence.
    """
    a, b = segment_of(sentence, at) if sentence else (0, 0)
    if of_another_name(question, sentence[a:b], sentence):
        return True
    asked, told = fold(question), fold(before)
    return (
        _of_the_other_kind(asked, told)
        or _of_all(asked, told)
        or _of_another_whole(asked, told)
        or _of_another_use(asked, told)
        or _of_another_sum(asked, told)
        or _of_another_growth(asked, told)
    )


_QUOTED = re.compile(r"[“‘\"]([^”’\"]{2,16})[”’\"]")


def of_another_name(question: str, segment: str, sentence: str) -> bool:
    """Return whether a part between semicolons names in quotation marks only another thing than the question, which the sentence names too.

    “登高计划”150人；“远航计划”80人: who asks for the one is not told of the other.
    """
    asked = fold(question)
    mine = {name for name in _QUOTED.findall(fold(sentence)) if name in asked}
    named = set(_QUOTED.findall(fold(segment)))
    return bool(mine and named) and mine.isdisjoint(named)


# 英语：计划20人；
_PART = re.compile(
    r"\s*(?P<of>[^：:，,。；;\d\s]{1,16})[：:][^。；;：:]{0,24}\d[^。；;：:]{0,8}[。；;]?\s*"
)
_NAMED_PART = re.compile(r"([\u4e00-\u9fff]{2,4})(?:专业|项目|类别?|学院|方向|岗位?|语种|工种)")


def of_another_part(question: str, sentence: str, about: str) -> bool:
    """Return whether a line tells the figure of another part than the one the question names: 英语：计划20人 for 日语专业.

    What `about`, its title and headings, says is no part: 外语类 of 外语类保送生.
    """
    match = _PART.fullmatch(sentence)
    if match is None or letter_pairs(fold(match["of"])) & letter_pairs(fold(question)):
        return False
    named = _NAMED_PART.findall(fold(question))
    ends = [
        name[-2:]
        for name in named
        if name[-2:] not in ("招生", "哪些", "什么", "哪个", "几个", "各个", "本科")
    ]
    return any(end not in fold(f"{sentence}\n{about}") for end in ends)


# Sums and counts that exclude each other, by the words that name them: takings are no profit.
_SUMS = tuple(
    tuple(re.compile(name) for name in names)
    for names in (
        (
            r"营业收入|营收|销售收入|销售额|收入",
            r"利润",
            r"税收|税金|纳税|税额|缴税",
            r"产值",
            r"增加值",
            r"投资",
            r"资产",
            r"负债|债务",
            r"成本",
            r"gdp|生产总值",
            r"零售总?额",
        ),
        (r"进出口|外贸总", r"(?<!进)出口", r"进口", r"顺差", r"逆差"),
        (
            r"(?<!亩)产量",
            r"销量|销售量|交付",
            r"库存",
            r"面积",
            r"单产|亩产",
        ),
        (r"出生", r"死亡"),
        (r"结婚", r"离婚"),
        (r"存款", r"贷款"),
        (r"旅客", r"货邮|货物"),
        (r"票房", r"票价", r"人次"),
    )
)


# What is to be paid: who may pay taxes late may not pay for water late.
_PAID = tuple(
    re.compile(name)
    for name in (
        r"税款|税费|纳税|[交缴]税",
        r"水[、电气]{0,3}费|用水|水价",
        r"水?、?电、?气?费|用电|电价",
        r"水?、?电?、?气费|用气|气价",
        r"社保|社会保险|(?:养老|失业|工伤|医疗|生育)保险",
        r"房租|租金|物业费",
        r"公积金",
        r"保证金|质保金",
    )
)


def of_another_payment(question: str, sentence: str) -> bool:
    """Return whether a sentence names only other payments than the one that is asked about."""
    asked, told = fold(question), fold(sentence)
    mine = [name for name in _PAID if name.search(asked)]
    if len(mine) != 1 or mine[0].search(told):
        return False
    return any(name.search(told) for name in _PAID)


# What is done for who has to pay: what may be paid late is not waived, nor given back.
_RELIEF = tuple(
    re.compile(name)
    for name in (
        r"免(?!疫|得|责|费)|减征|减半",
        r"缓[缴交征]|延[缴期]|延长缴|推迟缴|晚[点些]?[交缴]",
        r"返还|退还|退回|退税",
    )
)
_LATE_FEE = re.compile(r"免[收予除征缴]*(?:加收)?(?:滞纳金|罚息|违约金|处罚)")


def of_another_relief(question: str, sentence: str) -> bool:
    """Return whether a sentence tells of another relief alone than the one that is asked about: 缓缴6个月 for 免多久."""
    asked, told = fold(question), _LATE_FEE.sub("", fold(sentence))
    mine = [name for name in _RELIEF if name.search(asked)]
    if len(mine) != 1 or not any(name.search(asked) for name in _PAID) or mine[0].search(told):
        return False
    return any(name.search(told) for name in _RELIEF)


_GROWN = re.compile(
    r"([^,。?;]{2,20}?)(?:同比|环比|[比较]上年|[比较]去年)?(?:增长|增加|上升|上涨|提高|下降|减少|降低|回落)了?(?:多少|几)"
)


def _of_another_growth(asked: str, told: str) -> bool:
    """Whether what grew is another measure, of whatever kind, than the one whose growth is asked for: 产量增长59% for GDP."""
    grown = _GROWN.search(asked)
    if grown is None:
        return False
    names = [name for names in _SUMS for name in names]
    mine = [name for name in names if re.search(f"(?:{name.pattern})$", grown[1])]
    return (
        bool(mine)
        and not any(name.search(told) for name in mine)
        and any(name.search(told) for name in names)
    )


def _of_another_sum(asked: str, told: str) -> bool:
    """Whether the clause that states the figure names only another sum than the one asked for: 营业收入19万亿 for 利润."""
    for sums in _SUMS:
        mine = [name for name in sums if name.search(asked)]
        if len(mine) != 1 or mine[0].search(told):
            continue
        if any(name.search(told) for name in sums):
            return True
    return False


# Of what a share is asked for, and of what one is told: 占GDP的比重, 占规上工业增加值超三成.
_WHOLE = re.compile(
    r"占(?P<whole>(?!多|几|了|比)[^,，。;；?？]{2,16}?)的?(?:比重|比例|份额|百分比|百分之|多少|几成|几分之)"
)
_SHARE_OF = re.compile(r"占(?!比)(?P<whole>[^占,，。;；]{2,24})$")
_LEADS = re.compile(
    r"(?:的?(?:比重|比例|份额|比)|分别|均|已|达到?|为|约|近|超过?|将|仅|只|高达|接近|上升到|提高到|的)+$"
)


# 资金投给成果转化的占比: what money goes to.
_USE = re.compile(
    r"(?:投[给向到入]|用[于在]|花在)(?P<use>[^,，。;；?？]{2,14}?)(?:上|方面)?的?(?:占比|比例|比重|份额|占)"
)


def _of_another_use(asked: str, told: str) -> bool:
    """Whether a share is told of what goes to another use than the one that the question names."""
    mine, its = _USE.search(asked), _USE.search(told)
    return bool(mine and its) and not letter_pairs(mine["use"]) & letter_pairs(its["use"])  # type: ignore[index]


def _of_another_whole(asked: str, told: str) -> bool:
    """Whether a share is told of another whole than the one that the question names."""
    mine, own = _WHOLE.search(asked), _SHARE_OF.search(told)
    if mine is None or own is None:
        return False
    whole = _LEADS.sub("", own["whole"])
    shared = {pair for pair in bigrams(mine["whole"]) & bigrams(whole) if "\n" not in pair}
    return len(whole) >= 2 and not shared


def _of_the_other_kind(asked: str, told: str) -> bool:
    for kinds, end in _KINDS:
        mine = [kind for kind in kinds if kind + end in asked]
        if mine and any(kind + end in told for kind in kinds):
            # 金、银、铜奖: the end may be told once for all.
            said = f"(?:{'|'.join(mine)})(?:{end}|[、和及或与])"
            if not re.search(said, told):
                return True
    return False


def _of_all(asked: str, told: str) -> bool:
    """Whether it counts several things together, of which the question names one."""
    match = _TOGETHER.search(told)
    if match is None or _ASKS_ALL.search(asked):
        return False
    return sum(part[-2:] in asked for part in match[1].split("、")) == 1

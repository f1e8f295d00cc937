"""One question about several years or places, taken apart: each part can be answered, or not, by itself.

2010年和2015年国内生产总值分别是多少 asks twice; no sentence need name both years, and where the sources state only one
the other must be said to be missing. Ranges and comparisons (2016年至2020年, 比2019年) stay whole: they ask once, but
for 2021年至2024年分别是多少, which asks of each year, and 杭州和武汉谁的GDP更高, which is told by the figures of both.
"""

from __future__ import annotations

import re

from index.fold import fold
from qa.question.followup import rewrite
from qa.question.pairs import named
from qa.question.times import ASKS
from qa.question.topics import find_places
from qa.question.two_years import AND, MEASURED, MORE, ONE_YEAR, WHICH, YEAR, set_against
from qa.types import Turn

MOST_PARTS = 4
MOST_YEARS = 6  # of a range
_YEARS = re.compile(rf"(?<!\d){YEAR}(?:{AND}{YEAR})+(?!\d)")
_RANGE = re.compile(
    r"(?<!\d)((?:19|20)\d{2})年?\s*(?:至|到|[-—－~～]{1,2})\s*((?:19|20)\d{2})年?(?![\d月])"
)
_EACH_YEAR = re.compile(r"分别|各年|每年|逐年|历年|年年")
# What sets the years or places against each other asks about the pair.
_TOGETHER = re.compile(
    r"[比较](?=(?:19|20)\d{2})|相[比差较]|对比|比较|差[距多]|之间|期间|以来|间的|共同|合作|一起|合计|总共|一共|累计|(?<![同环占对])[比较].{0,4}(?:多(?!少)|(?<!多)少|高|低|快|慢)"
)
ENDS = "?？!！"
# 各加了多少, 最高各能贷多少: what each of them does.
_EACH_DOES = r"各(?=[能可]?以?(?:[加减增降涨跌补贷奖给投建定收交缴领发花完新安拿到][\u4e00-\u9fff]?)了?(?:多少|几))"
_ASKS_EACH = re.compile(rf"分别|各[是为有占自要招]|各(?:多少|几)|{_EACH_DOES}")


def without_each(text: str) -> str:
    """Return a question about one of several without the words that shared it out: 分别是多少 is 是多少."""
    return re.sub(rf"分别|各自|各(?=[是为有占要招多几])|{_EACH_DOES}", "", text)


def parts(question: str) -> tuple[str, ...]:
    """Return the questions that `question` asks of one year or place each; empty where it is one question."""
    compared = (
        set_against(question)
        or _against_place(question)
        or _which(question)
        or _set_side_by_side(question)
    )
    if compared:
        return compared
    if _TOGETHER.search(fold(question)):
        return ()
    return (
        _by_clause(question)
        or _by_year(question)
        or _by_place(question)
        or (
            _by_name(question) or _by_receiver(question) or _by_pair(question)
            if _ASKS_EACH.search(question)
            else ()
        )
    )


# 松山湖服务外包增速和全省比怎么样: the figure of each.
_PLACE_AGAINST = re.compile(
    r"(?P<what>[^,，?？]{2,24}?)(?:和|与|跟|同)(?P<other>[^,，?？]{2,10}?)(?:相比较?|比较|比起来|比)[,，]?(?:是)?(?:怎么样|如何|怎样|咋样|谁[高低多少快慢大小]|哪个[高低多少快慢大小]|[高快多大]还是[低慢少小])(?:一?些|点)?(?:呢)?[?？]?"
)


def _against_place(question: str) -> tuple[str, ...]:
    match = _PLACE_AGAINST.fullmatch(fold(question).strip())
    if match is None:
        return ()
    first = find_places(match["what"])
    wide = match["other"] == "我国" or find_places(match["other"])
    if not first or first[0][0] != 0 or not wide:
        return ()
    what = match["what"][first[0][1] :].removeprefix("的")
    if not MEASURED.search(what):
        return ()
    return tuple(
        f"{place}{what}是多少？" for place in (match["what"][: first[0][1]], match["other"])
    )


# 对比甲海关和乙海关的签发情况: no one text need do so; each is looked up by itself.
_COMPARE = re.compile(
    r"(?:请问?|帮我|试)?(?:简要)?(?:对比|比较)(?:一下|下|分析)?(?P<rest>[^,，?？]+(?:情况|措施|政策|做法|规定|标准|要求|数据|目标|表现|特点|内容))[。?？!！]*"
)


def _set_side_by_side(question: str) -> tuple[str, ...]:
    asked = _COMPARE.fullmatch(question.strip())
    rest = asked["rest"] if asked else ""
    chain = _chain(rest)
    if len(chain) > 1:
        return _of_places(f"{rest}？", chain)
    found = named(rest)
    return _each(f"{rest}？", *found) if found else ()


_WHOSE = re.compile(
    rf"(?:相比较?|比较|对比|比起来|比|之间)?[,，]?\s*(?:{WHICH}的?(?P<what>[^,，?？]{{2,14}}?)|的?(?P<own>[^,，?？]{{2,14}}?)(?:相比较?|比较|对比|比)?[,，]?{WHICH}){MORE}"
)


def _which(question: str) -> tuple[str, ...]:
    """杭州和武汉谁的GDP更高, 2021年和2022年哪年的产量高: the figure of each."""
    years = _YEARS.search(fold(question))
    if years is not None:
        names = [f"{m[1]}年{m[2] or ''}" for m in ONE_YEAR.finditer(years[0])]
        return _figures(question, years.span(), names)
    chain = _chain(question)
    if len(chain) < 2:
        return _figures(question, *found) if (found := named(question)) else ()
    names = [question[a:b] for a, b in chain]
    return _figures(question, (chain[0][0], chain[-1][1]), names)


def _figures(question: str, span: tuple[int, int], names: list[str]) -> tuple[str, ...]:
    match = _WHOSE.fullmatch(question[span[1] :])
    if match is None:
        return ()
    what = (match["what"] or match["own"]).removeprefix("的")
    return _each(f"{question[: span[1]]}的{what}是多少？", span, names)


_ALONE = 14  # characters of a clause that says by itself what it asks
_CLAUSE = re.compile(r"[^,，;；。]+")
_TIMED = re.compile(rf"(?<!\d)(?P<year>{YEAR})(?:的|时)?")


def _by_clause(question: str) -> tuple[str, ...]:
    """M2，2013年实际增长多少，2014年目标定多少: clauses of one year each that ask share what stands before the first."""
    clauses = [c.strip() for c in _CLAUSE.findall(question.rstrip(ENDS))]
    timed = [list(_TIMED.finditer(fold(clause))) for clause in clauses]
    asking = [
        i for i, clause in enumerate(clauses) if len(timed[i]) == 1 and ASKS.search(fold(clause))
    ]
    years = {timed[i][0]["year"][:4] for i in asking}
    first = asking[0] if asking else 0
    if len(years) < 2 or len(years) != len(asking) or asking != list(range(first, len(clauses))):
        return ()
    topic = "".join(clauses[:first])
    if len(asking) > MOST_PARTS or any(
        timed[i] or ASKS.search(fold(clauses[i])) for i in range(first)
    ):
        return ()
    made: list[str] = []
    for i in asking:
        clause, year = clauses[i], timed[i][0]
        if topic and not year.start():
            made.append(f"{clause[: year.end('year')]}{topic}{clause[year.end() :]}？")
        elif topic or not made:
            made.append(f"{topic}{clause}？")
        else:
            alone = rewrite(clause, [Turn(question=made[-1], answer="")])
            if alone == clause and len(clause) < _ALONE:
                return ()  # 2014年目标定多少: of what, the clause before would have to say
            made.append(f"{alone.rstrip(ENDS)}？")
    return tuple(made)


def _by_year(question: str) -> tuple[str, ...]:
    match = _YEARS.search(fold(question))
    if match is None:
        return _by_range(question)
    years = [f"{m[1]}年{m[2] or ''}" for m in ONE_YEAR.finditer(match[0])]
    return _each(question, match.span(), years)


def _by_range(question: str) -> tuple[str, ...]:
    """2021年到2024年的目标分别是多少: of each year, where it says so."""
    match = _RANGE.search(fold(question))
    if match is None or not _EACH_YEAR.search(question):
        return ()
    first, last = int(match[1]), int(match[2])
    if not first < last < first + MOST_YEARS:
        return ()
    tail = re.sub(r"^(?:各年|每年|逐年|历年)的?", "", question[match.end() :])
    asked = question[: match.end()] + tail
    years = [f"{year}年" for year in range(first, last + 1)]
    return _each(asked, match.span(), years, MOST_YEARS)


def _by_place(question: str) -> tuple[str, ...]:
    """东莞和佛山分别有多少家…: only where each is asked for by itself; 粤港合作 is one thing."""
    if not _ASKS_EACH.search(question):
        return ()
    chain = _chain(question)
    return _of_places(question, chain) if len(chain) > 1 else ()


def _of_places(question: str, chain: list[tuple[int, int]]) -> tuple[str, ...]:
    return _each(question, (chain[0][0], chain[-1][1]), [question[a:b] for a, b in chain])


def _by_name(question: str) -> tuple[str, ...]:
    """图书馆和文化馆的电话分别是多少: only where each is asked for by itself."""
    found = named(question)
    return _each(question, *found) if found else ()


# 柳河县对招商引资和旅游业分别有什么奖励: any two, where what they share stands before a preposition or behind both.
_PAIR = re.compile(
    rf"(?:^|(?<=[,，]))(?P<head>[^,，、和与及]*?(?:对于?|给予?|向|针对|关于|在|的|[省市县区]))?(?P<one>[\u4e00-\u9fffA-Za-z0-9]{{2,10}}?){AND}(?P<other>[\u4e00-\u9fffA-Za-z0-9]{{2,10}}?)(?=分别|(?:最[高低多少])?(?:各(?:自|是|有|为|给|多少|几)|{_EACH_DOES}))"
)


# 创业担保贷款个人和小微企业各能贷多少: what stands before the first of them is what both get.
_PARTY = re.compile(
    r"(?:个人|个体工商户|个体户|(?:[大中小微型]{1,3})?(?:企业|公司)|单位|家庭|农户|职工|城镇|农村|居民|学校|医院|[男女]性?|公办|民办)$"
)


def _by_pair(question: str) -> tuple[str, ...]:
    match = _PAIR.search(question)
    if match is None:
        return ()
    party = _PARTY.search(match["one"])
    start = match.start("one") + (party.start() if party else 0)
    one = question[start : match.end("one")]
    return _each(question, (start, match.end("other")), [one, match["other"]])


# 对困难毕业生和招用失业人员的企业的补贴标准分别是多少: who gets it needs no name.
_RECEIVERS = re.compile(
    r"(?:对|给|向)(?P<both>(?P<one>[^,，。?？、和与]{2,16})(?:和|与|以及|、)(?P<other>[^,，。?？、和与]{2,20}))的(?=[^,，。的]{2,8}(?:分别|各))"
)


def _by_receiver(question: str) -> tuple[str, ...]:
    match = _RECEIVERS.search(question)
    if match is None or ASKS.search(fold(question[: match.start()])):
        return ()
    return _each(question, match.span("both"), [match["one"], match["other"]])


def _chain(question: str) -> list[tuple[int, int]]:
    """Where the places stand that are named side by side, from the first on; 浙江义乌 is one."""
    chain: list[tuple[int, int]] = []
    for start, end in find_places(question):
        if chain and not re.fullmatch(AND, question[chain[-1][1] : start]):
            break
        chain.append((start, end))
    return chain


def _each(
    question: str, span: tuple[int, int], names: list[str], most: int = MOST_PARTS
) -> tuple[str, ...]:
    names = list(dict.fromkeys(names))
    if not 2 <= len(names) <= most:
        return ()
    head, tail = question[: span[0]], without_each(question[span[1] :])
    return tuple(f"{head}{name}{tail}" for name in names)

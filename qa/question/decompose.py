"""One question about several years or places, taken apart: each part can be answered, or not, by itself.

2010年和2015年国内生产总值分别是多少 asks twice; no sentence need name both years, and where the sources state only one
the other must be said to be missing. Ranges and comparisons (2016年至2020年, 比2019年) stay whole: they ask once, but
for 2021年至2024年分别是多少, which asks of each year, and 杭州和武汉谁的GDP更高, which is told by the figures of both.
"""

from __future__ import annotations

import re

from index.fold import fold
from index.regions import Region, find_regions
from qa.question.anchors import outer_of
from qa.question.followup import rewrite
from qa.question.times import ASKS
from qa.question.topics import ASKING, ASPECTS, METRIC, find_places, residue, topic_of
from qa.types import Turn

MOST_PARTS = 4
MOST_YEARS = 6  # of a range
_AND = r"\s*(?:[、，,和与及跟]|以及)\s*"
_YEAR = r"(?:19|20)\d{2}年?(?:上半年|下半年|第?[一二三四1-4]季度)?"
_YEARS = re.compile(rf"(?<!\d){_YEAR}(?:{_AND}{_YEAR})+(?!\d)")
_ONE_YEAR = re.compile(r"((?:19|20)\d{2})年?(上半年|下半年|第?[一二三四1-4]季度)?")
_RANGE = re.compile(
    r"(?<!\d)((?:19|20)\d{2})年?\s*(?:至|到|[-—－~～]{1,2})\s*((?:19|20)\d{2})年?(?![\d月])"
)
_EACH_YEAR = re.compile(r"分别|各年|每年|逐年|历年|年年")
# What sets the years or places against each other asks about the pair.
_TOGETHER = re.compile(
    r"[比较](?=(?:19|20)\d{2})|相[比差较]|对比|比较|差[距多]|之间|期间|以来|间的|共同|合作|一起|合计|总共|一共|累计|[比较].{0,4}(?:多|少|高|低|快|慢)"
)
_ENDS = "?？!！"
_SENTENCE = re.compile(rf"[^{_ENDS}]+[{_ENDS}]*")
_TAG = re.compile(r"(?:[是对]|真的|是真的|没错|可以|行|这样)(?:吗|吧|不对|不是)[?？!！]+")
_ASKS_EACH = re.compile(r"分别|各[是为有占自]|各多少")


def without_each(text: str) -> str:
    """Return a question about one of several without the words that shared it out: 分别是多少 is 是多少."""
    return re.sub(r"分别|各自|各(?=[是为有占])", "", text)


def sentences(question: str) -> tuple[str, ...]:
    """Return the questions that `question` asks one after another, each as if the ones before had been asked first.

    常务会议一般开几次？全体会议呢？ is two, and so is 水价降多少，房租免几个月; empty where it is one. What follows without
    asking belongs to each of them.
    """
    pieces = [piece.strip() for piece in _SENTENCE.findall(question) if piece.strip()]
    whole = _two_in_one(pieces[0]) if len(pieces) == 1 else []
    if whole and not whole[-1].endswith("呢？"):
        return tuple(whole)
    pieces = whole or pieces
    asked = [p for p in pieces if p[-1] in _ENDS and ASKING.search(p) and not _TAG.fullmatch(p)]
    if not 2 <= len(asked) <= MOST_PARTS:
        return ()
    aside = "".join(p for p in pieces if p not in asked)
    made = [asked[0]]
    for piece in asked[1:]:
        before = Turn(question=made[-1], answer="")
        alone = rewrite(piece, [before])
        made.append(alone if alone != piece else f"{topic_of(made[-1])}，{piece}")
    return tuple(f"{text.rstrip(_ENDS)}？{aside}" for text in made)


_OWN = 4  # characters of its own from which on a clause asks of another thing
# What is asked of the thing in the clause before: 补多少，有什么条件; 找哪个部门，电话多少.
_OF_IT = re.compile(
    rf"{ASPECTS.pattern}|什么|满足|具体|分别|最[高多低少长晚]|一[年次共户家]|每[年次户家月]|[去来]|给|能|可以|要|还|怎么|去?哪里?|年|天|月"
)


# A second thing is measured, or somebody gets something: 房租能免几个月, 实习学生每月补多少; 担任什么职务 is asked of the first.
_MEASURED = re.compile(
    rf"^[^,]{{2,}}?(?:{METRIC.pattern}|(?:企业|公司|机构|单位|学生|职工|员工|人员|个人|农户|居民)[^,]{{0,4}}(?:[补奖减免返退罚缴交]|给|拿|领))[^,]{{0,6}}?(?:多少|几|多久|怎么)"
)
_ASKED_LAST = re.compile(r"(?:多少|[几多][^,]{0,3}|怎么)[^,]{0,4}(?<![后前时])$")


def _two_in_one(sentence: str) -> list[str]:
    """The two questions in the clauses of one sentence, where the second asks of another thing; empty where it is one."""
    clauses = [c.strip() for c in re.split(r"[，,；;]", sentence.rstrip(_ENDS)) if c.strip()]
    if len(clauses) < 2 or _TOGETHER.search(fold(sentence)) or _YEARS.search(fold(sentence)):
        return []
    last, head = clauses[-1], "，".join(clauses[:-1])
    if not (ASKING.search(clauses[-2]) and _ASKED_LAST.search(fold(clauses[-2]))):
        return []
    if not (last.endswith("呢") or _MEASURED.match(fold(last))):
        return []
    another = residue(_OF_IT.sub(" ", last.removesuffix("呢")))
    own = len(another) >= (2 if last.endswith("呢") else _OWN)
    if not (own and ASKING.search(last)):
        return []
    # Where it is asked of stays, what the first clause asks of there does not: 铁岭，房租能免多久.
    outer = "" if last.endswith("呢") or find_places(last) else outer_of(head)
    return [f"{head}？", f"{outer}，{last}？" if outer else f"{last}？"]


def parts(question: str) -> tuple[str, ...]:
    """Return the questions that `question` asks of one year or place each; empty where it is one question."""
    compared = _sides(question) or _which(question)
    if compared:
        return compared
    if _TOGETHER.search(fold(question)):
        return ()
    return _by_clause(question) or _by_year(question) or _by_place(question)


_MORE = (
    r"(?:更|要|比较|最)?(?:高|大|多|快|低|少|强|长|小|慢)(?:一些|一点|些|点)?(?:了|呢|啊)?[?？]?"
)
_WHICH = r"(?:谁|哪一?个|哪边|哪里|哪年|哪一年|哪座城市|哪个[省市县区])"
# 2011年的目标和2010年的实际涨幅比，哪个高: of each its own.
_SIDES = re.compile(
    rf"(?P<head>[^,，?？]*?)(?P<one>(?:19|20)\d{{2}}年(?P<what>[^,，?？和与跟同]{{0,16}}))(?:和|与|跟|同)(?P<other>(?:19|20)\d{{2}}年(?P<second>[^,，?？]{{2,16}}?))"
    rf"(?:相比较?|比较|对比|比起来|比)?[,，]?\s*{_WHICH}的?{_MORE}"
)
_WHOSE = re.compile(
    rf"(?:相比较?|比较|对比|比起来|比|之间)?[,，]?\s*(?:{_WHICH}的?(?P<what>[^,，?？]{{2,14}}?)|的?(?P<own>[^,，?？]{{2,14}}?)(?:相比较?|比较|对比|比)?[,，]?{_WHICH}){_MORE}"
)
_COMMON = 2  # characters that two sides must share to be measured by one thing


def _sides(question: str) -> tuple[str, ...]:
    match = _SIDES.fullmatch(fold(question))
    if match is None:
        return ()
    head = match["head"].rstrip("的")
    first, second = re.sub(r"^的", "", match["what"]), re.sub(r"^的", "", match["second"])
    if not first:  # 2021年和2022年增速哪个高
        return tuple(
            f"{head}{year}年{second}是多少？" for year in (match["one"][:4], match["other"][:4])
        )
    shared = _shared(first, second)
    if len(shared) >= _COMMON and not head:
        # 物价涨幅目标, 实际涨幅: both are of 物价.
        whose = re.split(r"的", first[: first.find(shared)])[-1]
        second = second if whose in second else second.replace(shared, whose + shared, 1)
    return (
        f"{head}{match['one'][:5]}{first}是多少？",
        f"{head}{match['other'][:5]}{second}是多少？",
    )


def _shared(a: str, b: str) -> str:
    """The longest string that stands in both."""
    found = (a[i:j] for i in range(len(a)) for j in range(i + 1, len(a) + 1) if a[i:j] in b)
    return max(found, key=len, default="")


def _which(question: str) -> tuple[str, ...]:
    """杭州和武汉谁的GDP更高, 2021年和2022年哪年的产量高: the figure of each."""
    years = _YEARS.search(fold(question))
    if years is not None:
        names = [f"{m[1]}年{m[2] or ''}" for m in _ONE_YEAR.finditer(years[0])]
        return _figures(question, years.span(), names)
    chain = _chain(question)
    if len(chain) < 2:
        return ()
    return _figures(question, (chain[0].start, chain[-1].end), [r.name for r in chain])


def _figures(question: str, span: tuple[int, int], names: list[str]) -> tuple[str, ...]:
    match = _WHOSE.fullmatch(question[span[1] :])
    if match is None:
        return ()
    what = (match["what"] or match["own"]).removeprefix("的")
    return _each(f"{question[: span[1]]}的{what}是多少？", span, names)


_ALONE = 14  # characters of a clause that says by itself what it asks
_CLAUSE = re.compile(r"[^,，;；。]+")
_TIMED = re.compile(rf"(?<!\d)(?P<year>{_YEAR})(?:的|时)?")


def _by_clause(question: str) -> tuple[str, ...]:
    """M2，2013年实际增长多少，2014年目标定多少: clauses of one year each that ask share what stands before the first."""
    clauses = [c.strip() for c in _CLAUSE.findall(question.rstrip(_ENDS))]
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
            made.append(f"{alone.rstrip(_ENDS)}？")
    return tuple(made)


def _by_year(question: str) -> tuple[str, ...]:
    match = _YEARS.search(fold(question))
    if match is None:
        return _by_range(question)
    years = [f"{m[1]}年{m[2] or ''}" for m in _ONE_YEAR.finditer(match[0])]
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
    if len(chain) < 2:
        return ()
    return _each(question, (chain[0].start, chain[-1].end), [r.name for r in chain])


def _chain(question: str) -> list[Region]:
    """The places that stand side by side, from the first that is named."""
    chain: list[Region] = []
    for region in sorted(find_regions(question), key=lambda r: r.start):
        if chain and not re.fullmatch(_AND, question[chain[-1].end : region.start]):
            break
        chain.append(region)
    return chain


def _each(
    question: str, span: tuple[int, int], names: list[str], most: int = MOST_PARTS
) -> tuple[str, ...]:
    names = list(dict.fromkeys(names))
    if not 2 <= len(names) <= most:
        return ()
    head, tail = question[: span[0]], without_each(question[span[1] :])
    return tuple(f"{head}{name}{tail}" for name in names)

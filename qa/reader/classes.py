"""Cases that exclude each other: what is said of state property is not said of private, nor of large firms what is of small. Pure.

A sentence that names only the other case gives way, where another one names the case asked about, or all that are left.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.fold import fold
from index.regions import excepted_regions, find_regions, same_or_within
from qa.evidence.candidates import Candidate, Reading, any_near
from qa.lexicon.bigrams import letter_pairs
from qa.question import Question
from qa.question.aspects import asks_done, says_done
from qa.reader.scoring import SURE, with_chance

_CASES = tuple(
    tuple(re.compile(case) for case in cases)
    for cases in (
        (
            r"(?<!非)国有|国企|(?<!非)公有|国资",
            r"私人|私营|民营|民企|非[国公]有|个人所有|个人的?(?:房|门面|物业)|私房",
        ),
        (r"大型(?:企业)?|大企业|大公司|规模大", r"中小微?|小微|小型|微型|小规模"),
        (r"一般纳税人", r"小规模纳税人"),
        (r"规模以上|规上|限额以上|限上", r"规模以下|规下|限额以下|限下|没[上进到]了?规|不够规模"),
        (r"新建|新设|新办|新增|首次|初次|第一次", r"改建|扩建|改造|续|复审|再次|重新"),
        (r"全职", r"兼职|柔性"),
        (r"线上|网上|在线", r"线下|现场|窗口"),
        (r"在职|在岗", r"退休|离休|失业"),
        (r"出租|房东|业主", r"承租"),
        (r"本地|本市|本省|本县", r"外地|外省|异地|外来"),
    )
)
# What is said of the rest is said of the case too.
_REST = re.compile(r"其他|其它|以外|之外|除[^,，。;；]{2,24}外|不论|无论|各类|所有")


def of_the_case(folded: str, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates without those that speak only of a case that excludes the one the question names.

    Where none would be left, or none names the case or the rest, all stay.
    """
    kept = tuple(candidates)
    for cases in _CASES:
        asked = [case for case in cases if case.search(folded)]
        if len(asked) != 1:
            continue
        others = [case for case in cases if case is not asked[0]]
        left = tuple(c for c in kept if not _only(asked[0], others, c.text))
        if any(asked[0].search(fold(c.text)) or _REST.search(c.text) for c in left):
            kept = left
    return _as_done(folded, _not_again(folded, kept))


# A candidate that says so is preferred from this share of the likeliest one's probability on.
DONE = 0.3


def _as_done(folded: str, kept: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The candidates that say what is done, where that is asked (已经建好的有几个) and one of the likely ones does."""
    if not asks_done(folded):
        return kept
    done = tuple(c for c in kept if says_done(fold(c.text)))
    return done if any_near(done[:3], kept, DONE) else kept


def of_another_case(folded: str, piece: str) -> bool:
    """Return whether a piece of a sentence names only a case that excludes the one a question names: 中小微企业 for 大企业."""
    for cases in _CASES:
        asked = [case for case in cases if case.search(folded)]
        if len(asked) == 1 and _only(asked[0], [c for c in cases if c is not asked[0]], piece):
            return True
    return False


# People of whom a rule is made: what doctors get is not what teachers get.
_PEOPLE = tuple(
    re.compile(words)
    for words in (
        r"教师|老师|教职工",
        r"医务工作者|医务人员|医护|医生|护士|医师",
        r"学生|毕业生|儿童|孩子|未成年人|幼儿|子女",
        r"军人|军属|士兵|烈士",
        r"老年人|老人|父母|赡养",
        r"残疾人|残疾职工",
        r"农民工|农民|农户|渔民|牧民",
        r"民警|警察|消防员|消防救援人员",
        r"记者|新闻工作者",
        r"社区工作者|志愿者",
    )
)
_ALL_PEOPLE = re.compile(
    r"(?:其他|所有|全体|各类|任何)(?:人|员工|职工|居民|市民|游客|单位)|等人[员群]|不限"
)
# 对全国医务工作者实行免门票: for these, and for nobody else.
_FOR = r"(?:对|向|面向|针对|给|为)[^，,。；;对向]{0,12}?"


def other_people(folded: str, candidate: Candidate) -> tuple[str, str] | None:
    """Return the people that a question names and those for whom alone a sentence rules, None where it rules for them too."""
    asked = [(people, m) for people in _PEOPLE if (m := people.search(folded))]
    if len(asked) != 1:
        return None
    mine, named = asked[0]
    text = fold(candidate.text)
    around = f"{fold(candidate.evidence.text)}{candidate.evidence.document.title}"
    if mine.search(around) or _ALL_PEOPLE.search(text):
        return None
    for people in _PEOPLE:
        told = re.search(rf"{_FOR}({people.pattern})", text) if people is not mine else None
        if told:
            return named[0], told[1]
    return None


# What is said of doing it again is not said of the first time; a rule for that seldom says so.
_FIRST = re.compile(r"(?:第一|首|初|头一?)[次回]|初犯")
_AGAIN = re.compile(r"^[^;；]*?(?:再次|第二次|[二两三]次以上|屡次|多次)")


def _not_again(folded: str, kept: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    if not _FIRST.search(folded) or _AGAIN.search(folded):
        return kept
    return tuple(c for c in kept if not _AGAIN.search(c.text)) or kept


def _only(mine: re.Pattern[str], others: Sequence[re.Pattern[str]], sentence: str) -> bool:
    text = fold(sentence)
    return not mine.search(text) and not _REST.search(text) and any(o.search(text) for o in others)


# Who the asker says that he is: 我们是高耗能企业, 我们做矿产品初加工的.
_IS = re.compile(
    r"(?:我们?|本公司|我[司厂店]|本企业)[^,，。;；?？]{0,8}?(?:是|属于|做|搞|从事)(?P<who>[^,，。;；?？]{2,20})"
)
_LEFT_OUT = re.compile(
    r"除(?P<a>[^,，。;；（）()]{2,24}?)(?:以外|之外|外)|(?:不含|不包括|不包含)(?P<b>[^,，。;；（）()]{2,40})"
)
_ANYBODY = re.compile(
    r"加工|生产|制造|销售|服务|经营|贸易|建设|投资|企业|公司|单位(?!缴)|项目|行业|用户|类|型|产品|的|等|一家|[省市县区州](?=[\u4e00-\u9fff])"
)


def naming_out(reading: Reading) -> Reading:
    """Return the reading with the sentence first that leaves out whoever the asker says that he is, or asks about.

    The models read 除高耗能行业用户外 as any other words. It is of the matter where the best sentence is of the same document.
    """
    question, best = reading.question, reading.best
    is_ = _IS.search(question.folded)
    if best is None or question.kind not in ("yesno", "support"):
        return reading
    if any(_same(c, best) and _rules_for(question.home, c.text) for c in reading.candidates):
        return reading  # 除湖北省外 goes behind what is ruled for 湖北
    who = _pairs(is_["who"]) if is_ else frozenset()
    out = [
        c
        for c in reading.candidates
        if _same(c, best) and (who & _pairs(_left_out(c.text)) or left_out(question, c.text))
    ]
    if not out:
        return reading
    first = with_chance(out[0], max(SURE, best.chance or 0.0))
    rest = tuple(c for c in reading.candidates if c is not out[0])
    top = max(best.score, first.score)
    return replace(reading, candidates=(replace(first, score=top), *rest))


def _rules_for(home: Sequence[str], text: str) -> bool:
    """Whether a sentence speaks of the place where the asker sits, not to leave it out."""
    if not home:
        return False
    excepted = {region.canonical for region in excepted_regions(text)}
    named = {region.canonical for region in find_regions(text)} - excepted
    return any(same_or_within(name, asked) for name in named for asked in home)


_EXCEPTED = re.compile(r"(?P<c>[^,，。;；（）()]{2,20})除外")
_ITEMS = re.compile(r"、|以及|及|和|或者?|(?<=机关)(?=事业)")
_CLASS = re.compile(r"(?:类|型|等|项目|企业|行业|用户|单位|产业|[省市县区])+$")
_IS_NOT = re.compile(r"(?:不是|不属于|非|除了?|以外的?)$")


def left_out(question: Question, quote: str) -> str:
    """Return whom the quotation leaves out and the question names: 采矿 of （不含采矿、选矿）; "" where there is nobody."""
    text = fold("".join(quote.split()))
    named = [m["a"] or m["b"] for m in _LEFT_OUT.finditer(text)]
    named += [m["c"] for m in _EXCEPTED.finditer(text)]
    for item in (part for words in named for part in _ITEMS.split(words)):
        core = _CLASS.sub("", item)
        at = question.folded.find(core)
        if len(core) >= 2 and at >= 0 and not _IS_NOT.search(question.folded[:at]):
            return core
    return ""


def _same(candidate: Candidate, best: Candidate) -> bool:
    return candidate.evidence.document.id == best.evidence.document.id


def _left_out(text: str) -> str:
    return " ".join(m["a"] or m["b"] for m in _LEFT_OUT.finditer(fold(text)))


def _pairs(text: str) -> frozenset[str]:
    return letter_pairs(_ANYBODY.sub(" ", fold(text)))

"""A question taken apart: its kind, the unit wanted, what it is about, and the slots an answer must fit.

No dictionary and no model: Chinese questions carry a small closed set of frame words (多少, 哪些, 是否, 请问 …);
what is left beside them is what the question is about.
"""

from __future__ import annotations

import re

from index.fold import fold
from index.regions import excepted_regions, find_regions
from qa.question.amounts import (
    asks_age,
    asks_amount,
    asks_duration,
    asks_money,
    asks_rate,
    asks_several_figures,
    rate_kind,
    units_of,
)
from qa.question.content import content_of
from qa.question.kinds import (
    asks_definition,
    asks_names,
    asks_person,
    asks_reason,
    asks_why,
    question_kind,
    settled,
)
from qa.question.measure_words import MEASURE
from qa.question.times import (
    ASKS,
    bases,
    with_digits,
    without_circumstances,
    without_made,
    without_own_case,
)
from qa.question.types import Kind, Question

# 2000万, 2015家 and 2000多年 are no years.
_YEAR = re.compile(
    r"(?<![\d.])((?:19|20)\d{2})(?![\d.]|多?[万亿元人名户家亩件吨辆台套间栋棵头只份平米公千个百]|[多余]年)"
)
_SITS = re.compile(
    r"(我们|我司|我公司|我厂|本公司|我)[^，,。？?]{0,8}?(是|在|来自|位于|注册在)[^，,。？?]{0,12}"
    r"|(?:人|住|家)在[^，,。？?的]{1,12}(?=[，,。])"
)
_PERIOD = re.compile(r"十[一二三四五六]五|上半年|下半年|前[两二三]个?季度|(?<!前)[一二三四]个?季度")
_GAP = re.compile(r"[_＿]{2,}|（\s*）(?=[。？?]?$)")
_COUNTED_GAP = re.compile(rf"\s*[十百千万亿]*(?:{MEASURE}|%|％|美元|欧元)")
_TITLE = re.compile(r"《([^》]{2,60})》")


def analyse(text: str) -> Question:
    """Return what `text` asks for. Pure and total: any string gives a question, in doubt an open one."""
    folded = settled(fold(text))
    compared, timed = bases(folded)
    kind, units = question_kind(folded), units_of(folded)
    offered = kind == "support" or (kind == "figure" and asks_amount(folded))
    timed = without_own_case(timed) if offered else timed
    return Question(
        text=text,
        folded=folded,
        kind=kind,
        content=content_of(folded),
        units=units,
        money=asks_money(folded, units),
        amount=asks_amount(folded),
        rate=asks_rate(folded),
        plural=asks_several_figures(folded),
        person=asks_person(folded),
        naming=asks_names(folded),
        defines=asks_definition(folded),
        reason=asks_reason(folded),
        why=asks_why(folded),
        regions=_at_home(text) if offered else _regions(text, home=False),
        home=_regions(text, home=True),
        outside=tuple(dict.fromkeys(r.canonical for r in excepted_regions(text))),
        years=_years(timed, kind),
        periods=tuple(dict.fromkeys(m.group(0) for m in _PERIOD.finditer(timed))),
        bases=compared,
        share=rate_kind(folded),
        lasting=asks_duration(folded, units),
        aged=asks_age(folded),
        titles=tuple(_TITLE.findall(text)),
    )


def filled(text: str) -> str:
    """Return a text with a gap to be filled as the question that it is: 上涨____% asks 上涨多少%."""
    return _GAP.sub(lambda m: "多少" if _COUNTED_GAP.match(text, m.end()) else "什么", text)


# Who types words for a search: 城镇化率, 养老金上调比例 2018.
_YEAR_BEHIND = re.compile(
    r"^(?P<said>(?!.*(?:19|20)\d{2}.*(?:19|20)\d{2}).{2,24}?)(?<!\d)[\s,，]*(?P<year>(?:19|20)\d{2})年?[?？]?$"
)
_MOST_WORDS = 24
_ASKS_ALREADY = re.compile(rf"{ASKS.pattern}|[多几]|[,，。;；!！?？]")


# 柳河县种植户补贴: who stands before what is given asks what he gets; 稳岗补贴 is the name of one.
_GIVEN = re.compile(
    r"(?:企业|公司|[用农商贷种养]殖?植?户|店|厂|机构|园区|平台|合作社|人员|人才|毕业生|大学生|农民|职工|学生|老人|家庭|个体户|工商户)(?P<given>补贴|补助|奖励|奖补|扶持|优惠|资助|扶持政策|优惠政策|支持政策|政策)$"
)


def spelled_out(text: str) -> str:
    """Return words typed for a search as the question they stand for: 养老金上调比例 2018 is 2018年养老金上调比例是多少？

    So is 种植户补贴 种植户有什么补贴？; whatever is a question already is returned as it is.
    """
    behind = _YEAR_BEHIND.match(text.strip())
    said = f"{behind['year']}年{behind['said'].strip()}" if behind else text
    folded = fold(said).strip()
    if len(folded) > _MOST_WORDS or _ASKS_ALREADY.search(folded):
        return said
    given = _GIVEN.search(folded)
    if given is not None:
        bare = said.strip()
        return f"{bare[: given.start('given')]}有什么{bare[given.start('given') :]}？"
    return f"{said.strip()}是多少？" if question_kind(folded) == "figure" else said


def only_words(question: Question) -> bool:
    """Whether a question is a few words without one that asks: 农家乐贷款贴息."""
    folded = question.folded.strip()
    short = len(folded) <= _MOST_WORDS and not re.search(r"[,，。;；!！?？]", folded)
    return question.kind == "open" and short and not ASKS.search(folded)


_QUOTED = re.compile(r"[“\"]([^“”\"]{2,20})[”\"]")


_SUMMARY = re.compile(
    r"(?:请|帮我?|给我|麻烦|你)*(?:总结|概括|归纳|翻译|润色|改写)(?:一下|下)?(?:这[篇份个段]|全文|文章|内容|材料|吧)*"
    r"|(?:这|本)[篇段]?(?:文章|材料|稿子|报道)(?:主要)?(?:[讲说写]了?些?(?:什么|啥)|的主要内容)"
)


def asks_summary(folded: str) -> bool:
    """Whether nothing is asked for but a summary or the like of what was not named: 总结一下, 这篇文章讲了什么."""
    return bool(_SUMMARY.fullmatch(folded.strip(" ?。!")))


def term_of(question: Question) -> str:
    """Return what a definition defines: the name that the question quotes, else its longest string of content."""
    quoted = _QUOTED.findall(question.folded)
    if len(quoted) == 1:
        return quoted[0]  # type: ignore[no-any-return]
    kept = zip(question.folded, question.content, strict=True)
    return max("".join(c if on else " " for c, on in kept).split(), key=len, default="")


# A part of a question with this many content characters can be understood alone.
_ASKS_ALONE = 6


def parts_of(text: str) -> tuple[str, ...]:
    """Return the questions that `text` asks one after the other, each in its own sentence; empty where it asks one."""
    parts = [part.strip() for part in re.split(r"(?<=[?？;；。])", text) if part.strip()]
    asking = [
        part for part in parts if ASKS.search(part) and sum(content_of(fold(part))) >= _ASKS_ALONE
    ]
    return tuple(asking) if len(asking) >= 2 else ()


# One thing with a name of its own, and none of the places in it; where the asker sits in it, they are his.
_ONE_THING = re.compile(r"粤港澳大湾区|港珠澳大桥")


def _regions(text: str, *, home: bool) -> tuple[str, ...]:
    """The regions where the asker sits (我们是沈阳的旅行社), or the others, which are asked about."""
    own = [match.span() for match in _SITS.finditer(text)]
    left_out = {r.start for r in excepted_regions(text)}
    if not home:
        left_out |= {at for named in _ONE_THING.finditer(text) for at in range(*named.span())}
    return tuple(
        dict.fromkeys(
            r.canonical
            for r in find_regions(text)
            if r.start not in left_out and any(a <= r.start < b for a, b in own) == home
        )
    )


_OF_CHINA = re.compile(r"[省市县区旗州盟镇乡]$|香港|澳门|台湾")


def _at_home(text: str) -> tuple[str, ...]:
    """The regions asked about by who wants to get something: what he has abroad (在波兰租了海外仓) no rule is about."""
    asked = set(_regions(without_own_case(fold(text)), home=False))
    found = _regions(text, home=False)
    return tuple(r for r in found if r in asked or _OF_CHINA.search(r))


def _years(folded: str, kind: Kind) -> tuple[str, ...]:
    """The years asked about: who asks for support, or for no figure, tells in clauses that ask nothing when what happened."""
    asking = folded
    if kind == "support":
        clauses = re.split(r"[,，。;；!！?？]", folded)
        asking = "，".join(clause for clause in clauses if ASKS.search(clause))
    elif kind != "figure":
        asking = without_circumstances(folded)
    if kind == "yesno":
        asking = without_made(asking)
    return tuple(dict.fromkeys(_YEAR.findall(with_digits(asking))))

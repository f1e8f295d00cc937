"""How a clause begins and what that makes of it: a statement with a subject, a predicate that has its subject before
it, a condition or a setting for what follows, a limit to what was said."""

from __future__ import annotations

import re
from typing import Literal

from qa.proof.framed import stands_over
from qa.proof.tokens import Token
from qa.proof.verbs import NOUN_TAILS, verb_at
from qa.proof.words import (
    CONDITION_END,
    CONDITION_START,
    DENIAL,
    ENTITY_TAIL,
    FOR_WHOM,
    FREE_FRAME,
    MEASURE_AGAIN,
    MEASURE_TAIL,
    PLAN_WORDS,
    REPORT_FRAME,
    RESTRICTION,
    SCENE,
    SCENE_VERB,
    TOPIC_END,
)

Opening = Literal["frame", "none", "we", "region", "entity", "open"]


# An office or a paper that says so is as good as its word; 有人认为 and 网传 are not.
_OFFICIAL = re.compile(
    r"(?:厅长|局长|主任|部长|省长|市长|县长|区长|书记|司长|处长|发言人|负责人|总理|行长|院长|会长|会议|[厅局委部院办])[^，]{0,8}"
    r"(?:表示|介绍|指出|说|强调|透露)$|"
    r"(?:文件|通知|意见|方案|办法|措施|规划|纲要|条例|公告|会议|报告|》)(?:中|还|也)?(?:提出|明确|指出|规定|显示|强调|表示|介绍)$"
)


# What several things may do in turn: A、B占比分别…, A、B同比分别增长….
# 占全国四成以上 states a share; 投资500万元以上 is a condition.
_STATES = re.compile(
    r"占|达|在|比|超|减少|增加|上升|上涨|缩减|压减|增长|下降|提高|降低|保持|完成|实现|建成|稳定在"
)


# 由企业牵头的项目，数量占比…: a thing is named, and what follows is said of it.
_TOPIC = re.compile(r"[^，]{2,30}的[^的，]{1,8}")
# 具备经营能力的个体工商户，发给营业执照: those whom the next clause is for.
_WHOM = re.compile(
    r"的[^的，]{0,8}(?:者|户|企业|单位|机构|人员|个人|组织|公司|工厂|作坊|纳税人|学校|机关|家庭|居民|职工|项目|产品|行为|情形|人)$"
)
_STATED = re.compile(r"是|为|有|成|占|达|了|着|将|已|使|让|把|不断|持续|继续|进一步|明显|显著|\d")
# 跨境电商重点企业培育150家: what is counted stands first.
_COUNTS = re.compile(
    r"[^，了\d]{3,24}(?:培育|增加|新增|建设|建成|安排|发展到|达到?|有|共|扩大到|提高到|覆盖)?(?:超过?|近|约)?"
    r"\d[\d.]*[万亿]?[家个项条所人户件座名位处类]"
)
# 省级节能服务超市平台正在…: an auxiliary tells where the subject ends.
_GOES_ON = re.compile(r"[^，了着过]{4,20}(?:正在|将(?!军)|已经|应当|可以|必须|不得)")
_IF = re.compile(r"如果|假如|倘若|一旦|除非|只有|确需|确有")
_WITHIN = re.compile(r"(?:在|对|占)[^，]{1,8}$")
_ASPECT = re.compile(r"(?:在)?[^，]{1,20}(?:方面|层面)")
_SPECIAL = re.compile(r"以及|及其|和(?![谐平])|或者?(?!许)")


_ABOVE_ALL = re.compile(r"特别是|尤其是")


_OPEN_END = re.compile(
    r"(?:决定|明确|指出|强调|要求|提出|表示|认为|如下|(?:法|例|法律|意见|通知|文件)规定|介绍|显示|透露|称|说|为|是|包括|下列|以下)$"
)


# What a colon announces is said under this head: 预期目标是：…; 下列情形不予补助：….
_LEAD = re.compile(r"不|禁止|停止|取消|废止|除外|严禁|例外|下列|以下|如下|目标|任务|要求|建议")


_PREDICATE = re.compile(
    r"达|超|近|约|为|是|同比|环比|年均|比上年|增长|下降|上涨|下跌|上升|缩减|压减|提高|降低|减少|增加|占|居|保持|突破|位|由|从|[\d一二三四五六七八九十百]+"
)


_OPENER = re.compile(
    r"[一二三四五六七八九十]+是|其[一二三四]|第[一二三四五六七八九十]+|首先是?|其次是?|最后是?|比如|例如|同时|此外|另外|其中|一方面|另一方面|目前|并且?|也|还|已经|已|均|都|又"
)


# 以农林牧渔岗位为主的第一产业用工回升，共发布岗位43816个: what begins so names nobody, whose it is stands before it.
NOBODY = re.compile(
    r"\s*(?:累计|总共|一共|合计|共(?![同和识享青产生])|已(?!知)|还(?!款|贷)|又(?!好)|均(?!价|衡)|都(?!市)|新(?=[招签聘购吸](?!的)))"
)
_TOTAL = re.compile(r"累计|总共|一共|合计|共计|共(?![同和识享青产生建性])|新(?=[招签聘购吸](?!的))")


def opening_of(
    tokens: tuple[Token, ...], folded: str, first: int, last: int
) -> tuple[Opening, str]:
    """Say what a clause begins with, past labels, connectives and years; and the text of a named entity."""
    at = first
    while at < last and (
        tokens[at].kind in ("label", "period", "quote", "comma", "list", "open", "close")
        or tokens[at].text == "的"
    ):
        if tokens[at].kind == "quote":
            break
        at += 1
    if at >= last:
        return "none", ""
    start = tokens[at].start
    end = tokens[last - 1].end
    while match := _OPENER.match(folded, start, end):
        start = match.end()
        while start < end and folded[start] in "，,、：: ":
            start += 1
    total = _TOTAL.match(folded, start, end)
    if total and (total[0] == "新" or verb_at(folded, total.end())):
        return "none", ""
    token = next((t for t in tokens[at:last] if t.start >= start), None)
    if token is None:
        return "none", ""
    if token.kind == "period":
        following = next((t for t in tokens[at:last] if t.start > token.start), None)
        return _open_at(tokens, folded, following, last, end) if following else ("none", "")
    return _open_at(tokens, folded, token, last, end)


def _open_at(
    tokens: tuple[Token, ...], folded: str, token: Token, last: int, end: int
) -> tuple[Opening, str]:
    start = token.start
    if folded.startswith("我们", start):
        return "we", ""
    if token.kind == "region":
        return "region", token.text
    if token.kind == "quote" and token.text == "《":
        return "entity", folded[start : folded.find("》", start) + 1]
    if folded.startswith("由", start) and not folded.startswith(("由于", "由此"), start):
        return "open", ""
    length = verb_at(folded, start)
    if length and not NOUN_TAILS.match(folded, start, end):
        return "none", ""
    head = folded[start : min(end, start + 18)]
    match = ENTITY_TAIL.search(head)
    if match and not any(verb_at(head, i) > 1 for i in range(1, match.start())):
        return "entity", head[: match.end()]
    return "open", ""


def sets_scene(text: str) -> bool:
    """为准确掌握信息, 根据省局要求, 会上: a clause that says why, how or when the next one holds."""
    bare = _OPENER.sub("", text, count=1) if _OPENER.match(text) else text
    return bool(SCENE.match(bare)) and not _acts(bare)


def _acts(text: str) -> bool:
    """Whether a clause that begins like a frame goes on to say what is done: 对…的企业给予补助, 为…提供保障."""
    return bool(SCENE_VERB.search(text.rpartition("的")[2]))


def surmised(text: str, opening: Opening, before: str) -> bool:
    """Whether a clause in the midst of a sentence may be a predicate that is in no list, not a subject."""
    if (_COUNTS.fullmatch(text) and not NOBODY.match(text)) or _GOES_ON.match(text):
        return False
    return (
        opening == "open"
        and before not in ("", "；", ";", "|")
        and text[:1] != "由"
        and not _measures(text)
    )


def leads_on(text: str, following: str) -> bool:
    """特别是食堂… belongs to what it is special in; …决定 and …如下 say nothing without what was decided."""
    special = _ABOVE_ALL.match(following) and verb_at(text)
    concedes = re.search(r"虽|尽管|不仅|不但|既(?!有|定|得)|不是", text) and re.match(
        r"但|却|而|也|还|又|并", following
    )
    return bool(special or concedes or _SPECIAL.match(following) or _OPEN_END.search(text))


def _measures(text: str) -> bool:
    """Whether a clause begins with a measured quantity: 技术市场规模总额达…, 工业机器人产量在全国占…."""
    heads = (_WITHIN.sub("", text[: match.start()]) for match in _PREDICATE.finditer(text))
    return any(MEASURE_TAIL.search(head) for head in heads)


def is_frame(text: str, kind: str, tokens: tuple[Token, ...]) -> bool:
    """Whether a clause is a setting (2025年, 在科技服务方面, 对新设企业) and no statement with a subject."""
    return (
        (bool(kind) and not _acts(text))
        or bool(_ASPECT.fullmatch(text))
        or bool(
            FREE_FRAME.fullmatch(text)
            or (FREE_FRAME.match(text) and re.search("方面$|为[^，]{1,12}$", text))
        )
        or all(
            t.kind in ("period", "label") or t.text in ("在", "自", "至", "以来")
            for t in tokens
            if t.content
        )
    )


def frame_kind(text: str, mark: str, followed: bool, opening: Opening) -> str:
    """Return which kind of frame a clause is for the clauses after it, "" for none."""
    bare = _OPENER.sub("", text, count=1) if _OPENER.match(text) else text
    if not followed:
        return "start:" + bare[:1] if CONDITION_START.match(bare) else ""
    if REPORT_FRAME.match(bare):
        return "" if _OFFICIAL.search(bare) else "report"
    if stands_over(bare):
        return "start:若"
    if FOR_WHOM.match(bare) and not _acts(bare):
        return "topic" if bare.startswith("围绕") else "start:对"
    if FREE_FRAME.match(bare) and not CONDITION_END.search(bare):
        return ""
    if _IF.search(bare):
        return "start:如"
    if _WHOM.search(bare) and not MEASURE_AGAIN.match(bare) and not _STATED.search(bare):
        return "start:者"
    if CONDITION_START.match(bare):
        return "start:" + bare[:1]
    if mark in (":", "：") and (_LEAD.search(bare) or PLAN_WORDS.search(bare)):
        return "lead"
    if CONDITION_END.search(bare) and not (bare[-1] in "上下" and _STATES.search(bare)):
        return "end:" + bare[-1]
    if (
        (opening == "open" or bare[:1] in "由有")
        and _TOPIC.fullmatch(bare)
        and not _STATED.search(bare)
    ):
        return "topic"
    if TOPIC_END.search(bare) and opening in ("region", "open", "entity"):
        return "topic"
    return ""


def restricts(text: str) -> bool:
    bare = _OPENER.sub("", text, count=1) if _OPENER.match(text) else text
    return bool(RESTRICTION.match(bare)) or bool(
        DENIAL.search(text) and re.search("[此该其这上]", text)
    )

"""Shapes of follow-ups that take up a word of the question before: 这种充电站, 第二条呢 after 第一条, 新版里呢, 全球的呢, 有没有例外.

Each returns the question that needs no history, or None.
"""

from __future__ import annotations

import re

from index.fold import fold
from qa.figures import find_figures
from qa.question.anchors import marks, subject_of
from qa.question.earlier import COUNTED_LENGTH, counted_in, person_in
from qa.question.replacement import exchanged, put_opposite, without_times
from qa.question.topics import ASKING, find_times, residue, topic_of
from qa.question.turns import (
    AGAIN,
    ALREADY,
    DOCUMENT,
    LISTING,
    MORE,
    OF_THE_FACT,
    PERSON,
    PLANNED,
    SAID,
    TITLE,
)
from qa.types import Turn

WHOLE = "具体内容是什么"

# --- such ones ------------------------------------------------------------------------------------------------------

_SUCH = re.compile(r"(?:这|那|此|同)(?:一?[种类]|样)的?(?P<noun>[\u4e00-\u9fff]{2,6})")
# Up to what a modifier may reach back.
_BEFORE_NOUN = re.compile(
    r"[，,。;；？?\s]|的(?=[^的]*$)|了|已经?|[建设认评获]成|新建|建设|设立|建(?![筑设])"
)


def such(text: str, last: Turn) -> str | None:
    """还要建几座这种充电站: what was said of the charging stations before their name, in the place of 这种."""
    match = _SUCH.search(text)
    if match is None:
        return None
    for asked in (last.question, last.answer):
        if said := _modifiers(match["noun"], asked):
            modifiers, known = said
            rest = text[match.start("noun") + len(known) :] if known else ""
            whole = f"{text[: match.start()]}{modifiers}{known}{rest}"
            place = _named(asked)
            return whole if not place or place in whole or _named(text) else f"{place}，{whole}"
    return None


def _named(text: str) -> str:
    """The first place or title that a text names, empty for none."""
    times = find_times(text)
    return next((text[a:b] for a, b in marks(text, bodies=False) if (a, b) not in times), "")


def _modifiers(noun: str, asked: str) -> tuple[str, str] | None:
    """What stands before the noun in `asked`, or before a noun that begins alike (服务平台 for 服务站点), and the part of it there."""
    for known in (*(noun[:n] for n in range(len(noun), 1, -1)),):
        at = asked.find(known)
        if at <= 0:
            continue
        closed = [0, *(m.end() for m in ASKING.finditer(fold(asked)) if m.end() <= at)]
        closed += [end for _, end in (*marks(asked, bodies=False), *find_times(asked)) if end <= at]
        closed += [m.end() for m in _BEFORE_NOUN.finditer(asked, 0, at)]
        if modifiers := asked[max(closed) : at]:
            return modifiers, known
    return None


# --- the next of a list ---------------------------------------------------------------------------------------------

_NTH = re.compile(r"第[一二两三四五六七八九十\d]{1,2}(?P<unit>[条点个项句种类款方面])")
_ONLY_NTH = re.compile(rf"(?:那么?|再|还有)?{_NTH.pattern}(?:是什么|是啥|怎么说|说了?什么)?呢?$")


def next_one(text: str, last: Turn) -> str | None:
    """第二条呢, after 第一条是什么: the same of the second."""
    match, before = _ONLY_NTH.match(text), _NTH.search(last.question)
    if match is None or before is None:
        return None
    number = _NTH.search(text)
    assert number is not None
    asked = f"{last.question[: before.start()]}{number[0]}{last.question[before.end() :]}"
    return asked if ASKING.search(asked) else f"{asked}是什么"


# --- another edition ------------------------------------------------------------------------------------------------

_EDITION = re.compile(
    r"(?:(?:19|20)\d{2}年?的?)?(?:[新旧老原]|最新|修[订改](?:之?[前后])?的?)版(?:本|的)?|(?:19|20)\d{2}年?版"
    r"|(?:现行|原来|以前|[新旧老])的?(?=[\u4e00-\u9fff《]{2,24}(?:办法|意见|政策|规定|条例|细则|措施|标准|通知|方案|法)》?)|现行的?|(?:新|旧|老|原来)的(?=呢)"
)
_BECAME = re.compile(
    r"(?P<what>.{0,12}?)(?:又|就|还)?(?:改|变|调|提|降|升|涨)(?:成|为|到|高到|低到|整[为到成])了?(?=多少|几|什么|怎)(?P<asks>.+?)了?$"
)


def another_edition(text: str, last: Turn) -> str | None:
    """2024年新版里新建床位改成多少了, 现行的呢: the question before of another edition of what it named."""
    match, before = _EDITION.search(text), _EDITION.search(last.question)
    if match is None or before is None or match.start() > 2 or marks(text[match.end() :]):
        return None
    edition = match[0].removesuffix("的")
    joint = "的" if before[0].endswith("的") or edition == "现行" else ""
    base = f"{last.question[: before.start()]}{edition}{joint}{last.question[before.end() :]}"
    rest = re.sub(r"^(?:的|里面?|中|版本?|[，,])+|(?:的|呢|[，,])+$", "", text[match.end() :])
    if not rest:
        return base
    if became := _BECAME.fullmatch(rest):
        what = became["what"]
        return base if not what or what in base else exchanged(what, base)
    if not ASKING.search(rest):
        return exchanged(rest, base) or base
    end = base.find(edition) + len(edition)
    named = max([end, *(b for _, b in marks(base) if b >= end)])
    return f"{base[:named]}，{rest}"


# --- the same of everybody ------------------------------------------------------------------------------------------

# Whose affairs are spoken of without a name, and where all others are.
_OURS = re.compile(
    r"咱们?(?:国家|[国省市县区])|我们?(?:国家?|[省市县区])(?!际|营|有资|人)|[本][省市县区]"
)
_WHERE = re.compile(r"(?:全球|全世界|世界(?:各国|上)?|国外|海外|全国|全省|全市|全县)")


def wider(text: str, last: Turn) -> str | None:
    """全球的呢 after 我国的, 全省7级以上的呢: the same of all, with another thing where one is named."""
    match = re.match(
        rf"(?:那么?)?(?P<where>{_WHERE.pattern})(?P<rest>[^，,？?]{{0,12}}?)的?呢?$", text
    )
    ours = _OURS.search(last.question)
    if match is None or ours is None or ASKING.search(match["rest"]):
        return None
    head, tail = last.question[: ours.start()], last.question[ours.end() :].removeprefix("的")
    rest = match["rest"].strip("的")
    other = exchanged(rest, tail) if rest else tail
    return f"{head}{match['where']}{other}" if other else None


# --- what the rule leaves out ---------------------------------------------------------------------------------------

_EXCEPTED = re.compile(
    r"^(?:那么?|但是?)?(?:(?:有没有|有无|有)(?:什么|哪些|啥)?(?:例外|特例|除外)(?:的?情[况形])?(?:吗|么|没有)?|(?:什么|哪些|啥)(?:情[况形])?(?:下|是)?(?:可以)?(?:例外|除外)的?|(?:例外|特殊)(?:情[况形])?呢)$"
)


def _rule_told(last: Turn) -> str:
    """The first clause of an answer that states a figure, else the first that says more than a word."""
    answer = re.sub(r"\s*\[\d+\]", "", last.answer)
    clauses = [c.strip() for c in re.split(r"[，,。；;！？\n]", answer) if len(c.strip()) > 3]
    told = next((c for c in clauses if find_figures(c)), clauses[0] if clauses else "")
    return told if len(told) <= COUNTED_LENGTH else ""


def excepted(text: str, last: Turn) -> str | None:
    """有没有例外: of the rule that was told, as it was told."""
    if not _EXCEPTED.match(text):
        return None
    told = _rule_told(last)
    rule = subject_of(last.question) if told else topic_of(last.question)
    return f"{rule}，{told}{'，' if told else ''}{text.removesuffix('呢')}"


# --- of the same fact -----------------------------------------------------------------------------------------------

_FACT = re.compile(
    r"^(?:那么?)?(?:又|究竟|到底)?(?:是)?(?:什么时候|何时|哪一?[年天]|在?哪里?|怎么|由?谁|为什么|为何)(?P<verb>[\u4e00-\u9fff]{2,4})的$"
)


def same_fact(text: str, last: Turn) -> str | None:
    """什么时候取消的, after 为何取消了夜市补贴: of what was done, in its words."""
    match = _FACT.match(text)
    at = last.question.find(match["verb"]) if match else -1
    if match is None or at < 0:
        return None
    asking = ASKING.search(last.question)
    head, tail = last.question[:at], re.split(r"[，,？?吗呢]", last.question[at:])[0]
    if asking and asking.end() <= at:
        head = last.question[: asking.start()] + last.question[asking.end() : at]
    elif asking and asking.start() >= at:
        tail = last.question[at : asking.start()]
    return f"{head}{tail}，{text}"


# --- after what was to be done --------------------------------------------------------------------------------------

_AFTERWARDS = re.compile(
    r"^(?:那么?)?(?:[\u4e00-\u9fff]{1,3}完(?![成善整全工毕])(?:了|[以之]?后)?|(?:入选|评上|选上|中标|获批|批准|通过|到期|期满|结束|完成|认定|验收|公示|结项)(?:了|[以之]?后|的话))(?![，,]?[\u4e00-\u9fff]{6,}的)"
)


def afterwards(text: str, last: Turn) -> str | None:
    """做完谁来验收: what follows upon that which was spoken of."""
    if not _AFTERWARDS.match(text) or marks(text) or residue(last.question) in text:
        return None
    return f"{spoken_of(last.question)}，{text}"


_AMONG = re.compile(
    r"(?P<what>[^，,]{2,12}?)(?:也|是不是|是否|有没有)?(?:在|算|属于)(?:这|那)?(?:里面|其中|内|名单[里上中内]?|范围[之以]?内|之列)(?:面)?(?:吗|么|嘛|不|没有)?$"
)


def among(text: str, last: Turn) -> str | None:
    """湖南在里面吗: whether it is one of those that were listed."""
    match = _AMONG.match(re.sub(r"^那么?", "", text))
    return f"{spoken_of(last.question)}，有没有{match['what']}" if match else None


def spoken_of(asked: str) -> str:
    """Return what a question is about; where it counts or lists something (评几家农家乐, 建成哪些中心), that with it."""
    clause = asked.rstrip("？?。 ")
    asking = ASKING.search(clause)
    listed = asking is not None and len(residue(clause[asking.end() :], nouns=True)) > 1
    return topic_of(asked) if listed else subject_of(asked)


# --- the same again, and which these are -------------------------------------------------------------------------------


def again(text: str, last: Turn) -> str | None:
    return last.question if AGAIN.match(text) else None


def listing(text: str, last: Turn) -> str | None:
    """分别是哪些: the things that the answer counted (10个产业集群), so that their enumeration can be found."""
    if not LISTING.match(text):
        return None
    counted = counted_in(last)
    return f"{topic_of(last.question)}，{counted}{'，' if counted else ''}{text}"


def document(text: str, last: Turn) -> str | None:
    """这个政策什么时候到期: the document that was named."""
    match = DOCUMENT.match(text)
    titles = TITLE.findall(last.question) or TITLE.findall(last.answer)
    return f"{titles[0]}{text[match.end() :]}" if match and titles else None


def opposite(text: str, last: Turn) -> str | None:
    """那最低呢: the other end of what was asked."""
    return put_opposite(last.question, re.sub(r"^那么?|(?:又?是多少)?呢?$", "", text))


def under(text: str, last: Turn) -> str:
    """The question under the topic of the one before it; what is already there is not of the year that was planned."""
    topic = (topic_of if OF_THE_FACT.search(text) else subject_of)(last.question)
    if ALREADY.search(text):
        topic = PLANNED.sub("", without_times(topic) or topic)
    return f"{topic}，{text.removesuffix('呢') or WHOLE}"


def person(text: str, last: Turn) -> str | None:
    """他还说了什么: the official whom the answer named, or whose words it cited."""
    match = PERSON.match(text)
    if not match and not SAID.match(text):
        return None
    person = person_in(last)
    rest = text[match.end() :].lstrip("，,") if match else text
    return f"{person}{rest}" if person else under(text, last)


def more(text: str, last: Turn) -> str | None:
    return f"{spoken_of(last.question)}，还有哪些" if MORE.match(text) else None

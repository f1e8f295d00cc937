"""Follow-up questions: rewritten with the history so that they can be understood, and searched, alone.

Deterministic: a small set of shapes that people use (那东莞呢？ 是谁说的？ 分别是哪些？ 他还说了什么？ 第二条展开说说).
A question that names its own subject is returned unchanged: a wrong guess is worse than none. Pure and total, and what
it returns needs no history: rewriting it again changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from index.fold import fold
from qa.question import filled, spelled_out
from qa.question.anchors import (
    anchor_of,
    anchor_under,
    names_anchor,
    outside,
    subject_of,
)
from qa.question.earlier import act_of, asked_of, items_of, parse_ordinal
from qa.question.likes import ends_in_metric, has_like, is_aspect
from qa.question.replacement import (
    exchanged,
    of_kind,
    put_kind,
    put_place,
    put_time,
    supposing,
    without_times,
)
from qa.question.taken_up import (
    WHOLE,
    afterwards,
    again,
    among,
    another_edition,
    document,
    excepted,
    listing,
    more,
    next_one,
    opposite,
    person,
    same_fact,
    such,
    under,
    wider,
)
from qa.question.talk import (
    LEAST_SUBJECT,
    MOST_ELLIPTIC,
    MOST_QUESTION,
    cut,
    of_the_talk,
    one_by_one,
    says_nothing,
)
from qa.question.topics import ASKING, METRIC, find_places, find_times, own_of, residue, topic_of
from qa.question.turns import (
    ALL_OF_THEM,
    ALREADY,
    ASIDE,
    COMPARED,
    COMPARISON,
    ELLIPTIC,
    END,
    GIVEN,
    HEADLESS,
    IF_NOT,
    IN_DETAIL,
    INSIDE,
    ITEM,
    LEAD,
    OBJECTLESS,
    PRONOUN,
    corrected,
)
from qa.types import Turn

MOST_KIND = 10
# What says more than so many characters before it asks has said what it asks of.
MOST_BESIDE = 6

Shape = Callable[[str, Turn], str | None]


def rewrite(question: str, history: Sequence[Turn]) -> str:
    """Return `question` as one that needs no history and has no gaps; unchanged when it already stands alone."""
    question = filled(question)
    last = last_of(history)
    if last is None:
        return spelled_out(question)
    typed = corrected(question)
    asked = _rewritten(typed, last)
    return spelled_out(asked) if asked == typed else asked


def last_of(history: Sequence[Turn]) -> Turn | None:
    """Return the last turn, its question as one that needs no history; what it is anchored to may have cited documents before."""
    last = None
    for turn in (one for each in map(cut, history) for one in one_by_one(each)):
        if last is None:
            last = turn
            continue
        # A history may hold follow-ups as they were typed.
        asked = _rewritten(corrected(turn.question), last)
        if not turn.documents and asked == corrected(turn.question) and says_nothing(turn):
            continue  # 湖南在里面吗, which nothing answered, is no matter to go on about
        same = anchor_of(asked) == anchor_of(last.question)
        last = replace(
            turn,
            question=of_the_talk(asked_of(asked, turn, last), turn, last),
            speakers=turn.speakers or last.speakers,
            documents=turn.documents or (last.documents if same else ()),
        )
    return last


def _rewritten(question: str, last: Turn) -> str:
    text = LEAD.sub("", END.sub("", ASIDE.sub("", END.sub("", question.strip()))))
    if len(text) <= MOST_KIND and text.endswith("的") and not ASKING.search(text):
        text = f"{text}呢"  # 改建的, after what is given for 新建的
    if not text or len(text) > MOST_QUESTION or not END.sub("", last.question.strip()):
        return question
    for shape in _SHAPES:
        result = shape(text, last)
        if result:
            return f"{END.sub('', result)}？"
    return question


# --- shapes, each a question or None ------------------------------------------------------------------------------


def _item(text: str, last: Turn) -> str | None:
    """上面第二条展开说说: the second statement of the answer, which is what the user sees."""
    match = ITEM.match(text)
    if not match:
        return None
    items = items_of(last.answer)
    number = parse_ordinal(match["n"])
    ask = re.sub(r"^(?:的|是|说|讲|,|，)+", "", match["rest"])
    if 1 <= number <= len(items) and len(items) > 1:
        return f"{items[number - 1]}，{ask if ASKING.search(ask) and ask != '呢' else WHOLE}"
    return under(text, last) if match["back"] or not residue(ask) else None


def _bare(text: str, last: Turn) -> str | None:
    """是谁说的, 多少钱, 怎么申请: asking words and nothing that is asked about."""
    if len(text) > MOST_ELLIPTIC:
        return None
    if (
        (
            OBJECTLESS.search(text)
            and not GIVEN.search(text)
            and not names_anchor(text)
            and len(residue(text, nouns=True)) <= MOST_BESIDE
        )
        or HEADLESS.match(text)
        or COMPARISON.match(text)
    ):
        return under(text, last)
    if outside(find_places(text), text) or find_times(text) or residue(text):
        return None
    text = re.sub(r"^(?:那么?|可是|但是?|不过)[,，]?(?!么|些)", "", text).removesuffix("呢")
    if IN_DETAIL.match(text):
        text = WHOLE
    text += "是多少" if METRIC.fullmatch(text) else ""
    return under(f"{text}增长多少" if COMPARED.fullmatch(text) else text, last)


def _elliptic(text: str, last: Turn) -> str | None:
    """那东莞呢, 2024年呢, 那家电企业呢: the question before with one thing exchanged."""
    match = ELLIPTIC.match(text)
    if not match or len(text) > MOST_ELLIPTIC:
        return None
    if other := of_kind(last.question, text):
        return other
    what = re.sub(r"^在|(?:又|的话|的?情况)$", "", match["what"].strip("，, ")).strip()
    marked = match["then"] or match["ne"].endswith("呢") or match["ne"].startswith("又")
    if not what or not marked or ASKING.search(what):
        return None
    named = residue(what, nouns=True) and not find_places(what) and not find_times(what)
    if match["bare"] and named and not has_like(last.question, what):
        return None  # 那高新技术企业有多少家: its own thing and its own asking words
    if is_aspect(what):
        return under(what, last)
    if ends_in_metric(what) and not has_like(last.question, what):
        anchor = anchor_of(last.question)
        return f"{anchor}，{what}是多少" if anchor else under(f"{what}是多少", last)
    if match["then"] in ("如果", "要是"):
        return supposing(last.question, what)
    alike = residue(what) and has_like(last.question, what)
    if (
        match["what"].endswith("的")
        and not alike
        and (those := put_kind(last.question, what.rstrip("的")))
    ):
        return those
    base = exchanged(what, last.question)
    rest = END.sub("", match["rest"] or "")
    if base is None or not rest:
        return base
    if (more := ELLIPTIC.match(rest)) and find_places(more["what"]) and not more["rest"]:
        return put_place(base, f"{what}和{more['what'].removeprefix('那')}")
    if times := find_times(rest):
        base = put_time(base, rest[times[0][0] : times[0][1]])
        rest = (rest[: times[0][0]] + rest[times[0][1] :]).strip("，, ")
    return base if not rest or fold(rest) in fold(base) else f"{topic_of(base)}，{rest}"


def _slot(text: str, last: Turn) -> str | None:
    """2025年增长多少: a time or a place with asking words, and nothing that is asked about."""
    places, times = outside(find_places(text), text), find_times(text)
    if not (places or times) or len(text) > MOST_ELLIPTIC or text.startswith("其中"):
        return None
    base, rest = last.question, text
    if own := residue(text, nouns=True):
        # 福建的进出口增长多少, after that of 山东: the same, elsewhere.
        elsewhere = len(places) == 1 and not times and text[slice(*places[0])] not in base
        if not elsewhere or not find_places(base) or own not in residue(base, nouns=True):
            return None
    if places:
        base = put_place(base, text[places[0][0] : places[0][1]])
    if times:
        base = put_time(base, text[times[0][0] : times[0][1]])
    for start, end in sorted([*places[:1], *times[:1]], reverse=True):
        rest = rest[:start] + rest[end:]
    if re.search(r".在$", rest):
        return under(text, last)  # 哪些在广州
    rest = re.sub(r"^(?:那么?|的|在)+|呢$", "", rest).strip("，, ")
    return base if not rest or fold(rest) in fold(base) else f"{topic_of(base)}，{rest}"


def _pronoun(text: str, last: Turn) -> str | None:
    match = PRONOUN.match(text)
    if match and match["bare"]:
        rest = text[match.end() :]
        return f"{subject_of(last.question)}{'' if rest.startswith('的') else '，'}{rest}"
    inside = INSIDE.search(text)  # what it points at may stand before it
    there = inside and len(residue(text[: inside.start()], nouns=True)) <= MOST_BESIDE
    return under(text, last) if match or there else None


def _aspect(text: str, last: Turn) -> str | None:
    """都是什么专业, 现在还招吗, 学费多少, 不报会怎么样: what names no subject of its own is asked of the one before."""
    if len(text) > MOST_ELLIPTIC or names_anchor(text):
        return None
    if IF_NOT.match(text):
        return f"{act_of(last.question)}，{text}"
    anchor, own = anchor_under(text, last.question), own_of(text)
    if ALL_OF_THEM.match(text) or (
        own < LEAST_SUBJECT and ASKING.search(text) and (anchor or own < 2)
    ):
        anchor = anchor or subject_of(last.question)
        return f"{(ALREADY.search(text) and without_times(anchor)) or anchor}，{text}"
    return None


_SHAPES: tuple[Shape, ...] = (
    again,
    next_one,
    _item,
    such,
    another_edition,
    wider,
    excepted,
    among,
    same_fact,
    afterwards,
    more,
    person,
    listing,
    document,
    opposite,
    _bare,
    _elliptic,
    _slot,
    _pronoun,
    _aspect,
)

"""Figures that 分别 deals out: to the figures of the clause before, or to the things that a clause lists.

总资产1.76万亿元，净资产1890.52亿元，同比分别增长11.57%和7.84%; 对三星级、四星级、五星级的酒店，分别给予20万元、50万元、100万元奖励."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from qa.claims.told import Told
from qa.claims.words import key

# 分别 stands so far into its clause where the things stand before it.
INSIDE = 8
_LAST = re.compile(r"(?:以及|和|及|与|或)(?=[^、，和及]{1,16}$)")
_WHERE = re.compile(
    r"(?:[^，、]{0,8}[，,])?(?:(?:全|我)[国省市县区州]|[一-龥]{2,3}[省市县区州])?的?"
)
_MEASURE = re.compile(
    r"的?(?:总?产量|总?产值|增加值|(?:营业|销售|业务)?收入|销售额|销量|出口额?|进口额?|进出口额?|(?:种植|播种)?面积|投资额?|消费额?|支出|利润|就业|从业人员|企业|项目)(?:占比|比重)?"
)
_WHOLE = frozenset(("全国", "全省", "全市", "全县", "全区"))
_COMMA = re.compile(r"[，,、\s]*")
_BARE_SHARE = re.compile(r"[\s，,]*占(?:比|到|了)?(?:为|达)?[\s，,。；;]*")
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,7}[省市县区乡镇村州旗]")
_TAIL = re.compile(
    r"的(?P<thing>[^，,。；;、（(\d]{2,14}?)(?=任务|已|均|都|全部|[，,。；;、（(]|$)"
)
_LEVELS = re.compile(r"[1-5一二三四五][aA]级|国家级?|省级?|市级?|县级?|区级?|部级")


def dealt(told: Sequence[Told], text: str) -> tuple[Told, ...]:
    """Return the figures, each of those dealt out in order as that of the one thing that it belongs to."""
    found = list(continued([_alone(t, told, text) if t.order else t for t in told], text))
    for _, run in groupby(range(len(found)), key=lambda i: found[i].clause):
        places = list(run)
        found[places[0] : places[-1] + 1] = _of_places([found[i] for i in places], text)
    return tuple(found)


def continued(told: Sequence[Told], text: str) -> tuple[Told, ...]:
    """Return the figures, each that only goes on with the one before as that of the same thing: ，浙江占9.8%."""
    found: list[Told] = []
    for t in told:
        found.append(_like_the_one_before(t, found[-1], text) if found else t)
    return tuple(found)


def _of_places(told: list[Told], text: str) -> list[Told]:
    """Return 红河镇6.2万亩、青山乡5.1万亩的播种任务 as figures of one thing, each of its own place; other lists as they are."""
    last = told[-1].figure
    tail = _TAIL.match(text, last.end, told[-1].clause[1])
    if len(told) < 2 or tail is None:
        return told
    starts = [told[0].clause[0], *(t.figure.end + 1 for t in told[:-1])]
    marks = [text[t.figure.end] for t in told[:-1]]
    names = [text[a : t.figure.start] for a, t in zip(starts, told, strict=True)]
    if set(marks) != {"、"} or not all(map(_PLACE.fullmatch, names)):
        return told
    return [
        replace(
            t,
            narrow=(*(n for n in t.narrow if n in key(name)), *key(tail["thing"])),
            own=f"{name} {tail['thing']}",
            full=True,
        )
        for t, name in zip(told, names, strict=True)
    ]


def _like_the_one_before(told: Told, before: Told, text: str) -> Told:
    """Return 浙江占9.8% after 广东进口额占全国的12.9% as the share of the same thing in the same whole; other figures as they are."""
    joined = _COMMA.fullmatch(text, before.clause[1], told.clause[0])
    if not joined or before.base is None or told.base is not None or told.narrow == before.narrow:
        return told
    if told.figure.kind != "rate" or _BARE_SHARE.fullmatch(told.own) is None:
        return told
    places = [t.before - _WHOLE for t in (told, before)]
    if any(len(p) != 1 for p in places) or places[0] == places[1]:
        return told
    whole = before.before & _WHOLE
    return replace(
        told,
        narrow=before.narrow,
        own=before.own,
        governing=before.governing,
        full=before.full,
        base=before.base,
        regions=told.regions | whole,
        before=told.before | whole,
        nearest=before.nearest if before.nearest in whole else told.nearest,
    )


def _alone(told: Told, around: Sequence[Told], text: str) -> Told:
    if told.antecedent is not None:
        return _with_partner(told, around, text)
    assert told.order is not None
    place, count = told.order
    clause = text[told.clause[0] : told.clause[1]]
    at = clause.find("分别", 0, told.figure.start - told.clause[0])
    if at > INSIDE:  # 小麦、玉米、大豆种植面积分别为…: the things stand in the clause itself
        head, rest = clause[:at], clause[at:]
    else:
        start = max(told.sentence[0], told.clause[0] - 60)
        before = re.split(r"[；;。]", text[start : told.clause[0]])[-1].rstrip("，,")
        head, rest = before.rsplit("，", 1)[-1], f"，{clause}"
    things = items(head, count)
    if things is None or at < 0:
        return told
    thing = things[place]
    own = f"{thing}{rest}"
    change = told.change or ("人均" if "人均" in thing else None)
    # The list is no condition of the one: 对国家级、省级中心，分别给予….
    led, listed, _ = told.condition.rpartition(head)
    return replace(
        told, narrow=key(thing), own=own, governing=own, change=change, order=None, full=False,
        condition=led if listed and head else told.condition,
    )  # fmt: skip


def _with_partner(told: Told, around: Sequence[Told], text: str) -> Told:
    assert told.order is not None
    place, count = told.order
    before = [t for t in around if t.sentence == told.sentence and t.clause[1] <= told.clause[0]]
    if len(before) != count:
        return told
    partner = _alone(before[place], around, text) if before[place].order else before[place]
    if partner.order:  # nobody knows which of the things it counts: no more does its change
        return told
    return replace(
        told,
        narrow=partner.narrow,
        own=partner.own,
        governing=f"{partner.governing} {told.governing}",
        order=None,
        antecedent=partner.figure,
    )


def _built_alike(one: str, other: str) -> bool:
    """Whether two things are whole by themselves: 农村居民人均纯收入 and 城镇居民人均可支配收入 end alike and are of 居民 in one place."""
    ends = min(len(one), len(other)) > 5 and one[-2:] == other[-2:]
    return ends and any(one[i : i + 2] == other[i : i + 2] for i in range(1, 4))


def items(clause: str, count: int) -> list[str] | None:
    """Return what a list of `count` things says of each: 新评定为三星级、四星级的酒店 -> 新评定为三星级的酒店, …四星级的酒店.

    The things must be as long as each other, or levels of government: else nobody knows where the first begins.
    """
    parts = _LAST.sub("、", clause).split("、")
    if len(parts) != count or count < 2:
        return None
    first = next(iter([*_LEVELS.finditer(parts[0])][-1:]), None)
    last, between = _LEVELS.match(parts[-1]), [_LEVELS.fullmatch(p) for p in parts[1:-1]]
    if first and last and all(between) and first.end() == len(parts[0]):
        head, tail = parts[0][: first.start()], parts[-1][last.end() :]
        return [f"{head}{m}{tail}" for m in (first[0], *parts[1:-1], last[0])]
    if count == 2 and _built_alike(*parts):
        return parts
    if count < 3:
        return None
    length = len(parts[1])
    if any(len(p) != length for p in parts[1:-1]) or min(len(parts[0]), len(parts[-1])) < length:
        return None
    head, tail = parts[0][:-length], parts[-1][length:]
    middle = [parts[0][-length:], *parts[1:-1], parts[-1][:length]]
    # 全省粮食、油料、蔬菜产量: a place before the first and a measure after the last leave no doubt either.
    shared = len({m[-1] for m in middle}) == 1 or (
        bool(_WHERE.fullmatch(head)) and bool(_MEASURE.fullmatch(tail))
    )
    return [f"{head}{m}{tail}" for m in middle] if shared else None

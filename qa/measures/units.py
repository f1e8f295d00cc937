"""Paragraphs and the segments that they fall into: the sentence parts between 。 and ； that can hold one offer each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from index.splitter.markers import to_ordinal
from index.types import Document, Passage
from qa.measures.types import Span
from qa.measures.view import View, view

_MARK = re.compile(
    r"-?(?:第([零一二三四五六七八九十百\d]{1,4})条(?![、,由至和的规中项])(?:【([^】]{2,12})】|\(([^)]{2,16})\))?"
    r"|([一二三四五六七八九十]{1,3})、|\(([一二三四五六七八九十]{1,3}|\d{1,2})\)|(\d{1,2})[.、．)]|([一二三四五六七八九十])是(?=.))"
)
_NAME = re.compile(r"([^。,;:]{2,24})。(?=.)|【([^】]{2,12})】")
_SENTENCE = re.compile(r"[。!?]")
# …，但亩均税收达不到8万元的，不再免租: who is left out is a part of its own.
_SEGMENT = re.compile(
    r";|,(?=(?:企业)?所得税)|,(?=但(?!书)[^,;]{2,24}的,[^,;]{0,14}(?:不再|不予|不享受))"
)
_ITEMS = re.compile(
    r"(?=(?<=[。,;:])(?:[一二三四五六七八九]是|[二三四五]要|首先,|其次,|最后,|第[一二三四五],))"
)
_TERMS = re.compile(
    r"申报|兑现|审核|附则|其他规定|其他$|监督|组织保障|保障机制|^保障$|限制|程序|材料|适用|支持对象|对象$|总则|目的$|条件|说明|解释|总体要求|罚则|管理$|依据|家底|的基础"
)
# 项目申报一览, 申报指南（节选）: what it holds are the measures themselves.
_CATALOGUE = re.compile(r"(?:一览表?|指南|清单|汇编|手册|目录)(?:\([^)]*\))?$")
_SUPPORTING = re.compile(
    r"支持方向|支持标准|支持范围|支持措施|奖励标准|延[长期缓][^,]{0,8}(?:申报|缴|还)|缓缴|推迟"
)
_CONDITIONS = re.compile(
    r"(?:申报|申请|认定|享受)(?:条件|对象|范围)$|(?:减免|补[贴助]|奖[励补]|扶持|资助|优惠|返还|适用|受理|服务|贴息)(?:条件|对象|主体)$|^条件$|适用范围|适用对象|支持对象|申报要求|^对象$"
)
_SPEAKER = re.compile(r"^[^。,;:]{2,30}:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A paragraph: `segments` are ranges of its view. `name` is its short title (支持技术改造), `article` its number.

    `terms` says that it stands where a document speaks of itself: scope, application, supervision, appendix; `excluding`
    that it is an item of a list of what leaves out: 有下列情形之一的，不予支持.
    """

    view: View
    number: int
    begin: int
    end: int
    name: str
    article: int | None
    section: tuple[str, ...]
    segments: tuple[tuple[int, int], ...]
    sentences: tuple[int, ...]
    terms: bool
    listing: bool
    excluding: bool
    speaker: str | None
    role: str | None
    question: bool

    @property
    def text(self) -> str:
        return self.view.text


def units(document: Document, passages: Sequence[Passage]) -> list[Unit]:
    """Return the paragraphs of the document that say something, in order; headings are left out."""
    made: list[Unit] = []
    article: int | None = None
    for number, group in groupby(passages, key=lambda p: p.paragraph):
        items = list(group)
        first = items[0]
        if first.kind == "heading" and len(items) == 1 and not _SAYS_HOW_MUCH.search(first.text):
            article = _article(first.text) or article
            continue
        seen = view(document.text, first.paragraph_start, first.paragraph_end)
        for start, end in _items(seen):
            unit = _unit(seen, start, end, number, first, article)
            if unit is not None:
                article = unit.article
                made.append(unit)
    return made


# A line without a stop that tells in two clauses and a sum what is given is no heading.
_SAYS_HOW_MUCH = re.compile(
    r"^(?:支持|补助|补贴|奖励|奖补|资助)(?:标准|内容|额度)[：:][^。]*\d|[，,；;].*(?:奖|补|贴息|资助|优惠|减免|返还)[^。]{0,16}\d[\d.]*(?:%|[万亿]?元|个百分点)"
)
# （责任单位：…）2.减免房租。对承租…: an item whose line break was lost is one of its own.
_INNER = re.compile(
    r"(?<=[。;)\]])(?:\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.．、])(?=([^。,;:]{2,24}。)(?=.))"
)


# …如下： 一、减免租金 对承租…: a number behind a space, where the line breaks of a text were lost.
_NUMBERED = re.compile(
    r"(?<=[。;:)\]])(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.．、](?!\d))(?=.)"
)
_BEHIND_HEAD = re.compile(
    r"(?<![。;:)\]\d])(?:\([一二三四五六七八九十]\)|\d{1,2}[.．、](?!\d))(?=[^,;:]{2,24}。)"
)
CHAPTER = 60  # characters of the heading of a chapter
_TO_STOP = re.compile(r"[^。,;:!?]*")
_NO_HEADING = re.compile(r"[、(\"《]|^[对凡自按为]")
LONGEST = 30  # characters of a heading that a space parts from what follows
# 新华社某地2月8日电（记者 某某）: what stands before it is the headline.
_DATELINE = re.compile(
    r"[^。;!?]{0,160}?(?:\d日电|[电讯息](?=\((?:本报|见习)?(?:记者|通讯员)))(?:\([^()]{0,40}\))?"
)


def _parted(seen: View, begin: int, end: int) -> int | None:
    """Return where what follows a heading begins that only a space parts from it; None where there is no such heading."""
    stop = _TO_STOP.match(seen.text, begin, end)
    last = min(stop.end() if stop else begin, begin + LONGEST)
    body = next((i for i in range(begin + 3, last + 1) if i < end and seen.gap(i)), None)
    head = seen.text[begin:body] if body else ""
    return body if _is_name(head) and not _NO_HEADING.search(head) else None


def _headline(seen: View, begin: int) -> int | None:
    """Return where a text begins whose headline only a space parts from it, None where none does."""
    if begin or seen.source[: seen.at[0]].strip("# *\n\t\u3000"):
        return None
    stop = _TO_STOP.match(seen.text)
    last = min(stop.end() if stop else 0, HEADLINE)
    gaps = [
        i
        for i in range(SHORTEST, last + 1)
        if i < len(seen.text) and seen.gap(i) and not seen.enclosed(i)
    ]
    return gaps[-1] if gaps else None


HEADLINE, SHORTEST = 160, 8  # characters of headlines, at most and at least


def _items(seen: View) -> list[tuple[int, int]]:
    """Return the ranges of the items that the paragraph holds, most often one."""
    starts = [m.start() for m in _INNER.finditer(seen.text) if _is_name(m[1])]
    starts = sorted(
        {*starts, *(m.start() for m in _NUMBERED.finditer(seen.text) if seen.gap(m.start()))}
    )
    starts = [0, *(s for s in starts if s and not seen.enclosed(s - 1, '《"【'))]
    ranges: list[tuple[int, int]] = []
    for a, b in zip(starts, [*starts[1:], len(seen.text)], strict=True):
        # 一、加快复工，稳定生产 1.支持复工。…: what a space parts from the first item is the heading of its chapter.
        inner = next(
            (
                m
                for m in _BEHIND_HEAD.finditer(seen.text, a, min(b, a + CHAPTER))
                if seen.gap(m.start())
            ),
            None,
        )
        chapter = inner and _MARK.match(seen.text, a) and "。" not in seen.text[a : inner.start()]
        ranges.append((inner.start() if inner and chapter else a, b))
    return ranges


def _article(text: str) -> int | None:
    match = _MARK.match(re.sub(r"[\s*#]", "", text))
    return to_ordinal(match[1] or match[4] or match[6] or "") if match else None


def _unit(
    seen: View, begin: int, end: int, number: int, first: Passage, article: int | None
) -> Unit | None:
    """Return the item of a paragraph that `first` begins; None where it says nothing."""
    name, own = "", None
    if begin == 0 and first.speaker and (spoken := _SPEAKER.match(seen.text)):
        begin = spoken.end()
    if match := _MARK.match(seen.text, begin):
        begin = match.end()
        name = match[2] or match[3] or ""
        own = to_ordinal(match[1] or match[4] or match[6] or "")
    section = tuple(re.sub(r"[\s*#]", "", part) for part in first.section)
    heads = [_MARK.sub("", _CHAPTER.sub("", part), count=1) for part in section]
    named = _NAME.match(seen.text, begin) if not name and (not first.speaker or match) else None
    if named and _is_name(named[0]) and not (_lists(heads) and _ASKS.search(named[0])):
        begin, name = named.end(), named[1] or named[2]
    elif match and match.start() and (body := _parted(seen, begin, end)):
        begin, name = body, name or seen.text[begin:body]
    elif dated := _DATELINE.match(seen.text, begin, end):
        begin = dated.end()
    elif headed := _headline(seen, begin):
        begin = headed
    if begin >= end:
        return None
    about = name or next((h for h in reversed(heads) if 2 <= len(h) <= 24), "")
    terms = any(
        _TERMS.search(h) and not (_SUPPORTING.search(h) or _CATALOGUE.search(h)) and len(h) <= 24
        for h in [*heads, name]
    )
    segments, sentences = _segments(seen, begin, end)
    return Unit(
        view=seen,
        number=number,
        begin=begin,
        end=end,
        name=re.sub(r"[。,;:]+$", "", about),
        article=own or article,
        section=section,
        segments=segments,
        sentences=sentences,
        terms=terms,
        listing=_lists([*heads, name]),
        excluding=any(_EXCLUDING.search(h) for h in heads),
        speaker=first.speaker,
        role=first.role,
        question=first.kind == "question",
    )


def _lists(heads: Sequence[str]) -> bool:
    """Whether one of the heads says that conditions follow."""
    return any(_CONDITIONS.search(h.rstrip(":")) or _HOLDS.search(h) for h in heads)


# （三）近一年无行政处罚。…: a condition of a list, and no name of what follows it.
_ASKS = re.compile(r"[无未没]|具[有备]|符合|满足|良好|正常|依法|属于|注册|登记|[纳列]入|通过|取得")
_CHAPTER = re.compile(r"^第[零一二三四五六七八九十\d]+[章节]")
# Items of a list this short (一是海外知识产权服务) are parts of one statement.
SHORT = 24
_HOLDS = re.compile(r"(?:具备|满足|符合)(?:下列|以下)?条件:?$")
_EXCLUDING = re.compile(
    r"限制情形|负面清单|(?:情[形况](?:之一)?的?|(?:下列|以下)(?:[一-龥]{2,6})(?:之一)?)[^。;:]{0,16}?(?:不予|不得|不享受|不(?:再)?给予|不纳入|不支持|不适用|取消)"
)
_OFFERS = re.compile(r"\d|给予|(?<!资)补[助贴]|奖励\d")


def _is_name(sentence: str) -> bool:
    return (
        (len(sentence) <= 10 or not _OFFERS.search(sentence))
        and not re.search(r"\d|给予", sentence)
        and not re.search(r"的,|应当|应|将|已|适用于|不享受|不予|不得|不适用|不支持", sentence)
    )


def _is_heading(line: str) -> bool:
    """Whether a line that ends without a stop is a heading: （四）减免房租."""
    return (
        len(line) <= SHORT + 6 and bool(_MARK.match(line)) and not re.search(r"[,;:。]", line[6:])
    )


def _segments(
    seen: View, begin: int, end: int
) -> tuple[tuple[tuple[int, int], ...], tuple[int, ...]]:
    """Return the segments and, for each, the number of its sentence."""
    found: list[tuple[int, int]] = []
    sentences: list[int] = []
    for index, (a, b) in enumerate(seen.cut(begin, end, _SENTENCE)):
        lines = [(x, y) for x, y in seen.lines(a, b) if y == b or not _is_heading(seen.text[x:y])]
        for c, d in (piece for x, y in lines for piece in seen.cut(x, y, _SEGMENT)):
            items = seen.cut(c, d, _ITEMS)
            if (
                len(items) > 1
                and seen.text[items[0][1] - 1] == ":"
                and max(f - e for e, f in items[1:]) < SHORT
            ):
                items = [(c, d)]
            for e, f in items:
                e, f = seen.trimmed(e, f)
                e = _after_note(seen, e, f)
                if mark := _MARK.match(seen.text, e, f):
                    e = mark.end()
                if f > e:
                    found.append((e, f))
                    sentences.append(index)
    return tuple(found), tuple(sentences)


def _after_note(seen: View, start: int, end: int) -> int:
    """Return where a sentence begins that follows a bracket: （责任单位：市财政局）对承租…的企业，."""
    if seen.text[start : start + 1] != "(":
        return start
    b = seen.closes(start)
    return b if b is not None and end - b > SHORT // 2 else start


def span_of(unit: Unit, start: int, end: int) -> Span:
    """Return the span of a range of the unit's view, without punctuation at its ends."""
    a, b = unit.view.trimmed(start, end)
    return unit.view.span(a, b) if b > a else unit.view.span(start, end)

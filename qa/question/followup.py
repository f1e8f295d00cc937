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
from qa.question import filled
from qa.question.earlier import counted_in, items_of, parse_ordinal, person_in
from qa.question.replacement import (
    ASKING,
    ends_in_metric,
    find_places,
    find_times,
    has_like,
    is_aspect,
    put_kind,
    put_opposite,
    put_place,
    put_thing,
    put_time,
    residue,
    supposing,
    topic_of,
    without_times,
)
from qa.types import Turn

# Characters of a history that are read; people's own words are shorter, pasted ones must not cost time.
MOST_QUESTION, MOST_ANSWER = 200, 1200
# A follow-up is short; a long question brings its own subject.
MOST_ELLIPTIC = 32
WHOLE = "具体内容是什么"

_LEAD = re.compile(
    r"^(?:(?:嗯+|哦+|好的?|谢谢|请问|请|麻烦|那你说说?|再问(?:一下|下)?|追问(?:一下)?|我?(?:还)?想问(?:一下|下)?|顺便问(?:一下)?)[,，。!！\s]*)+"
)
_END = re.compile(r"[?？。.!！~～…\s]+$")
_ASIDE = re.compile(r"[。？?！!；;]\s*(?:不要|别|请|只要?|用)[^。？?]{1,16}$")  # 不要说计划数
_THEN = r"(?:那么?|那要|再|还有|换成?|改成|如果(?:换成|是)?|要是|至于|同样)"
_ELLIPTIC = re.compile(
    rf"^(?P<then>{_THEN}(?:[,，]\s*)?(?:说说|看看|问问)?)?(?P<what>.{{1,24}}?)(?P<ne>呢|的?(?:情况)?(?:怎么样|如何|怎么说)|(?P<bare>又?(?:是|有|占|为)?(?:多少|几)(?:家|个|项|人|名|元|万元|亿元|%)?呢?))"
    r"(?:[?？,，。\s]+(?P<rest>.+))?$"
)
_MORE = re.compile(
    r"^(?:那么?|除此之外|除了这些|除此以外)?[,，]?(?:还有|其他的?|其它的?|别的|另外的?|剩下的?|然后|接着|后面)(?:还有|有)?(?:别的|其他的?|其它的?|什么|哪些|更多的?|没有)?(?:内容|措施|政策|目标|任务|办法|要求|项目|补贴|支持|方面|规定)?(?:呢|吗|么|啊|没有|没)?$"
    r"|^(?:除此之外|除了这些|除此以外)(?:呢|还有(?:什么|哪些|吗)?)?$|^(?:继续|接着说|往下说|更多)$"
)
_AGAIN = re.compile(
    r"^(?:这?是?真的|你?确定|(?:这)?(?:对|是|准|准确|可靠|靠谱)(?:的)?|没(?:有)?(?:说|搞|弄)错)(?:吗|么|吧)$|^(?:再说一遍|重复一遍|没听懂|什么|啊|嗯)$"
)
_LISTING = re.compile(
    r"^(?:那么?)?(?:它们|他们|她们|这些|这几[个家项条类位名]|这\d+[个家项条类位名]|其中|具体|分别|都|各)*(?:又)?(?:是|有|包括|指|叫)+(?:哪些|哪几[个项家类条位名]|哪[一二两三四五六七八九十\d]{1,3}[个项家类条位名]|什么名字|什么|谁)(?:呢|方面|内容|地方|产业|领域|措施|企业|人|单位|名称)?$"
    r"|^(?:那么?)?(?:具体|分别|都|有)?(?:哪些|哪几[个项家类条位名]|哪[一二两三四五六七八九十][个项家类条位名])(?:呢|产业|领域|措施|方面|企业)?$"
    r"|^(?:能|可以|请)?(?:一一|逐一|都|分别|全部|全)?(?:列举|列出|列一下|列出来|举例|说出来)(?:一下|出来|吗|看看|名单)*$|^名单(?:呢|有吗|是什么)?$"
)
_ITEM = re.compile(
    r"^(?:那么?)?(?P<back>上面|上述|前面|刚才|你?(?:刚才|上面)?(?:说|提到|列出?)的?|其中)*的?第(?P<n>[一二两三四五六七八九十\d]{1,2})(?:条|点|个|项|句|种|类|方面|款)(?P<rest>.*)$"
)
_PERSON = re.compile(
    r"^(?:那么?)?(?:他|她|这位(?:领导|官员|负责人|发言人|专家|先生|女士)?|该(?:负责人|发言人|领导|官员))(?!们)"
)
_PRONOUN = re.compile(
    r"^(?:那么?)?(?P<bare>它们?|他们|她们|这(?=是|能|有|需|要|怎|为|算|会|可)|此(?=事|项)|其(?!他|它|实|余|中))|^(?:那么?)?(?P<noun>这(?:个|些|项|笔|条|家|份|类|种|批|几|两|次|里|方面|\d)|那(?:些|个|笔|项|家)|该|此类|上述|前述|其中|对此|为此|当中|里面)"
)
_INSIDE = re.compile(
    r"(?:在|对|从|和|与|跟|比|按|向)(?:这|那|上述|前述|该)(?:个|些|项|方面|家|里)?|(?<![应活])该(?=政策|项目|办法|文件|措施|规定|企业|资金|平台)|这方面|上面说的|刚才(?:说|提到)的|前面(?:说|提到)的"
)
_TITLE = re.compile(r"《[^《》\n]{2,60}》")
_DOCUMENT = re.compile(
    r"^(?:那么?)?(?:这|该|此|上述)(?:个|份|项|部|篇)?(?:政策|文件|办法|通知|意见|方案|规定|条例|细则|措施|规划)"
)
_SAID = re.compile(r"^(?:那么?)?[还又](?:说|讲|提|介绍|谈|提到|表示)了?(?:什么|哪些|啥)")
# 能拿多少: what is given was said before, unless it is said again.
_OBJECTLESS = re.compile(r"(?:拿|领|补|得|给|享受|申请|获得)到?(?:多少|几)(?:钱|万|万元|元)?$")
_GIVEN = re.compile(r"补[贴助]|奖[励金]|资[金助]|经费|贷款|[《]")
# 已经建好的有几个: the noun after 的 was said before.
_HEADLESS = re.compile(
    r"^(?:那么?)?(?:[^，,]{1,8}的(?:又?有|占|是)(?:多少|几|哪)[^，,]{0,4}|(?:有没有|有无|有)[^，,]{1,8}的(?:吗|么)?|(?:这?是|是不是|截[至止])[^，,]{1,14}(?:吗|么)?"
    r"|(?:怎么|如何|怎样|为什么|为何)[\u4e00-\u9fa5]{1,4}的?|在全[国省市][^，,]{0,4}(?:排|居|位列|第几)[^，,]{0,6}"
    r"|[^，,]{2,14}?(?:也|是否|能不能|可不可以)?(?:可以|能|行|适用|算)(?:申请|享受|拿|领|参加|报)?(?:吗|么))$"
)
_COMPARISON = re.compile(
    r"^(?:那么?)?(?:(?:跟|和|与|同)[^，,]{1,12}?(?:相?比|比较)(?:起来)?|比[^，,]{1,8}?|相?比(?:之下|较)?)(?:呢|怎么样|如何)?$"
)
_ALREADY = re.compile(r"已经?|目前|现在|至今")
_IN_DETAIL = re.compile(
    r"^(?:(?:能|可以|请)?(?:再)?(?:具体|详细|仔细|展开|多)(?:一?点|些|地)?(?:说说|讲讲|说|讲|谈谈|介绍|解释|说明)?(?:一下|吗|是什么|是怎样|情况)*)$"
)
_COMPARED = re.compile(r"同比|环比|年均|累计|同期")

Shape = Callable[[str, Turn], str | None]


def rewrite(question: str, history: Sequence[Turn]) -> str:
    """Return `question` as one that needs no history and has no gaps; unchanged when it already stands alone."""
    question = filled(question)
    if not history:
        return question
    last = _cut(history[0])
    for turn in map(_cut, history[1:]):
        # A history may hold follow-ups as they were typed.
        last = replace(
            turn, question=_rewritten(turn.question, last), speakers=turn.speakers or last.speakers
        )
    return _rewritten(question, last)


def _cut(turn: Turn) -> Turn:
    return replace(turn, question=turn.question[:MOST_QUESTION], answer=turn.answer[:MOST_ANSWER])


def _rewritten(question: str, last: Turn) -> str:
    text = _LEAD.sub("", _END.sub("", _ASIDE.sub("", _END.sub("", question.strip()))))
    if not text or len(text) > MOST_QUESTION or not _END.sub("", last.question.strip()):
        return question
    for shape in _SHAPES:
        result = shape(text, last)
        if result:
            return f"{_END.sub('', result)}？"
    return question


def _under(text: str, last: Turn) -> str:
    """The question under the topic of the one before it; what is already there is not of the year that was planned."""
    topic = topic_of(last.question)
    if _ALREADY.search(text):
        topic = without_times(topic) or topic
    return f"{topic}，{text.removesuffix('呢') or WHOLE}"


# --- shapes, each a question or None ------------------------------------------------------------------------------


def _again(text: str, last: Turn) -> str | None:
    return last.question if _AGAIN.match(text) else None


def _item(text: str, last: Turn) -> str | None:
    """上面第二条展开说说: the second statement of the answer, which is what the user sees."""
    match = _ITEM.match(text)
    if not match:
        return None
    items = items_of(last.answer)
    number = parse_ordinal(match["n"])
    ask = re.sub(r"^(?:的|是|说|讲|,|，)+", "", match["rest"])
    if 1 <= number <= len(items) and len(items) > 1:
        return f"{items[number - 1]}，{ask if ASKING.search(ask) and ask != '呢' else WHOLE}"
    return _under(text, last) if match["back"] or not residue(ask) else None


def _more(text: str, last: Turn) -> str | None:
    return _under("还有哪些", last) if _MORE.match(text) else None


def _person(text: str, last: Turn) -> str | None:
    """他还说了什么: the official whom the answer named, or whose words it cited."""
    match = _PERSON.match(text)
    if not match and not _SAID.match(text):
        return None
    person = person_in(last)
    rest = text[match.end() :].lstrip("，,") if match else text
    return f"{person}{rest}" if person else _under(text, last)


def _listing(text: str, last: Turn) -> str | None:
    """分别是哪些: the things that the answer counted (10个产业集群), so that their enumeration can be found."""
    if not _LISTING.match(text):
        return None
    counted = counted_in(last)
    return f"{topic_of(last.question)}，{counted}{'，' if counted else ''}{text}"


def _document(text: str, last: Turn) -> str | None:
    """这个政策什么时候到期: the document that was named."""
    match = _DOCUMENT.match(text)
    titles = _TITLE.findall(last.question) or _TITLE.findall(last.answer)
    return f"{titles[0]}{text[match.end() :]}" if match and titles else None


def _opposite(text: str, last: Turn) -> str | None:
    """那最低呢: the other end of what was asked."""
    return put_opposite(last.question, re.sub(r"^那么?|(?:又?是多少)?呢?$", "", text))


def _bare(text: str, last: Turn) -> str | None:
    """是谁说的, 多少钱, 怎么申请: asking words and nothing that is asked about."""
    if len(text) > MOST_ELLIPTIC:
        return None
    if (
        (_OBJECTLESS.search(text) and not _GIVEN.search(text))
        or _HEADLESS.match(text)
        or _COMPARISON.match(text)
    ):
        return _under(text, last)
    if find_places(text) or find_times(text) or residue(text):
        return None
    text = re.sub(r"^(?:那么?|可是|但是?|不过)[,，]?(?!么|些)", "", text).removesuffix("呢")
    if _IN_DETAIL.match(text):
        text = WHOLE
    return _under(f"{text}增长多少" if _COMPARED.fullmatch(text) else text, last)


def _elliptic(text: str, last: Turn) -> str | None:
    """那东莞呢, 2024年呢, 那家电企业呢: the question before with one thing exchanged."""
    match = _ELLIPTIC.match(text)
    if not match or len(text) > MOST_ELLIPTIC:
        return None
    what = re.sub(r"^在|(?:又|的话|的?情况)$", "", match["what"].strip("，, ")).strip()
    marked = match["then"] or match["ne"].endswith("呢") or match["ne"].startswith("又")
    if not what or not marked or ASKING.search(what):
        return None
    named = residue(what, nouns=True) and not find_places(what) and not find_times(what)
    if match["bare"] and named and not has_like(last.question, what):
        return None  # 那高新技术企业有多少家: its own thing and its own asking words
    if is_aspect(what):
        return _under(what, last)
    if ends_in_metric(what) and not has_like(last.question, what):
        return _under(f"{what}是多少", last)
    if match["then"] in ("如果", "要是"):
        return supposing(last.question, what)
    if match["what"].endswith("的") and (those := put_kind(last.question, what.rstrip("的"))):
        return those
    base = _exchanged(what, last.question)
    rest = _END.sub("", match["rest"] or "")
    if base is None or not rest:
        return base
    if (more := _ELLIPTIC.match(rest)) and find_places(more["what"]) and not more["rest"]:
        return put_place(base, f"{what}和{more['what'].removeprefix('那')}")
    if times := find_times(rest):
        base = put_time(base, rest[times[0][0] : times[0][1]])
        rest = (rest[: times[0][0]] + rest[times[0][1] :]).strip("，, ")
    return base if not rest or fold(rest) in fold(base) else f"{topic_of(base)}，{rest}"


def _exchanged(what: str, asked: str) -> str | None:
    """The question about `what`; None where `what` holds more than a place, a time or a thing."""
    places, times = find_places(what), find_times(what)
    thing = residue(what, nouns=True)
    if thing and has_like(asked, what):
        return put_thing(asked, what)
    left = what
    for start, end in times[:1]:
        asked = put_time(asked, what[start:end])
        left = (what[:start] + what[end:]).strip("的，, ")
    if places and len(thing) <= 4:
        return put_place(asked, left) if left else asked
    if times and left and not thing:
        return None
    return put_thing(asked, left) if left else asked


def _slot(text: str, last: Turn) -> str | None:
    """2025年增长多少: a time or a place with asking words, and nothing that is asked about."""
    places, times = find_places(text), find_times(text)
    if not (places or times) or len(text) > MOST_ELLIPTIC or text.startswith("其中"):
        return None
    if residue(text, nouns=True):
        return None
    base, rest = last.question, text
    if places:
        base = put_place(base, text[places[0][0] : places[0][1]])
    if times:
        base = put_time(base, text[times[0][0] : times[0][1]])
    for start, end in sorted([*places[:1], *times[:1]], reverse=True):
        rest = rest[:start] + rest[end:]
    if re.search(r".在$", rest):
        return _under(text, last)  # 哪些在广州
    rest = re.sub(r"^(?:那么?|的|在)+|呢$", "", rest).strip("，, ")
    return base if not rest or fold(rest) in fold(base) else f"{topic_of(base)}，{rest}"


def _pronoun(text: str, last: Turn) -> str | None:
    match = _PRONOUN.match(text)
    if match and match["bare"]:
        rest = text[match.end() :]
        return f"{topic_of(last.question)}{'' if rest.startswith('的') else '，'}{rest}"
    return _under(text, last) if match or _INSIDE.search(text) else None


_SHAPES: tuple[Shape, ...] = (
    _again,
    _item,
    _more,
    _person,
    _listing,
    _document,
    _opposite,
    _bare,
    _elliptic,
    _slot,
    _pronoun,
)

"""What a conversation is anchored to: the place, body, year, title or class that a question names, and its subject.

人大2022年外语类保送生招多少人 is anchored to 人大2022年外语类保送生; 招多少人 is what was asked of it, and gives way to
what is asked next. No dictionary: the marks of an anchor are closed sets, and so is what is cut off behind it.
"""

from __future__ import annotations

import re

from index.fold import fold
from qa.question.measure_words import MEASURE
from qa.question.topics import (
    ASKING,
    FEATURE,
    OFFERED,
    SELF,
    Spans,
    find_places,
    find_times,
    residue,
    topic_of,
)
from qa.question.turns import TITLE

# 云溪市 is in no list of regions.
_PLACE = re.compile(
    r"^[\u4e00-\u9fff]{2,3}?[省市县区州](?![场民区级委政])|^[\u4e00-\u9fff]{2,3}?市(?=级)|^[\u4e00-\u9fff]{2}(?<![乡城村市集名古])镇(?![居企长])"
)
_BODY = re.compile(
    r"[\u4e00-\u9fff]{2,8}?(?:师大|大学|学院|中学|小学|幼儿园|医院|图书馆|博物馆|公司|集团|银行|法院|研究院|研究所|委员会|税务局|管理局)"
)
# What is laid down in writing: (职工带薪年休假)条例, (2023年)章程里.
_WRITTEN = re.compile(
    r"[\u4e00-\u9fff]{4,}(?:条例|办法|规定|细则|章程|简章)|[\u4e00-\u9fff]{2,}法(?=里|中|规定|对|的|第)|(?:章程|简章|条例|通知|方案|文件)(?:里面?|中|上)|(?:政府|财政|预算)工作报告(?:里面?|中|上|提出的?|提到的?|说的?)?"
)
_RANK = r"(?:国家|世界|省部|副省|地市|省|市|县|区|乡|镇|部|厅|[百千万亿]+|[A-Za-z]|[一二三四五六七八九十特甲乙丙丁初中高])"
LEVEL = re.compile(rf"{_RANK}级(?![别联])")
_LETTER = re.compile(r"[A-Za-z甲乙丙丁一二三四五六七八九](?P<kind>[类档等])(?![别似型])")
# Times that tell when somebody speaks are no anchor: 今年, 上半年.
_DATED = re.compile(r"(?:19|20)\d{2}|十[一二三四五六]五")
_COMPARED = re.compile(r"[占居列排]$")  # 占全国多大比重 is not about the nation
# 圆梦计划, 实验室: what is measured of them stands behind (强基计划综合成绩).
_HEAD = re.compile(
    r"计划|项目|工程|专项|专业|学院|大学|学校|中心|实验室|平台|企业|公司|机构|人才|旅行社|场所|酒店|医院|保险|[酒饭商网书药]店|局(?![部限面势])|馆|厂|学生|考生|生(?=[\u4e00-\u9fff]*$)"
)
_AFTER_HEAD = 6
TAIL = re.compile(
    r"(?:目前|现在|已经?|一般|通常|大概|大约|每个?[亩年月天日人次户家]|最高|最低|最多|最少|至少|能够?|可以?|必须|占|是指?|所指|指的?|有|为|要求?|需要?|应当?|招收?|补|奖|给|拿|领|考|交|缴|扣|付|罚|赔|放|休|去|找|在|由|从|按照?|会|将|都|预计|算|算是|增长|下降|[上下][浮调]|支持|不?超过"
    r"|达到?|约|认定|评定|评上|获批|延长到?|到|每|新增|建设|建成|增加|减少|培育|推动|推进|打造|开展|覆盖|惠及|涉及|引进|成立|设立|合计|共|总计)+$"
)
_OF = re.compile(r"对[^，,]{1,10}(?:有|没|是否|怎么|如何)")
_TOWARDS = re.compile(r"对(?![接外口比])[\u4e00-\u9fff]{2}")
# 省级企业技术中心补助, 续贷的贴息: the offer of a thing, which gives way to what else is asked of the thing.
_OF_HEAD = re.compile(
    rf"(?P<head>企业|中心|实验室|平台|机构|人才|项目|[\u4e00-\u9fff](?=的))的?[\u4e00-\u9fff]{{0,2}}(?:{OFFERED.pattern})$"
)
_IN = re.compile(r"(?:里面?|当中|中|的|上)$")


def names_anchor(text: str) -> bool:
    """Return whether `text` names a place, a body, a year, a title, a class or something laid down in writing."""
    return bool(marks(text)) or names_class(text)


def names_class(text: str) -> bool:
    """Return whether `text` names one of several ranks or letters: 省级, E类."""
    return bool(LEVEL.search(text) or _LETTER.search(text))


def marks(text: str, *, bodies: bool = True) -> Spans:
    """Return the spans of places, years, titles, texts and with `bodies` of bodies that `text` names, in order."""
    folded = fold(text)
    spans = outside(find_places(text), folded)
    spans += [s for s in find_times(text) if _DATED.search(folded[slice(*s)])]
    for pattern in (TITLE, _PLACE, _WRITTEN, *((_BODY,) if bodies else ())):
        found = (match.span() for match in pattern.finditer(folded))
        # 哪几个县, 哪个文件规定 name none.
        spans += [s for s in found if pattern is TITLE or not _ASKED.search(folded[slice(*s)])]
    return sorted(set(spans))


_ASKED = re.compile(r"哪|什么|几个|多少")


def outside(places: Spans, text: str) -> Spans:
    """Return those of `places` that are not only measured against: 占全国多少 asks nothing of the nation."""
    return [span for span in places if not _COMPARED.search(text[: span[0]])]


# A named programme: 强基计划 stays when its 综合成绩 give way to something else.
_PROGRAMME = re.compile(
    r"[\u4e00-\u9fff]{2,6}?(?:计划|工程|专项|行动)(?=[\u4e00-\u9fff]{2}|[，,]|$)"
)


def fixed(text: str) -> Spans:
    """Return the spans of `text` that stay when its thing is exchanged: all marks, and programmes by name."""
    return sorted({*marks(text), *find_times(text), *(m.span() for m in _PROGRAMME.finditer(text))})


def end_of_head(text: str, before: int) -> int:
    """Return where the last noun ends that things before `before` are measured of (强基计划 of 综合成绩); 0 without."""
    return max((match.end() for match in _HEAD.finditer(text, 0, before)), default=0)


def anchor_of(asked: str) -> str:
    """Return what `asked` is anchored to and about, without what it asked of it; empty where it names no anchor."""
    clause = next((c for c in clauses_of(asked) if names_anchor(c)), "")
    if not clause:
        return ""
    if (towards := _TOWARDS.search(clause)) and names_anchor(clause[: towards.start()]):
        clause = clause[: towards.start()]
    subject = _subject(clause)
    offered = _OF_HEAD.search(subject)
    return subject[: offered.end("head")] if offered else subject


def subject_of(asked: str) -> str:
    """Return what `asked` is about with the offer it asked for, so that 怎么申请 can follow; without an anchor its topic."""
    clauses = clauses_of(asked)
    if not clauses or SELF.match(asked):
        return topic_of(asked)
    first = next((c for c in clauses if names_anchor(c)), "")
    if not first:
        return _subject(clauses[0]) or topic_of(asked)
    offered = [
        topic_of(clause)
        for clause in clauses[clauses.index(first) + 1 :]
        if OFFERED.search(clause) and residue(clause)
    ]
    return "，".join([_subject(first), *offered[-1:]])


def outer_of(asked: str) -> str:
    """Return the anchor of `asked` up to the last place, body, year, title or programme: where another thing can be asked."""
    anchor = anchor_of(asked)
    if names_class(anchor):
        return anchor  # E类人才 is who is talked about
    # Where the asking word was taken out of its middle (全市[建了几家]社区医院) the anchor is no beginning of the question.
    spans = (
        fixed(asked)
        if asked.startswith(anchor)
        else [*marks(anchor, bodies=False), *find_times(anchor)]
    )
    ends = [end for _, end in spans if end <= len(anchor)]
    return anchor[: max(ends, default=len(anchor))]


# 哪类人才, 哪个产业, 哪一档.
_WHICH = re.compile(
    rf"哪一?(?:(?:{MEASURE})(?=[\u4e00-\u9fff]{{2}})|些)?(?P<class>[\u4e00-\u9fff]{{1,6}})"
)


def asks_which(text: str, anchor: str) -> bool:
    """Whether `text` asks which of a class does, and the anchor is one of that class: 哪类人才最高 after D类人才."""
    match = _WHICH.search(text)
    if match is None:
        return False
    named = match["class"]
    kinds = {found["kind"] for found in _LETTER.finditer(anchor)}
    return match[0][1:2] in kinds or any(
        anchor.endswith(named[:length]) for length in range(2, len(named) + 1)
    )


def anchor_under(text: str, asked: str) -> str:
    """Return the anchor of `asked` for `text` to be asked under; where `text` asks which of a class, not the one that it was.

    What was measured of that one stays: 购房补贴 after D类人才购房补贴多少.
    """
    anchor = anchor_of(asked)
    if not asks_which(text, anchor):
        return anchor
    outer = "" if names_class(anchor) else outer_of(asked)
    measured = topic_of(asked).removeprefix(anchor)
    return f"{'' if asks_which(text, outer) else outer}{'' if measured in text else measured}"


def clauses_of(asked: str) -> list[str]:
    """Return the clauses of a question without the marks between them."""
    return [c.strip() for c in re.split(r"[，,；;？?。！!\n]", asked) if c.strip()]


def _subject(clause: str) -> str:
    """人大2023年强基计划综合成绩怎么算 -> 人大2023年强基计划; 广东有多少家省实验室 -> 广东的省实验室."""
    asking = ASKING.search(clause)
    head = clause[: asking.start()] if asking else clause
    if of := _OF.search(clause):
        head = clause[: of.start()]
    # 广东有: what is counted stands behind the asking word.
    subject = head if residue(head, nouns=True) or TITLE.search(head) else topic_of(clause)
    shorter = _unmeasured(_IN.sub("", TAIL.sub("", subject.strip())))
    return shorter if len(shorter) > 1 else subject.strip()


def _unmeasured(subject: str) -> str:
    """Without what is measured: 杭州市专利试点企业销售收入 -> 杭州市专利试点企业."""
    metric = next((m for m in FEATURE.finditer(subject) if m.end() == len(subject)), None)
    if metric is None:
        return subject
    heads = [h.end() for h in _HEAD.finditer(subject, 0, metric.start())]
    ends = [end for _, end in marks(subject) if end <= metric.start()]
    near = [end for end in heads if metric.start() - end <= _AFTER_HEAD]
    cut = near[-1] if near else metric.start()
    cut = max([cut, *ends])
    return _IN.sub("", TAIL.sub("", subject[:cut])) or subject

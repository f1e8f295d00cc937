"""Whether the thing that is asked for is spoken of: 哪些行业协会 is not answered by companies, nor 多少名特派员 by 院士. Pure."""

from __future__ import annotations

import re

from index.fold import fold
from qa.evidence.candidates import Candidate, Reading, context_text
from qa.evidence.clauses import clause_of
from qa.evidence.times import text_before
from qa.fitting.kinds import fits
from qa.lexicon.bigrams import bigrams
from qa.question import Question, only_words
from qa.question.asked import asked_noun, counted_noun_asked
from qa.question.spoken import spoken_in
from qa.reader.confidence import likeliest
from qa.reader.scoring import FAR, SURE

# Kinds of bodies, and what else they are called. Of wider words (企业, 部门, 单位) everything may be one.
_CALLED = {
    "协会": ("协会", "商会", "学会", "联合会"),
    "商会": ("商会", "协会", "工商联"),
    "学校": ("学校", "学院", "大学", "中学", "小学", "高校", "幼儿园", "附中", "附小"),
    "大学": ("大学", "学院", "高校"),
    "高校": ("高校", "大学", "学院", "院校"),
    "医院": ("医院", "卫生院", "保健院", "医学中心", "医疗中心", "医疗机构"),
    "银行": ("银行", "信用社", "农商行", "农信"),
    "法院": ("法院",),
    "检察院": ("检察院", "检察机关"),
    "实验室": ("实验室",),
    "开发区": ("开发区", "高新区", "经开区", "园区", "新区"),
    "园区": ("园区", "产业园", "开发区", "高新区", "经开区", "科技园"),
}
_ASKED = re.compile(
    rf"哪(?:些|几?[一个家所座处]|几[个家所座处])[\u4e00-\u9fff]{{0,6}}?({'|'.join(_CALLED)})"
)


def thing_asked(question: str) -> str:
    """Return the kind of body that a question wants named, empty where it wants none of those known."""
    match = _ASKED.search(fold(question))
    return match[1] if match else ""


def of_the_thing(question: Question, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Drop the sentences that, with all around them, name no body of the kind asked for."""
    names = _CALLED.get(thing_asked(question.text), ())
    if not names:
        return candidates
    return tuple(
        c
        for c in candidates
        if any(name in c.text or name in context_text(c.evidence) for name in names)
    )


# 科技特派员有多少名, not 新增入库多少家: what stands before is a thing that is counted.
_COUNTS = re.compile(r"(?<![的过了])(?:一共|总共|共)?[有是](?:多少|几)")


def counted_nowhere(reading: Reading) -> str:
    """Return the thing that is to be counted, where the texts hold nothing that ends as its name does: 特派员 is told by no 院士."""
    question = reading.question
    if question.kind != "figure":
        return ""
    if counted_noun_asked(question):
        return _named_nowhere(reading)
    if not question.units:
        return ""
    noun = asked_noun(question)
    match = _COUNTS.search(question.folded)
    if match is None or len(noun) < 3 or not question.folded[: match.start()].endswith(noun):
        return ""
    nowhere = reading.weights.nowhere(noun[-2:]) and not _written_otherwise(noun, reading)
    return noun if nowhere else ""


def _named_nowhere(reading: Reading) -> str:
    """The thing of which a sum is asked for (多少安家费), where no two letters of it stand in the texts and the models doubt.

    What the asker calls otherwise than documents do the models know: 总盘子.
    """
    noun = counted_noun_asked(reading.question)
    weights = reading.weights
    if len(noun) < 3 or _written_otherwise(noun, reading):
        return ""
    nowhere = all(weights.nowhere(noun[i : i + 2]) for i in range(len(noun) - 1))
    return noun if nowhere and _doubted(reading) else ""


def _written_otherwise(noun: str, reading: Reading) -> bool:
    """Whether a passage found holds what documents write for a word of `noun`: 农业技术人员 for 农技员."""
    forms = _forms(noun)
    near = {fold(c.evidence.passage.text) for c in reading.candidates} if forms else set()
    return any(form in text for form in forms for text in near)


def _doubted(reading: Reading) -> bool:
    """Whether the models are sure of no sentence."""
    return max((c.chance or 0.0 for c in reading.candidates), default=0.0) < SURE


def words_nowhere(reading: Reading) -> str:
    """Return the last of the words typed for a search, where the texts hold them nowhere and the models doubt: 起付线 of 大病保险起付线."""
    question, weights = reading.question, reading.weights
    if not only_words(question) or not _doubted(reading):
        return ""
    last = re.search(r"[\u4e00-\u9fff]{4,}$", re.sub(r"[\s?呢吗嘛吧啊呀]+$", "", question.folded))
    if last is None or not weights.nowhere(last[0][-2:]) or _written_otherwise(last[0], reading):
        return ""
    size = 2
    while size < len(last[0]) and weights.nowhere(last[0][-size - 1 :][:2]):
        size += 1
    if 2 < size < len(last[0]):
        size -= 1  # 险起 is a joint, and 保险 a word
    return last[0][-size:]


_FROM_TO = re.compile(r"[从由](?:多少|几)[^,，。?？]{0,8}?[到至为](?:了)?(?:多少|几)")
_TELLS_FROM_TO = re.compile(r"[从由][^,，。;；]{0,12}?\d[^,，。;；]{0,12}?[到至为]\D{0,4}\d")


def from_to(question: Question, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return the candidates that tell what something was and became, where both are asked for and any does."""
    if not _FROM_TO.search(question.folded):
        return candidates
    return tuple(c for c in candidates if _TELLS_FROM_TO.search(fold(c.text))) or candidates


# 增长率是怎么算的 asks for the sum, not for a figure that it must reach.
_HOW_COMPUTED = re.compile(
    r"(?:怎么|如何|怎样|咋)(?:个)?(?:计?算|核算|测算)(?!数)|计算(?:公式|方法|方式|办法|口径)|公式"
)
_COMPUTES = re.compile(
    r"[=＝÷×]|公式|计算方法|按[^，。；]{2,40}(?:计算|核算|计征|计提)|(?:乘以|除以|之[和积商比差]|占[^，。；]{2,20}的(?:比例|比重))"
)


def computing(question: Question, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return the candidates that tell how something is computed, where that is asked and any does that the models believe in."""
    if not _HOW_COMPUTED.search(question.folded):
        return candidates
    most = max((c.chance or 0.0 for c in candidates), default=0.0)
    near = (c for c in candidates if (c.chance or 0.0) >= FAR * most)
    return tuple(c for c in near if _COMPUTES.search(c.text)) or candidates


# What a sentence announces is a plan throughout; else the clause of its figure must say so.
_TARGETS = re.compile("目标|预期")
_AHEAD = re.compile(
    r"将(?!军)|拟(?!定)|力争|要(?=[^,，。;；点素求]{0,4}(?:稳定|保持|降低|下降|达到|提高|增长|增加|减少|控制|完成|新增))"
)
_ASKS_AHEAD = re.compile(
    r"要|将|拟|力争|目标|预期|计划|安排|打算|准备|今年|明年|今后|未来|下一步|保持在|稳定在|控制在|提出|预计|新增"
)
# So much less of the question may stand in a sentence that tells what is so.
_LESS = 0.15


def as_it_is(question: Question, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return the candidates but for plans, where a figure of what is so stands beside them: 粮食产量达到多少 asks for no target."""
    if question.kind != "figure" or _ASKS_AHEAD.search(question.folded):
        return candidates
    most = max((c.chance or 0.0 for c in candidates), default=0.0)
    whole = max((c.whole for c in candidates), default=0.0)
    planned = [_plans(question, c) for c in candidates]
    so = {
        c.evidence.document.id
        for c, plan in zip(candidates, planned, strict=True)
        if not plan
        and c.whole >= whole - _LESS
        and (c.chance or 0.0) >= FAR * most
        and any(fits(question, f) for f in c.figures)
    }
    return tuple(
        c
        for c, plan in zip(candidates, planned, strict=True)
        if not plan or c.evidence.document.id not in so
    )


def _plans(question: Question, candidate: Candidate) -> bool:
    """Whether all figures of a sentence that may be asked for are planned."""
    if _TARGETS.search(candidate.text):
        return True
    own = [f for f in candidate.figures if fits(question, f)]
    return bool(own) and all(
        _AHEAD.search(fold(candidate.text[slice(*clause_of(candidate.text, f.number_start))]))
        for f in own
    )


def as_asked(question: Question, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return the candidates that tell it the way it is asked: how it is computed, what is so, from what to what."""
    return from_to(question, as_it_is(question, computing(question, candidates)))


# Of what a share, a growth, a sum is asked for.
_SHARE_OF = re.compile(
    r"(?P<of>[\u4e00-\u9fff]{4,12}?)的?(?:占比|比重|占(?!比)[^,，。?？]{0,12}?的?(?:比重|比例|多少|几成|百分之)|增加值|增[速幅]|增长了?(?:多少|几|百分之))"
)
# So much of the name of a thing in a sentence may be that name written otherwise.
_ALIKE, _HEAD = 0.5, 3
_OPENS = re.compile(r"(?:[全我本该][省市县区国]|[年月日])$|(?<![\u4e00-\u9fff])$")
_PLACE = re.compile(r"^(?:[全我本该][省市县区国年]的?|去年|今年|当年)+")


def share_of_another(reading: Reading) -> str:
    """Return what a refusal says where the share or growth of a thing is asked for that the document names, and not in the sentence that would
    answer nor above it: 生产性服务业占比 is not told by the share of 高技术制造业.
    """
    asked = _SHARE_OF.search(reading.question.folded)
    best = likeliest(reading) or reading.best
    if asked is None or best is None:
        return ""
    thing = _PLACE.sub("", asked["of"])
    item = best.evidence  # what a reporter asked names many things, and heads nothing
    above = "\n".join((item.document.title, *item.passage.section))
    said = fold(f"{above}\n{text_before(best)}{best.text}")
    # What words find best may be told instead.
    first = fold(reading.best.text) if reading.best else ""
    if len(thing) < 4 or any(form in said for form in (thing, *_forms(thing))) or thing in first:
        return ""
    if not _another(thing, said):
        return ""
    document = item.document.id
    named = any(
        thing in fold(c.evidence.text)
        for c in reading.candidates
        if c.evidence.document.id == document
    )
    return f"材料中有相关内容，但没有写明“{thing}”的数字" if named else ""


def _another(thing: str, said: str) -> bool:
    """Whether a text names something else: 信息技术服务业 for 生产性服务业, whose head has another word before it each time."""
    heads = [m.start() for m in re.finditer(re.escape(thing[-_HEAD:]), said)]
    if heads:
        return not any(_OPENS.search(said[:at]) for at in heads)
    own = bigrams(thing)
    return len(own & bigrams(said)) < _ALIKE * len(own)


def _forms(noun: str) -> set[str]:
    return {fold(form) for word in spoken_in(noun) for form in word.written}

"""Whom a rule is for: of rules alike, the one for whom or where the question says, and for who acts without leave the sanction for that. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import compress

from index.fold import fold
from index.regions import same_or_within
from qa.evidence.candidates import Candidate, Reading, any_near
from qa.question import Question
from qa.question.spoken import with_written

# 第八条 机关、事业单位从中小企业采购……: who buys stands first.
_SUBJECT = re.compile(
    r"\s*(?:第[一二三四五六七八九十百零]+条\s*)?(?P<who>(?:[\u4e00-\u9fff]{2,10}?、)*[\u4e00-\u9fff]{2,10}?(?:[和或][\u4e00-\u9fff]{2,10}?)?)"
    r"(?=从|向|对|与|应当|不得|可以|必须|按照?|每|在)"
)
_APART = re.compile(r"[、和或]")
# Two rules that go on with as many of the same characters are the same rule for two.
ALIKE = 6
# 没资质就收报废车, 没办证, 擅自开工
_WITHOUT = re.compile(
    r"(?:没|没有|未|无)(?:[有办取拿经得到过领上]{0,3})(?:资质|资格|许可|执照|证|牌照|备案|登记|批准|审批|同意|授权|手续|报批|验收|申报)|擅自|私自"
)
_LACKS = re.compile(r"未|无(?![法论])|没有|擅自|私自|非法")
_HOME, _WORLD = re.compile(r"国内(?!生产)|境内"), re.compile(r"全球|全世界|境外|国外|海外")
_SANCTION = re.compile(r"罚款|处罚|没收|吊销|警告|责令|拘留|处分")
_CONDITION = re.compile(r"的[，,]|[：:]")


def addressed(question: Question, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Drop the sentences that are rules for others, where the rule for whom the question means stands beside them."""
    kept = _within(question, _for_the_named(question, _for_the_party(question, candidates)))
    kept = _without_leave(question, _for_the_trade(question, kept))
    return _left_out(question, _allowing(question, kept))


# A candidate that says so is preferred from this share of the likeliest one's probability on.
_NEAR = 0.3
# 没审核的文件能发吗 is answered by 不得提交, not by who answers for it.
_ASKS_LEAVE = re.compile(
    r"(?:能|可以|允许|让)(?!够?[拿领享得])[^,，。?？]{0,8}(?:吗|么|不[?？]?$)|能不能|可不可以|能否|可否|允不允许"
)
_LEAVE = re.compile(
    r"可以?(?!能|见|持续)|不得|不能|不可|允许|禁止|严禁|不准|不予|方可|才能|应当?(?!急|届)|必须"
)
_BLAME = re.compile(rf"{_SANCTION.pattern}|追究|问责|依[法纪].{{0,6}}处理")
# 哪些文件不用审核 is answered by 不纳入审核, not by what is to be audited.
_ASKS_LEFT_OUT = re.compile(
    r"(?:哪些|哪种|哪类|什么|啥|谁)[^,，。?？]{0,12}?(?:不用|不需要?|无需|不必|不算|不在|不属于|不包括|不纳入|不适用)"
)
_LEFT_OUT = re.compile(
    r"不纳入|不属于|不包括|不含|除外|不适用|无需|不需|不必|免[予于除]|不再|不列入|不作为|不得"
)


def _allowing(question: Question, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Of what is said of a thing what allows or forbids it, where leave is asked for: not what befalls who does it."""
    if question.kind != "yesno" or not _ASKS_LEAVE.search(question.folded):
        return tuple(candidates)
    return _preferred(
        candidates,
        [bool(_LEAVE.search(c.text)) for c in candidates],
        [bool(_BLAME.search(c.text)) and not _LEAVE.search(c.text) for c in candidates],
    )


def _left_out(question: Question, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Of what is said of a rule what it leaves out, where that is asked for."""
    if not _ASKS_LEFT_OUT.search(question.folded):
        return tuple(candidates)
    says = [bool(_LEFT_OUT.search(c.text)) for c in candidates]
    return _preferred(candidates, says, [not own for own in says])


def _preferred(
    candidates: Sequence[Candidate], wanted: Sequence[bool], others: Sequence[bool]
) -> tuple[Candidate, ...]:
    """The candidates without the others, where one that is wanted is likely beside the likeliest."""
    if not any_near(compress(candidates, wanted), candidates, _NEAR):
        return tuple(candidates)
    return tuple(c for c, other in zip(candidates, others, strict=True) if not other)


# 对旅游、住宿、餐饮等行业企业: the rule for some trades beside that for all.
_TRADES = re.compile(
    r"(?:对|面向|针对)[^,，。;；]{0,16}?(?P<trades>(?:[\u4e00-\u9fff]{2,6}[、和]){2,}[\u4e00-\u9fff]{2,6}?)等?(?:受损|受影响|困难|重点)?[^,，。;；]{0,6}(?:行业|业态)"
)


def _for_the_trade(question: Question, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Of the figures and times of one paragraph those for the trades among which the question names its own."""
    if question.kind not in ("figure", "when"):
        return tuple(candidates)
    said = with_written(question.folded)
    own = [bool(c.figures) and _names_trade(c.text, said) for c in candidates]
    meant = {_paragraph(c) for c, mine in zip(candidates, own, strict=True) if mine}
    return tuple(
        c for c, mine in zip(candidates, own, strict=True) if mine or _paragraph(c) not in meant
    )


def _names_trade(text: str, said: str) -> bool:
    listed = _TRADES.search(text)
    trades = re.split("[、和]", listed["trades"]) if listed else ()
    return any(trade[i : i + 2] in said for trade in trades for i in range(0, len(trade) - 1, 2))


def _paragraph(candidate: Candidate) -> tuple[str, int]:
    return candidate.evidence.document.id, candidate.evidence.passage.paragraph_start


# 以上政策适用于在海淀区注册、纳税、纳统的企业: whom a whole document is for.
_SCOPE = re.compile(r"适用于|适用(?:范围|对象)|支持对象|[在于][^,，。;；]{2,12}(?:注册|登记|纳税)")


def scope_told(reading: Reading) -> Candidate | None:
    """Return the sentence that says for whom of its own place a document is, where who asks sits elsewhere."""
    question = reading.question
    if question.kind not in ("yesno", "support") or not question.home:
        return None
    found = (
        c
        for c in reading.candidates
        if (own := c.evidence.document.region)
        and not any(same_or_within(home, own) for home in question.home)
        and _SCOPE.search(c.text)
        and own in c.text
    )
    return next(found, None)


def _for_the_party(question: Question, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Of sentences that differ in who they are for (大型企业从……, 机关、事业单位从……), those for whom the question names."""
    subjects = [_SUBJECT.match(c.text) for c in candidates]
    rests = [
        c.text[m.end() : m.end() + ALIKE] if m else ""
        for c, m in zip(candidates, subjects, strict=True)
    ]
    named = [
        any(part in question.folded for part in _APART.split(m["who"])) if m else False
        for m in subjects
    ]
    meant = {rest for rest, own in zip(rests, named, strict=True) if own and len(rest) == ALIKE}
    return tuple(
        c for c, rest, own in zip(candidates, rests, named, strict=True) if own or rest not in meant
    )


# One rule for two differs in its figures and in whom it begins with: so many characters at its end are the same.
_SAME_END, _PARTY = 10, range(8, 2, -1)


def _for_the_named(question: Question, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Of sentences of one paragraph that end alike but for figures, the one that begins with whom the question names.

    小微企业……，可申请最高不超过300万元的贷款 beside 自主创业的，可申请最高不超过15万元的贷款.
    """
    if question.kind != "figure":
        return tuple(candidates)
    own = {
        (_paragraph(c), _ending(c.text))
        for c in candidates
        if any(c.text.lstrip()[:size] in question.text for size in _PARTY)
    }
    return tuple(
        c
        for c in candidates
        if (_paragraph(c), _ending(c.text)) not in own
        or any(c.text.lstrip()[:size] in question.text for size in _PARTY)
    )


def _ending(text: str) -> str:
    return re.sub(r"\d+(?:\.\d+)?", "0", fold(text).strip())[-_SAME_END:]


def _within(question: Question, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Of items that differ in how far they reach (在全球范围内, 在中国境内) those that reach as far as the question."""
    near, far = (bool(words.search(question.folded)) for words in (_HOME, _WORLD))
    if near == far:
        return tuple(candidates)
    meant, other = (_HOME, _WORLD) if near else (_WORLD, _HOME)
    lists = {
        (c.evidence.document.id, c.evidence.passage.section)
        for c in candidates
        if c.evidence.passage.label and meant.search(c.text) and not (near and other.search(c.text))
    }
    return tuple(
        c
        for c in candidates
        if not c.evidence.passage.label
        or (c.evidence.document.id, c.evidence.passage.section) not in lists
        or not (other.search(c.text) and (near or not meant.search(c.text)))
    )


def _without_leave(question: Question, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Of several sanctions those for who acts without leave, where the question tells of one who does."""
    if not _WITHOUT.search(question.folded):
        return tuple(candidates)
    punishes = [bool(_SANCTION.search(c.text)) for c in candidates]
    lacks = [bool(_LACKS.search(_condition(c))) for c in candidates]
    if not any(p and own for p, own in zip(punishes, lacks, strict=True)):
        return tuple(candidates)
    return tuple(c for c, p, own in zip(candidates, punishes, lacks, strict=True) if own or not p)


def _condition(candidate: Candidate) -> str:
    """What a sanction is for: what stands before its first 的，, with the item it was taken for."""
    end = _CONDITION.search(candidate.text)
    below = candidate.below.text if candidate.below is not None else ""
    return f"{candidate.text[: end.end() if end else None]}\n{below}"

"""What stands around the clause of a figure: the clauses that it leans on, those that set the scene, those that follow."""

from __future__ import annotations

import re

from qa.claims.words import Span, key, without
from qa.evidence.clauses import clause_before, clause_of, clause_spans, governing
from qa.figures import Figure
from qa.proof.openings import NOBODY

# 增速11.56%，占比高于上年同期3.4个百分点: whose it is stands in the clause before.
_OF_IT = re.compile(r"\s*(?:增速|增幅|降幅|涨幅|跌幅|占比|较(?:上|去|20)|比(?:上|去|20)|高于|低于)")
# A clause that begins with what was done leaves its subject to the one that opens the sentence.
_DID = re.compile(
    r"(?:累计|共|已|已经|还|并|又)*(?:申请|突破|获|完成|投入|带动|发放|签订|签约|吸引|引进|惠及|涉及|减排|节约|提供|安装|覆盖|实现|建成|培育|支付|赔付|服务)"
)

# What begins so tells when, why or how, and names nobody.
_SCENE = re.compile(
    r"\s*(?:截[至止]|目前|今年|去年|近年|近期|期间|全年|[上下]半年|[一二三四]季度|自|从|为(?!主)|通过|根据|按照|依托|围绕|随着|经|在|以来|聚焦|坚持|积极|持续|大力|深入|加快|加强|加大|推[进动]|强化|优化|开展|实施|组织|着力|全力|全面|同时|此外|其中|\d)"
)

_REMARK = re.compile(r"[（(][^）)\d]{1,6}[）)]")

# What the names of a list end with that stand each for itself.
_PARALLEL = re.compile(r"(?:[省市县区乡镇村州旗类级型]|街道)(?=有?$)")


def governs(sentence: str, at: int) -> Span:
    """Return the clause at `at` with those before it that it leans on; a change by itself leans too."""
    start, end = governing(sentence, at)
    if start > 1 and sentence[start - 1] in "，," and _OF_IT.match(sentence, start):
        start = governing(sentence, start - 2)[0]
    return start, end


def after(sentence: str, end: int, counted: list[Figure], shift: int) -> str:
    """Return the clauses right after, up to the next that counts: what is done with 100亿元, what 10万元以下 are free of."""
    parts: list[str] = []
    for a, b in clause_spans(sentence):
        if a < end:
            continue
        # Only what a comma joins goes on.
        joined = set(sentence[end:a]) <= set("，,")
        if not joined or len(parts) == 2 or any(a <= f.start - shift < b for f in counted):
            break
        parts.append(sentence[a:b])
        end = b
    return "，".join(parts)


def opening(sentence: str, clause: Span, own: list[Figure], shift: int) -> str:
    """Return the first clause of a sentence that counts something, where `clause` begins with what was done."""
    if not own:  # its figure begins in the line before
        return ""
    first = clause_of(sentence, own[0].start - shift)
    begins = _DID.match(sentence, *clause)
    return sentence[slice(*first)] if begins and first < clause else ""


def subject_of(sentence: str, start: int, bare: list[Span]) -> str:
    """Return the clause before `start` where that which begins there names nobody: whose it is stands before.

    “” where it begins with a subject of its own, or where the one before only sets the scene.
    """
    while NOBODY.match(sentence, start):
        before = clause_before(sentence, start)
        if before is None or set(sentence[before[1] : start]) - set("，, "):
            return ""
        start, end = before
        if not NOBODY.match(sentence, start):
            # A place that opens it is compared as a place.
            opens = _SCENE.match(sentence, start) or any(a == start for a, _ in bare)
            return "" if opens else clip(sentence, start, end, bare)
    return ""


def lead_of(sentence: str, start: int, counted: list[Figure], shift: int, bare: list[Span]) -> str:
    """Return the clauses before `start` that count nothing: they set the scene for what follows."""
    parts = []
    for a, b in clause_spans(sentence):
        if a < start and not any(a <= f.start - shift < b for f in counted):
            parts.append(clip(sentence, a, min(b, start), bare))
    return "，".join(parts)


def noun_end(text: str, figure: Figure) -> int:
    """Return where the noun of a figure ends, with its remark: 项目 of 超10亿元的项目, 市（州） of 21个市（州）."""
    end = figure.end + len(figure.noun) + text.startswith("的", figure.end)
    remark = _REMARK.match(text, end) if figure.noun else None
    return remark.end() if remark else end


def tail(sentence: str, start: int, end: int, bare: list[Span]) -> tuple[str, ...]:
    """Return the words after the counted noun; 459家省重点实验室的实验室体系 counts the laboratories all the same, and a bracket is a remark."""
    text = sentence[start:end].lstrip(" ”’》")
    if text.startswith(("的", "（", "(", "为", "居", "位", "创")):
        return ()
    remark = re.search("[（(]", text)
    end = end if remark is None else end - len(text) + remark.start()
    return tuple(run for run in key(clip(sentence, start, end, bare)) if len(run) > 1)


def clip(text: str, start: int, end: int, spans: list[Span]) -> str:
    inside = [
        (max(a, start) - start, min(b, end) - start) for a, b in spans if a < end and b > start
    ]
    return without(text[start:end], inside)


def head_of_list(
    sentence: str, item: Span, clause: Span, figures: list[Span], bare: list[Span]
) -> str:
    """Return what the first item of a figure's list has before its own: 新建 of 新建充电桩420个、口袋公园9个, with what that counts."""
    first = min((a for a, _ in figures if clause[0] <= a), default=clause[0])
    if first >= item[0]:
        return ""
    head = clip(sentence, clause[0], min(first, item[0]), bare)
    at = next((a for a, _ in figures if item[0] <= a), item[1])
    name, other = (_PARALLEL.search(sentence[a:b]) for a, b in ((item[0], at), (clause[0], first)))
    if name and other and name[0] == other[0]:
        return ""  # 北山区11个、南河区9个: the first is no head of the second
    own = sentence[item[0] : at].strip(" 有为共达")
    if len(own) > 1 and head.rstrip(" 有为共达")[-1:] == own[-1]:
        return head.rstrip(" 有为共达")[: -len(own)]  # 新建图书馆3座、博物馆5座
    led = name and re.match(rf"\s*(?![全我])[\u4e00-\u9fff]{{1,6}}?{name[0]}", head)
    return head[led.end() :] if led else head  # 北山区设立服务站11个、南河区9个

"""Cut a sentence down to the figure that was asked for, keeping only words of the source.

A sentence often counts several things (24家…、26家…和459家…); the reader asked about one. What is left out is
marked by an ellipsis; what is kept stands in the source character for character, and the verifier still decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from qa.evidence.clauses import CLAUSE_END, LEANS, SEGMENT, clause_of, cuts, item_of, segment_of
from qa.figures import Figure

ELLIPSIS = "……"
# Parts that are numbered go together: 一、…；二、…；
_NEXT = re.compile(r"\s*(?:第?[二三四五]是?[、，,]|[二三四五]是|[（(][二三四五2-5][)）]|[②-⑤])")
_GOVERNS = re.compile(r"(中|方面|期间|以来|范围内|领域)$|为例|来看|看$|[省市县区州国旗]")
_IN_ORDER = re.compile(r"分别|依次|各(?!类|项|地|级|种|界|方)")
_COUNTED = ("quantity", "money", "rate", "points", "multiple", "ratio", "age", "duration")
LEAD_LENGTH = 40
TIME_WITHIN = 8
SEGMENT_LOSS, SEGMENT_AHEAD = 0.1, 0.25


def trim(sentence: str, figure: Figure, figures: Sequence[Figure]) -> str:
    """Return the part of `sentence` that states `figure`, with the clause that says whose figure it is.

    Falls back to the whole sentence where the cut is not certain to keep the meaning.
    """
    counted = [f for f in figures if f.kind in _COUNTED]
    if len(counted) <= 1:
        return sentence.strip()
    start, end = clause_of(sentence, figure.number_start)
    clause = sentence[start:end]
    if LEANS.match(clause) or _IN_ORDER.search(clause):
        # What it leans on stands before it, at the farthest after the last semicolon.
        a, b = segment_of(sentence, figure.number_start)
        return sentence[a:b].strip() if not LEANS.match(sentence[a:b]) else sentence.strip()
    inside = [f for f in counted if start <= f.number_start < end]
    kept = clause.strip()
    if len(inside) > 1:
        a, b = item_of(sentence, figure.number_start)
        first = min(inside, key=lambda f: f.number_start)
        own_subject = sentence[a : figure.start].strip()
        if first is figure:
            kept = sentence[start:b].strip()
        elif own_subject:
            kept = sentence[a:b].strip()
        else:
            kept = sentence[start : first.start].strip() + ELLIPSIS + sentence[a:b].strip()
    return _lead(sentence, start, figures) + kept


_JOINED = re.compile(r"([\u4e00-\u9fff]{2})(?:[和与及、]|以及)([\u4e00-\u9fff]{2})")


def leaves_out_joined(asked: str, sentence: str, cut: str) -> bool:
    """Return whether a cut drops one of two things that a question joins and the sentence tells: 笔试和面试占多少."""
    return any(
        all(word in sentence for word in pair.groups())
        and not all(word in cut for word in pair.groups())
        for pair in _JOINED.finditer(asked)
    )


# A part that says when the one before it does not hold, or holds otherwise: whoever is told 30日 must be told of 可以延长15日.
_EXCEPTS = re.compile(
    r"\s*(?:但是?|同等条件|[^,，;；。]{0,30}可?(?:再?提高|上浮|放宽|延长)(?:到|至)|(?:案件|案情|情况|情形|工程|技术)[^,，;；。]{0,6}(?:复杂|特殊|紧急|严重)|有?特殊|确[有需]|因[^,，;；。]{1,16}(?:不能|无法|确需|需要延长)|"
    r"经[^,，;；。]{1,24}(?:批准|同意)[^;；。]{0,8}(?:可|延)|[会工学租]?期(?:满|超过)|超过(?:部分|上述|前款|的)|"
    # Who asks what a fine comes to must be told of the higher one too.
    r"(?:拒不|逾期(?:不|仍|未)|情节(?:较|特别)?严重|再次|经责令|造成(?:严重)?后果)[^,，;；。]{0,16}的|"
    r"[^,，;；。]{0,24}(?:的?除外|不受[^,，;；。]{0,8}限制|可以延长|再延长|上浮))"
)


def excepts(text: str) -> bool:
    """Return whether a sentence begins by saying when the one before it does not hold, or holds otherwise."""
    return bool(_EXCEPTS.match(text))


def with_exceptions(sentence: str, part: str) -> str:
    """Return `part`, words of `sentence`, with the parts after it that say when it does not hold."""
    for a, b in cuts(sentence, SEGMENT):
        if not sentence[:a].rstrip(";； ").endswith(part):
            continue
        if not _EXCEPTS.match(sentence[a:b]):
            return part
        start = sentence.rindex(part, 0, a)
        part = sentence[start:b].strip()
    return part


def _lead(sentence: str, clause_start: int, figures: Sequence[Figure]) -> str:
    """Return what the sentence opens with where it sets the time, the place or the subject for all that follows."""
    if clause_start == 0:
        return ""
    start, end = cuts(sentence, CLAUSE_END)[0]
    opening = sentence[start:end].strip()
    counts = any(f.kind in _COUNTED and f.number_start < end for f in figures)
    governs = _GOVERNS.search(opening) or any(
        f.kind in ("period", "date") and f.start < end for f in figures
    )
    if governs and not counts and len(opening) <= LEAD_LENGTH:
        return f"{opening}，{ELLIPSIS if end + 1 < clause_start else ''}"
    # An opening that counts something itself is left out, but never the time that governs the whole sentence.
    times = [
        f
        for f in figures
        if f.kind in ("period", "date") and f.end <= end and f.start <= TIME_WITHIN
    ]
    return f"{sentence[start : times[0].end].strip()}{ELLIPSIS}" if times else ""


# What a news agency or a paper puts around what it reports.
_DATELINE = re.compile(
    r"^.{0,80}?(?:新华社|中新社|中新网|人民网|央视|本报|本网)?[\u4e00-\u9fa5]{0,6}\d{1,2}月\d{1,2}日(?:电|讯)\s*(?:[（(](?:见习)?(?:记者|通讯员)[^）)]{1,30}[）)])?\s*",
    re.DOTALL,
)
_LEARNED = re.compile(
    r"^(?:(?:日前|近日|今天|昨天|昨日|\d{1,2}(?:月\d{1,2})?日)?[，,]?(?:本报)?记者[^，,。]{0,30}?(?:获悉|了解到)|据(?:了解|悉|介绍|报道))[，,：:]\s*"
)
_CREDIT = re.compile(r"\s*[（(](?:记者|通讯员|责任编辑|责编|编辑)[^（()）]{1,40}[）)]\s*$")


def told(sentence: str) -> str:
    """Return what a sentence tells, without the dateline, the reporter's 记者获悉 and the names of who wrote it."""
    text = _CREDIT.sub("", sentence.strip())
    text = _LEARNED.sub("", _DATELINE.sub("", text, count=1).lstrip("，,：: "), count=1)
    return text or sentence.strip()


# 没保价的快件: the part about 未保价 is asked for, not the one about 保价.
_DENIED = re.compile(r"(?:没有?|未|无)(?:买|办|交|做|上|给|拿|取得|经)?([\u4e00-\u9fff]{2})")
SIDED = 0.3


def _sides(asked: str, text: str) -> float:
    """What it is worth that a text denies what the question denies, or says it."""
    worth = 0.0
    for word in _DENIED.findall(asked):
        if re.search(rf"(?:没有?|未|不|无)[\u4e00-\u9fff]{{0,3}}{word}", text):
            worth += SIDED
        elif word in text:
            worth -= SIDED
    return worth


def part_asked(sentence: str, share: Callable[[str], float], asked: str = "") -> str:
    """Return the part between semicolons that says as much of what is asked as the whole sentence; else the sentence.

    `share(text)` is how much of the question `asked` (folded) a text covers, 0..1. A part that leans on the one before it, that
    another part comes near, or that is numbered, is not cut out.
    """
    spans = cuts(sentence, SEGMENT)
    if len(spans) < 2 or any(_NEXT.match(sentence[a:b]) for a, b in spans):
        return sentence
    parts = [sentence[a:b].strip() for a, b in spans]
    shares = [share(part) + _sides(asked, part) for part in parts]
    best = max(range(len(parts)), key=shares.__getitem__)
    others = max(s for i, s in enumerate(shares) if i != best)
    whole = share(sentence) + _sides(asked, sentence)
    sure = shares[best] >= whole - SEGMENT_LOSS and shares[best] >= others + SEGMENT_AHEAD
    if not sure or LEANS.match(parts[best]):
        return sentence
    return with_exceptions(sentence, parts[best])

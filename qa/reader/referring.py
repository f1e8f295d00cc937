"""A sentence that speaks of what stands before it (所以最有效, 该机构设在…, 他是…) is told with the sentence before. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.fold import fold
from index.splitter import sentences
from qa.figures import find_figures
from qa.fitting.kinds import WHICH_YEAR, YEAR, asks
from qa.lexicon.bigrams import bigrams
from qa.question import Question
from qa.question.coverage import Weights
from qa.reader.lines import Line
from qa.reader.trim import excepts
from qa.types import Evidence

# A longer sentence is not told beside another, and together they are no longer than this.
BEFORE, TOGETHER = 140, 360
DATED = 420  # what is told with what dates it
# With this share of the question's words a line is understood alone.
ALONE = 0.6
# 其中 and 其他 point at nothing, 这次会议 in a report of it is named above; 该县 is a place that the document is about.
_REFERS = re.compile(
    r"\s*(?:所以|因此|因而|为此|由此|于是|这(?:一|种|些|项|样|是)|该(?![省市县区镇乡村])[一-龥]|上述|前者|后者"
    r"|其(?![中他余实次它间])[一-龥]|[他她它](?!人|国|山|乡)"
    # 外界传言公司要出海，她摆摆手：“……”
    r"|[^，,。；;：:“]{2,24}[，,][他她](?!人|们|国|山|乡)[^，,。；;]{0,8}[：:，,]?[“\"])"
)
# 这导致抗议: what did so is what is told, and may be what is asked.
_DID = re.compile(
    r"\s*(?:[这此](?:一?[事举]件?)?[也还更]?)(?:使|令|让|导致|造成|引[起发]|促使|标志)"
)

# 逾期未改正，……给予处罚 says what follows the sanction before it.
_FURTHER = re.compile(r"\s*(?:逾期|到期)(?:仍|未|不|拒)|\s*(?:仍|拒)不(?:改正|整改|执行|履行)")


def with_referent(
    lines: tuple[Line, ...], weights: Weights, evidence: Sequence[Evidence]
) -> tuple[Line, ...]:
    """Return the lines with the sentence before the first one, where that one points back at it and it is not told yet.

    Where the first line has most words of the question by itself, the question says already what it points at; but for an
    exception (但是，……除外), which says nothing without its rule, and for what something led to.
    """
    first = lines[0] if lines else None
    said = fold(first.text) if first is not None else ""
    needs = _BUT.match(said) or _DID.match(said) or _FURTHER.match(said)
    if first is None or not (needs or _REFERS.match(said)):
        return lines
    if not needs and weights.share(bigrams(first.text)) >= ALONE:
        return lines
    item = next((item for item in evidence if item.number == first.number), None)
    before = next(_before(first, item), "") if item is not None else ""
    if not before or len(before) > BEFORE or len(before) + len(first.text) > TOGETHER:
        return lines
    if asks(before) or any(before in f"{line.text}\n{line.whole}" for line in lines):
        return lines
    return (Line(before, first.number), *lines)


# 同年, 次日, 这一年: the time stands before.
_THEN = re.compile(r"同[年月日期]|[当次翌][年月日天]|[这此该]一?(?:[年月日天时]|期间|时期)|\d月")


def with_time(
    lines: tuple[Line, ...], question: Question, evidence: Sequence[Evidence]
) -> tuple[Line, ...]:
    """Return the lines with the sentence that dates the first one, where that says no year and a time is asked for.

    It is the last one before it in its paragraph that does: 1989年8月，……。同年11月9日，柏林墙倒塌。
    """
    item = next((i for i in evidence if lines and i.number == lines[0].number), None)
    if item is None or question.kind != "when" or question.lasting:
        return lines
    said = fold(lines[0].text)
    dated = any(f.kind in ("date", "period") for f in find_figures(lines[0].text))
    needs = not dated or WHICH_YEAR.search(question.folded) or _THEN.search(said)
    if YEAR.search(said) or not needs:
        return lines
    before = next((text for text in _before(lines[0], item) if YEAR.search(fold(text))), "")
    if not before or any(before in f"{line.text}\n{line.whole}" for line in lines):
        return lines
    if len(before) + len(lines[0].text) > DATED:
        return lines
    return (Line(before, lines[0].number), *lines)


def with_extension(lines: tuple[Line, ...], evidence: Sequence[Evidence]) -> tuple[Line, ...]:
    """Return the only line with the next sentence of its paragraph, where that says when the first one does not hold.

    自受理之日起30日内作出决定。情况复杂的，……最长不得超过90日。 is one rule in two sentences, and so is what is free, or
    forbidden, but for the cases that the next sentence names (但是，……除外).
    """
    item = next((i for i in evidence if lines and i.number == lines[0].number), None)
    if item is None or len(lines) != 1:
        return lines
    after = _after(lines[0], item)
    limits = all(
        any(f.kind == "duration" for f in find_figures(text)) for text in (lines[0].text, after)
    )
    capped = _GIVES.search(lines[0].text) and _CAPS.match(after)
    if not (_BUT.match(after) or _LIMITS.match(after) or (limits and excepts(after)) or capped):
        return lines
    return (*lines, Line(after, lines[0].number))


# 按30%给予补助。单个主体补助上限为……: a share promises more than is given.
_GIVES = re.compile(
    r"(?:\d\s*[%％]|百分之).{0,12}(?:补|奖|资助|支持|返还|贴)|(?:补|奖|资助|支持|返还|贴).{0,12}(?:\d\s*[%％]|百分之)"
)
_CAPS = re.compile(
    r"\s*(?:单[个家户项]|每[个家户项年人]|同一|全年|年度|累计|最高|补[助贴]|奖励|上限|一个)[^。]{0,24}?(?:上限|最高|不超过|不得超过|封顶|总额)"
)
_BUT = re.compile(r"\s*但是?[，,]?(?!愿|凡)")
# 上述奖励仅限中小微企业.
_LIMITS = re.compile(
    r"\s*(?:上述|以上|前述|该|此)[^，,。]{0,12}(?:仅限|只限|限于|仅适用|不适用|不包括|不含|不包含|不得超过)"
)


def _after(line: Line, item: Evidence) -> str:
    """The sentence behind the one that the line tells to its end, "" where there is none in the paragraph."""
    own = (line.whole or line.text).strip()
    spans = [item.text[start:end].strip() for start, end in sentences(item.text)]
    at = spans.index(own) if own in spans else len(spans)
    ends = own.endswith(line.text[-8:].rstrip())
    return spans[at + 1] if ends and at + 1 < len(spans) else ""


def with_named(lines: tuple[Line, ...], evidence: Sequence[Evidence]) -> tuple[Line, ...]:
    """Return the lines with the rule that the first one names by its article (违反第九条第一款规定的), where it is not told yet."""
    by_number = {item.number: item for item in evidence}
    first = by_number.get(lines[0].number) if lines else None
    if first is None or not first.names or not _NAMES.search(lines[0].text):
        return lines
    rule = next((item for item in evidence if item.passage.id == first.names), None)
    if rule is None or any(line.number == rule.number for line in lines):
        return lines
    start, end = sentences(rule.passage.text)[0]
    return (lines[0], Line(rule.passage.text[start:end].strip(), rule.number), *lines[1:])


_NAMES = re.compile(r"(?:违反|不符合).{0,12}?第[一二三四五六七八九十百零]+条")


def _before(line: Line, item: Evidence) -> Iterator[str]:
    """Yield the sentences of the paragraph before the one that the line tells from its beginning, the nearest first."""
    own = (line.whole or line.text).strip()
    spans = [item.text[start:end].strip() for start, end in sentences(item.text)]
    at = spans.index(own) if own in spans and own.startswith(line.text[:8]) else 0
    yield from reversed(spans[:at])

"""Two names of one kind that stand side by side in a question: 图书馆和文化馆, 省级和市级企业技术中心, 甲海关和乙海关."""

from __future__ import annotations

import re

from qa.question.anchors import marks

# What has a name of its own: 图书馆和文化馆, 云岭镇和双河乡, 香港学生和台湾学生.
_NAME = r"[\u4e00-\u9fffA-Za-z0-9]{1,8}?(?:学院|学校|实验室|大学|院|馆|局|厅|委|镇|乡|区|县|市|街道|中心|公司|集团|银行|企业|学生|考生|毕业生|人才|[类级]|站|室|园|所|厂|计划|工程|专项|专业)"
_NAMES = re.compile(rf"(?:、|和|与|跟){_NAME}(?![和与跟、])(?=的|各|分别|有|在|招|\d|哪|谁|[，,])")
_RANKED = re.compile(r"[\u4e00-\u9fffA-Za-z]{1,2}[级类等](?P<noun>[\u4e00-\u9fff]{2,})")
_BEFORE = re.compile(
    r"[的招有收给在年，,；;：:”》]|新增|增加|建设|建成|建立|培育|认定|评上|评为|引进|设立"
)


def named(question: str) -> tuple[tuple[int, int], list[str]] | None:
    """Return where two names of one kind stand side by side, and the names; what stands before both is neither's."""
    match = _NAMES.search(question) or _alike(question)
    if match is None:
        return None
    other = match[0][1:]
    first = question[: match.start()]
    ranked = _RANKED.match(other)
    if ranked and (rank := re.search(r"[\u4e00-\u9fffA-Za-z]{1,2}[级类等]$", first)):
        # 省级和市级企业技术中心
        return (rank.start(), match.end()), [rank[0] + ranked["noun"], other]
    if len(other) == len("D级") and first[-1] == other[-1]:  # 危房C级、D级
        return (len(first) - len(other), match.end()), [first[-len(other) :], other]
    if first[-1:] != other[-1] and not re.search(rf"{_NAME}$", first):
        return None
    ends = [end for _, end in marks(first, bodies=False) if end < len(first) - 1]
    starts = [0, *(end for end in ends if first[end - 1] in "省市县区州")]
    starts += [m.end() for m in _BEFORE.finditer(first) if m.end() < len(first) - 1]
    start = min(starts, key=lambda at: (abs(len(first) - at - len(other)), at))
    return (start, match.end()), [first[start:], other]


# 海关 of 甲海关和乙海关: two that end in one word are of one kind, whatever it is.
_ALIKE = re.compile(
    r"(?:、|和|与|跟)[\u4e00-\u9fffA-Za-z0-9]{1,8}?(?P<kind>[\u4e00-\u9fff]{2})(?=的|各|分别|有|在|[今去]年|\d)"
)


def _alike(question: str) -> re.Match[str] | None:
    found = (m for m in _ALIKE.finditer(question) if question[: m.start()].endswith(m["kind"]))
    return next(found, None)

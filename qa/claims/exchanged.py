"""What a clause or a sentence says otherwise than an almost identical one of a source: words exchanged, planned for done.

Words that restatements exchange freely are folded into one of their kind, so that 共计 may go for 累计 and 当年 may not."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from index.fold import fold
from qa.claims.spared import shortened
from qa.claims.words import NOT_CONTENT, OPPOSITES, SOFT
from qa.proof.verbs import listed

# Of the words that count for nothing in what is counted, those that no restatement may exchange for another kind.
_KINDS = (
    "累计 累积 共 共有 一共 总共 共计 合计 总计 现有 已有 拥有 建有",
    "已 已经",
    "将 将要 将会 计划 预计 预期 力争 争取 打算 拟 有望 要",
    "截至 截止",
    "仅 只 仅有 只有",
    "可以 能够 可 能",
    "增速 增幅 增长率 增长幅度 涨幅",
    "建成 建起 建好",
    *listed("同比 环比 年均 平均 每年 当年 新增 全年 明年 上年 全面"),
)
_FIRM = {word: kind.split()[0] for kind in _KINDS for word in kind.split()}
# Single characters that are opposites, though each of them says little.
_OPPOSITES = frozenset(map(frozenset, (*OPPOSITES, "里外", "首再")))
_NEGATION = re.compile(
    r"不(?!得超|得高|得低|得少|迟于|晚于|断|仅|但|超|低|少|高|足|到|至|同|限|小|大|良|锈|动产|管|论|可抗|确定)|未(?!来|满)|没有|无法|无(?=须|需|权|效)|(?<![南北东西中是除莫无])非(?![洲常遗凡典得])|禁止|严禁|取消|停止"
)
# So many characters after a denial say what is denied.
_DENIED = 4
_PER = re.compile(r"[每各]$")
_MEASURES = frozenset("个人户家年月日天次件吨项台")
_PLANNED = re.compile(r"计划|力争|预计|争取|打算|拟|有望")
# Any of the words that restatements exchange freely.
_ANY = "\0"
# The place that a source speaks for, under whatever name; left out it goes without saying.
HERE = "此地"
_LEVELS = frozenset("省市县区")
_LINKS = "对按向在以的"
_NOTHING = "中上里内个后前再又更以所之过得使让"


def swapped(claim: str, source: str) -> tuple[str, str] | None:
    """Return the first words of the claim that stand in the place of others of the source, None where there are none.

    Verbs and links that people exchange do not count; words left out or added are another matter.
    """
    # Read as it stands first: 项目前期 holds no 目前.
    for a, b, c, d in _exchanges(claim, source):
        if b - a == d - c == 1 and frozenset(claim[a] + source[c]) in _OPPOSITES:
            return _word(claim, a), _word(source, c)
    if soft := _hardened(claim, source):
        return soft
    mine, theirs = (SOFT.sub(lambda m: _FIRM.get(m[0], ""), t) for t in (claim, source))
    for a, b, c, d in _exchanges(mine, theirs):
        one, other = mine[a:b], theirs[c:d]
        if HERE in (one, other) and {one, other} - {HERE} <= _LEVELS:
            continue  # 省重点…计划 in a paper of the province is 我省的重点…计划
        if {one, other} in ({"要", "将"}, {"一", "其"}, {"上", "其"}, {"其", "该"}, {"但", "除"}):
            continue  # 上一年度 for 其上年度
        if one.replace(HERE, "").removeprefix("已") == "" and other in ("建成", "新增"):
            continue  # 此地已建起, where the source says 建成
        if shortened(one, (other,)):
            continue  # 进博会 for 进口博览会
        moved = mine.count("#") == theirs.count("#") and {one, other} - set(_FIRM.values()) == {"#"}
        if moved and one != other:
            continue  # 拟培育的企业为#, where the source says 培育#企业: the number has moved
        if one.strip(_LINKS) and one.strip(_LINKS) in other:
            continue  # 新 for 对新增, # for 按#标准: what is left out is judged where the figure is
        if one in ("量", "额") and other[:1] == "#":
            continue  # 成交量39.51亿手 of a list 成交39.51亿手和262.13万亿元
        counted = {one, other} <= _MEASURES and _PER.search(mine[:a])
        if counted or (_says(one) and _says(other)):
            return one, other
    return None


def _hardened(claim: str, source: str) -> tuple[str, str] | None:
    """Return a word of the claim that is one of those which restatements exchange but for a character: 推出 for 推动."""
    mine, theirs = (SOFT.sub(_ANY, t) for t in (claim, source))
    codes = SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes()
    for tag, a, b, c, d in codes:
        if tag != "replace" or theirs[c:d] != _ANY or _ANY in mine[a:b]:
            continue
        one, other = mine[a:b], SOFT.findall(source)[theirs[:c].count(_ANY)]
        if len(one) == len(other) and sum(x != y for x, y in zip(one, other, strict=True)) == 1:
            return one, other
    return None


def _word(text: str, at: int) -> str:
    """Return a character with the one after it, so that the reader sees which is meant."""
    return text[at : at + 2].rstrip("#")


def added(claim: str, source: str) -> str | None:
    """Return the word by which the claim plans what the source states, or states what it plans; None where there is none."""
    mine, theirs = _PLANNED.findall(claim), _PLANNED.findall(source)
    if len(mine) == len(theirs):
        return None
    more, less = (mine, theirs) if len(mine) > len(theirs) else (theirs, mine)
    return next((word for word in more if word not in less), more[0])


def negations(text: str) -> int:
    """Return how many words of a text deny something."""
    return len(_NEGATION.findall(text))


def denied_too(clause: str, paragraph: str) -> bool:
    """Return whether all that a clause denies the paragraph denies in the same words: 未达到Ⅲ类."""
    words = fold(clause)
    denied = [words[m.start() : m.end() + _DENIED] for m in _NEGATION.finditer(words)]
    return bool(denied) and all(len(d) > _DENIED and d in fold(paragraph) for d in denied)


def _exchanges(mine: str, theirs: str) -> list[tuple[int, int, int, int]]:
    """Return where one has other characters than the other; 部分 for 全部 is one exchange, though both have a 部."""
    found: list[tuple[int, int, int, int]] = []
    codes = [
        c
        for c in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes()
        if c[0] != "equal"
    ]
    for _, a, b, c, d in codes:
        if found and a - found[-1][1] == c - found[-1][3] <= 1:
            found[-1] = (found[-1][0], b, found[-1][2], d)
        else:
            found.append((a, b, c, d))
    return [x for x in found if x[0] < x[1] and x[2] < x[3]]


def _says(text: str) -> bool:
    return "#" in text or bool(NOT_CONTENT.sub("", text).strip(_NOTHING))

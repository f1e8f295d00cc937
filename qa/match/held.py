"""Papers, marks and lists that a condition names (持有…证, 已列入…名单): said to be had, denied, or not known. Pure."""

from __future__ import annotations

import re

from index.fold import fold
from qa.match.types import State
from qa.measures.types import Test
from qa.profile import Profile

_CLAUSE = re.compile(r"[,。;!?、]|但是?")
_DENIED = re.compile(r"没有?|未(?!来)|尚无|(?<!有)无|不具备|不在|缺|并非|不是|非(?!常)")
# 没有过期, 不是没有: what is denied is not the paper itself.
_LOST = re.compile(r"过期|到期|失效|吊销|注销|丢|遗失|补办|问题|不是没")
_OPEN = re.compile(
    r"正在|在办|申请|申报|审批|审核|准备|想|打算|计划|预计|快|即将|马上|等着|以前|曾经?|原来|去办|哪|什么|怎么|吗|能不能|是否|如果|要是|想要|需要|帮"
)
_HAD = re.compile(r"有|持|取得|拿|办[了好过下齐]|已|通过|获得?|具备|列入|纳入|入选|领|在|属于|是")
TAIL = 3


def holds(test: Test, profile: Profile) -> tuple[State, str]:
    """Return whether the profile says to have what is asked for, in a clause that neither doubts nor denies it."""
    told = {_state(clause, test.name, profile.text) for clause in _clauses(profile.text)} - {None}
    if len(told) != 1:
        return "unknown", f"未说明是否有{test.name}"
    state = told.pop()
    if state == "unmet":
        return "unmet", f"没有{test.name}"
    return ("met", test.name) if state == "met" else ("unknown", f"未说明是否有{test.name}")


def _clauses(text: str) -> list[str]:
    return _CLAUSE.split(fold("".join(text.split())))


def _state(clause: str, thing: str, profile: str) -> State | None:
    """Return what a clause says of the thing, None where it does not name it."""
    at = _named(clause, thing, fold("".join(profile.split())))
    if at is None:
        return None
    start, end = at
    before, after = clause[:start], clause[end:]
    if _LOST.search(clause):
        return "unknown"
    if _DENIED.search(before) or _DENIED.search(after):
        return "unmet"
    if _OPEN.search(clause) or not (_HAD.search(before[-6:]) or _HAD.match(after[:4])):
        return "unknown"
    return "met"


def _named(clause: str, thing: str, profile: str) -> tuple[int, int] | None:
    """Return where the clause names the thing: whole, or its last word where the profile says the first elsewhere."""
    at = clause.find(thing)
    if at >= 0:
        return at, at + len(thing)
    head, tail = thing[:-TAIL], thing[-TAIL:]
    at = clause.find(tail)
    alone = at == 0 or bool(re.search(r"[有的持了到得办]$", clause[:at]))
    return (at, at + TAIL) if at >= 0 and alone and len(head) > 1 and head in profile else None

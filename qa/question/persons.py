"""Whether somebody's name is asked for, and whether a text names anybody. Pure; knows the shape of names only."""

from __future__ import annotations

import re
from functools import cache

from index.splitter.names import NAME, OFFICES, is_name

# What somebody is called, not what something is: 项目叫什么名字 asks for no person.
_ASKS = re.compile(
    r"(?:人|者|[部厅局处科市县区镇省司署院校会所行社队组]长|主任|书记|主席|总裁|经理|教授|院士|代表|委员|同志|领导|专家|律师)"
    r"(?:[,，]?[他她])?(?:都|分别)?的?(?:名字|姓名)?(?:叫什么|姓什么|叫啥|姓啥|的姓名|的名字)"
)


@cache
def _named() -> re.Pattern[str]:
    # Compiled when it is first asked for, 20 milliseconds: few questions are about persons.
    return re.compile(rf"(?:{OFFICES}|代表|同志)[:：\s]{{0,2}}({NAME})|({NAME})(?:同志|先生|女士)")


def asks_name(folded: str) -> bool:
    """Return whether a folded question asks what a person is called."""
    return bool(_ASKS.search(folded))


def names_person(text: str) -> bool:
    """Return whether the text names a person beside an office or a form of address."""
    return any(is_name(match[1] or match[2]) for match in _named().finditer(text))

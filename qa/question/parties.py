"""For whom something is asked: what firms can get is not what a person can, and the other way round. Pure."""

from __future__ import annotations

import re

_PERSON = re.compile(r"个人|本人|自己创业|自主创业")
_FIRM = re.compile(r"企业|公司|单位|工厂")
# Who stands at the head of a sentence is who it is for.
_FIRM_FIRST = re.compile(r"[^，,。；;]{0,6}(?:企业|公司|单位)")
_PERSON_FIRST = re.compile(r"[^，,。；;]{0,4}(?:个人|人员自主)")


def for_others(folded: str, sentence: str) -> bool:
    """Whether a sentence is about firms where a question is about a person alone, or the reverse."""
    person, firm = bool(_PERSON.search(folded)), bool(_FIRM.search(folded))
    if person == firm:
        return False
    if person:
        return bool(_FIRM_FIRST.match(sentence)) and not _PERSON.search(sentence)
    return bool(_PERSON_FIRST.match(sentence)) and not _FIRM.search(sentence)

"""How many things a question asks for (哪五样, 五大中心), and which sentence lists as many. Pure."""

from __future__ import annotations

import re

_COUNT = re.compile(
    r"([两二三四五六七八九十]|(?<!\d)\d{1,2})(?:个|大|条|项|点|种|类|方面|招|层|样|步)(?![”\"])"  # “四类”企业 is a name
)
_NUMBERS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_BESIDE = re.compile(
    r"除(?:了|去|开)?(?P<named>[^,，。;；?？]{1,20}?)(?:以外|之外|外)?[,，]?(?:[^,，。;；?？、]{0,12}?的)?(?:另外|其他|其它|其余|剩下|还有|别的)"
)
_APART = re.compile(r"[、和及与跟]")
_SOME = re.compile(
    r"[^,，。]{0,10}?(?:的|那|这)?(?P<count>[两二三四五六七八九]|\d{1,2})(?:位|家|个|名|项|种|人|所|座)"
)
_PARTS = re.compile(r"[，,。;；:：（）()]")
_AND = re.compile(r"[和及与]")


def asked_count(folded: str) -> int:
    """Return how many things a question asks to have listed (哪三个方面, 五大中心); 0 when it does not say.

    除了甲，另外三个是哪些 asks for a list of four, of which one is known.
    """
    known = _BESIDE.search(folded)
    match = _COUNT.search(folded, known.end("named") if known else 0)
    if not match:
        return 0
    asked = _NUMBERS.get(match[1]) or int(match[1])
    return asked + (1 + len(_APART.findall(known["named"])) if known else 0)


def names_the_rest(folded: str, text: str) -> bool:
    """Whether a sentence may name what is asked for beside the things that the question names itself.

    Of 除了甲、乙，另外三个是哪些 a sentence that lists 甲 and 乙 alone says nothing.
    """
    known = _BESIDE.search(folded)
    if not known:
        return True
    if some := _SOME.fullmatch(known["named"]):
        # 除了广东那两位: so many of those that a sentence names are known.
        least = (_NUMBERS.get(some["count"]) or int(some["count"])) + 1
        return _most_listed(text) >= least
    named = [name for name in _APART.split(known["named"]) if name]
    if not all(name in text for name in named):
        return True
    return _most_listed(text) >= max(asked_count(folded), len(named) + 1)


def _most_listed(text: str) -> int:
    """How many things the longest list of a sentence may name."""
    return max(part.count("、") + 1 + len(_AND.findall(part)) for part in _PARTS.split(text))


def lists_as_many(text: str, count: int) -> bool:
    """Whether a sentence lists just as many things as are asked for: 吃、穿、住、医、葬 for 哪五样."""
    for part in _PARTS.split(text):
        listed = part.count("、") + 1
        if count >= 3 and listed >= 2 and listed <= count <= listed + len(_AND.findall(part)):
            return True
    return False

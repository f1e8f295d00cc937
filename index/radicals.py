"""Signs that look like a character and are none: radicals (⼈) and compatibility ideographs, written as the character.

Where a PDF's font says no better, copies of it hold the sign of the radical: 12⽉31⽇. Both are drawn alike; by Unicode
the radical is a sign about writing, not text, and the compatibility ideograph is the same character as the other.
One character to one character, so that every offset stays.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_SUPPLEMENT = "⺟母⺠民⺒巳⺫目⺬示⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻳龟"
_ANY = re.compile("[\u2e80-\u2fd5\uf900-\ufad9]")


@cache
def table() -> dict[int, str]:
    """Return code point -> the character that is meant."""
    found = dict(zip(map(ord, _SUPPLEMENT[::2]), _SUPPLEMENT[1::2], strict=True))
    for code in range(0x2F00, 0x2FD6):
        found[code] = unicodedata.normalize("NFKC", chr(code))
    for code in range(0xF900, 0xFADA):
        found[code] = unicodedata.normalize("NFC", chr(code))
    return found


def unified(text: str) -> str:
    """Return `text` with such signs as the characters that are meant, of the same length."""
    return text.translate(table()) if _ANY.search(text) else text

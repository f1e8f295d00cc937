"""Fold text for matching: simplified characters, half width, lower case; every character keeps its place.

The result has the length of the input, so an offset found in folded text is an offset in the stored text.
Folded text is for comparing only: what is stored and shown is always the original.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from importlib import resources

from index.radicals import table as radicals


@cache
def _table() -> dict[int, str]:
    """Map code points to their folded character; one character to one character only."""
    table: dict[int, str] = {}
    dictionary = resources.files("opencc") / "dictionary" / "TSCharacters.txt"
    for line in dictionary.read_text(encoding="utf-8").splitlines():
        traditional, _, simplified = line.partition("\t")
        first = simplified.split(" ")[0].strip()
        # Some entries map a character to a rarer twin outside the BMP; length 1 is what matters here.
        if len(traditional) == 1 and len(first) == 1:
            table[ord(traditional)] = first
    for code in [*range(0xFF01, 0xFF5F), 0x3000, *range(0xFFE0, 0xFFE7)]:
        folded = unicodedata.normalize("NFKC", chr(code))
        if len(folded) == 1:
            table[code] = folded.lower()
    for code in range(ord("A"), ord("Z") + 1):
        table[code] = chr(code).lower()
    # Typographic twins that a person types differently from what the source prints.
    table.update(
        {ord(a): b for a, b in {"〇": "零", "“": '"', "”": '"', "‘": "'", "’": "'"}.items()}
    )
    table.update(
        {
            ord(a): b
            for a, b in {"﹪": "%", "﹣": "-", "−": "-", "–": "-", "～": "~", "∼": "~"}.items()
        }
    )
    # A draft may be pasted from a PDF that writes ⼈ for 人.
    return {code: table.get(ord(char), char) for code, char in radicals().items()} | table


# Texts up to so many characters are remembered: a question folds each of its sentences a dozen times.
_SHORT = 400


def fold(text: str) -> str:
    """Return `text` folded for matching, of the same length, character by character."""
    return _remembered(text) if len(text) <= _SHORT else text.translate(_table())


@lru_cache(maxsize=2048)
def _remembered(text: str) -> str:
    return text.translate(_table())

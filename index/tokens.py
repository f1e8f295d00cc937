"""Text to the tokens of the full-text index: overlapping pairs of Han characters, words, figures by value.

Owns what the lexical search can tell apart. No dictionary: a Chinese word is found by the character pairs it is
made of. Figures are tokens by their value, so that 36%, ３６％ and 百分之三十六 are one token, and by value and
measure word (85000家), so that 8.5万家 is not 8.5万元. Tokens hold letters, digits, `.` and `%` only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Context, Decimal

from index.fold import fold
from index.numerals import Numeral, find_numerals

LEXICAL_VERSION = 2
"""Raise it when any text gives other tokens than before: an index made by other tokens is then rebuilt."""

_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"(?P<han>[{_HAN}]+)|(?P<word>[^\W_{_HAN}]+(?:(?<=\d)\.\d+)*)")
_HAN_CHARACTER = re.compile(rf"[{_HAN}]")
_PAIR = re.compile(rf"[{_HAN}]{{2}}")
_DIGITS = re.compile(r"[\d.]+")
# A quantity beyond these is not one; the decimals keep 1/3 from having as many digits as the arithmetic.
_MOST_DIGITS, _DECIMALS = 40, 6
_LAST_PLACE, _ROOMY = Decimal(1).scaleb(-_DECIMALS), Context(prec=_MOST_DIGITS + _DECIMALS + 2)
# Words that ask and say nothing about what is asked. They stand in questions and hardly ever in policy texts, so by
# rarity alone they would outweigh the subject. Replaced by a gap, so that no pair joins their neighbours.
_ASKING = re.compile(
    "请问|我们|我司|我公司|本公司|想问一?下?|我?想(?:知道|了解)|告诉我|帮我|麻烦|有没有|是不是|能不能|可不可以|会不会|要不要|是否|能否|可否|有无"
    "|(?:分别|主要|具体)?(?:是|有|为|包括|包含)?(?:什么|哪些|哪几[个项种类条方]?|哪[个家项种类位年天里儿]|多少|几[个家项条种类])"
    "|什么时候|何时|何地|为什么|为何|怎么样?|怎样|如何|多久|多长时间|谁|吗|呢|[?？]"
)


def lexical_tokens(text: str) -> list[str]:
    """Return the tokens of `text` in the order of the text, repeated as often as they occur.

    Two spellings of one thing (traditional or simplified, full or half width, 36% or 百分之三十六) share a token;
    a run of Han characters gives its pairs, a lone Han character itself, a number its value.
    """
    folded = fold(text)
    numerals = find_numerals(text)
    figure = {
        i
        for numeral in numerals
        if _canonical(numeral.value) is not None
        for i in range(numeral.start, numeral.end)
    }
    found: list[tuple[int, str]] = []
    for match in _RUN.finditer(folded):
        start, run = match.start(), match.group()
        if match.lastgroup == "word":
            # Digits that belong to a number are read with it: the 8.5 of 8.5万 says nothing by itself.
            if not (_DIGITS.fullmatch(run) and start in figure and match.end() - 1 in figure):
                found.append((start, run.lower()))
        elif len(run) == 1:
            found.append((start, run))
        else:
            found += [(start + i, run[i : i + 2]) for i in range(len(run) - 1)]
    for numeral in numerals:
        found += [(numeral.start, token) for token in _figure_tokens(folded, numeral)]
    return [token for _, token in sorted(found, key=lambda item: item[0])]


# Set apart to fill a line or a column, or by what turned a PDF into text: 组 长, 统 计口径. In a question a blank parts words.
_SET_APART = re.compile(rf"(?<=[{_HAN}])[ \u3000]{{1,2}}(?=[{_HAN}])")


def set_together(text: str) -> str:
    """Return a text without the blanks that set its Han characters apart."""
    return _SET_APART.sub("", text) if " " in text or "\u3000" in text else text


def text_tokens(text: str) -> list[str]:
    """Return the tokens of a text to be found: as `lexical_tokens`, but Han characters that a blank sets apart are pairs too."""
    return lexical_tokens(set_together(text))


def query_tokens(text: str) -> list[str]:
    """Return the distinct tokens of a question, in its order, without the words that only ask.

    A question made of such words alone keeps them: something has to be looked for.
    """
    gaps = _ASKING.sub(lambda match: " " * len(match.group()), fold(text))
    return list(dict.fromkeys(lexical_tokens(gaps) or lexical_tokens(text)))


def is_pair(token: str) -> bool:
    """Tell whether the token is two Han characters: a text holds it exactly when the folded text contains it."""
    return _PAIR.fullmatch(token) is not None


def figure_tokens(text: str) -> frozenset[str]:
    """Return the tokens of the figures of `text`: two texts that state the same figures have equal sets."""
    folded = fold(text)
    return frozenset(
        token for numeral in find_numerals(text) for token in _figure_tokens(folded, numeral)
    )


def _figure_tokens(folded: str, numeral: Numeral) -> Iterator[str]:
    value = _canonical(numeral.value)
    if value is None:
        return
    if numeral.percent:
        yield f"{value}%"
        return
    # A lone Han digit is a figure only with what it counts: 三家 is 3家, but 3 by itself is everywhere.
    lone = numeral.end - numeral.start == 1 and not folded[numeral.start].isdigit()
    if not lone:
        yield value
    unit = folded[numeral.end : numeral.end + 1]
    if unit and _HAN_CHARACTER.fullmatch(unit):
        yield f"{value}{unit}"


def _canonical(value: Decimal) -> str | None:
    """Return the value in plain digits, to six decimal places; None for what no text means as a quantity."""
    if not value.is_finite() or abs(value.adjusted()) > _MOST_DIGITS:
        return None
    text = f"{value:f}"
    if len(text.partition(".")[2]) > _DECIMALS:
        text = f"{value.quantize(_LAST_PLACE, context=_ROOMY):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

"""Small figures set above or below the line, written so that they never run into the figure beside them.

Of 10 and a raised 4 a reader that knows only characters makes 104, and a note's mark behind 300 makes 3001. A raised figure
is written as the sign that Unicode has for it (10⁴, 300¹, m²); a lowered one stays an ordinary figure (CO2) but where it
would touch another.
"""

from __future__ import annotations

import re

_UP = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_DOWN = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_PLAIN = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_SMALL = re.compile(r"[+−-]?\d+")
_LOW = re.compile(r"(?<![\d.])[₀-₉]+(?![\d.])")


def raised(text: str) -> str:
    """Return what is set above the line, a figure as raised signs; words and marks in brackets stay as they are."""
    return text.translate(_UP) if _SMALL.fullmatch(text.strip()) else text


def lowered(text: str) -> str:
    """Return what is set below the line, a figure as lowered signs; see `settled`."""
    return text.translate(_DOWN) if text.strip().isdecimal() else text


def settled(text: str) -> str:
    """Return the whole line with its lowered figures as ordinary ones where they touch no other figure."""
    return _LOW.sub(lambda match: match.group().translate(_PLAIN), text)

"""The numbers that Word draws before paragraphs and that stand nowhere in the text: 第一条, 一、, （一）, 1.1.

Word keeps them as formats; without them an article could not be cited by its number.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_BULLET = "- "
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_COUNTED = frozenset(
    [
        "chineseCounting",
        "chineseCountingThousand",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "japaneseCounting",
        "ideographTraditionalCounting",
        "chineseLegalSimplified",
    ]
)


@dataclass(slots=True)
class _Level:
    format: str
    text: str
    start: int
    legal: bool
    style: str = ""
    restarts_after: int | None = None
    """The level, counted from 1, whose next number lets this one begin anew; 0: none does; None: any above it."""


class Numbering:
    """Counts the numbered paragraphs of one document, in its order."""

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._list_of: dict[str, str] = {}
        if root is None:
            return
        abstract = {
            each.get(f"{W}abstractNumId", ""): _levels(each)
            for each in root.iter(f"{W}abstractNum")
        }
        for num in root.iter(f"{W}num"):
            number = num.get(f"{W}numId", "")
            link = num.find(f"{W}abstractNumId")
            base = link.get(f"{W}val", "") if link is not None else ""
            levels = dict(abstract.get(base, {}))
            restarts = False
            for override in num.iter(f"{W}lvlOverride"):
                level = _number(override.get(f"{W}ilvl"), 0)
                levels |= _levels(override)
                start = override.find(f"{W}startOverride")
                if start is not None and level in levels:
                    restarts = True
                    levels[level] = replace(levels[level], start=_number(start.get(f"{W}val"), 1))
            self._levels[number] = levels
            # Lists made from one pattern count on, unless one says that it starts anew.
            self._list_of[number] = number if restarts else f"abstract {base}"

    def styled(self) -> dict[tuple[str, str], int]:
        """Return (list, style) -> the level of the list that the style stands for."""
        return {
            (number, level.style): depth
            for number, levels in self._levels.items()
            for depth, level in levels.items()
            if level.style
        }

    def next(self, number: str, level: int) -> str:
        """Return what is drawn before the next paragraph of list `number` at `level`, "" for none."""
        levels = self._levels.get(number, {})
        if level not in levels:
            return ""
        own = levels[level]
        counts = self._counts.setdefault(self._list_of[number], {})
        counts[level] = counts.get(level, own.start - 1) + 1
        for deeper in [each for each in counts if each > level]:
            after = levels[deeper].restarts_after if deeper in levels else None
            if after is None or level < after:
                del counts[deeper]
        if own.format == "bullet":
            return _BULLET
        if own.format == "none":
            return own.text if "%" not in own.text else ""
        text = own.text
        for each in range(level + 1):
            shown = levels.get(each)
            value = counts.get(each, shown.start if shown else 1)
            style = "decimal" if own.legal or not shown else shown.format
            text = text.replace(f"%{each + 1}", spell(value, style))
        if not text:
            return ""
        return (
            text
            if text[-1] in "、，）)】．章节条款项" and text[-1] not in "章节条款项"
            else f"{text} "
        )


def _levels(abstract: Element) -> dict[int, _Level]:
    levels = {}
    for each in abstract.iter(f"{W}lvl"):
        format_, text, start, style, after = (
            each.find(f"{W}{name}")
            for name in ("numFmt", "lvlText", "start", "pStyle", "lvlRestart")
        )
        levels[_number(each.get(f"{W}ilvl"), 0)] = _Level(
            format_.get(f"{W}val", "decimal") if format_ is not None else "decimal",
            text.get(f"{W}val", "") if text is not None else "",
            _number(start.get(f"{W}val") if start is not None else None, 1),
            each.find(f"{W}isLgl") is not None,
            style.get(f"{W}val", "") if style is not None else "",
            _number(after.get(f"{W}val"), 0) if after is not None else None,
        )
    return levels


def _number(text: str | None, default: int) -> int:
    try:
        return int(text or default)
    except ValueError:
        return default


def spell(value: int, style: str) -> str:
    """Return `value` as Word writes it in number format `style`; decimal where the format is not known."""
    if style in _COUNTED:
        return counted(value)
    if style in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"):
        return "".join(_DIGITS[int(digit)] for digit in str(value))
    if style in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 1 <= value <= 20:
        return chr(0x2460 + value - 1)
    if style == "decimalEnclosedParen" and 1 <= value <= 20:
        return chr(0x2474 + value - 1)
    if style == "decimalFullWidth":
        return str(value).translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)})
    if style in ("lowerLetter", "upperLetter") and value >= 1:
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter if style == "lowerLetter" else letter.upper()
    if style in ("lowerRoman", "upperRoman") and 1 <= value < 4000:
        roman, rest = "", value
        for amount, sign in _ROMAN:
            roman += sign * (rest // amount)
            rest %= amount
        return roman.lower() if style == "lowerRoman" else roman
    if style == "decimalZero":
        return f"{value:02d}"
    if style == "ideographTraditional" and 1 <= value <= 10:
        return _STEMS[value - 1]
    if style == "ideographZodiac" and 1 <= value <= 12:
        return _BRANCHES[value - 1]
    return str(value)


def counted(value: int) -> str:
    """Return 一, 十, 十一, 二十, 一百零五 … for 1 to 9999."""
    if not 1 <= value <= 9999:
        return str(value)
    text, gap = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // power % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + unit
            gap = False
        else:
            gap = True
    return text.removeprefix("一") if text.startswith("一十") else text

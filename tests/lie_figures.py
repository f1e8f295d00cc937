"""Lies about figures: another digit, scale, unit, bound, another thing's figure, another thing counted."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from qa.figures import Figure, compare, find_figures
from tests.facts import Fact

COUNTED = ("quantity", "money", "rate", "points", "multiple", "age", "duration")


def swap(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]


def _figures(fact: Fact) -> list[Figure]:
    return [f for f in find_figures(fact.sentence) if f.kind in COUNTED and not f.indefinite]


def _figure_with(
    fact: Fact, rng: random.Random, change: Callable[[str, random.Random], str | None]
) -> str | None:
    """Change one figure's text so that no figure around says the same."""
    figures = _figures(fact)
    rng.shuffle(figures)
    for figure in figures:
        new = change(figure.text, rng)
        if new is None or new == figure.text:
            continue
        lie = swap(fact.sentence, figure.start, figure.end, new)
        claims = [f for f in find_figures(lie) if f.start <= figure.start < f.end]
        if claims and not any(
            compare(c, s) == "same" for c in claims for s in find_figures(fact.around)
        ):
            return lie
    return None


def digit(fact: Fact, rng: random.Random) -> str | None:
    def change(text: str, rng: random.Random) -> str | None:
        places = [m.start() for m in re.finditer(r"[0-9０-９一二三四五六七八九]", text)]
        if not places:
            return None
        at = rng.choice(places)
        series = next(
            s for s in ("0123456789", "０１２３４５６７８９", "一二三四五六七八九") if text[at] in s
        )
        first = at == 0 or text[at - 1] not in series
        choice = rng.choice([c for c in series if c != text[at] and not (first and c in "0０")])
        return swap(text, at, at + 1, choice)

    return _figure_with(fact, rng, change)


def scale(fact: Fact, rng: random.Random) -> str | None:
    def change(text: str, rng: random.Random) -> str | None:
        if match := re.search(r"万亿|万|亿", text):
            return swap(
                text, *match.span(), rng.choice([w for w in ("万", "亿", "") if w != match[0]])
            )
        if match := re.search(r"\d(?=[元人家个项吨户])", text):
            return swap(text, match.end(), match.end(), rng.choice("万亿"))
        return None

    return _figure_with(fact, rng, change)


def unit(fact: Fact, rng: random.Random) -> str | None:
    def change(text: str, rng: random.Random) -> str | None:
        pairs = [
            ("个百分点", "%"),
            ("%", "个百分点"),
            ("％", "倍"),
            ("天", "个月"),
            ("个工作日", "个月"),
            ("年", "个月"),
            ("元", "美元"),
            ("家", "亿家"),
            ("项", "亿元"),
            ("人", "亿人"),
            ("岁", "年"),
            ("倍", "%"),
        ]
        fitting = [(a, b) for a, b in pairs if text.endswith(a)]
        return text.removesuffix(fitting[0][0]) + fitting[0][1] if fitting else None

    return _figure_with(fact, rng, change)


def figure_swap(fact: Fact, rng: random.Random) -> str | None:
    """The figure of another thing, of the same unit."""
    figures = _figures(fact)
    rng.shuffle(figures)
    for figure in figures:
        rivals = [f.text for f in find_figures(fact.around) if _rival(f, figure)]
        if rivals:
            return swap(fact.sentence, figure.start, figure.end, rng.choice(rivals))
    return None


def _rival(other: Figure, figure: Figure) -> bool:
    """Whether `other` is another number of the same unit that says nothing about the same thing."""
    alike = other.kind == figure.kind and other.unit == figure.unit
    same_thing = other.before[-4:] == figure.before[-4:] and other.noun[:4] == figure.noun[:4]
    return alike and not same_thing and compare(other, figure) != "same"


def qualifier(fact: Fact, rng: random.Random) -> str | None:
    def change(text: str, rng: random.Random) -> str | None:
        if match := re.match(
            r"(超过?|近|约|不超过|不少于|不低于|至少|最高|逾|达到?|突破)(?=\d)", text
        ):
            return (
                rng.choice([w for w in ("", "不足", "超", "近", "不超过") if w != match[0]])
                + text[match.end() :]
            )
        if match := re.search(r"(以上|以下|以内|左右|多)$", text):
            return text[: match.start()] + rng.choice(
                [w for w in ("", "以下", "以上") if w != match[0]]
            )
        return (
            rng.choice(("超", "近", "不足", "不超过", "至少")) + text
            if text[:1].isdigit()
            else None
        )

    return _figure_with(fact, rng, change)


def noun_swap(fact: Fact, rng: random.Random) -> str | None:
    """What one figure counts goes to another figure."""
    mine = [f for f in _figures(fact) if f.noun and f.noun in fact.sentence]
    nouns = {f.noun for f in find_figures(fact.around) if f.noun and len(f.noun) >= 2}
    rng.shuffle(mine)
    for figure in mine:
        others = sorted(n for n in nouns if not (n in figure.noun or figure.noun in n))
        at = fact.sentence.find(figure.noun, figure.end)
        if others and at >= 0:
            return swap(fact.sentence, at, at + len(figure.noun), rng.choice(others))
    return None


def modifier(fact: Fact, rng: random.Random) -> str | None:
    """459家省重点实验室 -> 459家省实验室, and the other way round."""
    mine = [
        f for f in _figures(fact) if len(f.noun) >= 5 and fact.sentence.startswith(f.noun, f.end)
    ]
    if not mine:
        return None
    figure = rng.choice(mine)
    at = rng.randrange(0, len(figure.noun) - 3)
    if rng.random() < 0.5:
        if not figure.noun[at : at + 2].strip("的“”‘’（）《》、"):
            return None  # a sentence without its 的 or a quotation mark says the same
        noun = figure.noun[:at] + figure.noun[at + 2 :]
    else:
        noun = (
            figure.noun[:at]
            + rng.choice(("重点", "民营", "高新", "国家级", "小微"))
            + figure.noun[at:]
        )
    lie = swap(fact.sentence, figure.end, figure.end + len(figure.noun), noun)
    return lie if figure.noun not in lie else None

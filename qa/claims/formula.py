"""How a figure is reckoned from others, and what comes out. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from qa.claims.values import value_relation
from qa.figures import Figure, normal_text

Kind = Literal["sum", "difference", "share", "multiple", "growth"]

QUOTIENTS = ("share", "multiple", "growth")
MORE, LESS = Decimal(1), Decimal(-1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """How the figure of a draft is reckoned: each operand is what a sentence says before its figure, in the ways it may be said; a
    figure of the draft itself stands in `known` instead."""

    kind: Kind
    figure: Figure
    operands: tuple[tuple[str, ...], ...] = ()
    known: tuple[Figure, ...] = ()
    sign: Decimal = MORE


def reckoned(formula: Formula, values: Sequence[Figure]) -> tuple[Figure, str] | None:
    """Return what the figures of the operands give, as a figure, and the sum that says how; None where their units do not go together."""
    first, second = values[0], values[-1]
    if any((v.kind, v.unit) != (first.kind, first.unit) or v.qualifier != "exact" for v in values):
        return None
    if formula.kind == "sum":
        value = sum((v.value for v in values), Decimal(0))
        how = "＋".join(v.text for v in values)
    elif formula.kind == "difference":
        value = (first.value - second.value) * formula.sign
        pair = (first, second) if formula.sign == MORE else (second, first)
        how = f"{pair[0].text}－{pair[1].text}"
    elif not second.value:
        return None
    elif formula.kind == "growth":
        value = (first.value - second.value) * formula.sign / second.value
        value *= 100 if formula.figure.kind == "rate" else 1
        pair = (first, second) if formula.sign == MORE else (second, first)
        how = f"（{pair[0].text}－{pair[1].text}）÷{second.text}"
    else:
        value = first.value / second.value * (100 if formula.kind == "share" else 1)
        how = f"{first.text}÷{second.text}"
    model = first if formula.kind in ("sum", "difference") else formula.figure
    if formula.kind == "difference" and first.kind == "rate":
        model = formula.figure
    value = value.quantize(Decimal("0.0001")).normalize() if formula.kind in QUOTIENTS else value
    figure = replace(
        model,
        value=value,
        low=value,
        high=value,
        qualifier="exact",
        direction=formula.figure.direction,
        before=formula.figure.before,
    )
    figure = replace(figure, text=normal_text(figure))
    return figure, f"{how}＝{_shown(figure, formula)}"


def _shown(figure: Figure, formula: Formula) -> str:
    if formula.kind in QUOTIENTS and figure.value == figure.value.quantize(Decimal("0.01")):
        return figure.text
    if formula.kind in QUOTIENTS:
        near = replace(figure, value=figure.value.quantize(Decimal("0.01")))
        return f"约{normal_text(near)}"
    return figure.text


def follows(formula: Formula, result: Figure, values: Sequence[Figure]) -> bool | None:
    """Whether the draft's figure is what comes out; None where the sources' own rounding leaves it open, or only its bound is another."""
    figure = formula.figure
    relation = value_relation(figure, result)
    if relation in ("same", "weaker"):
        return True
    if relation != "different":
        return None
    if formula.kind in QUOTIENTS:
        # Of figures that are rounded themselves the last digit is open.
        return None if abs(figure.value - result.value) * 50 <= abs(result.value) else False
    return False

"""Bars as table rows: seen as a chart, read as a table, printed as either. No script and no picture is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from qa.types import Citation
from ui.views.paragraph import text
from ui.words import CHINESE, Words
from ui.work.series import series_of


def bars(caption: str, rows: Sequence[tuple[str, str, float, str]], heads: tuple[str, str]) -> str:
    """Return a chart of (label, printed value, share 0..1 of the longest bar, class); labels are escaped here."""
    body = "".join(bar(text(label), printed, share, kind) for label, printed, share, kind in rows)
    return table(text(caption), body, heads)


def bar(label: str, printed: str, share: float, kind: str) -> str:
    """Return a row of a chart; its label is HTML."""
    return (
        f'<tr><th scope="row">{label}</th><td><span class="bar {text(kind)}" '
        f'style="width:{min(max(share, 0.0), 1.0) * 100:.1f}%"></span><span class="value">{text(printed)}</span></td></tr>'
    )


def table(caption: str, body: str, heads: tuple[str, str]) -> str:
    """Return a chart of rows made by `bar`; its caption is HTML."""
    head = "".join(f'<th scope="col">{text(name)}</th>' for name in heads)
    return (
        f'<table class="chart"><caption>{caption}</caption>'
        f'<thead class="unseen"><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    )


def trends(citations: Sequence[Citation], words: Words = CHINESE) -> str:
    """Return a chart for each figure that the citations give for several years, each bar with its marker."""
    charts = []
    for series in series_of(citations):
        most = max(abs(point.value) for point in series.points) or Decimal(1)
        rows = [
            (str(p.year), f"{p.printed}[{p.number}]", float(abs(p.value) / most), "")
            for p in series.points
        ]
        charts.append(bars(series.name, rows, (words("年份"), words("数值"))))
    return "".join(charts)


def split(caption: str, parts: Sequence[tuple[str, int, str]]) -> str:
    """Return one bar split by (name, count, class), with a legend that says the numbers."""
    total = sum(count for _, count, _ in parts) or 1
    pieces = "".join(
        f'<span class="{text(kind)}" style="width:{count / total * 100:.2f}%"></span>'
        for _, count, kind in parts
        if count
    )
    legend = "".join(
        f'<li><span class="dot {text(kind)}"></span>{text(name)} {count}</li>'
        for name, count, kind in parts
        if count
    )
    return (
        f'<div class="split" role="group" aria-label="{text(caption)}">'
        f'<div class="pieces" aria-hidden="true">{pieces}</div><ul>{legend}</ul></div>'
    )

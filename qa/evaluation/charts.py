"""Inline SVG: bars with intervals, a curve, a histogram. Pure; every text is escaped; drawn for light and dark alike."""

from __future__ import annotations

import html
from collections.abc import Sequence

WIDTH, ROW, LABEL = 640, 26, 230
_SCALE = WIDTH - LABEL - 70


def bars(rows: Sequence[tuple[str, float, float, float]]) -> str:
    """Draw one bar a row: label, value 0..1, and the two ends of its interval."""
    parts = []
    for i, (label, value, low, high) in enumerate(rows):
        y = i * ROW
        middle = y + ROW / 2
        parts.append(
            f'<text x="{LABEL - 8}" y="{middle + 4:.0f}" text-anchor="end">{html.escape(label)}</text>'
            f'<rect class="bar" x="{LABEL}" y="{y + 5}" width="{_SCALE * value:.1f}" height="{ROW - 10}"/>'
            f'<line class="span" x1="{LABEL + _SCALE * low:.1f}" x2="{LABEL + _SCALE * high:.1f}" '
            f'y1="{middle:.0f}" y2="{middle:.0f}"/>'
            f'<text x="{LABEL + _SCALE + 8}" y="{middle + 4:.0f}">{value:.3f}</text>'
        )
    return _svg(len(rows) * ROW, "".join(parts), "各项指标")


def curve(points: Sequence[tuple[float, float]], across: str, up: str) -> str:
    """Draw a line through points of the unit square; the axes are named `across` and `up`."""
    left, top, width, height = 46, 10, 360, 200
    path = " ".join(
        f"{left + width * x:.1f},{top + height * (1 - y):.1f}" for x, y in sorted(points)
    )
    ticks = "".join(
        f'<text x="{left - 6}" y="{top + height * (1 - t) + 4:.0f}" text-anchor="end">{t:.2f}</text>'
        f'<text x="{left + width * t:.0f}" y="{top + height + 18}" text-anchor="middle">{t:.2f}</text>'
        for t in (0.0, 0.5, 1.0)
    )
    return _svg(
        height + 48,
        f'<rect class="frame" x="{left}" y="{top}" width="{width}" height="{height}"/>'
        f'<polyline class="curve" points="{path}"/>{ticks}'
        f'<text x="{left + width + 10}" y="{top + height + 4}">{html.escape(across)}</text>'
        f'<text x="{left + width + 10}" y="{top + 12}">纵轴：{html.escape(up)}</text>',
        f"{up}随{across}",
    )


def histogram(values: Sequence[float], unit: str, count: int = 20) -> str:
    """Draw how often values fall into `count` equal steps from 0 to the largest."""
    top, height, width = 8, 110, 560
    largest = max(values, default=0.0) or 1.0
    bins = [0] * count
    for value in values:
        bins[min(count - 1, int(value / largest * count))] += 1
    step = width / count
    most = max(bins) or 1
    parts = [
        f'<rect class="bar" x="{20 + i * step:.1f}" y="{top + height * (1 - n / most):.1f}" '
        f'width="{step - 2:.1f}" height="{height * n / most:.1f}"><title>{n}</title></rect>'
        for i, n in enumerate(bins)
    ]
    return _svg(
        top + height + 24,
        "".join(parts) + f'<text x="20" y="{top + height + 18}">0</text>'
        f'<text x="{20 + width}" y="{top + height + 18}" text-anchor="end">'
        f"{largest:.2f} {html.escape(unit)}</text>",
        "用时分布",
    )


def _svg(height: float, body: str, title: str) -> str:
    return (
        f'<svg viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" role="img" '
        f'aria-label="{html.escape(title, quote=True)}">{body}</svg>'
    )

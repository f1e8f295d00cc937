"""Boxes and matrices of a PDF page, in points; pure arithmetic."""

from __future__ import annotations

Box = tuple[float, float, float, float]  # left, bottom, right, top in points
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def inside(point: tuple[float, float], box: Box) -> bool:
    """Say whether the point lies in the box, or a point beside it."""
    return box[0] - 1 <= point[0] <= box[2] + 1 and box[1] - 1 <= point[1] <= box[3] + 1


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that applies `inner` first."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def apply(point: tuple[float, float], matrix: Matrix) -> tuple[float, float]:
    """Return where the matrix takes the point."""
    x, y = point
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def straight(points: list[tuple[int, float, float]]) -> list[Box]:
    """Return the horizontal and vertical lines of a path."""
    found: list[Box] = []
    start = at = (0.0, 0.0)
    for kind, x, y in points:
        if kind == 2:  # FPDF_SEGMENT_MOVETO
            start = at = (x, y)
            continue
        to = start if kind == -1 else (x, y)
        if kind in (0, -1) and (abs(to[0] - at[0]) < 1.0) != (abs(to[1] - at[1]) < 1.0):
            found.append(
                (min(at[0], to[0]), min(at[1], to[1]), max(at[0], to[0]), max(at[1], to[1]))
            )
        at = to
    return found


def turned(box: Box, frame: Box, turn: int) -> Box:
    """Return the box as the page is shown, from its lower left corner, after `turn` quarter turns clockwise."""
    left, bottom, right, top = (
        box[0] - frame[0],
        box[1] - frame[1],
        box[2] - frame[0],
        box[3] - frame[1],
    )
    width, height = frame[2] - frame[0], frame[3] - frame[1]
    if turn == 1:
        return bottom, width - right, top, width - left
    if turn == 2:
        return width - right, height - top, width - left, height - bottom
    if turn == 3:
        return height - top, left, height - bottom, right
    return left, bottom, right, top


def covered_share(pictures: list[Box], frame: Box) -> float:
    """Return the share of the page that its largest picture covers, or strips of one together."""
    area = max((frame[2] - frame[0]) * (frame[3] - frame[1]), 1.0)
    covered = 0.0
    for box in pictures:
        width = min(box[2], frame[2]) - max(box[0], frame[0])
        height = min(box[3], frame[3]) - max(box[1], frame[1])
        covered += max(width, 0.0) * max(height, 0.0)
    return min(covered / area, 1.0)


def off_axis(angle: float) -> bool:
    """Say whether a line at `angle` degrees is neither level nor upright."""
    return abs(angle - 90 * round(angle / 90)) > 4

"""How many figures of real texts the reader gets right, against labels made by reading.

    python -m tests.bench.figures_real DATA [--sets first,second,third]

`tests/questions/figures.jsonl` holds windows (offsets into a file, or into a field of a line of one) that were labelled
exhaustively, and the figures in them that count or measure: value (of a ratio its terms), the units that are right, and the
qualifier. A figure is right when one figure of the reader overlaps it and agrees in all three. What the reader finds
where no label is counts as wrong too. Exit code 1 when fewer than 99 % are right.
"""

from __future__ import annotations

import argparse
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

from qa.figures import Figure, find_figures

LABELS = Path(__file__).resolve().parents[1] / "questions" / "figures.jsonl"
KINDS = ("quantity", "money", "rate", "points", "multiple", "ratio", "age", "duration")
TARGET = 0.99


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--sets", default="first,second,third")
    options = parser.parse_args()
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["set"] in options.sets.split(",")]
    texts = _Texts(options.data)
    windows: list[tuple[dict[str, Any], list[dict[str, Any]]]] = []
    for row in rows:  # a window, then its figures
        if row["type"] == "window":
            windows.append((row, []))
        else:
            windows[-1][1].append(row)
    wanted = right = extra = 0
    for window, labels in windows:
        text = texts.of(window)[window["start"] : window["end"]]
        figures = [f for f in find_figures(text) if f.kind in KINDS and not f.indefinite]
        used: set[int] = set()
        for label in labels:
            start, end = (label[k] - window["start"] for k in ("start", "end"))
            over = [f for f in figures if f.start < end and start < f.end]
            used |= {f.start for f in over}
            wanted += 1
            if len(over) == 1 and _right(label, over[0]):
                right += 1
            else:
                print(f"wrong {label['id']} {text[start:end]}: {[_said(f) for f in over]}")
        for figure in figures:
            if figure.start not in used:
                extra += 1
                print(f"extra {window['file']} {window['start'] + figure.start} {_said(figure)}")
    share = right / max(1, wanted)
    print(f"figures {wanted}  right {right} ({share:.4f})  found where none is {extra}")
    print(f"right of all that is labelled or found: {right / max(1, wanted + extra):.4f}")
    return int(share < TARGET)


def _said(figure: Figure) -> str:
    return f"{figure.text} {figure.value} {figure.unit} {figure.qualifier}"


def _right(label: dict[str, Any], figure: Figure) -> bool:
    if figure.qualifier != label["qualifier"] or figure.unit not in label["units"]:
        return False
    if ":" in label["value"]:
        return figure.key == label["value"]
    if "high" in label:
        return (figure.low, figure.high) == (Decimal(label["value"]), Decimal(label["high"]))
    return figure.value == Decimal(label["value"])


class _Texts:
    """The texts of the data folder, each file read once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lines: dict[str, list[str]] = {}

    def of(self, row: dict[str, Any]) -> str:
        name = row["file"]
        if "line" not in row:
            return (self._root / name).read_text(encoding="utf-8")
        if name not in self._lines:
            self._lines[name] = (self._root / name).read_text(encoding="utf-8").split("\n")
        return str(json.loads(self._lines[name][row["line"] - 1])[row["field"]])


if __name__ == "__main__":
    sys.exit(main())

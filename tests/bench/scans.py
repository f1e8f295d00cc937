"""How well the recogniser's confidence tells wrong characters from right ones, at each threshold.

Run with `python -m tests.bench.scans FONT [FOLDER]`: FONT is a font file with Chinese glyphs, FOLDER one of
Markdown texts (`seeds/` without one, on which the threshold of `index.readers.ocr` was chosen). The texts are rendered
as scans of six qualities and read again.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

import pypdfium2

from index.fold import fold
from index.readers import ocr
from index.readers.layout import in_order
from tests.rendering import Line, lines_of_markdown, to_scan

QUALITIES = {
    "200 dpi": {},
    "200 dpi, blurred and grainy": {"blur": 1.6, "grain": 25.0},
    "120 dpi": {"dpi": 120},
    "90 dpi, grainy": {"dpi": 90, "grain": 15.0},
    "60 dpi, grainy": {"dpi": 60, "grain": 20.0},
    "80 dpi, blurred": {"dpi": 80, "blur": 0.9, "grain": 12.0},
}
THRESHOLDS = (0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995)
TEXTS, LONGEST = 8, 1200
FIGURE = re.compile(r"\d[\d.,]*")


class Read(NamedTuple):
    """A character as it was recognised."""

    text: str
    score: float
    right: bool


def texts_of(folder: Path) -> list[list[Line]]:
    found = []
    for path in sorted([*folder.rglob("*.md"), *folder.rglob("*.txt")]):
        text = path.read_text(encoding="utf-8")
        text = text.split("---", 2)[-1] if text.startswith("---") else text
        lines = [line for line in lines_of_markdown(text) if not line.text.startswith(("|", "- "))]
        kept: list[Line] = []
        for line in lines:
            if sum(len(each.text) for each in kept) < LONGEST:
                kept.append(line)
        found.append(kept)
    return [found[at] for at in range(0, len(found), max(1, len(found) // TEXTS))][:TEXTS]


def recognised(data: bytes) -> list[tuple[str, float | None]]:
    """Return the characters of a scan with their scores, None for stops outside of figures; no white space."""
    document = pypdfium2.PdfDocument(data)
    rows = [row for page in document for row in in_order(ocr.recognise_page(page))]
    document.close()
    return [
        (c, piece.scores[at] if ocr.matters(piece.text, at) else None)
        for row in rows
        for piece in row.pieces
        for at, c in enumerate(piece.text)
        if not c.isspace()
    ]


def compared(wanted: str, found: Sequence[tuple[str, float | None]]) -> Iterator[Read]:
    read = "".join(c for c, _ in found)
    matcher = SequenceMatcher(None, fold(wanted), fold(read), autojunk=False)
    for kind, _, _, start, end in matcher.get_opcodes():
        for text, score in found[start:end]:
            if score is not None:
                yield Read(text, score, kind == "equal")


def figures(reads: Sequence[Read]) -> list[tuple[float, bool]]:
    """Return each figure that was read: its lowest score, and whether all of it is right."""
    text = "".join(read.text for read in reads)
    spans = [match.span() for match in FIGURE.finditer(text)]
    return [(min(r.score for r in reads[a:b]), all(r.right for r in reads[a:b])) for a, b in spans]


def share(part: int, whole: int) -> str:
    return f"{part / whole:7.2%}" if whole else "      -"


def table(name: str, reads: Sequence[Read]) -> None:
    wrong = [read.score for read in reads if not read.right]
    right = [read.score for read in reads if read.right]
    bad = [score for score, ok in figures(reads) if not ok]
    good = [score for score, ok in figures(reads) if ok]
    print(
        f"{name}: {len(reads)} characters, {len(wrong)} wrong; {len(bad) + len(good)} figures, {len(bad)} wrong"
    )
    print("  below   wrong characters marked, right ones; wrong figures marked, right ones")
    for least in THRESHOLDS:
        marked = [sum(score < least for score in each) for each in (wrong, right, bad, good)]
        shares = [share(m, len(e)) for m, e in zip(marked, (wrong, right, bad, good), strict=True)]
        print(f"  {least:<6} {'  '.join(shares)}")


def main() -> None:
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path("seeds")
    texts = texts_of(folder)
    everything: list[Read] = []
    for name, quality in QUALITIES.items():
        reads: list[Read] = []
        for lines in texts:
            wanted = "".join("".join(line.text for line in lines).split())
            reads += compared(wanted, recognised(to_scan(lines, sys.argv[1], **quality)))  # type: ignore[arg-type]
        table(name, reads)
        everything += reads
    table("all", everything)


if __name__ == "__main__":
    main()

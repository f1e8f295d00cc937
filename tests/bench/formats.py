"""Real texts rendered to every format and read again: what is lost, what is misread, which cell lost its header.

Run with `python -m tests.bench.formats FOLDER [FONT]` on a folder of Markdown texts. FONT is a TrueType
font file with Chinese glyphs; without one the scans are left out. Prints one line a figure.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from index.reader import RawText, read_data
from index.readers import ocr
from index.repair import repair
from index.splitter import split
from tests.fakes import plain_document
from tests.rendering import Line, lines_of_markdown, to_docx, to_html, to_pdf, to_scan, to_xlsx

TEXTS = 30
SCANS = 30
_NO_TEXT = ("- ", "扫一扫")  # what the texts' source noted, and what its pages offered to do
TABLES, ROWS, COLUMNS = 25, 6, 4
HEAD = "某省人民政府公报"


def texts_of(folder: Path) -> list[list[Line]]:
    found = []
    for path in sorted(folder.glob("*.md"))[:TEXTS]:
        lines = lines_of_markdown(path.read_text(encoding="utf-8"))
        found.append([line for line in lines if not line.text.startswith(_NO_TEXT)])
    return found


def flat(text: str) -> str:
    return "".join(re.sub(r"^#+ ", "", text, flags=re.M).split())


def clean(raw: RawText) -> str:
    return repair(raw.text, wrapped=raw.wrapped).text


def distance(one: str, other: str) -> int:
    """The number of characters to insert, delete or replace."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


Make = Callable[..., bytes]
FORMATS: tuple[tuple[str, str, Make], ...] = (
    ("pdf, one column", ".pdf", lambda lines: to_pdf(lines, head=HEAD, numbers=True)),
    ("pdf, two columns", ".pdf", lambda lines: to_pdf(lines, columns=2, head=HEAD, numbers=True)),
    ("docx", ".docx", to_docx),
    ("html", ".html", to_html),
    ("xlsx", ".xlsx", to_xlsx),
)


def identical(texts: Sequence[list[Line]]) -> None:
    for name, suffix, make in FORMATS:
        same, seconds, size = 0, 0.0, 0
        for lines in texts:
            data = make(lines)
            started = time.perf_counter()
            raw = read_data(data, Path(f"x{suffix}"))
            seconds += time.perf_counter() - started
            size += len(raw.pages) if suffix == ".pdf" else 1
            same += flat(clean(raw)) == flat("\n".join(line.text for line in lines))
        unit = "pages" if suffix == ".pdf" else "files"
        print(
            f"{name}: identical but for white space {same}/{len(texts)}, {size / seconds:.1f} {unit}/s"
        )


def scans(texts: Sequence[list[Line]], font: str) -> None:
    wrong = total = pages = doubts = 0
    seconds = 0.0
    for lines in sorted(texts, key=lambda each: sum(len(line.text) for line in each))[:SCANS]:
        data = to_scan(lines, font)
        started = time.perf_counter()
        raw = read_data(data, Path("x.pdf"))
        seconds += time.perf_counter() - started
        want = flat("\n".join(line.text for line in lines))
        wrong += distance(want, flat(clean(raw)))
        total += len(want)
        pages += len(raw.pages)
        doubts += len(raw.doubts)
    print(
        f"scan, 200 dpi: character error rate {wrong / total:.2%} of {total} characters in {SCANS} texts"
    )
    print(
        f"scan, 200 dpi: {pages / seconds:.2f} pages/s on one core, {doubts} places marked doubtful"
    )


def cells() -> None:
    chance = random.Random(7)
    tables = [
        [[f"指标{t}{chr(0x7532 + c)}类" for c in range(COLUMNS)]]
        + [[f"项目{t}之{r}"] + [f"{chance.randint(1, 99999)}.{t}{r}{c}万元" for c in range(1, COLUMNS)]
           for r in range(ROWS)]
        for t in range(TABLES)
    ]  # fmt: skip
    makers: tuple[tuple[str, str, Make], ...] = (
        ("pdf", ".pdf", lambda each: to_pdf([Line("附表如下。")], tables=[each])),
        (
            "pdf without ruled lines",
            ".pdf",
            lambda each: to_pdf([Line("附表如下。")], tables=[each], ruled=False),
        ),
        ("docx", ".docx", lambda each: to_docx([Line("附表如下。")], tables=[each])),
        ("html", ".html", lambda each: to_html([Line("附表如下。")], tables=[each])),
        ("xlsx", ".xlsx", lambda each: to_xlsx([Line("附表如下。")], tables=[each])),
    )
    for name, suffix, make in makers:
        wrong = unbound = total = 0
        for table in tables:
            raw = read_data(make(table), Path(f"x{suffix}"))
            bound = bindings(clean(raw))
            for row in table[1:]:
                for head, text in zip(table[0], row, strict=True):
                    total += 1
                    unbound += (row[0], text) not in bound
                    wrong += bound.get((row[0], text), head) != head
        print(
            f"{name}: {wrong}/{total} table cells bound to a wrong header or row, {unbound} to none"
        )


def bindings(text: str) -> dict[tuple[str, str], str]:
    """(row, cell) -> header, as the splitter hands the rows to search and answers."""
    found = {}
    for passage in split(plain_document(text)):
        if passage.kind == "table" and passage.section:
            heads = passage.section[-1].split(" | ")
            values = [cell.strip() for cell in passage.text.strip("| ").split(" | ")]
            for head, value in zip(heads, values, strict=False):
                found[values[0], value] = head
    return found


def main() -> None:
    if len(sys.argv) < 2:
        print("formats: no folder of texts given, only the tables are measured")
        texts: list[list[Line]] = []
    else:
        texts = texts_of(Path(sys.argv[1]))
        identical(texts)
    cells()
    if texts and len(sys.argv) > 2 and ocr.is_installed():
        scans(texts, sys.argv[2])


if __name__ == "__main__":
    main()

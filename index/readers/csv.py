"""Values separated by commas, tabs or semicolons: a table, each row with its headers."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from index.decoding import decode
from index.errors import ReadError
from index.readers.content import Composer, Content, display, normal
from index.readers.sheets import to_lines

_LONGEST = 1_000_000  # characters of one value
_MOST_COLUMNS = 2_000
_DELIMITERS = ",\t;，"


class CsvReader:
    """CSV and TSV in any encoding that can be proven."""

    suffixes: tuple[str, ...] = (".csv", ".tsv")

    def read(self, data: bytes, path: Path) -> Content:
        decoded, encoding = decode(data, display(path))
        text = normal(decoded)
        csv.field_size_limit(_LONGEST)
        rows: dict[int, dict[int, str]] = {}
        try:
            for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=_delimiter(text))):
                cells = {
                    at: cell.strip() for at, cell in enumerate(row[:_MOST_COLUMNS]) if cell.strip()
                }
                if len(row) > _MOST_COLUMNS:
                    raise ReadError(
                        f"{display(path)!r} 第 {number + 1} 行超过 {_MOST_COLUMNS} 列",
                        "请检查分隔符",
                    )
                if cells:
                    rows[number] = cells
        except csv.Error as error:
            raise ReadError(
                f"{display(path)!r} 不是完好的 CSV（{error}）", "请检查引号和分隔符"
            ) from error
        composer = Composer()
        composer.lines(to_lines(rows))
        return composer.content(encoding)


def _delimiter(text: str) -> str:
    """Return the sign that parts the first lines into most columns, the same number in most lines."""
    lines = [line for line in text[:20_000].split("\n") if line.strip()][:50]
    best, most = ",", 0.0
    for sign in _DELIMITERS:
        counts = [line.count(sign) for line in lines]
        usual = max(set(counts), key=counts.count, default=0)
        score = counts.count(usual) / max(len(counts), 1) * min(usual, 3)
        if score > most:
            best, most = sign, score
    return best

"""A cell of a table as a figure with what it is of: read as the sentence that would say it. Pure.

购房补贴（万元） over 20 in the row of D类 says D类购房补贴为20万元. So a cell is compared with a draft as any figure of a
source is: by its time, its base, its direction, planned or done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from index.fold import fold
from index.types import DocumentInfo
from qa.claims.columns import Column, Nature, label_of, names_units, untimed
from qa.claims.ground import Candidate, candidates
from qa.claims.homes import by_form
from qa.claims.standing import TIMES
from qa.figures import Figure, find_figures
from qa.tables.cells import is_value, number, says_nothing, unit_of
from qa.tables.model import Row, Table
from qa.types import Evidence

_TOTAL = re.compile(r"(?:合|总|小|共)\s*计$")
_AMONG = re.compile(r"\s*其\s*中\s*[:：]?")
_MARKS = tuple(
    re.compile(r"\s*" + mark)
    for mark in (
        r"[一二三四五六七八九十]{1,3}、",
        r"[（(][一二三四五六七八九十]{1,3}[)）]",
        r"\d{1,2}[.．、](?!\d)",
        r"[（(]\d{1,2}[)）]",
    )
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")
_ALONE = re.compile(r"[-－]?[\d,，.]+")


@dataclass(frozen=True)
class Cell:
    """A figure in a cell: `candidate` is the sentence that says it, as evidence; `figure` it, where it stands in the row.

    `names` are the labels of its row, of what it is a part of and of each key column, `heads` those of its column, the widest first;
    "" is a label that tells nothing apart. `total` says that its row sums up others, `summed` that its figures do, whatever it is
    called; `unitless` that nothing names its unit.
    """

    table: Table
    row: Row
    column: int
    candidate: Candidate
    figure: Figure
    names: tuple[str, ...]
    heads: tuple[str, ...]
    nature: Nature
    total: bool
    summed: bool
    unitless: bool

    @property
    def sentence(self) -> str:
        return self.candidate.item.text

    @cached_property
    def others(self) -> str:
        """The texts of the row beside its values: 博士研究生 of the row of D类."""
        return "，".join(c for c in self.row.cells if c and not _ALONE.fullmatch(c))


@dataclass(frozen=True)
class Cells:
    """The cells of one table that hold a figure."""

    table: Table
    all: tuple[Cell, ...]

    @cached_property
    def labels(self) -> frozenset[str]:
        found = {label for cell in self.all for label in (*cell.names, *cell.heads)}
        return frozenset(found - {""})

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(name for cell in self.all for name in cell.names) - {""}

    @cached_property
    def around(self) -> str:
        """What stands over the table: titles, headings, its caption."""
        return "\n".join((*self.table.above, *self.table.near, self.table.document.issuer or ""))


@lru_cache(maxsize=256)
def cells_of(table: Table) -> Cells:
    """Return the cells of a table that hold a figure with its unit, in its order."""
    columns = [c for at in range(len(table.heads)) if (c := Column.of(table, at)) is not None]
    above = _above(table)
    summed = _summed(table, [c.at for c in columns if c.nature == "amount"])
    found = [
        cell
        for row, over in zip(table.rows, above, strict=True)
        for column in columns
        if (cell := _cell(table, row, column, over, row in summed)) is not None
    ]
    return Cells(table, tuple(found))


def _above(table: Table) -> list[str]:
    """Return for each row the label of the one that it is a part of, its own where others are parts of it, else ""."""
    first = table.keys[0]
    names = [row.cells[first] for row in table.rows]
    labels = [label_of(name) for name in names]
    twice = {label for label in labels if labels.count(label) > 1}
    depths = [_depth(name) for name in names]
    marked = len(set(depths)) > 1
    over: list[str] = []
    for i, label in enumerate(labels):
        before = [j for j in range(i) if labels[j] not in twice]
        if _AMONG.match(names[i]):
            before = [j for j in before if not _AMONG.match(names[j])]
        elif marked:
            before = [j for j in before if depths[j] < depths[i]]
        elif label not in twice or len(table.keys) > 1:
            before = []
        over.append(labels[before[-1]] if before else "")
    held = set(over) - {""}
    return [
        above or (label if label in held else "") for above, label in zip(over, labels, strict=True)
    ]


def _depth(name: str) -> int:
    """Return how deep a name stands by its mark: 一、 over （一） over 1. over one without; what 其中 begins goes by itself."""
    return next((i for i, mark in enumerate(_MARKS) if mark.match(name)), len(_MARKS))


def _summed(table: Table, columns: Sequence[int]) -> list[Row]:
    """Return the row whose figures are the sums of all others', by which it is told where nothing calls it so."""
    if len(table.rows) < 4 or any(_TOTAL.search(c) for row in table.rows for c in row.cells):
        return []
    values = [[number(row.cells[at]) for row in table.rows] for at in columns]
    whole = [[v for v in column if v is not None] for column in values if None not in column]
    return [
        row
        for i, row in enumerate(table.rows)
        if whole and all(abs(2 * c[i] - sum(c)) * 200 <= abs(c[i]) for c in whole)
    ]


def _cell(table: Table, row: Row, column: Column, over: str, summed: bool) -> Cell | None:
    written = row.cells[column.at].strip()
    # 2000 is a year where names stand, and a figure among figures.
    if says_nothing(written) or not (is_value(written) or _ALONE.fullmatch(fold(written))):
        return None
    unit = (
        "" if not _ALONE.fullmatch(fold(written)) else _row_unit(table, row, column) or column.unit
    )
    text = fold(written).replace("，", ",") + unit
    if column.nature == "change" and text.startswith("-") and column.phrase.endswith("下降"):
        return None  # -2.1 under 下降（%） may be either
    names, total = _names(table, row)
    time = column.time or next((c for at in table.keys if _is_time(c := row.cells[at])), "")
    before = f"{time}，" if time else ""
    names = (over, *(n if n != over else "" for n in names))
    before += "".join(names) + column.phrase
    candidate = _candidate(table, row, before, text)
    if candidate is None:
        return None
    at = _place(row, column.at)
    figure = replace(
        candidate.told.figure, text=text, start=at, end=at + len(written),
        number_start=at, number_end=at + len(written),
    )  # fmt: skip
    return Cell(
        table, row, column.at, candidate, figure, names, column.heads, column.nature, total, summed,
        unitless=not unit and bool(_ALONE.fullmatch(fold(written))),
    )  # fmt: skip


def _is_time(cell: str) -> bool:
    folded = "".join(fold(cell).split())
    return any(
        f.kind in TIMES and f.start == 0 and f.end == len(folded) for f in find_figures(folded)
    )


def _names(table: Table, row: Row) -> tuple[tuple[str, ...], bool]:
    """Return the labels of a row, and whether it sums up others: 合计 names nothing, 全区合计 the whole."""
    names: list[str] = []
    total = False
    for at in table.keys:
        label = label_of(row.cells[at])
        if _TOTAL.search(label):
            total, label = True, _TOTAL.sub("", label)
        names.append(label)
    return tuple(names), total


def _row_unit(table: Table, row: Row, column: Column) -> str:
    """Return the unit that a row names for its amounts: in a column of its own, or behind its name."""
    if column.nature != "amount" or unit_of(table.heads[column.at]):
        return ""
    own = [row.cells[at] for at, h in enumerate(table.heads) if names_units(h)]
    own += [unit for at in table.keys if (unit := unit_of(row.cells[at]))]
    return next(iter(u for u in own if u and not says_nothing(u)), "")


def _candidate(table: Table, row: Row, before: str, text: str) -> Candidate | None:
    """Return the figure of the sentence `before` + `text`; None where that is not read as one figure."""
    section = tuple(dict.fromkeys((*table.above[1:], *table.near)))
    passage = replace(row.passage, section=section, kind="text", label=None)
    item = Evidence(
        number=1, passage=passage, document=_told_of(table.document), text=before + text + "。",
        start=row.passage.start, score=0.0,
    )  # fmt: skip
    found = [c for c in candidates(item) if c.told.figure.end > len(before)]
    if len(found) != 1 or found[0].told.figure.end < len(before) + len(text):
        return None
    return found[0]


@lru_cache(maxsize=256)
def _told_of(document: DocumentInfo) -> DocumentInfo:
    """Return a document with the place and the year that its title or its office tells, where nothing else does.

    A text says further on of whom it speaks; a table says it nowhere but there.
    """
    titles = (document.title, untimed(document.title), document.issuer or "")
    places = {name for text in titles for _, name in by_form(text)}
    years = set(_YEAR.findall(document.title))
    region = document.region or (places.pop() if len(places) == 1 else None)
    published = document.published or (years.pop() if len(years) == 1 else None)
    return replace(document, region=region, published=published)


def _place(row: Row, column: int) -> int:
    """Return where a cell begins in the text of its row."""
    at = row.passage.text.find("|") + 1 if row.passage.text.lstrip().startswith("|") else 0
    bars: Sequence[re.Match[str]] = [*re.finditer(r"(?<!\\)\|", row.passage.text)]
    starts = [at, *(bar.end() for bar in bars if bar.end() > at)]
    start = starts[column] if column < len(starts) else 0
    rest = row.passage.text[start:]
    return start + len(rest) - len(rest.lstrip())

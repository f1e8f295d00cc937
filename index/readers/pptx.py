"""Slides: each a page, its title a heading, then texts from top to bottom, and tables. Hidden slides and notes are left out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from index.readers.cell_format import show
from index.readers.content import Composer, Content, display
from index.readers.grid import Grid, to_markdown
from index.readers.packed import open_package
from index.readers.raised import lowered, raised, settled

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
    from pptx.chart.chart import Chart
    from pptx.shapes.base import BaseShape
    from pptx.slide import Slide
    from pptx.table import Table
    from pptx.text.text import TextFrame

_FURNITURE = ("DATE", "FOOTER", "SLIDE_NUMBER", "HEADER")
_DEEPEST = 12
_BAND = 180_000  # EMU: shapes whose tops differ less stand side by side


class PptxReader:
    """PPTX and its relatives."""

    suffixes: tuple[str, ...] = (".pptx", ".pptm", ".ppsx")

    def read(self, data: bytes, path: Path) -> Content:
        import pptx

        open_package(data, display(path), "PPTX").close()
        composer = Composer()
        for slide in pptx.Presentation(io.BytesIO(data)).slides:
            composer.page()
            if slide._element.get("show") not in ("0", "false"):
                _write(slide, composer)
        return composer.content("pptx")


def _write(slide: Slide, composer: Composer) -> None:
    title = slide.shapes.title
    if (
        title is not None
        and title.has_text_frame
        and (text := " ".join(_frame(title.text_frame).split()))
    ):
        composer.line(f"## {text}")
    shapes = [
        shape
        for shape in _flat(slide.shapes, 0)
        if title is None or shape.shape_id != title.shape_id
    ]
    for shape in sorted(shapes, key=lambda each: ((each.top or 0) // _BAND, each.left or 0)):
        if _is_hidden(shape, slide):
            continue
        if getattr(shape, "has_table", False):
            composer.block(to_markdown(_grid(shape.table)))  # type: ignore[attr-defined]
        elif getattr(shape, "has_chart", False):
            composer.block(to_markdown(_charted(shape.chart)))  # type: ignore[attr-defined]
        elif shape.has_text_frame:
            for line in _frame(shape.text_frame).split("\n"):  # type: ignore[attr-defined]
                if line.strip():
                    composer.line(line.strip())


def _frame(frame: TextFrame) -> str:
    """Return what is seen of a frame's paragraphs: nothing that is struck out, raised figures as such."""
    return "\n".join(_paragraph(paragraph._p) for paragraph in frame.paragraphs)


def _paragraph(paragraph: Element) -> str:
    pieces = []
    for child in paragraph:
        name = str(child.tag).rpartition("}")[2]
        if name == "br":
            pieces.append("\n")
        if name not in ("r", "fld"):
            continue
        text = "".join(each.text or "" for each in child if str(each.tag).endswith("}t"))
        properties = next((each for each in child if str(each.tag).endswith("}rPr")), None)
        looks = {} if properties is None else properties.attrib
        if looks.get("strike", "noStrike") != "noStrike":
            continue
        shift = int(looks.get("baseline", "0").rstrip("%") or 0)
        pieces.append(raised(text) if shift > 0 else lowered(text) if shift < 0 else text)
    return settled("".join(pieces)).replace("\v", "\n")


def _charted(chart: Chart) -> Grid:
    """Return the table that a chart draws: its categories down, its series across, as they were last saved."""
    grid = Grid()
    plots = [plot for plot in chart.plots if len(plot.series)]
    if not plots:
        return grid
    names = [str(label) for label in plots[0].categories]
    series = [each for plot in plots for each in plot.series]
    title = chart.chart_title.text_frame if chart.has_title else None
    grid.put(0, 0, _frame(title) if title is not None else "")
    for column, each in enumerate(series, 1):
        grid.put(0, column, each.name or "")
    for row, name in enumerate(names, 1):
        grid.put(row, 0, name)
        for column, each in enumerate(series, 1):
            value = each.values[row - 1] if row <= len(each.values) else None
            grid.put(row, column, "" if value is None else show(value, _format(each)))
    grid.header_rows = 1
    return grid


def _format(series: object) -> str | None:
    """Return the number format in which the values of a series were saved."""
    codes = series._element.iter("{*}formatCode")  # type: ignore[attr-defined]
    return next(
        (
            code.text
            for code in codes
            if code.getparent().getparent().getparent().tag.endswith("}val")
        ),
        None,
    )


def _flat(shapes: object, depth: int) -> Iterator[BaseShape]:
    """Yield the shapes, those in groups one by one."""
    for shape in shapes:  # type: ignore[attr-defined]
        if getattr(shape, "shapes", None) is not None and depth < _DEEPEST:
            yield from _flat(shape.shapes, depth + 1)
        else:
            yield shape


def _is_hidden(shape: BaseShape, slide: Slide) -> bool:
    """Say whether nobody sees the shape, or it is what every slide carries: date, footer, number."""
    if shape.is_placeholder and any(
        name in str(shape.placeholder_format.type) for name in _FURNITURE
    ):
        return True
    if any(
        each.get("hidden") in ("1", "true")
        for each in shape._element.iter()
        if each.tag.endswith("}cNvPr")
    ):
        return True
    presentation = slide.part.package.presentation_part.presentation
    left, top = shape.left or 0, shape.top or 0
    return (
        left + (shape.width or 0) < 0
        or top + (shape.height or 0) < 0
        or left > (presentation.slide_width or left)
        or top > (presentation.slide_height or top)
    )


def _grid(table: Table) -> Grid:
    grid = Grid()
    for number, row in enumerate(table.rows):
        for column, cell in enumerate(row.cells):
            if not cell.is_spanned:
                rows, columns = (
                    (cell.span_height, cell.span_width) if cell.is_merge_origin else (1, 1)
                )
                grid.put(number, column, _frame(cell.text_frame), rows, columns)
    return grid

"""Slides: each a page, its title a heading, then texts from top to bottom, and tables. Hidden slides and notes are left out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from index.readers.content import Composer, Content, display
from index.readers.grid import Grid, to_markdown
from index.readers.packed import open_package

if TYPE_CHECKING:
    from pptx.shapes.base import BaseShape
    from pptx.slide import Slide
    from pptx.table import Table

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
        and (text := " ".join(title.text_frame.text.split()))
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
        elif shape.has_text_frame:
            for paragraph in shape.text_frame.paragraphs:  # type: ignore[attr-defined]
                for line in paragraph.text.replace("\v", "\n").split("\n"):
                    if line.strip():
                        composer.line(line.strip())


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
                grid.put(number, column, cell.text_frame.text.replace("\v", " "), rows, columns)
    return grid

"""What stands on a page of a PDF: the letters that a reader sees, ruled lines, and how much of it is a picture.

The only module that talks to PDFium about pages. Knows nothing of lines, columns or tables.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import atan2, degrees, hypot
from typing import Any

from index.errors import ReadError
from index.readers.pdf_geometry import (
    IDENTITY,
    Box,
    Matrix,
    apply,
    covered_share,
    inside,
    off_axis,
    straight,
    times,
    turned,
)
from index.readers.pdf_letters import Letter, quarter_turns, without_slanted, without_struck

MAX_OBJECTS = 200_000
MAX_LETTERS = 200_000
_DEEPEST = 8  # forms within forms
_SMALLEST = 1.5  # points
_THIN = 3.0  # points: a filled box thinner than this is a ruled line
_NEAR_COLOR = 40  # sum of differences of red, green and blue that nobody sees
_INVISIBLE = 3  # text render mode: how scanners lay their text under the picture

Color = tuple[int, int, int]
_WHITE: Color = (255, 255, 255)


@dataclass(slots=True)
class Sheet:
    """One page: `rules` are (left, bottom, right, top) of straight lines, `pictured` the share under pictures."""

    width: float
    height: float
    letters: list[Letter] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    pictured: float = 0.0
    unmapped: int = 0
    hidden: int = 0


@dataclass(slots=True)
class _Ground:
    """A filled box or a picture that letters may stand on or lie under."""

    order: int
    box: Box
    color: Color | None


@dataclass(slots=True)
class _Look:
    order: int
    mode: int
    color: Color
    alpha: int


class _Scan:
    """Collects the objects of a page, in the order in which they are drawn."""

    def __init__(self) -> None:
        self.rules: list[Box] = []
        self.grounds: list[_Ground] = []
        self.looks: dict[int, _Look] = {}
        self.pictures: list[Box] = []
        self._order = 0

    def read(self, raw: Any, page: Any) -> None:
        for at in range(min(raw.FPDFPage_CountObjects(page), MAX_OBJECTS)):
            self._object(raw, raw.FPDFPage_GetObject(page, at), IDENTITY, 0)

    def _object(self, raw: Any, item: Any, outer: Matrix, depth: int) -> None:
        self._order += 1
        if self._order > MAX_OBJECTS:
            raise ReadError("页面对象过多，无法解析", "请重新导出 PDF 后再添加")
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = times(_matrix(raw, item), outer)
            for at in range(min(raw.FPDFFormObj_CountObjects(item), MAX_OBJECTS)):
                self._object(raw, raw.FPDFFormObj_GetObject(item, at), inner, depth + 1)
        elif kind == raw.FPDF_PAGEOBJ_TEXT:
            color, alpha = _fill(raw, item)
            self.looks[_address(item)] = _Look(
                self._order, raw.FPDFTextObj_GetTextRenderMode(item), color, alpha
            )
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(raw, item, outer)
            self.pictures.append(box)
            self.grounds.append(_Ground(self._order, box, None))
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            self._path(raw, item, outer)

    def _path(self, raw: Any, item: Any, outer: Matrix) -> None:
        fill, stroke = ctypes.c_int(), raw.FPDF_BOOL()
        raw.FPDFPath_GetDrawMode(item, fill, stroke)
        if not fill.value and not stroke.value:
            return
        points = list(_points(raw, item, times(_matrix(raw, item), outer)))
        box = _bounds(raw, item, outer)
        color, alpha = _fill(raw, item)
        width, height = box[2] - box[0], box[3] - box[1]
        opaque = alpha == 255 and not raw.FPDFPageObj_HasTransparency(item)
        if fill.value and opaque and len(points) <= 6 and min(width, height) > _THIN:
            self.grounds.append(_Ground(self._order, box, color))
        if min(width, height) <= _THIN < max(width, height) and len(points) <= 6:
            self.rules.append(box)
        elif stroke.value:
            self.rules += straight(points)


def read_sheet(page: Any, *, scanned: bool = False) -> Sheet:
    """Return what a reader sees on a pypdfium2 page; coordinates are as the page is shown, turned if it is turned.

    With `scanned`, the invisible text that scanners lay under their picture is taken too.
    """
    import pypdfium2.raw as raw

    scan = _Scan()
    scan.read(raw, page.raw)
    frame = page.get_cropbox()
    turn = page.get_rotation() // 90
    width, height = page.get_size()
    sheet = Sheet(width, height)
    sheet.pictured = covered_share(scan.pictures, frame)
    text = raw.FPDFText_LoadPage(page.raw)
    if not text:
        sheet.rules = [turned(box, frame, turn) for box in scan.rules]
        return sheet
    try:
        count = raw.FPDFText_CountChars(text)
        if count > MAX_LETTERS:
            raise ReadError("一页的文字过多，无法解析", "请重新导出 PDF 后再添加")
        under = scanned or sheet.pictured > 0.6
        letters = list(_letters(raw, text, count, scan, frame, sheet, under=under))
    finally:
        raw.FPDFText_ClosePage(text)
    sheet.letters = without_slanted(letters)
    sheet.hidden += len(letters) - len(sheet.letters)
    # A wide table is often set across a page that is shown upright: it is read as whoever turns the page reads it.
    more = quarter_turns(sheet.letters, turn)
    if more % 2:
        sheet.width, sheet.height = height, width
    for letter in sheet.letters:
        letter.left, letter.bottom, letter.right, letter.top = turned(
            (letter.left, letter.bottom, letter.right, letter.top), frame, (turn + more) % 4
        )
    rules = [turned(box, frame, (turn + more) % 4) for box in scan.rules]
    sheet.letters, sheet.rules = without_struck(sheet.letters, rules)
    return sheet


def _letters(
    raw: Any, text: Any, count: int, scan: _Scan, frame: Box, sheet: Sheet, *, under: bool
) -> Iterator[Letter]:
    box = raw.FS_RECTF()
    for at in range(count):
        code = raw.FPDFText_GetUnicode(text, at)
        if raw.FPDFText_IsGenerated(text, at) == 1 or code in (0x0D, 0x0A):
            continue
        if not raw.FPDFText_GetLooseCharBox(text, at, box):
            continue
        loose = (*sorted((box.left, box.right)), *sorted((box.bottom, box.top)))
        (left, bottom, right, top), size, angle = _placed(raw, text, at, loose)
        item = raw.FPDFText_GetTextObject(text, at)
        look = scan.looks.get(_address(item)) if item else None
        middle = ((left + right) / 2, (bottom + top) / 2)
        if (
            not inside(middle, frame)
            or top - bottom < _SMALLEST
            or _is_unseen(look, middle, scan, under)
        ):
            sheet.hidden += 1
            continue
        # Private codes mean something to the font alone; those from F000 on are symbols, bullets mostly.
        if code in (0, 0xFFFE, 0xFFFF) or 0xD800 <= code <= 0xDFFF or 0xE000 <= code < 0xF000:
            sheet.unmapped += 1
            code = 0xFFFD
        # PDFium writes a hyphen at the end of a line as a mark of its own.
        character = "-" if code == 2 else chr(code) if code < 0x110000 else "\ufffd"
        yield Letter(character, left, bottom, right, top, size, angle)


def _placed(
    raw: Any, text: Any, at: int, loose: tuple[float, float, float, float]
) -> tuple[Box, float, float]:
    """Return box, size and angle (degrees) of a letter, measured from its baseline; `loose` is left, right, bottom, top.

    Boxes differ from letter to letter, and where a font is not embedded those of stops and figures by half a line.
    """
    left, right, bottom, top = loose
    box, tall = (left, bottom, right, top), top - bottom
    x, y, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX()
    if not raw.FPDFText_GetCharOrigin(text, at, x, y) or not raw.FPDFText_GetMatrix(
        text, at, matrix
    ):
        return box, tall, 0.0
    angle = degrees(atan2(matrix.b, matrix.a))
    quarter = round(angle / 90) % 4
    size = raw.FPDFText_GetFontSize(text, at) * hypot(matrix.c, matrix.d)
    tall = tall if quarter % 2 == 0 else right - left
    mirrored = matrix.a * matrix.d - matrix.b * matrix.c < 0
    if mirrored or off_axis(angle) or size > 4 * tall > 0:
        return box, tall, angle
    low, high = 0.15 * size, 0.85 * size
    if quarter == 0:
        return (left, y.value - low, right, y.value + high), size, angle
    if quarter == 1:
        return (x.value - high, bottom, x.value + low, top), size, angle
    if quarter == 2:
        return (left, y.value - high, right, y.value + low), size, angle
    return (x.value - low, bottom, x.value + high, top), size, angle


def _is_unseen(look: _Look | None, middle: tuple[float, float], scan: _Scan, under: bool) -> bool:
    """Say whether a letter cannot be seen: drawn invisibly, in the colour of its ground, or painted over."""
    if look is None:
        return False
    if look.mode == _INVISIBLE:
        return not under
    if look.mode == 7 or look.alpha < 10:
        return True
    ground: Color | None = _WHITE
    for each in scan.grounds:
        if inside(middle, each.box):
            if each.order > look.order and each.color is not None:
                return True
            ground = each.color
    if ground is None or look.mode in (1, 2, 5, 6):
        return False
    return sum(abs(a - b) for a, b in zip(look.color, ground, strict=True)) < _NEAR_COLOR


def _address(item: Any) -> int:
    return ctypes.cast(item, ctypes.c_void_p).value or 0


def _fill(raw: Any, item: Any) -> tuple[Color, int]:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
        return (0, 0, 0), 255
    return (red.value, green.value, blue.value), alpha.value


def _matrix(raw: Any, item: Any) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, found):
        return IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _bounds(raw: Any, item: Any, outer: Matrix) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return (0.0, 0.0, 0.0, 0.0)
    corners = [
        apply((x, y), outer) for x in (left.value, right.value) for y in (bottom.value, top.value)
    ]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _points(raw: Any, item: Any, matrix: Matrix) -> Iterator[tuple[int, float, float]]:
    """Yield (kind of segment, x, y) of a path; a path of many segments is a drawing and gives none."""
    count = raw.FPDFPath_CountSegments(item)
    if count > 2000:
        return
    for at in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, at)
        x, y = ctypes.c_float(), ctypes.c_float()
        if raw.FPDFPathSegment_GetPoint(segment, x, y):
            kind = raw.FPDFPathSegment_GetType(segment)
            yield kind, *apply((x.value, y.value), matrix)
            if raw.FPDFPathSegment_GetClose(segment):
                yield -1, 0.0, 0.0

"""The measures as a table: every cell is a text of the source, and beside it stands where in the document it is."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from index.printable import printable
from index.types import DocumentInfo
from qa.documents.doubts import doubts_in
from qa.measures.types import INTENTION, KIND_NAMES, Measure, Span

Row = tuple[str, ...]
# Fields of a measure; each makes two columns, the text and its place.
_FIELDS = ("对象", "支持内容", "金额", "条件", "限制", "除外", "申报", "时间", "主管部门")
HEAD: Row = (
    "文件", "文件编号", "文件校验", "地区", "有效期至", "措施", "类别", "性质", "段落",
    *(name for field in _FIELDS for name in (field, f"{field}位置")), "识别存疑",
)  # fmt: skip
JOINED = "；"
# A cell that begins with one of these would be run as a formula by a spreadsheet program.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows(found: Iterable[tuple[DocumentInfo, str | None, Measure]]) -> list[Row]:
    """Return the rows of (document, region, measure); a place is start-end, several are joined like the texts."""
    return [_row(info, region, measure) for info, region, measure in found]


def _row(info: DocumentInfo, region: str | None, measure: Measure) -> Row:
    groups: tuple[Sequence[Span], ...] = (
        (measure.subject,) if measure.subject else (),
        (measure.support,),
        tuple(a.span for a in measure.amounts),
        tuple(c.span for c in measure.conditions),
        measure.limits,
        measure.exclusions,
        measure.apply,
        measure.deadlines,
        (measure.agency,) if measure.agency else (),
    )
    cells = [
        text
        for spans in groups
        for text in (
            JOINED.join(" ".join(s.text.split()) for s in spans),
            JOINED.join(f"{s.start}-{s.end}" for s in spans),
        )
    ]
    doubtful = dict.fromkeys(
        " ".join(s.text.split())
        for spans in groups
        for s in spans
        if doubts_in(info, s.start, s.end)
    )
    return (
        info.title, info.id, info.sha256, region or "", info.expires or "", measure.title,
        KIND_NAMES[measure.kind], INTENTION if measure.intention else "明确措施", str(measure.paragraph), *cells,
        JOINED.join(doubtful),
    )  # fmt: skip


def to_csv(table: Sequence[Row], head: Row = HEAD) -> bytes:
    """Return the table as CSV that spreadsheet programs open as UTF-8, with no cell that they would run."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in (head, *table):
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOT = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/{{0}}" Target="{{1}}"/></Relationships>'
)
_BOOK_RELATIONS = _ROOT.format("worksheet", "worksheets/sheet1.xml").replace(
    "</Relationships>",
    f'<Relationship Id="rId2" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>',
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_BOOK = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
    '<sheets><sheet name="{0}" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
# Texts wrap, at the top of their cells; the head is bold (style 1 and 2).
_STYLES = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/>'
    '<xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    '<xf fontId="1" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
# The head stays in sight.
_FROZEN = (
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    "</sheetView></sheetViews>"
)
NARROWEST, WIDEST = 8, 48  # letters; a character of Chinese takes two
MOST_CELL = 32_767  # characters, the most that a cell of a workbook holds


def to_xlsx(table: Sequence[Row], head: Row = HEAD, called: str = "措施") -> bytes:
    """Return the table as a workbook of one sheet, `called` so, whose cells are texts; equal tables, equal bytes."""
    lines = []
    for number, row in enumerate((head, *table)):
        cells = "".join(
            f'<c s="{1 if number else 2}" t="inlineStr"><is><t xml:space="preserve">{escape(printable(cell[:MOST_CELL]))}</t></is></c>'
            for cell in row
        )
        lines.append(f"<row>{cells}</row>")
    sheet = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="{_MAIN}">'
        f"{_FROZEN}{_widths((head, *table))}<sheetData>{''.join(lines)}</sheetData></worksheet>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _ROOT.format("officeDocument", "xl/workbook.xml")),
            ("xl/workbook.xml", _BOOK.format(escape(called))),
            ("xl/_rels/workbook.xml.rels", _BOOK_RELATIONS),
            ("xl/styles.xml", _STYLES),
            ("xl/worksheets/sheet1.xml", sheet),
        ):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            book.writestr(entry, text.encode("utf-8"))
    return out.getvalue()


def _widths(lines: Sequence[Row]) -> str:
    """The columns as wide as their longest cell, within bounds."""
    longest = (max(2 * len(cell) for cell in column) for column in zip(*lines, strict=True))
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{min(WIDEST, max(NARROWEST, wide))}" customWidth="1"/>'
        for n, wide in enumerate(longest, 1)
    )
    return f"<cols>{columns}</cols>"

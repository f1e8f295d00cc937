"""Texts and tables rendered to files of each format with the formats' own libraries, for tests and for the bench.

`Line` is a paragraph (level 0) or a heading; a table is a list of rows, the first of them the header.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import NamedTuple

Table = Sequence[Sequence[str]]
FONT = "STSong-Light"  # comes with reportlab and is in every PDF viewer; no font file is needed


class Line(NamedTuple):
    text: str
    level: int = 0


def lines_of_markdown(text: str) -> list[Line]:
    """Return headings and paragraphs of a Markdown text without tables."""
    found = []
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            level = len(stripped) - len(stripped.lstrip("#"))
            found.append(Line(stripped.lstrip("#").strip(), level if 0 < level < 7 else 0))
    return found


def to_pdf(
    lines: Sequence[Line] = (),
    *,
    columns: int = 1,
    tables: Sequence[Table] = (),
    head: str = "",
    numbers: bool = False,
    size: float = 10.5,
    ruled: bool = True,
) -> bytes:
    """Return a PDF of A4 pages with running head and page numbers where asked for."""
    from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer

    font = FONT
    pdfmetrics.registerFont(UnicodeCIDFont(font))
    body = ParagraphStyle(
        "body", fontName=font, fontSize=size, leading=size * 1.6, firstLineIndent=2 * size,
        wordWrap="CJK", alignment=TA_JUSTIFY,
    )  # fmt: skip
    heading = ParagraphStyle(
        "head", fontName=font, fontSize=size * 1.4, leading=size * 2.1, wordWrap="CJK",
        alignment=TA_CENTER, spaceBefore=size, spaceAfter=size,
    )  # fmt: skip

    def furniture(canvas: object, template: object) -> None:
        canvas.setFont(font, 8)  # type: ignore[attr-defined]
        if head:
            canvas.drawString(72, A4[1] - 40, head)  # type: ignore[attr-defined]
        if numbers:
            canvas.drawCentredString(A4[0] / 2, 36, f"— {template.page} —")  # type: ignore[attr-defined]

    out = io.BytesIO()
    gap = 18.0
    width = (A4[0] - 144 - gap * (columns - 1)) / columns
    frames = [
        Frame(72 + at * (width + gap), 72, width, A4[1] - 144, 0, 0, 0, 0) for at in range(columns)
    ]
    document = BaseDocTemplate(out, pagesize=A4)
    document.addPageTemplates([PageTemplate("page", frames, onPage=furniture)])
    story: list[object] = [
        Paragraph(_escaped(line.text), heading if line.level else body) for line in lines
    ]
    for table in tables:
        story += [Spacer(1, 12), _pdf_table(table, font, size, ruled)]
    document.build(story)
    return out.getvalue()


def _pdf_table(table: Table, font: str, size: float, ruled: bool) -> object:
    from reportlab.lib import colors
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph
    from reportlab.platypus import Table as Flowable

    style = ParagraphStyle("cell", fontName=font, fontSize=size, leading=size * 1.4, wordWrap="CJK")
    cells = [[Paragraph(_escaped(text), style) for text in row] for row in table]
    return Flowable(
        cells,
        colWidths=[450 / len(table[0])] * len(table[0]),
        repeatRows=1,
        style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black)] if ruled else [],
    )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def to_docx(lines: Sequence[Line] = (), *, tables: Sequence[Table] = ()) -> bytes:
    """Return a Word document."""
    import docx

    document = docx.Document()
    for line in lines:
        if line.level:
            document.add_heading(line.text, line.level)
        else:
            document.add_paragraph(line.text)
    for rows in tables:
        table = document.add_table(len(rows), len(rows[0]))
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                table.cell(number, column).text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


_PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}_某某网</title>
<style>.hid{{display:none}}</style><script>var menu = "首页";</script></head><body>
<div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/a">政务公开</a></li>
<li><a href="/b">办事服务</a></li><li><a href="/c">互动交流</a></li><li><a href="/d">走进本市</a></li></ul></div>
<div class="content">{body}</div><div class="hid">看不见的文字</div>
<div class="footer">版权所有 某某网 <a href="/x">网站地图</a></div></body></html>"""


def to_html(lines: Sequence[Line] = (), *, tables: Sequence[Table] = ()) -> bytes:
    """Return a web page with a menu above and a footer below the text."""
    body = "\n".join(
        f"<h{line.level}>{_escaped(line.text)}</h{line.level}>"
        if line.level
        else f"<p>{_escaped(line.text)}</p>"
        for line in lines
    )
    for rows in tables:
        cells = "".join(
            "<tr>" + "".join(f"<td>{_escaped(text)}</td>" for text in row) + "</tr>" for row in rows
        )
        body += f"<table border=1>{cells}</table><p>以上为附表。</p>"
    return _PAGE.format(title=lines[0].text if lines else "表", body=body).encode()


def to_xlsx(lines: Sequence[Line] = (), *, tables: Sequence[Table] = ()) -> bytes:
    """Return a workbook: the lines down the first column, each table on a sheet of its own."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for line in lines:
        sheet.append([line.text])
    for number, rows in enumerate(tables, 1):
        sheet = book.create_sheet(f"附表{number}")
        for row in rows:
            sheet.append(list(row))
    for row in book.worksheets:
        for cells in row.iter_rows():
            for cell in cells:
                cell.data_type = "s" if cell.value is not None else cell.data_type
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def to_scan(
    lines: Sequence[Line],
    font_file: str,
    *,
    dpi: int = 200,
    turn: float = 0.3,
    blur: float = 0.0,
    grain: float = 6.0,
) -> bytes:
    """Return a PDF that holds pages of A4 as grey pictures only, a little askew and grainy as scanners make them.

    `blur` is a radius in pixels, `grain` the standard deviation of the noise in levels of grey.
    """
    import numpy as np
    from PIL import Image, ImageDraw, ImageFilter, ImageFont

    scale = dpi / 72
    width, height, margin, size = (round(each * scale) for each in (595, 842, 72, 12))
    step = round(size * 1.6)
    font = ImageFont.truetype(font_file, size)
    across = (width - 2 * margin) // size
    rows = [row for line in lines for row in _wrapped(line, across)]
    down = (height - 2 * margin) // step
    chance = np.random.default_rng(1)
    pages = []
    for start in range(0, len(rows), down):
        page = Image.new("L", (width, height), 250)
        draw = ImageDraw.Draw(page)
        for at, row in enumerate(rows[start : start + down]):
            draw.text((margin, margin + at * step), row, font=font, fill=20)
        page = page.rotate(turn, Image.Resampling.BICUBIC, fillcolor=250)
        if blur:
            page = page.filter(ImageFilter.GaussianBlur(blur))
        noise = chance.normal(0, grain, (height, width))
        pages.append(Image.fromarray(np.clip(np.asarray(page) + noise, 0, 255).astype("uint8")))
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=dpi, quality=85)
    return out.getvalue()


def _wrapped(line: Line, across: int) -> list[str]:
    text = line.text if line.level else "\u3000\u3000" + line.text
    return [text[at : at + across] for at in range(0, len(text), across)]

"""Each format read as it is seen: text exact, tables bound to their headers, hidden parts left out."""

from __future__ import annotations

import email.message
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from index.documents import load_document
from index.errors import ReadError
from index.reader import RawText, read_data
from index.repair import repair
from index.splitter import split
from tests.fakes import plain_document
from tests.rendering import Line, to_docx, to_html, to_pdf, to_xlsx

LINES = [
    Line("关于支持设备更新的若干措施", 1),
    Line("一、支持范围", 2),
    *(
        Line(
            f"对第{n}类企业购置设备的，按不超过投资额的{n}.5%给予补助，最高{n}00万元；"
            f"2024年以来累计投资超过{n}亿元的，另行奖励ＡＢ型{n}％。申报时间为每年{n}月底前，由市工业和信息化局受理。"
        )
        for n in range(1, 30)
    ),
]
TABLE = [
    ["项目", "补助标准", "责任单位"],
    ["设备更新", "最高500万元", "市工信局"],
    ["境外展会", "每家20万元", "市商务局"],
]


def flat(text: str) -> str:
    return "".join(text.replace("#", "").split())


def read(data: bytes, suffix: str) -> RawText:
    return read_data(data, Path(f"材料{suffix}"))


def clean(raw: RawText) -> str:
    return repair(raw.text, wrapped=raw.wrapped).text


Make = Callable[..., bytes]


@pytest.mark.parametrize(
    ("suffix", "make"),
    [
        (".pdf", lambda lines: to_pdf(lines, head="某省公报", numbers=True)),
        (".pdf", lambda lines: to_pdf(lines, columns=2, head="某省公报", numbers=True)),
        (".pdf", lambda lines: to_pdf(lines, columns=3)),
        (".docx", to_docx),
        (".html", to_html),
        (".xlsx", to_xlsx),
    ],
    ids=["pdf", "pdf-2", "pdf-3", "docx", "html", "xlsx"],
)
def test_text_is_exact_but_for_white_space(suffix: str, make: Make) -> None:
    assert flat(clean(read(make(LINES), suffix))) == flat("".join(line.text for line in LINES))


@pytest.mark.parametrize(
    ("suffix", "make"),
    [(".pdf", to_pdf), (".docx", to_docx), (".html", to_html), (".xlsx", to_xlsx)],
)
def test_each_row_of_a_table_knows_its_headers(suffix: str, make: Make) -> None:
    text = clean(read(make([Line("附表如下。")], tables=[TABLE]), suffix))
    rows = [p for p in split(plain_document(text)) if p.kind == "table"]
    assert [row.section[-1] for row in rows] == ["项目 | 补助标准 | 责任单位"] * 2
    assert [row.label for row in rows] == ["设备更新", "境外展会"]
    assert rows[0].text == "| 设备更新 | 最高500万元 | 市工信局 |"


def test_two_tables_do_not_share_a_header() -> None:
    other = [["姓名", "职务"], ["张三", "处长"]]
    text = clean(read(to_docx(tables=[TABLE, other]), ".docx"))
    rows = [p for p in split(plain_document(text)) if p.kind == "table"]
    assert rows[-1].section[-1] == "姓名 | 职务"


def test_a_pdf_names_its_pages(tmp_path: Path) -> None:
    path = tmp_path / "公报.pdf"
    path.write_bytes(to_pdf(LINES, numbers=True))
    document = load_document(path)
    pages = {passage.page for passage in split(document)}
    assert pages == set(range(1, len(document.pages) + 1)) and len(pages) > 1


def test_a_pdf_table_goes_on_over_pages() -> None:
    long = [TABLE[0]] + [[f"项目{n}", f"{n}万元", f"第{n}局"] for n in range(80)]
    text = clean(read(to_pdf(tables=[long]), ".pdf"))
    rows = [p for p in split(plain_document(text)) if p.kind == "table"]
    assert len(rows) == 80
    assert {row.section[-1] for row in rows} == {"项目 | 补助标准 | 责任单位"}


def drawn_pdf(draw: Callable[[object], None]) -> bytes:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.setFont("STSong-Light", 12)
    canvas.drawString(72, 700, "看得见的正文，补助30万元。")
    draw(canvas)
    canvas.save()
    return out.getvalue()


def white(canvas: object) -> None:
    canvas.setFillColorRGB(1, 1, 1)  # type: ignore[attr-defined]
    canvas.drawString(72, 600, "藏起来的文字")  # type: ignore[attr-defined]


def tiny(canvas: object) -> None:
    canvas.setFont("STSong-Light", 0.5)  # type: ignore[attr-defined]
    canvas.drawString(72, 600, "藏起来的文字")  # type: ignore[attr-defined]


def outside(canvas: object) -> None:
    canvas.drawString(-500, 600, "藏起来的文字")  # type: ignore[attr-defined]
    canvas.drawString(72, 2000, "藏起来的文字")  # type: ignore[attr-defined]


def unpainted(canvas: object) -> None:
    text = canvas.beginText(72, 600)  # type: ignore[attr-defined]
    text.setTextRenderMode(3)
    text.textOut("藏起来的文字")
    canvas.drawText(text)  # type: ignore[attr-defined]


def redacted(canvas: object) -> None:
    canvas.drawString(72, 600, "藏起来的文字")  # type: ignore[attr-defined]
    canvas.rect(60, 590, 200, 30, stroke=0, fill=1)  # type: ignore[attr-defined]


@pytest.mark.parametrize("hide", [white, tiny, outside, unpainted, redacted])
def test_what_a_pdf_hides_is_not_read(hide: Callable[[object], None]) -> None:
    assert read(drawn_pdf(hide), ".pdf").text.strip() == "看得见的正文，补助30万元。"


def test_white_letters_on_a_dark_ground_are_read() -> None:
    def painted(canvas: object) -> None:
        canvas.rect(60, 590, 300, 30, stroke=0, fill=1)  # type: ignore[attr-defined]
        white(canvas)

    assert "藏起来的文字" in read(drawn_pdf(painted), ".pdf").text


HTML = """<html><head><meta charset="gb2312"><meta name="PubDate" content="2024-03-01">
<meta name="ArticleTitle" content="关于补助的通知"><style>.x{display:none}</style></head><body>
<form><nav><a href=/>首页</a><a href=/a>政务</a></nav>
<h1>关于补助的通知</h1><p>各区：<span style="display: none">藏</span><span class="x">藏</span>补助<b>30</b>万元<!-- 藏 -->。</p>
<p hidden>藏</p><p style="font-size:0">藏</p><p style="position:absolute;left:-9999px">藏</p><p style="color:#FFF">藏</p>
<script>document.write("藏")</script><noscript>藏</noscript><template>藏</template>
<ol start=3><li>第一项</li><li>第二项</li></ol>
<table><thead><tr><th rowspan=2>类别</th><th colspan=2>标准</th></tr><tr><th>省</th><th>市</th></tr></thead>
<tr><td rowspan=2>甲类</td><td>10</td><td>5</td></tr><tr><td>8</td><td>4</td></tr></table>
<table><tr><td>版式用的表格里的一句话。</td></tr></table></form></body></html>"""


def test_a_page_is_read_as_it_is_seen() -> None:
    raw = read(HTML.encode("gbk"), ".htm")
    assert raw.text.split("\n") == [
        "# 关于补助的通知", "各区：补助30万元。", "3. 第一项", "4. 第二项", "",
        "| 类别 | 标准 省 | 标准 市 |", "| --- | --- | --- |", "| 甲类 | 10 | 5 |", "| 甲类 | 8 | 4 |",
        "", "版式用的表格里的一句话。",
    ]  # fmt: skip
    assert raw.metadata["发布日期"] == "2024-03-01"


def test_word_draws_numbers_and_hides_runs() -> None:
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import RGBColor

    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="第%1条"/></w:lvl></w:abstractNum>'))  # fmt: skip
    numbering.append(parse_xml(
        f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))  # fmt: skip
    for text in ("为了规范补助，制定本办法。", "本办法适用于本市企业。"):
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr>'))  # fmt: skip
    paragraph = document.add_paragraph("补助")
    paragraph.add_run("藏").font.hidden = True
    paragraph.add_run("藏").font.color.rgb = RGBColor(255, 255, 255)
    paragraph._p.append(
        parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>藏</w:delText></w:r></w:del>")
    )
    paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>30万元。</w:t></w:r></w:ins>"))
    out = io.BytesIO()
    document.save(out)
    assert read(out.getvalue(), ".docx").text.split("\n") == [
        "第一条 为了规范补助，制定本办法。", "第二条 本办法适用于本市企业。", "补助30万元。",
    ]  # fmt: skip


def test_merged_cells_reach_every_row_they_span() -> None:
    import docx

    document = docx.Document()
    table = document.add_table(4, 3)
    for row, texts in enumerate(
        [["类别", "标准", ""], ["", "省", "市"], ["甲", "1", "2"], ["", "3", "4"]]
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(2, 0).merge(table.cell(3, 0))
    out = io.BytesIO()
    document.save(out)
    assert read(out.getvalue(), ".docx").text.strip().split("\n") == [
        "| 类别 | 标准 省 | 标准 市 |", "| --- | --- | --- |", "| 甲 | 1 | 2 |", "| 甲 | 3 | 4 |"
    ]  # fmt: skip


def test_a_sheet_shows_figures_as_people_see_them_and_hides_what_is_hidden() -> None:
    import openpyxl
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["2024年项目汇总表"])
    sheet.append(["项目", "投资", "比例", "隐列", "日期"])
    sheet.append(["甲", 1234567.5, 0.085, "藏", "2024-03-01"])
    sheet.append(["藏", 1, 1, "藏", "藏"])
    sheet.append(["乙", 0.1 + 0.2, 1.0, "藏", "=1+1"])
    sheet["B3"].number_format, sheet["C3"].number_format = '#,##0.00"万元"', "0.0%"
    sheet["C5"].number_format = "0%"
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["D"].hidden = True
    sheet["F3"] = "藏"
    sheet["F3"].font = Font(color="FFFFFFFF")
    book.create_sheet("藏").append(["藏"])
    book["藏"].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    text = read(out.getvalue(), ".xlsx").text.strip()
    assert text.split("\n") == [
        "2024年项目汇总表", "| 项目 | 投资 | 比例 | 日期 |", "| --- | --- | --- | --- |",
        "| 甲 | 1,234,567.50万元 | 8.5% | 2024-03-01 |", "| 乙 | 0.3 | 100% |  |",
    ]  # fmt: skip


def test_values_by_commas_are_rows() -> None:
    raw = read(
        '项目,金额\n"甲,乙",5\n丙,6\n'.encode("gb18030")
        + "说明文字很多很多的一行\n".encode("gb18030"),
        ".csv",
    )
    assert raw.text.split("\n")[:3] == ["| 项目 | 金额 |", "| --- | --- |", "| 甲,乙 | 5 |"]


def test_slides_are_pages() -> None:
    import pptx

    show = pptx.Presentation()
    for title, text in (("支持政策", "补助30万元"), ("隐藏页", "藏")):
        slide = show.slides.add_slide(show.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = text
    show.slides[1]._element.set("show", "0")
    out = io.BytesIO()
    show.save(out)
    raw = read(out.getvalue(), ".pptx")
    assert raw.text == "## 支持政策\n补助30万元"
    assert len(raw.pages) == 2


def test_a_mail_is_its_headers_and_text() -> None:
    message = email.message.EmailMessage()
    message["Subject"], message["From"] = "关于补助的说明", "office@example.org"
    message.set_content("各企业：\n补助30万元。")
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="a.pdf")
    raw = read(message.as_bytes(), ".eml")
    assert raw.text.startswith("主题：关于补助的说明\n发件人：office@example.org")
    assert "补助30万元。" in raw.text
    assert raw.metadata["标题"] == "关于补助的说明"


def test_a_book_is_read_along_its_spine() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml",
                      '<container><rootfiles><rootfile full-path="o/b.opf"/></rootfiles></container>')  # fmt: skip
        book.writestr("o/b.opf", '<package><manifest><item id="a" href="a.xhtml"/><item id="b" href="b.xhtml"/>'
                      '</manifest><spine><itemref idref="b"/><itemref idref="a"/></spine></package>')  # fmt: skip
        for name in "ab":
            book.writestr(f"o/{name}.xhtml", f"<html><body><p>第{name}章的正文。</p></body></html>")
    assert read(out.getvalue(), ".epub").text == "第b章的正文。\n第a章的正文。"


@pytest.mark.parametrize(
    "suffix", [".pdf", ".docx", ".xlsx", ".pptx", ".epub", ".html", ".eml", ".png", ".zip"]
)
@pytest.mark.parametrize(
    "data", [b"x", b"%PDF-1.7\n", b"PK\x03\x04", bytes(2000), "中文".encode("gbk") * 9]
)
def test_what_is_not_of_its_format_is_refused_in_one_line(suffix: str, data: bytes) -> None:
    try:
        raw = read(data, suffix)
    except ReadError as error:
        assert "\n" not in str(error) and error.remedy and f"材料{suffix}" in error.message
    else:
        assert suffix == ".html" and raw.text.strip()


def test_a_picture_is_recognised_and_a_missing_recogniser_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import numpy as np
    from PIL import Image, ImageDraw, ImageFont

    from index.readers import ocr

    picture = Image.new("RGB", (700, 120), "white")
    ImageDraw.Draw(picture).text(
        (20, 30), "Policy 2024 No. 85000", fill="black", font=ImageFont.load_default(48)
    )
    out = io.BytesIO()
    picture.save(out, "PNG")
    assert "85000" in read(out.getvalue(), ".png").text
    (line,) = ocr.recognise(np.asarray(picture))
    assert len(line.scores) == len(line.text) and all(0 < score <= 1 for score in line.scores)
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    with pytest.raises(ReadError, match=r"\.\[ocr\]"):
        read(out.getvalue(), ".png")

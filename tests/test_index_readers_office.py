"""Readers of office files: what is drawn, hidden, numbered or computed there."""

from __future__ import annotations

import email.message
import io
import zipfile
from pathlib import Path

import pytest

from index.errors import ReadError
from index.reader import RawText, read_data


def read(data: bytes, suffix: str) -> RawText:
    return read_data(data, Path(f"材料{suffix}"))


def white(canvas: object) -> None:
    canvas.setFillColorRGB(1, 1, 1)  # type: ignore[attr-defined]
    canvas.drawString(72, 600, "藏起来的文字")  # type: ignore[attr-defined]


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
        "| 甲 | 1,234,567.50万元 | 8.5% | 2024-03-01 |", "| 乙 | 0.3 | 100% | =1+1 |",
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


def test_a_slide_is_read_as_it_is_seen_with_its_chart() -> None:
    import pptx
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[6])
    words = slide.shapes.add_textbox(0, 0, Inches(4), Inches(1)).text_frame.paragraphs[0]
    for text, look in (
        ("用电10", {}),
        ("4", {"baseline": "30000"}),
        ("度，", {}),
        ("5元", {"strike": "sngStrike"}),
        ("8元", {}),
    ):
        run = words.add_run()
        run.text = text
        for name, value in look.items():
            run.font._element.set(name, value)
    data = CategoryChartData(number_format="0.0%")
    data.categories = ["东山镇", "西河镇"]
    data.add_series("增长", (0.076, 0.1))
    slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, 0, Inches(3), Inches(4), Inches(3), data)
    out = io.BytesIO()
    show.save(out)
    assert [line for line in read(out.getvalue(), ".pptx").text.split("\n") if line] == [
        "用电10⁴度，8元", "|  | 增长 |", "| --- | --- |", "| 东山镇 | 7.6% |", "| 西河镇 | 10.0% |",
    ]  # fmt: skip


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

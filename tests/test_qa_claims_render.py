"""A figure check as JSON, Markdown, HTML, CSV and Word: every mark leads to its source, everything foreign is inert."""

from __future__ import annotations

import csv
import io
import zipfile
from xml.etree import ElementTree

from qa.claims import ClaimChecker, ClaimReport
from qa.claims.docx import report_docx
from qa.claims.render import report_csv, report_html, report_json, report_markdown
from qa.schemas import SCHEMAS
from tests.fakes import Shelf
from tests.make import evidence, info
from tests.schema import problems

HOSTILE = info(title="<script>alert(1)</script>*措施*", region="测试县")
SOURCE = evidence("全县已建成5家县实验室，=1+1。", document=HOSTILE)
CLAIM = "县实验室有5家。\n县实验室有6家，还有3000家<b>个体</b>工商户。"


def checked(claim: str = CLAIM) -> ClaimReport:
    return ClaimChecker(Shelf((SOURCE,))).check(claim)


def test_json_fits_its_schema() -> None:
    value = report_json(checked())
    assert problems(value, SCHEMAS["verify"]) == []
    assert [(f["value"], f["unit"], f["source_value"]) for f in value["figures"]] == [
        (5, "家", 5), (6, "家", 5), (3000, "家", None)
    ]  # fmt: skip
    assert value["figures"][0]["citation"] in [c["number"] for c in value["citations"]]


def test_a_range_has_both_ends() -> None:
    figure = report_json(checked("县实验室有15至20家"))["figures"][0]
    assert (figure["value"], figure["high"], figure["qualifier"]) == (15, 20, "range")


def test_markdown_marks_each_figure_and_notes_its_source() -> None:
    text = report_markdown(checked())
    assert "**5家**✓[^1]" in text and "**6家**✗[^2]" in text and "**3000家**?[^3]" in text
    assert "[^2]: 不一致，原文为“5家”" in text
    assert "<script>" not in text.replace("\\<script", "") and "\\<b\\>" in text


def test_html_is_escaped() -> None:
    page = report_html(checked())
    assert '<mark class="contradicted"' in page and "&lt;b&gt;" in page
    assert "<script>" not in page and "<b>" not in page


def test_csv_keeps_formulas_texts() -> None:
    rows = list(csv.DictReader(io.StringIO(report_csv(checked()))))
    assert [row["结论"] for row in rows if row["类别"] == "数字"] == ["一致", "不一致", "未找到"]
    held = checked("=县实验室有6家")
    assert all(
        not cell.startswith("=")
        for row in csv.reader(io.StringIO(report_csv(held)))
        for cell in row
    )


def test_word_has_a_footnote_for_each_figure_and_the_same_bytes_each_time() -> None:
    data = report_docx(checked())
    assert data == report_docx(checked())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        body, notes = (archive.read(f"word/{n}.xml").decode() for n in ("document", "footnotes"))
    assert names[0] == "[Content_Types].xml"
    ElementTree.fromstring(body)
    ElementTree.fromstring(notes)
    assert body.count("<w:footnoteReference") == 3
    assert "原文为“5家”" in notes and "&lt;script&gt;" in notes


def test_a_draft_with_control_characters_makes_a_sound_word_document() -> None:
    with zipfile.ZipFile(io.BytesIO(report_docx(checked("县实验室\x01有5家\ud800。")))) as archive:
        ElementTree.fromstring(archive.read("word/document.xml"))


def test_of_a_long_paragraph_a_footnote_gives_what_stands_around_the_quotation() -> None:
    long = evidence(
        "其他工作按计划推进。" * 200 + "全县已建成5家县实验室。\n" + "下一步继续。" * 200
    )
    text = report_markdown(ClaimChecker(Shelf((long,))).check("县实验室有5家。"))
    note = text[text.index("[^1]:") :]
    assert "**全县已建成5家县实验室。**" in note and len(note) < 1000
    assert note.count("…") == 2 and note.rstrip().count("\n") == 2

"""Each format read as it is seen: text exact, tables bound to their headers, hidden parts left out."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from index.documents import load_document
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

"""Word files as clerks leave them: under review, numbered by styles, with struck and raised text, forms and frames."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from index.documents import to_document
from index.reader import read_data

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inner: str, properties: str = "") -> str:
    inner = inner if inner.startswith("<") else run(inner)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def numbered(text: str, level: int, number: int = 1) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, properties) if text else f"<w:p><w:pPr>{properties}</w:pPr></w:p>"


def level(at: int, form: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(*levels: str, more: str = "") -> str:
    number = '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    return f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>{number}{more}'


def table(*rows: list[str]) -> str:
    cells = (
        "".join(
            f"<w:tc><w:tcPr/>{c if c.startswith('<w:p>') or '<w:tbl>' in c else paragraph(c)}</w:tc>"
            for c in row
        )
        for row in rows
    )
    return (
        "<w:tbl><w:tblPr/><w:tblGrid/>"
        + "".join(f"<w:tr>{row}</w:tr>" for row in cells)
        + "</w:tbl>"
    )


def word(body: str, lists: str = "", styles: str = "", notes: str = "") -> bytes:
    import docx
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml

    document = docx.Document()
    old = document.element.body
    document.element.replace(old, parse_xml(f"<w:body {_SPACES}>{body}<w:sectPr/></w:body>"))
    for part, more in ((document.part.numbering_part, lists), (document.part._styles_part, styles)):
        if more:
            if more is lists:
                for child in list(part.element):
                    part.element.remove(child)
            for child in parse_xml(f"<w:all {_SPACES}>{more}</w:all>"):
                part.element.append(child)
    if notes:
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        blob = f"<w:footnotes {_SPACES}>{notes}</w:footnotes>".encode()
        part = Part(PackURI("/word/footnotes.xml"), kind, blob, document.part.package)
        link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
        document.part.relate_to(part, link)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def lines(data: bytes) -> list[str]:
    return [line for line in read_data(data, Path("a.docx")).text.split("\n") if line]


def test_articles_count_on_over_chapters_and_empty_ones_take_a_number() -> None:
    lists = numbering(
        level(0, "chineseCountingThousand", "第%1章"),
        level(1, "chineseCountingThousand", "第%2条", '<w:lvlRestart w:val="0"/>'),
        level(2, "chineseCountingThousand", "（%3）"),
    )
    body = (
        numbered("总则", 0) + numbered("为规范补贴，制定本办法。", 1) + numbered("补贴包括：", 1) + numbered("农机；", 2)
        + numbered("补贴", 0) + numbered("每台不超过5万元。", 1) + numbered("", 1) + numbered("自印发之日起施行。", 1)
    )  # fmt: skip
    assert lines(word(body, lists)) == [
        "第一章 总则", "第一条 为规范补贴，制定本办法。", "第二条 补贴包括：", "（一）农机；",
        "第二章 补贴", "第三条 每台不超过5万元。", "第五条 自印发之日起施行。",
    ]  # fmt: skip


def test_a_style_stands_for_its_level_of_the_list() -> None:
    lists = numbering(
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="A"/>'),
        level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="B"/>'),
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="样式{name}"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for name in "AB"
    )
    body = "".join(
        paragraph(text, f'<w:pStyle w:val="{name}"/>')
        for name, text in (
            ("A", "组织"),
            ("B", "责任。"),
            ("B", "经费。"),
            ("A", "督查"),
            ("B", "通报。"),
        )
    )
    assert lines(word(body, lists, styles)) == [
        "一、组织", "（一）责任。", "（二）经费。", "二、督查", "（一）通报。",
    ]  # fmt: skip


def test_a_list_may_override_the_form_of_a_level() -> None:
    other = (
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        f"{level(0, 'chineseCounting', '（%1）')}</w:lvlOverride></w:num>"
    )
    body = numbered("甲", 0) + numbered("乙", 0) + numbered("丙", 0, 2)
    assert lines(word(body, numbering(level(0, "decimal", "%1."), more=other))) == [
        "1. 甲",
        "2. 乙",
        "（一）丙",
    ]


def test_what_is_struck_through_was_taken_back() -> None:
    style = '<w:style w:type="character" w:styleId="X"><w:name w:val="旧"/><w:rPr><w:strike/></w:rPr></w:style>'
    body = paragraph(run("补贴") + run("500元", "<w:strike/>") + run("800元") + run("。"))
    body += paragraph(
        run("每人")
        + run("60元", "<w:dstrike/>")
        + run("70元", '<w:rStyle w:val="X"/>')
        + run("90元。")
    )
    body += paragraph(run("留下。", '<w:rStyle w:val="X"/><w:strike w:val="0"/>'))
    assert lines(word(body, styles=style)) == ["补贴800元。", "每人90元。", "留下。"]


def test_raised_figures_never_run_into_the_figure_beside_them() -> None:
    up, down = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
    body = paragraph(
        run("用电10")
        + run("4", up)
        + run("度，占地300")
        + run("1", up)
        + run("亩，5m")
        + run("2", up)
    )
    body += paragraph(
        run("减排CO")
        + run("2", down)
        + run("300吨，CO")
        + run("2", down)
        + run("的量见表")
        + run("[3]", up)
    )
    assert lines(word(body)) == ["用电10⁴度，占地300¹亩，5m²", "减排CO₂300吨，CO2的量见表[3]"]


def test_formulas_are_written_in_one_line() -> None:
    space = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'

    def part(name: str, text: str) -> str:
        return f"<m:{name}><m:r><m:t>{text}</m:t></m:r></m:{name}>"

    power = f"<m:oMath {space}><m:sSup>{part('e', '10')}{part('sup', '4')}</m:sSup></m:oMath>"
    share = f"<m:oMath {space}><m:f>{part('num', '1')}{part('den', '2+3')}</m:f></m:oMath>"
    body = paragraph(run("共") + power + run("元，占") + share)
    assert lines(word(body)) == ["共10⁴元，占1/(2+3)"]


def test_a_paragraph_whose_end_was_deleted_goes_on_with_the_next() -> None:
    mark = '<w:rPr><w:del w:id="3" w:author="a"/></w:rPr>'
    moved = '<w:rPr><w:moveFrom w:id="4" w:author="a"/></w:rPr>'
    gone = '<w:moveFrom w:id="5" w:author="a">' + run("移走。") + "</w:moveFrom>"
    body = (
        paragraph("按投资额的", mark)
        + paragraph("百分之二十补助。")
        + paragraph(gone, moved)
        + paragraph("其他照旧。")
    )
    assert lines(word(body)) == ["按投资额的百分之二十补助。", "其他照旧。"]


def test_notes_of_a_table_and_tables_in_cells_are_read() -> None:
    note = '<w:footnote w:id="2">' + paragraph("只限目录内的展会。") + "</w:footnote>"
    mark = "<w:p>" + run("展会") + '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    inner = table(["品种", "补助"], ["肉牛", "每头500元"]) + "<w:p/>"
    assert lines(word(table(["项目", "内容"], [mark, "每家2万元"], ["养殖", inner]), notes=note)) == [
        "| 项目 | 内容 |", "| --- | --- |", "| 展会 | 每家2万元 |", "| 养殖 | 品种：肉牛；补助：每头500元 |",
        "注：只限目录内的展会。",
    ]  # fmt: skip


def test_prompts_of_a_form_and_its_contents_are_no_text_and_a_frame_is_no_table() -> None:
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    styles = '<w:style w:type="paragraph" w:styleId="C"><w:name w:val="toc 1"/></w:style>'
    body = (
        paragraph("第一章 总则\t1", '<w:pStyle w:val="C"/>') + prompt.format(paragraph("单击此处输入。"))
        + paragraph(run("联系人：") + prompt.format(run("请选择。")) + run("科技局"))
        + table([paragraph("专栏") + paragraph("1. 新建学校2所。")])
    )  # fmt: skip
    assert lines(word(body, styles=styles)) == ["联系人：科技局", "专栏", "1. 新建学校2所。"]


@pytest.mark.parametrize(
    ("first", "title"),
    [
        (paragraph("青禾县水库管理规定"), "青禾县水库管理规定"),
        (paragraph("青禾县人民政府文件") + paragraph("青政〔2025〕1号") + paragraph("青禾县水库管理规定"), "青禾县水库管理规定"),
        (paragraph("2025年青禾县工作安排", '<w:outlineLvl w:val="0"/>'), "2025年青禾县工作安排"),
    ],
)  # fmt: skip
def test_neither_a_chapter_nor_a_letterhead_is_the_title(first: str, title: str) -> None:
    body = (
        first
        + paragraph("第一章 总则", '<w:outlineLvl w:val="0"/>')
        + paragraph("第一条 蓄水不得超过汛限水位。")
    )
    path = Path("a.docx")
    assert to_document(read_data(word(body), path), path).title == title

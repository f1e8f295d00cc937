"""A paragraph as HTML: marks stand exactly on their quotations, nothing is lost, tables are tables."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from tests.html_reader import marked, read_html
from ui.views.paragraph import WHOLE, Quote, paragraph, text, with_days


def visible(value: str) -> str:
    """What `text` may show of a value."""
    return unescape(text(value))


@st.composite
def quoted(draw: st.DrawFn, **sizes: int) -> tuple[str, list[Quote]]:
    value = draw(st.text(st.sampled_from('甲乙丙12。，\n<&"\u202e|'), min_size=1, **sizes))
    cuts = sorted(
        draw(st.lists(st.integers(0, len(value)), min_size=2, max_size=8, unique=True))
        if len(value) > 1
        else [0, 1]
    )
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    return value, [
        Quote(start, end, f"t1-c{n}", f"[{n}]") for n, (start, end) in enumerate(spans, 1)
    ]


@given(quoted(max_size=400))
def test_a_mark_holds_exactly_its_quotation(case: tuple[str, list[Quote]]) -> None:
    value, quotes = case
    if value.strip().startswith("|"):
        value = "文" + value[1:]
    root = read_html(paragraph(value, quotes))
    assert root.text(without=("sup",)) == visible(value)
    for quote in quotes:
        assert marked(root, quote.anchor) == visible(value[quote.start : quote.end])


@given(st.integers(0, 15900), st.integers(1, 90), st.integers(0, 15900))
def test_a_long_paragraph_is_folded_around_its_quotations_and_complete(
    start: int, length: int, other: int
) -> None:
    value = "".join(f"第{n:04d}句。" for n in range(2300))[:16000]
    quotes = [Quote(start, start + length, "t1-c1")]
    if other >= start + length:
        quotes.append(Quote(other, other + 10, "t1-c2"))
    root = read_html(paragraph(value, quotes))
    assert root.text(without=("summary",)) == value
    shown = root.text(without=("details",))
    assert len(shown) < 1700
    for quote in quotes:
        assert value[quote.start : quote.end] in shown
        assert marked(root, quote.anchor) == value[quote.start : quote.end]
    counted = sum(int(n) for e in root.all("summary") for n in re.findall(r"\d+", e.text()))
    assert counted + len(shown) == len(value)


def test_a_paragraph_of_ordinary_length_is_not_folded() -> None:
    value = "句。" * (WHOLE // 2)
    assert not read_html(paragraph(value, [Quote(0, 1, "t1-c1")])).all("details")


def test_a_paragraph_without_a_mark_is_shown_around_the_place() -> None:
    value = "甲" * 8000 + "此处。" + "乙" * 8000
    root = read_html(paragraph(value, [Quote(8000, 8002)]))
    assert not root.all("mark")
    assert "此处" in root.text(without=("details",))
    assert [e.text()[:4] for e in root.all("summary")] == ["展开前文", "展开后文"]


ROWS = "| 行业 | 标准 |\n|---|:--:|\n| 箱包 | 每个展位2万元 |\n| 家具 |  |"


def test_a_table_is_a_table_and_the_mark_is_in_its_cell() -> None:
    at = ROWS.index("2万元")
    root = read_html(paragraph(ROWS, [Quote(at, at + 3, "t1-c1")]))
    assert [[td.text() for td in tr.all("td")] for tr in root.all("tr")] == [
        ["行业", "标准"],
        ["箱包", "每个展位2万元"],
        ["家具", ""],
    ]
    assert marked(root, "t1-c1") == "2万元"


def test_names_of_columns_are_shown_only_where_they_fit() -> None:
    row = "| 箱包 | 每个展位2万元 |"
    assert [th.text() for th in read_html(paragraph(row, [], ["行业", "标准"])).all("th")] == [
        "行业",
        "标准",
    ]
    assert not read_html(paragraph(row, [], ["行业", "项目", "标准"])).all("th")


def test_a_day_is_in_one_piece_and_the_rest_is_text() -> None:
    said = with_days("某办法<b> · 2025-03-01 · 12025-03-011")
    assert said == '某办法&lt;b&gt; · <span class="day">2025-03-01</span> · 12025-03-011'

"""A whole document as a page: complete, its repairs in place, the quotation marked to the character, and inert."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.types import Document, Passage, Repair, Segment
from tests.html_reader import Element, inert, visible
from tests.make import info, passage
from tests.payloads import payloads
from ui.views import document
from ui.words import CHINESE, ENGLISH, Words

HOSTILE = payloads(120)


RAW = "第一行没有\n写完。页码4\n第二段在此。"


CLEAN = "第一行没有写完。\n第二段在此。"


def paper(**changes: object) -> Document:
    values = {
        "id": "d1",
        "title": "样例",
        "source": "a.txt",
        "text": CLEAN,
        "sha256": "0" * 64,
        "raw": RAW,
        "segments": (
            Segment(start=0, end=5, raw_start=0),
            Segment(start=5, end=8, raw_start=6),
            Segment(start=9, end=15, raw_start=13),
        ),
        "repairs": (
            Repair(kind="joined", raw_start=5, raw_end=6, confidence=1.0, note="断行"),
            Repair(kind="furniture", raw_start=9, raw_end=12, confidence=1.0, note="页码"),
            Repair(kind="moved", raw_start=13, raw_end=16, confidence=0.9, note="归位"),
        ),
    }
    return Document(**{**values, **changes})  # type: ignore[arg-type]


PASSAGES = (passage(CLEAN[:8]), passage(CLEAN[9:], start=9, paragraph=2, kind="table"))


def shown(document_: Document, **options: object) -> Element:
    html = document.document_page(info(), document_, PASSAGES, **options)  # type: ignore[arg-type]
    return inert(html.removeprefix("<!doctype html>\n"))


def test_a_document_is_complete_and_its_repairs_stand_where_they_were_made() -> None:
    root = shown(paper())
    body = root.all("div", class_="whole")[0]
    assert body.text(without=("del",)).replace("⏎", "") == CLEAN.replace("\n", "")
    first = body.all("p")[0]
    assert first.text(without=("del",)) == "第一行没有⏎写完。"
    assert body.all("del")[0].text() == "页码4"
    assert body.all("ins")[0].text() == "第二段"
    assert "合并断行 1 处" in root.all("p", class_="repairs")[0].text()


@pytest.mark.parametrize(("start", "end"), [(0, 3), (2, 8), (2, 12), (9, 15), (14, 15)])
def test_the_quotation_is_marked_exactly_across_repairs(start: int, end: int) -> None:
    marks = shown(paper(), quote=(start, end)).all("mark")
    said = "".join(m.text() for m in marks).replace("⏎", "")
    assert said == CLEAN[start:end].replace("\n", "")
    assert next(m.attributes.get("id") for m in marks) == "quote"
    assert sum("id" in m.attributes for m in marks) == 1


@pytest.mark.parametrize("quote", [(5, 5), (9, 2), (-1, 3), (0, 99)])
def test_a_quotation_that_is_none_is_not_marked(quote: tuple[int, int]) -> None:
    assert not shown(paper(), quote=quote).all("mark")


@pytest.mark.parametrize("words", [CHINESE, ENGLISH])
def test_the_cuts_show_each_passage(words: Words) -> None:
    root = shown(paper(), cut=True, words=words)
    assert [li.all("p", class_="text")[0].text() for li in root.all("li")] == [
        p.text for p in PASSAGES
    ]
    assert root.all("html")[0].attributes["lang"] == words.tag


@pytest.mark.parametrize("payload", HOSTILE)
def test_a_hostile_document_is_text(payload: str) -> None:
    value = f"{payload.replace(chr(10), ' ')}。补助3万元。"
    hostile = paper(
        title=payload,
        text=value,
        raw=value,
        segments=(),
        repairs=(replace(paper().repairs[0], note=payload),),
    )
    cut = (
        Passage(
            id="d1:0-9",
            document_id="d1",
            start=0,
            end=len(value),
            text=value,
            paragraph=1,
            paragraph_start=0,
            paragraph_end=len(value),
            section=(payload,),
        ),
    )
    html = document.document_page(info(title=payload), hostile, cut, quote=(0, 1), cut=True)
    inert(html.removeprefix("<!doctype html>\n"))
    html = document.document_page(info(title=payload), hostile, cut, quote=(0, 1))
    root = inert(html.removeprefix("<!doctype html>\n"))
    assert root.all("h1")[0].text() == visible(payload)
    assert "没有这份文件" in document.missing_page()


TABLE = "各村情况如下：\n| 村 | 人口（人） |\n|---|---|\n| 东村 | 820 |\n| 西村 | 1040 |\n以上按年核对。"


def test_rows_of_a_table_are_shown_as_one_and_nothing_of_their_cells_is_lost() -> None:
    root = shown(paper(text=TABLE, raw=TABLE, segments=(), repairs=()))
    assert [p.text() for p in root.all("div", class_="whole")[0].all("p")] == [
        "各村情况如下：",
        "以上按年核对。",
    ]
    (table,) = root.all("table")
    assert [th.text() for th in table.all("th")] == ["村", "人口（人）"]
    assert [td.text() for td in table.all("td")] == ["东村", "820", "西村", "1040"]


@pytest.mark.parametrize(
    ("quoted", "marked"),
    [
        ("| 东村 | 820 |", "东村820"),
        ("820 |\n| 西村", "820西村"),
        ("如下：\n| 村 |", "如下：村"),
        ("1040 |\n以上", "1040以上"),
        (" |\n| 西村", "西村"),
    ],
)
def test_a_quotation_in_a_table_is_marked_cell_by_cell_and_found(quoted: str, marked: str) -> None:
    start = TABLE.index(quoted)
    root = shown(
        paper(text=TABLE, raw=TABLE, segments=(), repairs=()), quote=(start, start + len(quoted))
    )
    marks = root.all("mark")
    assert "".join(m.text() for m in marks) == marked
    assert [i for i, m in enumerate(marks) if m.attributes.get("id") == "quote"] == [0]


def test_what_was_left_out_within_a_table_is_told_in_it() -> None:
    raw = TABLE.replace("| 820", "第3页| 820")
    at = raw.index("第3页")
    segments = (
        Segment(start=0, end=at, raw_start=0),
        Segment(start=at, end=len(TABLE), raw_start=at + 3),
    )
    left = Repair(kind="furniture", raw_start=at, raw_end=at + 3, confidence=1.0, note="页码")
    root = shown(paper(text=TABLE, raw=raw, segments=segments, repairs=(left,)))
    assert [d.text() for d in root.all("table")[0].all("del")] == ["第3页"]


def test_what_was_left_out_before_a_table_stands_before_it() -> None:
    table = TABLE[TABLE.index("|") :]
    raw = f"页眉{table}"
    left = Repair(kind="furniture", raw_start=0, raw_end=2, confidence=1.0, note="页眉")
    segments = (Segment(start=0, end=len(table), raw_start=2),)
    root = shown(paper(text=table, raw=raw, segments=segments, repairs=(left,)))
    assert root.all("table")[0].all("del") == []
    assert [d.text() for d in root.all("p")[-2].all("del")] == ["页眉"]

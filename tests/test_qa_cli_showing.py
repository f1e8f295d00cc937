"""`show`: how a document was cut, on the terminal, as JSON and as one inert page."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.repair import repair
from index.types import Document, DocumentInfo, Passage, Unsure
from qa.cli.showing import _passages
from qa.cli.terminal import Terminal
from qa.documents.cut import Cut, cut_json
from qa.documents.cut_html import cut_html, text
from tests.command import Desk, one_line, run
from tests.fakes import plain_passages
from tests.html_reader import Element, read_html
from tests.schema import problems

WRAPPED = (
    "(上接第4版)\n\n某县对设备投入五百万元以上的企业给予补助，最高不超过三百万\n\n"
    "元，由县工业和信息化局负责组织实施，所需资金由县财政安排解决。\n\n"
    "第二段说的是另一件事情，与上面一段没有任何关系，请大家分别阅读。\n"
)


def cut_of(raw: str, title: str = "样例") -> Cut:
    repaired = repair(raw)
    document = Document(
        id="d1", title=title, source="a.txt", text=repaired.text, sha256="0" * 64, raw=raw,
        segments=repaired.segments, repairs=repaired.repairs,
    )  # fmt: skip
    info = DocumentInfo(id="d1", title=title, source="a.txt", sha256="0" * 64)
    passages: tuple[Passage, ...] = plain_passages(document) if document.text.strip() else ()
    return Cut(info, document, passages)


def tree(page: str) -> Element:
    return read_html(page.removeprefix("<!doctype html>\n"))


def body(page: str) -> str:
    (article,) = tree(page).all("article")
    return article.text()


def test_a_person_sees_passages_repairs_and_where_the_metadata_stand(desk: Desk) -> None:
    done = desk("show", "测试县支持制造业")
    assert done.code == 0 and done.err == ""
    assert "文号：测府〔2025〕3号　［原文件开头" in done.out
    assert "施行日期：2025-03-01　［正文" in done.out and "有效期至：2028-02-29" in done.out
    assert "1. [" in done.out and "一、" in done.out and "修复" in done.out


def test_speakers_and_json(desk: Desk) -> None:
    done = desk("show", "测试县制造业发展新闻发布会", "--json")
    assert done.code == 0
    assert problems(done.json, run("schema").json["show"]) == []
    spoken = [p for p in done.json["passages"] if p["speaker"] == "张三"]
    assert spoken and spoken[0]["role"] == "县工业和信息化局局长"
    assert done.json["document"]["proofs"]["published"]["value"] == "2026-01-15"


@pytest.mark.parametrize("ref", ["没有这份", ""])
def test_what_is_not_there(desk: Desk, ref: str) -> None:
    done = desk("show", ref)
    assert done.code == 2 and one_line(done, "没有文件")


def test_an_ambiguous_name_is_one_line_that_lists_them(desk: Desk) -> None:
    done = desk("show", "测试县")
    assert done.code == 2
    assert one_line(done, "2 个文件", "测试县支持制造业若干措施", "测试县制造业发展新闻发布会")


def test_a_page_of_its_own(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "cut.html"
    done = desk("show", "测试县支持制造业若干措施", "--html", target)
    assert done.code == 0 and done.out == "" and "已写入" in done.err
    page = target.read_text(encoding="utf-8")
    assert "一、支持技术改造" in body(page) and "title: 测试县支持制造业若干措施" in body(page)
    failed = desk("show", "测试县支持制造业若干措施", "--html", tmp_path / "nowhere" / "x.html")
    assert failed.code == 1 and one_line(failed, "无法写入")


def test_the_page_shows_every_character_of_the_original_and_marks_what_was_done() -> None:
    cut = cut_of(WRAPPED)
    kinds = {repair.kind for repair in cut.document.repairs}
    assert {"furniture", "joined"} <= kinds
    page = cut_html(cut)
    assert body(page).replace("⏎", "") == WRAPPED
    spans = tree(page).all("article")[0].all("span")
    classes = {name for span in spans for name in span.attributes.get("class", "").split()}
    assert {"joined", "out", "c0"} <= classes
    assert any("接续" in span.attributes.get("title", "") for span in spans)
    links = [a.attributes["href"] for a in tree(page).all("nav")[0].all("a")]
    ids = [span.attributes["id"] for span in spans if "id" in span.attributes]
    assert links == [f"#{id_}" for id_ in ids] and len(ids) == len(cut.passages)


def test_nothing_comes_from_outside_and_nothing_runs() -> None:
    page = cut_html(
        cut_of("<script>alert(1)</script>\n\n<img src=http://x/y onerror=z>\n", "</title><b>")
    )
    elements = list(tree(page).walk())
    assert not {e.tag for e in elements} & {
        "script",
        "img",
        "link",
        "iframe",
        "object",
        "base",
        "form",
    }
    names = {name for e in elements for name in e.attributes}
    assert not {
        name for name in names if name.startswith("on") or name in ("src", "srcset", "style")
    }
    assert {e.attributes["href"][0] for e in elements if "href" in e.attributes} == {"#"}
    (style,) = tree(page).all("style")
    assert not re.search(r"@import|url\(", style.text())
    assert "default-src 'none'" in page and "&lt;script&gt;" in page


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_text_makes_a_page_with_all_of_it(raw: str) -> None:
    raw = raw.replace("\r", "")
    shown = body(cut_html(cut_of(raw)))
    assert re.sub(r"⏎|‹[^›]*›", "", shown) == re.sub(r"⏎|‹[^›]*›", "", _visible(raw))
    json = cut_json(cut_of(raw))
    assert all(p["raw_start"] <= len(raw) for p in json["passages"])


def _visible(raw: str) -> str:
    from html import unescape

    return unescape(text(raw))


def test_hidden_characters_are_named() -> None:
    assert text("元\u202e万\x00") == "元‹RIGHT-TO-LEFT OVERRIDE›万‹U+0000›"


def test_what_may_have_been_misread_is_highlighted() -> None:
    cut = cut_of(WRAPPED)
    at = cut.document.text.index("三百万元")
    info = replace(cut.info, doubts=(Unsure(at, at + 3, 0.5, "看不清"),))
    for colour, shown in (
        (False, "不超过【三百万】元"),
        (True, "不超过\x1b[30;43m三百万\x1b[0m元"),
    ):
        stream = io.StringIO()
        _passages(Cut(info, cut.document, cut.passages), Terminal(stream, colour=colour))
        assert shown in stream.getvalue()

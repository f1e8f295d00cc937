"""Where what is known of a document stands in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.metadata import Metadata, find_metadata

PATH = Path("某文件.txt")


def about(text: str, **front: str) -> Metadata:
    return find_metadata(text, front, PATH)


# --- where it stands ---


def proof(text: str, name: str, **front: str):
    found = about(text, **front)
    proven = next((p for p in found.proofs if p.field == name), None)
    assert proven is None or text[proven.start : proven.end] == proven.quote
    return proven


def test_what_the_head_of_the_file_states_is_proven_in_the_raw_text():
    raw = "---\nnumber: 甲发〔2020〕1号\npublished: 2020-02-03\n---\n\n正文。\n"
    found = find_metadata(
        "正文。\n", {"number": "甲发〔2020〕1号", "published": "2020-02-03"}, PATH, raw=raw
    )
    for p in found.proofs:
        assert p.where == "raw" and raw[p.start : p.end] == p.quote
    assert {p.field: p.quote for p in found.proofs} == {
        "number": "甲发〔2020〕1号",
        "published": "2020-02-03",
    }


def test_a_property_of_the_file_has_no_span():
    (p,) = find_metadata("正文。", {"issuer": "甲局"}, PATH).proofs[:1]
    assert (p.where, p.start, p.end, p.quote) == ("file", 0, 0, "")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("财政部\n税务总局关于某项政策的公告\n为支持发展，现公告如下：", "财政部 税务总局关于某项政策的公告"),
        ("国务院办公厅\n关于某省提出的问题\n办理情况的函\n某府〔2024〕1号", "国务院办公厅关于某省提出的问题办理情况的函"),
        ("某府发〔2020〕5号市人民政府办公厅关于某事的通知\n各区：", "市人民政府办公厅关于某事的通知"),
        ("某部关于某件事情的通知某部发〔2020〕11号\n各省：", "某部关于某件事情的通知"),
        ("关于某件事\n关于某件事情的通知\n各省：", "关于某件事情的通知"),
    ],
)  # fmt: skip
def test_titles_as_web_pages_leave_them(text: str, title: str):
    assert about(text).title == title


@pytest.mark.parametrize(
    ("text", "number", "issuer", "written"),
    [
        ("某部关于某件事情的通知某部发〔2020〕11号\n各省：", "某部发〔2020〕11号", "某部", None),
        ("贵阳市人民政府办公厅文件\n市人民政府办公厅关于某事的通知\n各区：", None, "贵阳市人民政府办公厅", None),
        ("中华人民共和国国务院令\n第707号\n现公布某条例。\n总理 某某某\n2018年12月18日\n某条例\n第一条 内容。", "国务院令第707号", "国务院", "2018-12-18"),
        ("关于某事的通知\n" + "各区：\n" * 15 + "财\n政\n部\n2020年1月31日", None, "财政部", "2020-01-31"),
        ("关于某事的通知\n" + "各区：\n" * 15 + "2020年1月31日", None, None, "2020-01-31"),
        ("关于某事的通知\n" + "各区：\n" * 15 + "国家税务总局", None, "国家税务总局", None),
        ("# 某条例\n\n（2007年4月4日国务院第173次常务会议通过 2007年4月22日中华人民共和国国务院令第495号公布 2007年6月1日施行）\n\n第一条 内容。", "国务院令第495号", "国务院", None),
    ],
)  # fmt: skip
def test_who_signs(text: str, number: str | None, issuer: str | None, written: str | None):
    found = about(text)
    assert (found.number, found.issuer, found.written) == (number, issuer, written)


def test_the_history_of_a_law_dates_it():
    text = "# 某条例\n\n（2007年4月22日国务院令第495号公布 2007年6月1日施行）\n\n第一条 内容。"
    found = about(text)
    assert (found.published, found.effective) == ("2007-04-22", "2007-06-01")
    assert proof(text, "published").quote == "2007年4月22日国务院令第495号公布"


@pytest.mark.parametrize(
    ("text", "effective", "expires"),
    [
        ("上述政策执行期限为2019年1月1日至2023年12月31日。", "2019-01-01", "2023-12-31"),
        ("本措施自印发之日起实施，有效期至2020年底。", "2024-02-01", "2020-12-31"),
        ("本政策执行期暂定为自政策发布之日起三个月。", "2024-02-01", "2024-04-30"),
        ("本通知要求企业自发布之日起三个月内备案。", None, None),
        ("许可证执行期限为2019年1月1日至2023年12月31日。", None, None),
    ],
)
def test_more_terms(text: str, effective: str | None, expires: str | None):
    found = about(f"某局关于某事的通知\n\n{text}\n", 发布日期="2024-02-01")
    assert (found.effective, found.expires) == (effective, expires)


@given(
    st.text(
        alphabet="甲乙局政府令第号（）〔〕2024年3月1日起施行有效期至同时废止《》。\n 　#",
        max_size=300,
    )
)
def test_every_proof_holds_whatever_the_text(text: str):
    found = find_metadata(text, {}, PATH, raw=text)
    for p in found.proofs:
        assert text[p.start : p.end] == p.quote
    for change in found.changes:
        assert text[change.start : change.end] == change.quote

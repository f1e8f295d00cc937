"""A term that ends with an event is told as one; the periods of persons and of others are none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.force import standings
from index.metadata import find_metadata
from index.open_terms import find_open_end
from index.types import DocumentInfo, Standing
from qa.documents.labels import ended, label, state_name

PATH = Path("某文件.txt")


def words(text: str, title: str = "某市关于支持企业的通知") -> str | None:
    span = find_open_end(text, title)
    return None if span is None else text[slice(*span)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("以上政策自印发之日起实施，文中有规定的从其规定，其余有效期至疫情解除止。", "有效期至疫情解除止"),
        ("本通知自印发之日起施行，有效期至全省一级响应结束。", "有效期至全省一级响应结束"),
        ("本意见自印发之日起施行，有效期至疫情解除后再顺延3个月（另有规定的从其规定）。", "有效期至疫情解除后再顺延3个月"),
        ("以上措施自印发之日起实施，有效期为疫情防控期间。", "有效期为疫情防控期间"),
        ("本公告自2020年1月1日起实施，截止日期视情况另行公告。", "截止日期视情况另行公告"),
        ("本办法自2024年1月1日起施行，有效期至2026年12月31日。", None),
        ("现将落实疫情防控期间一次性补助的有关事项通知如下：", "疫情防控期间"),
        ("许可证有效期至项目完成，本办法另有规定的除外。", None),
        ("对困难企业的贷款，可展期至疫情结束。", None),
        ("本规定适用于职工，试用期间工资照发。", None),
    ],
)  # fmt: skip
def test_terms_that_end_with_an_event(text: str, found: str | None) -> None:
    assert words(text) == found


def test_a_title_may_say_that_it_is_for_a_time() -> None:
    for title, found in (
        ("关于阶段性减免费用的通知", "阶段性"),
        ("关于春节期间安全生产的通知", "春节期间"),
        ("关于职工产假期间工资的通知", None),
        ("关于推广阶段性成果的通知", None),
    ):
        assert words(f"{title}\n各单位：", title) == found


def _standing(text: str) -> tuple[DocumentInfo, Standing]:
    about = find_metadata(text, {"发布日期": "2020-02-07"}, PATH)
    info = DocumentInfo(
        id="a",
        title=about.title,
        source="a.txt",
        sha256="0" * 64,
        published=about.published,
        effective=about.effective,
        expires=about.expires,
        proofs=about.proofs,
    )
    return info, standings([info], date(2026, 1, 1))["a"]


def test_what_holds_until_an_event_is_never_called_in_force() -> None:
    text = "某市支持企业若干措施\n一、减免租金。\n本措施自印发之日起施行，有效期至疫情解除。"
    info, standing = _standing(text)
    assert info.expires is None and standing.state == "unknown"
    assert standing.proof is not None and standing.proof.quote == "有效期至疫情解除"
    labelled = DocumentInfo(id="a", title=info.title, source="a", sha256="0", standing=standing)
    assert state_name(labelled) == "效力不明" and not ended(labelled)
    assert label(labelled) == "效力不明（原文“有效期至疫情解除”，没有写明整份文件到哪天为止）"


def test_a_day_goes_before_an_event() -> None:
    text = "某市支持企业若干措施\n一、减免租金。\n本措施自印发之日起施行，有效期3年。疫情结束另行通知。"
    info, standing = _standing(text)
    assert (info.expires, standing.state) == ("2023-02-06", "expired")

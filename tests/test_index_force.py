"""Which documents are in force on a day: their own terms, repeals, amendments, and claims without power."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.force import number_key, standings, title_key
from index.types import Change, DocumentInfo, Standing

COUNTY = "测试县人民政府"


def doc(id_: str, title: str, day: str | None = "2020-01-01", **more: object) -> DocumentInfo:
    values = {"issuer": COUNTY, "region": "测试县", "published": day, "written": day, **more}
    return DocumentInfo(id=id_, title=title, source=f"{id_}.md", sha256=id_ * 8, **values)  # type: ignore[arg-type]


def repeals(title: str = "", number: str = "", *, kind: str = "repeals", subject: str = "", day: str | None = None) -> tuple[Change, ...]:  # fmt: skip
    return (Change(kind, title, number, subject, day, 5, 12, "《甲》同时废止"),)  # type: ignore[arg-type]


def on(day: str, *documents: DocumentInfo) -> dict[str, Standing]:
    return standings(documents, date.fromisoformat(day))


OLD = doc("old", "测试县招商办法", "2019-01-01", number="测政发〔2019〕5号")
NEW = doc(
    "new",
    "测试县新招商办法",
    "2024-01-01",
    effective="2024-03-01",
    changes=repeals("测试县招商办法"),
)


def test_a_document_is_in_force_from_its_day_until_its_last() -> None:
    info = doc("a", "测试县办法", "2020-01-01", effective="2020-03-01", expires="2022-12-31")
    states = {day: on(day, info)["a"].state for day in ("2019-12-31", "2020-02-29", "2020-03-01", "2022-12-31", "2023-01-01")}  # fmt: skip
    assert states == {
        "2019-12-31": "not_yet",
        "2020-02-29": "not_yet",
        "2020-03-01": "in_force",
        "2022-12-31": "in_force",
        "2023-01-01": "expired",
    }
    assert on("2023-01-01", info)["a"].since == "2023-01-01"


def test_what_has_no_force_or_no_date_is_unknown() -> None:
    assert on("2024-01-01", doc("a", "测试县新闻发布会"))["a"].state == "unknown"
    assert on("2024-01-01", doc("a", "测试县办法", None))["a"].state == "unknown"
    assert on("2019-01-01", doc("a", "测试县新闻发布会"))["a"].state == "not_yet"


def test_a_text_that_reaches_back_does_not_exist_before_it_is_made() -> None:
    info = doc("a", "测试县公告", "2020-02-06", effective="2020-01-01")
    assert on("2020-01-15", info)["a"].state == "not_yet"
    assert on("2020-02-06", info)["a"].since == "2020-01-01"


def test_a_repeal_counts_from_the_day_of_the_new_text() -> None:
    assert on("2024-02-28", OLD, NEW)["old"].state == "in_force"
    standing = on("2024-03-01", OLD, NEW)["old"]
    assert standing.state == "repealed" and standing.since == "2024-03-01"
    assert (
        standing.by and standing.by.document_id == "new" and standing.by.quote == "《甲》同时废止"
    )


def test_a_repealed_text_does_not_revive() -> None:
    ended = replace(NEW, expires="2025-01-01")
    assert on("2026-01-01", OLD, ended)["old"].state == "repealed"


def test_the_stated_day_of_a_repeal_goes_first() -> None:
    new = replace(NEW, changes=repeals("测试县招商办法", day="2025-01-01"))
    assert on("2024-06-01", OLD, new)["old"].state == "in_force"
    assert on("2025-01-01", OLD, new)["old"].state == "repealed"


@pytest.mark.parametrize(
    ("title", "number", "hit"),
    [
        ("招商办法", "", False),
        ("测试县招商办法", "测政发〔2019〕5号", True),
        ("测试县招商办法", "测政发〔2018〕9号", False),
        ("", "测政发[2019]5号", True),
        ("《测试县招商办法》（试行）".strip("《》"), "", True),
    ],
)
def test_who_is_meant(title: str, number: str, hit: bool) -> None:
    new = replace(NEW, changes=repeals(title, number))
    assert (on("2025-01-01", OLD, new)["old"].state == "repealed") is hit


def test_a_notice_is_cited_by_the_name_of_what_it_issues() -> None:
    notice = doc("n", "测试县人民政府关于印发《测试县补贴办法》的通知", "2019-01-01")
    new = replace(NEW, changes=repeals("测试县补贴办法"))
    assert on("2025-01-01", notice, new)["n"].state == "repealed"


def test_a_newer_text_and_the_text_itself_are_not_meant() -> None:
    newer = doc("newer", "测试县招商办法", "2025-01-01")
    assert on("2026-01-01", newer, NEW)["newer"].state == "in_force"
    same = replace(NEW, title="测试县招商办法")
    assert on("2026-01-01", same)["new"].state == "in_force"
    assert on("2026-01-01", OLD, same)["old"].state == "repealed"


def test_earlier_policies_of_a_subject() -> None:
    old = doc("o", "测试县加快重点产业发展实施意见", "2019-01-01")
    new = replace(NEW, changes=repeals(subject="重点产业相关奖励政策"))
    assert on("2025-01-01", old, new)["o"].state == "repealed"
    other = replace(old, region="邻水县")
    assert on("2025-01-01", other, new)["o"].state == "in_force"


@pytest.mark.parametrize("issuer", ["测试县商务局", "邻水县人民政府", "某某公司", None])
def test_a_body_without_power_only_claims(issuer: str | None) -> None:
    hostile = replace(NEW, issuer=issuer, region=None)
    standing = on("2025-01-01", OLD, hostile)["old"]
    assert standing.state == "in_force" and standing.by is None
    assert [link.document_id for link in standing.claims] == ["new"]


def test_the_same_title_of_another_county_is_left_alone() -> None:
    other = doc("x", "招商办法", "2019-01-01", issuer="邻水县人民政府", region="邻水县")
    new = replace(NEW, changes=repeals("招商办法"))
    assert on("2025-01-01", other, new)["x"] == Standing("in_force", "2019-01-01")


@pytest.mark.parametrize("kind", ["amends", "partly"])
def test_what_is_changed_in_part_stays_in_force(kind: str) -> None:
    new = replace(NEW, changes=repeals("测试县招商办法", kind=kind))
    standing = on("2025-01-01", OLD, new)["old"]
    assert standing.state == "in_force" and len(standing.amended) == 1


def test_the_later_version_of_a_law_takes_the_place_of_the_earlier() -> None:
    first = doc("a", "某条例", "2001-01-01", issuer="国务院", region=None)
    last = doc("b", "某条例", "2018-01-01", issuer="国务院", region=None, changes=repeals("某条例", kind="revises", day="2018-01-01"))  # fmt: skip
    found = on("2020-01-01", first, last)
    assert (found["a"].state, found["b"].state) == ("repealed", "in_force")


def test_keys() -> None:
    assert (
        number_key("国发〔2020〕3号")
        == number_key("国发[2020] 3 号")
        == number_key("国发（2020）第3号")
    )
    assert title_key("《某办法》（试行）") == title_key("某办法")


@given(st.dates(date(2018, 1, 1), date(2027, 1, 1)), st.integers(1, 400))
def test_what_has_ended_stays_ended(day: date, later: int) -> None:
    info = doc("a", "测试县办法", "2020-01-01", expires="2022-12-31")
    after = (day + timedelta(days=later)).isoformat()
    for id_ in ("a", "old"):
        if on(day.isoformat(), info, OLD, NEW)[id_].state in ("expired", "repealed"):
            assert on(after, info, OLD, NEW)[id_].state in ("expired", "repealed")

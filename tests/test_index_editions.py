"""Editions of one law: which is the later one, and what an unsigned law ends in its closing article."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.editions import edition_key, is_rules
from index.force import standings
from index.history import find_history
from index.metadata import find_metadata
from index.types import DocumentInfo, Standing

LAW = "第一条 为了规范样品管理，制定本条例。\n\n第二条 样品应当登记。\n\n第三条 {end}\n"


def made(id_: str, text: str) -> DocumentInfo:
    about = find_metadata(text, {}, Path(f"{id_}.md"), raw=text)
    return DocumentInfo(
        id=id_,
        title=about.title,
        source=f"{id_}.md",
        sha256=id_ * 8,
        number=about.number,
        issuer=about.issuer,
        region=about.region,
        published=about.published,
        effective=about.effective,
        level=about.level,
        written=about.written,
        proofs=about.proofs,
        changes=about.changes,
        characters=len(text),
    )


def law(id_: str, title: str, history: str, end: str) -> DocumentInfo:
    return made(id_, f"# {title}\n\n{history}\n\n{LAW.format(end=end)}")


def on(day: str, *documents: DocumentInfo) -> dict[str, Standing]:
    return standings(documents, date.fromisoformat(day))


FIRST = "2007年8月26日 中华人民共和国国务院令第501号公布"
SECOND = f"{FIRST}\n\n2024年3月1日 中华人民共和国国务院令第702号修订）"
SAME = "本条例自2008年1月1日起施行。"


@pytest.mark.parametrize("history", [SECOND, f"（{SECOND}", f"（{SECOND.replace(chr(10), ' ')}"])
def test_a_history_is_read_with_brackets_or_without(history: str) -> None:
    text = f"# 样品管理条例\n\n{history}\n\n{LAW.format(end=SAME)}"
    found = find_history(text)
    assert found and found.published.day == "2024-03-01"
    assert (found.number, found.issuer) == ("国务院令第702号", "国务院")
    assert found.revised
    assert text[found.revised.start : found.revised.end].endswith("第702号修订")


def test_who_made_a_law_without_an_order_is_told_by_its_history() -> None:
    text = "# 样品办法\n\n1949年12月23日 政务院发布\n\n2013年12月11日 《国务院关于修改〈样品办法〉的决定》第一次\n修订\n\n第一条 甲。"
    found = find_history(text)
    assert found and found.issuer == "政务院" and found.published.day == "2013-12-11"


@pytest.mark.parametrize(
    "text",
    [
        "# 简报\n\n2024年3月1日，样品条例公布\n\n内容。",
        "# 简报\n\n县里开了会。\n\n2024年3月1日 样品条例公布\n",
        "# 通知\n\n2024年3月1日\n\n内容。",
    ],
)
def test_what_is_told_of_a_day_is_no_history(text: str) -> None:
    assert find_history(text) is None


def test_the_revised_text_takes_the_place_of_the_earlier_from_its_revision() -> None:
    old, new = law("a", "样品管理条例", FIRST, SAME), law("b", "样品管理条例", SECOND, SAME)
    found = on("2024-06-01", old, new)
    assert (found["a"].state, found["b"].state) == ("repealed", "in_force")
    assert found["a"].since == "2024-03-01" and found["a"].by and "修订" in found["a"].by.quote
    assert on("2024-02-01", old, new)["a"].state == "in_force"


def test_without_any_history_the_later_commencement_decides() -> None:
    old = law("a", "样品管理暂行条例", "", SAME)
    new = law("b", "样品管理条例", "", "本条例自2020年5月1日起施行。")
    found = on("2024-06-01", old, new)
    assert found["a"].state == "repealed" and found["a"].since == "2020-05-01"
    assert found["b"].state == "in_force"


def test_the_maker_may_have_another_name_by_now() -> None:
    old = law("a", "全国样品办法", "1949年12月23日 政务院发布", "本办法自公布之日起施行。")
    new = law("b", "全国样品办法", "1949年12月23日 政务院发布\n\n2013年12月11日 《国务院关于修改〈全国样品办法〉的决定》第一次修订", "本办法自公布之日起施行。")  # fmt: skip
    assert on("2024-06-01", old, new)["a"].state == "repealed"


def test_two_copies_of_one_text_both_stand() -> None:
    one = law("a", "样品管理条例", FIRST, SAME)
    other = law("b", "样品管理条例", "2007年9月3日 发布", SAME)
    assert {s.state for s in on("2024-06-01", one, other).values()} == {"in_force"}


def test_a_text_known_by_its_commencement_alone_may_be_the_newest() -> None:
    bare, old = law("a", "样品管理条例", "", SAME), law("b", "样品管理条例", SECOND, SAME)
    assert {s.state for s in on("2024-06-01", bare, old).values()} == {"in_force"}


def test_another_place_or_another_body_has_no_edition_of_it() -> None:
    old = law("a", "测试县样品管理办法", "2007年8月26日 测试县人民政府发布", SAME)
    for history in ("2024年3月1日 测试县商务局修订发布", "2024年3月1日 邻水县人民政府发布"):
        new = law("b", "测试县样品管理办法", history, "本办法自2024年4月1日起施行。")
        assert on("2024-06-01", old, new)["a"].state == "in_force"


def test_a_stub_takes_no_place() -> None:
    old = law("a", "样品管理条例", FIRST, f"{'样品应当登记。' * 60}{SAME}")
    stub = made("b", "# 样品管理条例\n\n本条例自2024年1月1日起施行。")
    assert on("2024-06-01", old, stub)["a"].state == "in_force"


CLOSES = "本条例自2024年1月1日起施行。《样品管理条例》同时废止。"


@pytest.mark.parametrize(
    ("title", "end", "state"),
    [
        ("促进样品登记条例", CLOSES, "repealed"),
        ("样品登记措施", CLOSES, "in_force"),  # no law
        ("港口条例", CLOSES, "in_force"),  # another subject
        ("测试县样品登记条例", CLOSES, "in_force"),  # of a place
        ("促进样品登记条例", "《样品管理条例》同时废止。", "in_force"),  # begins on no day
    ],
)
def test_what_an_unsigned_law_ends(title: str, end: str, state: str) -> None:
    old = law("a", "样品管理条例", FIRST, SAME)
    new = law("b", title, "", end)
    assert new.issuer is None
    found = on("2024-06-01", old, new)["a"]
    assert found.state == state
    if state == "in_force":
        assert [link.document_id for link in found.claims] == ["b"]


def test_the_closing_article_of_an_edition_ends_what_was_before_the_first() -> None:
    end = f"{SAME}1999年3月26日国务院发布的《样品管理条例》同时废止。"
    first = law("a", "样品管理条例", "1999年3月26日 国务院发布", "本条例自1999年5月1日起施行。")
    old, new = law("b", "样品管理条例", FIRST, end), law("c", "样品管理条例", SECOND, end)
    found = on("2024-06-01", first, old, new)
    assert [found[i].state for i in "abc"] == ["repealed", "repealed", "in_force"]
    assert found["a"].since == "2008-01-01" and found["b"].since == "2024-03-01"


def test_keys() -> None:
    assert edition_key("样品管理暂行条例（2020年修订）") == edition_key(
        "中华人民共和国样品管理条例"
    )
    assert is_rules("样品办法（试行）") and not is_rules("关于印发样品办法的通知")
    assert not is_rules("样品登记方法")

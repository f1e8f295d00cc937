"""The filters of the commands, from end to end: what they leave out, what they say, and what is wrong with them."""

from __future__ import annotations

import pytest

from tests.command import Desk, one_line, run
from tests.schema import problems


def test_a_list_says_what_each_document_says_of_itself_and_where(desk: Desk) -> None:
    done = desk("list", "--json", "--as-of", "2026-03-01")
    assert done.code == 0
    assert problems(done.json, run("schema").json["list"]) == []
    paper = next(d for d in done.json if d["number"])
    assert (paper["level"], paper["effective"], paper["expires"]) == (
        "县级",
        "2025-03-01",
        "2028-02-29",
    )
    assert paper["standing"]["state"] == "in_force"
    assert paper["proofs"]["expires"]["text"] == "有效期三年"
    assert paper["proofs"]["number"]["where"] == "raw"
    shown = desk("list", "--as-of", "2026-03-01").out
    assert "现行有效" in shown and "2028-02-29" in shown and "测府〔2025〕3号" in shown


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        (("--region", "测试县"), {"测试县制造业发展新闻发布会", "测试县支持制造业若干措施"}),
        (("--issuer", "测试县政府"), {"测试县支持制造业若干措施"}),
        (("--region", "广东"), set()),
        (("--as-of", "2024-01-01"), {"邻水镇养老服务补贴办法"}),
        (("--as-of", "2030-01-01"), {"测试县制造业发展新闻发布会", "邻水镇养老服务补贴办法"}),
        (
            ("--as-of", "2026-03-01", "--in-force"),
            {"测试县支持制造业若干措施", "邻水镇养老服务补贴办法"},
        ),
    ],
)
def test_filters(desk: Desk, filters: tuple[str, ...], titles: set[str]) -> None:
    done = desk("list", "--json", *filters)
    assert {d["title"] for d in done.json} == titles
    found = desk("search", "补助", "--json", *filters)
    assert {hit["document"]["title"] for hit in found.json} <= titles
    assert found.code == (0 if titles else 3)
    assert bool(found.err) is not bool(titles)


def test_an_answer_comes_from_what_the_filter_admits(desk: Desk) -> None:
    question = "技术改造补助最高多少？"
    done = desk("ask", question, "--json", "--as-of", "2026-03-01", "--issuer", "测试县人民政府")
    assert done.code == 0 and "300万元" in done.json["answer"]
    assert done.json["scope"] == {
        "region": None,
        "issuer": "测试县人民政府",
        "as_of": "2026-03-01",
        "in_force": False,
    }
    assert done.json["citations"][0]["document"]["standing"]["state"] == "in_force"
    before = desk("ask", question, "--as-of", "2024-01-01")
    assert before.code == 3 and "2024-01-01" in before.out
    elsewhere = desk("ask", question, "--region", "广东省")
    assert elsewhere.code == 3 and "地区 广东省" in elsewhere.out


def test_an_expired_source_is_labelled_wherever_it_is_cited(desk: Desk) -> None:
    done = desk("search", "技术改造补助", "--json")
    assert all(hit["document"]["standing"] for hit in done.json)
    claim = "对设备投入500万元以上的规上工业企业，按设备投入的8%给予补助。"
    assert desk("verify", claim, "--as-of", "2026-03-01").code == 0
    assert desk("verify", claim, "--as-of", "2030-01-01").code == 3
    assert desk("verify", claim, "--region", "邻水县").code == 3


def test_match_takes_the_filters(desk: Desk) -> None:
    profile = "测试县的规上工业企业，设备投入600万元"
    assert desk("match", profile, "--as-of", "2026-03-01").code == 0
    gone = desk("match", profile, "--date", "2030-01-01", "--json")
    assert "expired" in {e["reason"] for e in gone.json["excluded"]}
    assert desk("match", profile, "--date", "2026-03-01", "--issuer", "财政部").code == 3
    strict = desk("match", profile, "--date", "2026-03-01", "--in-force", "--json")
    assert strict.code == 0 and {
        m["document"]["standing"]["state"] for m in strict.json["measures"]
    } == {"in_force"}


@pytest.mark.parametrize(
    "command",
    [("ask", "问题"), ("search", "词"), ("list",), ("verify", "句子。"), ("match", "企业")],
)
@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--as-of", "2026-13-01"),
        ("--as-of", "2026-02-30"),
        ("--as-of", "20260301"),
        ("--as-of", "昨天"),
        ("--as-of", ""),
        ("--region", ""),
        ("--issuer", "　"),
        ("--region", "县" * 100),
    ],
)
def test_a_bad_filter_is_one_line_and_exit_2(
    desk: Desk, command: tuple[str, ...], option: str, value: str
) -> None:
    done = desk(*command, option, value)
    assert done.code == 2 and one_line(done, option)

"""Two documents that stand and disagree: found for the same thing only, and never between tiers, places or years."""

from __future__ import annotations

from typing import Any

import pytest

from index.types import DocumentInfo, Standing
from qa.claims.conflicts import disagreements
from qa.types import Citation, Evidence
from tests.make import evidence, info, passage

IN_FORCE = Standing("in_force", "2024-01-01")


def paper(id_: str, **more: Any) -> DocumentInfo:
    values = {
        "title": f"测试县{id_}措施",
        "region": "测试县",
        "issuer": "测试县人民政府",
        "level": "县级",
        "standing": IN_FORCE,
    }
    return info(id=id_, **{**values, **more})


def item(text: str, document: DocumentInfo, number: int) -> Evidence:
    return evidence(text, number, document=document)


def quoted(found: Evidence, quote: str = "") -> Citation:
    quote = quote or found.text
    at = found.text.index(quote)
    own = passage(found.text)
    return Citation(
        number=1, document=found.document, paragraph=own.paragraph, page=None, speaker=None, role=None, section=(),
        start=at, end=at + len(quote), quote=quote, text=found.text, paragraph_start=0,
    )  # fmt: skip


def told(a: str, b: str, *, one: dict[str, Any] | None = None, other: dict[str, Any] | None = None, quote: str = "") -> list[tuple[str, str]]:  # fmt: skip
    first = item(a, paper("甲", **(one or {})), 1)
    second = item(b, paper("乙", **(other or {})), 2)
    found = disagreements(quoted(first, quote), [first, second])
    assert all(d.other.document.id == "乙" and d.other.quote in b for d in found)
    return [(d.figure, d.other_figure) for d in found]


BOOTH = "对参加境外展会的企业，每个展位补助2万元。"


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (BOOTH, "对参加境外展会的企业，每个展位补助3万元。", [("2万元", "3万元")]),
        (
            "对新认定的省级企业技术中心，一次性奖励80万元。",
            "新认定为省级企业技术中心的，给予100万元一次性奖励。",
            [("80万元", "100万元")],
        ),
        (
            "对设备投入500万元以上的规上工业企业，按设备投入的8%给予补助，最高不超过300万元。",
            "对设备投入500万元以上的规上工业企业，按设备投入的10%给予补助，最高不超过500万元。",
            [("8%", "10%"), ("不超过300万元", "不超过500万元")],
        ),
    ],
)
def test_what_two_documents_say_of_one_thing(
    a: str, b: str, expected: list[tuple[str, str]]
) -> None:
    assert told(a, b) == expected


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (BOOTH, BOOTH),
        (BOOTH, "对参加境内展会的企业，每个展位补助1万元。"),
        (
            "对新认定的省级企业技术中心，奖励80万元；对新认定的国家级企业技术中心，奖励200万元。",
            "对新认定的省级企业技术中心，奖励80万元；对新认定的国家级企业技术中心，奖励200万元。",
        ),
        (
            "对新认定的省级企业技术中心，奖励80万元。",
            "对新认定的国家级企业技术中心，奖励200万元。",
        ),
        (BOOTH, "对参加境外展会的企业，按展位费的50%给予补助。"),
        ("全县共有120家高新技术企业。", "全县新增30家高新技术企业。"),
        ("2024年全县共有120家高新技术企业。", "2025年全县共有150家高新技术企业。"),
        ("全县已建成12家重点实验室。", "到2030年全县将建成30家重点实验室。"),
        (BOOTH, "今年将推动200家企业数字化转型。"),
    ],
)
def test_different_things_are_no_conflict(a: str, b: str) -> None:
    assert told(a, b) == []


OTHERWISE = "对参加境外展会的企业，每个展位补助3万元。"


@pytest.mark.parametrize(
    "other",
    [
        {"standing": Standing("repealed", "2024-01-01")},
        {"standing": Standing("expired", "2024-01-01")},
        {"region": "邻水县", "issuer": "邻水县人民政府"},
        {"region": None, "issuer": "财政部", "level": "国家级"},
    ],
)
def test_what_has_ended_or_is_of_another_place_is_no_party(other: dict[str, Any]) -> None:
    assert told(BOOTH, OTHERWISE, other=other) == []
    assert told(BOOTH, OTHERWISE, one=other) == []


def test_what_is_only_told_holds_for_its_year() -> None:
    news = {"standing": Standing("unknown"), "published": "2023-05-01"}
    assert told(BOOTH, OTHERWISE, other=news) == []
    assert told(BOOTH, OTHERWISE, other={**news, "published": "2025-05-01"}) == [("2万元", "3万元")]


def test_only_the_figures_of_the_quotation_count() -> None:
    text = f"{BOOTH}对新认定的省级企业技术中心，奖励80万元。"
    other = "对参加境外展会的企业，每个展位补助3万元。对新认定的省级企业技术中心，奖励100万元。"
    assert told(text, other, quote=BOOTH) == [("2万元", "3万元")]


def test_the_note_names_both_with_issuer_and_date() -> None:
    first = item(BOOTH, paper("甲", published="2025-02-20"), 1)
    second = item(OTHERWISE, paper("乙", published=None, issuer=None), 2)
    second = item(OTHERWISE, paper("乙", published="2025-05-20"), 2)
    (found,) = disagreements(quoted(first), [first, second])
    for part in (
        "《测试县甲措施》（测试县人民政府，2025-02-20）为2万元",
        "《测试县乙措施》（测试县人民政府，2025-05-20）为3万元",
        "现行有效",
    ):
        assert part in found.note


def test_two_uploads_of_one_title_are_told_apart_by_their_files() -> None:
    alike = {"title": "测试县自行车办法", "issuer": None, "published": None, "standing": None}
    first, second = (
        item(text, paper(id_, source=f"uploads/{name}", **alike), number)
        for number, (id_, name, text) in enumerate(
            (("甲", "自行车.txt", BOOTH), ("乙", "自行车 (2).txt", BOOTH.replace("2万", "3万"))), 1
        )
    )
    (found,) = disagreements(quoted(first), [first, second])
    assert "《测试县自行车办法》（自行车.txt，发文机关不明，日期不明）" in found.note
    assert "（自行车 (2).txt，" in found.note
    other = item(second.text, paper("乙"), 2)
    (found,) = disagreements(quoted(item(BOOTH, paper("甲"), 1)), [first, other])
    assert ".txt" not in found.note

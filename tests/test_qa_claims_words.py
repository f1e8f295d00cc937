"""The words that say what is counted: links fall away, what tells two things apart stays."""

from __future__ import annotations

import pytest

from qa.claims.exchanged import swapped
from qa.claims.words import key, missing, opposed, pairs, share, without


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("布局建成了 省实验室", ("省实验室",)),
        ("省重点实验室的数量达到", ("省重点实验室",)),
        ("规模以上工业企业的营业收入", ("规上工业企业", "营收")),
        ("共计", ()),
    ],
)
def test_key(text: str, runs: tuple[str, ...]) -> None:
    assert key(text) == runs


def test_missing_names_what_tells_two_things_apart() -> None:
    assert missing(key("省重点实验室"), pairs("24家省实验室")) == ("省重点",)
    assert missing(key("省实验室"), pairs("459家省重点实验室")) == ()  # the other direction tells
    assert missing(key("营收"), pairs("营收")) == ()
    assert share(("工业企业",), pairs("工业")) == 0.5
    assert share((), frozenset()) == 1.0


@pytest.mark.parametrize(
    ("claim", "source", "found"),
    [
        ("出口下降", "出口增长", ("下降", "增长")),
        ("城镇就业", "农村就业", ("城镇", "农村")),
        ("出口增长", "出口增加", None),
        ("先降后增", "先降后增", None),
        ("境外投资", "境内投资", ("境外", "境内")),
        ("项目后期手续", "项目前期手续", ("后期", "前期")),
        ("进行培训", "出行培训", None),
        ("在建农田", "建成农田", ("在建", "建成")),
        ("竣工面积", "在建面积", ("竣工", "在建")),
    ],
)
def test_opposed(claim: str, source: str, found: tuple[str, str] | None) -> None:
    assert opposed(claim, source) == found


@pytest.mark.parametrize(
    ("claim", "source", "found"),
    [
        ("数量居全国前列", "数量居全省前列", ("国", "省")),
        ("向金融业提供保障", "向服务业提供保障", ("金融", "服务")),
        ("数量位居前列", "数量居前列", None),
        ("园区有#", "园区有一位", ("#", "一位")),
        ("服务外包增幅#", "服务外包增长#", None),
    ],
)
def test_swapped(claim: str, source: str, found: tuple[str, str] | None) -> None:
    assert swapped(claim, source) == found


def test_without_cuts_spans() -> None:
    assert without("建成24家平台", [(2, 5)], "#") == "建成#平台"

"""All points of a list are told, wherever they stand in a paragraph; papers are listed over several texts."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from qa.question import analyse
from qa.reader.extractive import compose
from qa.reader.scoring import read
from qa.types import Evidence
from tests.make import evidence, info


def _told(question: str, items: Sequence[Evidence]) -> list[str]:
    reading = read(analyse(question), items, lambda _: 0.1)
    return [line.text for line in compose(reading, items)]


WORK = "工作组将采取实地指导的形式开展工作，一是掌握病虫发生情况。二是了解各镇防控措施。三是深入田间指导；四是反映问题。此后再作总结。"


def test_the_first_point_and_two_in_one_sentence_are_told() -> None:
    told = _told("工作组将开展哪些工作？", [evidence(WORK)])
    assert len(told) == 3
    assert told[0].endswith("一是掌握病虫发生情况。") and "四是反映问题" in told[-1]


def test_an_announcement_is_told_with_its_points() -> None:
    text = "税务部门支持民营经济，重点做好两个方面工作。一是优化服务。新办税点四处。二是研究政策。"
    told = _told("税务部门支持民营经济做好哪些工作？", [evidence(text)])
    assert told[1:] == ["一是优化服务。新办税点四处。", "二是研究政策。"]


def test_papers_are_listed_over_several_texts() -> None:
    items = [
        evidence(
            "青柏县印发《关于支持民营经济发展的若干措施》，自三月起施行。",
            number=1,
            document=info(id="a"),
        ),
        evidence("县里发布《民营经济投资奖励办法》。", number=2, document=info(id="b")),
        evidence("县里发布《河道管理办法》。", number=3, document=info(id="c")),
    ]
    told = "".join(_told("县里出台了哪些支持民营经济的文件？", items))
    assert "若干措施" in told and "奖励办法" in told and "河道" not in told


@pytest.mark.parametrize(
    "line", ["来源：青柏日报 责任编辑：", "返回首页，查看更多", "【编辑:某某】"]
)
def test_what_a_page_puts_under_a_report_is_no_sentence_of_it(line: str) -> None:
    item = evidence(f"县里开展技术指导。{line}")
    assert [c.text for c in read(analyse("县里开展什么？"), [item], lambda _: 0.1).candidates] == [
        "县里开展技术指导。"
    ]

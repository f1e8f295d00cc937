"""A policy with one measure, for the tests of what is refused of it."""

from __future__ import annotations

from qa.question import analyse
from qa.reader.refusal import Judgement, judge
from qa.reader.scoring import read
from qa.types import Evidence
from tests.make import evidence, info

OWN = info(
    title="测试县支持制造业若干措施",
    region="测试县",
    published="2025-03-01",
    issuer="测试县人民政府",
)
GRANT = "对设备投入500万元以上的规上工业企业给予技术改造补助，最高不超过300万元。"


def judged(question: str, *items: Evidence, text: str = "") -> Judgement:
    return judge(read(analyse(question), items, lambda token: 0.01), lambda id_: text)


def item(text: str = GRANT, number: int = 1, **changes: object) -> Evidence:
    return evidence(
        text, number, start=number * 1000, document=changes.pop("document", OWN), **changes
    )  # type: ignore[arg-type]

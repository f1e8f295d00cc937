"""Tables of tiers, of what held before and since, of years, and lists by what stands above them, with labels of their own."""

from __future__ import annotations

from datetime import date

import pytest

from index.splitter import split
from index.types import Document, DocumentInfo
from qa.question import analyse
from qa.table_answers.asked import ask
from qa.table_answers.listing import list_asked
from qa.table_answers.told import Picked, pick
from qa.tables.model import Table, tables_of
from qa.tables.wording import worded

TODAY = date(2026, 11, 27)
TEXT = """# 榆川区奖补与统计一览

## 奖补标准

| 项目类型 | 合同金额 | 补贴比例 | 补贴上限 |
| --- | --- | --- | --- |
| 软件上云 | 10万元（含）—50万元 | 20% | 8万元 |
| 软件上云 | 50万元（含）以上 | 25% | 20万元 |
| 首台（套）应用 | 不分档 | 30% | 90万元 |

## 调整后的标准

| 项目类型 | 原标准 | 新标准 |
| --- | --- | --- |
| 产线改造 | 150万元 | 180万元 |
| 仓储改造 | 40万元 | 50万元 |

## 主要指标

| 指标 | 计量单位 | 2023年 | 2024年 | 2024年比上年增长（%） |
| --- | --- | --- | --- | --- |
| 进出口总额 | 亿元 | 73 | 80 | 9.6 |
| 其中：出口 | 亿元 | 53 | 60 | 13.2 |
| 科学技术支出 | 亿元 | 2 | 3 | 50 |
| 教育支出 | 亿元 | 9 | 10 | 11.1 |

## 非遗工坊名单

| 街道 | 工坊名称 |
| --- | --- |
| 河西街道 | 云纱织染坊 |
| 东桥街道 | 陶然陶艺坊 |

## 老字号名单

| 字号 | 主营 |
| --- | --- |
| 同兴酱园 | 酱菜 |
| 福来斋 | 糕点 |

## 班点安排

| 班点 | 名额（人） | 套数 | 备注 |
| --- | --- | --- | --- |
| 城北班点 | 60 | 5 | 双职工家庭优先 |
| 城南班点 | 30 | 7 | 仅限本社区居民子女报名 |
"""


def tables() -> list[Table]:
    document = Document(
        id="d", title="榆川区奖补与统计一览", source="a.md", text=TEXT, sha256="0" * 64
    )
    info = DocumentInfo(id="d", title=document.title, source="a.md", sha256="0" * 64)
    return tables_of(info, split(document))


def picked(question: str) -> Picked | None:
    asked = ask(analyse(question), TODAY)
    return next((found for table in tables() if (found := pick(table, asked, TODAY))), None)


def told(question: str) -> list[str]:
    found = picked(question)
    return [worded(found.table, row, found.columns) for row in found.rows] if found else []


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("软件上云花了60万能补多少", ["软件上云；合同金额：50万元（含）以上；补贴比例：25%；补贴上限：20万元"]),
        ("软件上云10万到50万这档补贴上限", ["软件上云；合同金额：10万元（含）—50万元；补贴上限：8万元"]),
        ("软件上云花了8万能补多少", []),
        ("首台套应用补贴比例和上限是多少", ["首台（套）应用；不分档；补贴比例：30%；补贴上限：90万元"]),
        ("产线改造的标准是多少", ["产线改造；新标准：180万元"]),
        ("产线改造原来的标准是多少", ["产线改造；原标准：150万元"]),
        ("2024年出口额", ["其中：出口；计量单位：亿元；2024年：60"]),
        ("2024年科技支出比上年增长多少", ["科学技术支出；计量单位：亿元；2024年比上年增长（%）：50"]),
        ("城南班点有多少套", ["城南班点；套数：7；备注：仅限本社区居民子女报名"]),
        ("城南班点子女都能报名吗", ["城南班点；备注：仅限本社区居民子女报名"]),
    ],
)  # fmt: skip
def test_what_a_table_tells(question: str, lines: list[str]) -> None:
    assert told(question) == lines


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("出口2024年比2023年多多少", "60－53＝7亿元"),
        ("进出口总额2023年和2024年哪年多", "最大的是2024年"),
        ("进出口总额哪年最低", "最小的是2023年"),
        ("城北班点和城南班点哪个套数少", "“城北班点”的数最小"),
    ],
)
def test_cells_that_are_compared(question: str, note: str) -> None:
    found = picked(question)
    assert found is not None and note in "".join(found.notes)


def test_a_list_is_told_by_what_stands_above_it() -> None:
    found = list_asked(tables(), ask(analyse("榆川区老字号有哪些"), TODAY))
    assert found is not None and [row.cells[0] for row in found[1]] == ["同兴酱园", "福来斋"]
    assert list_asked(tables(), ask(analyse("榆川区瞪羚企业有哪些"), TODAY)) is None


def test_whether_one_is_on_a_list_is_not_told_from_another_list() -> None:
    assert told("福来斋是老字号吗") == ["字号：福来斋；主营：糕点"]
    assert told("陶然陶艺坊是老字号吗") == []

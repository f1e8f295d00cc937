"""Tables of measures: a row a measure, its columns told by their heads (措施, 适合谁, 部门; 事项, 对象, 标准, 时限).

A row gives something where its head says so (补贴标准) or its first cell is the name of a benefit (创业场地租金补贴);
the columns that say how to apply are left out of it. Price lists and tables of what was paid give nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from index.fold import fold
from index.types import Document, Passage
from qa.measures.amounts import read_amounts
from qa.measures.benefits import first_give, gives
from qa.measures.conditions import read_conditions
from qa.measures.kinds import kind_of, plan_kind, says_kind
from qa.measures.types import Amount, Condition, Kind, Measure, Role, Span, Terms
from qa.measures.view import View, view

_WHAT = re.compile(r"措施|支持内容|扶持内容|政策内容|支持方式")
_WHO = re.compile(r"适合谁|对象|适用|谁")
_BODY = re.compile(r"部门|单位|责任")
_HOW = re.compile(
    r"序号|编号|时限|时间|材料|资料|窗口|电话|联系|咨询|部门|单位|责任|地[点址]|渠道|办理|受理|流程|依据|备注|来源"
)
_BENEFIT = r"补贴|补助|奖励|奖补|资助|贴息|返还|减免|缓缴|优惠|扶持|减征|免征|退税"
_GIVES = re.compile(
    rf"(?:{_BENEFIT}|支持|贷款)(?:的)?(?:标准|金额|额度|内容|方式|比例|政策|措施|力度|幅度|上限)?(?:\([^)]*\))?$"
)
_NAMED = re.compile(rf"(?:{_BENEFIT}|贷款|担保|消费券)(?:资金|政策|项目)?(?:\([^)]*\))?$")
_PAID = re.compile(r"完成|累计|已|实际|发放|预算|占比|同比|增长|支出|人数|户数|数量")
_SUM = re.compile(r"[合总小]计")
_UNIT = re.compile(r"[(:,](万)?(元|%)(/[^)]{1,6})?")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_STANDARD = re.compile(rf"(?:{_BENEFIT}|待遇|发放)(?:的)?标准")
_YEAR = re.compile(r"\d{4}年度?")
_CLASS = re.compile(r"(?:类别|级别|等级|层次|资质|称号|荣誉|规模|对象)(?:\([^)]*\))?$")
_CLAUSE = re.compile(r"[,;。]")
_BOUNDED = re.compile(r"不超过|最[高多长]|期限|不含|为限|上限")

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: its view, its head and cells (empty ones included), one of each for every column."""

    seen: View
    heads: list[str]
    cells: list[Range]
    standard: bool  # it stands under a heading like 补贴标准
    caption: str  # 单位:元/人·月, where a line above the table says so
    paragraph: int

    def text(self, at: int) -> str:
        return self.seen.text[slice(*self.cells[at])]

    def column(self, pattern: re.Pattern[str]) -> int | None:
        """Return the first column whose head says so and whose cell is not empty."""
        found = (i for i, h in enumerate(self.heads) if pattern.search(h) and self.text(i))
        return next(found, None)


def read_rows(document: Document, passages: Sequence[Passage], terms: Terms) -> list[Measure]:
    """Return the measures of the table rows that give something, or whose head names a column of measures."""
    made = []
    head = ""
    caption: tuple[str, ...] = ()
    for passage in passages:
        if passage.kind != "table" or not passage.section:
            head = ""
            continue
        ruled = "|" in passage.section[-1]
        if not ruled and (not head or passage.section != caption):
            head, caption = (
                passage.text.strip("|"),
                passage.section,
            )  # no line below it: the first row is the head
            continue
        row = _read(document, passage, passage.section[-1] if ruled else head)
        if len(row.heads) < 2 or not row.text(0):
            continue
        measure = _given(document, row, terms) or _planned(document, row, terms)
        if measure is not None:
            made.append(measure)
    return made


def _read(document: Document, passage: Passage, head: str) -> _Row:
    seen = view(document.text, passage.start, passage.end)
    heads = [re.sub(r"\s", "", fold(h)) for h in head.split("|")]
    cells, at = list[Range](), 0
    for part in seen.text.strip("|").split("|"):
        at = seen.text.index("|", at) + 1 if cells else len(seen.text) - len(seen.text.lstrip("|"))
        cells.append((at, at + len(part)))
        at += len(part)
    cells += [(at, at)] * (len(heads) - len(cells))
    unit = next((fold(s) for s in reversed(passage.section) if "单位" in s and "|" not in s), "")
    standard = any(_STANDARD.search(s) for s in passage.section if "|" not in s)
    return _Row(seen, heads, cells, standard, unit, passage.paragraph)


def _given(document: Document, row: _Row, terms: Terms) -> Measure | None:
    """Return what the row gives to somebody, None where it is no offer."""
    columns = [i for i, h in enumerate(row.heads) if not _HOW.search(h) and row.text(i)]
    if len(columns) < 2 or any(_PAID.search(h) for h in row.heads) or _SUM.search(row.text(0)):
        return None
    name, rest, seen = columns[0], columns[1:], row.seen
    named = bool(_NAMED.search(row.text(name)))
    given = [i for i in rest if _GIVES.search(row.heads[i]) and _gives(row, i)]
    if years := [i for i in rest if _YEAR.fullmatch(row.heads[i])]:
        if not (named and row.standard):
            return None  # figures by year are statistics
        given = [max(years, key=lambda i: row.heads[i])]  # 2023年|2024年|2025年: what holds now
    if not given and named:
        free = [i for i in rest if i != row.column(_WHO)]
        given = [i for i in free if _gives(row, i)] or free[-1:]
    if not given:
        return None
    who = next((i for i in rest if i not in given and _WHO.search(row.heads[i])), None)
    conditions, limits = list[Condition](), list[Span]()
    if _CLASS.search(row.heads[name]):  # A类 under 人才类别: who is meant is the first cell
        conditions += read_conditions(seen, *row.cells[name], terms.region)
    for i in rest:
        if i in given:
            asked, bounds = _clauses(row, i, terms.region)
            limits += bounds
        else:
            asked = read_conditions(seen, *row.cells[i], terms.region)
        conditions += asked
    body = row.column(_BODY)
    start, end = row.cells[name][0], max(row.cells[i][1] for i in columns)
    return Measure(
        document_id=document.id,
        title=seen.printed(*row.cells[name]),
        kind=_kind(row, name, given) if not named else kind_of(row.text(name), 0),
        span=seen.span(start, end),
        support=seen.span(row.cells[given[0]][0], row.cells[given[-1]][1]),
        paragraph=row.paragraph,
        subject=seen.span(*row.cells[who]) if who is not None else None,
        amounts=tuple(a for i in given for a in _amounts(row, i)),
        conditions=(*conditions, *terms.conditions),
        exclusions=terms.exclusions,
        limits=(*limits, *terms.limits),
        deadlines=terms.deadlines,
        agency=seen.span(*row.cells[body]) if body is not None else terms.agency,
    )


def _kind(row: _Row, name: int, given: list[int]) -> Kind:
    """Return the kind by the last cell that names what is given, by the head and the first where none does."""
    for at in reversed(given):
        give = first_give(row.seen, *row.cells[at])
        if give is not None and says_kind(row.text(at)):
            return kind_of(row.text(at), give - row.cells[at][0])
    return kind_of(row.heads[given[0]] + row.text(given[0]), 0)


def _gives(row: _Row, at: int) -> bool:
    return bool(_amounts(row, at)) or gives(row.seen, *row.cells[at])


def _amounts(row: _Row, at: int) -> tuple[Amount, ...]:
    """Return the figures of the cell; a bare number has the unit of its head: 租房补贴（元/月）."""
    unit = _UNIT.search(row.heads[at]) or _UNIT.search(row.caption)
    number = _NUMBER.fullmatch(row.text(at))
    if not unit or not number:
        return read_amounts(row.seen, *row.cells[at])
    value = Decimal(number[0].replace(",", "")) * (10_000 if unit[1] else 1)
    span = row.seen.span(*row.cells[at])
    role: Role = "ratio" if unit[2] == "%" else "amount"
    return (Amount(role=role, value=value, high=value, unit=unit[2] + (unit[3] or ""), span=span),)


def _clauses(row: _Row, at: int, region: str | None) -> tuple[list[Condition], list[Span]]:
    """Return what the cell that gives also asks for (正常经营满6个月，5000元/户), and what it limits the gift to."""
    seen, conditions, limits = row.seen, list[Condition](), list[Span]()
    given = False
    for a, b in seen.cut(*row.cells[at], _CLAUSE):
        if gives(seen, a, b):
            given = True
        elif given or _BOUNDED.search(seen.text, a, b):
            limits.append(seen.span(a, b))
        else:
            conditions += read_conditions(seen, a, b, region)
    return conditions, limits


def _planned(document: Document, row: _Row, terms: Terms) -> Measure | None:
    """Return the measure of a row that says what is done for enterprises, without saying what is given."""
    what = row.column(_WHAT)
    if what is None:
        return None
    who, body, seen = row.column(_WHO), row.column(_BODY), row.seen
    return Measure(
        document_id=document.id,
        title=f"{row.text(0)}：{seen.span(*row.cells[what]).text}",
        kind=plan_kind(row.text(what)),
        span=seen.span(row.cells[0][0], max(b for _, b in row.cells)),
        support=seen.span(*row.cells[what]),
        paragraph=row.paragraph,
        subject=seen.span(*row.cells[who]) if who is not None else None,
        conditions=tuple(read_conditions(seen, *row.cells[who], terms.region))
        if who is not None
        else (),
        agency=seen.span(*row.cells[body]) if body is not None else None,
        intention=True,
    )

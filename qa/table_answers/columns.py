"""Which columns of a table a question asks for: by the words of their heads, by years, by what kind of thing it wants. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from index.fold import fold
from qa.table_answers.asked import Places, TableQuestion, maximal
from qa.tables.cells import (
    is_dated,
    is_limit,
    is_offer,
    is_remark,
    is_serial,
    is_sum,
    is_value,
    name_of,
    number,
    own_unit,
    unit_of,
)
from qa.tables.model import Row, Table

# At most so many columns are told: those of several years, or of several things asked for.
MOST = 4
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
# What is asked -> the heads that name it.
_BY_WORD = (
    (
        re.compile(r"电话|号码|联系方式|打给?[谁哪什]|怎么联系"),
        re.compile(r"电话|号码|联系方式|手机"),
    ),
    (
        re.compile(r"谁|联系人|哪位|找[谁哪]|叫什么"),
        re.compile(r"联系人|负责人|经办人|姓名|主任|专员"),
    ),
    (
        re.compile(r"哪里|哪儿|在哪|地[址点]|什么地方|窗口|几楼|哪个?(?:楼|窗口|厅)"),
        re.compile(r"地[址点]|窗口|位置|场所"),
    ),
    (
        re.compile(r"几年|几个月|多久|多长时间|多少(?:年|个月)"),
        re.compile(r"年限|期限|时限|时长|周期"),
    ),
    (re.compile(r"比例|百分之几|几成|多少个?点"), re.compile(r"比例|比率")),
    (re.compile(r"邮箱|邮件"), re.compile(r"邮箱|电子邮件|e-?mail", re.I)),
)
_GROWN = re.compile(r"增长|增速|增幅|增减|同比|环比|比上年|较上年")
_ASKS_GROWTH = re.compile(
    r"增长|增速|增幅|下降|上升|降了|涨|跌|变化|比上年|较上年|比去年|较去年|同比|环比|减少|增加了|增减"
)
_WAS = r"(?:标准|规定|政策|办法|比例|上限|限额|金额|额度|补[贴助]|奖励|费率|收费)"
_BEFORE = re.compile(rf"(?:调整|修订|修改|变更|提高|降低)前|原{_WAS}|旧{_WAS}?|^原")
_SINCE = re.compile(rf"(?:调整|修订|修改|变更|提高|降低)后|新{_WAS}|现{_WAS}|现行|^[新现]")
_ASKS_BEFORE = re.compile(
    r"(?:调整|修订|修改|变更|改)之?前|原[来先本有标]|以前|过去|之前|旧|老(?:标准|办法|政策)"
)
_ASKS_SINCE = re.compile(
    r"(?:调整|修订|修改|变更|改)之?后|现在|新(?:标准|办法|政策)|如今|目前|变成|改成|调到"
)
# Who asks how much is given is told all that a row gives: the rate and the most, the part of each body.
_GIVEN = re.compile(r"补|奖|资助|津贴")
_GIVES = re.compile(r"补|奖|资助|津贴|限额|上限|比例")
_DEAR = re.compile(r"便宜|[昂]?贵|多少钱|价|费")


def years_of(head: str) -> tuple[str, ...]:
    return tuple(_YEAR.findall(head))


def columns_asked(table: Table, asked: TableQuestion, rows: Places) -> tuple[int, ...]:
    """Return the columns that are asked for, in their order; () where it is not certain which. `rows` are what names rows."""
    sets = {at: asked.held([name_of(head)]) - rows for at, head in enumerate(table.heads)}
    keys = set(table.keys)
    sets = {at: own for at, own in sets.items() if not is_serial(table.heads[at])}
    named = maximal({at: own for at, own in sets.items() if at not in keys})
    chosen = _of_years(table, asked, list(named))
    chosen = chosen and _in_force(table, asked, _growing(table, asked, chosen))
    if chosen is None:
        return ()
    words = {at: named.get(at, frozenset()) for at in chosen}
    # 月租金 before 押金（月租金倍数）: what stands in brackets explains a head.
    bare = [at for at in chosen if words[at] <= asked.held([_bare(table.heads[at])])]
    chosen = bare or chosen
    words = {at: words[at] for at in chosen}
    if len(set(words.values())) > 1 and not _several(asked, [*words.values()]):
        most = max(map(len, words.values()))
        chosen = [at for at in chosen if len(words[at]) == most]
        if len({words[at] for at in chosen}) > 1:
            return ()
    by_word = [
        at
        for said, head in _BY_WORD
        if said.search(asked.folded)
        for at in range(len(table.heads))
        if head.search(table.heads[at]) and at not in keys
    ]
    if by_word:
        chosen = [at for at in chosen if _wanted(table, asked, at)] + by_word
    if not chosen:
        chosen = _of_kind(table, asked)
    chosen = sorted(set(_in_force(table, asked, chosen)))
    return tuple(chosen) if len(chosen) <= MOST else ()


def _growing(table: Table, asked: TableQuestion, chosen: list[int]) -> list[int]:
    """Of columns of one year those that tell its growth where that is asked for, else the others."""
    grown = [at for at in chosen if _GROWN.search(table.heads[at])]
    plain = [at for at in chosen if at not in grown]
    if not grown or not plain:
        return chosen
    return grown if _ASKS_GROWTH.search(asked.folded) else plain


def _in_force(table: Table, asked: TableQuestion, chosen: list[int]) -> list[int]:
    """Of columns of what held before a change and of what holds since, those that the question means: since, unless it says before."""
    before = [at for at in chosen if _BEFORE.search(table.heads[at])]
    since = [at for at in chosen if _SINCE.search(table.heads[at])]
    if (
        not before
        or not since
        or (_ASKS_BEFORE.search(asked.folded) and _ASKS_SINCE.search(asked.folded))
    ):
        return chosen
    left = before if _ASKS_BEFORE.search(asked.folded) else since
    return [at for at in chosen if at in left or at not in (*before, *since)]


def with_limits(table: Table, columns: Sequence[int]) -> tuple[int, ...]:
    """Return the columns with those that say how much there is at most of what they give: 20% without its 50万元 misleads."""
    limits = [at for at, head in enumerate(table.heads) if is_limit(head)]
    found = set(columns)
    for at in columns:
        head = table.heads[at]
        if limits and is_offer(head) and not is_limit(head):
            # Of 调整前 and 调整后 the one that the column is of.
            shared = {other: _shared(head, table.heads[other]) for other in limits}
            found |= {other for other in limits if shared[other] == max(shared.values())}
    return tuple(sorted(found))


def _shared(one: str, other: str) -> int:
    """Return with how many characters both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _wanted(table: Table, asked: TableQuestion, at: int) -> bool:
    """Whether a column is asked for beside those that a word like 电话 names: by nearly its whole head."""
    name = name_of(table.heads[at])
    return len(asked.held([name])) >= len(name) - 1


def _of_years(table: Table, asked: TableQuestion, chosen: list[int]) -> list[int] | None:
    """Those of the columns that are of the years asked about; None where columns are of years, and none of those."""
    dated = [at for at, head in enumerate(table.heads) if years_of(head)]
    if not dated or not asked.years:
        return chosen
    if not chosen:
        chosen = dated
    own = [at for at in chosen if set(years_of(table.heads[at])) & set(asked.years)]
    other = [at for at in chosen if at in dated]
    if own or other:
        return own or None
    # What no year divides: 运行补助上限 beside 2025年认定补助 and 2026年认定补助.
    told = {year for at in dated for year in years_of(table.heads[at])}
    return chosen if set(asked.years) <= told else []


def _bare(head: str) -> str:
    return re.sub(r"[（(][^（()）]*[)）]", "", head)


def _several(asked: TableQuestion, sets: list[Places]) -> bool:
    return asked.question.plural or (all(sets) and asked.apart(set(sets)))


def whole_head(table: Table, asked: TableQuestion, at: int) -> bool:
    """Whether the question says the whole head of a column, but for what it counts by: 规上企业 of 规上企业数."""
    if years_of(table.heads[at]) and not re.sub(r"\d{4}年?度?", "", table.heads[at]).strip():
        return bool(set(years_of(table.heads[at])) & set(asked.years))
    name = _COUNTS.sub("", "".join(name_of(table.heads[at]).split()))
    return len(asked.held([name])) >= len(name) >= 2


def each_fits(table: Table, asked: TableQuestion, columns: Sequence[int]) -> bool:
    """Whether one of the columns is told by the month or the head where the question asks so: 每月补多少 is no sum of a year."""
    wanted = [_EACH_OF[m[1] or m[2]] for m in _EACH.finditer(asked.folded)]
    said = [fold(" ".join([table.heads[at], table.unit, *table.values(at)])) for at in columns]
    return all(any(form in text for text in said for form in each) for each in wanted)


# What is asked by each -> the words one of which must be said of the column.
_EACH = re.compile(r"每(?:个|一)?(月|学期|人|户|亩|天|次)|一个?(月|学期|人|户|亩|天|次)(?!性)")
_EACH_OF = {"月": ("月",), "学期": ("学期",), "人": ("人", "生"), "户": ("户",), "亩": ("亩",), "天": ("天", "日"), "次": ("次",)}  # fmt: skip
_COUNTED_IN = re.compile(r"(?:数量?|总数)$")
_COUNTS = re.compile(r"(?:数量|总数|总额|数|量|额)$")


def values(table: Table) -> list[int]:
    """Return the columns of values: no keys, no numbers of rows, no remarks, at least half of them figures."""
    return [
        at
        for at, head in enumerate(table.heads)
        if at not in table.keys
        and not is_serial(head)
        and not is_remark(head)
        and (held := table.values(at))
        and 2 * sum(is_value(cell) for cell in held) > len(held)
    ]


def unit_in(table: Table, column: int, cell: str, row: Row | None = None) -> str:
    """Return the unit of a cell: its own, that of its head, of its row, of the table."""
    of_row = row.cells[table.units] if row is not None and table.units is not None else ""
    return own_unit(cell) or unit_of(table.heads[column]) or of_row or table.unit


def _of_kind(table: Table, asked: TableQuestion) -> list[int]:
    """The one column that holds the kind of thing asked for, where no head is named."""
    question = asked.question
    columns = values(table)
    if question.kind == "when":
        columns = [at for at in columns if all(is_dated(cell) for cell in table.values(at))]
        return columns if len(columns) == 1 else []
    if question.kind != "figure" and not re.search(r"最|多少|几", asked.folded):
        return []
    columns = [at for at in columns if any(number(c) is not None for c in table.values(at))]
    if question.amount and _GIVEN.search(asked.folded):
        given = _in_force(table, asked, [at for at in columns if _GIVES.search(table.heads[at])])
        if 1 < len(given) <= MOST:
            return given
    if question.money or question.amount or _DEAR.search(asked.folded):
        columns = [
            at for at in columns if any("元" in unit_in(table, at, c) for c in table.values(at))
        ]
    elif units := set(question.units) - {"个"} or _counted(asked):
        fitting = [
            at
            for at in columns
            if any(unit_in(table, at, c) in units for c in table.values(at))
            or _COUNTED_IN.sub("", name_of(table.heads[at])) in units  # 多少套 asks for 套数
        ]
        columns = fitting or columns
    sums = [at for at in columns if is_sum(fold(table.heads[at]))]
    return sums if len(sums) == 1 else columns if len(columns) == 1 else []


def _counted(asked: TableQuestion) -> set[str]:
    """人 of 招的人最多."""
    match = re.search(r"([人家户项名])(?:数|口)?最[多少]", asked.folded)
    return {match[1]} if match else set()

"""A question that the cells of one table answer, told with the names of its row and the head of each column.

Told only where everything that the question names is found: the rows by their own words, the columns by their heads, by
years or by the kind of thing asked for, and what is left in the titles of the table. Otherwise the models judge the rows
like any other sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.corpus import Corpus
from qa.documents.labels import ended
from qa.question import Question
from qa.reader.told import Quoted
from qa.retrieval.gathering import evidence_of_passage
from qa.table_answers.adding import added, over_years
from qa.table_answers.asked import TableQuestion, ask
from qa.table_answers.by_value import names_of_rows, rows_of_body
from qa.table_answers.columns import columns_asked, each_fits, whole_head, with_limits, years_of
from qa.table_answers.computing import asks_over, asks_which, beside_heads, over
from qa.table_answers.listing import list_asked, remarks_asked, said_of_list, stands_under
from qa.table_answers.rows import named_rows
from qa.tables.cells import is_value, name_of, says_nothing
from qa.tables.finding import tables_near
from qa.tables.model import Row, Table
from qa.tables.wording import worded
from qa.types import Evidence

# The cells of so many documents are told.
TOLD = 2
KINDS = ("figure", "when", "who", "where", "open", "list", "yesno")


_WORDY = re.compile(r"[\u4e00-\u9fff]{3}")  # 6行乘坐式 begins with a figure and is a name


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """The cells that answer: rows and columns of one table; what was computed of them, or what is missing."""

    table: Table
    rows: tuple[Row, ...]
    columns: tuple[int, ...]
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def told_of_tables(
    question: Question, evidence: Sequence[Evidence], corpus: Corpus
) -> Quoted | None:
    """Return the cells that answer, each row from its own place; None where no table surely does."""
    if question.kind not in KINDS or question.defines or question.why:
        return None
    today = corpus.scope.on
    tables = [*tables_near(evidence, corpus.passages)]
    asked = ask(question, today)
    found = [picked for table in tables if (picked := pick(table, asked, today))]
    of_year = [table for table in tables if _of_the_year(table, asked, today)]
    if not found and (listed := list_asked(of_year, asked)):
        table, rows, columns = listed
        found = [Picked(table=table, rows=rows, columns=columns, notes=(stands_under(table),))]
    return _told(_meant(found, asked), corpus) if found else None


def pick(table: Table, asked: TableQuestion, today: date) -> Picked | None:
    """Return the rows and columns that a question means; None where it is not certain."""
    if not _of_the_year(table, asked, today):
        return None
    if of_body := rows_of_body(table, asked):
        rows, at = of_body
        if not rows:
            head = name_of(table.heads[at])
            lacking = f"《{table.document.title}》的表中没有一行的“{head}”是所问的单位"
            return Picked(table=table, rows=(), columns=(at,), missing=(lacking,))
        return Picked(table=table, rows=rows, columns=(*names_of_rows(table, at), at))
    operation = beside_heads(table, asked)
    if not asks_over(operation) or re.search("哪一?年", asked.folded):
        return _looked_up(table, asked)
    # 住宿费最多多少: of one row that is named, the bound that its own cell tells.
    return _over(table, asked, operation, today) or (
        None if asks_which(operation) else _looked_up(table, asked)
    )


def _looked_up(table: Table, asked: TableQuestion) -> Picked | None:
    named = named_rows(table, asked)
    if named is None:
        return None
    columns = columns_asked(table, asked, named.held)
    if not columns and asked.question.kind in ("list", "who"):
        columns = _naming(asked, named.rows)  # 副局长有哪些: who or what the rows are
    notes: tuple[str, ...] = ()
    if not columns and asked.question.kind == "yesno":
        columns = remarks_asked(table, asked, named.rows)
        if not columns and said_of_list(table, asked, named.rows):
            columns, notes = _naming(asked, named.rows), (stands_under(table),)
    if len(named.rows) == 1 and (found := over_years(table, asked, named.rows[0]))[0]:
        years, best = found
        if _accounted(table, asked, named.rows, years):
            return Picked(table=table, rows=named.rows, columns=years, notes=(best,))
    told = [at for at in columns if any(_tells(asked, r.cells[at]) for r in named.rows)]
    if not told and columns and named.held and _accounted(table, asked, named.rows, columns):
        return _left_blank(table, named.rows, columns)
    if not told or not _accounted(table, asked, named.rows, with_limits(table, told)):
        return None
    if asked.question.kind == "figure" and not any(
        character.isdigit() for at in told for cell in table.values(at) for character in cell
    ):
        return None
    if not each_fits(table, asked, told):
        return None
    if not named.held and not (asked.years and table.by_year):
        # No row is named: the newest, or the sum of all, of a column whose head is.
        told = [at for at in told if whole_head(table, asked, at)]
        if not told:
            return None
    note = added(table, asked, named.rows, told)
    columns = with_limits(table, told)
    notes = (*notes, note) if note else notes
    return Picked(table=table, rows=named.rows, columns=columns, notes=notes)


def _left_blank(table: Table, rows: Sequence[Row], columns: Sequence[int]) -> Picked:
    """What is missing where the cells that are asked for are empty."""
    names = "、".join(dict.fromkeys(row.cells[table.keys[0]] for row in rows))
    heads = "、".join(name_of(table.heads[at]) for at in columns)
    text = f"《{table.document.title}》的表中“{names}”一行没有填“{heads}”"
    return Picked(table=table, rows=(), columns=tuple(columns), missing=(text,))


def _tells(asked: TableQuestion, cell: str) -> bool:
    """Whether a cell answers: 无 under 累加补贴 does where that is what was asked, a dash never."""
    return not says_nothing(cell) or (asked.question.kind == "yesno" and cell.strip() in "无否")


def _naming(asked: TableQuestion, rows: Sequence[Row]) -> tuple[int, ...]:
    """The columns whose cells the question names in each of the rows."""
    return tuple(
        at
        for at in range(len(rows[0].cells))
        if all(asked.held([row.cells[at]]) and not is_value(row.cells[at]) for row in rows)
    )


def _over(
    table: Table, asked: TableQuestion, operation: TableQuestion, today: date
) -> Picked | None:
    named = named_rows(table, asked, len(table.rows))
    some = named.rows if named is not None and named.held and len(named.rows) > 1 else ()
    columns = columns_asked(table, asked, named.held if named is not None else frozenset())
    followed = over(table, operation, some or table.body, columns, today)
    if followed is None or not _accounted(table, asked, some, followed.columns):
        return None
    return Picked(
        table=table,
        # Who compares rows that he names wants to see each.
        rows=some if followed.best and named and len(named.groups) > 1 else followed.rows,
        columns=followed.columns,
        notes=(followed.note,) if followed.rows else (),
        missing=() if followed.rows else (f"表中没有符合的行（{followed.note}）",),
    )


def _accounted(
    table: Table, asked: TableQuestion, rows: Sequence[Row], columns: Sequence[int]
) -> bool:
    """Whether all that is asked stands in the rows, in the heads of what is told of them, or above the table."""
    texts = [c for row in rows for c in row.cells if not is_value(c) or _WORDY.search(c)]
    texts += [head for at, head in enumerate(table.heads) if at in table.keys or at in columns]
    for at in columns:
        texts += [own for row in rows if (own := row.cells[at])]
    texts += [*table.above, *table.near]
    return asked.accounts(asked.held(texts), "\n".join(texts))


def _of_the_year(table: Table, asked: TableQuestion, today: date) -> bool:
    """Whether a table may tell of the years asked about: in its rows, its heads, or by the titles above it.

    今年 may be that of last year's table, which is told beside the answer.
    """
    if not asked.years or table.by_year or any(years_of(head) for head in table.heads):
        return True
    titled = _years(table)
    this = asked.relative and asked.years == (str(today.year),)
    return bool(titled) and (
        set(asked.years) <= titled or (this and max(titled) == str(today.year - 1))
    )


def _years(table: Table) -> set[str]:
    titled = {year for text in (*table.above, *table.near) for year in years_of(text)}
    return titled or ({table.document.published[:4]} if table.document.published else set())


def _meant(found: Sequence[Picked], asked: TableQuestion) -> list[Picked]:
    """Of several tables that answer those in force, and without a year the newest; one of each document."""
    standing = [picked for picked in found if not ended(picked.table.document)] or [*found]
    standing = _unamended(standing)
    if not asked.years:
        newest = max(max(_years(picked.table), default="") for picked in standing)
        standing = [p for p in standing if max(_years(p.table), default="") == newest]
    told = [picked for picked in standing if picked.rows] or standing
    return list({picked.table.document.id: picked for picked in reversed(told)}.values())[::-1][
        :TOLD
    ]


def _unamended(found: Sequence[Picked]) -> list[Picked]:
    """Those of the cells that no paper found beside them has changed: 调整后 of the notice, not the old standard."""
    ids = {picked.table.document.id for picked in found if picked.rows}
    left = [
        picked
        for picked in found
        if picked.table.document.standing is None
        or not any(link.document_id in ids for link in picked.table.document.standing.amended)
    ]
    return left or [*found]


def _told(found: Sequence[Picked], corpus: Corpus) -> Quoted:
    evidence: list[Evidence] = []
    lines: list[tuple[str, int]] = []
    notes: list[str] = []
    for picked in found:
        table = picked.table
        for row in picked.rows:
            item = evidence_of_passage(corpus, len(evidence) + 1, table.document, row.passage)
            evidence.append(item)
            lines.append((worded(table, row, picked.columns), item.number))
        if table.header is not None:
            number = len(evidence) + 1
            evidence.append(evidence_of_passage(corpus, number, table.document, table.header))
        notes += picked.notes
        if table.unit and not table.unit_titled and picked.rows:
            notes.append(f"《{table.document.title}》的这张表上方注明“单位：{table.unit}”")
    missing = () if lines else tuple(text for picked in found for text in picked.missing)
    return Quoted(evidence=tuple(evidence), lines=tuple(lines), notes=tuple(notes), missing=missing)

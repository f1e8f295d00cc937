"""Figures of a draft against the cells of tables: its row and its column are named, the cell says so much.

One place for all tables: which cell is meant is decided by names (`qa.claims.pointed`), what else the draft says of its
figure by the sentence that the cell stands for (`qa.claims.cells`), as for any other figure of a source. Supported needs
the row, the column and every word of the draft; a doubt is 口径不同 or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from qa.claims.cells import Cell, Cells, cells_of
from qa.claims.circumstances import levels
from qa.claims.dealt import dealt
from qa.claims.differences import differences
from qa.claims.ground import headings
from qa.claims.judging import Judged
from qa.claims.official import telling
from qa.claims.pointed import Window, forms, pointed, says_head, windows
from qa.claims.spared import mere_manner
from qa.claims.standing import NO_WORDS
from qa.claims.told import Told, read_told
from qa.claims.types import Difference, Verdict
from qa.claims.values import Value, value_relation
from qa.claims.words import key, missing, opposed, pairs
from qa.figures import compare, find_figures
from qa.proof.quotes import citation
from qa.tables.model import Table
from qa.types import Evidence

# A verdict of a table goes before one of the text that stands further down here.
_ORDER = ("supported", "contradicted", "scope_differs", "not_found")
# The unit of a price may leave out whom it is for.
_A_HEAD, _PRICE = frozenset(("人", "人次", "次", "张", "位")), re.compile("票|价|费|索道")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")
_MOST = re.compile("最高|最多|上限|不超过")
_RANK = re.compile(r"[位名]次|排名|名次|序")
# 比农村居民高21684元: a difference of two cells.
_DIFFERENCE = re.compile(
    r"(?:[高低多少快慢差]|高出|低于|相差|多出|超出|[比较与同][^，,。；;]{1,16})(?:了|约|近|达|出)?$"
)
# Who gets it goes without a word of the table.
_GETS = re.compile(r"可?(?:以)?[拿领获享得要]到?")
_PLANNED = re.compile("计划|预算|目标|预计|拟|规划|任务|安排")
# What is laid down in these is to be given, and not what was.
_RULE = re.compile(r"(?:办法|规定|细则|措施|意见|标准|条例|政策|方案|指南)(?:[（(].*[)）])?$")
# Single characters beside a name that make no other of it.
_EASY = frozenset("对在被为以由向按及和等将把是有者其该各经用能可已类")
_SAME: tuple[Value, ...] = ("same", "weaker")


@dataclass(frozen=True)
class _Match:
    cell: Cell
    value: Value
    differs: tuple[Difference, ...]
    left: bool
    """Whether the draft says something of its figure that neither the cell nor what stands over it does."""


def tabled(body: str, judged: Sequence[Judged], tables: Iterable[Table]) -> list[Judged]:
    """Return the findings on a sentence, each that is not supported as the tables have it where they settle it."""
    if all(j.verdict == "supported" for j in judged):
        return list(judged)
    held = [cells for table in tables if _may_hold(body, cells := cells_of(table))]
    if not held:
        return list(judged)
    told = read_told(body)
    shares = {t.figure.start: t for t in dealt(told, body)}
    claims = {t.figure.start: t for t in told}
    return [
        j
        if j.verdict == "supported" or j.figure.start not in claims
        else _settled(body, j, claims[j.figure.start], shares[j.figure.start], held)
        for j in judged
    ]


def _may_hold(body: str, cells: Cells) -> bool:
    said = pairs(body)
    return any(not missing((form,), said) for label in cells.labels for form in forms(label))


def _settled(body: str, judged: Judged, claim: Told, share: Told, held: Sequence[Cells]) -> Judged:
    found = [new for cells in held if (new := _judged(body, claim, share, cells)) is not None]
    best = min((*found, judged), key=lambda j: _ORDER.index(j.verdict))
    if best.verdict == "supported" and not claim.times:
        newer = [j for j in found if j.verdict == "contradicted" and _year(j) > _year(best)]
        if newer:  # of two yearly tables the newest is meant where the draft names no year
            return replace(best, verdict="scope_differs", differs=("时间",))
    return best if best.verdict != judged.verdict else judged


def _year(judged: Judged) -> str:
    document = judged.citation.document if judged.citation else None
    titled = _YEAR.search(document.title) if document else None
    return titled[0] if titled else (document.published or "")[:4] if document else ""


def _judged(body: str, claim: Told, share: Told, cells: Cells) -> Judged | None:
    """Return the verdict of one table on a figure; None where it is not certain which cell is meant."""
    alone = claim if share.order == claim.order else share
    if _DIFFERENCE.search(body, 0, claim.figure.start) and alone.figure.kind not in (
        "rate",
        "points",
    ):
        return None
    around = windows(body, claim, alone)
    told = _at_its_end(alone)

    def fits(cell: Cell) -> bool:
        return _same_nature(told, cell) and _value(told, cell) != "unrelated"

    found = [_matched(told, c, cells) for c in pointed(cells, around, alone.order, fits)]
    if not found:
        return None
    on_time = _of_time(told, [m for m in found if "时间" not in m.differs])
    if len(on_time) == 1:
        return _decided(told, on_time[0], around, certain=len({id(m.cell.row) for m in found}) == 1)
    same = [m for m in found if m.value in _SAME and not m.left]
    if len(same) == 1:
        return _made(told, same[0], "scope_differs", same[0].differs or ("对象",))
    return None


def _at_its_end(claim: Told) -> Told:
    """Return a figure from or to which something went as what there was then: each end stands in a cell of its own."""
    if claim.role not in ("from", "to"):
        return claim
    if claim.role == "from" and claim.period is None:
        return claim
    own = frozenset({claim.period} if claim.period else ())
    named = tuple(t for t in claim.named if t.key == claim.period)
    figure = replace(claim.figure, direction=None, change=None)
    return replace(
        claim,
        figure=figure,
        role=None,
        times=own,
        named=named,
        several=False,
        change=None,
        flow=False,
    )


def _same_nature(claim: Told, cell: Cell) -> bool:
    """Whether a draft tells a change where the cell does, and an amount where it does not."""
    grew = claim.figure.kind in ("rate", "points") and claim.figure.direction is not None
    return grew == (cell.nature == "change")


def _value(claim: Told, cell: Cell) -> Value:
    theirs = cell.candidate.told.figure
    head, _, per = theirs.unit.partition("/")
    if (
        per in _A_HEAD
        and "/" not in claim.figure.unit
        and _PRICE.search(cell.table.heads[cell.column])
    ):
        theirs = replace(theirs, unit=head)  # 门票40元 is that of each who buys one
    if not cell.unitless or claim.figure.kind != "quantity":
        mine = claim.figure
        if mine.qualifier == "exact" and theirs.qualifier == "at_most" and _MOST.search(claim.own):
            mine = replace(mine, qualifier="at_most", low=None)  # 最高贷款200万元
        return value_relation(mine, theirs)
    # Nothing says what is counted: 236 under 专任教师数. A number of ten thousands may be told in another measure.
    scaled = any(scale in claim.figure.text for scale in "万亿")
    if scaled or _RANK.search(cell.table.heads[cell.column]):
        return "unrelated"
    return value_relation(replace(claim.figure, unit=""), theirs)


def _matched(claim: Told, cell: Cell, cells: Cells) -> _Match:
    source, ground = cell.candidate.told, cell.candidate.ground
    if claim.level <= levels(cells.around):  # 澄江市重点建设项目 under 市级重点建设项目清单
        source = replace(source, level=claim.level)
    differs = tuple(
        dict.fromkeys((*differences(claim, source, ground), *_else(claim, cell, cells)))
    )
    return _Match(cell, _value(claim, cell), differs, _left(claim, cell, cells))


def _else(claim: Told, cell: Cell, cells: Cells) -> Iterator[Difference]:
    """Yield what a figure of a draft is and a cell is not: planned, paid, what it was before, a total of some time."""
    source, head = cell.candidate.told, cell.table.heads[cell.column]
    planned = source.modality == "planned" or cell.candidate.ground.planned
    if claim.modality == "planned" and not planned and not _PLANNED.search(head):
        yield "计划与完成"
    if claim.modality == "done" and _RULE.search(cell.table.document.title):
        yield "计划与完成"
    if cell.nature != "change" and opposed(claim.own, cell.sentence):
        yield "对象"
    if claim.role == "from":
        yield "时间"  # 由20万元提高: it is so no longer
    if claim.change == "累计" and not cell.total and "累计" not in f"{head}{cells.around}":
        yield "总量与增量"


def _left(claim: Told, cell: Cell, cells: Cells) -> bool:
    item = cell.candidate.item
    head = cell.table.heads[cell.column]
    held = (
        pairs(cell.sentence),
        pairs(head),
        pairs(cell.others),
        headings(item),
        pairs(cells.around),
    )
    labels = tuple(map(pairs, cells.labels))
    own = missing(claim.narrow, *held, *map(pairs, cells.names))
    scene = key(_unfigured(f"{claim.own}，{claim.lead}，{claim.condition}，{claim.governing}"))
    rest = missing(scene, *held, *labels)
    pieces = {*telling((*own, *rest)), *(p for p in own if len(p) == 1 and p not in _EASY)}
    return any(not (mere_manner(p) or _GETS.fullmatch(p) or p in _EASY) for p in pieces)


def _unfigured(text: str) -> str:
    """Return a text without its figures: 分别 deals out a clause that holds those of others."""
    for figure in reversed([f for f in find_figures(text) if f.kind in NO_WORDS]):
        text = f"{text[: figure.start]} {text[figure.end :]}"
    return text


def _of_time(claim: Told, found: list[_Match]) -> list[_Match]:
    """Return those of the newest year where the draft names none."""
    if claim.times or len(found) < 2:
        return found
    years = [(m.cell.candidate.told.period or "")[:4] for m in found]
    last = max(years)
    return [m for m, year in zip(found, years, strict=True) if year == last]


def _decided(
    claim: Told, match: _Match, around: Sequence[Window], *, certain: bool
) -> Judged | None:
    same, said = match.value in _SAME, says_head(match.cell, around)
    if same:
        differs = match.differs or (() if said and not match.left else ("对象",))
        return _made(claim, match, "scope_differs" if differs else "supported", differs)
    if (
        match.left
        or match.differs
        or not said
        or claim.role == "by" != match.cell.candidate.told.role
    ):
        return None
    if match.value == "qualifier":
        return _made(claim, match, "scope_differs", ("限定词",))
    return _made(claim, match, "contradicted") if certain and _one_way(claim, match.cell) else None


def _one_way(claim: Told, cell: Cell) -> bool:
    """Whether a cell may deny a figure: 500万元以上 of what is invested denies no 最高300万元."""
    ends = {claim.figure.qualifier, cell.candidate.told.figure.qualifier}
    return len(ends - {"exact", "about", "range"}) < 2 and not ends & {"range"}


def _made(
    claim: Told, match: _Match, verdict: Verdict, differs: tuple[Difference, ...] = ()
) -> Judged:
    cell = match.cell
    row = cell.row.passage
    item = Evidence(
        number=1,
        passage=row,
        document=cell.table.document,
        text=row.text,
        start=row.start,
        score=0.0,
    )
    cells = dict.fromkeys(text for at in cell.table.keys if (text := cell.row.cells[at]))
    name, head = " ".join(cells), cell.table.heads[cell.column]
    note = f"表中“{name}”一行“{head}”一栏"
    if verdict == "supported" and compare(claim.figure, cell.candidate.told.figure) == "rounded":
        note = f"按四舍五入一致，表中“{name}”一行“{head}”一栏"
    return Judged(
        figure=claim.figure, verdict=verdict, source=cell.figure, citation=citation(item, (0, len(row.text))),
        differs=differs, note=note,
    )  # fmt: skip

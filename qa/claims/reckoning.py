"""Figures of a draft that it reckons itself, against the sources: each operand must be stated of its own thing.

Supported where the sum follows from figures that the sources state, contradicted where they give another; the note tells how.
What a source states of the very thing goes before what is reckoned."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from qa.claims.cells import cells_of
from qa.claims.computed import formulas
from qa.claims.formula import Formula, follows, reckoned
from qa.claims.ground import candidates
from qa.claims.judging import Judged, judge
from qa.claims.pointed import forms
from qa.claims.tabled import tabled
from qa.claims.words import key, pairs, share
from qa.figures import Figure, find_figures
from qa.tables.model import Table, bare_cells
from qa.types import Evidence

# So many figures of the sources are tried for an operand, and only those that have so much of its words around them.
TRIES, NEAR = 12, 0.5
RECKONED = "按原文的数字计算："
# 两区共20个
_ALL = re.compile(r"(?:合计|共计|总计|合共|总共|一共|共)")
_SUMS = re.compile(r"[合共总]计|之和|(?<!公)共(?=[有\d])|总[数量额]")
_COUNTED = ("quantity", "money", "rate", "duration")

Find = Callable[[str], Sequence[Evidence]]
Tables = Callable[[Sequence[Evidence]], Sequence[Table]]


def computed(body: str, judged: Sequence[Judged], find: Find, tables: Tables) -> list[Judged]:
    """Return the findings, those that the draft reckons and no source states decided by what its operands give."""
    if all(j.verdict == "supported" for j in judged):
        return list(judged)
    ways = {f.figure.start: f for f in formulas(body, [j.figure for j in judged])}
    verdicts = {j.figure.start: j for j in judged}
    done = [
        j
        if j.verdict == "supported" or j.figure.start not in ways
        else _decided(j, ways[j.figure.start], verdicts, find, tables)
        for j in judged
    ]
    summed = [
        ways[j.figure.start] for j in done if j.note.startswith(RECKONED) and j.figure.start in ways
    ]
    return [_counted(j, summed, body, verdicts) for j in done]


def _counted(
    judged: Judged, summed: Sequence[Formula], body: str, verdicts: dict[int, Judged]
) -> Judged:
    """Return 两区 of 两区共20个 as supported where two are listed before it."""
    for formula in summed:
        between = body[judged.figure.end : formula.figure.start]
        stands = judged.figure.end <= formula.figure.start and _ALL.match(between)
        if stands and judged.verdict != "supported" and judged.figure.value == len(formula.known):
            first = verdicts[formula.known[0].start]
            note = f"前文列举了{len(formula.known)}项"
            return replace(first, figure=judged.figure, source=None, note=note)
    return judged


def _decided(
    judged: Judged, formula: Formula, verdicts: dict[int, Judged], find: Find, tables: Tables
) -> Judged:
    values: list[Judged] = []
    for ways in formula.operands:
        found = next((v for way in ways if (v := _operand(way, formula, find, tables))), None)
        if found is None:
            return _open(judged, formula)
        values.append(found)
    known = [verdicts[f.start] for f in formula.known]
    if any(j.verdict != "supported" or j.citation is None for j in known):
        return _open(judged, formula)
    values += known
    if formula.kind == "sum" and _one_of_another(values):
        return _open(judged, formula)
    result = reckoned(formula, [v.figure for v in values])
    if result is None or _stated(judged, values):
        return judged
    right = follows(formula, result[0], [v.figure for v in values])
    if right is None:
        return judged
    note = f"{RECKONED}{result[1]}"
    return replace(
        judged,
        verdict="supported" if right else "contradicted",
        source=None,
        citation=values[0].citation,
        differs=(),
        note=note,
    )


def _one_of_another(values: Sequence[Judged]) -> bool:
    """Whether one of the figures is a part of another, by 其中 between them: the visitors and those of them who stay the night."""
    for one in values:
        for other in values:
            if not (one.citation and other.citation and one.source and other.source):
                continue
            quote = one.citation.quote
            a, b = quote.find(one.source.text), quote.find(other.source.text)
            if one.citation == other.citation and 0 <= a < b and "其中" in quote[a:b]:
                return True
    return False


def _open(judged: Judged, formula: Formula) -> Judged:
    """Return a sum that cannot be reckoned as not found where only a figure that is no sum denies it: it may be a part."""
    cited = judged.citation
    if judged.verdict != "contradicted" or formula.kind != "sum" or cited is None:
        return judged
    if _SUMS.search(cited.quote):
        return judged
    note = "没有找到说同一件事的数字"
    return Judged(figure=judged.figure, verdict="not_found", note=note)


def _stated(judged: Judged, values: Sequence[Judged]) -> bool:
    """Whether a source denies the figure by one that is no operand: it states the very thing."""
    if judged.verdict != "contradicted" or judged.source is None:
        return False
    return all(judged.source.value != v.figure.value for v in values)


def _operand(said: str, formula: Formula, find: Find, tables: Tables) -> Judged | None:
    """Return the figure that the sources give for what a sentence lacks it of, None where they give none or several."""
    evidence = find(said)
    tabular = tables(evidence)
    found: list[Judged] = []
    tried: set[str] = set()
    for text in _texts(said, evidence, tabular):
        if text in tried or not _goes(text, formula):
            continue
        if len(tried) == TRIES:
            break
        tried.add(text)
        sentence = f"{said}{text}。"
        read = [j for j in judge(sentence, evidence) if j.figure.start >= len(said)]
        read = tabled(sentence, read, tabular) if tabular else read
        found += [j for j in read[:1] if j.verdict == "supported" and len(read) == 1]
    return found[0] if found and len({j.figure.value for j in found}) == 1 else None


def _goes(text: str, formula: Formula) -> bool:
    """Whether a figure can be an operand: one of the unit of what is summed or compared."""
    figures = find_figures(text)
    if len(figures) != 1 or figures[0].qualifier != "exact" or figures[0].kind not in _COUNTED:
        return False
    if formula.kind not in ("sum", "difference"):
        return figures[0].kind != "rate"
    return _kind(figures[0]) == _kind(formula.figure)


def _kind(figure: Figure) -> str:
    return "rate" if figure.kind == "points" else figure.kind


def _texts(said: str, evidence: Iterable[Evidence], tabular: Iterable[Table]) -> Iterator[str]:
    """Yield the figures of the sources that may be meant, those with the most of the words around them first."""
    words = key(said)
    near = [
        (
            share(words, pairs(c.told.own), pairs(c.told.governing), c.ground.lead),
            c.told.figure.text,
        )
        for item in evidence
        if not bare_cells(item.passage)
        for c in candidates(item)
    ]
    yield from (text for fit, text in sorted(near, key=lambda n: -n[0]) if fit >= NEAR)
    for table in tabular:
        for cell in cells_of(table).all:
            if any(form in said for name in cell.names for form in forms(name)):
                yield cell.candidate.told.figure.text

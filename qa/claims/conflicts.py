"""Two documents, neither of them ended, that give different figures for the same thing. Both are shown, never one of them.

What is the same thing is decided as in the figure check (`qa.claims.relate`): what is counted, when, where, whose, against
what, planned or done. Each figure is compared with the figure of the other document that fits it best, and only if that
one fits it best in turn: of two tiers of one measure neither contradicts the other. A document that the other repeals
has ended, and is no party to a conflict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.bodies import LEVELS
from index.types import DocumentInfo
from qa.claims.ground import Candidate, candidates, headings, masked
from qa.claims.relate import Relation, relate
from qa.claims.values import value_relation
from qa.claims.words import key, missing, pairs
from qa.documents.doubts import FIGURE, is_doubtful
from qa.documents.labels import ended, label
from qa.figures import normal_text
from qa.fitting.issues import of_other_years
from qa.proof.quotes import citation
from qa.types import Citation, Evidence

if TYPE_CHECKING:
    # Not when it runs: an answer compares figures and judges none.
    from qa.claims.judging import Judged

# Of both sides' words this share must stand on the other one where they are not the same.
FIT = 0.7
MOST = 3
# Figures that may be for one thing only in one way.
_KINDS = ("quantity", "money", "rate", "points", "multiple", "ratio", "age", "duration")


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A figure of `citation` and that of `other`, another document, for the same thing; as written."""

    citation: Citation
    figure: str
    other: Citation
    other_figure: str
    note: str


def disagreements(cited: Citation, evidence: Sequence[Evidence]) -> list[Disagreement]:
    """Return where other documents of the evidence give other figures than the quotation does."""
    own = next(
        (
            e
            for e in evidence
            if e.document.id == cited.document.id and e.start == cited.paragraph_start
        ),
        None,
    )
    if own is None or ended(cited.document):
        return []
    mine = candidates(own)
    quoted = [c for c in mine if cited.start <= own.start + c.told.figure.start < cited.end]
    found: list[Disagreement] = []
    seen: set[tuple[str, str]] = set()
    for item in evidence:
        if item.document.id == cited.document.id or not _comparable(cited.document, item.document):
            continue
        if not any(_may_hold(c, item) for c in quoted):
            continue
        for a, b in _pairs(quoted, mine, candidates(item)):
            place = item.document.id, a.told.figure.text
            if place not in seen and len(found) < MOST:
                seen.add(place)
                found.append(_made(cited, a, item, b))
    return found


def annotated(judged: Judged, evidence: Sequence[Evidence]) -> Judged:
    """Return the finding with a note where its source has ended, may have been misread, or is contradicted."""
    if judged.citation is None:
        return judged
    doubtful = is_doubtful(judged.source, judged.citation)
    notes = [judged.note, label(judged.citation.document), FIGURE if doubtful else ""]
    if judged.verdict == "supported" and judged.source is not None:
        figure = normal_text(judged.source)
        notes += [d.note for d in disagreements(judged.citation, evidence) if d.figure == figure]
    return replace(judged, doubtful=doubtful, note="；".join(note for note in notes if note))


_LEVEL = re.compile(r"(?:国家|[省市县区])级")


def _comparable(a: DocumentInfo, b: DocumentInfo) -> bool:
    """Whether two documents can contradict each other: neither ended, for one place, of one time."""
    if of_other_years(a, b):
        return False  # the notices of two years of one thing
    if ended(b) or (a.region and b.region and a.region != b.region):
        return False
    levels = [set(_LEVEL.findall(d.title)) for d in (a, b)]
    if all(levels) and levels[0] != levels[1]:
        return False  # 市级企业技术中心 and 省级企业技术中心 are two things
    if (a.level == LEVELS[0]) != (b.level == LEVELS[0]) and a.level and b.level:
        return False
    states = {d.standing.state for d in (a, b) if d.standing}
    # What is in force holds now, whenever it was made; what is told holds for its year.
    return states == {"in_force"} or (a.published or "")[:4] == (b.published or "")[:4]


def _pairs(
    quoted: Sequence[Candidate], mine: Sequence[Candidate], theirs: Sequence[Candidate]
) -> Iterator[tuple[Candidate, Candidate]]:
    """Yield the pairs of figures that fit each other best and differ."""
    for claim in quoted:
        best = _best(claim, theirs)
        if best is None or best[1].value != "different":
            continue
        back = _best(best[0], mine)
        if back is not None and back[0] is claim and back[1].value == "different":
            yield claim, best[0]


def _best(claim: Candidate, others: Sequence[Candidate]) -> tuple[Candidate, Relation] | None:
    """Return the figure that is for the same thing, the likest first; one of the same value before others."""
    fitting: list[tuple[tuple[bool, bool, float], Candidate, Relation]] = []
    for other in others:
        relation = _relation(claim, other)
        if relation is not None:
            same = _clause(claim) == _clause(other)
            order = (not same, relation.value == "different", -relation.fit)
            fitting.append((order, other, relation))
    fitting.sort(key=lambda each: each[0])
    return fitting[0][1:] if fitting else None


def _relation(claim: Candidate, other: Candidate) -> Relation | None:
    """Return how two figures stand to each other if they are for the same thing."""
    a, b = claim.told, other.told
    if a.figure.kind not in _KINDS or a.figure.kind != b.figure.kind:
        return None
    if a.level != b.level or a.order != b.order or a.role != b.role:
        return None
    if value_relation(a.figure, b.figure) == "unrelated":
        return None
    same = _clause(claim) == _clause(other)
    relation = relate(a, b, other.ground, same_words=same)
    if set(relation.differs) - {"对象"}:
        return None
    if (a.period or claim.ground.when.governing) != (b.period or other.ground.when.governing):
        return None
    fits = same or relation.exact or relation.fit >= FIT
    return (
        relation if fits and not _left_over(claim, other) and not _left_over(other, claim) else None
    )


def _left_over(one: Candidate, other: Candidate) -> tuple[str, ...]:
    """Return what one sentence says up to its figure and the other does not: 境外 for 境内, 国家级 for 省级."""
    said = key(f"{one.told.lead} {one.told.governing}")
    return missing(said, pairs(other.told.lead), pairs(other.told.governing), other.ground.lead)


def _may_hold(one: Candidate, item: Evidence) -> bool:
    """Whether all that is said up to a figure stands somewhere in a paragraph: else no figure of it is worth reading."""
    said = key(f"{one.told.lead} {one.told.governing}")
    return not missing(said, pairs(item.text), headings(item))


def _clause(candidate: Candidate) -> str:
    start, end = candidate.told.clause
    return masked(candidate.item.text[start:end])


def _made(cited: Citation, a: Candidate, item: Evidence, b: Candidate) -> Disagreement:
    other = citation(item, b.told.sentence)
    mine, theirs = normal_text(a.told.figure), normal_text(b.told.figure)
    in_force = {d.standing.state for d in (cited.document, item.document) if d.standing} == {
        "in_force"
    }
    kind = "两份现行有效的文件" if in_force else "两份文件"
    # Two uploads of one title, by nobody on no day: only their files tell them apart.
    alike = _said(cited.document) == _said(item.document)
    one, two = (_said(d, named=alike) for d in (cited.document, item.document))
    return Disagreement(
        citation=cited,
        figure=mine,
        other=other,
        other_figure=theirs,
        note=f"{kind}数字不同：{one}为{mine}，{two}为{theirs}。请向发文机关核实以哪份为准",
    )


def _said(document: DocumentInfo, *, named: bool = False) -> str:
    """Return who says it and when: 《某办法》（某县人民政府，2025-03-01）; with the name of its file where that is wanted."""
    file = document.source.replace("\\", "/").rsplit("/", 1)[-1] if named else ""
    about = "，".join(
        filter(None, (file, document.issuer or "发文机关不明", document.published or "日期不明"))
    )
    return f"《{document.title}》（{about}）"

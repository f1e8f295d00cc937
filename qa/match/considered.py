"""One measure for one enterprise: its conditions judged, what is to be noted of it, each part cited."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from index.regions import same_or_within
from index.types import DocumentInfo
from qa.documents.doubts import SHORT, doubts_in
from qa.documents.labels import label
from qa.match.amounts import estimate
from qa.match.citing import Citations, Source
from qa.match.exclusions import judge_exclusion
from qa.match.judge import judge
from qa.match.rank import relevance
from qa.match.types import Cited, Judged, Matched, Verdict
from qa.measures import INTENTION, Measure, Measures, Span
from qa.measures.calendar import closed
from qa.measures.places import central
from qa.measures.words import REGISTERED
from qa.profile import Profile
from qa.profile.places import WORKS


def consider(
    source: Source,
    found: Measures,
    measure: Measure,
    profile: Profile,
    searched: Mapping[tuple[str, int], float],
    *,
    meant: bool = False,
    on: date | None = None,
) -> tuple[Source, Matched] | None:
    """Return the measure judged, None where nothing of the enterprise speaks for it or it is for others.

    `meant` says that the measure was asked about by what it gives: then nothing more need speak for it. With a day `on`, a
    time of application that was over by then is told.
    """
    judged = []
    for condition in measure.conditions:
        state, because = judge(condition, profile, measure.subject.text if measure.subject else "")
        judged.append(Judged(condition=condition, state=state, because=because, citation=0))
    near = relevance(measure, source.info.title, judged, profile, searched)
    others = any(j.state == "unmet" and _of_others(j, profile) for j in judged)
    if others or not (near.signal or meant) or _for_lenders(judged, profile):
        return None
    exclusions = tuple(judge_exclusion(span, profile) for span in measure.exclusions)
    verdict = _verdict(measure, [*judged, *exclusions])
    counts = {s: sum(j.state == s for j in judged) for s in ("met", "unknown", "unmet")}
    fit = f"符合{counts['met']}项、待核实{counts['unknown']}项、不符合{counts['unmet']}项"
    place = _place(found, profile)
    return source, Matched(
        measure=measure,
        document=source.info,
        agency=_agency(source, measure),
        agency_citation=None,
        conditions=tuple(judged),
        exclusions=exclusions,
        limits=(),
        apply=(),
        deadlines=(),
        estimate=estimate(measure, profile) if verdict != "unmet" else None,
        verdict=verdict,
        notes=_notes(source, found, measure, exclusions, on),
        why="；".join([*near.why, *place, fit]),
        score=near.score,
        citation=0,
    )


def _of_others(judged: Judged, profile: Profile) -> bool:
    """Whether an unmet condition says that the measure is for others; who works at a place and is registered elsewhere is told so."""
    test = judged.condition.any_of[0][0]
    if test.kind == "region" and test.name == REGISTERED:
        here = (r for r in profile.regions if r.level == WORKS)
        return not any(same_or_within(r.value, value) for r in here for value in test.values)
    return test.kind in ("industry", "region")


_BORROWS = frozenset({"融资", "发行债券"})


def _for_lenders(judged: Sequence[Judged], profile: Profile) -> bool:
    """Whether only banks get it, and the enterprise seeks money: who borrows is no lender."""
    lent = any(
        test.kind == "industry" and test.values == ("金融业",) and j.state != "met"
        for j in judged
        for tests in j.condition.any_of
        for test in tests
    )
    return lent and any(need.name in _BORROWS for need in profile.needs)


def _verdict(measure: Measure, judged: Sequence[Judged]) -> Verdict:
    states = {j.state for j in judged}
    if "unmet" in states:
        return "unmet"
    if "unknown" in states or measure.intention or not measure.conditions:
        return "possible"
    return "met"


def _place(found: Measures, profile: Profile) -> list[str]:
    if found.terms.region and profile.regions:
        return [f"地区“{profile.regions[0].words}”，文件适用于{found.terms.region}"]
    return []


def placeless(found: Measures, info: DocumentInfo) -> bool:
    """Whether nothing says which place the document is for; what a central body issues is for all."""
    return not found.terms.region and not central(info.issuer)


def _agency(source: Source, measure: Measure) -> str:
    if measure.agency:
        return "".join(measure.agency.text.split())
    return source.info.issuer or "原文未载明"


def _notes(
    source: Source,
    found: Measures,
    measure: Measure,
    exclusions: Sequence[Judged],
    on: date | None,
) -> tuple[str, ...]:
    notes, info = [], source.info
    if on is not None and (over := closed(info, measure.deadlines, on)):
        notes.append(f"所载申报时间已过：{over}")
    if warning := label(info):
        notes.append(warning)
    if measure.intention:
        notes.append(INTENTION)
    elif not measure.conditions:
        notes.append("原文未载明申报条件")
    unknown = sum(j.state == "unknown" for j in exclusions)
    if unknown:
        notes.append(f"另有{unknown}条除外情形需自查")
    if placeless(found, info):
        notes.append("文件未载明适用地区")
    read_from = [measure.span, *(c.span for c in measure.conditions)]
    if any(doubts_in(info, span.start, span.end) for span in read_from):
        notes.append(f"原文{SHORT}")
    if not info.expires and not measure.intention:
        notes.append(_until(source, found))
    return tuple(notes)


def _until(source: Source, found: Measures) -> str:
    """Return what the document says of its end, which is no day: 执行期限至省一级响应结束."""
    proof = next((p for p in source.info.proofs if p.field == "expires"), None)
    said = proof.quote if proof else ""
    validity = "".join(found.terms.validity.text.split()) if found.terms.validity else ""
    if not said and (stated := _TERM.search(validity)):
        said = stated[0]
    return f"文件所载期限：{''.join(said.split())}" if said else "文件未载明有效期"


_TERM = re.compile(
    r"[^，。；（]*(?:(?:有效期|试行期|(?:执行|实施|施行)期)限?(?:暂?[为定]|[至自到]|[一二三四五\d])|暂定[一二三四五\d]年|期间有效)[^，。；（]*"
)


def cite(source: Source, matched: Matched, citations: Citations) -> Matched:
    """Return the measure with every part cited."""
    measure = matched.measure
    number = citations.number(source, measure.span, matched.score)

    def judged(items: Sequence[Judged]) -> tuple[Judged, ...]:
        return tuple(replace(j, citation=citations.number(source, j.condition.span)) for j in items)

    def cited(spans: Sequence[Span]) -> tuple[Cited, ...]:
        return tuple(Cited(span=s, citation=citations.number(source, s)) for s in spans)

    return replace(
        matched,
        citation=number,
        agency_citation=citations.number(source, measure.agency) if measure.agency else None,
        conditions=judged(matched.conditions),
        exclusions=judged(matched.exclusions),
        limits=cited(measure.limits),
        apply=cited(measure.apply),
        deadlines=cited(measure.deadlines),
    )

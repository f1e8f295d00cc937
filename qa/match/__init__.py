"""Profile in, measures out: which support an enterprise may get, which conditions are open, and what to ask it.

Deterministic and without a language model. The search (which embeds) only orders; conditions are decided by figures,
names and places.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from index.corpus import Corpus
from index.errors import UsageError
from index.types import DocumentInfo
from qa.doubts import SHORT, doubts_in
from qa.match.amounts import estimate
from qa.match.citing import Citations, Source
from qa.match.exclusions import judge_exclusion
from qa.match.judge import judge
from qa.match.questions import ask_back
from qa.match.rank import relevance
from qa.match.types import Cited, Excluded, Judged, Match, Matched, Verdict
from qa.match.validity import REASONS, elsewhere
from qa.measures import INTENTION, Measure, Measures, Span, find_measures
from qa.measures.kept import Kept
from qa.measures.terms import region_in
from qa.profile import Profile, read_form, read_text

__all__ = ["Match", "match", "profile_of", "read_documents"]
MAX_PROFILE = 4000
SHOWN = 10
READ = 400
"""Of a larger index the documents that the search finds nearest are read, as many at most."""
SEARCHED = 60
LISTED = 20


def profile_of(given: str | Mapping[str, object], corpus: Corpus, on: date) -> Profile:
    """Return the profile in a text or a form; places that only the documents name are known from them.

    Raises:
        UsageError: it is empty or too long, or a key of the form is not known.
    """
    known = [r for info in corpus.documents() if (r := region_in(info))]
    if isinstance(given, Mapping):
        profile = read_form(given, known, on)
    else:
        text = "".join(c if c.isprintable() else " " for c in given).strip()
        if len(text) > MAX_PROFILE:
            raise UsageError(
                f"企业情况有 {len(text)} 字，超过 {MAX_PROFILE} 字",
                "请只写地区、行业、规模、指标和需求",
            )
        profile = read_text(text, known, on)
    if not profile.text.strip():
        raise UsageError("企业情况是空的", "请写一句话，例如“东莞的箱包企业，80人，想开拓海外市场”")
    return profile


def read_documents(
    corpus: Corpus, chosen: Sequence[DocumentInfo] | None = None, *, kept: Kept | None = None
) -> list[tuple[Source, Measures]]:
    """Return the documents that state measures, with them, in the order of the index; `kept` is what was read before."""
    read = []
    for info in corpus.documents() if chosen is None else chosen:
        if kept is not None and kept.silent(info):
            continue
        source = Source(info, corpus.document(info.id), partial(corpus.passages, info.id))
        found = (
            find_measures(source.document, source.passages)
            if kept is None
            else kept.measures(info, source)
        )
        if found.measures or found.terms.repeals:
            read.append((source, found))
    return read


def match(
    corpus: Corpus, profile: Profile, *, on: date, k: int = SHOWN, kept: Kept | None = None
) -> Match:
    """Return at most `k` measures for the enterprise, the best first, as things stand on the day `on`.

    `kept` saves reading again what was read before; the result is the same without it.

    Raises:
        IndexMissingError: the index is empty.
    """
    # What has ended is left out here, with the reason, not by the filter.
    corpus = corpus.within(replace(corpus.scope, day=on, ended=True))
    searched, chosen = _search(corpus, profile)
    read = read_documents(corpus, chosen, kept=kept)
    citations = Citations()
    standing, excluded = _standing(corpus, read, profile, citations)
    ranked = [
        candidate
        for source, found in standing
        for measure in found.measures
        if (candidate := _consider(source, found, measure, profile, searched)) is not None
    ]
    ranked.sort(
        key=lambda c: (
            c[1].verdict == "unmet",
            -round(c[1].score, 6),
            c[0].info.id,
            c[1].measure.span.start,
        )
    )
    shown = tuple(_cite(source, m, citations) for source, m in ranked[:k])
    return Match(
        profile=profile,
        measures=shown,
        questions=ask_back(shown, profile),
        citations=tuple(citations.made),
        excluded=excluded,
        on=on,
        documents_read=len(chosen),
        documents=len(corpus.documents()),
    )


def _search(
    corpus: Corpus, profile: Profile
) -> tuple[dict[tuple[str, int], float], list[DocumentInfo]]:
    """Return (document, paragraph) -> 1..0 by rank, and the documents to read: all, or the nearest of many."""
    documents = corpus.documents()
    many = len(documents) > READ
    hits = corpus.search(profile.text[:1000], SEARCHED * (10 if many else 1))
    ranks: dict[tuple[str, int], float] = {}
    for rank, hit in enumerate(hits):
        key = (hit.document.id, hit.passage.paragraph)
        ranks.setdefault(key, max(0.0, 1 - rank / SEARCHED))
    if not many:
        return ranks, documents
    near = list(dict.fromkeys(hit.document.id for hit in hits))
    own = [d.id for d in documents if profile.regions and not elsewhere(region_in(d), profile)]
    wanted = set([*near, *own][:READ])
    return ranks, [d for d in documents if d.id in wanted]


def _standing(
    corpus: Corpus,
    read: Sequence[tuple[Source, Measures]],
    profile: Profile,
    citations: Citations,
) -> tuple[list[tuple[Source, Measures]], tuple[Excluded, ...]]:
    """Return the documents that stand for this enterprise on the day, and what was left out, with the reason."""
    sources = {source.info.id: source for source, _ in read}
    standing, excluded = [], []
    for source, found in read:
        if not found.measures:
            continue
        left_out = _left_out(corpus, source, found, profile, sources, citations)
        if left_out is None:
            standing.append((source, found))
        else:
            excluded.append(left_out)
    excluded.sort(key=lambda e: (e.reason == "other_region", e.reason, e.document.title))
    return standing, tuple(excluded[:LISTED])


def _left_out(
    corpus: Corpus,
    source: Source,
    found: Measures,
    profile: Profile,
    sources: Mapping[str, Source],
    citations: Citations,
) -> Excluded | None:
    info, standing = source.info, source.info.standing
    if elsewhere(found.terms.region, profile):
        return Excluded(document=info, reason="other_region", text=f"适用于{found.terms.region}")
    if standing is None or standing.state not in REASONS:
        strict = corpus.scope.in_force and (standing is None or standing.state != "in_force")
        return (
            Excluded(document=info, reason="unknown", text="文件没有载明效力") if strict else None
        )
    reason = REASONS[standing.state]
    if by := standing.by:
        repealing = sources.get(by.document_id) or _source(corpus, by.document_id)
        span = Span(start=by.start, end=by.end, text=by.quote)
        number = citations.number(repealing, span) if repealing else None
        text = f"《{by.title}》：{' '.join(by.quote.split())}"
        return Excluded(document=info, reason=reason, text=text, citation=number)
    validity = found.terms.validity
    cited = citations.number(source, validity) if validity else None
    days = f"有效期至{info.expires}" if reason == "expired" else f"自{standing.since}起施行"
    return Excluded(document=info, reason=reason, text=days, citation=cited)


def _source(corpus: Corpus, document_id: str) -> Source | None:
    info = next((info for info in corpus.documents() if info.id == document_id), None)
    if info is None:
        return None
    return Source(info, corpus.document(document_id), partial(corpus.passages, document_id))


def _consider(
    source: Source,
    found: Measures,
    measure: Measure,
    profile: Profile,
    searched: Mapping[tuple[str, int], float],
) -> tuple[Source, Matched] | None:
    """Return the measure judged, None where nothing of the enterprise speaks for it or it is for others."""
    judged = []
    for condition in measure.conditions:
        state, because = judge(condition, profile)
        judged.append(Judged(condition=condition, state=state, because=because, citation=0))
    near = relevance(measure, source.info.title, judged, profile, searched)
    others = any(
        j.state == "unmet" and j.condition.any_of[0][0].kind in ("industry", "region")
        for j in judged
    )
    if others or not near.signal:
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
        notes=_notes(found, measure, source.info, exclusions),
        why="；".join([*near.why, *place, fit]),
        score=near.score,
        citation=0,
    )


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


def _agency(source: Source, measure: Measure) -> str:
    if measure.agency:
        return "".join(measure.agency.text.split())
    return source.info.issuer or "原文未载明"


def _notes(
    found: Measures, measure: Measure, info: DocumentInfo, exclusions: Sequence[Judged]
) -> tuple[str, ...]:
    notes = []
    if measure.intention:
        notes.append(INTENTION)
    elif not measure.conditions:
        notes.append("原文未载明申报条件")
    unknown = sum(j.state == "unknown" for j in exclusions)
    if unknown:
        notes.append(f"另有{unknown}条除外情形需自查")
    if not found.terms.region:
        notes.append("文件未载明适用地区")
    read_from = [measure.span, *(c.span for c in measure.conditions)]
    if any(doubts_in(info, span.start, span.end) for span in read_from):
        notes.append(f"原文{SHORT}")
    if not info.expires and not measure.intention:
        notes.append("文件未载明有效期")
    return tuple(notes)


def _cite(source: Source, matched: Matched, citations: Citations) -> Matched:
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

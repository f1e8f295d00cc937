"""Which documents stand for an enterprise on the day, and which are left out, with the reason and its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from index.corpus import Corpus
from qa.match.citing import Citations, Source
from qa.match.types import Excluded
from qa.match.validity import REASONS, elsewhere
from qa.measures import Measures, Span
from qa.profile import Profile

LISTED = 20


def standing_for(
    corpus: Corpus,
    read: Sequence[tuple[Source, Measures]],
    profile: Profile,
    citations: Citations,
) -> tuple[list[tuple[Source, Measures]], tuple[Excluded, ...]]:
    """Return the documents that stand for this enterprise on the day, and what was left out, with the reason."""
    sources = {source.info.id: source for source, _ in read}
    standing: list[tuple[Source, Measures]] = []
    excluded: list[Excluded] = []
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

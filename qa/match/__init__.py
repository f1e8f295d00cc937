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
from index.printable import printable
from index.types import DocumentInfo
from qa.match.citing import Citations, Source
from qa.match.considered import cite, consider, placeless
from qa.match.questions import ask_back
from qa.match.standing import standing_for
from qa.match.types import Match
from qa.match.validity import elsewhere
from qa.measures import Measures, find_measures
from qa.measures.calendar import closed
from qa.measures.kept import Kept
from qa.measures.terms import region_in
from qa.profile import Profile, read_form, read_text

__all__ = ["Match", "match", "profile_of", "read_documents"]
MAX_PROFILE = 4000
SHOWN = 10
READ = 400
"""Of a larger index the documents that the search finds nearest are read, as many at most."""
SEARCHED = 60


def profile_of(given: str | Mapping[str, object], corpus: Corpus, on: date) -> Profile:
    """Return the profile in a text or a form; places that only the documents name are known from them.

    Raises:
        UsageError: it is empty or too long, or a key of the form is not known.
    """
    known = [r for info in corpus.documents() if (r := region_in(info))]
    if isinstance(given, Mapping):
        profile = read_form(given, known, on)
    else:
        text = printable(given).strip()
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
    standing, excluded = standing_for(corpus, read, profile, citations)
    ranked = [
        candidate
        for source, found in standing
        for measure in found.measures
        if (candidate := consider(source, found, measure, profile, searched, on=on)) is not None
    ]
    # Where the enterprise says where it is, what does not say for which place it is comes last.
    nowhere = {s.info.id for s, f in standing if profile.regions and placeless(f, s.info)}
    ranked.sort(
        key=lambda c: (
            c[1].verdict == "unmet",
            bool(closed(c[0].info, c[1].measure.deadlines, on)),
            c[0].info.id in nowhere,
            -round(c[1].score, 6),
            c[0].info.id,
            c[1].measure.span.start,
        )
    )
    shown = tuple(cite(source, m, citations) for source, m in ranked[:k])
    return Match(
        profile=profile,
        measures=shown,
        questions=ask_back(shown, profile),
        citations=tuple(citations.made),
        excluded=excluded,
        on=on,
        documents_read=len(chosen),
        documents=len(corpus.documents()),
        further=sum(matched.verdict != "unmet" for _, matched in ranked[k:]),
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

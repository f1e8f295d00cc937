"""How much a measure has to do with an enterprise: its needs, its industry, what is met, and where the search put it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.fold import fold
from qa.match.shared import MUCH, said_alike
from qa.match.types import Judged
from qa.measures.industries import belongs, find_industries
from qa.measures.types import Measure
from qa.profile import Need, Profile
from qa.profile.trades import names as names_trade

# Weights: what is wanted first, then for whom, then what is fulfilled; set by hand on the seeds and the sample papers.
# Where nothing is wanted in so many words, the search stands in for half of the wish.
NEED, INDUSTRY, FIT, SEARCH, OTHER = 0.45, 0.25, 0.2, 0.1, 0.3
# Who says that premises of the state are rented, or that nobody was dismissed, wants what is given for that.
TOLD = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """`score` 0..1, `signal` whether anything of the enterprise's own speaks for the measure; `why` says what."""

    score: float
    signal: bool
    why: tuple[str, ...]


def relevance(
    measure: Measure,
    document_title: str,
    judged: Sequence[Judged],
    profile: Profile,
    searched: Mapping[tuple[str, int], float],
) -> Fit:
    """Return how relevant the measure is."""
    text = fold(f"{measure.title}{measure.span.text}")
    why: list[str] = []
    shares = [0.0]
    for wanted in profile.needs:
        share = _helps(wanted, text) + 0.3 * _helps(wanted, fold(document_title))
        if share > 0:
            why.append(f"需求“{wanted.name}”")
        shares.append(min(1.0, share))
    if any(_told(j) for j in judged):
        shares.append(TOLD)
    if shared := said_alike(measure, profile.text):
        why.append(f"提到“{shared}”")
        shares.append(min(1.0, len(shared) / MUCH))
    best = max(shares)
    # Two wishes that a measure serves count more than one.
    need = best if len(shares) < 3 else (best + OTHER * min(1.0, sum(shares) - best)) / (1 + OTHER)
    industry, named = _industry(text, fold(document_title), judged, profile)
    trade, called = _trade(measure, profile)
    if trade > industry:
        industry, named = trade, called
    if named:
        why.append(f"行业“{named}”")
    met = [j for j in judged if j.state == "met"]
    spoken = any(_speaks(j, profile) for j in judged)
    fit = len(met) / len(judged) if judged else 0.0
    score = (
        NEED * need
        + INDUSTRY * industry
        + FIT * fit
        + (SEARCH if profile.needs else SEARCH + NEED / 2)
        * searched.get((measure.document_id, measure.paragraph), 0.0)
    )
    return Fit(score=score, signal=bool(need > 0 or industry > 0 or spoken), why=tuple(why))


def _speaks(judged: Judged, profile: Profile) -> bool:
    """Whether the enterprise has said something that this condition asks for, be the answer yes or no."""
    kind = _kind(judged)
    if kind in ("bound", "size", "held"):
        return judged.state != "unknown"
    if kind == "title":
        asked = {v for tests in judged.condition.any_of for t in tests for v in t.values}
        return any(t.value in asked for t in profile.titles)
    return _told(judged) or (
        judged.state == "met" and not judged.condition.shared and kind == "industry"
    )


def _told(judged: Judged) -> bool:
    return judged.state == "met" and not judged.condition.shared and _kind(judged) == "flag"


def _kind(judged: Judged) -> str:
    return judged.condition.any_of[0][0].kind


def _helps(need: Need, text: str) -> float:
    return min(1.0, sum(term in text for term in need.terms) / min(need.enough, len(need.terms)))


def _industry(
    text: str, title: str, judged: Sequence[Judged], profile: Profile
) -> tuple[float, str]:
    """Return 1 where the measure is for the industry, less where it or its document only names it."""
    for j in judged:
        if _kind(j) == "industry" and j.state == "met":
            return (0.8 if j.condition.shared else 1.0), j.because
    for own in profile.industries:
        names = {name for _, _, name in find_industries(text)}
        if own.value in names:
            return 0.7, own.words
        if own.value in {name for _, _, name in find_industries(title)}:
            return 0.5, own.words
        if any(belongs(own.value, name) for name in names):
            return 0.3, own.words
    return 0.0, ""


def _trade(measure: Measure, profile: Profile) -> tuple[float, str]:
    """Return how far the measure is for what the enterprise calls itself or makes, by whom and what it names."""
    whom = fold("".join(measure.subject.text.split())) if measure.subject else ""
    for own in profile.trades:
        if names_trade(own.value, whom):
            return 1.0, own.words
        if names_trade(own.value, fold(measure.title)):
            return 0.7, own.words
    return 0.0, ""

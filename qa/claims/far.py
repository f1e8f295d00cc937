"""Which figures of a source cannot be of the draft's thing: seen at once, so that a long clause is not compared figure by figure."""

from __future__ import annotations

from functools import lru_cache

from qa.claims.official import telling
from qa.claims.relate import Relation
from qa.claims.spared import mere_manner, shorts
from qa.claims.told import Told
from qa.claims.words import key, pairs

# A run of so many characters is left over whole where no pair of it is known.
LONG = 4
# What the name of a place ends with.
_LEVELS = frozenset("省市县区州旗")
# Another value of another thing: it neither supports nor denies.
FAR = Relation(value="different", fit=0.0, exact=False, differs=(), opposite=False)


def said_by(claim: Told) -> tuple[frozenset[str], str]:
    """Return the pairs of all that a draft says around a figure, and its content characters."""
    parts = (claim.own, claim.lead, claim.condition, claim.governing, claim.prior)
    return frozenset().union(*map(pairs, parts)), "".join("".join(key(part)) for part in parts)


def far(claim: Told, said: tuple[frozenset[str], str], source: Told) -> bool:
    """Whether a run of the source's words has nothing in common with the draft: another thing, whatever else is said.

    A change that belongs to an amount is judged by the amount, and never far.
    """
    if claim.antecedent is not None and source.antecedent is not None:
        return False
    held, letters = said
    return any(
        held.isdisjoint(own) and not any(short in letters for short in names)
        for own, names in _runs(source.narrow, source.around)
    )


@lru_cache(maxsize=4096)
def _runs(
    narrow: tuple[str, ...], places: frozenset[str]
) -> tuple[tuple[frozenset[str], tuple[str, ...]], ...]:
    """Return for each long run its pairs and the short names that it may have; names of places are compared elsewhere."""
    return tuple(
        (pairs(run), tuple(shorts(run)))
        for run in narrow
        if len(run) >= LONG
        and telling((run,))
        and not mere_manner(run)
        and run[-1] not in _LEVELS
        and not run.endswith("公司")
        and not any(run in place or place in run for place in places)
    )

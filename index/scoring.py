"""Which of a question's words a passage holds, and how much of the question that is. Pure.

Owns the lexical side of a candidate, for every token of the question, also the frequent ones that the search for
candidates leaves out. Knows no vectors and no file.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from index.fold import fold
from index.tokens import is_pair, set_together


@cache
def _unfolded() -> re.Pattern[str]:
    """Match a Han character that folding changes: most texts have none, and folding takes longer than looking."""
    han = "".join(
        map(chr, [*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0xF900, 0xFB00)])
    )
    changed = [c for c, folded in zip(han, fold(han), strict=True) if c != folded]
    return re.compile(f"[〇{''.join(changed)}\U00020000-\U0003ffff]")


def _fold_han(text: str) -> str:
    """Return `text` with its Han characters folded, and together where a blank sets them apart."""
    text = set_together(text)
    return fold(text) if _unfolded().search(text) else text


class Match(NamedTuple):
    """`tokens` that a passage or its context holds, in the question's order; `said`: its own text holds one."""

    tokens: tuple[str, ...]
    said: bool


@dataclass(frozen=True, slots=True)
class Words:
    """A question's tokens and what each weighs (its inverse document frequency).

    `pairs` are two Han characters: a text holds such a token exactly when the folded text, its blanks closed, contains it. `others` are
    words, figures and lone characters, which have to be looked up.
    """

    weights: Mapping[str, float]
    pairs: tuple[str, ...]
    others: tuple[str, ...]
    total: float

    @classmethod
    def of(cls, weights: Mapping[str, float]) -> Words:
        """Return the words of a question whose tokens weigh `weights`."""
        pairs = tuple(token for token in weights if is_pair(token))
        return cls(
            weights=weights,
            pairs=pairs,
            others=tuple(token for token in weights if token not in pairs),
            total=sum(weights.values()),
        )

    def matched(self, text: str, context: str, others: Collection[str]) -> Match:
        """Return which tokens a passage holds in its text or around it.

        `others` are those of `self.others` that it is known to hold.
        """
        own, around = _fold_han(text), _fold_han(context)
        said = {token for token in self.pairs if token in own}
        said.update(others)
        held = said.union([token for token in self.pairs if token in around])
        return Match(tuple([token for token in self.weights if token in held]), bool(said))

    def share(self, tokens: Iterable[str]) -> float:
        """Return the share 0..1 of the question's weight that the tokens have."""
        weights = self.weights
        return sum([weights[token] for token in tokens]) / self.total if self.total else 0.0

"""A paragraph as the checker reads it: tokens, clauses, sentences, and which years govern them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from qa.proof.clauses import Clause, Span, clauses_of, opening_of
from qa.proof.tokens import Flat, Token, flatten, tokens_of

# A bracket that is not closed within so many tokens hides no clause marks.
BRACKETED = 120


# 刚刚过去的2017年 opens a sentence as 2017年 does.
_BEFORE = ("", "刚刚过去的", "刚过去的")


@dataclass(frozen=True, slots=True)
class Source:
    """One paragraph; offsets count in `flat`. `clause_of[j]` is the clause of token j, -1 between clauses; `sentences` are clause ranges."""

    flat: Flat
    tokens: tuple[Token, ...]
    clauses: tuple[Clause, ...]
    clause_of: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]

    @property
    def folded(self) -> str:
        return self.flat.text

    def period_of(self, clause: Clause) -> str | None:
        """Return the period that governs a clause: its own, or the nearest one before it that opens a sentence."""
        if clause.periods:
            return clause.periods[0] if len(clause.periods) == 1 else None
        first, _ = self.sentences[clause.sentence]
        for number in range(clause.number - 1, -1, -1):
            other = self.clauses[number]
            if other.periods and (number >= first or self._opens_with_period(other)):
                return other.periods[-1]
        return None

    def _opens_with_period(self, clause: Clause) -> bool:
        content = [t for t in self.tokens[clause.first : clause.last] if t.content]
        opening = next((t for t in content if t.kind == "period"), None)
        return (
            opening is not None
            and self.folded[content[0].start : opening.start] in _BEFORE
            and self.sentences[clause.sentence][0] == clause.number
        )


@lru_cache(maxsize=512)
def read_source(text: str) -> Source:
    """Return `text` taken apart. Pure, so that a paragraph is read once for all drafts about it."""
    flat = flatten(text)
    folded = flat.text
    tokens = tokens_of(folded)
    spans = _spans(tokens, folded)
    sentences: list[tuple[int, int]] = []
    for number, span in enumerate(spans):
        if span.sentence == len(sentences):
            sentences.append((number, number + 1))
        else:
            sentences[-1] = (sentences[-1][0], number + 1)
    clauses: list[Clause] = []
    for first, last in sentences:
        clauses += clauses_of(tokens, folded, spans, first, last)
    clause_of = [-1] * (len(tokens) + 1)
    for clause in clauses:
        clause_of[clause.first : clause.last] = [clause.number] * (clause.last - clause.first)
    return Source(flat, tokens, tuple(clauses), tuple(clause_of), tuple(sentences))


def _spans(tokens: tuple[Token, ...], folded: str) -> list[Span]:
    """Cut at clause marks outside brackets and quotations, and at 、 between statements that are whole by themselves."""
    spans: list[Span] = []
    first = sentence = depth = 0
    for at, token in enumerate(tokens):
        if token.kind == "open" and any(t.kind == "close" for t in tokens[at : at + BRACKETED]):
            depth += 1
        elif token.kind == "close":
            depth = max(0, depth - 1)
        final = token.kind == "stop" and token.text in "。！？!?\n"
        if final and token.text == "\n":
            depth = 0
        if token.kind not in ("comma", "stop") or ((depth or token.inside) and token.text != "\n"):
            continue
        if any(t.content for t in tokens[first:at]):
            spans.append(Span(first, at, token.end, sentence, token.text))
            first = at + 1
        elif spans:
            spans[-1].end = token.end
            first = at + 1
        if final and spans and spans[-1].sentence == sentence:
            spans[-1].mark = token.text
            sentence += 1
    if any(t.content for t in tokens[first:]):
        spans.append(Span(first, len(tokens), len(folded), sentence, ""))
    return [piece for span in spans for piece in _statements(tokens, folded, span)]


def _statements(tokens: tuple[Token, ...], folded: str, span: Span) -> list[Span]:
    """企业牵头项目数占比超56%、财政资金占比近76% holds two statements; 新增A60家、B200家 leans on one verb."""
    cuts = [
        j for j in range(span.first, span.last) if tokens[j].kind == "list" and not tokens[j].inside
    ]
    if not cuts:
        return [span]
    edges = [span.first - 1, *cuts, span.last]
    items = [(a + 1, b) for a, b in pairwise(edges)]
    whole = all(
        b - a >= 3
        and tokens[b - 1].kind == "figure"
        and sum(t.kind == "figure" for t in tokens[a:b]) == 1
        for a, b in items
    )
    opening, _ = opening_of(tokens, folded, span.first, span.last)
    text = folded[tokens[span.first].start : tokens[span.last - 1].end]
    if not whole or opening == "none" or re.search("分别|依次|各", text):
        return [span]
    pieces = [
        Span(a, b, tokens[b].end if b < span.last else span.end, span.sentence, "、")
        for a, b in items
    ]
    pieces[-1].mark = span.mark
    return pieces

"""Which words of a sentence answer a question: what is shown in bold, for who wants the figure before the sentence.

It emphasises, it never cuts: the sentence stays whole, with its conditions and its citation, and what is marked is
words of it. A figure is marked with its unit and with what limits it (不超过, 约, 以上), or not at all.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import numpy as np

from qa.figures import find_figures
from qa.relevance.encoder import EncoderGraph
from qa.relevance.input import (
    FOCUS_PREFIX,
    MARKS,
    MAX_QUESTION,
    MAX_TOKENS,
    QUESTION_PREFIX,
)

GRAPH = "focus.onnx"
# An answer of the texts it learned from is seldom longer, but for whole sentences.
MOST_TOKENS = 80
# What is asked about was judged to answer already: "none" must be this much likelier (log-odds), which finds some more of the
# words (held-out rows F1 0.64 -> 0.74, CMRC 0.59 -> 0.62) for some more emphasis where nothing answers.
DOUBT = 2.0
# White space and what ends a clause: not part of what answers.
EDGES = " \t\r\n\u3000，,。；;：:、！!？?"
_PAIRS = tuple(zip("《“‘（(〔【「『", "》”’）)〕】」』", strict=True))


class Focus(Protocol):
    """Marks the words of a sentence that answer."""

    def point(self, question: str, sentence: str) -> tuple[int, int] | None:
        """Return `(start, end)` of the answering words in the sentence, all of it where all answers; None where none do."""
        ...


class EmbeddedFocus(EncoderGraph):
    """The project's own model on ONNX Runtime; `pieces` is the relevance model's folder, `encoder` the embedder's.

    Loaded when first used. Callable from any thread.

    Raises:
        ModelError: a file is missing or damaged (from `point`, when it is loaded).
    """

    _what = "标出答案的模型"

    def __init__(self, folder: Path, pieces: Path, encoder: Path) -> None:
        super().__init__(folder / GRAPH, pieces, encoder)

    def point(self, question: str, sentence: str) -> tuple[int, int] | None:
        """See `Focus`."""
        self.load()
        start, end = self._pieces.start, self._pieces.end
        asked = self._pieces.split(QUESTION_PREFIX + question[-MAX_QUESTION:]).ids
        told = self._pieces.split(FOCUS_PREFIX + sentence)
        ids = [start, *asked, end, end, *told.ids, end]
        if len(ids) > MAX_TOKENS:
            return None  # of what does not fit, nobody knows what it says
        words = self._vectors(ids)
        given = {"words": words, "mask": np.ones(words.shape[:2], np.float32)}
        (logits,) = self._session.run(None, given)
        first = len(asked) + MARKS - 1
        found = best_span(logits[0], (first, first + len(told.ids)), doubt=DOUBT)
        if found is None:
            return None
        a, b = told.spans[found[0] - first][0], told.spans[found[1] - first][1]
        offset = len(FOCUS_PREFIX)
        return whole_words(sentence, max(0, a - offset), max(0, b - offset))


def best_span(
    logits: np.ndarray, told: tuple[int, int], *, doubt: float = 0.0
) -> tuple[int, int] | None:
    """Return the first and the last token that answer, or None where "none" is likelier by `doubt`.

    `logits` is (tokens, 2): for being the first and the last. `told` are the tokens of the sentence, [first, last + 1).
    """
    first, last = told
    pairs = logits[first:last, 0][:, None] + logits[first:last, 1][None, :]
    allowed = np.triu(np.ones(pairs.shape, bool)) & ~np.triu(
        np.ones(pairs.shape, bool), MOST_TOKENS
    )
    pairs = np.where(allowed, pairs, -np.inf)
    row, column = divmod(int(pairs.argmax()), len(pairs))
    if pairs[row, column] <= logits[0].sum() - doubt:
        return None
    return row + first, column + first


def whole_words(sentence: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the place widened to the figures and brackets that it cuts, without marks at its edges; None: nothing is left."""
    for figure in find_figures(sentence):
        if figure.start < end and start < figure.end:
            start, end = min(start, figure.start), max(end, figure.end)
    for opening, closing in _PAIRS:
        inside = sentence[start:end]
        if inside.count(opening) > inside.count(closing) and sentence[end : end + 1] == closing:
            end += 1
        if inside.count(closing) > inside.count(opening) and sentence[start - 1 : start] == opening:
            start -= 1
    while start < end and sentence[start] in EDGES:
        start += 1
    while start < end and sentence[end - 1] in EDGES:
        end -= 1
    return (start, end) if start < end else None

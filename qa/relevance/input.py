"""What the relevance model reads of a question and a passage; training and answering share it, so that both read alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.splitter import embedding_text, sentences
from index.types import Passage

# Tokens of question, context and passage together; a passage of 300 characters has some 190.
MAX_TOKENS = 320
# Around a question and a text stand a mark before, two between and one behind.
MARKS = 4
# A question longer than this is a story; its end asks.
MAX_QUESTION = 160
MAX_TEXT = 480
# The embedder was trained with these words before questions and before texts.
QUESTION_PREFIX = "query: "
FOCUS_PREFIX = "passage: "


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair of texts and where the sentences stand: `second[start:end]` for each of `spans`.

    `offset` is where the passage's text begins in `second`, so that `spans` less `offset` are offsets in the passage.
    """

    first: str
    second: str
    spans: tuple[tuple[int, int], ...]
    offset: int


def pair_of(question: str, passage: Passage, title: str, published: str | None) -> Pair:
    """Return what the model reads for one question and one passage.

    The context is the embedder's (title, question answered, speaker, section) with the year of publication: a
    sentence seldom says whose and when its figure is.
    """
    text = passage.text[:MAX_TEXT]
    context = (
        embedding_text(passage, title).partition("\n")[0] if _has_context(passage, title) else ""
    )
    head = "｜".join(part for part in (published[:4] if published else "", context) if part)
    prefix = f"passage: {head}\n" if head else "passage: "
    spans = tuple((a + len(prefix), b + len(prefix)) for a, b in sentences(text))
    return Pair(f"{QUESTION_PREFIX}{question[-MAX_QUESTION:]}", prefix + text, spans, len(prefix))


def _has_context(passage: Passage, title: str) -> bool:
    return embedding_text(passage, title) != passage.text


def token_ranges(
    tokens: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return the tokens of each sentence of a text: [first, last + 1); sentences beyond the last token are left out.

    `tokens` says which characters each token stands for, `spans` where the sentences stand.
    """
    found = []
    at = 0
    for a, b in spans:
        while at < len(tokens) and tokens[at][1] <= a:
            at += 1
        first = at
        while at < len(tokens) and tokens[at][0] < b:
            at += 1
        if at == first:
            break
        found.append((first, at))
        at = max(first, at - 1) if tokens[at - 1][1] > b else at
    return found

"""What a talk is of: the document that was just quoted, found again where the history came without its citations.

Many clients send an earlier answer back as bare text. What it was taken from is what the talk is of, so it is looked up:
a passage that states every figure of the answer and most of its words, and most of the question's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from index.corpus import Corpus
from index.fold import fold
from index.types import Hit
from qa.figures import compare, find_figures
from qa.lexicon.bigrams import bigrams
from qa.question.attempts import Attempt, attempts
from qa.question.document_facts import of_document
from qa.question.followup import last_of
from qa.question.turns import corrected
from qa.types import Turn

# So many of the last exchanges are looked up, and so many passages of each.
_TURNS, _SEARCHED = 2, 8
# The share of the answer's pairs of characters that its source has, and how much less is as good.
_SAID, _AS_GOOD = 0.5, 0.02
_MOST_DOCUMENTS = 3
_SAME = ("same", "qualifier")  # in another draft's words 超 may be 近
_MARKER = re.compile(r"\[\d+\]")
_LONGEST = 300
# What says that nothing was found was taken from no document.
_REFUSED = re.compile(
    r"^(?:未找到|没有找到|现有材料|材料[中里])|(?:没有|未)(?:提到|说明|写明|找到)[^，。]{0,12}[。]?$"
)


def ways(question: str, history: Sequence[Turn], corpus: Corpus) -> tuple[Attempt, ...]:
    """Return the ways to understand `question` after `history`; what is asked of the one document just quoted is asked of it by title."""
    known = recalled(history, corpus)
    last = last_of(known)
    if last is not None and len(last.documents) == 1:
        for info in corpus.documents():
            days = f"{info.written or ''}{info.published or ''}{info.number or ''}"
            same = {info.id, info.title} & {*last.documents}
            if same and (asked := of_document(corrected(question), info.title, days)):
                return (Attempt(asked),)
    return attempts(question, known)


def recalled(history: Sequence[Turn], corpus: Corpus) -> tuple[Turn, ...]:
    """Return `history`, its last exchanges with the documents (and speakers) that state their answers where nobody kept them."""
    turns = list(history)
    for n in range(max(0, len(turns) - _TURNS), len(turns)):
        if not turns[n].documents:
            before = turns[n - 1].documents if n else ()
            turns[n] = _with_source(turns[n], before, corpus)
    return tuple(turns)


def _with_source(turn: Turn, before: Sequence[str], corpus: Corpus) -> Turn:
    """The exchange with the documents that state its answer; of several, those that were talked of `before`."""
    answer = _MARKER.sub("", turn.answer).strip()[:_LONGEST]
    if not answer or _REFUSED.search(answer):
        return turn
    asked = turn.question[:_LONGEST]
    found: dict[str, list[Hit]] = defaultdict(list)
    for hit in corpus.search(f"{asked} {answer}", _SEARCHED):
        found[hit.document.id].append(hit)
    both = bigrams(fold(f"{asked}\n{answer}"))
    shares: dict[str, float] = {}
    for key, hits in found.items():
        text = "\n".join(h.passage.text for h in hits)
        if _states(text, answer):
            held = bigrams(fold(f"{hits[0].document.title}\n{text}"))
            shares[key] = len(both & held) / len(both)
    best = max(shares.values(), default=0.0)
    near = [key for key, share in shares.items() if share >= best - _AS_GOOD]
    near = [key for key in near if key in before] or near
    if not near or len(near) > _MOST_DOCUMENTS:
        return turn
    spoken = (
        f"{h.passage.role or ''}{h.passage.speaker}"
        for key in near
        for h in found[key]
        if h.passage.speaker and _states(h.passage.text, answer)
    )
    speakers = turn.speakers or tuple(dict.fromkeys(spoken))
    return replace(turn, documents=tuple(near), speakers=speakers)


def _states(text: str, answer: str) -> bool:
    """Whether a passage states every figure of an answer and most of its words."""
    own = find_figures(text)
    figures = [f for f in find_figures(answer) if f.kind != "ordinal"]
    said = bigrams(fold(answer))
    if not said or len(said & bigrams(fold(text))) / len(said) < _SAID:
        return False
    return all(any(compare(figure, one) in _SAME for one in own) for figure in figures)

"""The question, a few passages with lettered sentences, and which letter a language model says next: what answers best.

The relevance model judges each passage alone. Here one model sees the best passages side by side and says which sentence
answers, or that none does. It tells a question that the passages do not answer from one that they do, which a judge of
single sentences cannot: it has no other sentence to compare with. Training and answering share this text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from index.types import DocumentInfo, Passage
from qa.relevance.input import pair_of

Text = TypeVar("Text")

LABELS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NONE = "无"
# Of a question's end, a heading and a sentence this many characters are read.
QUESTION, HEADING, SENTENCE = 110, 80, 200


@dataclass(frozen=True, slots=True)
class Choice:
    """The log-probability of each sentence, in the order shown, to be what answers, and that of none."""

    told: tuple[float, ...]
    none: float


class Chooser(Protocol):
    """Says which of a few sentences answers."""

    name: str

    def choose(self, question: str, shown: Sequence[tuple[str, Sequence[str]]]) -> Choice | None:
        """Return the choice among the sentences of `shown`: passages, each what is known of it and its sentences.

        There are at most as many sentences as `LABELS`. None says that it has no time now.

        Raises:
            ModelError: the model cannot be loaded.
        """
        ...


def pieces(
    question: Text, shown: Sequence[tuple[Text, Sequence[Text]]], written: Callable[[str], Text]
) -> list[Text]:
    """Return the text in pieces; `written` turns the words between what is given into what they are to be."""
    letters = map(written, LABELS)
    end = written("\n")
    made = [written("问题："), question, end]
    for head, sentences in shown:
        made += [written("《"), head, written("》\n")]
        for sentence in sentences:
            made += [next(letters), written("："), sentence, end]
    return [*made, written("问题："), question, end, written("答案在：")]


def head_of(passage: Passage, document: DocumentInfo) -> str:
    """Return what is known of a passage, as the relevance model reads it: year, title, section, speaker."""
    pair = pair_of("", passage, document.title, document.published)
    return pair.second[: pair.offset].removeprefix("passage: ").strip()[:HEADING]

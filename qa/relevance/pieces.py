"""A text split into the encoder's pieces (a SentencePiece unigram model), exactly as the tokenizers library splits it.

The library reads the whole vocabulary of 250 000 words: 1.3 seconds of a processor, during which nothing else of this
process runs, and 280 megabytes. Here a text is split over the vocabulary in its file. A text with a character that is not
looked at alone (a combining mark, a joiner: 1 in some thousand passages) goes to the library, loaded when the first one comes.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.relevance.words import Words, write_words

WORDS, DETAILS = "pieces.words", "pieces.json"
_SPACE = "▁"
# What an unknown character costs more than the rarest word (`K_UNK_PENALTY` of the library, as in SentencePiece).
_UNKNOWN = 10.0
# Blocks whose characters no neighbour changes: none extends or joins another (Unicode Standard Annex 29: all are "Other",
# "Control" or pictures, and carriage return is left out). Latin, Greek, Cyrillic, punctuation, signs, kana, bopomofo, Han,
# compatibility and full-width forms, emoji without their modifiers.
_ALONE = (
    r"\t\n\x20-\x7e\xa0-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u2070-\u209c\u20a0-\u20bf\u2100-\u2bff\u2e80-\u3029\u3030-\u3098"
    r"\u309b-\u30ff\u3105-\u312f\u3131-\u318e\u3190-\u9fff\uf900-\ufaff\ufe30-\ufe6b\uff01-\uff9d\uffe0-\uffee\ufffd"
    r"\u200b\u2028\u2029\U0001f300-\U0001f3fa\U0001f400-\U0001faff\U00020000-\U0003ffff"
)


@dataclass(frozen=True, slots=True)
class Split:
    """The numbers of a text's pieces, and which characters each stands for: `text[start:end]` for each of `spans`."""

    ids: list[int]
    spans: list[tuple[int, int]]


class Pieces:
    """`folder` holds what `write_pieces` wrote, `tokenizer` the file of the tokenizers library that it was made from.

    `start` and `end` are the numbers of the marks around a text. Callable from any thread.

    Raises:
        OSError, ValueError, KeyError: a file is missing or damaged.
    """

    def __init__(self, folder: Path, tokenizer: Path) -> None:
        details = json.loads((folder / DETAILS).read_text(encoding="utf-8"))
        self.start, self.end = int(details["start"]), int(details["end"])
        self._unknown, self._penalty = int(details["unknown"]), float(details["penalty"])
        self._replaced = str.maketrans(details["replaced"])
        self._words = Words(folder / WORDS)
        self._together = re.compile(f"[^{_ALONE}]" + "".join(f"|{c}" for c in details["removed"]))
        self._tokenizer = tokenizer
        self._library: Any = None
        self._loading = threading.Lock()

    def split(self, text: str) -> Split:
        """Return the pieces of a text, without marks around it."""
        return (self._by_library if self._together.search(text) else self._by_words)(text)

    def _by_words(self, text: str) -> Split:
        normal, places = _normalised(text, self._replaced)
        ids, ends = self._likeliest(normal)
        spans = [(places[a], places[b - 1] + 1) for a, b in zip([0, *ends], ends, strict=False)]
        return Split(ids, spans)

    def _likeliest(self, text: str) -> tuple[list[int], list[int]]:
        """Return the numbers and the ends of the words whose scores have the highest sum; of equal sums the first found."""
        size, words = len(text), self._words.from_here
        best, came, told = [0.0] + [-float("inf")] * size, [0] * (size + 1), [0] * (size + 1)
        for at in range(size):
            here, alone = best[at], False
            for end, number, score in words(text, at):
                if (total := score + here) > best[end]:
                    best[end], came[end], told[end] = total, at, number
                alone = alone or end == at + 1
            if not alone and (total := self._penalty + here) > best[at + 1]:
                best[at + 1], came[at + 1], told[at + 1] = total, at, self._unknown
        ids: list[int] = []
        ends: list[int] = []
        while size:
            # Neighbouring unknown characters are one unknown piece.
            if not (ids and ids[-1] == told[size] == self._unknown):
                ids.append(told[size])
                ends.append(size)
            size = came[size]
        return ids[::-1], ends[::-1]

    def _by_library(self, text: str) -> Split:
        with self._loading:
            if self._library is None:
                self._library = _library(self._tokenizer)
        encoding = self._library.encode(text, add_special_tokens=False)
        return Split(encoding.ids, encoding.offsets)


def _normalised(text: str, replaced: Mapping[int, str]) -> tuple[str, list[int]]:
    """Return the text as the vocabulary has it, and for each character of it the place of the one it stands for."""
    normal = text.translate(replaced)
    places = list(range(len(text)))
    if len(normal) != len(text):
        lengths = [len(replaced.get(ord(c), c)) for c in text]
        places = [
            place for place, length in zip(places, lengths, strict=True) for _ in range(length)
        ]
    if "  " in normal:
        # Of several spaces the last stays.
        kept = [i for i, c in enumerate(normal) if c != " " or normal[i + 1 : i + 2] != " "]
        normal, places = "".join(normal[i] for i in kept), [places[i] for i in kept]
    normal = normal.replace(" ", _SPACE)
    if normal and not normal.startswith(_SPACE):
        normal, places = _SPACE + normal, [places[0], *places]
    return normal, places


def _library(path: Path) -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    # A mark such as </s> inside a text is text, not an instruction to the model.
    tokenizer.encode_special_tokens = True
    return tokenizer


def write_pieces(folder: Path, tokenizer: Path) -> None:
    """Write what `Pieces` reads, from a file of the tokenizers library that holds a unigram model.

    Raises:
        KeyError: it holds another kind of model.
    """
    model = json.loads(tokenizer.read_text(encoding="utf-8"))["model"]
    words = {word: (number, float(score)) for number, (word, score) in enumerate(model["vocab"])}
    write_words(folder / WORDS, words)
    library = _library(tokenizer)
    alone = re.compile(f"[{_ALONE}]")
    everyone = (chr(point) for point in range(0x40000))
    seen = {c: library.normalizer.normalize_str(c) for c in everyone if alone.match(c)}
    details = {
        "start": words["<s>"][0],
        "end": words["</s>"][0],
        "unknown": model["unk_id"],
        "penalty": min(score for _, score in words.values()) - _UNKNOWN,
        "replaced": {c: new for c, new in seen.items() if new not in (c, "")},
        # What a character that is left out does to the places of others depends on where it stands.
        "removed": [re.escape(c) for c, new in seen.items() if not new],
    }
    (folder / DETAILS).write_text(json.dumps(details, ensure_ascii=False), encoding="utf-8")

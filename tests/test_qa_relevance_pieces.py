"""Words in a file, and a text split over them: what the file holds, and what the tokenizers library says, to the letter."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.relevance import pieces
from qa.relevance.pieces import DETAILS, WORDS, Pieces, Split, write_pieces
from qa.relevance.words import Words, write_words
from tests import tiny_e5

LETTERS = "▁企业补贴1０％㈱\t\u3000 。字𠮷é\u0301\u200b\u200d<s>/"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> tuple[Pieces, object]:
    """The splitter of a tiny vocabulary, and the library's."""
    folder = tmp_path_factory.mktemp("pieces")
    tokenizer = tiny_e5.folder(folder / "e5") / "tokenizer.json"
    write_pieces(folder, tokenizer)
    return Pieces(folder, tokenizer), pieces._library(tokenizer)


def by_library(library, text: str) -> Split:
    encoding = library.encode(text, add_special_tokens=False)
    return Split(encoding.ids, encoding.offsets)


@given(st.dictionaries(st.text("ab企▁𠮷", min_size=1, max_size=5), st.integers(0, 9), max_size=30))
def test_words_are_found_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, known: dict[str, int]
) -> None:
    path = tmp_path_factory.mktemp("words") / "words"
    write_words(path, {word: (number, number / 3) for word, number in known.items()})
    words = Words(path)
    for word, number in known.items():
        assert words.get(word) == words[word] == (number, number / 3)
    text = "ab企▁𠮷" * 2
    for at in range(len(text)):
        begun = [text[at:end] for end in range(at + 1, len(text) + 1)]
        assert words.from_here(text, at) == [
            (at + len(word), *words[word]) for word in begun if word in known
        ]
        for word in begun:
            assert (words.get(word) is None) == (word not in known)
    with pytest.raises(KeyError):
        words["c"]


def test_the_empty_word_cannot_be_kept(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="empty"):
        write_words(tmp_path / "words", {"": (0, 0.0)})


@pytest.mark.parametrize("how", ["empty", "cut", "other"])
def test_a_damaged_file_of_words_is_refused(tmp_path: Path, how: str) -> None:
    path = tmp_path / "words"
    write_words(path, {"企业": (0, 0.0)})
    whole = path.read_bytes()
    path.write_bytes({"empty": b"", "cut": whole[:-1], "other": b"x" * len(whole)}[how])
    with pytest.raises(ValueError, match=r"words|empty"):
        Words(path)


@given(text=st.text(st.one_of(st.sampled_from(LETTERS), st.characters(exclude_categories=["Cs"]))))
def test_a_text_is_split_as_the_library_splits_it(tiny, text: str) -> None:
    own, library = tiny
    assert own.split(text) == by_library(library, text)


def test_what_no_neighbour_changes_is_split_without_the_library(tiny) -> None:
    own, library = tiny
    text = "企业０１％ \u3000\u3000补贴㈱……《字》𠮷\n</s>①😀"
    assert own._by_words(text) == by_library(library, text)
    assert not own._together.search(text)
    # Combining marks and joiners change what stands before them; what is left out moves others.
    assert all(own._together.search(f"字{c}") for c in "\u0301\u200d\ufe0f\u200b\r\u0600")


def test_a_character_that_stands_alone_extends_no_other(tiny) -> None:
    own, _ = tiny
    marks = {"Mn", "Mc", "Me", "Cs"}
    for point in range(0x110000):
        if unicodedata.category(chr(point)) in marks:
            assert own._together.search(chr(point)), hex(point)


@pytest.mark.models
def test_the_shipped_vocabulary_is_split_as_the_library_splits_it() -> None:
    from qa import models
    from qa.config import Settings

    cache = Settings.from_env().models
    tokenizer = models.locate(models.E5_SMALL, cache) / "tokenizer.json"
    own = Pieces(models.locate(models.RELEVANCE, cache), tokenizer)
    library = pieces._library(tokenizer)
    alone = [c for c in map(chr, range(0x40000)) if not own._together.search(c)]
    assert len(alone) > 100_000
    chance = random.Random(5)
    texts = [
        f"x{c}y{c}{c}" for c in alone if ord(c) < 0x3400 or (ord(c) > 0x9FFF and ord(c) < 0x20000)
    ]
    for _ in range(5_000):
        letters = chance.choices(alone, k=chance.randint(0, 30))
        texts.append("".join(chance.choice([c, c, "，", " ", "▁", "2025年"]) for c in letters))
    assert [t for t in texts if own.split(t) != by_library(library, t)] == []


def test_both_files_are_named_in_the_folder(tiny, tmp_path: Path) -> None:
    tokenizer = tiny_e5.folder(tmp_path / "e5") / "tokenizer.json"
    write_pieces(tmp_path, tokenizer)
    (tmp_path / WORDS).unlink()
    with pytest.raises(OSError, match=WORDS):
        Pieces(tmp_path, tokenizer)
    (tmp_path / DETAILS).write_text("{}", encoding="utf-8")
    with pytest.raises(KeyError):
        Pieces(tmp_path, tokenizer)

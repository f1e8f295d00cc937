"""What was read of documents is kept beside the index, equal to what is read anew, and nothing stays of removed ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.corpus import Corpus
from qa.match import match, profile_of, read_documents
from qa.measures import find_measures
from qa.measures.codec import decode, encode
from qa.measures.kept import FILE, Kept
from tests.fakes import HashEmbedder

ROOT = Path(__file__).resolve().parents[1]
DAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    corpus = Corpus.open(tmp_path_factory.mktemp("index"), HashEmbedder(), create=True)
    corpus.add([ROOT / "seeds"])
    return corpus


def test_records_come_back_equal(corpus: Corpus) -> None:
    for info in corpus.documents():
        document = corpus.document(info.id)
        found = find_measures(document, corpus.passages(info.id))
        assert decode(encode(found, document.text), document.text) == found


def test_kept_records_give_the_same_match(corpus: Corpus, tmp_path: Path) -> None:
    profile = profile_of("东莞的箱包企业，80人，想开拓海外市场", corpus, DAY)
    plain = match(corpus, profile, on=DAY)
    for _ in range(2):
        with Kept.open(tmp_path) as kept:
            assert match(corpus, profile, on=DAY, kept=kept) == plain


def test_what_is_no_record_is_read_again(corpus: Corpus, tmp_path: Path) -> None:
    with Kept.open(tmp_path) as kept:
        before = [found for _, found in read_documents(corpus, kept=kept)]
        assert kept._connection is not None
        kept._connection.execute('update kept set body = \'{"measures":[{"title":1\'')
        assert [found for _, found in read_documents(corpus, kept=kept)] == before


def test_nothing_stays_of_what_was_removed(corpus: Corpus, tmp_path: Path) -> None:
    documents = corpus.documents()
    with Kept.open(tmp_path) as kept:
        read_documents(corpus, kept=kept)
        assert all(kept.holds(info) for info in documents)
        kept.prune(documents[1:])
        assert [kept.holds(info) for info in documents] == [False, *[True] * (len(documents) - 1)]
    gone = documents[0].sha256.encode()
    assert gone not in (tmp_path / FILE).read_bytes()


def test_a_folder_that_cannot_be_written_keeps_nothing(corpus: Corpus, tmp_path: Path) -> None:
    with Kept.open(tmp_path / "absent") as kept:
        assert read_documents(corpus, kept=kept)
        assert not kept.holds(corpus.documents()[0])


def test_records_of_another_text_are_refused(corpus: Corpus) -> None:
    document = corpus.document(corpus.documents()[0].id)
    body = encode(find_measures(document, corpus.passages(document.id)), document.text)
    with pytest.raises(ValueError, match="another text"):
        decode(body, "。" + document.text)

"""The whole index through its one face: adding, replacing, removing, searching, and what goes wrong on the way."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.corpus import Corpus
from index.errors import (
    IndexMissingError,
    UsageError,
)
from index.types import Document, Passage
from index.vectors import FaissIndex
from tests.corpora import EXHIBITION, SUBSIDY, open_corpus, write_files
from tests.fakes import HashEmbedder, plain_passages


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    return write_files(folder)


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with open_corpus(tmp_path / "index") as opened:
        yield opened


def texts(corpus: Corpus, query: str, k: int = 8) -> list[str]:
    return [hit.passage.text for hit in corpus.search(query, k)]


# --- searching ---


def test_a_hit_brings_its_whole_paragraph_its_document_and_its_scores(
    corpus: Corpus, files: Path
) -> None:
    def halves(document: Document) -> list[Passage]:
        """Two passages a paragraph: a hit must bring the other half along."""
        found = []
        for whole in plain_passages(document):
            cut = whole.start + len(whole.text) // 2
            for start, end in ((whole.start, cut), (cut, whole.end)):
                found.append(
                    Passage(
                        id=f"{document.id}:{start}-{end}",
                        document_id=document.id,
                        start=start,
                        end=end,
                        text=document.text[start:end],
                        paragraph=whole.paragraph,
                        paragraph_start=whole.paragraph_start,
                        paragraph_end=whole.paragraph_end,
                    )
                )
        return found

    corpus._splitter = halves
    corpus.add([files])
    hit = corpus.search("箱包企业参加境外展会", 1)[0]
    assert hit.paragraph_text == EXHIBITION.splitlines()[0]
    assert hit.passage.text in hit.paragraph_text
    assert hit.document.title == "展会"
    assert hit.dense is not None and 0 < hit.dense <= 1.001
    assert hit.lexical is not None and 0.5 < hit.lexical <= 1
    assert {"箱包", "展会"} <= set(hit.matched)


@pytest.mark.parametrize(
    ("query", "start"),
    [
        ("服務外包企業有多少家？", "服務外包企業"),
        ("服务外包企业有多少家", "服務外包企業"),
        ("外包企业85000家", "服務外包企業"),
        ("36%", "2026年服务外包"),
        ("３６％", "2026年服务外包"),
        ("一次性补助三十万元", "对首次认定"),
    ],
)
def test_spelling_does_not_hide_what_is_there(
    corpus: Corpus, files: Path, query: str, start: str
) -> None:
    corpus.add([files])
    assert texts(corpus, query)[0].startswith(start)


def test_hits_are_ordered_distinct_and_no_more_than_asked(corpus: Corpus, files: Path) -> None:
    corpus.add([files])
    for k in (1, 3, 50):
        hits = corpus.search("企业申报补贴", k)
        assert len(hits) == min(k, 6)
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        assert len({hit.passage.id for hit in hits}) == len(hits)


def test_a_third_reprint_is_left_out_but_another_figure_is_not_a_reprint(
    corpus: Corpus, tmp_path: Path
) -> None:
    line = "全省累计培育国家级专精特新小巨人企业数量位居全国前列，其中今年新增{}家，覆盖新一代信息技术等重点产业链的关键环节和薄弱领域"
    for number, (figure, end) in enumerate(((100, "。"), (100, "！"), (100, "；"), (180, "。"))):
        (tmp_path / f"{number}.txt").write_text(line.format(figure) + end, encoding="utf-8")
    corpus.add([tmp_path / f"{number}.txt" for number in range(4)])
    found = texts(corpus, "今年新增小巨人企业多少家")
    assert len(found) == 3
    assert sum("180" in text for text in found) == 1


@pytest.mark.parametrize(
    "query", ["", "  \n", "？", "\0", "的" * 50_000, "a" * 50_000, '" OR ( *', "\ud800"]
)
def test_any_question_is_answered_without_complaint(
    corpus: Corpus, files: Path, query: str
) -> None:
    corpus.add([files])
    hits = corpus.search(query, 3)
    assert len(hits) <= 3
    assert bool(hits) == bool(query.strip())


def test_nothing_is_asked_of_an_empty_index(corpus: Corpus) -> None:
    with pytest.raises(IndexMissingError):
        corpus.search("补助", 3)
    assert corpus.vocabulary_share("补助") == 0.0


def test_the_share_of_a_token_follows_the_index(corpus: Corpus, files: Path) -> None:
    corpus.add([files / "补助.txt"])
    assert corpus.vocabulary_share("补助") == 0.5
    corpus.add([files])
    assert corpus.vocabulary_share("补助") == pytest.approx(1 / 6)
    assert corpus.vocabulary_share("没有") == 0.0


def test_paragraphs_and_passages_are_looked_up(corpus: Corpus, files: Path) -> None:
    (report,) = corpus.add([files / "补助.txt"])
    id_ = report.document_id
    assert id_ is not None
    document = corpus.document(id_)
    assert document.text == SUBSIDY
    assert [p.text for p in corpus.passages(id_)] == SUBSIDY.splitlines()
    start, end, text = corpus.paragraph(id_, 2)
    assert document.text[start:end] == text == SUBSIDY.splitlines()[1]
    assert corpus.path_of(id_) == (files / "补助.txt").resolve()
    for look in (
        lambda: corpus.document("d0"),
        lambda: corpus.passages("d0"),
        lambda: corpus.paragraph(id_, 9),
        lambda: corpus.path_of("d0"),
    ):
        with pytest.raises(UsageError):
            look()


# --- removing ---


def test_a_removed_document_is_found_nowhere(corpus: Corpus, files: Path) -> None:
    reports = corpus.add([files])
    assert texts(corpus, "箱包 展会")
    (removed,) = corpus.remove("展会")
    assert removed.title == "展会"
    assert not any("展" in text for text in texts(corpus, EXHIBITION, 20))
    assert corpus.vocabulary_share("箱包") == 0.0
    gone = {row for row, _ in corpus._vectors.search(HashEmbedder().embed_query("箱包展会"), 100)}
    assert len(gone) == 4
    with pytest.raises(UsageError):
        corpus.document(removed.id)
    assert {r.document_id for r in reports} - {i.id for i in corpus.documents()} == {removed.id}


def test_another_process_sees_a_removal_at_its_next_question(tmp_path: Path, files: Path) -> None:
    with open_corpus(tmp_path / "index") as one, open_corpus(tmp_path / "index") as other:
        one.add([files])
        assert any("箱包" in text for text in texts(other, "箱包企业"))
        one.remove("展会")
        assert not any("箱包" in text for text in texts(other, "箱包企业", 20))
        one.add([files])
        assert any("箱包" in text for text in texts(other, "箱包企业"))


REFERENCES: dict[str, Callable[[Corpus, Path, str], str]] = {
    "id": lambda corpus, files, id_: id_,
    "prefix": lambda corpus, files, id_: id_[:6],
    "path": lambda corpus, files, id_: str(files / "展会.txt"),
    "title": lambda corpus, files, id_: "展会",
    "source": lambda corpus, files, id_: next(
        info.source for info in corpus.documents() if info.id == id_
    ),
}


@pytest.mark.parametrize("how", sorted(REFERENCES))
def test_a_document_is_meant_by_id_prefix_path_source_or_title(
    corpus: Corpus, files: Path, how: str
) -> None:
    corpus.add([files])
    id_ = next(info.id for info in corpus.documents() if info.title == "展会")
    assert [info.id for info in corpus.remove(REFERENCES[how](corpus, files, id_))] == [id_]


def test_a_folder_means_all_documents_below_it(corpus: Corpus, files: Path) -> None:
    corpus.add([files])
    assert len(corpus.remove(str(files))) == 3
    assert corpus.documents() == []


@pytest.mark.parametrize("ref", ["", " ", "d", "没有这个", "x" * 9000, "a\0b", "\ud800"])
def test_what_means_no_document_is_an_error_and_removes_nothing(
    corpus: Corpus, files: Path, ref: str
) -> None:
    corpus.add([files])
    with pytest.raises(UsageError):
        corpus.remove(ref)
    assert len(corpus.documents()) == 3


def test_an_unclear_title_is_refused(corpus: Corpus, files: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "补助.txt").write_text("另一份补助", encoding="utf-8")
    corpus.add([files, other])
    with pytest.raises(UsageError, match="2 个文件"):
        corpus.remove("补助")
    assert len(corpus.documents()) == 4


# --- many at once ---


def test_questions_go_on_while_files_come_and_go(corpus: Corpus, files: Path) -> None:
    corpus.add([files])
    wrong: list[object] = []
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            try:
                if not texts(corpus, "服务外包企业"):
                    wrong.append("nothing found")
            except Exception as error:
                wrong.append(error)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in range(4):
        corpus.remove("展会")
        corpus.add([files])
    stop.set()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_the_same_corpus_over_milvus(tmp_path: Path, files: Path) -> None:
    pytest.importorskip("milvus_lite")
    from index.milvus import MilvusIndex

    with open_corpus(tmp_path / "a", vectors=FaissIndex()) as plain:
        plain.add([files])
        expected = texts(plain, "箱包企业参加展会")
    with open_corpus(tmp_path / "b", vectors=MilvusIndex(str(tmp_path / "m.db"))) as corpus:
        corpus.add([files])
        assert texts(corpus, "箱包企业参加展会") == expected
        corpus.remove("展会")
        assert not any("箱包" in text for text in texts(corpus, "箱包企业参加展会", 20))

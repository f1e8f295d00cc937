"""The whole index through its one face: adding, replacing, removing, searching, and what goes wrong on the way."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from index.corpus import Corpus
from index.errors import (
    IndexBusyError,
    IndexMissingError,
    ModelError,
    ReadError,
    StorageError,
    UsageError,
)
from index.intake import Progress
from index.types import Document, FileReport, Passage
from index.vectors import FaissIndex
from tests.fakes import HashEmbedder, plain_loader, plain_passages

SUBSIDY = "对首次认定的专精特新企业一次性补助30万元。\n由省工业和信息化厅组织申报。"
OUTSOURCING = (
    "2026年服务外包执行额突破８５００亿元，同比增长百分之三十六。\n服務外包企業超過8.5万家。"
)
EXHIBITION = "支持箱包企业参加境外展会，展位费补贴一半。\n申报时间为每年三月。"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    for name, text in (("补助", SUBSIDY), ("外包", OUTSOURCING), ("展会", EXHIBITION)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def open_corpus(folder: Path, **options: object) -> Corpus:
    settings: dict[str, object] = {
        "create": True, "loader": plain_loader, "splitter": plain_passages, **options
    }  # fmt: skip
    return Corpus.open(folder, HashEmbedder(), **settings)  # type: ignore[arg-type]


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with open_corpus(tmp_path / "index") as opened:
        yield opened


def statuses(reports: list[FileReport]) -> list[str]:
    return [report.status for report in reports]


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


# --- adding ---


def test_a_second_addition_reads_nothing_again(corpus: Corpus, files: Path) -> None:
    first = corpus.add([files])
    assert statuses(first) == ["added"] * 3
    assert [report.path for report in first] == sorted(report.path for report in first)
    embedded, generation = corpus._embedder.calls, corpus.generation  # type: ignore[attr-defined]
    assert statuses(corpus.add([files])) == ["unchanged"] * 3
    assert (corpus._embedder.calls, corpus.generation) == (embedded, generation)  # type: ignore[attr-defined]


def test_a_changed_file_replaces_its_old_version(corpus: Corpus, files: Path) -> None:
    corpus.add([files])
    assert texts(corpus, "30万元")
    (files / "补助.txt").write_text("对首次认定的企业补助50万元。", encoding="utf-8")
    assert sorted(statuses(corpus.add([files]))) == ["replaced", "unchanged", "unchanged"]
    found = texts(corpus, "企业认定补助多少万元", 20)
    assert not any("30万元" in text for text in found)
    assert any("50万元" in text for text in found)
    assert len(corpus.documents()) == 3


def test_the_same_bytes_elsewhere_are_a_duplicate(corpus: Corpus, files: Path) -> None:
    corpus.add([files])
    (files / "再来一份.txt").write_text(SUBSIDY, encoding="utf-8")
    (report,) = [r for r in corpus.add([files]) if r.status != "unchanged"]
    assert report.status == "duplicate"
    assert "补助.txt" in report.message
    assert len(corpus.documents()) == 3


def test_a_file_that_becomes_a_copy_of_another_gives_up_its_old_text(
    corpus: Corpus, files: Path
) -> None:
    corpus.add([files])
    (files / "展会.txt").write_text(SUBSIDY, encoding="utf-8")
    reports = corpus.add([files / "展会.txt"])
    assert statuses(reports) == ["duplicate"]
    assert not any("展会" in text for text in texts(corpus, "境外展会", 20))


def test_a_moved_file_is_not_embedded_again(corpus: Corpus, files: Path) -> None:
    corpus.add([files])
    embedded = corpus._embedder.calls  # type: ignore[attr-defined]
    (files / "补助.txt").rename(files / "补助（新）.txt")
    reports = corpus.add([files])
    assert statuses(reports) == ["unchanged"] * 3
    assert corpus._embedder.calls == embedded  # type: ignore[attr-defined]
    assert any(info.source.endswith("补助（新）.txt") for info in corpus.documents())
    assert statuses(corpus.add([files])) == ["unchanged"] * 3


def test_one_bad_file_is_reported_and_the_others_go_on(corpus: Corpus, files: Path) -> None:
    def loader(path: Path, *, source: str | None = None) -> Document:
        if "外包" in path.name:
            raise ReadError("读不懂", "换一个")
        if "展会" in path.name:
            raise ZeroDivisionError("a bug in a reader")
        return plain_loader(path, source=source)

    corpus._loader = loader
    reports = {Path(report.path).stem: report for report in corpus.add([files, files / "没有.txt"])}
    assert reports["补助"].status == "added"
    assert [reports[name].status for name in ("外包", "展会", "没有")] == ["failed"] * 3
    assert "读不懂" in reports["外包"].message and "换一个" in reports["外包"].message
    assert "ZeroDivisionError" in reports["展会"].message
    assert all("\n" not in report.message for report in reports.values())


def test_a_file_without_passages_is_reported(corpus: Corpus, files: Path) -> None:
    (files / "空.txt").write_text("\n\n", encoding="utf-8")
    (report,) = corpus.add([files / "空.txt"])
    assert report.status == "failed"


def test_a_broken_embedder_stops_the_addition_and_keeps_what_is_in(
    corpus: Corpus, files: Path
) -> None:
    class Failing(HashEmbedder):
        def embed_passages(self, texts: object) -> np.ndarray:
            if self.calls:
                raise ModelError("模型坏了", "修一下")
            return super().embed_passages(texts)  # type: ignore[arg-type]

    corpus._embedder = Failing()
    with pytest.raises(ModelError):
        corpus.add([files])
    assert len(corpus.documents()) == 1
    assert corpus.check() == []


def test_folders_are_walked_in_order_without_hidden_foreign_or_looping_entries(
    corpus: Corpus, files: Path
) -> None:
    (files / "下级" / "更下").mkdir(parents=True)
    (files / "下级" / "更下" / "甲.md").write_text("甲文件", encoding="utf-8")
    (files / "下级" / "loop").symlink_to(files)
    (files / "下级" / "link.txt").symlink_to(files / "补助.txt")
    (files / ".hidden").mkdir()
    for name in (".hidden/a.txt", ".b.txt", "c.exe"):
        (files / name).write_text("不该读", encoding="utf-8")
    reports = corpus.add([files])
    assert statuses(reports) == ["added"] * 4
    assert sum(info.title == "甲" for info in corpus.documents()) == 1
    assert not any("不该" in text for text in texts(corpus, "不该读", 20))


def test_a_named_file_of_a_foreign_kind_goes_to_the_reader(corpus: Corpus, files: Path) -> None:
    (files / "c.exe").write_bytes(b"\xff\xfe\x00")
    (report,) = corpus.add([files / "c.exe"])
    assert report.status == "failed"


@pytest.mark.parametrize("below", [True, False])
def test_sources_are_named_from_here_or_from_what_was_named(
    corpus: Corpus, files: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, below: bool
) -> None:
    """Readers see sources: they never start at the root."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(tmp_path if below else elsewhere)
    corpus.add([files])
    assert {info.source for info in corpus.documents()} == {
        f"files/{name}.txt" for name in ("补助", "外包", "展会")
    }


def test_progress_tells_files_and_passages(corpus: Corpus, files: Path) -> None:
    seen: list[Progress] = []
    corpus.add([files], progress=seen.append)
    assert [state.files_done for state in seen] == [0, 1, 2, 3]
    assert {state.files_total for state in seen} == {3}
    assert [state.passages for state in seen] == [0, 2, 4, 6]
    assert seen[-1].path == "" and all(state.path.endswith(".txt") for state in seen[:-1])


def test_a_second_writer_is_refused_while_an_addition_runs(corpus: Corpus, files: Path) -> None:
    with corpus._store.writing():
        with pytest.raises(IndexBusyError):
            corpus.add([files])
        with pytest.raises(IndexBusyError):
            corpus.remove("x")


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


@pytest.mark.parametrize("ref", ["", " ", "d", "没有这个", "x" * 300])
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


def test_a_full_disk_during_an_addition_is_said_and_loses_nothing(
    corpus: Corpus, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index import schema

    corpus.add([files / "补助.txt"])
    original = schema.open_writer

    def small(path: Path, *, create: bool = False) -> object:
        connection = original(path, create=create)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages}")
        return connection

    monkeypatch.setattr(schema, "open_writer", small)
    (files / "大.txt").write_text("\n".join(f"第{i}条内容" for i in range(3000)), encoding="utf-8")
    with pytest.raises(StorageError, match="磁盘已满"):
        corpus.add([files / "大.txt"])
    monkeypatch.undo()
    assert [info.title for info in corpus.documents()] == ["补助"]
    assert corpus.check() == []

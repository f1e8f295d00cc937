"""Files into the index: new, changed, moved, copied, broken, in folders, in batches."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index import addition
from index.corpus import Corpus
from index.errors import (
    IndexBusyError,
    ModelError,
    ReadError,
    StorageError,
)
from index.intake import Progress
from index.parsing import InProcess
from index.types import Document
from tests.corpora import EXHIBITION, OUTSOURCING, SUBSIDY, open_corpus, statuses, write_files
from tests.fakes import HashEmbedder, plain_loader, plain_passages


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


# --- adding ---


def test_a_second_addition_reads_nothing_again(corpus: Corpus, files: Path) -> None:
    first = corpus.add([files])
    assert statuses(first) == ["added"] * 3
    assert [report.path for report in first] == sorted(report.path for report in first)
    embedded, view = corpus._embedder.calls, corpus.view  # type: ignore[attr-defined]
    assert statuses(corpus.add([files])) == ["unchanged"] * 3
    assert (corpus._embedder.calls, corpus.view) == (embedded, view)  # type: ignore[attr-defined]


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
    (files / "新").mkdir()
    (files / "补助.txt").rename(files / "新" / "补助.txt")
    reports = corpus.add([files])
    assert statuses(reports) == ["unchanged"] * 3
    assert corpus._embedder.calls == embedded  # type: ignore[attr-defined]
    assert any(info.source.endswith("新/补助.txt") for info in corpus.documents())
    assert statuses(corpus.add([files])) == ["unchanged"] * 3


def test_what_is_called_by_its_file_is_called_otherwise_when_that_is_renamed(
    corpus: Corpus, files: Path
) -> None:
    corpus.add([files])
    (files / "补助.txt").rename(files / "补助（新）.txt")
    corpus.add([files])
    titles = {info.source.rpartition("/")[2]: info.title for info in corpus.documents()}
    assert titles["补助（新）.txt"] == "补助（新）" and "补助.txt" not in titles
    assert statuses(corpus.add([files])) == ["unchanged"] * 3


def test_what_an_earlier_version_read_is_read_anew(corpus: Corpus, files: Path) -> None:
    corpus.add([files])
    with corpus._store.writing() as writer, writer._transaction():
        writer._connection.execute("UPDATE readings SET version = version - 1 WHERE document = 1")
    assert sorted(statuses(corpus.add([files]))) == ["replaced", "unchanged", "unchanged"]
    with corpus._store.writing() as writer, writer._transaction():
        writer._connection.execute("DROP TABLE readings")  # as an index of before has none
    assert statuses(corpus.add([files])) == ["replaced"] * 3
    assert statuses(corpus.add([files])) == ["unchanged"] * 3


def test_one_bad_file_is_reported_and_the_others_go_on(corpus: Corpus, files: Path) -> None:
    def loader(path: Path, *, source: str | None = None) -> Document:
        if "外包" in path.name:
            raise ReadError("读不懂", "换一个")
        if "展会" in path.name:
            raise ZeroDivisionError("a bug in a reader")
        return plain_loader(path, source=source)

    corpus._parser = InProcess(loader, plain_passages)
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
    corpus: Corpus, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Failing(HashEmbedder):
        def embed_passages(self, texts: object) -> np.ndarray:
            if self.calls:
                raise ModelError("模型坏了", "修一下")
            return super().embed_passages(texts)  # type: ignore[arg-type]

    corpus._embedder = Failing()
    monkeypatch.setattr(addition, "BATCH", 2)
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
    assert statuses(reports) == [*["added"] * 4, "skipped"]
    assert (Path(reports[-1].path).name, reports[-1].message) == ("c.exe", "格式 .exe 暂不支持")
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


def test_progress_tells_files_and_passages(
    corpus: Corpus, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addition, "BATCH", 3)
    seen: list[Progress] = []
    corpus.add([files], progress=seen.append)
    assert [state.files_done for state in seen] == sorted(state.files_done for state in seen)
    assert [state.passages for state in seen] == sorted(state.passages for state in seen)
    assert {state.files_total for state in seen} == {3}
    assert (seen[0].files_done, seen[0].passages) == (0, 0)
    assert seen[-1] == Progress(3, 3, 6, "")
    assert all(state.path.endswith(".txt") for state in seen[:-1])


@pytest.mark.parametrize("size", [1, 2, 3, 5, 256])
def test_batches_change_nothing_but_the_speed(
    corpus: Corpus, files: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    (files / "空.txt").write_text(" \n", encoding="utf-8")
    (files / "外包之二.txt").write_text(OUTSOURCING, encoding="utf-8")
    monkeypatch.setattr(addition, "BATCH", size)
    reports = corpus.add([files])
    by_name = {Path(report.path).stem: report.status for report in reports}
    assert by_name == {
        "补助": "added", "外包": "added", "展会": "added", "空": "failed", "外包之二": "duplicate"
    }  # fmt: skip
    for line in (SUBSIDY + "\n" + OUTSOURCING + "\n" + EXHIBITION).splitlines():
        assert texts(corpus, line)[0] == line
        dense = corpus._vectors.search(HashEmbedder().embed_query(line), 1)
        with corpus._store.reading() as snapshot:
            assert snapshot.stored([dense[0][0]])[dense[0][0]].passage.text == line


def test_a_second_writer_is_refused_while_an_addition_runs(corpus: Corpus, files: Path) -> None:
    with corpus._store.writing():
        with pytest.raises(IndexBusyError):
            corpus.add([files])
        with pytest.raises(IndexBusyError):
            corpus.remove("x")


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

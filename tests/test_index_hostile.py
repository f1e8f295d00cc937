"""Hostile files in a batch with good ones: one line each, the good ones all indexed, nothing hidden read.

A sample of what `tests/bench/hostile.py` runs in full.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.corpus import Corpus
from index.workers import Workers
from tests.fakes import HashEmbedder
from tests.hostile import SECRET, TEXT, few


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "files"
    made.mkdir()
    for name, data in few():
        (made / name).write_bytes(data)
    for number in range(5):
        (made / f"good-{number}.txt").write_text(f"第{number}份。{TEXT}", encoding="utf-8")
    (made / "loop.txt").symlink_to("loop.txt")
    (made / "up").symlink_to("..", target_is_directory=True)
    os.mkfifo(made / "pipe.txt")
    return made


def test_hostile_files_harm_nothing(folder: Path, tmp_path: Path) -> None:
    before = sorted(folder.rglob("*"))
    with Corpus.open(tmp_path / "i", HashEmbedder(), create=True, parser=Workers(2)) as corpus:
        reports = corpus.add([folder, folder / "pipe.txt", folder / "loop.txt"])
        texts = {info.source: corpus.document(info.id).text for info in corpus.documents()}
        assert corpus.check() == []
    status = {Path(report.path).name: report.status for report in reports}
    assert [status[f"good-{number}.txt"] for number in range(5)] == ["added"] * 5
    assert status["pipe.txt"] == status["loop.txt"] == "failed"
    assert [
        name for name, each in status.items() if name.startswith("ok-") and each == "failed"
    ] == []
    failed = [report for report in reports if report.status == "failed"]
    assert len(failed) > 30
    assert [report.path for report in failed if not report.message or "\n" in report.message] == []
    assert [report.path for report in failed if "中止" in report.message] == []
    assert [source for source, text in texts.items() if SECRET in text or "root:x:0" in text] == []
    assert sorted(folder.rglob("*")) == before

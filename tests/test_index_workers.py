"""Files read beside this process: hanging, swelling and dying files are reported and the others go on."""

from __future__ import annotations

import email.message
import io
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import archives
from index.archives import DEEPEST, extract, members, split_origin, vanished
from index.corpus import Corpus
from index.errors import ReadError
from index.parsing import Job
from index.worker import TIRED
from index.workers import Workers
from tests.fakes import HashEmbedder

ROOT = Path(__file__).resolve().parents[1]
TEXT = "对首次认定的专精特新企业一次性补助{}万元，由省工业和信息化厅组织申报。"


@pytest.fixture
def workers() -> Iterator[Workers]:
    made = Workers(2)
    yield made
    made.close()


def planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> Path:
    """A package on the path of the workers whose reader of .trap files runs `body`."""
    (tmp_path / "trap").mkdir()
    (tmp_path / "trap" / "sitecustomize.py").write_text(
        "import index.reader as r, os, sys, time\n"
        "class Trap:\n    suffixes = ('.trap',)\n    def read(self, data, path):\n"
        f"        {body}\n        return r.Content(text='done', encoding='')\n"
        "r.READERS['.trap'] = Trap()\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(str(tmp_path / "trap"))
    path = tmp_path / "a.trap"
    path.write_bytes(b"x")
    return path


def start_with_traps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have each worker import the planted module: the interpreter did so before it knew the path."""
    from index import workers

    monkeypatch.setattr(
        workers, "_START", workers._START.replace("; from", "; import importlib.util as u, os;"
        " s = u.spec_from_file_location('trap', os.path.join(sys.path[0], 'sitecustomize.py'));"
        " m = u.module_from_spec(s); s.loader.exec_module(m); from"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("time.sleep(600)", "秒，已放弃"),
        ("bytearray(900 << 20)", "内容过大"),
        ("os.kill(os.getpid(), 9)", "中止"),
        ("os._exit(3)", "中止"),
        ("open('stolen', 'w')", "may not write"),
        ("__import__('socket').create_connection(('127.0.0.1', 9))", "may not do"),
        ("os.system('true')", "may not do"),
    ],
    ids=["hang", "memory", "killed", "exit", "write", "network", "process"],
)
def test_a_file_that_misbehaves_is_reported_and_the_next_one_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, said: str
) -> None:
    trap = planted(tmp_path, monkeypatch, body)
    start_with_traps(monkeypatch)
    good = tmp_path / "好.txt"
    good.write_text(TEXT.format(30), encoding="utf-8")
    workers = Workers(1, seconds=3 if "sleep" in body else 60)
    try:
        bad, fine = workers.submit(Job(trap, "a.trap")), workers.submit(Job(good, "好.txt"))
        with pytest.raises(ReadError, match=said) as caught:
            bad()
        assert "\n" not in str(caught.value)
        document, passages = fine()
        assert document.text == TEXT.format(30) and passages[0].document_id == document.id
    finally:
        workers.close()


def test_printing_readers_do_not_disturb_the_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trap = planted(tmp_path, monkeypatch, "print('noise', flush=True); os.write(1, b'noise')")
    start_with_traps(monkeypatch)
    workers = Workers(1)
    try:
        assert workers.submit(Job(trap, "a.trap"))()[0].text == "done"
    finally:
        workers.close()


_TIRED = "import sys; from index.worker import _is_tired; {before}; print(_is_tired())"
_GROW = f"held = b'x' * {TIRED + (20 << 10)} * 1024"


def test_a_reader_is_tired_of_its_own_memory_not_of_that_of_the_process_that_started_it() -> None:
    grown = [sys.executable, "-c", _TIRED.format(before=_GROW)]
    below = [sys.executable, "-c", _TIRED.format(before="pass")]
    started = f"import subprocess; {_GROW}; subprocess.run({below!r}, check=True)"
    said = [
        subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout.strip()
        for command in (grown, [sys.executable, "-c", started])
    ]
    assert said == ["True", "False"]


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_an_archive_is_taken_in_file_by_file(tmp_path: Path, workers: Workers) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    message = email.message.EmailMessage()
    message["Subject"], message["From"] = "说明", "a@example.org"
    message.set_content(TEXT.format(1))
    message.add_attachment(
        TEXT.format(2).encode(), maintype="text", subtype="plain", filename="附.txt"
    )
    inner = packed({"内.txt": TEXT.format(3).encode()})
    (folder / "包.zip").write_bytes(packed({
        "甲/文.txt": TEXT.format(4).encode(), "../../逃.txt": TEXT.format(5).encode(), "内.zip": inner,
        "信.eml": message.as_bytes(), "图.exe": b"x", "坏.docx": b"PK", "__MACOSX/._x.txt": b"x",
    }))  # fmt: skip
    (folder / "好.txt").write_text(TEXT.format(6), encoding="utf-8")
    with Corpus.open(tmp_path / "i", HashEmbedder(), create=True, parser=workers) as corpus:
        reports = {
            report.path.removeprefix("files/"): report.status for report in corpus.add([folder])
        }
        assert reports == {
            "包.zip/甲/文.txt": "added", "包.zip/逃.txt": "added", "包.zip/内.zip/内.txt": "added",
            "包.zip/信.eml": "added", "包.zip/信.eml/附.txt": "added", "包.zip/坏.docx": "failed",
            "好.txt": "added", "包.zip/图.exe": "skipped",
        }  # fmt: skip
        again = corpus.add([folder])
        assert {report.status for report in again} == {"unchanged", "failed", "skipped"}
        (folder / "包.zip").unlink()
        gone = [report for report in corpus.add([folder]) if report.status == "vanished"]
        assert len(gone) == 5 and all(report.document_id for report in gone)
        assert len(corpus.documents()) == 6
    assert sorted(path.name for path in tmp_path.rglob("*逃*")) == []


def test_an_archive_is_opened_as_often_for_many_files_as_for_few(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    class Counted(archives._Archive):
        def __init__(self, data: bytes, name: str) -> None:
            opened.append(name)
            super().__init__(data, name)

    monkeypatch.setattr(archives, "_Archive", Counted)
    counts = []
    for many in (3, 12):
        path = tmp_path / f"{many}.zip"
        path.write_bytes(
            packed({f"{n}.txt": TEXT.format(many * 100 + n).encode() for n in range(many)})
        )
        with Corpus.open(tmp_path / f"i{many}", HashEmbedder(), create=True) as corpus:
            for expected in ("added", "unchanged"):
                opened.clear()
                assert [r.status for r in corpus.add([path])] == [expected] * many
                counts.append(len(opened))
    assert counts[:2] == counts[2:]
    assert archives._holder.cache_info().currsize == 0  # nor is it held after the addition


def test_origins_lead_to_files_inside_files(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"d/b.zip": packed({"e/c.txt": b"text"})}))
    assert split_origin(f"{path}/d/b.zip/e/c.txt") == (path, ("d/b.zip", "e/c.txt"))
    assert extract(path, ("d/b.zip", "e/c.txt")) == b"text"
    here, lost = f"{path}/d/b.zip/e/c.txt", f"{path}/d/b.zip/e/x.txt"
    assert list(vanished([here, lost, str(tmp_path / "x.txt"), str(path)])) == [
        lost, str(tmp_path / "x.txt"),
    ]  # fmt: skip
    assert split_origin(str(tmp_path / "plain.txt")) == (tmp_path / "plain.txt", ())


def test_bombs_end_at_their_limits(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    data = packed({"x.txt": bytes(70_000_000)})
    path.write_bytes(data)
    with pytest.raises(ReadError, match="压缩炸弹"):
        extract(path, ("x.txt",))
    for depth in range(DEEPEST + 2):
        data = packed({f"{depth}.zip": data})
    path.write_bytes(data)
    found = list(members(path))
    assert len(found) == 1 and "嵌套" in found[0][1]

"""Documents coming and going: names, namesakes, failures that leave nothing behind, the record of changes."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.corpus import Corpus
from index.errors import IndexBusyError, ReadError, StorageError, UsageError
from qa.measures.kept import Kept
from tests import sample
from ui.work.library import Library, Named, Told, Upload, fit_name

WHO = "编辑"
NOTICE = "# 出口奖励办法\n\n对出口额1000万元以上的企业，奖励30万元。\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with sample.opened(sample.build(tmp_path)) as opened:
        yield opened


@pytest.fixture
def library(corpus: Corpus, tmp_path: Path) -> Library:
    return Library(corpus, tmp_path / "index")


def upload(name: str, text: str | bytes) -> Upload:
    data = text.encode() if isinstance(text, str) else text
    return Upload(name=name, read=lambda: data)


def add(library: Library, *uploads: Upload, replace: bool = True) -> list[tuple[str, str]]:
    return [(r.path, r.status) for r in library.add(uploads, WHO, replace=replace)]


def files(library: Library) -> dict[str, bytes]:
    """The uploaded files, hidden ones too."""
    return {p.name: p.read_bytes() for p in library.uploads.iterdir()}


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("办法.txt", "办法.txt"),
        ("../../etc/办法.txt", "办法.txt"),
        ("C:\\temp\\办法.docx", "办法.docx"),
        ("..\\..\\a.md", "a.md"),
        (" .a\u202e\x00b.TXT ", "a\u202eb.TXT".replace("\u202e", "")),
        ("长" * 300 + ".pdf", "长" * 78 + ".pdf"),
    ],
)
def test_a_file_is_kept_under_its_own_name(name: str, kept: str) -> None:
    assert fit_name(name) == kept


@pytest.mark.parametrize(
    "name", ["", ".txt", "a.exe", "users.json", "..", "/", "a.txt/", "index.sqlite", ".users-x"]
)
def test_what_cannot_be_a_document_is_refused(name: str) -> None:

    with pytest.raises(ReadError):
        fit_name(name)


def test_an_old_format_is_told_what_to_save_it_as() -> None:
    for name, newer in (("办法.doc", ".docx"), ("表.XLS", ".xlsx"), ("说明.wps", ".docx")):
        with pytest.raises(ReadError) as refused:
            fit_name(name)
        assert refused.value.remedy == f"请用办公软件另存为 {newer} 再添加"


def test_names_are_told_first_then_how_far_it_is_and_what_became_of_each(library: Library) -> None:
    told: list[Told] = []
    given = (upload("坏.exe", "MZ"), upload("办法.md", NOTICE), upload("空.txt", ""))
    reports = library.add(given, WHO, replace=True, tell=told.append)
    assert told[0] == Named(("坏.exe", "办法.md", "空.txt"), (reports[0],))
    assert [t for t in told if t in reports] == reports[1:]
    assert [(r.path, r.status) for r in reports] == [
        ("坏.exe", "failed"),
        ("办法.md", "added"),
        ("空.txt", "failed"),
    ]
    assert list(files(library)) == ["办法.md"]


def test_namesakes_replace_or_get_a_number_and_two_of_one_addition_are_two(
    library: Library, corpus: Corpus
) -> None:
    assert add(library, upload("办法.md", NOTICE)) == [("办法.md", "added")]
    assert add(library, upload("办法.md", NOTICE)) == [("办法.md", "unchanged")]
    second = NOTICE.replace("30", "40")
    assert add(library, upload("办法.md", second)) == [("办法.md", "replaced")]
    third, fourth = NOTICE.replace("30", "50"), NOTICE.replace("30", "60")
    assert add(library, upload("办法.md", third), replace=False) == [("办法 (2).md", "added")]
    both = add(library, upload("新.md", fourth), upload("新.md", fourth + "完。\n"))
    assert both == [("新.md", "added"), ("新 (2).md", "added")]
    assert files(library)["办法.md"] == second.encode()


def test_a_new_version_that_fails_leaves_the_old_one(library: Library, corpus: Corpus) -> None:
    add(library, upload("办法.md", NOTICE))
    before = corpus.documents()
    assert add(library, upload("办法.md", b"\x00\x01\x02")) == [("办法.md", "failed")]
    assert files(library) == {"办法.md": NOTICE.encode()}
    assert corpus.documents() == before


def test_a_duplicate_leaves_no_file(library: Library) -> None:
    add(library, upload("一.md", NOTICE))
    assert add(library, upload("二.md", NOTICE)) == [("二.md", "duplicate")]
    assert list(files(library)) == ["一.md"]


def test_what_stops_the_whole_leaves_the_folder_as_it_was(
    library: Library, corpus: Corpus, tmp_path: Path
) -> None:
    add(library, upload("办法.md", NOTICE))
    given = upload("办法.md", "# 新\n\n一句。\n"), upload("另.md", "# 另\n\n一句。\n")
    with (
        sample.opened(tmp_path / "index") as other,
        other._store.writing(),
        pytest.raises(IndexBusyError),
    ):
        add(library, *given)
    assert files(library) == {"办法.md": NOTICE.encode()}


def test_only_one_changes_at_a_time(library: Library, corpus: Corpus) -> None:
    def while_adding(told: Told) -> None:
        with pytest.raises(IndexBusyError):
            add(library, upload("另.md", NOTICE))
        with pytest.raises(IndexBusyError):
            library.remove(corpus.documents()[0].id, WHO)

    library.add([upload("办法.md", NOTICE)], WHO, replace=True, tell=while_adding)
    assert list(files(library)) == ["办法.md"]


def test_a_file_that_cannot_be_read_or_written_costs_one_line(library: Library) -> None:
    def lost() -> bytes:
        raise OSError(5, "Input/output error")

    gone = Upload(name="文件", error=UsageError("上传的文件已过期", "请重新上传"))
    made = add(library, Upload(name="丢.md", read=lost), gone, upload("办法.md", NOTICE))
    assert made == [("丢.md", "failed"), ("文件", "failed"), ("办法.md", "added")]
    assert list(files(library)) == ["办法.md"]


def test_a_document_goes_with_its_upload_and_no_other_file(
    library: Library, corpus: Corpus
) -> None:
    add(library, upload("办法.md", NOTICE))
    made = next(d for d in corpus.documents() if d.source.endswith("办法.md"))
    paper = next(d for d in corpus.documents() if d.source.endswith("press.md"))
    path = corpus.path_of(paper.id)
    assert [d.id for d in library.remove(made.id, WHO)] == [made.id]
    library.remove(paper.id, WHO)
    assert files(library) == {} and path.exists()
    with pytest.raises(UsageError):
        library.remove(paper.id, WHO)


def test_an_archive_goes_with_its_last_document(library: Library, corpus: Corpus) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("一.md", NOTICE)
        archive.writestr("二.md", NOTICE.replace("30", "40"))
    made = library.add([upload("包.zip", packed.getvalue())], WHO, replace=True)
    assert [(r.path, r.status) for r in made] == [
        ("包.zip/一.md", "added"),
        ("包.zip/二.md", "added"),
    ]
    again = library.read_again(made[0].document_id or "", WHO)
    assert [r.status for r in again] == ["replaced", "replaced"]
    for report, left in zip(again, (["包.zip"], []), strict=True):
        library.remove(report.document_id or "", WHO)
        assert list(files(library)) == left


def test_a_file_that_cannot_be_deleted_is_told(
    library: Library, corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(library, upload("办法.md", NOTICE))
    made = next(d for d in corpus.documents() if d.source.endswith("办法.md"))

    def refuse(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(StorageError, match="已从索引中删除"):
        library.remove(made.id, WHO)
    assert made not in corpus.documents()


def test_each_change_is_noted_under_a_name(library: Library, tmp_path: Path) -> None:
    [_, made] = library.add([upload("坏.exe", "MZ"), upload("办法.md", NOTICE)], WHO, replace=True)
    library.read_again(made.document_id or "", "另一人")
    library.remove(made.document_id or "", WHO)
    log = (tmp_path / "index" / "audit.jsonl").read_text(encoding="utf-8").splitlines()
    noted = [json.loads(line) for line in log]
    assert [(n["who"], n["action"], n.get("status")) for n in noted] == [
        (WHO, "add", "failed"),
        (WHO, "add", "added"),
        ("另一人", "add", "replaced"),
        (WHO, "remove", None),
    ]
    assert str(tmp_path) not in "".join(log)


def test_measures_are_kept_of_what_comes_and_of_nothing_that_goes(
    library: Library, corpus: Corpus, tmp_path: Path
) -> None:
    add(library, upload("办法.md", NOTICE))
    made = next(d for d in corpus.documents() if d.source.endswith("办法.md"))
    with Kept.open(tmp_path / "index") as kept:
        assert kept.holds(made)
    library.remove(made.id, WHO)
    with Kept.open(tmp_path / "index") as kept:
        assert not kept.holds(made)

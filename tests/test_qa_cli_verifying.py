"""The commands verify and cite from end to end: outputs, exit codes, files, bundles that are damaged."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from index.errors import ReadError
from qa.cite.bundle import verify_bundle
from qa.claims.docx import packed
from tests.command import Desk, one_line, run
from tests.schema import problems


@pytest.fixture(scope="module")
def schemas() -> dict:
    return run("schema").json


@pytest.mark.parametrize(
    ("claim", "verdict", "code"),
    [
        ("技术改造补助最高不超过300万元", "supported", 0),
        ("技术改造补助最高不超过500万元", "contradicted", 4),
        ("邻水镇已建成5家县实验室", "scope_differs", 4),
        ("全县有3000家个体工商户", "not_found", 3),
    ],
)
def test_the_verdict_is_the_exit_code(
    desk: Desk, schemas: dict, claim: str, verdict: str, code: int
) -> None:
    done = desk("verify", claim, "--json")
    assert (done.json["verdict"], done.code) == (verdict, code), done.json
    assert problems(done.json, schemas["verify"]) == []
    assert done.err == ""


def test_a_draft_may_come_from_a_file_or_standard_input(desk: Desk, tmp_path: Path) -> None:
    draft = tmp_path / "稿.txt"
    draft.write_text("全县已建成6家县实验室。", encoding="utf-8")
    assert desk("verify", "--file", draft).code == 4
    done = desk("verify", "-", stdin="全县已建成5家县实验室。")
    assert done.code == 0 and "一致" in done.out and "王五" in done.out


def test_the_draft_marked_up(desk: Desk, tmp_path: Path) -> None:
    claim = "全县已建成6家县实验室。"
    assert "**6家**✗" in desk("verify", claim, "--markdown").out
    assert desk("verify", claim, "--html").out.startswith("<!doctype html>")
    assert desk("verify", claim, "--csv").out.startswith("类别,")
    out = tmp_path / "out.docx"
    assert desk("verify", claim, "--docx", out).code == 4
    assert zipfile.is_zipfile(out)


def test_batch_gives_a_line_for_each_row(desk: Desk, schemas: dict, tmp_path: Path) -> None:
    file = tmp_path / "c.jsonl"
    rows = [
        '{"id": 1, "claim": "全县已建成5家县实验室"}',
        "no",
        '{"id": "b", "question": "x"}',
        '{"id": "c", "claim": " "}',
    ]
    file.write_text("\n".join(rows), encoding="utf-8")
    done = desk("verify", "--batch", file, "--json")
    assert done.code == 1 and [row["id"] for row in done.lines] == [1, None, "b", "c"]
    assert done.lines[0]["verdict"] == "supported"
    assert all(problems(row, schemas["verify --batch"]) == [] for row in done.lines)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("",),
        ("x", "--json", "--html"),
        ("x", "--batch", "y"),
        ("--batch", "y", "--csv"),
        ("--file", "none.txt"),
    ],
)
def test_what_is_wrong_with_the_call_is_one_line(desk: Desk, arguments: tuple[str, ...]) -> None:
    done = desk("verify", *arguments)
    assert done.code in (1, 2) and one_line(done)


# --- citations that last ---


@pytest.fixture
def saved(desk: Desk, tmp_path: Path) -> Path:
    path = tmp_path / "result.json"
    path.write_text(desk("verify", "全县已建成5家县实验室。", "--json").out, encoding="utf-8")
    return path


def test_citations_stand_while_nothing_changes(desk: Desk, schemas: dict, saved: Path) -> None:
    done = desk("cite", "verify", saved, "--json")
    assert done.code == 0 and {s["state"] for s in done.json} == {"stands"}
    assert problems(done.json, schemas["cite verify"]) == []
    assert "仍然成立" in desk("cite", "verify", saved).out


def test_a_forged_quotation_does_not_stand(desk: Desk, saved: Path) -> None:
    result = json.loads(saved.read_text(encoding="utf-8"))
    result["citations"][0]["quote"] = result["citations"][0]["quote"].replace("5家", "6家")
    saved.write_text(json.dumps(result), encoding="utf-8")
    assert desk("cite", "verify", saved, "--json").code == 4


def test_a_changed_file_is_told(desk: Desk, saved: Path, tmp_path: Path) -> None:
    papers, index = tmp_path / "papers", tmp_path / "i"
    shutil.copytree(desk.papers, papers)
    assert desk("add", papers, index=index).code == 0
    press = papers / "press.md"
    press.write_text(
        press.read_text(encoding="utf-8").replace("5家县实验室", "6家县实验室"), encoding="utf-8"
    )
    done = desk("cite", "verify", saved, "--json", index=index)
    assert done.code == 4 and {s["state"] for s in done.json} == {"changed"}
    press.write_text(
        press.read_text(encoding="utf-8").replace("6家县实验室", "5家县实验室") + "\n尾注\n",
        encoding="utf-8",
    )
    done = desk("cite", "verify", saved, "--json", index=index)
    assert {s["state"] for s in done.json} == {"moved"}


def test_a_bundle_proves_itself_without_the_index(desk: Desk, saved: Path, tmp_path: Path) -> None:
    out = tmp_path / "证据.zip"
    assert desk("cite", "bundle", saved, out).code == 0
    again = tmp_path / "again.zip"
    desk("cite", "bundle", saved, again)
    assert out.read_bytes() == again.read_bytes()
    done = desk("cite", "verify", out, "--json", index=tmp_path / "no index")
    assert done.code == 0 and all(s["state"] == "stands" and s["file"] for s in done.json)


def test_a_bundle_that_was_changed_is_refused(desk: Desk, saved: Path, tmp_path: Path) -> None:
    out = tmp_path / "b.zip"
    desk("cite", "bundle", saved, out)
    with zipfile.ZipFile(out) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    source = next(name for name in members if name.startswith("sources/"))
    members[source] = members[source].replace("5家".encode(), "9家".encode())
    out.write_bytes(packed(members))
    assert one_line(done := desk("cite", "verify", out), "清单不符") and done.code == 1
    out.write_bytes(b"PK")
    assert one_line(desk("cite", "verify", out), "证据包")


def test_a_bundle_that_was_damaged_on_the_way_is_refused(
    desk: Desk, saved: Path, tmp_path: Path
) -> None:
    out = tmp_path / "b.zip"
    desk("cite", "bundle", saved, out)
    whole = out.read_bytes()
    for at in range(0, len(whole), max(1, len(whole) // 300)):
        for bits in (1, 255):
            damaged = bytearray(whole)
            damaged[at] ^= bits
            out.write_bytes(damaged)
            try:  # what does not matter (a time, a mark of the system) may differ
                assert all(s.state == "stands" for s in verify_bundle(out))
            except ReadError as error:
                assert "证据包" in str(error)


def test_the_original_in_an_archive_is_found(desk: Desk, saved: Path, tmp_path: Path) -> None:
    index, archive = tmp_path / "i", tmp_path / "papers.zip"
    archive.write_bytes(packed({p.name: p.read_bytes() for p in desk.papers.iterdir()}))
    assert desk("add", archive, index=index).code == 0
    done = desk("cite", "verify", saved, "--json", index=index)
    assert [(s["state"], s["file"], s["note"]) for s in done.json] == [("stands", True, "")] * len(
        done.json
    )
    out = tmp_path / "b.zip"
    assert desk("cite", "bundle", saved, out, index=index).code == 0
    assert all(s["file"] for s in desk("cite", "verify", out, "--json").json)


def test_an_archive_whose_file_was_changed_is_told(desk: Desk, saved: Path, tmp_path: Path) -> None:
    index, archive = tmp_path / "i", tmp_path / "papers.zip"
    papers = {p.name: p.read_bytes() for p in desk.papers.iterdir()}
    archive.write_bytes(packed(papers))
    assert desk("add", archive, index=index).code == 0
    archive.write_bytes(packed(papers | {"press.md": papers["press.md"] + "\n尾注\n".encode()}))
    done = desk("cite", "verify", saved, "--json", index=index)
    assert {(s["state"], s["file"]) for s in done.json} == {("moved", False)}


def test_a_file_without_citations_is_refused(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text("[1]", encoding="utf-8")
    assert one_line(desk("cite", "verify", file), "没有引用")
    file.write_text('{"citations": [{"quote": 1}]}', encoding="utf-8")
    assert one_line(desk("cite", "verify", file), "引用不完整")
    assert one_line(desk("cite", "bundle", file), "没有写证据包")

"""The commands from end to end, in this process: results on stdout, the rest on stderr, exit codes, one line of error."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import sample
from tests.command import Desk, one_line, run
from tests.schema import problems


@pytest.fixture(scope="module")
def schemas() -> dict[str, object]:
    return run("schema").json


# --- answers ---


def test_an_answer_is_one_object_that_fits_its_schema(desk: Desk, schemas: dict) -> None:
    done = desk("ask", "技术改造补助最高多少？", "--json")
    assert done.code == 0
    assert problems(done.json, schemas["ask"]) == []
    assert "300万元" in done.json["answer"] and "[1]" in done.json["answer"]
    assert done.err == ""


def test_what_the_papers_do_not_say_is_exit_3_with_the_nearest(desk: Desk, schemas: dict) -> None:
    done = desk("ask", "江苏省技术改造补助最高多少？", "--json")
    assert (done.code, done.json["status"]) == (3, "not_found")
    assert problems(done.json, schemas["ask"]) == []
    assert done.json["nearest"] and done.json["missing"] and not done.json["answer"]


def test_a_person_reads_the_answer_and_the_marked_quotation(desk: Desk) -> None:
    done = desk("ask", "县实验室有多少家？")
    assert done.code == 0
    assert "5家县实验室" in done.out and "【" in done.out and "王五" in done.out
    refused = desk("ask", "江苏省技术改造补助最高多少？")
    assert refused.code == 3 and "未找到" in refused.out and "不是答案" in refused.out


def test_markdown(desk: Desk) -> None:
    done = desk("ask", "县实验室有多少家？", "--markdown")
    assert done.code == 0 and done.out.startswith("**已回答**") and "> " in done.out


def test_a_search_and_a_listing_fit_their_schemas(desk: Desk, schemas: dict) -> None:
    for command, schema in ((("search", "数字化转型", "-k", "3"), "search"), (("list",), "list")):
        done = desk(*command, "--json")
        assert done.code == 0
        assert problems(done.json, schemas[schema]) == []
        assert len(done.json) == 3
        assert desk(*command).out.strip()


def test_options_may_stand_before_the_command(desk: Desk) -> None:
    done = run("--json", "--index", desk.index, "list", env=desk.env)
    assert len(done.json) == 3


# --- files of questions ---


def test_a_bad_line_costs_no_other_its_answer(desk: Desk, schemas: dict, tmp_path: Path) -> None:
    file = tmp_path / "q.jsonl"
    lines = [
        '\ufeff{"id": 1, "question": "县实验室有多少家？"}',
        "not json",
        "",
        '{"id": "b"}',
        '{"id": "c", "question": " "}',
        '{"id": "d" "question": "？"}',
        '{"id": "e", "question": "分别是哪些？", "history": [{"question": "全县有几个百亿级产业集群？", "answer": "4个"}]}',
        '{"id": "f", "question": "x", "history": "y"}',
        '{"id": ["g"], "question": "' + "问" * 1001 + '"}',
        '{"id": "h", "question": "\\ud800江苏省补贴多少？\\u0000"}',
    ]
    file.write_bytes("\n".join(lines).encode() + b'\n{"id": "i", "question": "\xff"}\n')
    done = desk("ask", "--batch", file, "--json")
    assert done.code == 1
    rows = done.lines
    assert [row["id"] for row in rows] == [1, None, "b", "c", "d", "e", "f", ["g"], "h", "i"]
    assert [row["id"] for row in rows if "error" not in row] == [1, "e", "h"]
    assert all(problems(row, schemas["ask --batch"]) == [] for row in rows)
    assert "箱包" in rows[5]["answer"] and rows[8]["status"] == "not_found"
    assert [row["line"] for row in rows if "error" in row] == [2, 4, 5, 6, 8, 9, 11]
    assert "7 行" in done.err


def test_questions_may_come_from_standard_input(desk: Desk) -> None:
    done = desk("ask", "--batch", "-", stdin='{"id": 7, "question": "展位补助多少？"}\n')
    assert (done.code, done.lines[0]["id"]) == (0, 7)


@pytest.mark.parametrize("content", [None, "", "\n\n"])
def test_a_file_without_questions_is_refused(
    desk: Desk, tmp_path: Path, content: str | None
) -> None:
    file = tmp_path / "q.jsonl"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    assert one_line(done := desk("ask", "--batch", file), "q.jsonl") and done.code == 2


# --- conversation ---


def test_a_follow_up_leans_on_what_was_said(desk: Desk) -> None:
    talk = "2025年全县服务外包执行额增长多少？\n那南山园区呢？\n他还说了什么？\n\n"
    done = desk("chat", "--json", stdin=talk)
    assert done.code == 0
    first, second, third = done.lines
    assert "12.5%" in first["answer"]
    assert "南山园区" in second["rewritten"] and "18.3%" in second["answer"]
    assert third["rewritten"].startswith("县商务局副局长李四")


def test_a_conversation_survives_a_bad_question_and_ends_with_its_input(desk: Desk) -> None:
    done = desk("chat", stdin="问" * 1001 + "\n县实验室有多少家？\n")
    assert done.code == 0
    assert "超过 1000 字" in done.err and "5家县实验室" in done.out


# --- adding and removing ---


def test_adding_is_incremental_and_removing_leaves_nothing(
    desk: Desk, schemas: dict, tmp_path: Path
) -> None:
    papers = sample.write(tmp_path / "papers")
    first = desk("add", papers, "--json", index=tmp_path / "i")
    assert first.code == 0 and problems(first.json, schemas["add"]) == []
    assert {r["status"] for r in first.json} == {"added"}
    again = desk("add", papers, "--json", index=tmp_path / "i")
    assert {r["status"] for r in again.json} == {"unchanged"}
    removed = desk("remove", papers / "pension.md", "--json", index=tmp_path / "i")
    assert removed.code == 0 and problems(removed.json, schemas["remove"]) == []
    found = desk("search", "高龄津贴", "--json", index=tmp_path / "i")
    assert all("高龄津贴" not in hit["text"] for hit in found.json)


def test_removing_does_what_it_can_and_names_what_it_cannot(desk: Desk, copy: Path) -> None:
    done = desk("remove", "没有的文件", desk.papers / "pension.md", index=copy)
    assert done.code == 2
    assert "已删除" in done.err and "没有的文件" in done.err.splitlines()[-1]


def test_a_file_that_fails_is_named_and_the_others_are_in(desk: Desk, tmp_path: Path) -> None:
    papers = sample.write(tmp_path / "papers")
    (papers / "empty.txt").write_bytes(b"")
    (papers / "binary.txt").write_bytes(bytes(range(256)) * 20)
    done = desk("add", papers, index=tmp_path / "i")
    assert done.code == 1
    assert "未加入" in done.err and "empty.txt" in done.err and "binary.txt" in done.err
    assert len(desk("list", "--json", index=tmp_path / "i").json) == 3


def test_a_folder_s_files_of_other_formats_are_counted(desk: Desk, tmp_path: Path) -> None:
    papers = sample.write(tmp_path / "papers")
    (papers / "old.doc").write_bytes(b"x")
    done = desk("add", papers, index=tmp_path / "i")
    assert done.code == 0 and "略过 1 个暂不支持的文件：.doc 1 个" in done.err.splitlines()
    again = desk("add", papers, "--json", index=tmp_path / "i")
    assert [r["path"].rpartition("/")[2] for r in again.json if r["status"] == "skipped"] == [
        "old.doc"
    ]


def test_nothing_is_added_when_a_named_file_is_missing(desk: Desk, tmp_path: Path) -> None:
    done = desk("add", desk.papers, tmp_path / "missing.txt", index=tmp_path / "i")
    assert done.code == 2 and one_line(done, "missing.txt", "不存在")
    assert not (tmp_path / "i").exists()


def test_a_folder_without_readable_files_is_an_error(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.mp4").touch()
    done = desk("add", tmp_path / "pictures", index=tmp_path / "i")
    assert done.code == 1 and one_line(done, "pictures", ".txt")

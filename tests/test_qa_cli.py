"""The commands from end to end, in this process: results on stdout, the rest on stderr, exit codes, one line of error."""

from __future__ import annotations

import json
import shutil
import socket
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import sample
from tests.command import Done, embedding_server, one_line, run, settings
from tests.loopback import Loopback, answered, serving, streamed
from tests.schema import problems


class Desk:
    """An index of the sample papers with the settings that it was made with."""

    def __init__(self, server: Loopback, env: dict[str, str], folder: Path) -> None:
        self.server, self.env, self.folder = server, env, folder
        self.papers = sample.write(folder / "papers")
        self.index = folder / "index"
        added = self("add", self.papers)
        assert added.code == 0, added.err

    def __call__(self, *arguments: object, index: Path | None = None, **more: object) -> Done:
        env = {**self.env, **more.pop("env", {})}  # type: ignore[dict-item]
        return run(*arguments, "--index", index or self.index, env=env, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with embedding_server() as (server, env):
        yield Desk(server, env, tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def schemas() -> dict[str, object]:
    return run("schema").json


@pytest.fixture
def copy(desk: Desk, tmp_path: Path) -> Path:
    """The index once more, to be broken."""
    return Path(shutil.copytree(desk.index, tmp_path / "index"))


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


def test_nothing_is_added_when_a_named_file_is_missing(desk: Desk, tmp_path: Path) -> None:
    done = desk("add", desk.papers, tmp_path / "missing.txt", index=tmp_path / "i")
    assert done.code == 2 and one_line(done, "missing.txt", "不存在")
    assert not (tmp_path / "i").exists()


def test_a_folder_without_readable_files_is_an_error(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.jpg").touch()
    done = desk("add", tmp_path / "pictures", index=tmp_path / "i")
    assert done.code == 1 and one_line(done, "pictures", ".txt")


# --- what people type wrongly ---


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        ((), ("没有写命令", "--help")),
        (("aks", "问"), ("'aks' 不存在", "是不是要用 ask")),
        (("ask", "问", "--frob"), ("不认识的参数 --frob",)),
        (("ask", "-5%是什么"), ("-5%是什么", "放在 -- 之后")),
        (("search",), ("缺少参数 检索词",)),
        (("search", "问", "-k"), ("-k 后面要有一个值",)),
        (("search", "问", "-k", "0"), ("-k", "1 到 1000")),
        (("search", "问", "-k", "９" * 9), ("-k", "1 到 1000")),
        (("search", "问", "--index", ""), ("--index", "空的")),
        (("serve", "--port", "web"), ("--port", "'web' 不是整数")),
        (("serve", "--port", "70000"), ("--port", "超出范围")),
        (("serve", "--host", ""), ("--host", "空的")),
        (("ask", "问", "--generator", "gpt"), ("--generator", "'gpt' 无法识别", "extractive")),
        (("models", "frob"), ("'frob' 不存在", "prepare")),
        (("ask", ""), ("问题是空的",)),
        (("ask", " \u3000\n"), ("问题是空的",)),
        (("ask", "\ud800\x00"), ("问题是空的",)),
        (("ask",), ("问题是空的",)),
        (("ask", "问", "--json", "--markdown"), ("--json", "--markdown")),
        (("ask", "问", "--batch", "x.jsonl"), ("--batch",)),
        (("search", " "), ("检索词是空的",)),
        (("search", "政" * 1001), ("1001 字",)),
        (("serve",), ("python -m qa serve",)),
    ],
)
def test_wrong_usage_is_one_chinese_line_and_exit_2(
    arguments: tuple[str, ...], parts: tuple[str, ...]
) -> None:
    done = run(*arguments)
    assert one_line(done, *parts), done
    assert done.code == 2


def test_an_endless_question_is_refused(desk: Desk) -> None:
    done = desk("ask", "补贴" * 600)
    assert done.code == 2 and one_line(done, "1200 字", "1000 字")


def test_help_is_chinese_and_exit_0() -> None:
    for arguments in (("--help",), ("ask", "-h"), ("models", "--help")):
        done = run(*arguments)
        assert done.code == 0 and done.out.startswith("用法：python -m qa")
        assert not any(word in done.out for word in ("usage", "options", "positional", "show this"))


@pytest.mark.parametrize(
    ("env", "parts"),
    [
        ({"POLICYQA_GENRATOR": "x"}, ("POLICYQA_GENRATOR", "是不是要写 POLICYQA_GENERATOR")),
        ({"POLICYQA_PORT": ""}, ("POLICYQA_PORT", "空的")),
        ({"POLICYQA_GENERATOR": "openai:m"}, ("POLICYQA_GENERATOR_URL",)),
        ({"POLICYQA_INDEX": "~no-such-user/x"}, ("~",)),
    ],
)
def test_a_wrong_setting_is_named(env: dict[str, str], parts: tuple[str, ...]) -> None:
    done = run("list", env=env)
    assert done.code == 1 and one_line(done, *parts), done


# --- a broken index ---


def test_a_missing_and_an_empty_index(desk: Desk, tmp_path: Path) -> None:
    for command in (("list",), ("search", "x"), ("ask", "问"), ("remove", "x")):
        done = desk(*command, index=tmp_path / "none")
        assert done.code == 1 and one_line(done, "none", "python -m qa add"), command
    (tmp_path / "empty.txt").write_bytes(b"")
    desk("add", tmp_path / "empty.txt", index=tmp_path / "i")
    done = desk("ask", "有什么补贴？", index=tmp_path / "i")
    assert done.code == 1 and one_line(done, "空的", "add")


def _zeros(file: Path) -> None:
    file.write_bytes(bytes(50_000))


def _random(file: Path) -> None:
    file.write_bytes(bytes((i * 7919) % 251 for i in range(50_000)))


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:30_000])


def _nothing(file: Path) -> None:
    file.write_bytes(b"")


def _foreign(file: Path) -> None:
    file.unlink()
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE other (x)")
    connection.commit()
    connection.close()


@pytest.mark.parametrize("damage", [_zeros, _random, _cut, _nothing, _foreign])
@pytest.mark.parametrize(
    "command", [("list",), ("search", "技术改造"), ("ask", "技术改造补助最高多少？")]
)
def test_a_damaged_index_is_told_apart_from_a_bug(desk: Desk, copy: Path, damage, command) -> None:
    for file in copy.iterdir():
        if file.name != "index.sqlite":
            file.unlink()
    damage(copy / "index.sqlite")
    done = desk(*command, index=copy)
    assert done.code == 1 and one_line(done, "index.sqlite") and "内部错误" not in done.err, done


def test_an_index_of_another_embedder_is_refused(desk: Desk) -> None:
    done = desk("search", "技术", env={"POLICYQA_EMBEDDER": "openai:other"})
    assert done.code == 1 and one_line(done, "'near'", "'other'")


def test_a_second_writer_is_refused_and_readers_go_on(desk: Desk, copy: Path) -> None:
    from index.lock import WriterLock

    with WriterLock(copy):
        done = desk("add", desk.papers, index=copy)
        assert done.code == 1 and one_line(done, "正在被另一个程序写入")
        assert desk("search", "技术改造", index=copy).code == 0


# --- models and servers ---


def test_a_missing_model_names_the_command_that_prepares_it(desk: Desk, tmp_path: Path) -> None:
    env = {"POLICYQA_MODELS": str(tmp_path / "none"), "POLICYQA_EMBEDDER": "embedded"}
    done = desk("search", "技术", env=env)
    assert done.code == 1 and one_line(done, "multilingual-e5-small-q4", "models prepare")
    done = desk(
        "ask",
        "技术改造补助多少？",
        env={**env, "POLICYQA_EMBEDDER": "openai:near", "POLICYQA_GENERATOR": "embedded"},
    )
    assert done.code == 1 and one_line(done, "gemma-3-270m-q4_k_m", "models prepare")


@pytest.mark.parametrize(
    "content", [None, b"", b"GGUF", b"GGUF\x03\0\0\0" + bytes(64), b"not a model" * 99]
)
def test_a_broken_gguf_is_an_error_before_anything_is_asked(
    desk: Desk, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "m.gguf"
    if content is not None:
        file.write_bytes(content)
    done = desk("ask", "技术改造补助最高多少？", "--generator", f"gguf:{file}")
    assert done.code == 1 and one_line(done, "m.gguf"), done


def test_an_embedding_server_that_is_down_or_talks_rubbish(desk: Desk) -> None:
    with serving(answered("200 OK", "text/html", b"<html>")) as server:
        rubbish = desk("search", "技术", env=settings(server.url))
    assert rubbish.code == 1 and one_line(rubbish, "JSON")
    down = desk("search", "技术", env=settings(nowhere()))
    assert down.code == 1 and one_line(down, "127.0.0.1")


def nowhere() -> str:
    """An address where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return f"http://127.0.0.1:{taken.getsockname()[1]}/v1"


def generating(url: str) -> dict[str, str]:
    return {"POLICYQA_GENERATOR": "openai:m", "POLICYQA_GENERATOR_URL": url}


@pytest.mark.parametrize(
    "behaviour",
    [
        answered("200 OK", "text/html", b"<html>rubbish</html>"),
        answered("500 Internal Server Error", "application/json", b"{}"),
        lambda connection, request: None,
    ],
)
def test_a_model_server_that_fails_leaves_the_extract_and_says_so(desk: Desk, behaviour) -> None:
    with serving(behaviour) as server:
        done = desk("ask", "技术改造补助最高多少？", "--json", env=generating(server.url))
    assert done.code == 0
    assert "300万元" in done.json["answer"] and done.json["generator"] == "extractive"
    assert "模型" in done.json["floor_reason"]


def test_a_model_server_that_is_down_leaves_the_extract(desk: Desk) -> None:
    done = desk("ask", "县实验室有多少家？", env=generating(nowhere()))
    assert done.code == 0 and "5家县实验室" in done.out and "模型不可用" in done.out


def test_a_lying_model_server_gets_nothing_out(desk: Desk) -> None:
    with serving(streamed("补助最高500万元[1]。", "另有9999万元奖励[2]。")) as server:
        done = desk("ask", "技术改造补助最高多少？", "--json", env=generating(server.url))
    assert done.code == 0 and done.json["dropped"] == 2
    assert "500万元的" not in done.out and "最高500万元" not in done.out and "9999" not in done.out


def test_a_truthful_model_server_answers_in_its_own_words(desk: Desk) -> None:
    with serving(streamed("对参加境外展会的企业，每个展位", "补助2万元[1]。")) as server:
        done = desk("ask", "参加境外展会展位补助多少？", "--json", env=generating(server.url))
    assert done.code == 0 and done.json["generator"].startswith("openai:m")
    assert done.json["statements"][0]["text"] == "对参加境外展会的企业，每个展位补助2万元。"


# --- the last resort ---


def test_debug_shows_the_cause_and_nothing_else_does(desk: Desk, tmp_path: Path) -> None:
    quiet = desk("list", index=tmp_path / "none")
    loud = desk("list", "--debug", index=tmp_path / "none")
    assert "Traceback" not in quiet.err and "Traceback" in loud.err
    assert quiet.err.splitlines()[-1] == loud.err.splitlines()[-1]


def test_errors_stay_on_stderr_with_json(desk: Desk, tmp_path: Path) -> None:
    done = desk("ask", "问什么？", "--json", index=tmp_path / "none")
    assert (done.code, done.out) == (1, "") and done.err.startswith("错误：")


def test_a_hostile_title_stays_on_its_line(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text(
        "---\ntitle: 甲\x1b[2J乙\u202e\n---\n\n补助办法：每户补助三千元整，当年有效。\n",
        encoding="utf-8",
    )
    desk("add", tmp_path / "x.md", index=tmp_path / "i")
    listed = desk("list", index=tmp_path / "i")
    assert "\x1b" not in listed.out and "\u202e" not in listed.out
    assert json.loads(desk("list", "--json", index=tmp_path / "i").out)

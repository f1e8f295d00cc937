"""What goes wrong on the command line: always one Chinese line on stderr that names a repair, and its exit code."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tests.command import Desk, nowhere, one_line, run, settings
from tests.loopback import answered, serving, streamed

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

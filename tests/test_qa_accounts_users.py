"""Accounts: what is kept of a password and a key, who is let in, and a file that is damaged or cannot be written."""

from __future__ import annotations

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.errors import ConfigError, UsageError
from qa.accounts.users import Users
from tests.command import one_line, run


def test_a_password_and_a_key_let_in_and_are_not_kept(tmp_path: Path) -> None:
    users = Users(tmp_path / "users.json")
    assert users.put("张三", "editor", "correct horse") is True
    key = users.new_key("张三")
    text = (tmp_path / "users.json").read_text(encoding="utf-8")
    assert "correct horse" not in text and key not in text
    assert "$argon2id$" in text
    assert stat.S_IMODE((tmp_path / "users.json").stat().st_mode) == 0o600
    found = users.by_password("张三", "correct horse")
    assert found is not None and (found.name, found.role) == ("张三", "editor")
    assert users.by_key(key) is not None
    for name, password in (("张三", "wrong horse"), ("李四", "correct horse"), ("张三", "x" * 300)):
        assert users.by_password(name, password) is None
    for wrong in ("", key[:-1], key + "a", "pqa_", text[:50], key.removeprefix("pqa_")):
        assert users.by_key(wrong) is None


def test_what_another_process_changes_is_seen(tmp_path: Path) -> None:
    here, there = Users(tmp_path / "users.json"), Users(tmp_path / "users.json")
    assert not here.all()
    there.put("甲", "reader", "12345678")
    assert list(here.all()) == ["甲"]
    there.remove("甲")
    assert not here.all()


def test_a_new_password_keeps_the_keys(tmp_path: Path) -> None:
    users = Users(tmp_path / "users.json")
    users.put("甲", "reader", "12345678")
    key = users.new_key("甲")
    assert users.put("甲", "editor", "87654321") is False
    found = users.by_key(key)
    assert found is not None and found.role == "editor"
    assert users.by_password("甲", "12345678") is None


def test_a_new_password_alone_keeps_the_role(tmp_path: Path) -> None:
    """`users add boss`, meant as a new password, must not turn an editor into a reader."""
    index = ("--index", tmp_path / "index")
    run("users", "add", "甲", "--role", "editor", *index, stdin="12345678\n")
    done = run("users", "add", "甲", *index, stdin="87654321\n")
    users = Users(tmp_path / "index" / "users.json")
    assert users.all()["甲"].role == "editor" and "（editor）" in done.err
    run("users", "add", "甲", "--role", "reader", *index, stdin="87654321\n")
    assert users.all()["甲"].role == "reader"


def test_additions_at_the_same_time_are_all_kept(tmp_path: Path) -> None:
    path = tmp_path / "users.json"
    names = [f"用户{n}" for n in range(6)]
    with ThreadPoolExecutor(len(names)) as pool:
        list(pool.map(lambda name: Users(path).put(name, "reader", "12345678"), names))
    assert set(Users(path).all()) == set(names)


def test_one_key_is_revoked_and_the_others_stay(tmp_path: Path) -> None:
    index = ("--index", tmp_path / "index")
    run("users", "add", "甲", *index, stdin="12345678\n")
    lost, kept = (run("users", "key", "甲", *index).out.strip() for _ in range(2))
    (user,) = run("users", "list", "--json", *index).json
    name = user["keys"][0]["id"]
    assert name in run("users", "list", *index).out
    assert run("users", "key", "甲", "--revoke", name, *index).code == 0
    users = Users(tmp_path / "index" / "users.json")
    assert users.by_key(lost) is None and users.by_key(kept) is not None
    assert one_line(run("users", "key", "甲", "--revoke", name, *index), name)
    assert one_line(run("users", "remove", "甲", "--revoke", name, *index), "--revoke")


@pytest.mark.parametrize("name", ["", "a b", "a/b", "../x", "a\n", "x" * 65])
def test_names_are_plain(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        Users(tmp_path / "users.json").put(name, "reader", "12345678")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 2, "users": {}}', '{"version": 1}'])
def test_a_damaged_file_is_told_and_lets_nobody_in(tmp_path: Path, text: str) -> None:
    path = tmp_path / "users.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"users\.json"):
        Users(path).all()


def test_the_command(tmp_path: Path) -> None:
    index = ("--index", tmp_path / "index")
    done = run("users", "add", "甲", "--role", "editor", *index, stdin="12345678\n")
    assert (done.code, done.out) == (0, "") and "已添加" in done.err
    assert run("users", "add", "乙", "--generate", *index).out.strip()
    key = run("users", "key", "甲", *index).out.strip()
    users = Users(tmp_path / "index" / "users.json")
    assert users.by_key(key) is not None and users.by_password("甲", "12345678") is not None
    listed = run("users", "list", "--json", *index).json
    assert [(u["name"], u["role"], len(u["keys"])) for u in listed] == [
        ("甲", "editor", 1),
        ("乙", "reader", 0),
    ]
    assert run("users", "remove", "甲", *index).code == 0
    assert list(users.all()) == ["乙"]
    lines = (tmp_path / "index" / "audit.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["action"] for line in lines] == [
        *("users add", "users add", "users key", "users remove"),
    ]
    assert "12345678" not in "".join(lines) and key not in "".join(lines)


def test_the_command_refuses_in_one_line(tmp_path: Path) -> None:
    index = ("--index", tmp_path / "index")
    assert one_line(run("users", "add", "甲", *index, stdin="short\n"), "密码")
    assert one_line(run("users", "add", *index), "用户名")
    assert one_line(run("users", "remove", "甲", *index), "甲")
    assert one_line(run("users", "fire", "甲", *index), "fire")


def test_a_server_on_the_network_needs_accounts(tmp_path: Path) -> None:
    from qa.config import Settings
    from ui.serve import require_accounts

    users = Users(tmp_path / "users.json")
    with pytest.raises(ConfigError, match="还没有用户"):
        require_accounts(Settings(host="0.0.0.0"), users)
    require_accounts(Settings(host="127.0.0.1"), users)
    users.put("甲", "reader", "12345678")
    require_accounts(Settings(host="0.0.0.0"), users)

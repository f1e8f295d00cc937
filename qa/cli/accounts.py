"""The command for accounts of the server: add, list, remove, and keys for programs."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable

from index.errors import UsageError
from qa.accounts import audit
from qa.accounts.users import Users, random_password
from qa.cli.options import OK
from qa.cli.output import print_json, print_text, say
from qa.config import Settings

_BY = "命令行"


def users(options: argparse.Namespace, settings: Settings) -> int:
    """Do one thing with the accounts."""
    accounts = Users(settings.users_file)
    if options.action == "list":
        return _list(accounts, options.json)
    if not options.name:
        raise UsageError("没有写用户名", f"例如 python -m qa users {options.action} 张三")
    if options.action == "add":
        return _add(accounts, options, settings)
    if options.revoke is not None:
        return _revoke(accounts, options, settings)
    if options.action == "remove":
        accounts.remove(options.name)
        say(f"已删除用户 {options.name}，其密钥同时失效")
    else:
        print_text(accounts.new_key(options.name))
        say(f"这是 {options.name} 的新密钥，只显示这一次。用法：Authorization: Bearer 密钥")
    audit.note(settings.index, _BY, f"users {options.action}", user=options.name)
    return OK


def _list(accounts: Users, as_json: bool) -> int:
    known = accounts.all().values()
    if as_json:
        keys = {a.name: [{"id": k.id, "made": k.made} for k in a.keys] for a in known}
        print_json([{"name": a.name, "role": a.role, "keys": keys[a.name]} for a in known])
        return OK
    for account in known:
        ids = "、".join(key.id for key in account.keys)
        count = f"密钥 {len(account.keys)} 个{f'：{ids}' if ids else ''}"
        print_text(f"{account.name}  {account.role}  {count}")
    if not known:
        say("还没有用户。用 python -m qa users add 名字 添加")
    return OK


def _add(accounts: Users, options: argparse.Namespace, settings: Settings) -> int:
    password = random_password() if options.generate else _password()
    new = accounts.put(options.name, options.role, password)
    role = accounts.all()[options.name].role
    audit.note(settings.index, _BY, "users add", user=options.name, role=role)
    say(f"{'已添加' if new else '已更新'}用户 {options.name}（{role}）")
    if options.generate:
        print_text(password)
    return OK


def _revoke(accounts: Users, options: argparse.Namespace, settings: Settings) -> int:
    if options.action != "key":
        raise UsageError("--revoke 只与 key 合用", "例如 python -m qa users key 张三 --revoke ID")
    accounts.revoke(options.name, options.revoke)
    audit.note(settings.index, _BY, "users key", user=options.name, revoked=options.revoke)
    say(f"已作废用户 {options.name} 的密钥 {options.revoke}")
    return OK


def _password() -> str:
    """Return the password from the keyboard, typed twice, or the first line of a pipe."""
    if sys.stdin is None:
        raise UsageError("标准输入是关闭的，没有密码", "请加 --generate 生成一个")
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass("密码：")
    if getpass.getpass("再输一次：") != password:
        raise UsageError("两次输入的密码不同", "请重新输入")
    return password


COMMANDS: dict[str, Callable[[argparse.Namespace, Settings], int]] = {"users": users}

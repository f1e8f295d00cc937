"""The command line's grammar: commands, options and exit codes. What is wrong with it is said in one Chinese line."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from index.errors import UsageError
from qa import config

OK, ERROR, USAGE, NOT_FOUND, DISAGREES = 0, 1, 2, 3, 4
INTERRUPTED = 130
MOST_HITS = 1000
_GENERATOR = "本次使用的生成器：embedded、extractive、gguf:路径、hf:名称、openai:模型"
# Longer values are cut in errors, which are one line.
_SHOWN = 60

# What argparse says -> what we say. The groups of a pattern fill the braces of its text in order.
_MESSAGES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), text)
    for pattern, text in (
        (r"the following arguments are required: 命令", "没有写命令"),
        (r"the following arguments are required: (.+)", "缺少参数 {}"),
        (r"unrecognized arguments: (.+)", "不认识的参数 {}"),
        (
            r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)",
            "{} {} 不存在，可用的有 {}",
        ),
        (r"argument (.+?): expected one argument", "参数 {} 后面要有一个值"),
        (r"argument (.+?): expected at least one argument", "参数 {} 后面至少要有一个值"),
        (r"argument (.+?): expected (\d+) arguments?", "参数 {} 后面要有 {} 个值"),
        (r"argument (.+?): invalid int value: (.+)", "参数 {} 的值 {} 不是整数"),
        (r"argument (.+?): ignored explicit argument (.+)", "参数 {} 后面不能有值 {}"),
        (r"argument (.+?): not allowed with argument (.+)", "参数 {} 不能和 {} 同时使用"),
        (r"argument (.+?): (.+)", "参数 {} {}"),
    )
)


def explain(message: str) -> str:
    """Return in Chinese what argparse says in English; our own words inside it stay as they are."""
    for pattern, text in _MESSAGES:
        if match := pattern.fullmatch(message):
            return text.format(*(_cut(_listed(group)) for group in match.groups()))
    return message


def _listed(text: str) -> str:
    return text.replace("', '", "、").strip("'") if "', '" in text else text


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN * 3 else f"{text[:_SHOWN]}…"


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are a UsageError and whose help is Chinese; options are never guessed."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("formatter_class", _Formatter)
        super().__init__(**settings, allow_abbrev=False, add_help=False)
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示用法")

    def error(self, message: str) -> NoReturn:
        remedy = f"{_meant(message)}用 {self.prog} --help 查看用法"
        if message.startswith("unrecognized arguments: -"):
            remedy += "；以 - 开头的文字请放在 -- 之后"
        raise UsageError(explain(message), remedy)


def _meant(message: str) -> str:
    """Return the command that was probably meant, as a question, or nothing."""
    found = re.fullmatch(r"argument 命令: invalid choice: '(.*?)' \(choose from (.+)\)", message)
    if not found:
        return ""
    import difflib

    close = difflib.get_close_matches(found[1], re.findall(r"\w+", found[2]), n=1)
    return f"是不是要用 {close[0]}？" if close else ""


def parser() -> Parser:
    """Return the parser of the whole command line."""
    top = Parser(
        prog="python -m qa",
        description="政策文件问答：每一句都有原文依据，没有依据的数字不会出现。",
        epilog="退出码：0 已回答或一致；1 出错；2 用法有误；3 未找到；4 数字不一致。",
    )
    _common(top, index=None, json=False, debug=False)
    commands = top.add_subparsers(
        dest="command", title="可用的命令", metavar="命令", required=True, parser_class=Parser
    )

    def command(name: str, text: str) -> Parser:
        added = commands.add_parser(name, help=text, description=text)
        # An option may stand before the command or after it: not given here leaves what was given there.
        _common(added, **dict.fromkeys(("index", "json", "debug"), argparse.SUPPRESS))
        return added

    add = command("add", "把文件或文件夹加入索引（内容未变的跳过，变了的替换）")
    add.add_argument("paths", nargs="+", type=_path, metavar="PATH", help="文件或文件夹")
    add.add_argument(
        "--report", type=_path, metavar="FILE", help="把每个文件的结果逐行写入 FILE（制表符分隔）"
    )
    remove = command("remove", "从索引中删除文件")
    remove.add_argument("refs", nargs="+", type=_text, metavar="ID|PATH", help="编号、路径或标题")
    _filters(command("list", "列出索引中的文件：文号、机关、日期、效力"))
    _showing(command("show", "看一份文件是怎样切分和修复的，元数据出自哪里"))
    search = command("search", "只检索，不作答")
    search.add_argument("query", type=_text, metavar="检索词", help="要检索的词句")
    search.add_argument("-k", type=_count, default=8, metavar="N", help="返回几段（默认 8）")
    ask = command("ask", "问一个问题")
    _asking(ask)
    verify = command("verify", "核对一句话或一篇稿件里的数字")
    _verifying(verify)
    _citing(command("cite", "复核引用是否仍然成立，或打成证据包"))
    chat = command("chat", "连续对话，可以追问")
    _matching(command("match", "按企业情况找出可能享受的扶持措施，逐条核对条件"))
    _measures(command("measures", "列出全部扶持措施，或写成表格、日历"))
    evaluate = command("eval", "用问题文件评测")
    _evaluating(evaluate)
    command("doctor", "检查运行环境，逐项说明如何修复")
    models = command("models", "列出、准备或校验内置模型")
    models.add_argument(
        "action",
        nargs="?",
        choices=("list", "prepare", "verify"),
        default="list",
        metavar="操作",
        help="list（默认）、prepare 或 verify",
    )
    serve = command("serve", "启动网页问答")
    serve.add_argument("--host", type=_setting("host"), help="监听地址（默认 127.0.0.1）")
    serve.add_argument("--port", type=_setting("port", int), help="监听端口（默认 7860）")
    for sub in (search, ask, verify, chat, evaluate):
        _filters(sub)
    serve.add_argument(
        "--api-only", action="store_true", help="只提供接口（/v1、/api、/mcp），不提供网页"
    )
    _accounts(command("users", "管理网页和接口的用户：密码、密钥和角色"))
    for sub in (ask, chat, evaluate, serve):
        sub.add_argument("--generator", type=_setting("generator"), metavar="NAME", help=_GENERATOR)
    command("schema", "输出各命令 JSON 结果的 JSON Schema")
    return top


def _filters(to: argparse.ArgumentParser, *, day: bool = True) -> None:
    """Add the filters that act inside the search."""
    to.add_argument(
        "--region", type=_name, metavar="地区", help="只用这个地区（含下辖）的文件；全国指中央机关"
    )
    to.add_argument("--issuer", type=_name, metavar="机关", help="只用这个机关的文件，可用简称")
    if day:
        to.add_argument(
            "--as-of",
            type=_day,
            metavar="YYYY-MM-DD",
            help="按这一天判断效力，并排除那天已失效、已废止或尚未施行的（默认今天，只标注不排除）",
        )
    to.add_argument(
        "--in-force", action="store_true", help="只用能确认现行有效的文件（效力不明的也排除）"
    )


def _showing(to: argparse.ArgumentParser) -> None:
    to.add_argument("ref", type=_text, metavar="DOC", help="编号、路径，或标题的开头")
    to.add_argument("--html", type=_path, metavar="FILE", help="写成一个网页文件，在原文上着色")


def _asking(to: argparse.ArgumentParser) -> None:
    to.add_argument("question", nargs="?", type=_text, metavar="问题", help="要问的话")
    to.add_argument(
        "--batch",
        type=_path,
        metavar="FILE.jsonl",
        help="逐行回答文件中的问题，输出 NDJSON；- 为标准输入",
    )
    to.add_argument("--markdown", action="store_true", help="以 Markdown 输出结果")


def _evaluating(to: argparse.ArgumentParser) -> None:
    to.add_argument(
        "file", nargs="?", type=_path, metavar="FILE.jsonl", help="问题文件，或公开题集的文件夹"
    )
    to.add_argument("--format", metavar="NAME", help="题集的格式（默认按文件名识别）")
    to.add_argument("--sample", type=_count, metavar="N", help="只问其中固定的 N 道题")
    to.add_argument(
        "--documents",
        type=_path,
        metavar="DIR",
        help="不评测，把题集附带的文件写到 DIR，供 add 收录",
    )
    to.add_argument("--html", type=_path, metavar="FILE", help="另存网页报告，含图表和每一道错题")
    to.add_argument(
        "--compare",
        nargs=2,
        type=_path,
        metavar=("A.json", "B.json"),
        help="比较两次 eval --json 的结果",
    )


def _verifying(to: argparse.ArgumentParser) -> None:
    to.add_argument("claim", nargs="?", type=_text, metavar="文字", help="要核对的话；- 为标准输入")
    to.add_argument("--file", type=_path, metavar="FILE", help="要核对的稿件（txt、md、docx）")
    to.add_argument(
        "--batch",
        type=_path,
        metavar="FILE.jsonl",
        help="逐行核对文件中的句子（id 和 claim），输出 NDJSON；- 为标准输入",
    )
    to.add_argument("--markdown", action="store_true", help="输出标注过的稿件（Markdown）")
    to.add_argument("--html", action="store_true", help="输出标注过的稿件（网页）")
    to.add_argument("--csv", action="store_true", help="以 CSV 表格输出")
    to.add_argument(
        "--docx", type=_path, metavar="OUT.docx", help="另存标注过的稿件（Word，脚注为出处）"
    )


def _citing(to: argparse.ArgumentParser) -> None:
    to.add_argument("action", choices=("verify", "bundle"), metavar="操作", help="verify 或 bundle")
    to.add_argument(
        "file", type=_path, metavar="FILE", help="ask 或 verify 的 --json 输出；或证据包"
    )
    to.add_argument("out", nargs="?", type=_path, metavar="OUT.zip", help="bundle 写入的证据包")


def _matching(to: argparse.ArgumentParser) -> None:
    to.add_argument("profile_text", nargs="?", type=_text, metavar="企业情况", help="一句或几句话")
    to.add_argument("--profile", type=_path, metavar="FILE", help="企业情况文件（.yaml 或 .json）")
    to.add_argument(
        "--batch",
        type=_path,
        metavar="FILE.jsonl",
        help="逐行处理文件中的 id 和 profile，输出 NDJSON",
    )
    to.add_argument(
        "--date", "--as-of", type=_day, metavar="YYYY-MM-DD", help="按哪一天判断（默认今天）"
    )
    _filters(to, day=False)
    to.add_argument("-k", type=_count, default=10, metavar="N", help="最多列出几项（默认 10）")


def _measures(to: argparse.ArgumentParser) -> None:
    for kind, text in (("csv", "CSV 表格"), ("xlsx", "Excel 表格"), ("ics", "申报日历")):
        to.add_argument(f"--{kind}", type=_path, metavar="FILE", help=f"写成{text}")


def _name(text: str) -> str:
    name = "".join(_text(text).split())
    if not name or len(name) > _SHOWN or not name.isprintable():
        raise argparse.ArgumentTypeError(f"的值 {_cut(text)!r} 不是名称")
    return name


def _accounts(to: argparse.ArgumentParser) -> None:
    to.add_argument(
        "action",
        choices=("add", "list", "remove", "key"),
        metavar="操作",
        help="add（密码从键盘或标准输入读）、list、remove 或 key（新发一个密钥）",
    )
    to.add_argument("name", nargs="?", type=_text, metavar="用户名", help="用户名")
    to.add_argument(
        "--role",
        choices=("reader", "editor"),
        default="reader",
        help="reader（默认，只能查）或 editor（还能增删文件）",
    )
    to.add_argument("--generate", action="store_true", help="生成一个密码并显示")


def _day(text: str) -> date:
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"的值 {_cut(text)!r} 不是 2026-03-01 这样的日期"
        ) from None


def _common(to: argparse.ArgumentParser, *, index: Any, json: Any, debug: Any) -> None:
    to.add_argument(
        "--index", type=_path, metavar="DIR", default=index, help="索引所在文件夹（默认 data）"
    )
    to.add_argument("--json", action="store_true", default=json, help="以 JSON 输出结果")
    to.add_argument("--debug", action="store_true", default=debug, help="出错时显示完整的调用过程")


def _count(text: str) -> int:
    value = int(text) if text.isdecimal() and len(text) <= 6 else 0
    if not 1 <= value <= MOST_HITS:
        raise argparse.ArgumentTypeError(f"的值 {_cut(text)!r} 不是 1 到 {MOST_HITS} 的整数")
    return value


def _path(text: str) -> Path:
    # An empty path would mean the current folder, which nobody asked for: often it is an unset shell variable.
    if not text.strip() or "\0" in text:
        raise argparse.ArgumentTypeError("的路径是空的" if not text.strip() else "的路径含有空字符")
    return Path(text)


def _setting(name: str, kind: Callable[[str], Any] = str) -> Callable[[str], Any]:
    def convert(text: str) -> Any:
        value = kind(text)
        if problem := config.problem(name, value):
            raise argparse.ArgumentTypeError(
                f"的值 {_cut(text)!r} {problem.what}，{problem.allowed}"
            )
        return value

    convert.__name__ = "int" if kind is int else name
    return convert


def _text(text: str) -> str:
    """Return the argument as UTF-8 where the locale made something else of its bytes (LC_ALL=C, latin-1)."""
    encoding = sys.getfilesystemencoding()
    if encoding.lower() in ("utf-8", "utf8") and text.isprintable():
        return text
    try:
        return os.fsencode(text).decode("utf-8")
    except (UnicodeError, ValueError):
        return text

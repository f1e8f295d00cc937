"""The command line. stdout holds the result only, the rest goes to stderr; exit codes are part of the contract.

0 answered or consistent, 1 error, 2 usage, 3 not found, 4 a figure disagrees.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from index.errors import PolicyQAError, UsageError
from qa.config import Settings

OK, ERROR, USAGE, NOT_FOUND = 0, 1, 2, 3
Serve = Callable[[Settings], int]


class _Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one Chinese line and exit code 2."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"命令行参数有误：{message}", f"用 {self.prog} --help 查看用法")


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    top = _Parser(
        prog="python -m qa",
        description="政策文件问答：每一句都有原文依据，没有依据的数字不会出现。",
        epilog="退出码：0 已回答；1 出错；2 用法有误；3 未找到；4 数字不一致。",
    )
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--index", type=Path, metavar="DIR", help="索引所在文件夹（默认 data）")
    common.add_argument("--json", action="store_true", help="以 JSON 输出结果")
    common.add_argument("--debug", action="store_true", help="出错时显示完整的调用过程")
    commands = top.add_subparsers(dest="command", metavar="命令", required=True, parser_class=_Parser)

    def command(name: str, text: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=text, description=text, parents=[common])

    add = command("add", "把文件或文件夹加入索引（内容未变的跳过，变了的替换）")
    add.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    remove = command("remove", "从索引中删除文件（编号、路径或标题）")
    remove.add_argument("refs", nargs="+", metavar="ID|PATH")
    command("list", "列出索引中的文件")
    search = command("search", "只检索，不作答")
    search.add_argument("query", metavar="检索词")
    search.add_argument("-k", type=_positive, default=8, help="返回几段（默认 8）")
    ask = command("ask", "问一个问题")
    ask.add_argument("question", nargs="?", metavar="问题")
    ask.add_argument("--batch", type=Path, metavar="FILE.jsonl", help="逐行回答文件中的问题，输出 NDJSON")
    ask.add_argument("--markdown", action="store_true", help="以 Markdown 输出结果")
    for sub in (ask, chat := command("chat", "连续对话")):
        sub.add_argument("--generator", help="本次使用的生成器：embedded、extractive、gguf:路径、hf:名称、openai:模型")
    chat.set_defaults(question=None)
    evaluate = command("eval", "用问题文件评测")
    evaluate.add_argument("file", type=Path, metavar="FILE.jsonl")
    evaluate.add_argument("--generator", help="本次使用的生成器")
    command("doctor", "检查运行环境，逐项说明如何修复")
    models = command("models", "列出、准备或校验内置模型")
    models.add_argument("action", nargs="?", choices=("list", "prepare", "verify"), default="list")
    serve = command("serve", "启动网页问答")
    serve.add_argument("--host", help="监听地址（默认 127.0.0.1）")
    serve.add_argument("--port", type=int, help="监听端口（默认 7860）")
    serve.add_argument("--generator", help="使用的生成器")
    command("schema", "输出各命令 JSON 结果的 JSON Schema")
    return top


def _positive(text: str) -> int:
    value = int(text) if text.isdigit() else 0
    if not 1 <= value <= 1000:
        raise argparse.ArgumentTypeError("应是 1 到 1000 的整数")
    return value


def main(argv: Sequence[str] | None = None, *, serve: Serve | None = None) -> int:
    """Run one command and return its exit code. `serve` starts the web application (it lives above this package)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    debug = "--debug" in arguments
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        return _run(parser().parse_args(arguments), serve)
    except SystemExit as leaving:  # argparse leaves after --help
        return int(leaving.code or 0)
    except UsageError as error:
        return _fail(error, USAGE, debug)
    except PolicyQAError as error:
        return _fail(error, ERROR, debug)
    except KeyboardInterrupt:
        print("已中断，已写入的内容都在", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader has gone (| head); what could not be written is nobody's loss.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except Exception as error:  # the last resort: one line for the user, everything with --debug
        wrapped = PolicyQAError(f"内部错误 {type(error).__name__}：{error}", "请加 --debug 重试并反馈输出")
        wrapped.__cause__ = error
        return _fail(wrapped, ERROR, debug)


def _fail(error: PolicyQAError, code: int, debug: bool) -> int:
    if debug:
        import traceback

        traceback.print_exception(error, file=sys.stderr)
    print("错误：" + " ".join(str(error).split()), file=sys.stderr)
    return code


def _run(options: argparse.Namespace, serve: Serve | None) -> int:
    from qa import commands

    if options.command == "schema":
        return commands.schema()
    settings = Settings.from_env(
        index=options.index,
        generator=getattr(options, "generator", None),
        host=getattr(options, "host", None),
        port=getattr(options, "port", None),
    )
    if options.command == "serve":
        if serve is None:
            raise UsageError("这里不能启动网页", "请用 python -m qa serve")
        return serve(settings)
    return commands.COMMANDS[options.command](options, settings)


def print_json(value: object) -> None:
    """Write one JSON value to stdout on one line."""
    print(json.dumps(value, ensure_ascii=False), flush=True)

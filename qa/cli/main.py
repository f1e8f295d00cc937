"""The command line: runs one command and turns every error into one line and an exit code.

stdout holds the result only, the rest goes to stderr. Knows which module holds a command, not what it does.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import os
import sys
from collections.abc import Callable, Sequence

from index.errors import ConfigError, PolicyQAError, StorageError, UsageError
from index.printable import printable
from qa.cli.options import ERROR, INTERRUPTED, OK, USAGE, parser
from qa.config import Settings

Serve = Callable[..., int]
# Loaded when it is asked for: a search must not pay for the verifier.
_MODULES = {
    "qa.cli.commands": ("add", "remove", "list", "search", "doctor", "models", "schema"),
    "qa.cli.answering": ("ask", "chat"),
    "qa.evaluation.command": ("eval",),
    "qa.cli.verifying": ("verify", "cite"),
    "qa.cli.matching": ("match", "measures"),
    "qa.cli.showing": ("show",),
    "qa.cli.accounts": ("users",),
}
_HOME = {command: module for module, commands in _MODULES.items() for command in commands}


def main(argv: Sequence[str] | None = None, *, serve: Serve | None = None) -> int:
    """Run one command and return its exit code. `serve` starts the web application (it lives above this package)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    debug = "--debug" in arguments
    _streams()
    try:
        code = _run(arguments, serve)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except UsageError as error:
        return _fail(error, USAGE, debug)
    except PolicyQAError as error:
        return _fail(error, ERROR, debug)
    except KeyboardInterrupt:
        _say("已中断；此前完成的都已保存")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has gone (| head); what could not be written is nobody's loss.
        _abandon(sys.stdout)
        return OK
    except ModuleNotFoundError as error:
        return _fail(_missing(error), ERROR, debug)
    except OSError as error:
        return _fail(_refused(error), ERROR, debug)
    except MemoryError as error:
        return _fail(
            _caused(PolicyQAError("内存不够", "请关闭其他程序，或分批处理"), error), ERROR, debug
        )
    except Exception as error:  # the last resort: one line for the user, everything with --debug
        internal = PolicyQAError(
            f"内部错误 {type(error).__name__}：{error}", "请加 --debug 重试并反馈输出"
        )
        return _fail(_caused(internal, error), ERROR, debug)


def _run(arguments: Sequence[str], serve: Serve | None) -> int:
    try:
        options = parser().parse_args(arguments)
    except SystemExit as leaving:  # argparse leaves after --help
        return int(leaving.code or OK)
    if options.command == "schema":
        return _command("schema")(options, Settings())
    settings = Settings.from_env(
        **{name: getattr(options, name, None) for name in ("index", "generator", "host", "port")}
    )
    if options.command == "serve":
        if serve is None:
            raise UsageError("这里不能启动网页", "请用 python -m qa serve")
        return serve(settings, pages=not options.api_only)
    return _command(options.command)(options, settings)


def _command(name: str) -> Callable[[argparse.Namespace, Settings], int]:
    return importlib.import_module(_HOME[name]).COMMANDS[name]


def _streams() -> None:
    """Make the standard streams UTF-8 whatever the locale says, and their descriptors taken even where closed."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            # Left closed, the next file opened would take its place and receive what libraries print.
            with contextlib.suppress(OSError):
                os.open(os.devnull, os.O_RDWR)
    if sys.stderr is None:  # print() would write to stdout instead
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError, OSError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]


def _fail(error: PolicyQAError, code: int, debug: bool) -> int:
    if debug:
        import traceback

        _say("".join(traceback.format_exception(error)).rstrip())
    _say("错误：" + " ".join(printable(str(error)).split()))
    return code


def _say(text: str) -> None:
    """Write a line to stderr; that it has gone must not hide the exit code."""
    try:
        print(text, file=sys.stderr, flush=True)
    except (OSError, ValueError):
        _abandon(sys.stderr)


def _abandon(stream: object) -> None:
    """Send to nowhere what a stream still holds, so that leaving does not fail on it again."""
    with contextlib.suppress(AttributeError, OSError, ValueError):
        number = stream.fileno()  # type: ignore[attr-defined]
        os.dup2(os.open(os.devnull, os.O_WRONLY), number)


def _missing(error: ModuleNotFoundError) -> PolicyQAError:
    return _caused(
        ConfigError(
            f"缺少软件包 {error.name or str(error)!r}",
            "请运行 make setup，或 pip install -r requirements.txt",
        ),
        error,
    )


def _refused(error: OSError) -> PolicyQAError:
    where = f" {error.filename!r}" if error.filename else "结果"
    try:
        sys.stdout.flush()
    except (AttributeError, OSError, ValueError):
        _abandon(sys.stdout)
    return _caused(
        StorageError(f"无法读写{where}（{error.strerror or error}）", "请检查磁盘空间和权限"), error
    )


def _caused(error: PolicyQAError, cause: BaseException) -> PolicyQAError:
    error.__cause__ = cause
    return error

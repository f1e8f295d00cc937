"""The commands that answer: one question, a file of them, a conversation."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import PolicyQAError, UsageError
from index.scope import Scope
from qa import assemble
from qa.cli.batches import begun, write_lines
from qa.cli.options import NOT_FOUND, OK
from qa.cli.output import print_json, print_text, say
from qa.cli.scoping import scope_of
from qa.cli.terminal import Terminal
from qa.config import Settings
from qa.question_files import read_rows
from qa.render import answer_json, answer_markdown, turn_of
from qa.types import Answer, Finished, Turn, Verified

if TYPE_CHECKING:
    # Not when it runs: it takes half a second, in which models can load.
    from qa.pipeline import Assistant

# Earlier exchanges that a follow-up may lean on.
REMEMBERED = 6


@contextmanager
def assistant_of(settings: Settings, scope: Scope | None = None) -> Iterator[Assistant]:
    """Open the index, seen through `scope`, and the models that the settings name, and close them again."""
    with (
        assemble.corpus(settings, scope=scope) as corpus,
        contextlib.closing(assemble.generator(settings, corpus)) as generator,
    ):
        # The models load beside the search: the language model in its own process, the others on threads. One that only
        # quotes comes second, if it is asked at all: it would only take their processors.
        if not generator.quotes:
            getattr(generator, "prepare", lambda: None)()
        judges = assemble.relevance(settings), assemble.chooser(settings), assemble.focus(settings)
        from qa.pipeline import Assistant

        yield Assistant(corpus, generator, *judges)


def ask(options: argparse.Namespace, settings: Settings) -> int:
    """Answer one question, or every line of a batch file."""
    if options.json and options.markdown:
        raise UsageError("--json 和 --markdown 不能同时给出", "请只用一种")
    if options.batch is not None:
        if options.question is not None or options.markdown:
            other = "--markdown" if options.markdown else "问题"
            raise UsageError(f"{other} 和 --batch 不能同时给出", "请只用一种")
        return _ask_batch(options.batch, settings, scope_of(options))
    question = checked(options.question or "")
    with assistant_of(settings, scope_of(options)) as assistant:
        if options.json or options.markdown:
            answer = assistant.ask(question)
            if options.json:
                print_json(answer_json(answer))
            else:
                print_text(answer_markdown(answer))
        else:
            answer = _show(assistant, question, ())
    return NOT_FOUND if answer.status == "not_found" else OK


def _show(assistant: Assistant, question: str, history: Sequence[Turn]) -> Answer:
    """Write each statement as soon as it is verified, then the sources."""
    terminal = Terminal()
    for event in assistant.stream(question, history):
        if isinstance(event, Verified):
            terminal.statement(event.statement)
        elif isinstance(event, Finished):
            terminal.answer(event.answer, statements=False)
            return event.answer
    raise AssertionError("the stream ends with Finished")


def _ask_batch(path: Path, settings: Settings, scope: Scope) -> int:
    """Write one line for each row, in order; a row that cannot be answered costs no other its answer."""
    empty = UsageError(
        f"问题文件 {str(path)!r} 里没有问题", "每行应是一个有 id 和 question 的 JSON 对象"
    )
    rows = begun(read_rows(path), empty)
    with assistant_of(settings, scope) as assistant:
        return write_lines(
            rows,
            lambda row: answer_json(assistant.ask(row.question, row.history)),
            lambda row: {"question": row.question},
            "行没有答出来，原因见各行的 error",
        )


def chat(options: argparse.Namespace, settings: Settings) -> int:
    """Talk: each question may lean on the ones before it. An empty line or the end of input leaves."""
    history: tuple[Turn, ...] = ()
    if sys.stdin is None:
        raise UsageError("标准输入是关闭的，无法对话", "请用 ask 提问")
    with assistant_of(settings, scope_of(options)) as assistant:
        say("请提问，可以追问（空行或 Ctrl+D 退出，Ctrl+C 停止作答）")
        while question := _read():
            try:
                answer = (
                    assistant.ask(question, history)
                    if options.json
                    else _show(assistant, question, history)
                )
            except PolicyQAError as error:
                say(f"错误：{' '.join(str(error).split())}")
                continue
            except KeyboardInterrupt:
                say("（已停止）")
                continue
            if options.json:
                print_json(answer_json(answer))
            history = (*history[1 - REMEMBERED :], turn_of(answer))
    return OK


def _read() -> str:
    """Return the next line without its end, empty when there is none; a person gets line editing."""
    if sys.stdin.isatty() and sys.stdout is not None and sys.stdout.isatty():
        with contextlib.suppress(ImportError):
            import readline  # noqa: F401  (input() uses it once it is loaded)
        with contextlib.suppress(EOFError):
            return input("问> ").strip()
        return ""
    print("问> ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def checked(question: str) -> str:
    """Return the question; an empty one is refused before a model is loaded.

    Raises:
        UsageError: it holds nothing that can be read.
    """
    if not any(c.isprintable() and not c.isspace() for c in question):
        raise UsageError("问题是空的", '请写一句要问的话，例如 ask "最高补助多少？"')
    return question


COMMANDS: dict[str, Callable[[argparse.Namespace, Settings], int]] = {
    "ask": ask,
    "chat": chat,
}

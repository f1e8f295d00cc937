"""Progress fits one line of the terminal, and a log gets a line now and then."""

from __future__ import annotations

import io
import unicodedata

import pytest

from index.intake import Progress as State
from qa.cli.output import say
from qa.cli.progress import Progress


class Screen(io.StringIO):
    """A terminal that keeps what was written."""

    def isatty(self) -> bool:
        return True


def width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def test_a_bar_never_wraps_and_leaves_the_cursor_on_its_own_line() -> None:
    screen = Screen()
    with Progress("索引", screen) as progress:
        progress(State(1, 2, 30, "很长的文件名" * 40 + "\x1b[2J\n.txt"))
        progress(State(2, 2, 60, ""))
    shown = screen.getvalue()
    assert shown.endswith("\n") and "100%" in shown
    for line in shown.rstrip("\n").split("\r\x1b[K")[1:]:
        assert width(line) < 80 and "\n" not in line and "\x1b" not in line


def test_a_name_cannot_steer_what_reads_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    name = "坏\n\x1b[31m名\u202e.txt"
    log = io.StringIO()
    with Progress("索引", log) as progress:
        progress(State(1, 1, 30, name))
    say(f"未加入 {name}")
    for shown in (log.getvalue(), capsys.readouterr().err):
        assert shown.endswith("\n") and shown[:-1].isprintable()


def test_a_log_gets_few_lines_and_always_the_last() -> None:
    log = io.StringIO()
    with Progress("模型", log) as progress:
        for step in range(1000):
            progress.share("解开", step / 1000)
        progress.share("解开", 1.0)
    assert log.getvalue().splitlines()[-1] == "模型 100% 解开"
    assert len(log.getvalue().splitlines()) < 10


def test_nothing_to_do_is_no_division_by_zero() -> None:
    log = io.StringIO()
    Progress("索引", log)(State(0, 0, 0, ""))

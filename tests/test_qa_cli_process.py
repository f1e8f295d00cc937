"""The command line as a process: streams, signals, disks, locales, and what a cold start loads."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import sample
from tests.command import Desk, Done, embeddings, one_line, settings
from tests.fakes import NearEmbedder
from tests.loopback import FOR_EVER, serving
from tests.patience import PATIENCE, until

ROOT = Path(__file__).resolve().parent.parent
HEAVY = {"torch", "transformers", "sentence_transformers", "gradio", "xllamacpp", "fastapi"}
posix = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")


def shell(command: str, env: dict[str, str], **variables: object) -> Done:
    """Run a shell line in which $QA is the command line and each variable is set."""
    clean = {
        k: v for k, v in os.environ.items() if not k.startswith(("POLICYQA_", "PYTHON", "LC_"))
    }
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=ROOT,
        env={
            **clean,
            **env,
            "QA": f"{sys.executable} -m qa",
            **{k: str(v) for k, v in variables.items()},
        },
        capture_output=True,
        timeout=PATIENCE,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


# --- streams ---


@posix
def test_results_are_never_lost_in_silence(desk: Desk) -> None:
    """One shell for several starts: each prints its exit code."""
    done = shell(
        'for to in ">&-" ">/dev/full"; do eval "$QA list --index $I $to"; echo $?; done; '
        "$QA list --index $I 2>&- | wc -l; $QA list --index /none 2>&-; echo $?; $QA chat --index $I <&-; echo $?",
        desk.env,
        I=desk.index,
    )
    closed, full, lines, silent, chat = done.out.split()
    assert (closed, full, silent, chat) == ("1", "1", "1", "2")
    assert int(lines) >= 4
    errors = done.err.splitlines()
    assert "标准输出" in errors[0] and "结果" in errors[1] and "标准输入" in errors[2]
    assert len(errors) == 3


@posix
def test_a_reader_that_leaves_is_no_error(desk: Desk) -> None:
    done = shell(
        '$QA search 县 -k 50 --json --index $I | head -c 5; echo " ${PIPESTATUS[0]}"; '
        "$QA list --index /none 2>&1 | true; echo ${PIPESTATUS[0]}",
        desk.env,
        I=desk.index,
    )
    assert (done.out, done.err) == ('[{"do 0\n1\n', "")


@posix
def test_the_locale_does_not_matter(desk: Desk) -> None:
    done = shell(
        "LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 $QA ask 县实验室有多少家？ --index $I",
        desk.env,
        I=desk.index,
    )
    assert done.code == 0 and "5家县实验室" in done.out


# --- signals ---

# Files are embedded together: the first request tells the dimension, the second holds the passages.
ASKED_FIRST = 1


@posix
@pytest.mark.skipif(sys.platform == "win32", reason="SIGINT")
def test_an_interrupted_addition_keeps_what_was_done_and_says_so(tmp_path: Path) -> None:
    papers = sample.write(tmp_path / "papers")
    answer, waiting, ended = embeddings(NearEmbedder()), [], threading.Event()

    def slow(connection: object, request: bytes) -> None:
        waiting.append(1)
        if len(waiting) > ASKED_FIRST:
            ended.wait(FOR_EVER)
        answer(connection, request)  # type: ignore[arg-type]

    with serving(slow) as server:
        env = {**os.environ, **settings(server.url), "POLICYQA_TIMEOUT": str(FOR_EVER)}
        command = [sys.executable, "-m", "qa", "add", str(papers), "--index", str(tmp_path / "i")]
        with subprocess.Popen(
            command,
            cwd=ROOT,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            # Whoever runs the tests in the background hands down that Ctrl+C is ignored.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        ) as adding:
            until(lambda: len(waiting) > ASKED_FIRST)
            adding.send_signal(signal.SIGINT)
            out, err = adding.communicate(timeout=PATIENCE)
        ended.set()
    assert adding.returncode == 130 and out == ""
    assert err.splitlines()[-1].startswith("已中断") and "Traceback" not in err
    with serving(embeddings(NearEmbedder())) as server:
        listed = shell("$QA list --json --index $I", settings(server.url), I=tmp_path / "i")
    assert listed.code == 0


# --- disks ---


@contextlib.contextmanager
def mounted(folder: Path, *options: str) -> Iterator[Path]:
    """A file system of its own on `folder`; skips where this process may not mount."""
    folder.mkdir(exist_ok=True)
    done = subprocess.run(["mount", *options, str(folder)], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("mounting needs root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="tmpfs")
def test_a_full_disk_costs_nothing_that_was_committed(desk: Desk, tmp_path: Path) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(40):
        line = f"第{number}号通知：对符合条件的企业给予{number + 3}万元补助，由县财政局拨付。\n\n"
        (many / f"{number:02}.txt").write_text(line * 12, encoding="utf-8")
    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=320k", "none") as disk:
        done = desk("add", many, index=disk / "i")
        assert done.code == 1 and "磁盘已满" in done.err.splitlines()[-1], done
        listed = desk("list", "--json", index=disk / "i")
        assert listed.code == 0
        reports = len(listed.json)
        found = (
            desk("search", "通知", "-k", "99", "--json", index=disk / "i") if reports else listed
        )
        assert (
            found.code == 0
            and len({hit.get("id") or hit["document"]["id"] for hit in found.json}) == reports
        )
    assert 0 < reports < 40


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="bind mounts")
def test_a_read_only_index_can_be_asked_and_not_changed(
    desk: Desk, copy: Path, tmp_path: Path
) -> None:
    with mounted(tmp_path / "ro", "--bind", "-o", "ro", str(copy)) as folder:
        if os.access(folder, os.W_OK):
            subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
        assert desk("ask", "县实验室有多少家？", index=folder).code == 0
        for command in (("add", desk.papers), ("remove", desk.papers / "press.md")):
            done = desk(*command, index=folder)
            assert done.code == 1 and one_line(done, "索引文件夹"), done
        done = desk("models", "prepare", env={"POLICYQA_MODELS": str(folder / "models")})
        assert done.code == 1 and one_line(done, "POLICYQA_MODELS")


# --- cold start ---


def modules(*arguments: str, env: dict[str, str]) -> set[str]:
    """The modules that a command loads, top level only."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "qa", *arguments],
        cwd=ROOT,
        env={**os.environ, **env},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-400:]
    return set(re.findall(r"\| +([\w.]+)$", done.stderr, re.MULTILINE))


def test_a_cold_command_loads_only_what_it_needs(desk: Desk) -> None:
    found = modules("search", "数字化转型", "--index", str(desk.index), env=desk.env)
    assert not {name.partition(".")[0] for name in found} & HEAVY
    assert not {"qa.citations", "qa.pipeline", "qa.figures", "qa.generators"} & found
    asked = modules("ask", "县实验室有多少家？", "--index", str(desk.index), env=desk.env)
    assert "qa.citations" in asked
    assert not {name.partition(".")[0] for name in asked} & HEAVY


def test_help_loads_next_to_nothing() -> None:
    found = modules("--help", env={})
    assert not {"numpy", "faiss", "httpx", "sqlite3", "index.corpus", "qa.cli.commands"} & found


def test_where_nothing_is_installed_the_doctor_still_speaks(tmp_path: Path) -> None:
    """`-S` leaves out every installed package."""
    env = {"POLICYQA_MODELS": str(tmp_path / "m"), "POLICYQA_INDEX": str(tmp_path / "i")}
    done = shell('"$PY" -S -m qa doctor; "$PY" -S -m qa search 县', env, PY=sys.executable)
    found = done.out.splitlines()
    assert [line for line in found if line.startswith("异常  依赖包") and "make setup" in line]
    assert all(line.startswith(("正常", "异常")) for line in found)
    assert done.code == 1 and "缺少软件包" in done.err and len(done.err.splitlines()) == 1

"""The llama.cpp process, played by small scripts: whatever it does, the program gets its answer or a clear error."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import GeneratorError, ModelError
from qa.generators.llama_process import LlamaProcess
from tests.patience import PATIENCE

CONFIG = {"model": "m.gguf", "adapter": None, "context": 512, "threads": 1, "debug": False}
HEAD = """
import json, os, sys, time
lines = sys.stdin
config = json.loads(lines.readline())
def say(**message):
    print(json.dumps(message), flush=True)
"""
GOOD = """
say(ready=0.1)
for line in lines:
    message = json.loads(line)
    if "cancel" in message:
        continue
    number = message["id"]
    say(id=number, alive=True)
    for piece in message["request"]["prompt"]:
        say(id=number, text=piece)
    say(id=number, done={"finish_reason": "stop", "prompt_n": 3})
"""


@pytest.fixture
def started(tmp_path: Path) -> Iterator[object]:
    made: list[LlamaProcess] = []

    def start(script: str, **options: float) -> LlamaProcess:
        path = tmp_path / f"worker{len(made)}.py"
        path.write_text(HEAD + script, encoding="utf-8")
        made.append(LlamaProcess(CONFIG, worker=path, **options))
        return made[-1]

    yield start
    for process in made:
        process.close()


def collect(process: LlamaProcess, prompt: str) -> tuple[str, dict]:
    completion = process.complete({"prompt": prompt})
    out = ""
    while True:
        try:
            out += next(completion)
        except StopIteration as end:
            return out, end.value


def test_pieces_come_in_order_and_then_the_timings(started) -> None:
    process = started(GOOD)
    assert collect(process, "补贴。") == ("补贴。", {"finish_reason": "stop", "prompt_n": 3})
    assert collect(process, "奖励")[0] == "奖励"


def test_starting_does_not_wait(started, tmp_path: Path) -> None:
    """The model is loaded only after `start` returned: one that waits for it would see the process give up."""
    returned = tmp_path / "returned"
    loading = f"""
for _ in range({PATIENCE * 100:.0f}):
    if os.path.exists({str(returned)!r}):
        break
    time.sleep(0.01)
else:
    say(error="nobody came back")
    sys.exit(1)
"""
    process = started(loading + GOOD)
    process.start()
    process.start()
    assert process._running.messages.empty()
    returned.touch()
    assert collect(process, "好")[0] == "好"


def test_the_process_keeps_its_own_time(started) -> None:
    """OpenMP threads that spin make a busy machine stand still: the process is told to let them sleep."""
    process = started(
        "say(ready=0)\nlines.readline()\nsay(id=1, text=os.environ['OMP_WAIT_POLICY'])\nsay(id=1, done={})\nlines.readline()"
    )
    assert collect(process, "x")[0] == "PASSIVE"


@pytest.mark.parametrize(
    ("script", "named"),
    [
        ("say(error='RuntimeError: Failed to init')", "Failed to init"),
        ("say(error='ImportError: libgomp.so.1')", "libgomp1"),
        ("sys.exit(3)", "退出码 3"),
        ("os.abort()", "退出码 -6"),
        (
            "sys.stderr.write('GGML_ASSERT(n > 0) failed\\n'); sys.stderr.flush(); os.abort()",
            "GGML_ASSERT",
        ),
        ("print('not json', flush=True); sys.exit(0)", "退出码 0"),
    ],
)
def test_a_model_that_does_not_load_is_a_model_error(started, script: str, named: str) -> None:
    process = started(script)
    for _ in range(2):
        with pytest.raises(ModelError, match=named) as caught:
            collect(process, "x")
        assert caught.value.remedy and "\n" not in str(caught.value)


def test_a_process_that_dies_midway_is_an_error_and_then_started_again(
    started, tmp_path: Path
) -> None:
    flag = tmp_path / "once"
    die = f"""
if not os.path.exists({str(flag)!r}):
    open({str(flag)!r}, "w").close()
    say(ready=0)
    lines.readline()
    say(id=1, text="补贴")
    os.abort()
"""
    process = started(die + GOOD)
    completion = process.complete({"prompt": "x"})
    assert next(completion) == "补贴"
    with pytest.raises(GeneratorError, match="意外退出"):
        next(completion)
    assert collect(process, "好")[0] == "好"


def test_a_process_that_hangs_is_ended(started) -> None:
    process = started(
        f"say(ready=0)\nlines.readline()\nsay(id=1, text='补')\ntime.sleep({PATIENCE})"
    )
    completion = process.complete({"prompt": "x"})
    assert next(completion) == "补"
    child = process._running.process
    process._stall = 0.1  # only now: the first piece may take its time
    with pytest.raises(GeneratorError, match=r"0\.1 秒没有响应"):
        next(completion)
    assert child.poll() == -signal.SIGKILL


def test_a_refused_request_is_an_error_and_the_process_stays(started) -> None:
    process = started(
        "say(ready=0)\nlines.readline()\nsay(id=1, error='exceeds context')\n"
        + GOOD.replace("say(ready=0.1)", "")
    )
    with pytest.raises(GeneratorError, match="exceeds context"):
        collect(process, "x")
    pid = process._running.process.pid
    assert collect(process, "好")[0] == "好"
    assert process._running.process.pid == pid


# Writes until it is cancelled, its number in each piece; gives up when nobody cancels.
ENDLESS = f"""
import queue, threading
todo = queue.Queue()
cancelled = set()
def read():
    for line in lines:
        message = json.loads(line)
        if "cancel" in message:
            cancelled.add(message["cancel"])
        else:
            todo.put(message["id"])
    os._exit(0)
threading.Thread(target=read, daemon=True).start()
say(ready=0)
while True:
    number = todo.get()
    for _ in range({PATIENCE * 200:.0f}):
        if number in cancelled:
            break
        say(id=number, text=f"第{{number}}次")
        time.sleep(0.005)
    else:
        os._exit(1)
    say(id=number, done={{"cancelled": True}})
"""


def test_closing_the_iterator_stops_the_work(started) -> None:
    """The slot is free again, the same process goes on, and no piece of an older answer comes out."""
    process = started(ENDLESS)
    process.start()
    child = process._running.process
    for number in range(1, 5):
        completion = process.complete({"prompt": "x"})
        assert next(completion) == f"第{number}次"
        completion.close()
    assert process._running.process is child and child.poll() is None


def test_one_at_a_time(started) -> None:
    process = started(GOOD)
    texts = [f"{n}" * 50 for n in range(8)]
    out: dict[str, str] = {}
    threads = [
        threading.Thread(target=lambda t=t: out.update({t: collect(process, t)[0]})) for t in texts
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert out == {t: t for t in texts}


def test_a_busy_slot_is_not_waited_for_forever(started) -> None:
    process = started(ENDLESS, busy=0.1)
    first = process.complete({"prompt": "x"})
    next(first)
    with pytest.raises(GeneratorError, match="正忙"):
        next(process.complete({"prompt": "y"}))
    first.close()


def test_the_process_ends_with_its_owner(started) -> None:
    process = started(GOOD)
    collect(process, "x")
    child = process._running.process
    process.close()
    process.close()
    assert child.poll() is not None
    with pytest.raises(GeneratorError, match="已经关闭"):
        collect(process, "x")


def test_the_process_ends_when_its_owner_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "w.py"
    path.write_text(HEAD + GOOD, encoding="utf-8")
    process = LlamaProcess(CONFIG, worker=path)
    process.start()
    child = process._running.process
    del process
    assert child.wait(PATIENCE) is not None

"""Many at once: one slot for the model, the original text at once when the line is full, and no work for nobody."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from index.errors import GeneratorError
from qa.types import Evidence
from tests.fakes import BrokenGenerator
from tests.make import evidence
from tests.patience import PATIENCE, until
from tests.server import QUESTION, client, listening, served
from ui.desk import Gone, Stopped
from ui.service.generation import Careful
from ui.service.metrics import Metrics


class Slow:
    """Writes nothing until the gate opens, as a model does that thinks; counts who is at work."""

    name, prompt_version, quotes = "slow", "v1", False

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.running, self.most, self.closed = 0, 0, 0

    def generate(self, question: str, evidence: Sequence[Evidence]) -> Iterator[str]:
        self.running += 1
        self.most = max(self.most, self.running)
        end = time.monotonic() + PATIENCE
        try:
            while not self.gate.wait(0.01) and time.monotonic() < end:
                yield ""
            yield f"全县已建成12家县重点实验室。[{evidence[0].number}]"
        finally:
            self.running -= 1
            self.closed += 1

    def close(self) -> None:
        """Nothing is held."""


def ask(address: str, question: str = QUESTION) -> dict[str, object]:
    return httpx.post(f"{address}/api/ask", json={"question": question}, timeout=PATIENCE).json()


def test_one_at_a_time_and_the_original_text_when_the_line_is_full(tmp_path: Path) -> None:
    model = Slow()
    with (
        served(tmp_path / "index", generator=model, queue=2) as made,
        listening(made.app) as address,
        ThreadPoolExecutor(3) as pool,
    ):
        first = pool.submit(ask, address)
        until(lambda: model.running)
        waiting = [pool.submit(ask, address) for _ in range(2)]
        until(lambda: made.parts.asked.waiting == 2)
        crowded = ask(address)
        assert crowded["generator"] == "extractive" and crowded["citations"]
        assert "服务繁忙，前面有 3 个问题" in str(crowded["floor_reason"])
        assert model.running == 1
        model.gate.set()
        for done in (first, *waiting):
            assert "12家" in str(done.result()["answer"])
    assert model.most == 1


def test_who_waits_is_told_the_place(tmp_path: Path) -> None:
    model = Slow()
    with (
        served(tmp_path / "index", generator=model) as made,
        listening(made.app) as address,
        ThreadPoolExecutor(1) as pool,
    ):
        first = pool.submit(ask, address)
        until(lambda: model.running)
        body = {"question": QUESTION, "stream": True}
        with httpx.stream("POST", f"{address}/api/ask", json=body, timeout=PATIENCE) as stream:
            told = stream.iter_lines()
            assert next(told) == '{"event": "waiting", "ahead": 1}'
            model.gate.set()
            assert '"answer"' in list(told)[-1]
        first.result()


@pytest.mark.parametrize("stream", [False, True])
def test_whoever_leaves_stops_the_model(tmp_path: Path, stream: bool) -> None:
    model = Slow()
    with served(tmp_path / "index", generator=model) as made, listening(made.app) as address:
        for path, body in (
            ("/api/ask", {"question": QUESTION, "stream": stream}),
            (
                "/v1/chat/completions",
                {"messages": [{"role": "user", "content": QUESTION}], "stream": stream},
            ),
        ):
            before = model.closed
            with pytest.raises(httpx.ReadTimeout):
                httpx.post(f"{address}{path}", json=body, timeout=httpx.Timeout(PATIENCE, read=0.3))
            until(lambda before=before: model.closed > before or model.running)  # type: ignore[misc]
            until(lambda: not model.running and not made.parts.asked.running)
        assert "policyqa_abandoned_total 2.0" in made.parts.metrics.text().decode()


def test_a_model_that_fails_is_stood_in_for_and_its_paths_stay_here(tmp_path: Path) -> None:
    broken = BrokenGenerator(error=GeneratorError("载入不了模型 '/srv/secret/m.gguf'（坏）", ""))
    with served(tmp_path / "index", generator=broken) as made, client(made.app) as web:
        found = web.post("/api/ask", json={"question": QUESTION}).json()
    assert found["generator"] == "extractive" and "12家" in found["answer"]
    assert "m.gguf" in found["floor_reason"] and "secret" not in found["floor_reason"]


def test_what_a_model_writes_is_passed_on_and_it_is_not_closed() -> None:
    model = Slow()
    model.gate.set()
    model.close = lambda: pytest.fail("it belongs to someone else")  # type: ignore[method-assign]
    careful = Careful(model, Gone(), 5, Metrics())
    assert (careful.name, careful.prompt_version) == ("slow", "v1")
    written = "".join(careful.generate("问", [evidence("文。")]))
    assert written == "全县已建成12家县重点实验室。[1]"
    careful.close()
    assert (model.running, model.closed) == (0, 1)


def test_a_model_that_takes_too_long_is_stopped() -> None:
    model, now = Slow(), [0.0]
    careful = Careful(model, Gone(), 5, Metrics(), clock=lambda: now[0])
    pieces = careful.generate("问", [evidence("文。")])
    assert next(pieces) == ""
    now[0] = 6.0
    with pytest.raises(GeneratorError, match="5 秒内没有写完"):
        list(pieces)
    assert model.running == 0


def test_a_model_writes_nothing_for_nobody() -> None:
    gone = Gone()
    pieces = Careful(model := Slow(), gone, 5, Metrics()).generate("问", [evidence("文。")])
    next(pieces)
    gone.leave()
    with pytest.raises(Stopped):
        list(pieces)
    assert model.running == 0


def test_an_end_lets_the_current_answer_finish_and_tells_the_others(tmp_path: Path) -> None:
    model = Slow()
    with (
        served(tmp_path / "index", generator=model) as made,
        listening(made.app) as address,
        ThreadPoolExecutor(3) as pool,
    ):
        first = pool.submit(ask, address)
        until(lambda: model.running)
        second = pool.submit(ask, address)
        until(lambda: made.parts.asked.waiting)
        draining = pool.submit(made.parts.asked.drain, PATIENCE)
        assert "正在停止" in str(second.result())
        model.gate.set()
        assert "12家" in str(first.result()["answer"])
        draining.result()
        assert httpx.post(f"{address}/api/ask", json={"question": QUESTION}).status_code == 500

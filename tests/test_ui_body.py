"""Bodies that do not end, that are too large, or that come too slowly."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.patience import PATIENCE
from ui.body import Body

Scene = Callable[[Body, Any], Awaitable[None]]


async def reads(body: Body, send: Any) -> None:
    """Reads to the end and answers, as an application does that takes a cut body for a whole one."""
    while (message := await body())["type"] == "http.request" and message["more_body"]:
        pass
    await send({"type": "http.response.start"})


def run(
    app: Scene, receive: Any, largest: int = 100, patience: float = PATIENCE
) -> tuple[Any, list[str]]:
    """Returns what the client is to be told, and what the application sent."""
    sent: list[str] = []

    async def send(message: Any) -> None:
        sent.append(message["type"])

    async def scene() -> Any:
        body = Body(receive, largest, patience=patience)
        served = body.served(lambda _, receive, send: app(receive, send), {}, send)
        return await asyncio.wait_for(served, PATIENCE)

    return asyncio.run(scene()), sent


def pieces(*sizes: int) -> Any:
    left = list(sizes)

    async def receive() -> dict[str, Any]:
        size = left.pop(0)
        return {"type": "http.request", "body": b"x" * size, "more_body": bool(left)}

    return receive


async def endless() -> dict[str, Any]:
    return {"type": "http.request", "body": b"x" * 30, "more_body": True}


async def silent() -> dict[str, Any]:
    await asyncio.sleep(10 * PATIENCE)
    raise AssertionError


async def trickling() -> dict[str, Any]:
    await asyncio.sleep(0.02)
    return {"type": "http.request", "body": b"", "more_body": True}


def test_a_body_that_fits_passes() -> None:
    assert run(reads, pieces(40, 0, 60)) == (None, ["http.response.start"])


@pytest.mark.parametrize("receive", [endless, pieces(101), pieces(60, 60)])
def test_a_body_that_does_not_end_is_told_so(receive: Any) -> None:
    assert run(reads, receive) == ((413, "请求太大"), [])


@pytest.mark.parametrize("receive", [silent, trickling])
def test_a_body_that_comes_too_slowly_is_told_so(receive: Any) -> None:
    assert run(reads, receive, largest=0, patience=0.2) == ((408, "请求发送得太慢"), [])


def test_a_larger_body_may_take_longer() -> None:
    # Half a second for what may have 16 KiB.
    assert run(reads, trickling, largest=16 * 1024, patience=0.0)[0][0] == 408


def test_after_the_body_an_answer_may_take_as_long_as_it_needs() -> None:
    first = pieces(10)

    async def receive() -> dict[str, Any]:
        return await first() if not done else {"type": "http.disconnect"}

    done: list[bool] = []

    async def answers(body: Body, send: Any) -> None:
        await body()
        done.append(True)
        await asyncio.sleep(0.3)
        assert (await body())["type"] == "http.disconnect"
        await send({"type": "http.response.start"})

    assert run(answers, receive, largest=0 + 10, patience=0.1) == (None, ["http.response.start"])


def test_what_fails_because_of_a_cut_body_is_no_failure() -> None:
    async def fails(body: Body, send: Any) -> None:
        while (await body())["type"] == "http.request":
            pass
        raise RuntimeError("cut")

    assert run(fails, endless) == ((413, "请求太大"), [])


def test_what_fails_by_itself_fails() -> None:
    async def fails(body: Body, send: Any) -> None:
        await body()
        raise RuntimeError("by itself")

    with pytest.raises(RuntimeError, match="by itself"):
        run(fails, pieces(10))

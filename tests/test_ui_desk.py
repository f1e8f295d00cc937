"""One answer at a time: order, places in line, leaving, and what work is not done for nobody."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Generator, Iterator

import pytest

from index.errors import PolicyQAError
from tests.patience import PATIENCE, until
from ui import desk as desks
from ui.desk import Desk, Gone, Stopped, Ticket


def place(ahead: int) -> str:
    return f"前面{ahead}"


async def collect(ticket: Ticket[str]) -> list[str | None]:
    return [result async for result in ticket]


def job(
    *results: str, gate: threading.Event | None = None
) -> Callable[[Gone], Generator[str, None, None]]:
    def run(gone: Gone) -> Generator[str, None, None]:
        for result in results:
            if gate is not None:
                assert gate.wait(PATIENCE)
            yield result

    return run


def test_jobs_are_done_one_at_a_time_in_the_order_in_which_they_came() -> None:
    running, most, order = 0, 0, []

    def counted(name: str) -> Callable[[Gone], Generator[str, None, None]]:
        def run(gone: Gone) -> Generator[str, None, None]:
            nonlocal running, most
            running += 1
            most = max(most, running)
            order.append(name)
            time.sleep(0.005)
            yield name
            running -= 1

        return run

    async def scene() -> None:
        desk: Desk[str] = Desk()
        tickets = [desk.take(counted(str(n)), place) for n in range(10)]
        results = await asyncio.gather(*(collect(ticket) for ticket in tickets))
        assert [[r for r in rs if r and not r.startswith("前面")] for rs in results] == [
            [str(n)] for n in range(10)
        ]
        desk.close()

    asyncio.run(scene())
    assert most == 1
    assert order == [str(n) for n in range(10)]


def test_those_who_wait_are_told_their_place_and_move_up() -> None:
    async def scene() -> None:
        desk: Desk[str] = Desk()
        gate = threading.Event()
        first = desk.take(job("甲", gate=gate), place)
        await asyncio.to_thread(until, lambda: first in desk._running)
        second, third = desk.take(job("乙"), place), desk.take(job("丙"), place)
        gate.set()
        assert await collect(first) == ["甲"]
        assert await collect(second) == ["前面1", "乙"]
        assert await collect(third) == ["前面2", "前面1", "丙"]
        desk.close()

    asyncio.run(scene())


def test_who_leaves_the_line_is_not_answered_and_others_move_up() -> None:
    done: list[str] = []

    def noted(gone: Gone) -> Generator[str, None, None]:
        done.append("乙")
        yield "乙"

    async def scene() -> None:
        desk: Desk[str] = Desk()
        gate = threading.Event()
        first = desk.take(job("甲", gate=gate), place)
        await asyncio.to_thread(until, lambda: first in desk._running)
        second, third = desk.take(noted, place), desk.take(job("丙"), place)
        second.leave()
        gate.set()
        assert (await collect(third))[-1] == "丙"
        desk.close()

    asyncio.run(scene())
    assert done == []


def test_leaving_stops_the_work_and_closes_it() -> None:
    closed, left = threading.Event(), threading.Event()
    produced: list[int] = []

    def endless(gone: Gone) -> Generator[str, None, None]:
        try:
            for n in range(100):
                produced.append(n)
                if n == 4:
                    assert left.wait(PATIENCE)
                yield str(n)
        finally:
            closed.set()

    async def scene() -> None:
        desk: Desk[str] = Desk()
        ticket = desk.take(endless, place)
        async for result in ticket:
            if result == "3":
                await asyncio.to_thread(until, lambda: len(produced) == 5)
                ticket.leave()
                left.set()
                break
        assert await collect(desk.take(job("下一个"), place)) == ["下一个"]
        desk.close()

    asyncio.run(scene())
    assert closed.is_set()
    assert produced == [0, 1, 2, 3, 4], "what was begun is the last"


@pytest.mark.parametrize("error", [ZeroDivisionError, Stopped, SystemExit, KeyboardInterrupt])
def test_a_job_that_fails_ends_and_the_next_is_done(error: type[BaseException]) -> None:
    def broken(gone: Gone) -> Generator[str, None, None]:
        yield "一"
        raise error

    async def scene() -> None:
        desk: Desk[str] = Desk()
        assert await collect(desk.take(broken, place)) == ["一"]
        assert await collect(desk.take(job("二"), place)) == ["二"]
        desk.close()

    asyncio.run(scene())


def test_a_line_that_is_too_long_is_refused_in_words() -> None:
    async def scene() -> None:
        desk: Desk[str] = Desk(longest=2)
        gate = threading.Event()
        first = desk.take(job("甲", gate=gate), place)
        await asyncio.to_thread(until, lambda: first in desk._running)
        waiting = [desk.take(job("乙"), place) for _ in range(2)]
        with pytest.raises(PolicyQAError, match="2 个问题在排队"):
            desk.take(job("丙"), place)
        waiting[0].leave()
        desk.take(job("丙"), place).leave()
        gate.set()
        desk.close()

    asyncio.run(scene())


def test_what_has_no_place_in_line_goes_to_the_desk_beside_and_is_told_so() -> None:
    crowds: list[int] = []

    def told(gone: Gone) -> Generator[str, None, None]:
        crowds.append(gone.crowd)
        yield "原文"

    async def scene() -> None:
        desk: Desk[str] = Desk(longest=1, beside=Desk(workers=2, longest=5))
        gate = threading.Event()
        first = desk.take(job("甲", gate=gate), place)
        await asyncio.to_thread(until, lambda: first in desk._running)
        second, third = desk.take(told, place), desk.take(told, place)
        assert await collect(third) == ["原文"], "at once, while the first is still at work"
        assert crowds == [2]
        gate.set()
        assert (await collect(second))[-1] == "原文"
        assert crowds == [2, 0]
        desk.close()

    asyncio.run(scene())


def test_draining_lets_the_current_job_end_and_gives_up_those_in_line() -> None:
    async def scene() -> None:
        desk: Desk[str] = Desk()
        gate = threading.Event()
        first = desk.take(job("甲", gate=gate), place)
        await asyncio.to_thread(until, lambda: first in desk._running)
        second = desk.take(job("乙"), place)
        draining = asyncio.create_task(asyncio.to_thread(desk.drain, PATIENCE))
        assert "乙" not in await collect(second)
        gate.set()
        assert await collect(first) == ["甲"]
        await draining
        with pytest.raises(PolicyQAError, match="正在停止"):
            desk.take(job("丙"), place)
        desk.close()

    asyncio.run(scene())


def test_silence_gives_a_sign_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer comes only after two of them."""
    monkeypatch.setattr(desks, "SILENCE", 0.02)

    async def scene() -> None:
        desk: Desk[str] = Desk()
        gate, results = threading.Event(), []
        async for result in desk.take(job("甲", gate=gate), place):
            results.append(result)
            if len(results) == 2:
                gate.set()
        assert results[:2] == [None, None] and results[-1] == "甲"
        assert results.count("甲") == 1 and results.count(None) == len(results) - 1
        desk.close()

    asyncio.run(scene())


def test_closing_stops_the_work_and_refuses_more() -> None:
    async def scene() -> None:
        desk: Desk[str] = Desk()

        def patient(gone: Gone) -> Generator[str, None, None]:
            while not gone():
                time.sleep(0.002)
            raise Stopped
            yield ""

        working, waiting = desk.take(patient, place), desk.take(job("乙"), place)
        await asyncio.to_thread(until, lambda: working in desk._running)
        await asyncio.to_thread(desk.close)
        assert not any(thread.is_alive() for thread in desk._threads)
        assert await collect(working) == []
        assert "乙" not in await collect(waiting)
        with pytest.raises(PolicyQAError, match="正在停止"):
            desk.take(job("丙"), place)

    asyncio.run(scene())


def test_a_desk_is_crowded_when_another_asks_too() -> None:
    begun, free = threading.Event(), threading.Event()

    def job(gone: Gone) -> Iterator[str]:
        begun.set()
        free.wait(5)
        yield "答"

    async def ask() -> list[bool]:
        desk: Desk[str] = Desk(beside=Desk())
        seen = [desk.crowded]
        first = desk.take(job, str)
        begun.wait(5)
        seen.append(desk.crowded)
        second = desk.take(job, str)
        seen.append(desk.crowded)
        free.set()
        for ticket in (first, second):
            async for _ in ticket:
                pass
        desk.close()
        return seen

    assert asyncio.run(ask()) == [False, False, True]

"""Many clients at once against a real server: errors, waiting times, memory.

    python -m tests.bench.load --mode extractive|llm|fake [--clients 50] [--seconds 60] [--think 20] [--fresh | --popular N]

Each client has an account of its own, asks, waits for the answer, thinks for a while (`--think` seconds on average) and
asks again. Questions come from the question files; with `--fresh` no question is asked twice, so that no answer is
remembered, and with `--popular N` the same N are asked again and again, the first of them most. `llm` uses the embedded model, `fake` a model server in the bench that answers at once.

The memory of the process's own (what is no page of a file) is told at the start, after the first fifth of the time and at
the end: what grows before is caches and arenas that fill, what grows after them is what tells a leak. Answers that
never stood in line are timed apart, so that what the line costs shows.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import itertools
import os
import random
import re
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx

from qa.accounts.users import Users, random_password
from tests.bench.serving import Server, indexed, questions, running
from tests.loopback import serving, streamed

FILES = (
    "seeds.jsonl",
    "seed_page.jsonl",
    "seed_page_more.jsonl",
    "seed_page_second.jsonl",
    "fresh_page_dev.jsonl",
    "fresh_policies_dev.jsonl",
    "unseen_page.jsonl",
    "unseen_policies.jsonl",
)


@dataclass
class Seen:
    """What the clients saw."""

    whole: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    model_first: list[float] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)
    own_warm: float = 0.0


def asked(fresh: bool, popular: int = 0) -> Iterator[str]:
    """Yield questions for ever; fresh ones differ by a courtesy that changes nothing, of popular ones the n-th is asked 1/n as often."""
    known, chance = questions(*FILES), random.Random(5)
    chance.shuffle(known)
    while popular:
        yield from chance.choices(known[:popular], [1 / n for n in range(1, popular + 1)])
    for round_ in itertools.count():
        for question in known:
            yield f"{'请问' * round_}{question}" if fresh else question


async def client(
    url: str, key: str, source: Iterator[str], think: float, end: float, seen: Seen
) -> None:
    """Ask until the end."""
    chance = random.Random(key)
    async with httpx.AsyncClient(
        base_url=url, headers={"authorization": f"Bearer {key}"}, timeout=120
    ) as session:
        await asyncio.sleep(chance.uniform(0, think))
        while time.monotonic() < end:
            await one(session, next(source), seen)
            await asyncio.sleep(chance.uniform(0.5 * think, 1.5 * think))


async def one(session: httpx.AsyncClient, question: str, seen: Seen) -> None:
    """Ask one question and note how it went."""
    begun, first, last, waited = time.perf_counter(), None, "", False
    try:
        async with session.stream(
            "POST", "/api/ask", json={"question": question, "stream": True}
        ) as response:
            if response.status_code != 200:
                seen.errors.append(f"{response.status_code} {(await response.aread())[:100]!r}")
                return
            async for line in response.aiter_lines():
                waited = waited or '"event": "waiting"' in line
                if first is None and '"event": "statement"' in line:
                    first = time.perf_counter() - begun
                last = line
    except httpx.HTTPError as error:
        seen.errors.append(type(error).__name__)
        return
    if '"event": "answer"' not in last[:30]:
        seen.errors.append(last[:120])
        return
    took = time.perf_counter() - begun
    seen.whole.append(took)
    if not waited:
        seen.alone.append(took)
    if first is not None:
        seen.first.append(first)
    by = re.search(r'"generator": "([^"]*)", "floor_reason": (null|"[^"]*")', last)
    assert by is not None
    crowded = "繁忙" in by[2]
    kind = "extractive" if by[1] == "extractive" else "model"
    seen.outcomes["remembered" if '"remembered"' in last else "busy" if crowded else kind] += 1
    if kind == "model" and first is not None and '"remembered"' not in last:
        seen.model_first.append(first)


def p(values: list[float], share: float) -> str:
    """Return a percentile as text."""
    if not values:
        return "-"
    return (
        f"{statistics.quantiles(values, n=100, method='inclusive')[int(share) - 1] * 1000:.0f} ms"
    )


async def load(server: Server, keys: list[str], given: argparse.Namespace) -> Seen:
    """Run the clients."""
    seen, source = Seen(), asked(given.fresh, given.popular)
    end = time.monotonic() + given.seconds
    clients = (client(server.url, key, source, given.think, end, seen) for key in keys)
    await asyncio.gather(_warm_memory(server, given.seconds / 5, seen), *clients)
    return seen


async def _warm_memory(server: Server, after: float, seen: Seen) -> None:
    await asyncio.sleep(after)
    seen.own_warm = server.own_memory()


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser()
    options.add_argument("--mode", choices=("extractive", "llm", "fake"), default="extractive")
    options.add_argument("--clients", type=int, default=50)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--think", type=float, default=20)
    options.add_argument("--fresh", action="store_true")
    options.add_argument("--popular", type=int, default=0)
    given = options.parse_args()
    before = os.getloadavg()[0]
    with contextlib.ExitStack() as held:
        index = held.enter_context(indexed())
        env, generator = {}, {"extractive": "extractive", "llm": "embedded"}.get(given.mode, "")
        if given.mode == "fake":
            fake = held.enter_context(serving(streamed("省重点实验室459家。[1]")))
            env, generator = {"POLICYQA_GENERATOR_URL": fake.url}, "openai:fake"
        users = Users(index / "users.json")
        keys = [account(users, n) for n in range(given.clients)]
        server = held.enter_context(running(index, "--api-only", "--generator", generator, env=env))
        warm = Seen()
        asyncio.run(_warm(server, keys[0], warm))
        start, own, worked = server.memory(), server.own_memory(), server.processor()
        seen = asyncio.run(load(server, keys, given))
        end, own_end = server.memory(), server.own_memory()
        worked = server.processor() - worked
        told: Any = httpx.get(
            f"{server.url}/metrics", headers={"authorization": f"Bearer {keys[0]}"}
        ).text
    count = len(seen.whole) + len(seen.errors)
    print(
        f"{given.mode}, {given.clients} clients, {given.seconds:g} s, think {given.think:g} s, ",
        end="",
    )
    print(f"load average before {before:.1f}, after {os.getloadavg()[0]:.1f}")
    print(f"{count} questions, {len(seen.errors)} errors, {dict(seen.outcomes)}")
    print(f"whole answer p50 {p(seen.whole, 50)}, p95 {p(seen.whole, 95)}, p99 {p(seen.whole, 99)}")
    print(
        f"of {len(seen.alone)} that did not wait p50 {p(seen.alone, 50)}, p95 {p(seen.alone, 95)}"
    )
    print(f"first sentence p50 {p(seen.first, 50)}, p95 {p(seen.first, 95)}; ", end="")
    print(f"by the model, waiting included, p95 {p(seen.model_first, 95)}")
    print(f"processor seconds an answer {worked / max(1, len(seen.whole)):.2f}")
    within = {
        float(limit): float(number)
        for limit, number in re.findall(
            r'first_statement_seconds_bucket\{le="([\d.]+)"\} ([\d.]+)', told
        )
    }
    print(f"first sentence after the work began (seconds: answers up to that): {within}")
    print(f"memory {start:.0f} -> {end:.0f} MiB, without pages of files {own:.0f}, ", end="")
    print(
        f"after a fifth of the time {seen.own_warm:.0f}, at the end {own_end:.0f} "
        f"({own_end - seen.own_warm:+.0f} since)"
    )
    spared = re.search(r"^policyqa_spared_total ([\d.]+)", told, re.MULTILINE)
    print(f"answered without the chooser: {float(spared[1]):.0f}" if spared else "no chooser")
    for error in seen.errors[:5]:
        print("  ", error)


def account(users: Users, number: int) -> str:
    """Return the key of a new account."""
    users.put(f"client{number}", "reader", random_password())
    return users.new_key(f"client{number}")


async def _warm(server: Server, key: str, seen: Seen) -> None:
    async with httpx.AsyncClient(
        base_url=server.url, headers={"authorization": f"Bearer {key}"}, timeout=300
    ) as session:
        for question in questions("seeds.jsonl")[:5]:
            await one(session, question, seen)


if __name__ == "__main__":
    main()

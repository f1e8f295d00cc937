"""The same questions by the openai package, the MCP client and the command line: are the citations the same?

python -m tests.bench.clients [--generator extractive]
"""

from __future__ import annotations

import argparse
import asyncio
import json
from pathlib import Path
from typing import Any

import mcp
import openai

from tests.bench.serving import command, indexed, questions, running

Cited = list[tuple[str, int, int]]


def cited(answer: dict[str, Any]) -> Cited:
    """Return what an answer cites: document and offsets."""
    return [(c["document"]["id"], c["start"], c["end"]) for c in answer["citations"]]


def by_openai(url: str, asked: list[str]) -> list[Cited]:
    """Ask with OpenAI's own client, every second question as a stream."""
    client = openai.OpenAI(base_url=f"{url}/v1", api_key="none", timeout=300)
    found = []
    for number, question in enumerate(asked):
        messages: Any = [{"role": "user", "content": question}]
        if number % 2:
            stream = client.chat.completions.create(
                model="policy-qa", messages=messages, stream=True
            )
            parts = [c.model_extra["policy_qa"] for c in stream if "policy_qa" in c.model_extra]
            found.append(cited(parts[-1]))
        else:
            whole = client.chat.completions.create(model="policy-qa", messages=messages)
            found.append(cited((whole.model_extra or {})["policy_qa"]))
    return found


async def by_mcp(url: str, asked: list[str]) -> list[Cited]:
    """Ask with the MCP client."""
    async with mcp.Client(f"{url}/mcp") as session:
        results = [await session.call_tool("ask", {"question": question}) for question in asked]
        return [cited(result.structured_content) for result in results]


def by_command(index: Path, asked: list[str], generator: str) -> list[Cited]:
    """Ask on the command line."""
    rows = "".join(
        json.dumps({"id": n, "question": q}, ensure_ascii=False) + "\n" for n, q in enumerate(asked)
    )
    arguments = ("ask", "--batch", "-", "--json", "--index", str(index), "--generator", generator)
    return [cited(json.loads(line)) for line in command(*arguments, stdin=rows).splitlines()]


def main() -> None:
    """Print the counts."""
    options = argparse.ArgumentParser()
    options.add_argument("--generator", default="extractive")
    given = options.parse_args()
    asked = questions("seeds.jsonl")
    with indexed() as index:
        with running(index, "--api-only", "--generator", given.generator) as server:
            first, second = by_openai(server.url, asked), asyncio.run(by_mcp(server.url, asked))
        third = by_command(index, asked, given.generator)
    same = sum(a == b == c for a, b, c in zip(first, second, third, strict=True))
    print(f"{same} of {len(asked)} questions: the same citations by openai, mcp and command line")
    print(f"{sum(map(len, third))} citations, {sum(not c for c in third)} questions without any")
    for question, a, b, c in zip(asked, first, second, third, strict=True):
        if not a == b == c:
            print(" ", question, a, b, c)


if __name__ == "__main__":
    main()

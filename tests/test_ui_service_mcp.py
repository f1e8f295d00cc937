"""The MCP server with the real client: four tools, the same JSON, errors in words, keys as everywhere."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from qa.schemas import SCHEMAS
from tests.schema import problems
from tests.server import QUESTION, listening, served

mcp = pytest.importorskip("mcp")


async def called(address: str, tool: str, arguments: dict[str, Any]) -> Any:
    async with mcp.Client(f"{address}/mcp") as session:
        return await session.call_tool(tool, arguments)


def test_the_tools_do_what_the_commands_do(tmp_path: Path) -> None:
    async def scene(address: str) -> None:
        async with mcp.Client(f"{address}/mcp") as session:
            tools = (await session.list_tools()).tools
            assert [tool.name for tool in tools] == ["ask", "search", "verify", "match"]
            for name, arguments in (
                ("ask", {"question": QUESTION}),
                ("verify", {"claim": "全县已建成5家县实验室。"}),
                ("match", {"profile": "测试县规上工业企业"}),
            ):
                found = await session.call_tool(name, arguments)
                assert not found.is_error
                assert problems(found.structured_content, SCHEMAS[name]) == []
            hits = await session.call_tool("search", {"query": "数字化", "k": 2})
            assert problems(hits.structured_content["hits"], SCHEMAS["search"]) == []
            bad = await session.call_tool("ask", {"question": ""})
            assert bad.is_error

    with served(tmp_path / "index") as made, listening(made.app) as address:
        asyncio.run(scene(address))


def test_a_stranger_gets_no_tools(tmp_path: Path) -> None:
    with served(tmp_path / "index") as made, listening(made.app) as address:
        made.users.put("甲", "reader", "12345678")
        with pytest.raises(BaseException, match=r"401|[Uu]nauthorized|Connection|unhandled"):
            asyncio.run(called(address, "ask", {"question": QUESTION}))

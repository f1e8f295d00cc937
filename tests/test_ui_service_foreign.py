"""Another site, with the reader's cookie or without: it changes nothing, and no GET changes anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.server import FILE, Served, staffed, unled


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Served]:
    with staffed(tmp_path / "index") as made:
        yield made


@pytest.fixture
def web(server: Served) -> Iterator[TestClient]:
    with unled(server.app) as made:
        yield made


FOREIGN = (
    {
        "origin": "https://evil.example",
        "sec-fetch-site": "cross-site",
        "sec-fetch-mode": "navigate",
    },
    {"origin": "null", "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"},
    {"origin": "http://127.0.0.1:7861", "sec-fetch-site": "same-site", "sec-fetch-mode": "cors"},
    {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"},
)


# Where a form or a script could change something; the API's own routes are added in the test.
CHANGING = {
    ("POST", "/stage?for=document&name=a.txt"),
    ("POST", "/mcp"),
    *(
        ("POST", f"{at}/gradio_api/{what}")
        for at in ("", "/en")
        for what in ("queue/join", "cancel")
    ),
    *(("POST", "/login"), ("POST", "/logout")),
}


def routes(server: Served, id_: str, *, reading: bool) -> set[tuple[str, str]]:
    """The routes of the API, those that read or the others."""
    found = {
        (method.upper(), re.sub(r"\{\w+\}", id_, path))
        for path, operations in server.app.api.openapi()["paths"].items()
        for method in operations
        if (method == "get") == reading
    }
    assert len(found) >= 5
    return found


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_another_site_changes_nothing_with_the_cookie(
    web: TestClient, server: Served, headers: dict[str, str]
) -> None:
    web.post("/login", data={"name": "编辑", "password": "editor-password"})
    known = web.get("/api/documents").json()
    for method, path in sorted(CHANGING | routes(server, known[0]["id"], reading=False)):
        given = web.request(method, path, headers=headers, files=FILE)
        assert given.status_code == 403, (method, path)
    assert web.get("/api/documents").json() == known
    assert not (server.parts.folder / "audit.jsonl").exists()


def test_no_get_changes_anything(web: TestClient, server: Served) -> None:
    web.post("/login", data={"name": "编辑", "password": "editor-password"})
    known, view = web.get("/api/documents").json(), server.parts.corpus.view
    for _, path in routes(server, known[0]["id"], reading=True):
        assert web.get(path).status_code == 200
    assert web.get("/api/documents").json() == known
    assert server.parts.corpus.view == view
    assert not (server.parts.folder / "audit.jsonl").exists()

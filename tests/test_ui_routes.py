"""What is served beside the pages: whole documents, the style, and files on their way in, each within its limits."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from starlette.requests import ClientDisconnect

from index.errors import UsageError
from tests.payloads import payloads
from tests.web import parts
from ui import app as web
from ui import routes
from ui.pages.common import Parts
from ui.work.staging import MOST_COMING, Staging

ADDRESS = "http://127.0.0.1:7860"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    with parts(tmp_path_factory.mktemp("routes")) as opened:
        yield opened


@pytest.fixture(scope="module")
def client(made: Parts) -> Iterator[TestClient]:
    with TestClient(web.application(made), base_url=ADDRESS, client=("127.0.0.1", 50000)) as client:
        yield client


@pytest.fixture(scope="module")
def stranger(made: Parts) -> TestClient:
    """Somebody on another machine, where the server listens on all addresses."""
    return TestClient(
        web.application(made, bound="0.0.0.0"), base_url=ADDRESS, client=("192.0.2.7", 50000)
    )


def test_a_document_is_a_page_with_its_quotation(client: TestClient, made: Parts) -> None:
    info = made.corpus.documents()[0]
    passage = made.corpus.passages(info.id)[0]
    response = client.get(f"/document/{info.id}?start={passage.start}&end={passage.end}")
    assert response.status_code == 200 and 'id="quote"' in response.text
    assert "default-src 'self'" in response.headers["content-security-policy"]
    assert "unsafe-eval" in response.headers["content-security-policy"]
    english = client.get(f"/document/{info.id}?lang=en&cut=1")
    assert 'lang="en"' in english.text and '<ol class="cuts">' in english.text


def test_a_quotation_is_set_beside_other_documents(client: TestClient, made: Parts) -> None:
    hit = made.corpus.search("家县重点实验室", 1)[0]
    address = f"/compare/{hit.document.id}?start={hit.passage.start}&end={hit.passage.end}"
    shown = client.get(address)
    assert shown.status_code == 200 and hit.document.title in shown.text
    assert "各文件中的同一数字" in shown.text and "其他文件里没有找到" in shown.text
    english = client.get(f"{address}&lang=en").text
    assert 'lang="en"' in english and "No other document holds a figure" in english


def test_a_comparison_reads_the_index_beside_the_event_loop(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    loops: list[object] = []

    def nothing(*_: object) -> None:
        loops.append(asyncio._get_running_loop())

    monkeypatch.setattr("ui.routes.citation_at", nothing)
    assert client.get("/compare/none?start=1&end=9").status_code == 404
    assert loops == [None]


@pytest.mark.parametrize(
    "query", ["", "?start=5&end=2", "?start=0&end=99999999", "?start=-1&end=x", "?start=9&end=9"]
)
def test_what_is_no_place_of_a_document_is_compared_with_nothing(
    client: TestClient, made: Parts, query: str
) -> None:
    info = made.corpus.documents()[0]
    assert client.get(f"/compare/{info.id}{query}").status_code == 404
    assert client.get("/compare/none?start=1&end=9").status_code == 404


@pytest.mark.parametrize("path", ["/document/none", "/document/d000000000000"])
def test_a_document_that_is_not_there_is_told(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404 and "没有这份文件" in response.text


@pytest.mark.parametrize("payload", payloads(60))
def test_hostile_addresses_do_nothing(client: TestClient, made: Parts, payload: str) -> None:
    id_ = made.corpus.documents()[0].id
    code = quote(payload.encode("utf-8", "replace"), safe="")
    response = client.get(f"/document/{id_}?start={code}&end={code}&cut={code}&lang={code}")
    assert response.status_code == 200 and "xss()" not in response.text
    response = client.get(f"/document/{code}")
    assert response.status_code == 404 and "xss()" not in response.text


@pytest.mark.parametrize("name", ["page.js", "style.css"])
def test_script_and_style_are_served(client: TestClient, name: str) -> None:
    response = client.get(f"/{name}")
    assert response.text == (Path(web.__file__).parent / name).read_text(encoding="utf-8")


def test_a_file_comes_in_and_is_taken_once(client: TestClient, made: Parts) -> None:
    response = client.post("/stage?for=document&name=%E6%96%87.md", content=b"text")
    staged = made.staging.take(response.json()["ticket"])
    assert (staged.name, staged.path.read_bytes()) == ("文.md", b"text")
    assert str(staged.path.parent) not in response.text


@pytest.mark.parametrize(
    ("query", "content", "said"),
    [
        ("for=draft&name=a.md", b"", "空的"),
        ("for=draft&name=..", b"x", "不能使用"),
        ("for=draft", b"x", "不能使用"),
        ("for=draft&name=a.md", b"x" * (routes.LARGEST_DRAFT + 1), "超过 10 MB"),
    ],
)
def test_a_file_that_is_not_wanted_is_refused_in_words(
    client: TestClient, made: Parts, query: str, content: bytes, said: str
) -> None:
    before = set(made.staging._folder.iterdir())
    response = client.post(f"/stage?{query}", content=content)
    assert response.status_code == 400 and said in response.json()["error"]
    assert set(made.staging._folder.iterdir()) == before


def test_a_stranger_may_send_a_draft_and_no_document(stranger: TestClient) -> None:
    assert stranger.post("/stage?for=document&name=a.md", content=b"x").status_code == 403
    assert stranger.post("/stage?for=draft&name=a.md", content=b"x").status_code == 200


def test_a_foreign_page_sends_nothing(client: TestClient) -> None:
    response = client.post(
        "/stage?for=draft&name=a.md", content=b"x", headers={"origin": "http://example.com"}
    )
    assert response.status_code == 403


def test_both_languages_are_served(client: TestClient) -> None:
    assert "您的企业能享受哪些扶持" in client.get("/").text
    english = client.get("/en/")
    assert "Support" in english.text and "您的企业能享受" not in english.text
    assert "'sha256-" in english.headers["content-security-policy"]


class Cut:
    """A request whose client goes half-way."""

    def __init__(self) -> None:
        self.query_params = {"name": "a.md"}

    async def stream(self) -> AsyncIterator[bytes]:
        yield b"half"
        raise ClientDisconnect


def test_a_file_that_is_cut_off_leaves_nothing_behind() -> None:
    staging = Staging()
    for _ in range(2 * MOST_COMING):
        with pytest.raises(ClientDisconnect):
            asyncio.run(routes._received(Cut(), SimpleNamespace(staging=staging), 1000))  # type: ignore[arg-type]
    folder = staging.begin().parent
    assert not list(folder.iterdir())
    staging.close()


def test_only_so_many_files_are_on_their_way() -> None:
    staging = Staging()
    places = [staging.begin() for _ in range(MOST_COMING)]
    with pytest.raises(UsageError, match="等待处理的文件太多"):
        staging.begin()
    staging.drop(places[0])
    places[1].write_bytes(b"whole")
    staging.keep(places[1], "a.md")
    assert len({staging.begin(), staging.begin()}) == 2
    staging.close()


def test_a_refused_file_is_told_in_the_language_of_the_page(client: TestClient) -> None:
    said = client.post("/stage?for=draft&name=a.md&lang=en", content=b"").json()["error"]
    assert said == "The file is empty. Please check the file"

"""How the API refuses, and what it tells of itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from qa.schemas import SCHEMAS
from tests.server import QUESTION, Served, client, served


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("api") / "index") as made:
        yield made


@pytest.fixture(scope="module")
def web(server: Served) -> Iterator[TestClient]:
    with client(server.app) as made:
        yield made


def test_refusals_are_english_for_who_prefers_it(web: TestClient) -> None:
    english = {"accept-language": "en"}
    for path, status, said in (
        ("/api/nothing", 404, "There is no such address"),
        ("/api/documents/nothing", 404, "There is no such document"),
        ("/nothing", 404, "There is no such page."),
    ):
        response = web.get(path, headers=english)
        assert response.status_code == status and said in response.text, response.text
    foreign = web.post("/api/ask", headers={**english, "origin": "http://foreign.example"})
    assert foreign.json()["error"]["message"] == "Requests from other sites are not taken"


def test_unknown_paths_and_methods_are_errors_in_the_same_shape(web: TestClient) -> None:
    assert web.get("/api/none").status_code == 404
    response = web.put("/api/ask", json={})
    assert response.status_code == 405 and response.headers["allow"] == "POST"
    assert response.json()["error"]["remedy"]
    assert web.options("/api/documents").headers["allow"] == "GET, POST"
    assert web.get("/").status_code == 404, "there are no pages here"


def test_what_the_guard_turns_away_is_an_error_in_the_same_shape(web: TestClient) -> None:
    long = {"question": QUESTION, "history": [{"question": "问", "answer": "答" * 20_000}] * 20}
    assert web.post("/api/ask", json={**long, "history": long["history"][:3]}).status_code == 200
    for path, body, headers, status in (
        ("/api/search", {"query": "词" * 30_000}, {}, 413),
        ("/api/ask", {**long, "more": "长" * 300_000}, {}, 413),
        ("/api/ask", {}, {"host": "example.com"}, 421),
        ("/api/ask", {}, {"origin": "http://example.com"}, 403),
    ):
        response = web.post(path, json=body, headers=headers)
        assert response.status_code == status, path
        assert response.headers["content-type"] == "application/json"
        error = response.json()["error"]
        assert set(error) == {"message", "type", "param", "code", "remedy"} and error["remedy"]


def test_half_a_character_and_a_number_that_is_none_are_refused(web: TestClient) -> None:
    for data in (b'{"question": "\\ud800 a"}', b'{"query": "a", "k": NaN}', b"\xff", b"[" * 5000):
        response = web.post("/api/ask", content=data, headers={"content-type": "application/json"})
        assert 400 <= response.status_code < 500, data[:30]
        assert "error" in response.json()


def test_a_failure_tells_nothing(tmp_path: Path) -> None:
    def broken(gone: object) -> Any:
        raise RuntimeError(f"secret at {tmp_path}")

    with served(tmp_path / "index", answers=broken) as made, client(made.app) as web:
        response = web.post("/api/ask", json={"question": QUESTION})
        assert response.status_code == 500
        assert "内部错误" in response.text
        for word in ("secret", "RuntimeError", "Traceback", str(tmp_path)):
            assert word not in response.text


def test_the_description_is_whole(web: TestClient) -> None:
    schema = web.get("/openapi.json").json()
    assert schema["openapi"].startswith("3.1")
    assert {
        *("/api/ask", "/api/search", "/api/verify", "/api/match", "/api/documents"),
        *("/api/documents/{id}", "/v1/models", "/v1/chat/completions", "/healthz", "/readyz"),
    } <= set(schema["paths"])
    good = schema["paths"]["/api/ask"]["post"]["responses"]["200"]["content"]
    assert good["application/json"]["schema"] == SCHEMAS["ask"]


def test_signs_of_life_and_figures(web: TestClient) -> None:
    assert web.get("/healthz").json() == {"status": "ok"}
    assert web.get("/readyz").json() == {"status": "ok"}
    text = web.get("/metrics").text
    assert 'policyqa_answers_total{by="extractive",status="answered"}' in text
    assert "policyqa_waiting 0.0" in text
    assert QUESTION not in text


def test_every_response_has_a_number_and_every_request_a_line_without_the_question(
    web: TestClient, server: Served
) -> None:
    server.lines.clear()
    response = web.post(
        "/api/ask", json={"question": QUESTION}, headers={"x-request-id": "abcdefgh-1"}
    )
    assert response.headers["x-request-id"] == "abcdefgh-1"
    line = server.lines[-1]
    assert (line["request"], line["path"], line["status"]) == ("abcdefgh-1", "/api/ask", 200)
    assert QUESTION not in json.dumps(server.lines, ensure_ascii=False)
    assert len(web.get("/healthz").headers["x-request-id"]) == 16
    assert web.get("/healthz", headers={"x-request-id": "a b"}).headers["x-request-id"] != "a b"


def test_the_same_question_is_remembered_until_the_index_changes(tmp_path: Path) -> None:
    with served(tmp_path / "index", remember=True) as made, client(made.app) as web:
        first = web.post("/api/ask", json={"question": QUESTION}).json()
        second = web.post("/api/ask", json={"question": QUESTION}).json()
        assert "remembered" not in first["timings_ms"] and "remembered" in second["timings_ms"]
        assert {**first, "timings_ms": 0} == {**second, "timings_ms": 0}
        text = "测试县科技公报\n\n截至2026年，全县有县重点实验室13家。\n".encode()
        assert web.post("/api/documents", files={"files": ("公报.txt", text)}).status_code == 200
        third = web.post("/api/ask", json={"question": QUESTION}).json()
        assert "remembered" not in third["timings_ms"]


def test_an_answer_of_yesterday_is_not_given_today(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Day(date):
        now = date(2028, 2, 29)  # the last day of the three years from 2025-03-01

        @classmethod
        def today(cls) -> Any:
            return cls.now

    monkeypatch.setattr("index.scope.date", Day)
    asked = {"question": "新认定的省级企业技术中心奖励多少？"}
    with served(tmp_path / "index", remember=True) as made, client(made.app) as web:

        def states() -> list[str]:
            found = web.post("/api/ask", json=asked).json()
            return [each["document"]["standing"]["state"] for each in found["citations"]]

        assert states() == states() == ["in_force"]
        Day.now = date(2028, 3, 1)
        assert states() == ["expired"]

"""The routes as a client sees them: results of the command line's shape, errors in one shape, nothing of this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from qa.render import answer_json
from qa.schemas import SCHEMAS
from tests.schema import problems
from tests.server import QUESTION, Served, client, served


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("api") / "index") as made:
        yield made


@pytest.fixture(scope="module")
def web(server: Served) -> Iterator[TestClient]:
    with client(server.app) as made:
        yield made


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines() if line]


def test_an_answer_is_the_command_lines(web: TestClient, server: Served) -> None:
    from ui.desk import Gone

    response = web.post("/api/ask", json={"question": QUESTION})
    assert response.status_code == 200
    *_, last = server.parts.answers(Gone()).stream(QUESTION)
    expected = json.loads(json.dumps(answer_json(last.answer)))  # type: ignore[union-attr]
    found = response.json()
    assert {**found, "timings_ms": {}} == {**expected, "timings_ms": {}}
    assert found["status"] == "answered" and "12家" in found["answer"]
    assert problems(found, SCHEMAS["ask"]) == []


@pytest.mark.parametrize(
    ("accept", "kind", "before"),
    [
        ("application/x-ndjson", "application/x-ndjson", ""),
        ("*/*", "application/x-ndjson", ""),
        ("text/event-stream", "text/event-stream", "data: "),
    ],
)
def test_a_stream_gives_each_sentence_and_the_answer_last(
    web: TestClient, accept: str, kind: str, before: str
) -> None:
    response = web.post(
        "/api/ask", json={"question": QUESTION, "stream": True}, headers={"accept": accept}
    )
    assert response.headers["content-type"].startswith(kind)
    events = lines(response.text.replace(before, "") if before else response.text)
    assert [e["event"] for e in events] == ["retrieved", "statement", "answer"]
    answer = events[-1]["answer"]
    assert events[1]["statement"] == answer["statements"][0]
    assert events[1]["citations"] == answer["citations"]


def test_a_follow_up_leans_on_the_history(web: TestClient) -> None:
    history = [{"question": QUESTION, "answer": "12家县重点实验室。", "speakers": []}]
    found = web.post(
        "/api/ask", json={"question": "那高新技术企业总数呢？", "history": history}
    ).json()
    assert found["rewritten"] != found["question"]


@pytest.mark.parametrize(
    ("path", "body", "schema"),
    [
        ("/api/search", {"query": "数字化转型", "k": 3}, "search"),
        ("/api/search", {"query": "数字化转型", "k": 2.0}, "search"),
        ("/api/verify", {"claim": "全县已建成5家县实验室。"}, "verify"),
        ("/api/match", {"profile": "测试县规上工业企业，设备投入800万元"}, "match"),
        ("/api/match", {"profile": {"region": "测试县", "equipment": 8000000}}, "match"),
    ],
)
def test_the_other_commands(web: TestClient, path: str, body: dict[str, Any], schema: str) -> None:
    response = web.post(path, json=body)
    assert response.status_code == 200, response.text
    assert problems(response.json(), SCHEMAS[schema]) == []


@pytest.mark.parametrize(("on", "right"), [("2026-03-01", True), ("2025-03-01", False)])
def test_last_year_of_a_draft_is_counted_from_its_day(
    web: TestClient, on: str, right: bool
) -> None:
    claim = "去年全县服务外包执行额增长12.5%。"
    found = web.post("/api/verify", json={"claim": claim, "on": on}).json()
    [figure] = [f for f in found["figures"] if f["text"] == "12.5%"]
    assert (figure["verdict"] == "supported") == right
    assert web.post("/api/verify", json={"claim": claim, "on": "去年"}).status_code == 422


def test_documents_are_listed_and_read(web: TestClient, server: Served) -> None:
    listed = web.get("/api/documents").json()
    assert problems(listed, SCHEMAS["list"]) == [] and len(listed) == 3
    one = web.get(f"/api/documents/{listed[0]['id']}").json()
    assert one["text"] == server.parts.corpus.document(listed[0]["id"]).text
    assert web.get("/api/documents/none").status_code == 404


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/api/ask", {}, 422),
        ("/api/ask", {"question": ""}, 422),
        ("/api/ask", {"question": "？！"}, 422),
        ("/api/ask", {"question": "问" * 1001}, 422),
        ("/api/ask", {"question": QUESTION, "unknown": 1}, 422),
        ("/api/ask", {"question": 7}, 422),
        ("/api/search", {"query": "词", "k": 0}, 422),
        ("/api/search", {"query": "词", "k": 101}, 422),
        ("/api/match", {"profile": {"needs": "出海"}}, 422),
        ("/api/match", {"profile": "测试县企业", "on": "昨天"}, 422),
        ("/api/match", {"profile": "测试县企业", "on": 0}, 422),
        ("/v1/chat/completions", {"messages": []}, 422),
        ("/v1/chat/completions", {"messages": [{"role": "assistant", "content": "好"}]}, 422),
        ("/v1/chat/completions", {"messages": [{"role": "user", "content": " "}]}, 422),
    ],
)
def test_what_cannot_be_done_is_said_in_one_shape(
    web: TestClient, path: str, body: dict[str, Any], status: int
) -> None:
    response = web.post(path, json=body)
    assert response.status_code == status
    error = response.json()["error"]
    assert set(error) == {"message", "type", "param", "code", "remedy"}
    assert error["message"] and error["type"] == "invalid_request_error"


@pytest.mark.parametrize(
    ("path", "body", "where", "chinese", "english"),
    [
        ("/api/ask", {}, "question", "缺少这一项", "is missing"),
        ("/api/ask", "{", "请求内容", "不是正确的 JSON", "is no JSON"),
        ("/api/ask", {"question": 7}, "question", "应是文字", "must be a text"),
        ("/api/ask", {"question": "问" * 1001}, "question", "不能超过 1000 字", "at most 1000 characters"),
        ("/api/ask", {"question": "？！"}, "question", "没有可读的文字", "holds nothing to read"),
        ("/api/ask", {"question": "问", "x": 1}, "x", "没有这一项", "is not known"),
        ("/api/ask", {"question": "问", "history": [{"question": "问"}, {}]}, "history.1.question", "缺少这一项", "is missing"),
        ("/api/search", {"query": "词", "k": 101}, "k", "不能大于 100", "at most 100"),
        ("/api/match", {"profile": {"needs": "出海"}}, "profile", "企业情况是空的", "says nothing of the enterprise"),
        ("/api/match", {"profile": {"staff": -1}}, "profile.staff", "不能小于 0", "at least 0"),
        ("/api/match", {"profile": "测试县企业", "on": "昨天"}, "on", "应是 2026-03-01 这样的日期", "must be a day such as 2026-03-01"),
        ("/api/match", {"profile": "测试县企业", "on": "2026-02-30"}, "on", "没有这一天，应是 2026-03-01", "is no day"),
        ("/api/verify", {"claim": "一" * 200_001}, "claim", "不能超过 200000 字", "at most 200000 characters"),
        ("/v1/chat/completions", {"messages": []}, "messages", "至少 1 项", "at least 1 entries"),
        ("/v1/chat/completions", {"messages": [{"role": "user"}]}, "messages.0.content", "缺少这一项", "is missing"),
        ("/v1/chat/completions", {"messages": [{"role": "x", "content": "问"}]}, "messages.0", "应是 'user'", "must be 'user'"),
        ("/v1/chat/completions", {"messages": [{"role": "system", "content": "问"}]}, "messages", "没有用户的问题", "holds no question of the user"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_request_is_said_in_the_language_asked_for(
    web: TestClient, path: str, body: Any, where: str, chinese: str, english: str
) -> None:
    data = body if isinstance(body, str) else json.dumps(body)
    for language, said in (("zh-CN,en;q=0.5", chinese), ("en-US", english)):
        headers = {"accept-language": language, "content-type": "application/json"}
        response = web.post(path, content=data, headers=headers)
        error = response.json()["error"]
        assert response.status_code == 422 and said in error["message"], error
        assert error["param"] == where


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

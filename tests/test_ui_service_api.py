"""The routes as a client sees them: results of the command line's shape, errors in one shape, nothing of this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
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

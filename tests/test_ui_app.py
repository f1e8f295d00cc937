"""The application over HTTP, without a browser: the page, what it carries, what is refused, and one question asked."""

from __future__ import annotations

import gc
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from starlette.routing import Mount

from qa.types import Finished, Retrieved, Statement, Verified
from tests.fakes import ScriptedAnswers
from tests.make import answer, citation, evidence
from tests.web import parts
from ui import app as web
from ui import serve as serving

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = "http://127.0.0.1:7860"
TEXT = "对设备投入500万元以上的企业给予补助，最高300万元。"
ONE = citation(TEXT, "最高300万元")
SAID = Statement(text="补助最高300万元", citations=(1,), support="verbatim")
ANSWERS = ScriptedAnswers(
    {
        "最高补助多少？": (
            Retrieved(rewritten="最高补助多少？", evidence=(evidence(TEXT),)),
            Verified(statement=SAID, citations=(ONE,)),
            Finished(answer=answer(SAID, citations=(ONE,))),
        )
    }
)

NOTED: list[str] = []


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("app")
    with (
        parts(folder, lambda gone: ANSWERS, examples=("最高补助多少？",)) as made,
        TestClient(
            web.application(replace(made, noted=NOTED.append)),
            base_url=ADDRESS,
            client=("127.0.0.1", 50000),
        ) as client,
    ):
        yield client


def config(client: TestClient) -> dict[str, Any]:
    match = re.search(
        r"window\.gradio_config = (\{.*?\});</script>", client.get("/").text, re.DOTALL
    )
    assert match
    return json.loads(match[1])


def test_the_page_is_served_with_its_headers(client: TestClient) -> None:
    response = client.get("/")
    assert response.status_code == 200
    assert "政策问答" in response.text and "原文依据" in response.text
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["x-frame-options"] == "DENY"
    assert "default-src 'self'" in response.headers["content-security-policy"]


@pytest.mark.parametrize("name", ["page.js", "stream.js", "asking.js"])
def test_the_scripts_of_the_page_are_served(client: TestClient, name: str) -> None:
    response = client.get(f"/{name}")
    assert response.headers["content-type"].startswith("text/javascript")
    assert response.text == (ROOT / "ui" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(("path", "language"), [("/", "zh-CN"), ("/en/", "en")])
def test_our_scripts_come_before_gradios_and_the_language_is_right(
    client: TestClient, path: str, language: str
) -> None:
    html = client.get(path).text
    assert re.search(r"<html[^>]*>", html)[0].count("lang=") == 1  # type: ignore[index]
    assert f'<html lang="{language}"' in html
    loaded = [m[1] for m in re.finditer(r'<script[^>]*\ssrc="([^"]+)"', html)]
    assert loaded[:3] == ["/stream.js", "/page.js", "/asking.js"]
    assert any("/assets/" in script for script in loaded[3:])


def test_the_page_offers_no_api_no_footer_no_analytics_no_history(client: TestClient) -> None:
    shown = config(client)
    assert shown["footer_links"] == []
    assert shown["analytics_enabled"] is False
    assert shown["run_history"] is False
    assert {d["api_visibility"] for d in shown["dependencies"]} == {"private"}
    assert not {c["type"] for c in shown["components"]} & {
        "file",
        "uploadbutton",
        "image",
        "audio",
        "multimodaltextbox",
    }


def test_the_examples_are_on_the_page(client: TestClient) -> None:
    buttons = [c["props"]["value"] for c in config(client)["components"] if c["type"] == "button"]
    assert "最高补助多少？" in buttons and "清空对话" in buttons


def test_nothing_in_the_page_names_a_place_on_this_machine(client: TestClient) -> None:
    page = client.get("/").text + client.get("/theme.css").text
    for place in (ROOT, Path.home(), Path(sys.prefix)):
        assert str(place) not in page


def test_styles_load_nothing_from_elsewhere(client: TestClient) -> None:
    for css in (
        client.get("/theme.css").text,
        (ROOT / "ui" / "style.css").read_text(encoding="utf-8"),
    ):
        assert "@import" not in css
        assert not re.search(r"url\((?!\s*['\"]?data:)", css)


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/upload",
        "/gradio_api/upload/",
        "/gradio_api/call/ask",
        "/gradio_api/run/predict",
    ],
)
def test_uploads_and_calls_are_refused(client: TestClient, path: str) -> None:
    response = client.post(path, files={"files": ("a.txt", b"text")})
    assert response.status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/config",
        "/gradio_api/info",
        "/gradio_api/file=ui/app.py",
        "/docs",
        "/monitoring",
    ],
)
def test_other_pages_do_not_exist(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_foreign_host_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "policy.example.com"}).status_code == 421


def test_a_foreign_origin_is_refused(client: TestClient) -> None:
    response = client.post(
        "/gradio_api/queue/join", json={}, headers={"origin": "http://example.com"}
    )
    assert response.status_code == 403
    assert "access-control-allow-origin" not in response.headers


def updates(client: TestClient, question: str, session: str) -> list[dict[str, Any]]:
    """Ask as the page does; returns the messages of the stream up to the end."""
    asking = next(d for d in config(client)["dependencies"] if d["targets"][0][1] == "submit")
    joined = client.post(
        "/gradio_api/queue/join",
        json={
            "data": [question, None, []],
            "fn_index": asking["id"],
            "session_hash": session,
            "trigger_id": asking["targets"][0][0],
        },
    )
    assert joined.status_code == 200, joined.text
    found = []
    with client.stream("GET", f"/gradio_api/queue/data?session_hash={session}") as stream:
        for line in stream.iter_lines():
            if line.startswith("data: "):
                found.append(json.loads(line.removeprefix("data: ")))
                if found[-1]["msg"] == "process_completed":
                    break
    return found


def test_a_question_is_answered_over_the_queue(client: TestClient) -> None:
    messages = updates(client, "最高补助多少？", "s1")
    assert messages[-1]["success"] is True
    shown = json.dumps(messages, ensure_ascii=False)
    assert "找到 1 个相关段落" in shown
    assert "补助最高300万元" in shown
    assert "已回答" in shown
    assert ANSWERS.asked[-1] == ("最高补助多少？", ())
    assert NOTED[-1] == "最高补助多少？"


def test_no_statistics_are_kept_of_the_questions(client: TestClient) -> None:
    """Gradio would count the events of each function in a table, for pages that do not exist here."""
    updates(client, "最高补助多少？", "s3")
    mounted = [route.app for route in client.app._app.routes if isinstance(route, Mount)]  # type: ignore[attr-defined]
    assert len(mounted) == 2
    for app in mounted:
        queue = app.get_blocks()._queue
        assert queue.cached_event_analytics_summary == {"functions": {}}
        assert len(queue.event_analytics) <= 1


def test_a_failure_is_told_without_internals(client: TestClient) -> None:
    shown = json.dumps(updates(client, "剧本里没有的问题", "s2"), ensure_ascii=False)
    assert "内部错误" in shown
    assert "KeyError" not in shown and "Traceback" not in shown


def test_importing_the_application_loads_nothing_heavy() -> None:
    code = "import sys, ui.app; print(sorted({'gradio', 'torch', 'fastapi', 'uvicorn'} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_start_says_so_before_it_loads_anything_slow(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "qa", "serve", "--port", "0", "--index", "none"],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1", "POLICYQA_MODELS": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1, done.stderr
    before, said, after = done.stderr.partition("正在启动")
    assert said
    assert not re.search(r"\| +(?:numpy|index\.corpus|qa\.pipeline)$", before, re.MULTILINE)
    assert re.search(r"\| +index\.corpus$", after, re.MULTILINE)


def test_what_a_start_makes_is_not_searched_for_garbage() -> None:
    inside = []
    with serving._uncollected():
        inside.append(gc.isenabled())
    assert inside == [False] and gc.isenabled()
    assert gc.get_freeze_count() > 0
    gc.unfreeze()
    with pytest.raises(ZeroDivisionError), serving._uncollected():
        raise ZeroDivisionError
    assert gc.isenabled()
    gc.unfreeze()

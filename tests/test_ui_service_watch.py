"""What the log holds of questions."""

from __future__ import annotations

import contextlib
from pathlib import Path

from tests.server import QUESTION, client, served
from ui.serve import page_parts


def test_questions_are_logged_where_they_are_asked_for(tmp_path: Path) -> None:
    with (
        served(tmp_path / "index", log="questions") as made,
        client(made.app, **{"x-request-id": "abcdefgh-2"}) as web,
    ):
        web.post("/api/ask", json={"question": QUESTION})
        messages = [{"role": "user", "content": QUESTION}]
        web.post("/v1/chat/completions", json={"messages": messages})
        asked = [line for line in made.lines if "question" in line]
        assert [(line["request"], line["question"]) for line in asked] == [
            ("abcdefgh-2", QUESTION)
        ] * 2
        with contextlib.ExitStack() as held:
            page_parts(made.parts, (), held).noted("页面上的问题")
        assert made.lines[-1]["question"] == "页面上的问题"

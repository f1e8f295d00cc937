"""The HTML around Gradio's application, which takes no template: its language, and scripts that run before its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ui.guard import App, Message, Receive, Send

# In this order, each before Gradio's module: scripts that Gradio is given itself run after its first events.
SCRIPTS = ("/stream.js", "/page.js")
_HTML = re.compile(rb"<html([^>]*)>")
_HEAD = b"<head>"


class Shell:
    """Wraps the pages; `languages` is the language of each by its path."""

    def __init__(self, app: App, languages: Mapping[str, str]) -> None:
        self._app = app
        self._languages = dict(languages)

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        language = self._languages.get(scope.get("path", "")) if scope["type"] == "http" else None
        await self._app(scope, receive, send if language is None else _Whole(send, language))


class _Whole:
    """Holds an answer back until it is whole; what is no HTML passes as it is."""

    def __init__(self, send: Send, language: str) -> None:
        self._send, self._language = send, language
        self._start: Message = {}
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
        elif message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish()

    async def _finish(self) -> None:
        headers = dict(self._start["headers"])
        if headers.get(b"content-type", b"").startswith(b"text/html"):
            self._body = shelled(self._body, self._language)
            headers[b"content-length"] = str(len(self._body)).encode()
            self._start["headers"] = list(headers.items())
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": self._body})


def shelled(html: bytes, language: str) -> bytes:
    """Return the page with its language and our scripts.

    Raises:
        ValueError: it is not built as Gradio's page was when this was written.
    """
    opened = _HTML.search(html)
    if opened is None or _HEAD not in html:
        raise ValueError("the page has no <html> or no <head>")
    kept = re.sub(rb'\s+lang="[^"]*"', b"", opened[1])
    start = b'<html lang="' + language.encode() + b'"' + kept + b">"
    html = html[: opened.start()] + start + html[opened.end() :]
    scripts = "".join(f'<script src="{path}" defer></script>' for path in SCRIPTS)
    return html.replace(_HEAD, _HEAD + scripts.encode(), 1)

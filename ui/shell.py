"""The HTML around Gradio's application, which takes no template: its language, and scripts that run before its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from ui.asgi import App, Headers, Receive, Send
from ui.guard import Whole

# In this order, each before Gradio's module: scripts that Gradio is given itself run after its first events.
SCRIPTS = ("/stream.js", "/page.js", "/asking.js")
_HTML = re.compile(rb"<html([^>]*)>")
_HEAD = b"<head>"


class Shell:
    """Wraps the pages; `languages` is the language of each by its path."""

    def __init__(self, app: App, languages: Mapping[str, str]) -> None:
        self._app = app
        self._languages = dict(languages)

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        language = self._languages.get(scope.get("path", "")) if scope["type"] == "http" else None
        if language is not None:
            send = Whole(send, partial(_finished, language=language))
        await self._app(scope, receive, send)


def _finished(headers: Headers, body: bytes, language: str) -> tuple[Headers, bytes]:
    """The answer with its HTML in the shell; what is no HTML as it is."""
    if not dict(headers).get(b"content-type", b"").startswith(b"text/html"):
        return headers, body
    body = shelled(body, language)
    kept = [(name, value) for name, value in headers if name != b"content-length"]
    return [*kept, (b"content-length", str(len(body)).encode())], body


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

"""A plain page: without Gradio and without a script that it needs, so that it can be linked to, printed, and read aloud."""

from __future__ import annotations

from ui.views.paragraph import text
from ui.words import Words


def paper(title: str, body: str, words: Words) -> str:
    """Return the page around `body`, which is HTML."""
    return (
        f'<!doctype html>\n<html lang="{words.tag}"><head><meta charset="utf-8"><title>{text(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">'
        '<link rel="stylesheet" href="/style.css"><script src="/page.js" defer></script></head>'
        f'<body class="document">{body}</body></html>\n'
    )

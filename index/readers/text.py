"""Plain text and Markdown: any encoding that can be proven, with the metadata block at its head."""

from __future__ import annotations

import re
from pathlib import Path

from index.decoding import decode
from index.front import find_front
from index.readers.content import Content, display, normal


class TextReader:
    """Text as it is; a form feed begins a page."""

    suffixes: tuple[str, ...] = (".txt", ".text", ".md", ".markdown")

    def read(self, data: bytes, path: Path) -> Content:
        decoded, encoding = decode(data, display(path))
        text = normal(decoded)
        pages: tuple[int, ...] = ()
        if "\f" in text.rstrip():
            starts = (match.end() for match in re.finditer("\f", text.rstrip()))
            pages = (0, *starts)
        return Content(text=text, encoding=encoding, metadata=find_front(text).values, pages=pages)

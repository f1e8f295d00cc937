"""Files for the reader to keep. They go to the page as data and are saved by it: nothing is written on the server."""

from __future__ import annotations

import base64
import json

_TYPES = {
    "csv": "text/csv;charset=utf-8",
    "md": "text/markdown;charset=utf-8",
    "html": "text/html;charset=utf-8",
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "ics": "text/calendar;charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def packed(name: str, data: bytes) -> str:
    """Return the file as the JSON that `page.js` saves: name, type, content in base64."""
    kind = _TYPES[name.rpartition(".")[2]]
    return json.dumps(
        {"name": name, "type": kind, "data": base64.b64encode(data).decode("ascii")},
        ensure_ascii=False,
    )


def unsaved(said: str) -> str:
    """Return the JSON by which `page.js` tells, in the place of a file, why there is none."""
    return json.dumps({"said": said}, ensure_ascii=False)

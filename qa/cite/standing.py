"""Do citations still stand? Each is read again in the index and in its file; nothing is believed of what it says.

Works on what `ask --json` and `verify --json` print (one object, a list, or lines), and on evidence bundles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from index.archives import extract, split_origin
from index.corpus import Corpus
from index.documents import to_document
from index.errors import PolicyQAError, ReadError, UsageError
from index.reader import display, read_data

CitationState = Literal["stands", "moved", "changed", "missing"]
STATES: dict[CitationState, str] = {
    "stands": "仍然成立",
    "moved": "文件已变，引文仍在",
    "changed": "文件已变，引文不在",
    "missing": "找不到文件",
}
MOST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationStanding:
    """One citation read again. `file` says whether the file on disk is the one that was cited (None: no file)."""

    number: int
    title: str
    quote: str
    state: CitationState
    file: bool | None
    note: str


def read_results(path: Path) -> list[dict[str, Any]]:
    """Return the results in a JSON or JSON Lines file.

    Raises:
        ReadError: it cannot be read; UsageError: it holds no result with citations.
    """
    name = display(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(f"{name!r} 无法读取（{error.strerror}）", "请检查路径和权限") from error
    if len(data) > MOST:
        raise ReadError(f"{name!r} 太大", "请分成几个文件")
    results = [
        r for r in _values(data) if isinstance(r, dict) and isinstance(r.get("citations"), list)
    ]
    if not results:
        raise UsageError(
            f"{name!r} 里没有引用", "请给出 ask --json 或 verify --json 的输出，或证据包（zip）"
        )
    return results


def _values(data: bytes) -> list[Any]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return []
    try:
        value = json.loads(text)
        return value if isinstance(value, list) else [value]
    except (ValueError, RecursionError):
        pass
    found = []
    for line in text.splitlines():
        try:
            found.append(json.loads(line))
        except (ValueError, RecursionError):
            continue
    return found


def standing(results: list[dict[str, Any]], corpus: Corpus) -> Iterator[CitationStanding]:
    """Yield each citation of the results with its state in this index and on this disk."""
    for result in results:
        for cited in result["citations"]:
            yield _one(cited, corpus)


def _one(cited: dict[str, Any], corpus: Corpus) -> CitationStanding:
    about, quote, start, end, number = parts(cited)
    title = str(about.get("title", ""))
    try:
        document = corpus.document(str(about.get("id", "")))
        path = corpus.path_of(document.id)
    except UsageError:
        document, path = None, Path(str(about.get("source", "")))
    here = document is not None and document.text[start:end] == quote and bool(quote)
    data = original(path)
    same = None if data is None else sha256(data).hexdigest() == about.get("sha256")
    text = None if data is None or (here and same) else _text(path, data)
    found: CitationState
    if here and same is not False:
        found, note = "stands", "" if same else "原文件不在原处，以索引为准"
    elif same:
        found = "stands" if text is not None and text[start:end] == quote else "changed"
        note = "索引中没有这份文件，已重读原文件" if found == "stands" else "位置上的文字与引文不同"
    elif same is False:
        found = "moved" if quote and text is not None and quote in text else "changed"
        note = "原文件的校验和与引用时不同"
    else:
        found, note = (
            ("changed", "位置上的文字与引文不同")
            if document
            else ("missing", "索引和原处都没有这份文件")
        )
    return CitationStanding(
        number=number, title=title, quote=quote, state=found, file=same, note=note
    )


def parts(cited: Any) -> tuple[dict[str, Any], str, int, int, int]:
    """Return document, quote, start, end and number of a citation object.

    Raises:
        UsageError: it is no citation.
    """
    try:
        about, quote = cited["document"], cited["quote"]
        start, end, number = int(cited["start"]), int(cited["end"]), int(cited.get("number", 0))
        if not isinstance(about, dict) or not isinstance(quote, str) or not 0 <= start <= end:
            raise ValueError
    except (KeyError, TypeError, ValueError, AttributeError):
        raise UsageError("有一条引用不完整", "引用应有 document、quote、start、end") from None
    return about, quote, start, end, number


def original(origin: Path) -> bytes | None:
    """Return the bytes of the file that a document came from, on disk or inside an archive; None where there is none."""
    try:
        return extract(*split_origin(str(origin)))
    except (PolicyQAError, OSError, ValueError):
        return None


def _text(origin: Path, data: bytes) -> str | None:
    try:
        return to_document(read_data(data, origin), origin).text
    except PolicyQAError:
        return None

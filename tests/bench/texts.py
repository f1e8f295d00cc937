"""The clean documents that the benches of reading take from a folder, in two halves that share no document.

`dev` is for looking at mistakes, `final` is only scored. A document belongs to a half by the hash of its name, so that
it stays there whatever else is in the folder.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Iterator
from itertools import chain, zip_longest
from pathlib import Path
from typing import Literal, NamedTuple

from index.front import find_front

Half = Literal["dev", "final"]
HALVES: tuple[Half, ...] = ("dev", "final")
_SHORTEST = 200  # characters; the articles that question sets consist of are no documents
# Where line breaks had become spaces, nobody can say what a clean copy looks like.
_LOST_BREAK = re.compile(r"[。！？；：][ \u3000\xa0\u2002]+(?=[^\s])")
_LOST_BREAKS = 2


class Text(NamedTuple):
    """One clean document: `source` is its folder, `name` is the same wherever the data lie."""

    source: str
    name: str
    text: str


def documents(folder: Path) -> Iterator[Text]:
    """Yield the clean documents in `folder` (.md, .txt, and .jsonl with a field `text`), without metadata blocks."""
    for item in _texts(folder):
        if len(item.text) > _SHORTEST and len(_LOST_BREAK.findall(item.text)) < _LOST_BREAKS:
            yield item


def _texts(folder: Path) -> Iterator[Text]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".md", ".txt") and path.stem != "README":
            yield Text(path.parent.parent.name, path.name, _without_front(path))
        elif path.suffix == ".jsonl":
            with path.open(encoding="utf-8") as lines:
                for number, line in enumerate(lines):
                    text = json.loads(line).get("text")
                    if isinstance(text, str):
                        name = f"{path.parent.name}/{path.name}:{number}"
                        yield Text(path.parent.name, name, text)


def _without_front(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    for start, end in reversed(find_front(text).spans):
        text = text[:start] + text[end:]
    return text


def half_of(name: str) -> Half:
    """Return the half to which the document of this name belongs."""
    return HALVES[hashlib.sha256(name.encode()).digest()[0] % 2]


def draw(folder: Path, half: Half, count: int, seed: int) -> list[Text]:
    """Return `count` documents of one half, taken from its sources in turn, so that no source outweighs the rest."""
    chance = random.Random(f"{seed} {half}")
    sources: dict[str, list[Text]] = {}
    for item in documents(folder):
        if half_of(item.name) == half:
            sources.setdefault(item.source, []).append(item)
    for items in sources.values():
        chance.shuffle(items)
    turns = chain.from_iterable(zip_longest(*sources.values()))
    return [item for item in turns if item is not None][:count]

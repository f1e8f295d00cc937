"""Texts in the encodings that Chinese files come in, and what is read of them; one line an encoding.

    python -m tests.bench.encodings DATA [--half final] [--texts 1000] [--seed 1] [--show]

Of 50 characters and more a text has to be exact; a shorter one exact or refused. Big5 is tried on texts in traditional
characters (field `context` of `drcd`), GB18030 on texts with one to three characters of four bytes in them.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from index.decoding import decode
from index.errors import ReadError
from tests.bench.texts import HALVES, Half, documents, half_of

ENOUGH = 50  # characters
_LONGEST = 400
# What GBK lacks and names of people and places hold: extensions A to C, and signs.
_RARE = "㐀㙍䶮䜣\U00020bb7\U00021e39\U0002a6d6\U0002b5af🏭"
# Name, codec, bytes before the text.
ENCODINGS = (
    ("UTF-8", "utf-8", b""),
    ("UTF-8 with BOM", "utf-8", b"\xef\xbb\xbf"),
    ("UTF-16 LE with BOM", "utf-16-le", b"\xff\xfe"),
    ("UTF-16 BE with BOM", "utf-16-be", b"\xfe\xff"),
    ("UTF-16 LE without", "utf-16-le", b""),
    ("UTF-16 BE without", "utf-16-be", b""),
    ("GB18030", "gb18030", b""),
    ("GBK", "gbk", b""),
    ("Big5", "big5", b""),
)


def simplified(folder: Path, half: Half) -> list[str]:
    """Return the documents of one half, in simplified characters."""
    return [item.text for item in documents(folder) if half_of(item.name) == half]


def traditional(folder: Path, half: Half) -> list[str]:
    """Return the texts of one half that are in traditional characters."""
    rows = map(json.loads, (folder / "drcd" / "dev.jsonl").read_text("utf-8").splitlines())
    texts = {row["para_id"]: row["context"] for row in rows}
    return [text for name, text in texts.items() if half_of(name) == half]


def excerpt(text: str, chance: random.Random) -> str:
    """Return a piece of the text, half of the time shorter than what is ENOUGH."""
    size = (
        chance.randint(1, ENOUGH - 1) if chance.random() < 0.5 else chance.randint(ENOUGH, _LONGEST)
    )
    start = chance.randrange(max(1, len(text) - size))
    return text[start : start + size]


def with_rare(text: str, chance: random.Random) -> str:
    """Return the text with one to three characters that take four bytes."""
    for _ in range(chance.randint(1, 3)):
        at = chance.randint(0, len(text))
        text = text[:at] + chance.choice(_RARE) + text[at:]
    return text


def measure(name: str, codec: str, mark: bytes, texts: Sequence[str], *, show: bool) -> None:
    """Print what is read of the texts in one encoding."""
    counts: Counter[str] = Counter()
    for text in texts:
        kept = text.encode(codec, "ignore").decode(codec)
        if not kept.strip():
            continue
        size = "long" if len(kept) >= ENOUGH else "short"
        try:
            found = "exact" if decode(mark + kept.encode(codec), "x.txt")[0] == kept else "wrong"
        except ReadError:
            found = "refused"
        counts[f"{size} {found}"] += 1
        if show and (found == "wrong" or f"{size} {found}" == "long refused"):
            print(f"  {size} {found}: {kept[:60]!r}")
    long = sum(counts[f"long {found}"] for found in ("exact", "wrong", "refused"))
    short = sum(counts[f"short {found}"] for found in ("exact", "wrong", "refused"))
    print(
        f"{name}: {ENOUGH} characters and more {counts['long exact']} of {long} exact, refused {counts['long refused']}, "
        f"wrong {counts['long wrong']}; shorter {counts['short exact']} of {short} exact, refused "
        f"{counts['short refused']}, wrong {counts['short wrong']}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--half", choices=HALVES, default="final")
    parser.add_argument("--texts", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    pools = [
        simplified(arguments.data, arguments.half),
        traditional(arguments.data, arguments.half),
    ]
    plain, old = (
        [excerpt(chance.choice(pool), chance) for _ in range(arguments.texts)] for pool in pools
    )
    rare = [with_rare(text, chance) for text in plain]
    for name, codec, mark in ENCODINGS:
        texts = old if codec == "big5" else rare if codec == "gb18030" else plain
        measure(name, codec, mark, texts, show=arguments.show)


if __name__ == "__main__":
    main()

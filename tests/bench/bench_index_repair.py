"""Wrap clean texts at random widths and measure what repair makes of them; one line a figure.

    python -m tests.bench.bench_index_repair DATA [--half final] [--documents 200] [--seed 1] [--show]

DATA is a folder; every .md, .txt and .jsonl (field `text`) in it is a source of clean documents (see `texts`).
With `--show` every wrong decision is printed: for the half that is developed on.
"""

from __future__ import annotations

import argparse
import random
import re
import textwrap
import time
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from index.repair import Repaired, repair
from index.repair.lines import columns
from tests.bench.texts import HALVES, draw

_NO_START = frozenset("，。、；：！？）》”’」』】〕%％,.;:!?)]}")
_FIGURE = re.compile(r"[0-9０-９]+(?:[.．][0-9０-９]+)?")
_WORDS = re.compile(r"[A-Za-z0-9.%+\-/@:_]+|.", re.S)


def slices(paragraph: str, width: int) -> list[str]:
    """Cut after every `width` characters, whatever stands there."""
    return [paragraph[at : at + width] for at in range(0, len(paragraph), width)]


def typeset(paragraph: str, width: int) -> list[str]:
    """Fill 2 * `width` columns; words and figures stay whole, no stop begins a line."""
    lines, line, used = [], "", 0
    for piece in _WORDS.findall(paragraph):
        size = columns(piece)
        hangs = piece in _NO_START and used + size <= 2 * width + 2
        if line and used + size > 2 * width and not hangs:
            lines.append(line)
            line, used = "", 0
        line, used = line + piece, used + size
    return [text.strip() for text in [*lines, line] if text.strip()]


STYLES: dict[str, Callable[[str, int], list[str]]] = {
    "slices": slices,
    "typeset": typeset,
    "textwrap": textwrap.wrap,
}


def wrap(text: str, style: str, chance: random.Random) -> tuple[str, list[tuple[int, int, int]]]:
    """Return the wrapped text and its lines: start, end, number of the paragraph."""
    width, blank = chance.randint(20, 60), chance.choice((0.0, 0.1, 0.3))
    between = chance.choice(("\n", "\n\n"))
    raw, lines = "", []
    for number, paragraph in enumerate(filter(None, map(str.strip, text.split("\n")))):
        for at, line in enumerate(STYLES[style](paragraph, width)):
            if not line.strip():
                continue
            if raw:
                gap = "\n" if at else between
                raw += "\n\n" if chance.random() < blank else gap
            lines.append((len(raw), len(raw) + len(line), number))
            raw += line
    return raw, lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--half", choices=HALVES, default="final")
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    drawn = draw(arguments.data, arguments.half, arguments.documents, arguments.seed)
    texts = [item.text for item in drawn]
    for style in STYLES:
        measure(style, texts, random.Random(arguments.seed), show=arguments.show)
    started = time.process_time()
    for text in texts:
        repair(text)
    size = sum(len(text.encode()) for text in texts) / 1e6
    print(f"clean text: {size / (time.process_time() - started):.1f} MB/s")


def measure(style: str, texts: list[str], chance: random.Random, *, show: bool) -> None:
    """Print what repair made of the texts wrapped in one style."""
    counts: Counter[str] = Counter()
    size, used = 0, 0.0
    for text in texts:
        raw, lines = wrap(text, style, chance)
        started = time.process_time()
        repaired = repair(raw)
        used += time.process_time() - started
        size += len(raw.encode())
        counts.update(compare(raw, lines, repaired, show=show))
        figures = Counter(_FIGURE.findall("\n".join(map(str.strip, text.split("\n")))))
        counts["figures"] += figures.total()
        counts["figures altered"] += (figures - Counter(_FIGURE.findall(repaired.text))).total()
    right, wrong, missed = counts["True True"], counts["False True"], counts["True False"]
    print(
        f"{style}: {len(texts)} documents, F1 {2 * right / (2 * right + wrong + missed):.4f} "
        f"(joined {right}, wrongly {wrong}, missed {missed}, kept apart {counts['False False']}), "
        f"figures altered {counts['figures altered']} of {counts['figures']}, "
        f"broken round trips {counts['broken round trips']}, {size / 1e6 / used:.1f} MB/s"
    )


def compare(
    raw: str, lines: list[tuple[int, int, int]], repaired: Repaired, *, show: bool
) -> Counter[str]:
    """Return how many breaks were inside a paragraph and were joined, "True True", and so on."""
    counts: Counter[str] = Counter()
    clean, place = repaired.text, {}
    for segment in repaired.segments:
        length = segment.end - segment.start
        source = raw[segment.raw_start : segment.raw_start + length]
        counts["broken round trips"] += clean[segment.start : segment.end] != source
        for offset in range(length):
            place[segment.raw_start + offset] = segment.start + offset
    for (begin, end, number), (start, stop, following) in pairwise(lines):
        last = max((at for at in range(begin, end) if at in place), default=None)
        first = min((at for at in range(start, stop) if at in place), default=None)
        if last is None or first is None:  # a line of invisible signs
            continue
        joined = "\n" not in clean[place[last] : place[first]]
        counts[f"{number == following} {joined}"] += 1
        if show and joined != (number == following):
            print(f"joined={joined}: {raw[begin:end]!r} | {raw[start:stop]!r}")
    return counts


if __name__ == "__main__":
    main()

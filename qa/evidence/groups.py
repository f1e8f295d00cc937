"""The enumeration that a passage belongs to: 一是 … 二是 … 三是 … as one list, with the sentence that announces it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.types import Passage

# Labels of one family follow one another; the order of the patterns does not matter, they do not overlap.
_FAMILIES = tuple(
    re.compile(pattern)
    for pattern in (
        r"[一二三四五六七八九十]+是",
        r"首先|其次|再次|最后|第[一二三四五六七八九十](?!条|章|节|款|编)是?",
        r"[一二三四五六七八九十]+[、.．]",
        r"[（(][一二三四五六七八九十]+[)）]",
        r"\d+(?:[.．]\d+)+",
        r"\d+[.、．](?!\d)",
        r"[（(]\d+[)）]",
        r"[①-⑳]",
        r"第[\d一二三四五六七八九十百零]+条",
        r"[一另]方面|一方面|另一方面",
    )
)
MOST = 12


def family(label: str | None) -> int | None:
    """Return which family of enumerators `label` belongs to, None for none."""
    if not label:
        return None
    compact = label.replace(" ", "")
    return next((i for i, pattern in enumerate(_FAMILIES) if pattern.match(compact)), None)


# 有下列情形之一的，应当立即核实并报告。: the items stand below, though no colon leads to them.
_LEADS = re.compile(r"(?:有|符合|具备|满足|出现|发生)(?:下列|以下|如下)[^。；;]{0,12}的")


def leads_to_items(text: str) -> bool:
    """Whether a passage announces items that stand below it."""
    said = text.rstrip()
    return said.endswith(("：", ":")) or bool(_LEADS.search(said))


def is_point(label: str | None) -> bool:
    """Whether a label counts the points of a speech (一是, 首先), not the articles of a rule."""
    return family(label) in (0, 1)


def place_of(passage: Passage) -> tuple[object, ...]:
    """Return what all items of one enumeration in a document share: family of labels, section, speaker, question."""
    return family(passage.label), passage.section, passage.speaker, passage.question


def outer(passage: Passage, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the heads of the enumeration one level above `passage`: of 一是, 二是, 三是 for what stands below 一是."""
    if not passage.section:
        return ()
    above = [
        p
        for p in passages
        if p.start < passage.start
        and family(p.label) is not None
        and _same_lead(passage.section[-1], p.text.strip())
    ]
    return _labelled(above[-1], passages)[:MOST] if above else ()


def announcing(passage: Passage, passages: Sequence[Passage]) -> Passage | None:
    """Return what announces the enumeration that `passage` is an item of (有下列行为之一的，处……罚款：), None where nothing does."""
    if family(passage.label) is None or not passage.section:
        return None
    lead = passage.section[-1]
    before = [p for p in passages if p.start < passage.start and _same_lead(lead, p.text.strip())]
    return before[-1] if before and before[-1].text.rstrip().endswith(("：", ":")) else None


def siblings(passage: Passage, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the heads of the enumeration that `passage` is an item of, or announces; empty when there is none.

    `passages` are all passages of the document in order. Items of one enumeration share their family, section
    path, speaker and question, and stand without another enumeration's first item between them.
    """
    return enumeration(passage, passages)[:MOST]


def enumeration(passage: Passage, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the same without an end: all items, of which no more than `MOST` are ever taken."""
    return _announced(passage, passages) or _labelled(passage, passages)


def _labelled(passage: Passage, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    if family(passage.label) is None:
        return ()
    place = place_of(passage)
    return _heads([p for p in passages if place_of(p) == place], passage)


def _announced(passage: Passage, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    text = passage.text.strip()
    below = [p for p in passages if p.section and p.section[-1] and _same_lead(p.section[-1], text)]
    labelled = [p for p in below if family(p.label) is not None]
    return _heads(labelled, labelled[0]) if labelled else ()


def _same_lead(section: str, text: str) -> bool:
    lead = section.strip().rstrip("：:。.…")
    return len(lead) >= 6 and text.rstrip("：:。.…").endswith(lead)


def _heads(alike: Sequence[Passage], passage: Passage) -> tuple[Passage, ...]:
    """Return the run of distinct labels around `passage`: a label that comes back starts another enumeration."""
    runs: list[list[Passage]] = []
    for item in alike:
        label = (item.label or "").replace(" ", "")
        if (
            runs
            and label == (runs[-1][-1].label or "").replace(" ", "")
            and item.paragraph == runs[-1][-1].paragraph
        ):
            continue
        if not runs or label in {(p.label or "").replace(" ", "") for p in runs[-1]}:
            runs.append([])
        runs[-1].append(item)
    run = next(
        (
            r
            for r in runs
            if any(p.label == passage.label and p.paragraph == passage.paragraph for p in r)
        ),
        [],
    )
    return tuple(run) if len(run) >= 2 else ()

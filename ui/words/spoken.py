"""Sentences that code made in Chinese, told by their patterns and put into English.

Notes, reasons and errors are made where the facts are known, and are part of what the command line and the API give:
there they are Chinese. The English pages take them apart again here. What has no pattern stays Chinese, and a test fails
where one is missing.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from functools import lru_cache

from ui.words.beside import REFUSALS, TEXTS
from ui.words.checks import CHECKS
from ui.words.errors import ERRORS
from ui.words.pages import PAGES

# Texts that the code names, and sentences that are told by their patterns.
TABLE = {**PAGES, **TEXTS}
SENTENCES = {**CHECKS, **ERRORS, **REFUSALS}

# What is longer is no sentence of ours.
LONGEST = 2000
# What stands between “ and ” may itself quote something.
_QUOTED = r"[^“”]*(?:“[^“”]*”[^“”]*)*"
_PLACES = {"since": ".*?", "n": "[^，、]+?"}
_OPENING, _CLOSING = "“《（([", "”》）)]"
_HAN = re.compile("[\u4e00-\u9fff]")


def english(said: str) -> str:
    """Return the sentences in English; what is none of ours stays as it is."""
    if len(said) > LONGEST or not _HAN.search(said):
        return said
    # A note is parted from the next by ；, and what went wrong from what to do about it by 。.
    parts = list(_parts(said))
    told = [_known(part) for part, _ in parts]
    if not any(told):
        return said
    made = ""
    for (part, mark), known in zip(parts, told, strict=True):
        sentence = known or part
        made += sentence[:1].upper() + sentence[1:] if made.endswith(". ") and known else sentence
        made += _MARKS[mark] if known else mark
    return made.strip()


_MARKS = {"；": "; ", "。": ". ", "": ""}


def _parts(said: str) -> Iterator[tuple[str, str]]:
    """Yield (sentence, its mark), parted at ； and 。 outside of quotations and brackets."""
    start = depth = 0
    for at, character in enumerate(said):
        depth += (character in _OPENING) - (character in _CLOSING)
        if character in "；。" and depth <= 0:
            yield said[start:at], character
            start = at + 1
    if said[start:]:
        yield said[start:], ""


def _known(said: str) -> str | None:
    """Return the English of one sentence or name, None where it is none of ours."""
    whole = SENTENCES.get(said) or TABLE.get(said)
    if whole is not None:
        return whole
    if said.endswith("？"):
        asked = _known(said[:-1])
        return None if asked is None else f"{asked}?"
    return _filled(said) or _of_several(said) or _listed(said)


def _filled(said: str) -> str | None:
    for pattern, told in _patterns():
        match = pattern.fullmatch(said)
        if match is not None:
            return told.format(
                **{n: _value(n, v or "") for n, v in match.groupdict().items()}
            ).strip()
    return None


def _value(name: str, value: str) -> str:
    """Return what stands in a place: words of ours in English, everything else as it is."""
    if name in ("own", "limits"):
        return english(value)
    return f"{english(value)} " if name == "since" and value else value


def _of_several(said: str) -> str | None:
    """Of several questions each note says of which: 问题：没有找到相关内容."""
    for match in re.finditer("：", said):
        note = english(said[match.end() :])
        if note != said[match.end() :]:
            return f"{said[: match.start()]}: {note}"
    return None


def _listed(said: str) -> str | None:
    """Names of ours in a row."""
    for mark in "、，":
        names = said.split(mark)
        if len(names) > 1 and all(told := [_known(name) for name in names]):
            return ", ".join(name for name in told if name)
    return None


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The sentences with places, those with the most words of their own first."""
    keys = [key for key in SENTENCES if "{" in key]
    keys.sort(key=lambda key: -len(re.sub(r"\{\w+\}", "", key)))
    return tuple((_pattern(key), SENTENCES[key]) for key in keys)


def _pattern(key: str) -> re.Pattern[str]:
    pieces = list(string.Formatter().parse(key))
    made = ""
    for number, (literal, name, _, _) in enumerate(pieces):
        made += re.escape(literal)
        if name is None:
            continue
        after = pieces[number + 1][0] if number + 1 < len(pieces) else ""
        quoted = literal.endswith("“") and after.startswith("”")
        inside = _QUOTED if quoted else _PLACES.get(name, ".+?")
        made += f"(?P<{name}>{inside})"
    # The line of a file begins with its name and leaves it out here.
    return re.compile(re.sub(r"^\(\?P<name>\.\+\?\)\\ ", r"(?:(?P<name>.+?)\\ )?", made), re.DOTALL)

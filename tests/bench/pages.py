"""Pages whose columns were run together in the wrong order, made from clean documents, as on the page that started it.

A page holds one to three stories: the beginnings of documents, whole paragraphs. It is cut into two or three columns of
about equal height, in the middle of sentences (one cut in three between paragraphs), and the columns change places.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

_PLAIN = re.compile(r"[\u4e00-\u9fff]")
_ENDED = re.compile(r"[。！？；：…][”’」』）)]*$")
_ENDS = re.compile(r"[。！？；]")
_TABLE = re.compile(r"^\s*[|>`]", re.M)
_FAR = 6  # characters between a cut and the ends of its sentence, at least
GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Page:
    """`raw` as run together; `stories` as they were; `joints` are the cuts in mid-sentence that were torn apart.

    Each joint is what stands before the cut, up to 16 characters, and the fragment behind it: to the next cut or the
    end of its story.
    """

    raw: str
    stories: tuple[str, ...]
    joints: tuple[tuple[str, str], ...]


def story(text: str, longest: int) -> str | None:
    """Return the first paragraphs of a document, None where that is no running text."""
    if _TABLE.search(text):
        return None
    taken: list[str] = []
    for paragraph in filter(None, map(str.strip, text.split("\n"))):
        if taken and sum(map(len, taken)) + len(paragraph) > longest:
            break
        taken.append(paragraph)
    made = GAP.join(taken)
    sound = 250 <= len(made) <= 3 * longest and _ENDED.search(made)
    return made if sound else None


def pages(texts: Sequence[str], count: int, chance: random.Random) -> list[Page]:
    """Return `count` pages over the texts, fewer where these do not suffice."""
    made: list[Page] = []
    rest = list(texts)
    while rest and len(made) < count:
        stories: list[str] = []
        for _ in range(chance.randint(1, 3)):
            while rest:
                found = story(rest.pop(), chance.randint(500, 1600))
                if found:
                    stories.append(found)
                    break
        page = stories and _cut(tuple(stories), chance)
        if page:
            made.append(page)
    return made


def truncated(page: Page, chance: random.Random) -> str:
    """Return the stories of a page in order, the last one broken off: a page on which nothing was moved."""
    text = GAP.join(page.stories)
    return text[: _inside(text, len(text) - chance.randint(30, 200)) or len(text)]


def _inside(text: str, near: int) -> int | None:
    """Return the place nearest to `near` between two Han characters in mid-sentence."""
    for away in range(len(text)):
        for at in (near + away, near - away):
            around = text[max(0, at - _FAR) : at + _FAR]
            if (
                _FAR < at < len(text) - _FAR
                and _PLAIN.match(text[at - 1])
                and _PLAIN.match(text[at])
                and not _ENDS.search(around)
                and "\n" not in around
                and _ENDS.search(text[text.rfind("\n", 0, at) + 1 :].split("\n", 1)[0])
            ):
                return at
    return None


def _cut(stories: tuple[str, ...], chance: random.Random) -> Page | None:
    text = GAP.join(stories)
    columns = chance.choice((2, 3))
    cuts: list[int] = []
    whole = chance.randint(1, columns - 1) if columns > 2 and chance.random() < 0.5 else 0
    for number in range(1, columns):
        near = len(text) * number // columns + chance.randint(-60, 60)
        at = text.find(GAP, near) if number == whole else _inside(text, near)
        if at is None or at < 0 or (cuts and at <= cuts[-1] + 2 * _FAR):
            return None
        cuts.append(at)
    pieces = [text[left:right] for left, right in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    order = list(range(columns))
    torn = [at for at in range(columns - 1) if not pieces[at + 1].startswith("\n")]
    while True:
        chance.shuffle(order)
        apart = [at for at in torn if (at, at + 1) not in itertools.pairwise(order)]
        if apart:
            break
    raw = ""
    for before, at in zip([None, *order], order, strict=False):
        runs_on = before is not None and at == before + 1
        raw += pieces[at] if runs_on or not raw else GAP + pieces[at].strip("\n")
    ends = [*accumulate(len(story) + len(GAP) for story in stories)]
    joints = []
    for at in apart:
        end = next(end for end in ends if end > cuts[at])
        before = pieces[at][-16:].rpartition("\n")[2]
        joints.append((before, pieces[at + 1][: end - cuts[at]].strip()))
    return Page(raw, stories, tuple(joints))

"""Which place 全市 or 我县 means: the one that a text speaks for or, where it speaks of several, the one named last before. Pure."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from index.regions import find_regions

# A place named in the first line of a text counts for so many of those named below.
HEADED = 3
_NAME = r"([\u4e00-\u9fff]{2})"
# Characters that stand in no name of a place before 省 or 市: 各省, 我省, 地级市, 报送省.
_NO_NAME = re.compile(
    r"[各全我本该某外跨省市县区级设个等及和与在由向对到从于的是为同两三几多每内出进入至以来据经把将被让其他这那报送组建使用委托选择安排承接]"
)
_WHOLE = re.compile(r"[全我本](?P<level>[市县区])(?![级场域])")
_PROVINCE = re.compile(r"(?:^|(?<=[，,。；;：:、\n年月度日]))[全我]省(?![级第前]|内?[居位排列])")
# Named only to be compared with, or as what something is a share of: 比临溪市高2个百分点.
_BESIDE = re.compile(r"[比较与和同对向占超、及]$|[高低多少快慢优]于$")


def spoken_for(text: str) -> str | None:
    """Return the one province, city or county of which a text that says 全省, 全市 or 全县 speaks; None where it names several.

    A place that the gazetteer does not have is told by its form: 岚江省 in a text that says 全省.
    """
    for word in "省市县":
        if not re.search(rf"[全我本]{word}(?![级场])", text):
            continue
        named = find_regions(text)
        whole = {r.canonical for r in named if r.canonical[-1] == word}
        if word == "省":
            whole = {r.province for r in named if r.canonical == r.province}
            whole = {place for place in whole if place and place[-1] != "市"}
        if whole:
            return whole.pop() if len(whole) == 1 else None
        if place := _unlisted(text, word):
            return place
    return None


def _unlisted(text: str, level: str) -> str | None:
    """Return the place of a level that a text names by its form, its first line before all; None where none stands out."""
    names: Counter[str] = Counter()
    first = text.find("\n") if "\n" in text else len(text)
    for at, name in by_form(text, level):
        names[name] += HEADED if at < first else 1
    ranked = names.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < HEADED + ranked[1][1]):
        return None
    return ranked[0][0]


@lru_cache(maxsize=2048)
def by_form(text: str, levels: str = "省市县") -> tuple[tuple[int, str], ...]:
    """Return where a text names a place that only its form tells, and the name: 岚江省 where a clause begins."""
    found = re.finditer(
        rf"(?:^|[^\u4e00-\u9fff]|[在于度合]){_NAME}([{levels}])(?![级场值民域])", text
    )
    return tuple((m.start(1), m[1] + m[2]) for m in found if not _NO_NAME.search(m[1]))


def says_whole(text: str) -> bool:
    """Whether a text says 全市, 我县 or 本区: only there is it open which place it means."""
    return bool(_WHOLE.search(text))


def meant(text: str, start: int, end: int) -> str | None:
    """Return the place that 全市 or 我区 in `text[start:end]` means by what is named before it; None where none is.

    The first of them in that stretch decides; what is only compared with is not meant.
    """
    whole = _WHOLE.search(text, start, end)
    return _last(text, whole["level"], whole.start()) if whole else None


def province_meant(text: str, start: int, end: int, home: str | None) -> str | None:
    """Return the province that 全省 where a clause of `text[start:end]` begins means in a text of `home`, a city; None else.

    长沙海关 speaks of 全省; 占全省的15% of a text on 长沙 is no figure of the province.
    """
    if home is None or not _PROVINCE.search(text, start, end):
        return None
    return next((r.province for r in find_regions(home) if r.province != r.canonical), None)


@lru_cache(maxsize=4096)
def _places(text: str, level: str) -> tuple[tuple[int, str], ...]:
    """Return where each place of a level is named; 区 has no form that tells a district from 园区."""
    listed = [(r.start, r.canonical) for r in find_regions(text) if r.canonical[-1] == level]
    formed = by_form(text, level) if not listed else ()
    return tuple(sorted({*listed, *formed}))


def _last(text: str, level: str, before: int) -> str | None:
    named = [
        name for at, name in _places(text, level) if at < before and not _BESIDE.search(text, 0, at)
    ]
    return named[-1] if named else None


def several(text: str) -> bool:
    """Whether a text that says 全市, 全县 or 全区 names more than one place of that level."""
    levels = {m["level"] for m in _WHOLE.finditer(text)}
    return any(len({name for _, name in _places(text, level)}) > 1 for level in levels)

"""The names of `regions.txt`: which division each name means, and when it may stand for it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from index.fold import fold

Path = tuple[str, ...]
"""A division with those above it: ("中国", "广东省", "广州市", "越秀区")."""

CHINA = "中国"


# Of some 140 patterns a text needs a few.
_compiled = cache(re.compile)


@dataclass(slots=True)
class Guard:
    """When a name may stand: not after `before`, not before `after`, and only in company if `company`."""

    before: str = ""
    after: str = ""
    company: bool = False

    def forbids_before(self, text: str, start: int) -> bool:
        """Tell whether what stands before `start` makes the name a part of another word."""
        found = self.before and _compiled(self.before).search(text, max(0, start - 4), start)
        return bool(found)

    def forbids_after(self, text: str, end: int) -> bool:
        """Tell whether what stands at `end` makes the name a part of another word."""
        return bool(self.after and _compiled(self.after).match(text, end))


@dataclass(slots=True)
class Gazetteer:
    """The names of `regions.txt`, folded, and how to find them."""

    paths: dict[str, list[Path]] = field(default_factory=lambda: defaultdict(list))
    guards: dict[str, Guard] = field(default_factory=dict)
    together: dict[str, list[Path]] = field(default_factory=dict)
    letters: dict[str, Path] = field(default_factory=dict)
    heads: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    starts: re.Pattern[str] = field(default_factory=lambda: re.compile("(?!)"))


@cache
def gazetteer() -> Gazetteer:
    """Read `regions.txt`."""
    names = Gazetteer()
    province: Path = ()
    lines = (resources.files("index") / "regions.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        kind, _, rest = line.partition(" ")
        words = rest.split()
        if kind == "省":
            province = (CHINA, words[0])
            _name(names, words, province)
        elif kind == "市":
            own, _, counties = rest.partition("|")
            city = (*province, own.split()[0])
            _name(names, own.split(), city)
            _name_all(names, counties.split(), city)
        elif kind in ("县", "国"):
            _name_all(names, words, province if kind == "县" else ())
        elif kind == "合":
            names.together[words[0]] = [names.paths[fold(name)][0] for name in words[1:]]
        elif kind == "字":
            names.letters[words[0]] = names.paths[fold(words[1])][0]
        elif kind == "慎":
            names.guards[fold(words[0])] = _guard(words[1:])
    for name in sorted([*names.paths, *names.together], key=len, reverse=True):
        names.heads[name[:2]].append(name)
    first = "".join(sorted({head[0] for head in names.heads}))
    second = "".join(sorted({head[1] for head in names.heads}))
    names.starts = re.compile(f"[{first}](?=[{second}])")
    return names


def _name(names: Gazetteer, words: Iterable[str], path: Path) -> None:
    for name in words:
        names.paths[fold(name)].append(path)


def _name_all(names: Gazetteer, entries: Iterable[str], above: Path) -> None:
    """Enter divisions written as 全称/别名, each below `above`."""
    for entry in entries:
        words = entry.split("/")
        _name(names, words, (*above, words[0]))


def _guard(rules: list[str]) -> Guard:
    before = [rule[:-1] for rule in rules if rule.endswith("_")]
    after = [rule[1:] for rule in rules if rule.startswith("_")]
    return Guard(
        before="(?:" + "|".join(before) + ")$" if before else "",
        after="|".join(after),
        company="?" in rules,
    )

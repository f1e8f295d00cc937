"""Text as its two-character strings: what two texts share, without a dictionary. What is long and short for one thing is held alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from operator import add

from index.fold import fold

# The same thing in full and in short; a text that holds one holds the other. What counts as the same differs with what hangs on it, so
# these stay apart: here it moves a score, and 中国 is 我国; `proof.words` takes a name for another in a draft, whole bodies (发改委) and no
# stems; `proof.context` puts what stands around a source in short form, by stems; `fitting.slots` and `index.bodies` compare characters in
# their order, for bodies that are listed nowhere.
ALIASES = (
    ("营业收入", "营收"),
    ("规模以上", "规上"),
    ("限额以上", "限上"),
    ("国内生产总值", "gdp"),
    ("地区生产总值", "gdp"),
    ("人工智能", "ai"),
    ("研究与试验发展", "研发"),
    ("市场监督管理", "市监"),
    ("工业和信息化", "工信"),
    ("发展和改革", "发改"),
    ("高新技术企业", "高企"),
    ("技术改造", "技改"),
    ("新型冠状病毒感染的肺炎", "新冠肺炎"),
    ("新型冠状病毒肺炎", "新冠肺炎"),
    ("知识产权", "ip"),
    ("中国", "我国"),
    ("战略性新兴产业", "战新"),
    ("防止返贫", "防返贫"),
)
# The first two characters of each form -> (its place, the form, the other form).
_BEGINNINGS: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
for _place, (_form, _other) in enumerate((*ALIASES, *((b, a) for a, b in ALIASES))):
    _BEGINNINGS[_form[:2]].append((_place, _form, _other))


def letter_pairs(text: str) -> frozenset[str]:
    """Return the `bigrams` of letters and digits alone."""
    return frozenset(pair for pair in bigrams(text) if len(pair) == 2 and pair.isalnum())


_MARKS = str.maketrans("", "", "\"'")


def bigrams(text: str) -> frozenset[str]:
    """Return the two-character strings of folded `text` without white space; a quotation mark parts nothing: 流量“漫游”费."""
    folded = "".join(fold(text).split())
    pairs = frozenset(map(add, folded, folded[1:]))
    if '"' in folded or "'" in folded:
        bare = folded.translate(_MARKS)
        folded, pairs = f"{folded}\n{bare}", pairs | frozenset(map(add, bare, bare[1:]))
    # Most texts hold none of them, and those that do hold how they begin.
    begun = _BEGINNINGS.keys() & pairs
    if not begun:
        return pairs
    held = sorted(twin for pair in begun for twin in _BEGINNINGS[pair] if twin[1] in folded)
    folded += "".join(f"\n{other}" for _, _, other in held)
    return frozenset(map(add, folded, folded[1:]))


def union(parts: Iterable[frozenset[str]]) -> frozenset[str]:
    """Return the bigrams held by any of `parts`."""
    return frozenset().union(*parts)

"""What is no figure and yet checked: which document, who said it in which office, a clause turned into its opposite."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from index.regions import find_regions
from index.splitter import clauses
from qa.claims.attributed import SHORT, Worded, bare
from qa.claims.exchanged import HERE, denied_too, negations, swapped
from qa.claims.ground import Said, masked, said
from qa.claims.labels import labels
from qa.claims.ranks import MUCH, SAID, figureless, ranked, ranks
from qa.claims.told import read_told
from qa.claims.types import Verdict
from qa.claims.words import key, opposed, pairs, share, size, without
from qa.figures import find_figures
from qa.proof.context import Context, context_of, home_names
from qa.proof.quotes import citation
from qa.types import Citation, Evidence

# A clause is compared with the most similar clause of the sources from here on; from `ALMOST` on each word counts.
ALIKE = 0.6
ALMOST = 0.75
_LIST = re.compile(r"[\u3400-\u9fff]{2,4}(\d+强)")
# 增长-3.2% is 下降3.2%.
_NEGATIVE = re.compile(r"[-－负][ ]?\d")
# 全部由企业自筹: none of it is said where the paragraph does not say so of all.
_WHOLE = re.compile(r"全部|全都|全数|所有|一律|唯一|无一|从未|[均都](?=[为由是来在])")
# 在质量品牌方面，: what is spoken of next, and nothing about it.
_TOPIC = re.compile(
    r"方面[，,：:\s]*$|^(?:从|就|按|论|放眼|纵观|再看|单看)[^，,]{1,12}(?:看|说|讲|而言|来[看说讲])[，,：:\s]*$"
)
SHARED = 0.45


def altered(
    sentence: str, spans: Sequence[tuple[int, int]], evidence: Sequence[Evidence]
) -> Iterator[Worded]:
    """Yield the clauses that the source says in almost the same words, but for one that makes it another thing.

    The numbers themselves are left out: they have verdicts of their own.
    """
    for start, end in spans:
        clause = sentence[start:end]
        if len(masked(clause)) < SHORT or not key(figureless(clause)):
            continue  # 1995年，: a time is judged with what is said of it
        found = _nearest(clause, evidence)
        if found is not None:
            cited, verdict, why = found
            yield Worded(
                start=start, end=end, kind="statement", verdict=verdict,
                source_text=cited.quote, citation=cited, note=why,
            )  # fmt: skip


def _nearest(clause: str, evidence: Sequence[Evidence]) -> tuple[Citation, Verdict, str] | None:
    """Return what the most similar clause of the sources says instead, None where it says the same or none is near."""
    mine = masked(clause)
    held, values = pairs(clause), _values(clause)
    best: tuple[tuple[bool, float], Evidence, Said] | None = None
    for item in evidence:
        for other in said(item.text):
            shared = len(held & other.held)
            if shared < SHARED * max(len(held), len(other.held)):
                continue
            ratio = SequenceMatcher(None, mine, masked(other.text), autojunk=False).ratio()
            # Of clauses that say 出口# and 进口# the one with the draft's number is the one it restates.
            rank = (_values(other.text) == values, ratio)
            if ratio >= ALIKE and (best is None or rank > best[0]):
                best = (rank, item, other)
    if best is None or best[0][1] == 1.0:
        return None
    (_, alike), item, other = best
    cited = citation(item, (other.start, other.end))
    turned = opposed(clause, other.text)
    if turned and not _NEGATIVE.search(f"{clause}{other.text}"):
        return cited, "contradicted", f"原文说的是“{turned[1]}”，不是“{turned[0]}”"
    denied, theirs = negations(clause), negations(other.text)
    if denied > theirs and denied_too(clause, item.text):
        return None
    if bool(denied) != bool(theirs) or (alike >= ALMOST and denied != theirs):
        return cited, "contradicted", "与原文的肯定、否定不符"
    home = home_words(context_of(item))
    if alike >= ALMOST and (swap := swapped(placed(mine, home), placed(masked(other.text), home))):
        return cited, "scope_differs", f"原文此处是“{swap[1]}”，不是“{swap[0]}”"
    return None


def unsaid(sentence: str, cited: Sequence[Citation]) -> Iterator[Worded]:
    """Yield the clauses without a number of which the paragraphs that hold the numbers say next to nothing, and
    lists by another name: 中国企业500强 for 中国民营企业500强."""
    texts = "\n".join(bare(c.text) for c in cited)
    yield from ranked(sentence, cited)
    for start, end in labels(sentence, cited):
        yield Worded(
            start=start, end=end, kind="statement", verdict="not_found",
            note=f"引用的原文没有说“{sentence[start:end]}”",
        )  # fmt: skip
    for listed in _LIST.finditer(bare(sentence)):
        if listed[0] not in texts:
            at = sentence.find(listed[1])
            yield Worded(
                start=at, end=at + len(listed[1]), kind="statement", verdict="not_found",
                note=f"引用的原文没有说“{listed[0]}”",
            )  # fmt: skip
    held = frozenset().union(
        *(pairs(f"{c.text} {c.document.title} {' '.join(c.section)} {c.role or ''}") for c in cited)
    )
    for start, end in clauses(sentence):
        clause = sentence[start:end]
        if ranks(clause) or any(f.kind not in ("enumerator",) for f in find_figures(clause)):
            continue
        if _TOPIC.search(clause):
            continue
        runs = key(clause)
        whole = _WHOLE.search(clause)
        if (whole and not _WHOLE.search(texts)) or (
            size(runs) >= MUCH and share(runs, held) < SAID
        ):
            yield Worded(
                start=start, end=end, kind="statement", verdict="not_found", note="引用的原文没有说这一句"
            )  # fmt: skip


@lru_cache(maxsize=8192)
def _values(clause: str) -> tuple[tuple[str, str], ...]:
    """Return the numbers of a clause, each with its unit."""
    return tuple((str(t.figure.value.normalize()), t.figure.unit) for t in read_told(clause))


_TIME = re.compile(r"(?<![比较同])(?:19|20)\d\d年?|十[一二三四五六]五(?:时期|期间)?|去年|今年|全年")


def placed(words: str, home: re.Pattern[str] | None) -> str:
    """Return a masked clause without the place that its source speaks for, and beside a number without its time.

    Both were compared where the number was judged; 全省 and 广东 are one place in a paper of that province.
    """
    words = home.sub(HERE, words) if home else words
    return _unplaced(_TIME.sub("", words)) if "#" in words else words


@lru_cache(maxsize=8192)
def _unplaced(words: str) -> str:
    """Return a masked clause without the names of places, but for those that are part of a name (广州银行)."""
    spans = [(r.start, r.end) for r in find_regions(words)]
    return without(words, spans, "")


@lru_cache(maxsize=1024)
def home_words(context: Context) -> re.Pattern[str] | None:
    names: set[str] = set()
    for name in home_names(context):
        names |= {
            name,
            re.sub(r"(?:省|市|县|自治区|特别行政区)$", "", name),
            name.replace("全", "我", 1),
        }
    listed = sorted((n for n in names if len(n) > 1), key=lambda n: (-len(n), n))
    return re.compile("|".join(map(re.escape, listed))) if listed else None

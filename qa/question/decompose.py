"""One question about several years or places, taken apart: each part can be answered, or not, by itself.

2010年和2015年国内生产总值分别是多少 asks twice; no sentence need name both years, and where the sources state only one
the other must be said to be missing. Ranges and comparisons (2016年至2020年, 比2019年) stay whole: they ask once, but
for 2021年至2024年分别是多少, which asks of each year.
"""

from __future__ import annotations

import re

from index.fold import fold
from index.regions import Region, find_regions
from qa.question.followup import rewrite
from qa.question.topics import ASKING, topic_of
from qa.types import Turn

MOST_PARTS = 4
MOST_YEARS = 6  # of a range
_AND = r"\s*(?:[、，,和与及跟]|以及)\s*"
_YEAR = r"(?:19|20)\d{2}年?(?:上半年|下半年|第?[一二三四1-4]季度)?"
_YEARS = re.compile(rf"(?<!\d){_YEAR}(?:{_AND}{_YEAR})+(?!\d)")
_ONE_YEAR = re.compile(r"((?:19|20)\d{2})年?(上半年|下半年|第?[一二三四1-4]季度)?")
_RANGE = re.compile(
    r"(?<!\d)((?:19|20)\d{2})年?\s*(?:至|到|[-—－~～]{1,2})\s*((?:19|20)\d{2})年?(?![\d月])"
)
_EACH_YEAR = re.compile(r"分别|各年|每年|逐年|历年|年年")
# What sets the years or places against each other asks about the pair.
_TOGETHER = re.compile(
    r"[比较](?=(?:19|20)\d{2})|相[比差较]|对比|比较|差[距多]|之间|期间|以来|间的|共同|合作|一起|合计|总共|一共|累计|[比较].{0,4}(?:多|少|高|低|快|慢)"
)
_ENDS = "?？!！"
_SENTENCE = re.compile(rf"[^{_ENDS}]+[{_ENDS}]*")
_TAG = re.compile(r"(?:[是对]|真的|是真的|没错|可以|行|这样)(?:吗|吧|不对|不是)[?？!！]+")
_ASKS_EACH = re.compile(r"分别|各[是为有占自]|各多少")


def sentences(question: str) -> tuple[str, ...]:
    """Return the questions that `question` asks one after another, each as if the ones before had been asked first.

    常务会议一般开几次？全体会议呢？ is two; empty where it is one. What follows without asking belongs to each of them.
    """
    pieces = [piece.strip() for piece in _SENTENCE.findall(question) if piece.strip()]
    asked = [p for p in pieces if p[-1] in _ENDS and ASKING.search(p) and not _TAG.fullmatch(p)]
    if not 2 <= len(asked) <= MOST_PARTS:
        return ()
    aside = "".join(p for p in pieces if p not in asked)
    made = [asked[0]]
    for piece in asked[1:]:
        before = Turn(question=made[-1], answer="")
        alone = rewrite(piece, [before])
        made.append(alone if alone != piece else f"{topic_of(made[-1])}，{piece}")
    return tuple(f"{text.rstrip(_ENDS)}？{aside}" for text in made)


def parts(question: str) -> tuple[str, ...]:
    """Return the questions that `question` asks of one year or place each; empty where it is one question."""
    if _TOGETHER.search(fold(question)):
        return ()
    return _by_year(question) or _by_place(question)


def _by_year(question: str) -> tuple[str, ...]:
    match = _YEARS.search(fold(question))
    if match is None:
        return _by_range(question)
    years = [f"{m[1]}年{m[2] or ''}" for m in _ONE_YEAR.finditer(match[0])]
    return _each(question, match.span(), years)


def _by_range(question: str) -> tuple[str, ...]:
    """2021年到2024年的目标分别是多少: of each year, where it says so."""
    match = _RANGE.search(fold(question))
    if match is None or not _EACH_YEAR.search(question):
        return ()
    first, last = int(match[1]), int(match[2])
    if not first < last < first + MOST_YEARS:
        return ()
    tail = re.sub(r"^(?:各年|每年|逐年|历年)的?", "", question[match.end() :])
    asked = question[: match.end()] + tail
    years = [f"{year}年" for year in range(first, last + 1)]
    return _each(asked, match.span(), years, MOST_YEARS)


def _by_place(question: str) -> tuple[str, ...]:
    """东莞和佛山分别有多少家…: only where each is asked for by itself; 粤港合作 is one thing."""
    if not _ASKS_EACH.search(question):
        return ()
    chain: list[Region] = []
    for region in sorted(find_regions(question), key=lambda r: r.start):
        if chain and not re.fullmatch(_AND, question[chain[-1].end : region.start]):
            break
        chain.append(region)
    if len(chain) < 2:
        return ()
    return _each(question, (chain[0].start, chain[-1].end), [r.name for r in chain])


def _each(
    question: str, span: tuple[int, int], names: list[str], most: int = MOST_PARTS
) -> tuple[str, ...]:
    names = list(dict.fromkeys(names))
    if not 2 <= len(names) <= most:
        return ()
    head, tail = question[: span[0]], re.sub(r"分别|各自|各(?=[是为有占])", "", question[span[1] :])
    return tuple(f"{head}{name}{tail}" for name in names)

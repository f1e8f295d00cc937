"""Questions made by rule from official documents, and questions turned into near misses.

A figure question takes the figure out of a clause that has just one; a yes-or-no question turns a duty or a ban
around; a near miss asks for another year, another region, or an amount that no passage states.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from index.regions import find_regions
from index.splitter import clauses, sentences
from qa.figures import find_figures
from qa.training.reader_items import Item, Shelf, Span

MEASURED = ("quantity", "money", "rate", "points", "multiple", "duration")
_TRAILING = "，,；;。：: "
_SUBJECT = re.compile(r"[\u4e00-\u9fff]{4}")
_LEANS = re.compile(
    r"其中|同时|并|且|而|但|也|还|又|则|这|那|其|以及|对此|因此|所以|此外|就|都|再|均|比"
)
_UNITS = re.compile(r"以[上下内]|左右|[0-9０-９.．,，一二两三四五六七八九十百千万亿余多来几\s]+")
_DUTY = re.compile(
    r"^(?P<who>[^，。；：、]{2,24}?)(?P<duty>不得|应当|可以|必须|禁止)(?P<what>[^，。；：]{4,30})[。；，]$"
)
_YEAR = re.compile(r"(?<!\d)(1[89]|20)\d\d(?=年)")
_ASKS = {
    "不得": ("{who}可以{what}吗？", "{who}能不能{what}？", "{who}是否允许{what}？"),
    "应当": ("{who}必须{what}吗？", "{who}是不是应当{what}？", "{who}要不要{what}？"),
    "可以": ("{who}可以{what}吗？", "{who}能{what}吗？"),
    "必须": ("{who}必须{what}吗？", "{who}可以不{what}吗？"),
    "禁止": ("{who}可以{what}吗？",),
}
_FRAMES = ("{}？", "{}？", "请问{}？", "{}", "想了解一下，{}？", "{}，材料里怎么说？")


def figure_items(name: str, shelf: Shelf, chance: random.Random, most: int) -> Iterator[Item]:
    """Yield at most `most` questions for a figure that a clause states, with the clause as the answer."""
    keys = shelf.show(name)
    chance.shuffle(keys)
    made = 0
    for key in keys:
        words = shelf.texts[key].words
        found = [
            (first + a, first + b)
            for first, last in sentences(words)
            for a, b in clauses(words[first:last])[:3]
        ]
        chance.shuffle(found)
        for a, b in found:
            question = _figure_question(words[a:b], chance)
            if question:
                yield Item(
                    id=f"figure-{key}-{a}",
                    document=name,
                    question=question,
                    answers=(Span(key, a, b),),
                    near=_alike(words, a, b, key),
                )
                made += 1
                break
        if made == most:
            return


def _figure_question(clause: str, chance: random.Random) -> str:
    """Return the clause with 多少 for its figure; empty when it has none, several, or does not stand alone."""
    clause = clause.rstrip(_TRAILING)
    figures = [f for f in find_figures(clause) if f.kind in MEASURED]
    if len(figures) != 1 or not 12 <= len(clause) <= 45 or _LEANS.match(clause):
        return ""
    figure = figures[0]
    if figure.indefinite or not _SUBJECT.search(clause[: figure.start]):
        return ""
    unit = _UNITS.sub("", clause[figure.number_start : figure.end])
    tail = clause[figure.end :]
    if figure.kind == "rate":
        unit = ""
    elif figure.kind == "duration":
        unit = unit or "年"
    if len(tail) > 12:
        return ""
    return chance.choice(_FRAMES).format(f"{clause[: figure.start]}多少{unit}{tail}")


def _alike(words: str, a: int, b: int, key: str) -> tuple[Span, ...]:
    """Return another figure of the same passage, so that both are shown."""
    for figure in find_figures(words):
        if figure.kind in MEASURED and not a <= figure.start < b and abs(figure.start - a) < 120:
            return (Span(key, figure.start, figure.end),)
    return ()


def duty_items(name: str, shelf: Shelf, chance: random.Random, most: int) -> Iterator[Item]:
    """Yield at most `most` yes-or-no questions about what a text demands, allows or forbids."""
    keys = shelf.show(name)
    chance.shuffle(keys)
    made = 0
    for key in keys:
        words = shelf.texts[key].words
        for a, b in sentences(words):
            if match := _DUTY.match(re.sub(r"^第[一二三四五六七八九十百零]+条\s*", "", words[a:b])):
                asked = chance.choice(_ASKS[match["duty"]]).format(**match.groupdict())
                yield Item(
                    id=f"duty-{key}-{a}",
                    document=name,
                    question=asked,
                    answers=(Span(key, b - len(match.group()), b),),
                )
                made += 1
                break
        if made == most:
            return


def another_year(question: str, shown: str, chance: random.Random) -> str:
    """Return the question about a year that is not in `shown`; empty where it names no year."""
    match = _YEAR.search(question)
    if not match:
        return ""
    year = int(match.group())
    near = [y for y in (year - 2, year - 1, year + 1, year + 2, year + 5) if str(y) not in shown]
    if not near:
        return ""
    return question[: match.start()] + str(chance.choice(near)) + question[match.end() :]


PLACES = (
    "江苏省",
    "浙江省",
    "四川省",
    "河北省",
    "武汉市",
    "青岛市",
    "贵州省",
    "成都市",
    "云南省",
    "厦门市",
)


def another_region(question: str, shown: str, chance: random.Random) -> str:
    """Return the question about a region that is not in `shown`; empty where it names none."""
    regions = [r for r in find_regions(question) if len(r.name) > 1]
    places = [p for p in PLACES if p[:2] not in shown and p[:2] not in question]
    if not regions or not places:
        return ""
    first = regions[0]
    return question[: first.start] + chance.choice(places) + question[first.end :]


def elsewhere(question: str, shown: str, chance: random.Random) -> str:
    """Return the question asked of another place than the texts are about."""
    places = [p for p in PLACES if p[:2] not in shown and p[:2] not in question]
    return f"{chance.choice(places)}{question}" if places and "我" not in question[:3] else ""

"""What a passage names instead of saying it: the article that a sanction is for, a term that is defined elsewhere, what announces an item. Pure.

违反本规定第九条第一款规定的，处以罚款 says what befalls whom; what is forbidden stands in 第九条. A model that judges the
sentence alone cannot know, so it reads the text with what is named in brackets behind the name. Nobody else does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.splitter import sentences
from index.types import Passage
from qa.evidence.groups import family
from qa.lexicon.bigrams import bigrams
from qa.question.coverage import Weights

# What is put in brackets is no longer than this; a longer one is another rule.
LONGEST = 120
# What is named must hold this much more of the question than the passage does by itself.
GAIN = 0.08

_NUMERAL = "[一二三四五六七八九十百零〇两]+"
_LABEL = re.compile(rf"第{_NUMERAL}条(?:之{_NUMERAL})?")
_NAMED = re.compile(rf"(?P<article>{_LABEL.pattern})(?:第(?P<clause>{_NUMERAL})款)?")
_BROKEN = re.compile(
    rf"(?:违反|不符合)了?(?:本[\u4e00-\u9fff]{{1,4}}?)?(?P<named>{_LABEL.pattern}(?:[第项款条、，,和或及与者以至\s]|[（(]?{_NUMERAL}[)）]?)*)"
)
_SANCTION = re.compile(r"罚款|处罚|没收|吊销|警告|责令|拘留|处分|赔偿|追究")
# 招用不满16周岁的未成年人，以下统称使用童工; 报废机动车车架等(以下统称“五大总成”); 本办法所称报废机动车，是指……
_CALLED = re.compile(
    r"[（(](?P<said>[^（()）]{4,60}?)[，,]以下(?:统称|简称|合称|称为?)[“\"]?(?P<term>[\u4e00-\u9fff]{2,12})[”\"]?[）)]"
)
_MEANT = re.compile(
    r"本[\u4e00-\u9fff]{1,4}?所称的?[“\"]?(?P<term>[\u4e00-\u9fff]{2,12})[”\"]?[，,]?\s*是?指(?P<said>[^。；;：:]{4,120})"
)
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")}


@dataclass(frozen=True, slots=True)
class Gloss:
    """`text` is a passage's with what it names in brackets; `named` the passage of the article that it names, if one."""

    text: str
    named: Passage | None = None


def glossed(passage: Passage, passages: Sequence[Passage], weights: Weights) -> Gloss | None:
    """Return the gloss of a passage, None where nothing that it names tells more of the question than it does itself.

    `passages` are all of its document in order.
    """
    return _of_article(passage, passages, weights) or _of_term(passage, passages, weights)


def sanctions(passage: Passage, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the passages of a document that say what befalls who breaks the article that `passage` is of."""
    article = article_of(passage)
    if not article:
        return ()
    return tuple(
        p
        for p in passages
        if _SANCTION.search(p.text) and any(m["article"] == article for m in _named_in(p.text))
    )


def article_of(passage: Passage) -> str:
    """Return the number of the article that a passage is of, "" where it is of none."""
    for said in (passage.label or "", *passage.section[:1]):
        match = _LABEL.fullmatch("".join(said.split()))
        if match:
            return match[0]
    return ""


def announced_text(passage: Passage) -> str:
    """Return an item's text behind what announces it (有下列行为之一的，处200元以下罚款：出借居住证), "" for anything else."""
    if family(passage.label) is None or not passage.section:
        return ""
    lead = passage.section[-1].rstrip("：: ")
    if len(lead) < 8 or not re.search(r"[下如]列|以下|如下", lead):
        return ""
    return f"{lead}：{passage.text.lstrip()}"


def as_read(passage: Passage, gloss: str, text: str) -> str:
    """Return a sentence of a passage as it stands in the passage's gloss; `text` itself where that has another number of them."""
    own, other = sentences(passage.text), sentences(gloss)
    for (a, b), (c, d) in zip(own, other, strict=False) if len(own) == len(other) else ():
        if passage.text[a:b].strip() == text.strip():
            return gloss[c:d].strip()
    return text


def _named_in(text: str) -> Iterator[re.Match[str]]:
    for broken in _BROKEN.finditer(text):
        yield from _NAMED.finditer(text, broken.start("named"), broken.end("named"))


def _of_article(passage: Passage, passages: Sequence[Passage], weights: Weights) -> Gloss | None:
    if not _SANCTION.search(passage.text):
        return None
    own = weights.share(bigrams(passage.text))
    best: tuple[float, int, str, Passage] | None = None
    for match in _named_in(passage.text):
        for found in _clauses(match["article"], match["clause"], passages):
            said = _first(found.text)
            gain = weights.share(bigrams(f"{passage.text}\n{said}")) - own
            if gain >= GAIN and (best is None or gain > best[0]):
                best = gain, match.end(), said, found
    if best is None:
        return None
    _, at, said, found = best
    return Gloss(f"{passage.text[:at]}（{said}）{passage.text[at:]}", found)


def _clauses(article: str, clause: str | None, passages: Sequence[Passage]) -> list[Passage]:
    """The passages of an article, or of one of its clauses; items go with none of them."""
    own = [p for p in passages if article_of(p) == article and family(p.label) in (None, _ARTICLE)]
    if not clause:
        return own
    places = list(dict.fromkeys(p.paragraph for p in own))
    number = _number(clause)
    return [p for p in own if 0 < number <= len(places) and p.paragraph == places[number - 1]]


_ARTICLE = family("第一条")


def _number(numeral: str) -> int:
    tens, _, ones = numeral.rpartition("十")
    if "十" in numeral:
        return 10 * _DIGITS.get(tens or "一", 1) + _DIGITS.get(ones, 0)
    return _DIGITS.get(numeral, 0)


def _first(text: str) -> str:
    """The first sentence of an article without its number and its stop."""
    start, end = sentences(text)[0]
    return _LABEL.sub("", text[start:end], count=1).strip().rstrip("。；;：:")[:LONGEST]


def _of_term(passage: Passage, passages: Sequence[Passage], weights: Weights) -> Gloss | None:
    asked = weights.question.folded
    own = weights.share(bigrams(passage.text))
    for other in passages:
        if other.id == passage.id or ("以下" not in other.text and "所称" not in other.text):
            continue
        for match in (*_CALLED.finditer(other.text), *_MEANT.finditer(other.text)):
            term, said = match["term"], match["said"].strip()
            at = passage.text.find(term)
            if at < 0 or term in asked or said in passage.text or len(said) > LONGEST:
                continue
            if weights.share(bigrams(f"{passage.text}\n{said}")) - own >= GAIN:
                at += len(term)
                return Gloss(f"{passage.text[:at]}（{said}）{passage.text[at:]}")
    return None

"""Which enumeration of the evidence answers a question that asks for a whole list, and how its items are quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.fold import fold
from index.splitter import sentences
from qa.evidence.candidates import Candidate, Reading
from qa.evidence.groups import leads_to_items, outer, siblings
from qa.lexicon.bigrams import bigrams
from qa.question.asked import GENERIC, asked_noun
from qa.question.counted import asked_count
from qa.reader.confidence import STANDS_OUT
from qa.reader.extent import opens_with, unlabelled
from qa.reader.lines import Line
from qa.reader.scoring import SURE
from qa.types import Evidence

# An item is quoted up to its first sentence; a head this short takes the next one along.
SHORT_HEAD = 14
# 一方面，推动甲。 takes it and 另一方面，推动乙乙。 beside it.
ALIKE_HEAD = 20
# Where the next item has less than this share of the first one's probability, the first alone answers.
OTHERS = 0.3
# So it does where it is less likely, but the others are nothing beside it.
FAR_LIKELIER, BARELY = 0.15, 0.2
_ARTICLE = re.compile(r"\s*第[一二三四五六七八九十百零\d]+条")
# 请列出全部申报条件 asks without a word that asks.
_LISTS = re.compile(rf"(?:列出|列举|罗列|列一下|逐条|逐项)[^?？]*(?:{GENERIC.pattern})")
_MATERIALS = re.compile(
    r"(?:哪些|什么|啥|哪几[样种份])(?:申[报请])?(?:材料|资料|手续|证件|东西)|(?:材料|资料|手续|证件)(?:清单|都?有哪些|有什么|要哪些)"
)
_HOW = re.compile(r"如何|怎么|怎样|措施|举措|做法|方面|介绍")
_CLASSES = re.compile(r"分(?:为|成)?(?:几|多少)个?(?:档|类|种|级|等)|有几档")


def items_of(reading: Reading, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return all items of the enumeration that the question asks for, empty when it asks for no whole one.

    A question that one item alone covers is about that item, and gets its sentences instead.
    """
    best = reading.best
    assert best is not None
    best = at_home(best, evidence)
    if best is None:
        return ()  # of the list that its passage may belong to nothing is known
    noun = asked_noun(reading.question)
    count = asked_count(reading.question.folded)
    items = _counted(reading, evidence, count) or group_of(best, evidence)
    # 哪五大中心: five items, each of which names a 中心.
    if (
        count
        and len(items) == count
        and noun
        and (GENERIC.search(noun) or all(noun[-2:] in fold(head_of(item)) for item in items))
    ):
        return items
    named = [item for item in items if opens_with(reading, unlabelled(item.passage.text))]
    if len(named) == 1:
        # 安全过节的要求 asks for one of seven; a bare head and what it heads is all that one says.
        return tuple(named) if head_of(named[0], bare=ALIKE_HEAD) == _all_of(named[0]) else ()
    if _by_articles(reading, items) or _of_one(reading, best, items):
        return ()
    asked = reading.question.folded
    generic = GENERIC.search(noun) if noun else _HOW.search(asked) or _LISTS.search(asked)
    generic = generic or _CLASSES.search(asked)
    announced = best.evidence not in items and leads_to_items(best.text)
    if announced and len(items) >= 2 and (best.chance or 0.0) >= SURE:
        return items  # 职工有下列情形之一的，可以提取：
    if len(items) < 2 or not generic or (best.evidence in items and _is_specific(reading, best)):
        return ()
    if _MATERIALS.search(asked) and best.evidence in items:
        return items  # each of them has to be brought
    if _headed_by(noun, items):
        return items
    return () if _one_answers(reading, items, within=best.evidence in items) else items


# A noun of so many letters in the heading above a list names just that list.
_NAMES_LIST = 4


def _headed_by(noun: str, items: Sequence[Evidence]) -> bool:
    """Whether the heading above the items ends with what is asked for: 哪些改革举措 of 一、推广的改革举措（共23项）."""
    section = items[0].passage.section
    heading = re.sub(r"[（(][^（）()]*[)）]\s*$", "", fold(section[-1])).strip() if section else ""
    return len(noun) >= _NAMES_LIST and heading.endswith(noun)


# 对企业出海是怎么说的 asks what was said of that.
_SAID_OF = re.compile(
    r"(?:对|就|关于|谈到|说到|讲到)[^,，。?？]{2,20}?(?:是|又|都|有)*(?:怎么|如何|怎样|什么)(?:说|讲|看|谈|评价|表态|介绍|看法|说法)"
)


def _of_one(reading: Reading, best: Candidate, items: Sequence[Evidence]) -> bool:
    """Whether it is asked what was said of one matter, and the models are sure that one item tells it."""
    asked = _SAID_OF.search(reading.question.folded)
    return asked is not None and best.evidence in items and (best.chance or 0.0) >= SURE


def _one_answers(reading: Reading, items: Sequence[Evidence], *, within: bool) -> bool:
    """Whether the models are sure of one item and of no other: 旅行社带客怎么算奖金 asks for one of five kinds of support.

    `within` says that the best sentence stands in one of the items, not above them.
    """
    chances = sorted((_chance(reading, item) for item in items), reverse=True)
    # 社保怎么减免 is told by one of seven items whose heads say nothing of it.
    floor = STANDS_OUT if within else SURE
    if within and chances[0] >= FAR_LIKELIER and chances[1] < BARELY * chances[0]:
        return True  # 对办事人员有何要求 is told under one of four heads, of which none names them
    return chances[0] >= floor and chances[1] < OTHERS * chances[0]


def _chance(reading: Reading, item: Evidence) -> float:
    """The probability of the likeliest sentence of a passage."""
    passage = item.passage
    inside = (
        c.chance or 0.0
        for c in reading.candidates
        if c.evidence.document.id == item.document.id
        and passage.start <= c.evidence.start + c.start < passage.end
    )
    return max(inside, default=0.0)


def _by_articles(reading: Reading, items: Sequence[Evidence]) -> bool:
    """Whether the items are the articles of a law, each a rule of its own, and no chapter of them is asked for."""
    articles = all(_ARTICLE.match(item.passage.text) for item in items)
    return articles and not any(
        opens_with(reading, unlabelled(part)) for item in items for part in item.passage.section
    )


def _counted(reading: Reading, evidence: Sequence[Evidence], count: int) -> tuple[Evidence, ...]:
    """The enumeration of as many items as asked for, around the best candidates or one level above them."""
    if not count:
        return ()
    by_id = {item.passage.id: item for item in evidence}
    for candidate in reading.candidates[:6]:
        passages = sorted(
            (i.passage for i in evidence if i.document.id == candidate.evidence.document.id),
            key=lambda p: p.start,
        )
        for find in (siblings, outer):
            found = find(candidate.evidence.passage, passages)
            if len(found) == count:
                return tuple(by_id[p.id] for p in found)
    return ()


def at_home(candidate: Candidate, evidence: Sequence[Evidence]) -> Candidate | None:
    """Return a sentence with the evidence whose passage it stands in, None where that was not found: it was read beside another's."""
    start = candidate.evidence.start + candidate.start
    own = candidate.evidence.passage
    if own.start < start + len(candidate.text) and start < own.end:
        return candidate
    for item in evidence:
        same = item.document.id == candidate.evidence.document.id
        if same and item.passage.start <= start < item.passage.end:
            at = start - item.start
            return replace(candidate, evidence=item, start=at, end=at + len(candidate.text))
    return None


def group_of(best: Candidate, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the evidence that forms one enumeration with, or announced by, the best candidate's passage."""
    passages = sorted(
        (item.passage for item in evidence if item.document.id == best.evidence.document.id),
        key=lambda p: p.start,
    )
    chosen = siblings(best.evidence.passage, passages)
    by_id = {item.passage.id: item for item in evidence}
    return tuple(by_id[p.id] for p in chosen)


def _is_specific(reading: Reading, best: Candidate) -> bool:
    """Whether the best sentence itself, rather than what stands above the enumeration, is what was asked."""
    passage = best.evidence.passage
    above = " ".join(
        part
        for part in (*passage.section, passage.question, best.evidence.document.title, passage.role)
        if part
    )
    shared = reading.weights.share(bigrams(above))
    return best.local > 0.6 and best.local > shared + 0.15


def head_of(item: Evidence, *, bare: int = SHORT_HEAD) -> str:
    """Return the first sentence of an item, and the second with it when the first is a bare head, shorter than `bare`."""
    text = item.passage.text
    spans = sentences(text)
    end = spans[0][1]
    if len(spans) > 1 and end - spans[0][0] < bare:
        end = spans[1][1]
    return text[:end].strip()


def _all_of(item: Evidence) -> str:
    """Return the text of an item where it is more than one sentence, else nothing."""
    return item.passage.text.strip() if len(sentences(item.passage.text)) > 1 else ""


def heads_of(items: Sequence[Evidence]) -> list[Line]:
    """Return the heads of the items of one list, a line each: where one is bare, those that are little longer are too."""
    some = len(items) == 1 or any(head_of(item) != head_of(item, bare=0) for item in items)
    bare = ALIKE_HEAD if some else SHORT_HEAD
    return [Line(head_of(item, bare=bare), item.number) for item in items]

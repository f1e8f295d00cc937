"""An item and the sentence that announces it are one rule: what is done stands in one, what befalls who does it in the other.

有下列行为之一的，处200元以上1000元以下罚款：（一）冒用他人居住证……
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.fold import fold
from index.splitter import sentences
from qa.evidence.candidates import Candidate, Reading, context_text
from qa.evidence.groups import MOST, announcing
from qa.lexicon.bigrams import bigrams
from qa.question.spoken import spoken_in
from qa.reader.enumerations import heads_of
from qa.reader.figure_answer import wanted
from qa.reader.lines import Line, line_of
from qa.reader.scoring import COVERED, SURE, SURE_FIRST, with_chance
from qa.types import Evidence

_ONE_OF = re.compile(r"[下如]列[^，,。；;]{0,12}之一")
_BELOW = re.compile(r"[下如]列|以下|如下|之一")
# 现就有关事项通知如下 announces a paper, not a rule.
_PAPER = re.compile(
    r"(?:通知|公告|通告|通报|公布|批复|答复|复函|决定|决议|意见|规定|办法|措施|方案|细则|说明)如下[:：。]?$|(?:提出|制定|采取|出台|公告|通知)(?:以下|如下)[^，,。；;]{0,8}(?:意见|措施|办法|规定|要求|安排)[:：。]?$"
)


# 五年来，我们主要做了以下工作： is no rule, and says nothing of a figure that one of the items reports.
_REPORTS = re.compile(
    r"(?:做了|抓了|办了|做好了?|抓好了?|开展了?|取得了?|采取了?|推进了?|实施了?)[^，,。；;]{0,10}?(?:以下|如下|下列|[几两三四五六七八九十])[^，,。；;]{0,8}(?:工作|方面|措施|成[绩效就果]|进展|[大实好]?事)"
)


def announcement(item: Evidence, evidence: Sequence[Evidence]) -> Evidence | None:
    """Return the evidence that announces the item of an enumeration by 下列 or the like, None where nothing does."""
    same = [other for other in evidence if other.document.id == item.document.id]
    passages = sorted((other.passage for other in same), key=lambda p: p.start)
    head = announcing(item.passage, passages)
    if head is None:
        return None
    found = next(other for other in same if other.passage.id == head.id)
    said = last_sentence(found)
    return found if _BELOW.search(said) and not _PAPER.search(said) else None


def last_sentence(item: Evidence) -> str:
    """Return the sentence of a passage that announces what follows."""
    start, end = sentences(item.passage.text)[-1]
    return item.passage.text[start:end].strip()


def lifted(reading: Reading, evidence: Sequence[Evidence]) -> Reading:
    """Return the reading with what announces items as likely as its own likeliest item, where it holds the figure asked for.

    Two heads of one law (有下列行为之一的，处200元以下罚款：) differ in nothing but their items. The item goes with its head.
    """
    if reading.question.kind not in ("figure", "when"):
        return reading
    items: dict[tuple[str, int], Candidate] = {}
    for candidate in reading.candidates:
        head = _announced_by(reading, candidate, evidence)
        told = _sentence(reading, head) if head else None
        if told is None:
            continue
        key = _place(told)
        if key not in items or items[key].score < candidate.score:
            items[key] = candidate
    if not items:
        return reading
    raised = [
        _joined(reading, c, items[_place(c)]) if _place(c) in items else c
        for c in reading.candidates
    ]
    gone = {_place(c.below) for c in raised if c.below is not None}
    ranked = sorted((c for c in raised if _place(c) not in gone), key=lambda c: -c.score)
    return replace(reading, candidates=tuple(ranked))


def _announced_by(
    reading: Reading, item: Candidate, evidence: Sequence[Evidence]
) -> Evidence | None:
    """What announces an item that was judged and states no figure of its own that is asked for, None for anything else."""
    if item.chance is None or not item.evidence.passage.label:
        return None
    if any(wanted(reading.question, figure, item.text) for figure in item.figures):
        return None
    return announcement(item.evidence, evidence)


def _joined(reading: Reading, head: Candidate, item: Candidate) -> Candidate:
    """The head with its likeliest item, where it holds the figure asked for: one rule, of which any one item is enough (之一)."""
    if not any(wanted(reading.question, figure, head.text) for figure in head.figures):
        return head
    chance = item.chance or 0.0
    one_of = _ONE_OF.search(head.text)
    if chance < (head.chance or 0.0) and not one_of:
        return head
    held = bigrams(f"{head.text}\n{item.text}")
    local = max(head.local, reading.weights.share(held))
    whole = max(head.whole, reading.weights.share(held | bigrams(context_text(head.evidence))))
    score = head.score + (local - head.local) + COVERED * (whole - head.whole)
    both = replace(head, local=local, whole=whole, score=score, below=item)
    return with_chance(both, chance)


def _place(candidate: Candidate) -> tuple[str, int]:
    """Where a sentence stands: its document and its beginning there."""
    return candidate.evidence.document.id, candidate.evidence.start + candidate.start


def whole_rule(
    lines: tuple[Line, ...], reading: Reading, evidence: Sequence[Evidence]
) -> tuple[Line, ...]:
    """The lines with what announces the first, and with the items that any of them announces: neither is a rule alone."""
    items = {item.number: item for item in evidence}
    first = items.get(lines[0].number) if lines else None
    if first is None:
        return lines
    head = announcement(first, evidence)
    single = reading.question.kind in ("figure", "when", "who", "where")
    if head is not None and not (single and _REPORTS.search(last_sentence(head))):
        text = last_sentence(head)
        if not any(
            line.number == head.number or text in f"{line.text}\n{line.whole}" for line in lines
        ):
            lines = (Line(text, head.number), *lines)
    told: list[Line] = []
    for line in lines:
        told.append(line)
        own = items.get(line.number)
        if own is not None and line.text.strip() == last_sentence(own):
            told += _below(reading, own, lines, evidence)
    return tuple(told)


def _below(
    reading: Reading, head: Evidence, lines: Sequence[Line], evidence: Sequence[Evidence]
) -> list[Line]:
    """The items that a line announces, where none of them is told: the one that was asked for, or else all."""
    own = [
        item
        for item in evidence
        if (found := announcement(item, evidence)) is not None and found.number == head.number
    ]
    if any(line.number == item.number for line in lines for item in own):
        return []
    asked = _item_asked(reading, head, evidence)
    if asked is not None:
        return [line_of(asked)]
    own.sort(key=lambda item: item.passage.start)
    return heads_of(own[:MOST])


def _item_asked(reading: Reading, head: Evidence, evidence: Sequence[Evidence]) -> Candidate | None:
    """Return the likeliest sentence where it is an item that `head` announces."""
    taken = next(
        (c for c in reading.candidates if c.below and c.evidence.number == head.number), None
    )
    if taken is not None:
        return taken.below
    best = _likeliest(reading)
    if best is None or best.evidence.passage.id == head.passage.id:
        return None
    other = announcement(best.evidence, evidence)
    return best if other is not None and other.passage.id == head.passage.id else None


def _likeliest(reading: Reading) -> Candidate | None:
    judged = [c for c in reading.candidates if (c.chance or 0.0) >= SURE_FIRST]
    # An item goes before what announces it, which may have been lifted beside it.
    return max(
        judged, key=lambda c: (c.chance or 0.0, bool(c.evidence.passage.label)), default=None
    )


def _sentence(reading: Reading, head: Evidence) -> Candidate | None:
    """The candidate that is the last sentence of the passage of `head`."""
    inside = [
        c
        for c in reading.candidates
        if c.evidence.document.id == head.document.id
        and head.passage.start <= c.evidence.start + c.start < head.passage.end
    ]
    return max(inside, key=lambda c: c.evidence.start + c.start, default=None)


NAME = 4  # characters of a title that name a card
# - 补助: 补助1万元: a line of a card says what its label names, of whatever the card is called.
_FIELD = re.compile(r"\s*[-*•]?\s*(?P<label>[一-龥]{2,8})\s*[:：]\s*\S.*")


def of_card(reading: Reading) -> Reading:
    """Return the reading with the labelled line first that the question asks for of the card whose title it names.

    So short a line says too little to the models, which read it without its card.
    """
    question, best = reading.question, reading.best
    if question.kind != "figure" or best is None:
        return reading
    asked = {word for said in spoken_in(question.folded) for word in said.written}
    lines = [
        c
        for c in reading.candidates
        if (match := _FIELD.fullmatch(c.text))
        and (match["label"] in question.folded or match["label"] in asked)
        and len(_title(c)) >= NAME
        and _title(c) in question.folded
        and any(wanted(question, figure, c.text) for figure in c.figures)
    ]
    first = max(lines, key=lambda c: len(_title(c)), default=None)
    if first is None:
        return reading
    sure = with_chance(first, max(SURE, best.chance or 0.0))
    rest = tuple(c for c in reading.candidates if c is not first)
    top = max(best.score, sure.score)
    return replace(reading, candidates=(replace(sure, score=top), *rest))


def _title(candidate: Candidate) -> str:
    return fold(candidate.evidence.document.title)

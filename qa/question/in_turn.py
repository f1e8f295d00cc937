"""The questions that one message asks one after another, each as if the ones before had been asked first.

常务会议一般开几次？全体会议呢？ is two; 楼上制造噪音，能罚吗，罚多少 asks what its clauses ask.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.fold import fold
from qa.question.anchors import marks, outer_of
from qa.question.decompose import ENDS, MOST_PARTS
from qa.question.followup import rewrite
from qa.question.kinds import settled
from qa.question.plainly import otherwise
from qa.question.times import ASKS, ASKS_UNMARKED
from qa.question.topics import (
    ASKING,
    ASPECTS,
    WHOLE,
    find_places,
    find_times,
    residue,
    topic_of,
)
from qa.types import Turn

_SENTENCE = re.compile(rf"[^{ENDS}]+[{ENDS}]*")
_MORE = re.compile(
    rf"(?:那么?|其中)?(?:谁|哪一?[个年家座地里边项者]?)(?:的?[\u4e00-\u9fff]{{0,4}})?(?:更|比较|最)?(?:高|低|多|少|大|小|快|慢|强)(?:一?些|一?点)?[呢啊]?[{ENDS}]*"
)
_TAG = re.compile(r"(?:[是对]|真的|是真的|没错|可以|行|这样)(?:吗|吧|不对|不是)[?？!！]+")
# What may be a condition: 我们是小微企业。
_CASE = re.compile(r"[是有在属叫了过]")
# Commas within quotation marks and brackets are none between clauses.
_CLAUSE = re.compile(r"(?:“[^“”]*”|《[^《》]*》|（[^（）]*）|\([^()]*\)|[^,，;；。])+")


@dataclass(frozen=True, slots=True)
class Piece:
    """One of several questions in a message: as it was typed, and the ways to ask it alone, the likeliest first.

    `leans` on the one before: no name of its own, so that a sentence which answers one may well answer both.
    """

    typed: str
    ways: tuple[str, ...]
    leans: bool = True

    @classmethod
    def of(cls, text: str) -> Piece:
        """Return a question that is asked in its own words, and in others where these find nothing."""
        return cls(typed=text, ways=(text, *otherwise(text)))


def sentences(question: str) -> tuple[Piece, ...]:
    """Return the questions that `question` asks one after another, each as if the ones before had been asked first.

    常务会议一般开几次？全体会议呢？ is two, with a comma too; empty where it is one. What asks nothing belongs to each.
    """
    pieces = [piece.strip() for piece in _SENTENCE.findall(settled(question)) if piece.strip()]
    if len(pieces) == 1:
        return _of_clauses(pieces[0])
    asked = [
        p
        for p in pieces
        if p[-1] in ENDS
        and (ASKING.search(p) or ASKS_UNMARKED.search(fold(p)))
        and not _TAG.fullmatch(p)
    ]
    if asked and pieces[-1][-1] not in ENDS and ASKS_UNMARKED.search(fold(pieces[-1])):
        asked.append(pieces[-1])  # 多久内要备案？用不用办营业执照
    if len(asked) == 1 and pieces[-1] not in asked and not _CASE.search(pieces[-1]):
        return _of_clauses(asked[0])  # 两个数我想对比一下
    if len(asked) == 2 and _MORE.fullmatch(asked[1]):
        return (Piece.of(asked[0]),)  # the figures tell which is more
    if not 2 <= len(asked) <= MOST_PARTS:
        return ()
    return _pieces(asked, "".join(p for p in pieces if p not in asked))


def _of_clauses(sentence: str) -> tuple[Piece, ...]:
    """The questions of one sentence, where each of its clauses that ask could be asked without the others."""
    if sentence.rstrip(ENDS).endswith("呢"):
        return tuple(map(Piece.of, clauses(sentence)))
    asked: list[str] = []
    head = ""
    for clause in _CLAUSE.findall(sentence.rstrip(ENDS)):
        head += f"，{clause.strip()}" if head else clause.strip()
        if ASKS.search(fold(clause)):
            asked, head = [*asked, head], ""
    alone = all(_stands_alone(text) or _elsewhere(text) for text in asked[1:])
    if head or not 2 <= len(asked) <= MOST_PARTS or not alone:
        return ()
    return _pieces(asked)


def _pieces(asked: Sequence[str], aside: str = "") -> tuple[Piece, ...]:
    made = [Piece.of(asked[0])]
    for text in asked[1:]:
        ways = _ways(text, made[-1].ways[0])
        made.append(Piece(typed=text, ways=ways, leans=not _stands_alone(text)))
    return tuple(
        replace(p, ways=tuple(f"{text.rstrip(ENDS)}？{aside}" for text in p.ways)) for p in made
    )


# What has so many characters of its own stands alone, with general nouns among them so many; with fewer it may, and is
# asked alone last.
_SUBJECT, _WITH_NOUNS, _MAYBE = 4, 5, 3
# What points at the question before (段女士因此亏了多少), or begins with what is done and not with who or what.
_POINTS = re.compile(
    r"因此|由此|因而|为此|[该此其这那]|^(?:([\u4e00-\u9fff])[不没]\1|[能可要需应会还也有用管不没未被超逾]|违反|担任|属于|位于|同时|是否|怎|如何)"
)


def _own(text: str, *, nouns: bool = False) -> int:
    """Characters of what a question asks about, without what can be asked of anything; with `nouns` general ones count."""
    return len(residue(_OF_IT.sub(" ", text), nouns=nouns))


def _stands_alone(text: str) -> bool:
    return not _POINTS.search(text) and (
        _own(text) >= _SUBJECT or _own(text, nouns=True) >= _WITH_NOUNS
    )


def _ways(text: str, before: str) -> tuple[str, ...]:
    """The ways to ask `text` behind `before`: what names a thing of its own is of the same place and year, not of the same thing."""
    if find_times(text) and not _stands_alone(text) and (matter := _undated(before)):
        return (f"{matter}，{text}",)
    leaning = f"{topic_of(before)}，{text}"
    alone = rewrite(text, [Turn(question=before, answer="")])
    if alone != text:
        # 那东莞呢 is the question before with another place. Under its anchor (渔船) a question may be under its topic
        # too, where that says more (渔船着火), not only what was asked of the anchor (渔船补贴的申请).
        anchor = alone.rstrip(ENDS).removesuffix(text.rstrip(ENDS))
        more = anchor != alone.rstrip(ENDS) and _own(topic_of(before)) - _own(anchor) >= _MAYBE
        return (alone, leaning) if more else (alone,)
    if _elsewhere(text) and not _stands_alone(text) and (measure := _measure(before)):
        return (f"{text.rstrip(ENDS)}，{measure}？",)
    kept = "" if marks(text, bodies=False) else _marked(before)
    apart = f"{kept}，{text}" if kept else text
    if _stands_alone(text):
        return apart, leaning
    return (leaning, apart) if _own(text) >= _MAYBE else (leaning,)


def _elsewhere(text: str) -> bool:
    """Whether a clause asks the same of another place and another time: 全省十四五期间年均又增多少."""
    return bool(find_times(text)) and bool(find_places(text) or WHOLE.search(text))


def _measure(text: str) -> str:
    """What a question is about, without its places and times."""
    topic = topic_of(text)
    spans = (*find_places(topic), *find_times(topic), *(m.span() for m in WHOLE.finditer(topic)))
    kept = [not any(a <= i < b for a, b in spans) for i in range(len(topic))]
    return "".join(c for c, own in zip(topic, kept, strict=True) if own)


def _undated(text: str) -> str:
    """What a question of one time is about beside it: 老旧小区改造 of 老旧小区改造，2020年定了多少个."""
    topic = topic_of(text)
    clauses_of = [clause for clause in re.split(r"[，,]", topic) if clause]
    return "，".join(c for c in clauses_of if not find_times(c)) if find_times(topic) else ""


def _marked(text: str) -> str:
    """The places, years and titles that `text` names; 全国 is everywhere, or the beginning of a name (全国重点实验室)."""
    found, end = "", 0
    for a, b in marks(text, bodies=False):
        if a >= end and not WHOLE.fullmatch(text[a:b]):
            found, end = found + text[a:b], b
    return found


# What is asked of the thing in the clause before: 补多少，有什么条件; 找哪个部门，电话多少.
_OF_IT = re.compile(
    rf"{ASPECTS.pattern}|([\u4e00-\u9fff])[不没]\1|什么|满足|具体|分别|最[高多低少长晚]|一[年次共户家]|每[年次户家月]|[去来]|给|能|可以|要|还|怎么|去?哪里?|年|天|月"
)


def clauses(question: str) -> tuple[str, ...]:
    """Return the questions that the clauses of one sentence ask, each with what it is about; empty where one alone asks.

    楼上制造噪音，能罚吗，罚多少 asks 楼上制造噪音，罚多少 too; 浙江的水价降多少，房租免几个月 the second of 浙江 alone.
    """
    whole = settled(question).strip().rstrip(ENDS)
    pieces = [clause.strip() for clause in _CLAUSE.findall(whole) if clause.strip()]
    first = next((i for i, clause in enumerate(pieces) if ASKS.search(fold(clause))), len(pieces))
    later = [c for c in pieces[first + 1 :] if ASKS.search(fold(c)) or c.endswith("呢")]
    if not 1 <= len(later) < MOST_PARTS or re.search(rf"[{ENDS}]", whole):
        return ()
    head, opening = "，".join(pieces[:first]), "，".join(pieces[: first + 1])
    made = [opening, *(_leaning(clause, head, opening) for clause in later)]
    return tuple(f"{text.rstrip(ENDS)}？" for text in made)


def _leaning(clause: str, head: str, first: str) -> str:
    """A clause that asks, with what it leans on: the case that was told, or what the first asked about, or its place."""
    if clause.endswith("呢"):
        return rewrite(clause, [Turn(question=first, answer="")])
    lead = head or topic_of(first)
    # 其中东部、西部各是多少: of all that was asked about.
    if not head and _own(clause) >= _SUBJECT and not clause.startswith("其中"):
        lead = "" if find_places(clause) else outer_of(first)
    return f"{lead}，{clause}" if lead else clause


def typed_of(asked: str, message: str) -> str:
    """Return the words at the end of a question `asked` that stand so in the message, without what it was made to lean on."""
    text = asked.rstrip(ENDS)
    clauses_of = [text[m.start() :] for m in re.finditer(r"^|(?<=[，,；;])", text)]
    return next((c for c in clauses_of if c.strip() and c in message), asked)

"""What an earlier exchange holds that a follow-up may mean: its statements, the thing it counted, the person it named."""

from __future__ import annotations

import re

from index.fold import fold
from qa.figures import find_figures
from qa.question.anchors import TAIL, clauses_of, subject_of
from qa.question.document_facts import asked_fact
from qa.question.persons import asks_whose_words
from qa.question.topics import residue, topic_of
from qa.question.turns import IF_NOT, WHEN_OR_HOW
from qa.types import Turn

# Longer clauses say more than what was counted.
COUNTED_LENGTH = 60
ITEM_LENGTH = 80
_MARKER = re.compile(r"\s*\[\d+\]")
_STATEMENT_END = re.compile(r"(?<=[。！？!?])\s*|(?:\s*\[\d+\])+\s*|\n+")
_NAMED = re.compile(
    r"[\u4e00-\u9fa5]{2,20}?(?:厅长|局长|主任|部长|市长|省长|县长|区长|书记|处长|司长|行长|院长|会长|巡视员|负责人|发言人|工程师)"
    r"[\u4e00-\u9fa5·]{2,4}?(?=表示|介绍|说|指出|认为|透露|提到|强调|[:：，,])"
)
_NUMBERS = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2}


# 试点省，有没有湖南 goes on about the provinces.
_ABOUT = 6
_ONE_OF_THEM = re.compile(
    r"，(?:有没有[^，,？?]{2,12}|[^，,？?]{0,8}(?:例外|除外)[^，,？?]{0,6})[？?]?$"
)


def asked_of(asked: str, turn: Turn, last: Turn) -> str:
    """Return the question that a follow-up goes on from: 是谁说的 is asked of what was said, 那东莞呢 after it of the `last` one.

    So is what is asked of the document that was quoted: its number is no matter of the talk.
    """
    before = last.question
    beside = asks_whose_words(fold(asked)) or _ONE_OF_THEM.search(asked)
    aside = beside and asked.startswith(topic_of(before)[:_ABOUT])
    same = set(turn.documents) & set(last.documents)
    fact = asked_fact(asked) if same else None
    paper = fact is not None and fact.fact not in ("listed", "outline")
    return before if aside or paper else asked


def items_of(answer: str) -> list[str]:
    """Return the statements of an answer in order; of a single one, its enumerated parts."""
    statements = [part.rstrip("。！？!? ") for part in _STATEMENT_END.split(answer)]
    statements = [part for part in statements if part.strip()]
    if len(statements) == 1:
        statements = re.split(r"[；;]|(?<![\u4e00-\u9fa5])[一二三四五六七八九]是", statements[0])
    return [part.strip("，,：: ")[:ITEM_LENGTH] for part in statements if len(part.strip()) > 1]


def parse_ordinal(text: str) -> int:
    """Return the number of 第…: digits or 一 to 十九; 0 for anything else."""
    if text.isdecimal():
        return int(text)
    if text.startswith("十"):
        return 10 + _NUMBERS.get(text[1:], 0)
    return _NUMBERS.get(text, 0)


def counted_in(turn: Turn) -> str:
    """Return the clause of the answer with the figure it is about; empty where the question says as much."""
    answer = _MARKER.sub("", turn.answer).strip()
    clauses = [c.strip() for c in re.split(r"[，,。；;！？\n]", answer) if c.strip()]
    counting = [c for c in clauses if any(f.kind == "quantity" for f in find_figures(c))]
    clause = next((c for c in counting if residue(c)), counting[0] if counting else "")
    return "" if len(clause) > COUNTED_LENGTH or clause in turn.question else clause


def person_in(turn: Turn) -> str:
    """Return the official that the answer names last, else the last whose words it cites; empty where there is none."""
    named = _NAMED.findall(_MARKER.sub("", turn.answer)) or list(turn.speakers)
    return named[-1] if named else ""


def act_of(asked: str) -> str:
    """What was to be done, beside who has to: 个体工商户，报送年度报告 of 个体工商户什么时候报送年度报告.

    One condition does not stack on another.
    """
    clauses = [c for c in clauses_of(asked) if not IF_NOT.match(c)] or clauses_of(asked)
    when = WHEN_OR_HOW.search(clauses[-1])
    if when and len(clauses[-1]) - when.end() > 1 and residue(clauses[-1][: when.start()]):
        act = clauses[-1][when.end() :].strip("的了 ")
        return "，".join([*clauses[:-1], subject_of(clauses[-1]), act])
    topic = topic_of("，".join(clauses))
    return TAIL.sub("", topic) or topic

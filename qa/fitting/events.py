"""Events that end what others begin, and which times of a sentence are of the other: the day of a birth is not that of a death. Pure."""

from __future__ import annotations

import re

from index.fold import fold
from qa.evidence.candidates import Candidate
from qa.evidence.clauses import clause_of
from qa.figures import Figure
from qa.question import Question

TIMES = ("date", "period")
_TITLE = re.compile(r"《[^》]*》")

# What begins, and what ends it.
_PAIRS = tuple(
    (re.compile(begins), re.compile(ends))
    for begins, ends in (
        (r"出生|诞生|生于", r"逝世|去世|病逝|辞世|离世|死于|死亡|遇难|牺牲|[，,。）)\d年月日]卒"),
        (r"成立|设立|创立|创办|创建|创刊", r"撤销|解散|停办|注销|关停|关闭|裁撤|停刊"),
        (r"开工|动工|奠基|始建", r"竣工|完工|建成|落成|投产|通车"),
        (r"开始|启动|开播|首播|开幕|开业|开馆", r"结束|截止|终止|停播|闭幕|停业|闭馆"),
        (r"施行|实施|执行|生效|试行", r"废止|失效|作废"),
        (r"就任|上任|履新|就职", r"卸任|离任|去职|辞职|免职|卸职"),
        (r"入职", r"离职"),
        (r"上市|挂牌", r"退市|摘牌"),
        (r"立案", r"结案"),
        (r"复工|复产|复课", r"停工|停产|停课"),
    )
)


def is_other_event(asked: str, clause: str) -> bool:
    """Whether `clause` dates only the other end of what `asked` asks for; texts are folded."""
    for pair in _PAIRS:
        for own, other in (pair, pair[::-1]):
            if not own.search(asked) or other.search(asked):
                continue
            if other.search(clause) and not own.search(clause):
                return True
    return False


def tells_event(clause: str) -> bool:
    """Whether a clause, folded, says that something began or ended."""
    return any(side.search(clause) for pair in _PAIRS for side in pair)


def dates_other(question: Question, candidate: Candidate) -> bool:
    """Whether a sentence dates only the other end of what is asked for: the birth, where the day of a death is."""
    times = times_told(candidate)
    return bool(times) and all(of_other_event(question, candidate, f) for f in times)


def times_told(candidate: Candidate) -> list[Figure]:
    """The times that a sentence tells, those in the names of documents left out."""
    return [f for f in candidate.figures if f.kind in TIMES and not in_title(candidate.text, f)]


def in_title(sentence: str, figure: Figure) -> bool:
    """Whether a figure is part of the name of a document."""
    return any(m.start() <= figure.start < m.end() for m in _TITLE.finditer(sentence))


def of_other_event(question: Question, candidate: Candidate, figure: Figure) -> bool:
    """Whether a time is that of the other event: told in its own clause, or in those up to the next time."""
    if question.kind != "when" or figure.kind not in TIMES:
        return False
    text = candidate.text
    start, end = clause_of(text, figure.number_start)
    if not tells_event(fold(text[start:end])):
        later = (f.start for f in times_told(candidate) if f.start >= end)
        end = min(later, default=len(text))
    return is_other_event(question.folded, fold(text[start:end]))

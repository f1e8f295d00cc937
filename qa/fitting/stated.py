"""Figures that a question states: of which it asks when, where or whose they are, and grades (5级以上地震). Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from index.fold import fold
from qa.evidence.candidates import Candidate
from qa.figures import Figure, find_figures, states
from qa.question import Question

_KINDS = ("quantity", "money", "rate", "points", "multiple")
# 80人的企业, 3000万的营收 tell the asker's case; of these it is asked.
_OF_IT = re.compile(
    r"(?:这一?个?数[字据额]?|这些)?(?:是|为)(?:在|从|由|指)?(?:哪一?年|哪里|哪儿|哪个?[省市县区地]|何[年时地]|几年的|什么时[候间]|谁)"
)


def states_asked_figure(question: Question, text: str) -> bool:
    """Return whether a text states the figures of which the question asks when, where or whose they are; True where it asks none."""
    asked = _asked(question)
    if not asked:
        return True
    stated = find_figures(fold(text))
    return all(any(states(s, a) for s in stated) for a in asked)


@lru_cache(maxsize=64)
def _asked(question: Question) -> tuple[Figure, ...]:
    """The figures that the question states and asks after: once a question, not once a sentence."""
    return tuple(
        figure
        for figure in find_figures(question.folded)
        if figure.kind in _KINDS and _OF_IT.match(question.folded, figure.end)
    )


def of_asked_grade(question: Question, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates but for those of another grade, where one has the grade asked about: 5级以上地震, not 7级以上地震."""
    asked = _grades(question.folded)
    if not asked or not any(asked <= _grades(fold(c.text)) for c in candidates):
        return tuple(candidates)
    units = {unit for _, unit in asked}
    return tuple(
        c
        for c in candidates
        if not (own := {g for g in _grades(fold(c.text)) if g[1] in units}) or own & asked
    )


# 才能算民宿集聚村, 认定为示范基地要多少人: what something is to be counted as.
_COUNTED_AS = re.compile(
    r"(?:才?算(?:是|作|得上)?|认定(?:为|成)|评(?:为|上|定为)|列入|成为|属于)(?P<name>[\u4e00-\u9fff]{4,12}?)(?=[?？,，]|$|的?(?:要|需|得|条件|标准|门槛))"
)


def of_asked_thing(question: Question, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates that name what something is to be counted as, where any does: 集聚村, not 集聚示范区."""
    asked = _COUNTED_AS.search(question.folded)
    kept = [c for c in candidates if asked and asked["name"] in fold(c.text)]
    return tuple(kept or candidates)


# Ⅱ级响应 is what people call 二级响应.
_ROMANS = ("Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "i", "ii", "iii", "iv", "v")
_ROMAN = re.compile(r"(?<![a-z])(?:[Ⅰ-Ⅴ]|i{1,3}|iv|v)(?=级)")


@lru_cache(maxsize=512)
def _grades(text: str) -> frozenset[tuple[str, str]]:
    if "级" not in text:
        return frozenset()
    text = _ROMAN.sub(lambda m: str(_ROMANS.index(m[0]) % 5 + 1), text)
    return frozenset((str(f.value), f.unit) for f in find_figures(text) if f.kind == "grade")

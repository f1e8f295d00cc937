"""A figure of which a question asks when, where or whose it is: 去产能6500万吨是哪年的. What answers states it. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from index.fold import fold
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

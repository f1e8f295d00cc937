"""What the figure check says: a verdict for each figure of a draft, with the place of the source that it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from index.scope import Scope
from qa.figures import Figure
from qa.types import Citation

Verdict = Literal["supported", "contradicted", "scope_differs", "not_found"]
# What a same number may differ in, as the reader sees it.
Difference = Literal[
    "对象", "时间", "地区", "主体", "比较基准", "方向", "计划与完成", "总量与增量", "限定词", "出处"
]

# The worst first: the verdict of a whole is the first of these that one of its parts has.
ORDER: tuple[Verdict, ...] = ("contradicted", "scope_differs", "not_found", "supported")
VERDICT_NAMES: Mapping[Verdict, str] = {
    "supported": "一致",
    "contradicted": "不一致",
    "scope_differs": "口径不同",
    "not_found": "未找到",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureFinding:
    """One figure of the draft: `claim[start:end] == text`.

    `source` is the figure of the source that decided, None where none did; `citation` is its number in the report.
    `differs` names what is not the same thing (for `scope_differs`), `note` says in Chinese why. `doubtful` says that
    the source's figure may have been misread: no verdict on it is to be told without that.
    """

    start: int
    end: int
    text: str
    figure: Figure
    verdict: Verdict
    source: Figure | None = None
    citation: int | None = None
    differs: tuple[Difference, ...] = ()
    doubtful: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordFinding:
    """What is no figure and yet checked: who said it, which document, a clause turned into its opposite."""

    start: int
    end: int
    text: str
    kind: Literal["source", "office", "statement"]
    verdict: Verdict
    source_text: str | None = None
    citation: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimReport:
    """The whole draft: `verdict` follows from its figures and words, in the order of `ORDER`."""

    claim: str
    verdict: Verdict
    figures: tuple[FigureFinding, ...]
    words: tuple[WordFinding, ...]
    citations: tuple[Citation, ...]
    sentences: int
    scope: Scope = field(default_factory=Scope)
    timings_ms: Mapping[str, float] = field(default_factory=dict)


def worst(verdicts: list[Verdict]) -> Verdict:
    """Return the verdict of a whole; of nothing at all it is `not_found`."""
    return next((v for v in ORDER if v in verdicts), "not_found")

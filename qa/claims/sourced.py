"""Findings as those of the source that a draft names: said by him, or by another. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.citations import Supported
from qa.claims.attributed import Attribution, Worded
from qa.claims.judging import Judged
from qa.types import Evidence


def his(judged: Judged, source: Attribution | None, evidence: Sequence[Evidence]) -> Judged:
    """Return a finding as that of another where somebody else says the figure in the paragraph that names the draft's speaker."""
    if judged.verdict != "supported" or source is None or not (judged.citation and judged.source):
        return judged
    place = (judged.citation.document.id, judged.citation.paragraph_start)
    item = next((i for i in evidence if (i.document.id, i.start) == place), None)
    if item is None or source.says(item, judged.source.start):
        return judged
    return misplaced(judged)


def said(source: Attribution | None, proof: Supported) -> list[Worded]:
    """The proof of a framed sentence has confirmed its frame too."""
    if source is None or not source.cut:
        return []
    return [
        Worded(
            start=0, end=source.cut, kind="source", verdict="supported", citation=proof.citations[0]
        )
    ]


def misplaced(judged: Judged) -> Judged:
    """What another source says is not what the named one says."""
    if judged.verdict != "supported":
        return replace(judged, verdict="not_found", source=None, citation=None, differs=(), note="")
    where = judged.citation.document.title if judged.citation else ""
    who = f"{judged.citation.role or ''}{judged.citation.speaker or ''}" if judged.citation else ""
    note = f"这个数字见于《{where}》" + (f"，说话人是{who}" if who else "")
    return replace(judged, verdict="scope_differs", differs=("出处",), note=note)

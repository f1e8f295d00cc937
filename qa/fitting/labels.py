"""Items that are called by their own label: of 六、中秋节：…… and 七、国庆节：…… the one that the question names. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from index.fold import fold
from qa.evidence.candidates import Candidate
from qa.evidence.rosters import names_one
from qa.evidence.spread import closed
from qa.question import Question
from qa.question.spoken import with_written

# 一、国庆节：, （2）购车补贴：, 副总指挥：
_LABEL = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s*|第[一二三四五六七八九十\d]{1,3}[条项]\s*|[-—·•*]+\s*)?(?P<label>[\u4e00-\u9fff]{2,10})[：:]\s*(?=\S)"
)
# A label is called by what stands before these too: 国庆 of 国庆节.
_ENDS = "节日费类金期者人员"
_LEAST = 2
# A sentence with so many of the labels announces them.
_LISTED = 3


def of_its_label(question: Question, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates but for the items under other labels, where the question names the label of an item beside them.

    总指挥：…… answers who 总指挥 is, 副总指挥：…… does not.
    """
    labels = [_label(c) for c in candidates]
    said = with_written(question.folded)
    named: dict[str, set[str]] = defaultdict(set)
    for candidate, label in zip(candidates, labels, strict=True):
        if label and _names(said, label):
            named[candidate.evidence.document.id].add(label)
    for known in named.values():
        # 副总指挥 is asked for, not 总指挥 within it.
        inside = {a for a in known for b in known if a != b and a in b}
        known -= {a for a in inside if said.count(a) <= sum(a in b for b in known) - 1}
    every = frozenset(labels) - {""}

    def kept(candidate: Candidate, label: str) -> bool:
        own = named.get(candidate.evidence.document.id)
        if not own or label:
            return not own or label in own
        # What only counts them up says of none what stands under it.
        listed = sum(other in candidate.text for other in every) >= _LISTED
        return not listed and not (question.kind == "who" and names_one(candidate.text))

    return tuple(c for c, label in zip(candidates, labels, strict=True) if kept(c, label))


def _label(candidate: Candidate) -> str:
    match = _LABEL.match(closed(fold(candidate.text)))
    return match["label"] if match else ""


def _names(folded: str, label: str) -> bool:
    short = label.rstrip(_ENDS)
    return label in folded or (len(short) >= _LEAST and short in folded)

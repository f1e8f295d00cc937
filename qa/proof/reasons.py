"""Why a draft was rejected, in a word for the caller and a line for people."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.fold import fold
from qa.figures import find_figures
from qa.proof.context import context_of, short
from qa.proof.laid import Reason
from qa.proof.tokens import agree, flatten, tokens_of
from qa.proof.words import NEGATIONS
from qa.types import Evidence

_NAMES = re.compile(
    r"《[^》]{2,60}》|“[^”]{2,40}”|[\u4e00-\u9fff]{2,14}(?:公司|集团|大学|学院|银行|协会|委员会|研究院|[^全各]省|厅|局)(?![\u4e00-\u9fff]{0,2}[长级市])"
)
_SAID: dict[Reason, str] = {
    "figure": "数字没有依据",
    "scope": "年份、地区与依据不符",
    "name": "名称没有依据",
    "coverage": "依据没有这样说",
    "negation": "与依据的肯定、否定不符",
    "condition": "略去了依据中的条件或限制",
    "modality": "把计划说成事实，或把事实说成计划",
    "subject": "主体与依据不符",
    "no_evidence": "没有依据可核对",
    "empty": "没有内容",
}


def diagnose(text: str, evidence: Sequence[Evidence], found: Reason | None) -> tuple[Reason, str]:
    """Return the reason and a line in Chinese; `found` is the objection of the rules, if it came that far."""
    text = flatten(text).text
    claims = tokens_of(text)
    sources = [token for item in evidence for token in tokens_of(flatten(item.text).text)]
    for claim in claims:
        if claim.kind == "figure" and not any(agree(claim, s) for s in sources):
            return "figure", f"{_SAID['figure']}：{text[claim.start : claim.end]}"
    above = "".join(
        item.text + item.document.title + (item.passage.question or "") for item in evidence
    )
    known = {context_of(item).home for item in evidence} | {token.text for token in sources}
    for claim in claims:
        written = text[claim.start : claim.end]
        if (
            claim.kind in ("period", "region")
            and claim.text not in known
            and written not in fold(above)
        ):
            return "scope", f"{_SAID['scope']}：{written}"
    if found is not None:
        return found, _SAID[found]
    for match in _NAMES.finditer(text):
        if short(match[0]) not in short(above):
            return "name", f"{_SAID['name']}：{match[0]}"
    best = max(evidence, key=lambda item: len(set(fold(text)) & set(fold(item.text))))
    if bool(NEGATIONS.search(text)) != bool(NEGATIONS.search(best.text)):
        return "negation", _SAID["negation"]
    if find_figures(text):
        return "scope", "数字所说的事与依据不同"
    return "coverage", _SAID["coverage"]

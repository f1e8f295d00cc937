"""What stands over the source's figure must stand over the draft's: who surmises it, on what supposition, against what it is reckoned. Pure."""

from __future__ import annotations

import re

from index.fold import fold
from qa.claims.official import telling
from qa.claims.told import Told
from qa.claims.types import Difference
from qa.claims.words import key, missing, pairs, share
from qa.proof.framed import IMAGINED, RECKONED, a_year_ago, label_over, over, without_prices
from qa.proof.taken_back import taken_back

# So much of what stands over a figure must be told.
TOLD = 0.5
_LEFT_OUT = re.compile(r"不含|不包括|不计")


def framed_otherwise(
    body: str, claim: Told, paragraph: str, source: Told
) -> tuple[Difference, ...]:
    """Return in which ways the paragraph says of the source's figure what the draft `body` does not say of its own."""
    at = source.figure.start
    found: list[Difference] = []
    if taken_back(paragraph, source.clause[1]):
        found.append("对象")
    label = label_over(paragraph, at)
    if label and label not in fold(body):
        found.append("对象")
    for frame in over(paragraph, at):
        if not _told(frame, body, claim):
            found.append(_kind(frame))
    return tuple(found)


def _kind(frame: str) -> Difference:
    if RECKONED.search(frame):
        return "比较基准"
    return "计划与完成" if IMAGINED.search(frame) else "出处"


def _told(frame: str, body: str, claim: Told) -> bool:
    if a_year_ago(frame) and claim.change == "同比":
        return True
    if without_prices(frame) and "实际" in body:
        return True
    words = key(frame)
    if _LEFT_OUT.search(frame) and telling(missing(words, pairs(body))):
        return False
    return bool(words) and share(words, pairs(body)) >= TOLD

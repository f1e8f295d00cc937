"""What other texts tell, where the question asks of several at once: 多地采取了哪些措施, 哪些城市发放了消费券. Pure.

Where one paper is meant a sentence of another beside it is seldom an answer; where each of many is, one paper alone is half of one.
"""

from __future__ import annotations

import re

from qa.evidence.candidates import Candidate, Reading
from qa.reader.extent import restates
from qa.reader.scoring import SURE_FIRST

_EACH = r"地区?|部门|省[份市]?|市(?!场)|城市|县|区(?!域)|国家?|单位|机构|海关|企业|公司|银行|高校|学校|医院"
_SEVERAL = re.compile(
    rf"多(?:地|国|个?(?:部门|城市|省份?|市|家))|各(?:{_EACH})|(?:哪些|哪几个?|哪[两三四五六七八九十]个?)(?:{_EACH})"
)
# A sentence of another text is told at this share of the best one's probability, and where the models take it to answer.
SHARE = 0.4
MOST = 4


def across(reading: Reading, best: Candidate) -> list[Candidate]:
    """Return the likeliest sentence of each further document, where the question asks of several places, bodies or firms at once."""
    if not _SEVERAL.search(reading.question.folded):
        return []
    floor = max(SURE_FIRST, SHARE * (best.chance or 0.0))
    told: dict[str, Candidate] = {}
    for candidate in sorted(reading.candidates, key=lambda c: -(c.chance or 0.0)):
        other = candidate.evidence.document.id
        if (candidate.chance or 0.0) < floor or len(told) == MOST:
            break
        if other == best.evidence.document.id or other in told or candidate.titles:
            continue
        if not restates(reading, candidate):
            told[other] = candidate
    return list(told.values())

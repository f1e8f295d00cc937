"""Whether a sentence gives a reason, for a question that asks why. The models take any sentence about the matter for one. Pure."""

from __future__ import annotations

import re

from index.fold import fold
from qa.evidence.candidates import Candidate, Reading
from qa.lexicon.bigrams import bigrams
from qa.question import Question
from qa.reader.extent import FOLLOWS, paragraph

# Of a sentence this likely the models have seen that it tells why (此战后…, 作为…的组成部分被列入).
PLAIN = 0.75
# Words that join what is so to why it is so, or what is done to what it is done for.
_GIVES = re.compile(
    r"因(?!素|子)|受[^，。；,;]{1,24}影响|由于|为了|以便|以免|避免|防止|旨在|目的|从而|鉴于|出于|既然|基于|有?利于|便于|所以|"
    r"原因|理由|缘由|考虑|被迫|迫于|不得不|否则|再不[^,，。]{1,8}就|主要(?:是(?!为|以|由|指)|因)|只有|才|如果|若|需要|必须|(?<!致)使(?!用|命|馆|者)|故(?!事|障|意|居|宫|乡|[^,，。;；]{0,8}[诉请])|"
    r"怀疑|以为(?!由)|[意企]图|担心|"
    r"为(?:申|承|获|谋|牟|逃|争|完成|筹|纪念|进一步|更好|加快|推动|促进|贯彻|落实|保[障护证]|确保|加强|规范|做好|支持|切实|深入|全面|有效|维护|提[高升]|方便|便利|应对|满足|解决|扩大|实现|鼓励)|"
    r"为[^，,。；;]{1,20}所|以[^，。；;]{1,40}为由|以(?:更好|进一步|促进|保障|确保|推动|应对|满足|解决|防)|是.{2,60}的(?:需要|要求|举措|保障|基础|关键)"
)


def giving(reading: Reading) -> tuple[Candidate, ...]:
    """Return the candidates that give a reason: by a word of their own, or as what the next sentence follows from.

    Where the models are sure of a sentence it needs no such word.
    """
    return tuple(
        c
        for c in reading.candidates
        if (c.chance or 0.0) >= PLAIN
        or _GIVES.search(fold(c.text))
        or _leads_to(reading.question, fold(c.text))
        or _leads_on(reading, c)
    )


# What stands before these is why, and what stands behind them so: 路面结冰，致使车辆失控 tells why it did, not why there was ice.
_EFFECT = re.compile(r"致使|导致|造成|引[起发]|以致|于是|遂(?!宁|昌|溪|川|平)")


def _leads_to(question: Question, text: str) -> bool:
    """Whether a text tells what led to what is asked about, rather than what that led to."""
    asked = bigrams(question.folded)
    return any(
        len(asked & bigrams(text[m.end() :])) >= len(asked & bigrams(text[: m.start()]))
        for m in _EFFECT.finditer(text)
    )


def _leads_on(reading: Reading, candidate: Candidate) -> bool:
    around = paragraph(reading, candidate)
    at = around.index(candidate) + 1
    return at < len(around) and FOLLOWS.match(fold(around[at].text)) is not None

"""Sentence and clause boundaries in Chinese text, as spans; knows nothing of documents.

A mark ends a sentence only where a reader would stop: never inside a figure (16.6%), an address, a quotation,
a title in 《》 or brackets. Full-width and half-width punctuation count alike.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

# A quotation or bracket longer than this does not hide the sentence ends inside it: an unclosed mark, or a
# speech of many sentences, must not make one endless sentence. The longest bracket in 1 058 laws has 180 characters.
PROTECTED = 400
# What runs on longer than this without a full stop (recorded speech, court records, lists in one line) is cut between
# clauses, into pieces of at least so many characters: one sentence in 2 000 of notices and reports is as long.
RUN_ON, PIECE = 300, 80

_LIMIT = f"{{0,{PROTECTED}}}"
_NEST = r"(?:[^（）()\n]|[（(][^（）()\n]{0,200}[）)])"
_SPANS = (
    rf"“[^“”\n]{_LIMIT}”",
    rf"「[^「」\n]{_LIMIT}」|『[^『』\n]{_LIMIT}』|‘[^‘’\n]{_LIMIT}’",
    r"《(?:[^《》\n]|《[^《》\n]{0,100}》){0,200}》|〈[^〈〉\n]{0,100}〉",
    rf"[（(]{_NEST}{_LIMIT}[）)]",
    r"[【\[［〔][^【】\[\]［］〔〕\n]{0,120}[】\]］〕]",
)
_ADDRESS = r"(?:https?://|www\.)[A-Za-z0-9./?&=%:#~+@_!,;\-]{1,500}(?<=[A-Za-z0-9/=_\-])"
# 1,000 and 10:30 and 3.5; a full-width comma only in 1，000 (three digits), since 2025，36 is two figures.
_FIGURE = r"(?<!\d)\d{1,40}(?:[.,:：．]\d+|，\d{3}(?!\d))+"
_CLOSERS = "”’」』）)】》"
_END = rf"[。！？!?｡]+[{_CLOSERS}]*|(?<=[\u4e00-\u9fff%）)])\.(?=\s|$)|(?<=[a-z]{{2}})\.(?=\s+[A-Z\u4e00-\u9fff]|\s*$)"


def _tokens(quote: str, marks: str) -> re.Pattern[str]:
    spans = "|".join((*_SPANS, quote) if quote else _SPANS)
    return re.compile(
        rf"(?P<span>{spans})|(?P<keep>{_ADDRESS}|{_FIGURE})|(?P<mark>{marks})|(?P<line>\n)"
    )


# Straight quotes do not say which of them opens; they pair up only where their number is even.
_STRAIGHT = r'"[^"\n]{1,200}"'
_SENTENCE = _tokens("", _END), _tokens(_STRAIGHT, _END)
_CLAUSE_END = rf"{_END}|[，,；;：:]+|——+"
_CLAUSE = _tokens("", _CLAUSE_END), _tokens(_STRAIGHT, _CLAUSE_END)

_ENDED_QUOTE = re.compile(r"[。！？!?…][”」』’\"]$")
# “……。”某某说。: what follows the quotation still belongs to its sentence.
_ATTRIBUTION = re.compile(
    r"\s*(?:[，,、；;：:]|[^，。；！？\n“”]{0,30}?(?:说|表示|介绍|指出|强调|坦言|认为|称|告诉|问道|回答)[。，：:])"
)
_NOTE = re.compile(
    rf"[（(](?!\s*(?:[一二三四五六七八九十]{{1,3}}|\d{{1,2}})\s*[）)]){_NEST}{{2,300}}[）)]"
    r"|[\[［〔【](?:责任|牵头|配合|主办|承办|主管|对接)(?:单位|部门|处室)[^\[\]［］〔〕【】\n]{2,300}[\]］〕】]"
)


# 对…旅行社进行奖励。每满一万人奖励一万元: how much the sentence before gives, and to nobody of its own.
_FOR_EACH = re.compile(
    r"[ \t]*每(?:满|(?:新?增|超|多|高|减|降)[加长过出少低]?)[\d一二两三四五六七八九十百千万]"
)

# 三、集中参保期。2025年9月15日至12月25日。: the label says what the days are.
_LABEL = 18
_CUT = re.compile(r"[，,；;：:]")
_DAYS = r"(?:(?:19|20)\d{2}年)?\d{1,2}月(?:\d{1,2}[日号])?"
_ONLY_DAYS = re.compile(
    rf"\s*(?:自|从|每年)?{_DAYS}起?(?:\s*(?:至|到|[-—~～])+\s*{_DAYS}止?)?[。；]"
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences of `text`, in order, without surrounding white space.

    Together the spans hold every character that is not white space. A note in brackets right after a full stop
    (（责任单位：……）, [责任单位：……]) stays with the sentence it is a note to; a line break always ends a sentence. What runs on
    for more than `RUN_ON` characters is cut between its clauses.
    """
    spans = list(_trimmed(text, _sentence_ends(text)))
    if all(end - start <= RUN_ON for start, end in spans):
        return spans
    inner = clauses(text)
    return [piece for span in spans for piece in _pieces(text, span, inner)]


def _goes_on(text: str, last: int, mark: re.Match[str]) -> bool:
    """Whether what stands behind a full stop belongs before it: 每满一万人奖励一万元, or the days that a label has."""
    if _FOR_EACH.match(text, mark.end()):
        return True
    label = text[last : mark.start()].strip()
    named = 2 < len(label) <= _LABEL and not _CUT.search(label)
    return named and _ONLY_DAYS.match(text, mark.end()) is not None


def _pieces(
    text: str, span: tuple[int, int], inner: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield the pieces of a sentence, which is one where it does not run on: runs of its clauses, of those in `inner`.

    A piece ends at a semicolon where the sentence has any, or else where `PIECE` characters are reached.
    """
    start, end = span
    own = inner[bisect_left(inner, (start, 0)) : bisect_left(inner, (end, 0))]
    if end - start <= RUN_ON or len(own) < 2:
        yield span
        return
    strong = any(text[right - 1] in "；;" for _, right in own[:-1])
    left = own[0][0]
    for (_, right), (following, _) in pairwise(own):
        mark = text[right - 1]
        if strong:
            ends = mark in "；;"
        else:
            ends = mark not in "：:" and right - left >= PIECE and end - right >= PIECE // 2
        if ends:
            yield from _pieces(text, (left, right), inner) if strong else [(left, right)]
            left = following
    yield from _pieces(text, (left, end), inner) if strong else [(left, end)]


def clauses(text: str) -> list[tuple[int, int]]:
    """Return the spans of the clauses of `text`: sentences cut further at ， ； ： and dashes, marks included.

    Clauses hold together what a sentence holds together: figures, titles, quotations and brackets are never cut.
    """
    pattern = _CLAUSE[text.count('"') % 2 == 0]
    ends = [m.end() for m in pattern.finditer(text) if m.lastgroup in ("mark", "line")]
    return list(_trimmed(text, sorted({*ends, *_sentence_ends(text)})))


def clause_ends(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Return `(offset, mark)` after each clause mark within `text[start:end]`, the offsets counted in `text`."""
    pattern = _CLAUSE[text.count('"', start, end) % 2 == 0]
    return [
        (m.end(), m.group()) for m in pattern.finditer(text, start, end) if m.lastgroup == "mark"
    ]


def protected(text: str) -> list[tuple[int, int]]:
    """Return the spans of `text` that nothing may cut: quotations, titles, brackets, figures, addresses."""
    pattern = _SENTENCE[text.count('"') % 2 == 0]
    return [m.span() for m in pattern.finditer(text) if m.lastgroup in ("span", "keep")]


def _sentence_ends(text: str) -> list[int]:
    """Return the offsets at which sentences end, in order."""
    ends: list[int] = []
    last = 0
    for m in _SENTENCE[text.count('"') % 2 == 0].finditer(text):
        kind = m.lastgroup
        if kind == "line":
            ends.append(m.start())
        elif kind == "mark" and not _goes_on(text, last, m):
            ends.append(_with_note(text, m.end()))
        elif (
            kind == "span"
            and _ENDED_QUOTE.search(m.group())
            and m.group()[0] not in "（(【[《〈〔［"
        ):
            # A quotation with its own full stop ends the sentence, unless “……！” is a word of a longer one.
            opens = not text[last : m.start()].strip() or text[m.start() - 1] in "：:，,。！？”"
            if opens and not _ATTRIBUTION.match(text, m.end()):
                ends.append(_with_note(text, m.end()))
        if ends:
            last = ends[-1]
    return ends


def _with_note(text: str, end: int) -> int:
    note = _NOTE.match(text, end)
    return note.end() if note else end


def _trimmed(text: str, ends: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the pieces of `text` between `ends`, trimmed, leaving out those that are empty."""
    start = 0
    for end in (*ends, len(text)):
        if end <= start:
            continue
        piece = text[start:end]
        left = len(piece) - len(piece.lstrip())
        if left < len(piece):
            yield start + left, start + len(piece.rstrip())
        start = end

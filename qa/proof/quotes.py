"""The words that carry a statement: verbatim runs of whole sentences, and the clauses that a draft was laid along."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from index.fold import fold
from index.splitter import sentences
from qa.proof.laid import Laid
from qa.proof.words import CONNECTIVE, NEGATIONS
from qa.types import Citation, Evidence

Span = tuple[int, int]
# A draft need not repeat the number of the item that it repeats.
_LABEL = re.compile(
    r"\s*(?:[-*+•·●▪○◆■►➢]\s*)?(?:[\d０-９]{1,2}\s*[.．、)）]|[（(][一二三四五六七八九十\d０-９]{1,3}[)）]|"
    r"[一二三四五六七八九十]{1,3}[、是]|第[一二三四五六七八九十百零]+条)?[，,、．.]?\s*"
    f"(?:{CONNECTIVE})?"
)
# So much stands under a heading that it can be understood without it.
_HEADING, OWN = re.compile(rf"(?:{_LABEL.pattern})(?P<head>[^，,。；;：:！!？?\s]{{2,24}})\s+"), 15
# ……主要有四个方面：　一是…… is the first of four sentences.
_ANNOUNCED = re.compile(
    r"(?P<head>.{4,}(?:[下如]下|下列|方面|[条项点]|措施|要求|内容|事项|意见))\s*[：:]\s*", re.DOTALL
)
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}[、是]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、](?!\d)"
)
_LAST_NUMBER = re.compile(rf"(?:{_NUMBERED.pattern})\\s*$")
# A note's number in the source ([1], of web pages and papers) is a marker in a draft, and tidied away with the others.
NUMBERS = r"\d{1,3}(?:\s*[,，、;；\-–—~～]\s*\d{1,3})*"
_NOTE = re.compile(rf"[\[【［〔]\s*{NUMBERS}\s*[\]】］〕]")
_END_MARKS = "。.；;，,！!？? "
_SPACE = re.compile(r"\s")
_BETWEEN = re.compile(r"[A-Za-z0-9][^\S\n][A-Za-z0-9]")  # of folded text


@lru_cache(maxsize=512)
def _compact(text: str) -> tuple[str, Sequence[int]]:
    """Return folded `text` without notes and white space (kept between figures), and where each character stood."""
    folded = fold(text)
    dropped = {i for m in _NOTE.finditer(text) for i in range(*m.span())}
    dropped.update(
        m.start() for m in _SPACE.finditer(folded) if not _BETWEEN.match(folded, m.start() - 1)
    )
    if not dropped:
        return folded, range(len(folded))
    kept = [i for i in range(len(folded)) if i not in dropped]
    return "".join([folded[i] for i in kept]), kept


@lru_cache(maxsize=512)
def _sentences(text: str) -> tuple[Span, ...]:
    return tuple(sentences(text))


def verbatim(draft: str, paragraph: str) -> tuple[Span, ...]:
    """Return the run of whole sentences of `paragraph` that the draft repeats word for word, () when there is none."""
    wanted, _ = _compact(draft)
    wanted = wanted.rstrip(_END_MARKS)
    if not wanted:
        return ()
    whole, places = _compact(paragraph)
    at = whole.find(wanted)
    while at >= 0:
        start, end = places[at], places[at + len(wanted) - 1] + 1
        spans = _sentences(paragraph)
        begins = next(
            (
                a
                for a, _ in spans
                if a == start or (a < start and _before(paragraph[a:start], paragraph[start:end]))
            ),
            None,
        )
        ends = next(
            (
                b
                for _, b in spans
                if end <= b
                and not "".join(_NOTE.sub("", paragraph[end:b]).split()).strip(
                    _END_MARKS + "…”’」』）)"
                )
            ),
            None,
        )
        if begins is not None and ends is not None:
            asks = paragraph[begins:ends].rstrip("”」』 ")[-1:] in "?？"
            if not asks or draft.rstrip()[-1:] in "?？":
                return ((begins, ends),)
        at = whole.find(wanted, at + 1)
    return ()


def _before(text: str, told: str) -> bool:
    """Whether what a sentence begins with need not be repeated before what is `told`: its label, the notes of the one before.

    Where line breaks are lost, white space alone sets a heading off from its text (四、来访与接待　来访者应当……), and the first
    item goes on behind the colon that announces them all.
    """
    text = _NOTE.sub("", text).lstrip()
    if _LABEL.fullmatch(text):
        return True
    head = _HEADING.fullmatch(text)
    if head is None and (item := _NUMBERED.match(told)):
        head = _ANNOUNCED.fullmatch(text)
    elif head is None and (item := _LAST_NUMBER.search(text)):
        head = _ANNOUNCED.fullmatch(text[: item.start()])
    return len(told) >= OWN and head is not None and not NEGATIONS.search(head["head"])


def sentence_spans(laid: Laid) -> tuple[Span, ...]:
    """Return the shortest runs of whole clauses, one a sentence, that hold all that the draft was laid along."""
    source = laid.source
    spans: list[Span] = []
    needed = laid.needed
    for first, last in source.sentences:
        used = [c for c in needed if first <= c < last]
        if not used:
            continue
        start, end = source.flat.span(
            source.clauses[min(used)].start, source.clauses[max(used)].end
        )
        if spans and start - spans[-1][1] <= 1:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return tuple(spans)


def citation(item: Evidence, span: Span) -> Citation:
    """Return the citation of `item.text[span]`; white space at its ends is left out."""
    start, end = span
    while start < end and item.text[start].isspace():
        start += 1
    while end > start and item.text[end - 1].isspace():
        end -= 1
    passage = item.passage
    return Citation(
        number=item.number,
        document=item.document,
        paragraph=passage.paragraph,
        page=passage.page,
        speaker=passage.speaker,
        role=passage.role,
        section=passage.section,
        start=item.start + start,
        end=item.start + end,
        quote=item.text[start:end],
        text=item.text,
        paragraph_start=item.start,
        score=item.score,
    )

"""Questions that share their passages, in groups: the passages are computed once for all of them in training.

A group shows 1 to 3 windows of passages; each question is answered from them in the words of the source, or refused.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from index.splitter import clauses, sentences
from qa.generators.reading import EXCERPT, PASSAGES, REFUSAL, Shown
from qa.lexicon.bigrams import bigrams
from qa.training.reader_items import Item, Span, Texts
from qa.training.reader_made import another_region, another_year, elsewhere

# A question this much of whose words a passage shares may be answered by it, whatever the rows say.
TOO_ALIKE = 0.55
MOST_QUESTIONS = 6
MOST_REFUSED = 2
NEAR_MISS = 0.35
TRAILING = " ，,；;：:、。．.—-"
_LOCAL = re.compile(r"\d\d_")
SHORT_STYLE = "（只答词语）"


@dataclass(frozen=True, slots=True)
class Group:
    """What training sees at once: passages, and questions with what to write."""

    document: str
    shown: tuple[Shown, ...]
    questions: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Window:
    text: str
    start: int
    end: int


@dataclass(slots=True)
class _Draft:
    windows: list[_Window] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)


def groups(
    items: Iterable[Item], texts: Texts, chance: random.Random, *, short: float = 0.0
) -> Iterator[Group]:
    """Yield groups in which every item is asked at least once; `short` is the share asked for a word only."""
    by_document: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        by_document[item.document].append(item)
    for document, asked in by_document.items():
        left = list(asked)
        chance.shuffle(left)
        keys = sorted({s.text for i in asked for s in (*i.answers, *i.near)})
        while left:
            draft = _fill(left, keys, texts, chance)
            yield _write(document, draft, asked, texts, chance, short)


def _fill(left: list[Item], keys: Sequence[str], texts: Texts, chance: random.Random) -> _Draft:
    """Take questions until the windows are full; the first one is always taken."""
    draft = _Draft()
    room = chance.choices((1, 2, PASSAGES), (1, 3, 10))[0]
    for item in list(left):
        wanted = [s for s in item.answers if not _covered(s, draft.windows)]
        fits = len(draft.windows) + len(wanted) <= room
        silent = sum(not i.answers for i in draft.items)
        if draft.items and (
            not fits
            or len(draft.items) == MOST_QUESTIONS
            or (not item.answers and silent == MOST_REFUSED)
        ):
            continue
        for span in (*wanted, *item.near[:1]):
            if len(draft.windows) < max(room, len(wanted)) and not _covered(span, draft.windows):
                draft.windows.append(_window(span, texts, chance))
        draft.items.append(item)
        left.remove(item)
    first = draft.items[0]
    asked = bigrams(first.question)
    spare = [k for k in keys if k not in {w.text for w in draft.windows}]
    spare.sort(key=lambda k: -len(asked & bigrams(texts[k].words)))
    while len(draft.windows) < room and spare:
        key = spare.pop(0)
        words = texts[key].words
        at = max(
            sentences(words) or [(0, len(words))],
            key=lambda s: len(asked & bigrams(words[s[0] : s[1]])),
        )
        draft.windows.append(_window(Span(key, *at), texts, chance))
    chance.shuffle(draft.windows)
    return draft


def _covered(span: Span, windows: Sequence[_Window]) -> bool:
    return any(w.text == span.text and w.start <= span.start and span.end <= w.end for w in windows)


def _window(span: Span, texts: Texts, chance: random.Random) -> _Window:
    """Return whole sentences around the span, of a long one whole clauses, up to a length drawn at random."""
    words = texts[span.text].words
    limit = chance.randint(60, EXCERPT + 10)
    spans = sentences(words)
    first = next((i for i, (_, b) in enumerate(spans) if b > span.start), 0)
    last = next((i for i, (_, b) in enumerate(spans) if b >= span.end), len(spans) - 1)
    if spans[last][1] - spans[first][0] > EXCERPT + 10:
        spans = clauses(words)
        first = next((i for i, (_, b) in enumerate(spans) if b > span.start), 0)
        last = next((i for i, (_, b) in enumerate(spans) if b >= span.end), len(spans) - 1)
    while True:
        grown = [
            i
            for i in (first - 1, last + 1)
            if 0 <= i < len(spans) and spans[max(i, last)][1] - spans[min(i, first)][0] <= limit
        ]
        if not grown:
            return _Window(span.text, spans[first][0], spans[last][1])
        i = chance.choice(grown)
        first, last = min(first, i), max(last, i)


def _write(
    document: str,
    draft: _Draft,
    asked: Sequence[Item],
    texts: Texts,
    chance: random.Random,
    short: float,
) -> Group:
    shown = tuple(
        Shown(number=n, heading=texts[w.text].place, text=texts[w.text].words[w.start : w.end])
        for n, w in enumerate(draft.windows, 1)
    )
    questions: dict[str, str] = {}
    for item in draft.items:
        questions[item.question] = _answer(item, draft.windows, texts)
        if item.short and chance.random() < short:
            number = _number(item.answers[0], draft.windows)
            questions[SHORT_STYLE + item.question] = f"{item.short}[{number}]"
    for question in _refused(draft, asked, shown, texts, chance):
        questions.setdefault(question, REFUSAL)
    pairs = list(questions.items())
    chance.shuffle(pairs)
    return Group(document, shown, tuple(pairs[: MOST_QUESTIONS + 1]))


def _answer(item: Item, windows: Sequence[_Window], texts: Texts) -> str:
    """Return the places in the words of the source, in the order of the passages, each with its marker."""
    written: dict[str, None] = {}
    for span in sorted(item.answers, key=lambda s: (_number(s, windows), s.start)):
        words = texts[span.text].words[span.start : span.end].strip(TRAILING)
        lead = item.lead if not written else ""
        written[f"{lead}{words}。[{_number(span, windows)}]"] = None
    return "".join(written) or REFUSAL


def _number(span: Span, windows: Sequence[_Window]) -> int:
    return next(n for n, w in enumerate(windows, 1) if _covered(span, [w]))


def _refused(
    draft: _Draft,
    asked: Sequence[Item],
    shown: Sequence[Shown],
    texts: Texts,
    chance: random.Random,
) -> list[str]:
    """Return questions that the windows do not answer: of the same document, or one turned into a near miss."""
    held = bigrams("".join(s.text for s in shown))
    text = "".join(s.heading + s.text for s in shown)
    taken = {item.id for item in draft.items}
    found = []
    for item in asked:
        if item.id in taken:
            continue
        wanted = bigrams(item.question)
        outside = not any(s.text == w.text for s in item.answers for w in draft.windows)
        share = len(wanted & held) / max(1, len(wanted))
        if outside and share < (1.0 if not item.answers else TOO_ALIKE):
            # The unanswerable of the rows come first: their passages look right and are not.
            found.append((bool(item.answers), -share, item.question))
    found.sort()
    silent = sum(not item.answers for item in draft.items)
    questions = [question for *_, question in found[:1]] if not silent else []
    answered = [item for item in draft.items if item.answers]
    if answered and silent < MOST_REFUSED and chance.random() < NEAR_MISS:
        questions.append(_turned(chance.choice(answered), text, chance))
    return [question for question in questions if question]


def _turned(item: Item, text: str, chance: random.Random) -> str:
    """Return a near miss of an answerable question; empty where none can be made."""
    for turn in (another_year, another_region):
        if turned := turn(item.question, text, chance):
            return turned
    # What a national text says holds in every place; a local one says nothing of another.
    return elsewhere(item.question, text, chance) if _LOCAL.match(item.document) else ""

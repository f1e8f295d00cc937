"""The extractive answer: the best words of the source, verbatim, and nothing else. Needs no model.

It is the floor under every generator and the answer of choice where there is none. Each line it drafts carries
the marker of its evidence and goes through the same verifier as a model's draft.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.splitter import sentences
from qa.asked import GENERIC, asked_noun, named_by
from qa.coverage import bigrams
from qa.figure_answer import best_figure, counted_noun, wanted
from qa.groups import outer, siblings
from qa.question import analyse, parts_of
from qa.reader import SURE, Candidate, Reading, fits, read
from qa.trim import trim
from qa.types import Evidence

# A second sentence is shown when it answers nearly as well as the first.
NEAR = 0.22
MOST_SENTENCES = 3
MOST_MEASURES = 4
MOST_FIGURES = 3
MOST_LISTED = 8
# The sentence that words and model together put first is taken at this probability already.
SURE_FIRST = 0.3
# A sentence beside one that answers belongs to the answer from this share of its probability, and this probability.
NEIGHBOUR, LEAST_NEIGHBOUR = 0.6, 0.3
MEASURE_NEAR = 0.6
# An item of an enumeration is quoted up to its first sentence; a head this short takes the next one along.
SHORT_HEAD = 14
# A cut may lose this share of what the sentence says of the question.
CUT_LOSS = 0.25
# Where an office covers this much of a question, the question is about who holds it.
ABOUT_OFFICE = 0.6


@dataclass(frozen=True, slots=True)
class Line:
    """One drafted line: words of the evidence, the number of that evidence, and the uncut sentence to fall back on."""

    text: str
    number: int
    whole: str = ""

    def __str__(self) -> str:
        return f"{self.text}[{self.number}]"


class ExtractiveGenerator:
    """Drafts only verbatim lines. `document_share(token)` is the share of passages that hold a token."""

    name = "extractive"
    prompt_version = ""

    def __init__(self, document_share: Callable[[str], float]) -> None:
        self._share = document_share

    def generate(self, question: str, evidence: Sequence[Evidence]) -> Iterator[str]:
        """Yield one line after another, each ending in its marker and a newline."""
        reading = read(analyse(question), evidence, self._share)
        for line in compose(reading, evidence):
            yield f"{line}\n"

    def close(self) -> None:
        """Nothing is held."""


def compose(reading: Reading, evidence: Sequence[Evidence]) -> tuple[Line, ...]:
    """Return the lines that answer best, in the form that the kind of question wants."""
    best = reading.best
    if best is None:
        return ()
    kind = reading.question.kind
    if kind in ("figure", "when"):
        return _figure(reading)
    if kind == "who":
        return _who(reading)
    if kind == "support":
        return _measures(reading)
    if kind in ("list", "open") and not reading.question.defines:
        return _enumeration(reading, evidence) or _sentences(reading)
    return _sentences(reading)


def _line(candidate: Candidate, text: str | None = None) -> Line:
    return Line(
        (text if text is not None else candidate.text).strip(),
        candidate.evidence.number,
        candidate.text.strip(),
    )


# --- figures ---------------------------------------------------------------------------------------------------


def _figure(reading: Reading) -> tuple[Line, ...]:
    """The figure asked for is the one whose own clause covers the question best."""
    found = best_figure(reading)
    if found is None:
        return _sentences(reading)
    candidate, figure = found
    likely = _likely(reading)
    several = reading.question.plural or bool(parts_of(reading.question.text))
    if likely and several and len(likely) > 1:
        return _lines(likely[:MOST_FIGURES], likely[0])
    if likely and candidate not in likely:
        # The model is sure of another sentence, which then stands as it is.
        return (_line(likely[0]),)
    if reading.question.plural or _several(reading, candidate):
        # Two things asked at once may stand in two sentences of one paragraph.
        other = next(
            (
                c
                for c in reading.candidates[:6]
                if reading.question.plural
                and c is not candidate
                and c.evidence.number == candidate.evidence.number
                and c.score >= candidate.score - NEAR
                and any(wanted(reading.question, f, c.text) for f in c.figures)
            ),
            None,
        )
        return (_line(candidate), _line(other)) if other else (_line(candidate),)
    cut = trim(candidate.text, figure, candidate.figures)
    if reading.weights.share(bigrams(cut)) < candidate.local - CUT_LOSS:
        # The cut would leave a figure of something unnamed.
        return (_line(candidate),)
    return (_line(candidate, cut),)


def _several(reading: Reading, candidate: Candidate) -> bool:
    """Whether the question names two things that the sentence counts: then the sentence stays whole."""
    named = 0
    for figure in candidate.figures:
        noun = counted_noun(figure)
        if len(noun) >= 3 and fits(reading.question, figure):
            named += named_by(noun, reading.question.text) == 1.0
    return named >= 2 and bool(re.search(r"[和与、及跟]", reading.question.text))


def _likely(reading: Reading) -> list[Candidate]:
    """The sentences that the relevance model is sure of, the best first; empty where there is no model."""
    return [
        c
        for c in reading.candidates
        if (c.chance or 0.0) >= (SURE_FIRST if c is reading.best else SURE)
        and c.evidence.passage.kind not in ("question", "heading")
        and (reading.question.kind not in ("figure", "when") or c.figures)
    ]


def _with_neighbours(reading: Reading, likely: list[Candidate]) -> list[Candidate]:
    """The sentences the model is sure of, and those of the best one's paragraph that come near it: the rest of the answer."""
    best = likely[0]
    least = max(LEAST_NEIGHBOUR, NEIGHBOUR * (best.chance or 0.0))
    return likely + [
        c
        for c in reading.candidates
        if c not in likely
        and (c.chance or 0.0) >= least
        and (c.evidence.document.id, c.evidence.start)
        == (best.evidence.document.id, best.evidence.start)
        and c.evidence.passage.kind not in ("question", "heading")
    ]


def _lines(chosen: Sequence[Candidate], best: Candidate) -> tuple[Line, ...]:
    """The chosen sentences in the order of the source, the best one's paragraph first."""
    ordered = sorted(
        chosen,
        key=lambda c: (c.evidence.number != best.evidence.number, c.evidence.number, c.start),
    )
    return tuple(_line(candidate) for candidate in ordered)


# --- other kinds -----------------------------------------------------------------------------------------------


def _who(reading: Reading) -> tuple[Line, ...]:
    best = reading.best
    assert best is not None
    passage = best.evidence.passage
    if not passage.speaker:
        return _sentences(reading)
    if reading.weights.share(bigrams(f"{passage.role or ''}{passage.speaker}")) >= ABOUT_OFFICE:
        # The question is about the office itself: the sentence that introduces its holder answers best.
        same = [c for c in reading.candidates if c.evidence.passage.speaker == passage.speaker]
        best = next((c for c in same if passage.speaker in c.text), best)
    said = (
        _SPEAKER.sub("", best.text.strip())
        if passage.speaker in best.text[:40]
        else best.text.strip()
    )
    return (_line(best, f"{passage.role or ''}{passage.speaker}表示，{said}"),)


_SPEAKER = re.compile(r"^[^:：，,。]{2,40}[:：]\s*")


def _measures(reading: Reading) -> tuple[Line, ...]:
    """One sentence from each of the paragraphs that offer something, the best first."""
    best = reading.best
    assert best is not None
    lines: list[Line] = []
    seen: set[tuple[str, int]] = set()
    for candidate in reading.candidates:
        key = (candidate.evidence.document.id, candidate.evidence.passage.paragraph_start)
        if (
            not candidate.typed
            or key in seen
            or candidate.evidence.passage.kind in ("question", "heading")
        ):
            continue
        if candidate.score < best.score - MEASURE_NEAR or len(lines) == MOST_MEASURES:
            break
        seen.add(key)
        lines.append(_line(candidate))
    return tuple(lines) or _sentences(reading)


_HOW = re.compile(r"如何|怎么|怎样|措施|举措|做法|方面|介绍")


def _enumeration(reading: Reading, evidence: Sequence[Evidence]) -> tuple[Line, ...]:
    """All items of the enumeration that retrieval expanded, where the question asks for the whole of it.

    The pipeline marks an expanded enumeration by giving its items consecutive evidence with one section path;
    a question that one item alone covers is about that item, and gets its sentences instead.
    """
    best = reading.best
    assert best is not None
    noun = asked_noun(reading.question)
    count = asked_count(reading.question.folded)
    items = _counted(reading, evidence, count) or group_of(best, evidence)
    if count and len(items) == count and noun and GENERIC.search(noun):
        return tuple(Line(_head(item), item.number) for item in items)
    generic = GENERIC.search(noun) if noun else _HOW.search(reading.question.folded)
    if len(items) < 2 or not generic or (best.evidence in items and _is_specific(reading, best)):
        return ()
    lines = [Line(_head(item), item.number) for item in items]
    if best.evidence not in items and best.text.strip().endswith(("：", ":")):
        # The sentence that announces the list says what it is a list of.
        lines.insert(0, _line(best))
    return tuple(lines)


_COUNT = re.compile(r"([两二三四五六七八九十]|(?<!\d)\d{1,2})(?:个|大|条|项|点|种|类|方面|招|层)")
_NUMBERS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2}


def asked_count(folded: str) -> int:
    """Return how many things a question asks to have listed (哪三个方面, 五大中心); 0 when it does not say."""
    match = _COUNT.search(folded)
    return (_NUMBERS.get(match[1]) or int(match[1])) if match else 0


def _counted(reading: Reading, evidence: Sequence[Evidence], count: int) -> tuple[Evidence, ...]:
    """The enumeration of as many items as asked for, around the best candidates or one level above them."""
    if not count:
        return ()
    by_id = {item.passage.id: item for item in evidence}
    for candidate in reading.candidates[:6]:
        passages = sorted(
            (i.passage for i in evidence if i.document.id == candidate.evidence.document.id),
            key=lambda p: p.start,
        )
        for find in (siblings, outer):
            found = find(candidate.evidence.passage, passages)
            if len(found) == count:
                return tuple(by_id[p.id] for p in found)
    return ()


def group_of(best: Candidate, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the evidence that forms one enumeration with, or announced by, the best candidate's passage."""
    passages = sorted(
        (item.passage for item in evidence if item.document.id == best.evidence.document.id),
        key=lambda p: p.start,
    )
    chosen = siblings(best.evidence.passage, passages)
    by_id = {item.passage.id: item for item in evidence}
    return tuple(by_id[p.id] for p in chosen)


def _is_specific(reading: Reading, best: Candidate) -> bool:
    """Whether the best sentence itself, rather than what stands above the enumeration, is what was asked."""
    passage = best.evidence.passage
    above = " ".join(
        part
        for part in (*passage.section, passage.question, best.evidence.document.title, passage.role)
        if part
    )
    shared = reading.weights.share(bigrams(above))
    return best.local > 0.6 and best.local > shared + 0.15


def _head(item: Evidence) -> str:
    """Return the first sentence of an item, and the second with it when the first is a bare head."""
    text = item.passage.text
    spans = sentences(text)
    end = spans[0][1]
    if len(spans) > 1 and end - spans[0][0] < SHORT_HEAD:
        end = spans[1][1]
    return text[:end].strip()


def _sentences(reading: Reading) -> tuple[Line, ...]:
    """The best sentence, and those that answer nearly as well, in the order of the source."""
    best = reading.best
    assert best is not None
    few = (
        1
        if reading.question.kind in ("yesno", "where", "who", "figure", "when")
        else MOST_SENTENCES
    )
    likely = _likely(reading)
    chosen = (
        (likely[: MOST_LISTED if reading.question.kind == "list" else few])
        or [
            c
            for c in reading.candidates[:8]
            if c.score >= best.score - NEAR
            and c.evidence.passage.kind not in ("question", "heading")
        ][:few]
        or [best]
    )
    return _lines(chosen, best)

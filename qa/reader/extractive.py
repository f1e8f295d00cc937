"""The extractive answer: the best words of the source, verbatim, and nothing else. Needs no model.

It is the floor under every generator and the answer of choice where there is none. Each line it drafts carries
the marker of its evidence and goes through the same verifier as a model's draft.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from qa.evidence.candidates import Candidate, Reading
from qa.evidence.groups import leads_to_items
from qa.figures.counted import counted_noun
from qa.fitting.kinds import fits, lists_whole, told_in_words
from qa.lexicon.bigrams import bigrams
from qa.question import analyse, parts_of
from qa.question.asked import named_by
from qa.question.paper_names import asked_paper
from qa.question.persons import asks_speaker, sayer
from qa.question.times import asks_twice
from qa.reader.addressed import scope_told
from qa.reader.announced import whole_rule
from qa.reader.enumerations import heads_of, items_of
from qa.reader.every_tier import MOST_LISTED, every_tier, shares
from qa.reader.extent import extent, introduced, restates, said_by_whom, with_its_list
from qa.reader.figure_answer import best_figure, contested, wanted
from qa.reader.headed import section
from qa.reader.likely import likely_of
from qa.reader.lines import Line, line_of
from qa.reader.papers import papers_told
from qa.reader.points import points_told
from qa.reader.referring import with_extension, with_named, with_referent, with_time
from qa.reader.rivals import with_rival
from qa.reader.rostered import rostered
from qa.reader.scoring import SURE, read
from qa.reader.told import in_words_of
from qa.reader.trim import leaves_out_joined, part_asked, trim, with_exceptions
from qa.types import Evidence

# A second sentence is shown when it answers nearly as well as the first.
NEAR = 0.22
MOST_SENTENCES = 3
MOST_MEASURES = 4
MOST_FIGURES = 3
MEASURE_NEAR = 0.6
# What is told beside it from elsewhere has this share of the best sentence's probability.
AS_LIKELY, AS_LIKELY_LISTED = 0.9, 0.6
# A cut may lose this share of what the sentence says of the question.
CUT_LOSS = 0.25
# Where an office covers this much of a question, the question is about who holds it.
ABOUT_OFFICE = 0.6


class ExtractiveGenerator:
    """Drafts only verbatim lines. `document_share(token)` is the share of passages that hold a token."""

    name = "extractive"
    prompt_version = ""
    quotes = True

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
    lines = whole_rule(_composed(reading, evidence), reading, evidence)
    if reading.question.kind in ("figure", "when", "yesno"):
        lines = with_extension(lines, evidence)
    if (scope := scope_told(reading)) is not None:
        lines = (line_of(scope), *(line for line in lines if line.text != scope.text))
    lines = with_time(with_rival(lines, reading), reading.question, evidence)
    return with_named(with_referent(lines, reading.weights, evidence), evidence)


def _composed(reading: Reading, evidence: Sequence[Evidence]) -> tuple[Line, ...]:
    kind = reading.question.kind
    if kind in ("figure", "when"):
        return every_tier(reading, evidence) or shares(reading, evidence) or _figure(reading)
    if kind == "who":
        return rostered(reading, evidence) or _who(reading)
    if kind == "support":
        return _measures(reading)
    if kind in ("list", "open"):
        if reading.best and asked_paper(reading.question.folded):
            return (line_of(reading.best),)
        if reading.best and (under := section(reading, reading.best)):
            lines = [line_of(candidate) for candidate in under]
            if under[0].start < reading.best.end:
                # What the verifier will not take without its heading is told with it.
                lines[0] = replace(lines[0], whole=reading.best.text.strip())
            return tuple(lines)
        if not (reading.question.defines or reading.question.why):
            told = rostered(reading, evidence) or papers_told(reading) or points_told(reading)
            return told or _enumeration(reading, evidence) or _sentences(reading)
    return _sentences(reading)


def _figure(reading: Reading) -> tuple[Line, ...]:
    """The figure asked for is the one whose own clause covers the question best."""
    found = best_figure(reading)
    if found is None or (reading.best and told_in_words(reading.question, reading.best.text)):
        return _sentences(reading)
    candidate, figure = found
    likely = likely_of(reading)
    several = reading.question.plural or bool(parts_of(reading.question.text))
    if likely and several and len(likely) > 1:
        return _lines(_stating_more(reading, likely[:MOST_FIGURES]), likely[0], listed=False)
    if likely and candidate not in likely:
        # The model is sure of another sentence, which then stands as it is.
        return (line_of(likely[0]),)
    if asks_several(reading, candidate):
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
        return (line_of(candidate), line_of(other)) if other else (line_of(candidate),)
    if asks_twice(reading.question.folded) or contested(reading, candidate, figure):
        return (line_of(candidate),)
    cut = with_exceptions(candidate.text, trim(candidate.text, figure, candidate.figures))
    halved = leaves_out_joined(reading.question.folded, candidate.text, cut)
    if halved or reading.weights.share(bigrams(cut)) < candidate.local - CUT_LOSS:
        # The cut would leave a figure of something unnamed.
        return (line_of(candidate),)
    return (line_of(candidate, cut),)


def _stating_more(reading: Reading, likely: Sequence[Candidate]) -> list[Candidate]:
    """The sentences without those whose figures an earlier one states already."""
    kept: list[Candidate] = []
    stated: set[tuple[object, ...]] = set()
    for c in likely:
        own = {(f.value, f.key) for f in c.figures if wanted(reading.question, f, c.text)}
        if not kept or not own or own - stated:
            kept.append(c)
            stated |= own
    return kept


def asks_several(reading: Reading, candidate: Candidate) -> bool:
    """Whether several figures are asked for, or two things that the sentence counts: then the sentence stays whole."""
    if reading.question.plural:
        return True
    named = 0
    for figure in candidate.figures:
        noun = counted_noun(figure)
        if len(noun) >= 3 and fits(reading.question, figure):
            named += named_by(noun, reading.question.text) == 1.0
    return named >= 2 and bool(re.search(r"[和与、及跟]", reading.question.text))


def _lines(chosen: Sequence[Candidate], best: Candidate, *, listed: bool) -> tuple[Line, ...]:
    """The chosen sentences in the order of the source: the best one's paragraph first unless it is a list, then its document."""
    first = best.evidence
    numbers: dict[str, int] = {}
    for c in sorted(chosen, key=lambda c: c.evidence.number):
        numbers.setdefault(c.evidence.document.id, c.evidence.number)
    ordered = sorted(
        chosen,
        key=lambda c: (
            not listed
            and (c.evidence.start, c.evidence.document.id) != (first.start, first.document.id),
            c.evidence.document.id != first.document.id,
            numbers[c.evidence.document.id],
            c.evidence.start + c.start,
        ),
    )
    return tuple(line_of(candidate) for candidate in ordered)


def _who(reading: Reading) -> tuple[Line, ...]:
    best = reading.best
    assert best is not None
    passage = best.evidence.passage
    told_by = sayer(best.text)
    if not passage.speaker or told_by not in ("", passage.speaker):
        answering = (likely_of(reading) or [best])[0]
        before = introduced(reading, answering) if reading.question.person else None
        if before is None and not told_by and asks_speaker(reading.question.folded):
            before = said_by_whom(reading, answering)
        named, own = (line_of(before),) if before else (), _sentences(reading)
        return (*own, *named) if before and before.start > answering.start else (*named, *own)
    if reading.weights.share(bigrams(f"{passage.role or ''}{passage.speaker}")) >= ABOUT_OFFICE:
        # The question is about the office itself: the sentence that introduces its holder answers best.
        same = [c for c in reading.candidates if c.evidence.passage.speaker == passage.speaker]
        best = next((c for c in same if passage.speaker in c.text), best)
    return (line_of(best, in_words_of(passage, best.text)),)


def _measures(reading: Reading) -> tuple[Line, ...]:
    """One sentence from each of the paragraphs that offer something, the best first."""
    best = reading.best
    assert best is not None
    lines: list[Line] = []
    seen: set[tuple[str, int]] = set()
    for candidate in reading.candidates:
        key = (candidate.evidence.document.id, candidate.evidence.passage.paragraph_start)
        if not candidate.typed or key in seen or candidate.titles:
            continue
        if candidate.score < best.score - MEASURE_NEAR or len(lines) == MOST_MEASURES:
            break
        seen.add(key)
        lines.append(line_of(candidate))
    return tuple(lines) or _sentences(reading)


def _enumeration(reading: Reading, evidence: Sequence[Evidence]) -> tuple[Line, ...]:
    """The heads of all items, after the sentence that announces them where that was found best."""
    best = reading.best
    assert best is not None
    if (best.chance or 0.0) >= SURE and lists_whole(reading.question, best.text):
        return ()  # “甲”“乙”和“丙”三大工程 lists them by itself
    items = items_of(reading, evidence)
    lines = heads_of(items)
    if lines and best.evidence not in items and leads_to_items(best.text):
        lines.insert(0, line_of(best))
    return tuple(lines)


def _sentences(reading: Reading) -> tuple[Line, ...]:
    """The best sentence, and those that answer nearly as well, in the order of the source."""
    best = reading.best
    assert best is not None
    few = (
        1
        if reading.question.kind in ("yesno", "where", "who", "figure", "when")
        else MOST_SENTENCES
    )
    likely = likely_of(reading)
    if lists_whole(reading.question, best.text):
        return (line_of(best),)
    if reading.question.kind in ("list", "open") and not reading.question.defines:
        chosen = _beside(reading, likely)
        # Where the models find other sentences likely too, no part of one is cut out.
        if len(chosen) == 1 and len(likely) <= 1 and reading.question.kind == "open":
            return (line_of(chosen[0], _part(reading, chosen[0])),)
        return _lines(chosen, best, listed=reading.question.kind == "list")
    chosen = (
        likely[:few]
        or [c for c in reading.candidates[:8] if c.score >= best.score - NEAR and not c.titles][
            :few
        ]
        or [best]
    )
    if few == 1:
        return (line_of(chosen[0], _part(reading, chosen[0])),)
    if reading.question.defines and len(chosen) == 1:
        chosen = with_its_list(reading, best)
    return _lines(chosen, best, listed=reading.question.kind == "list")


def _beside(reading: Reading, likely: Sequence[Candidate]) -> list[Candidate]:
    """The best sentence with what goes on from it, and the sentences elsewhere in its document that answer as well."""
    best = reading.best
    assert best is not None
    chosen = list(extent(reading, best))
    listed = reading.question.kind == "list"
    floor = (AS_LIKELY_LISTED if listed else AS_LIKELY) * (best.chance or 0.0)
    most = MOST_LISTED if listed else max(MOST_SENTENCES, len(chosen))
    others = (
        c
        for c in likely
        if c not in chosen
        and not restates(reading, c)
        and c.evidence.document.id == best.evidence.document.id
        and (c.chance or 0.0) >= floor
    )
    return [*chosen, *islice(others, max(0, most - len(chosen)))]


def _part(reading: Reading, candidate: Candidate) -> str:
    """The part of a sentence that was asked for, where semicolons set it apart."""
    question, weights = reading.question, reading.weights
    if asks_twice(question.folded):
        return candidate.text
    return part_asked(candidate.text, lambda t: weights.share(bigrams(t)), question.folded)

"""What is said beside the statements of an answer: what is missing, what comes nearest, whose rule it is, what follows from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Literal

from index.corpus import Corpus
from index.fold import fold
from index.regions import same_or_within
from qa.answering.asking import Asked
from qa.answering.drafting import left_open, not_about, not_stated
from qa.answering.stated import Statements
from qa.evidence.candidates import Candidate
from qa.evidence.groups import MOST, enumeration
from qa.evidence.times import RELATIVE, SHIFTS, written_year
from qa.fitting.kinds import year_told
from qa.fitting.namesakes import asked_class
from qa.lexicon.bigrams import bigrams, union
from qa.question.asked import states_figure
from qa.question.persons import asks_whose_words, tells_whose_words
from qa.question.spoken import spoken_in
from qa.reader.classes import left_out
from qa.reader.places_told import places_note
from qa.reader.refusal import Judgement
from qa.reader.tiers import held_against
from qa.retrieval.gathering import whole_passage
from qa.types import Citation

NEAREST = 3
# Quotations that a case is held against: those behind the first few are seldom what was asked about.
HELD_AGAINST = 2


def nearest_to(asked: Sequence[Asked]) -> tuple[Citation, ...]:
    """Return the passages that come nearest to the questions, the best of each in turn."""
    ranked = zip_longest(*(one.evidence for one in asked))
    found = {item.passage.id: item for row in ranked for item in row if item}
    first = list(found.values())[:NEAREST]
    return tuple(whole_passage(number, item) for number, item in enumerate(first, 1))


def said_of(stated: Statements) -> frozenset[str]:
    """Return the bigrams of all that is cited."""
    return union(
        bigrams(f"{c.text}{c.document.title}{c.speaker or ''}{''.join(c.section)}")
        for c in stated.citations
    )


def status_of(
    stated: Statements, missing: Sequence[str], *, whole: bool, several: bool
) -> Literal["answered", "partial", "not_found"]:
    """Return the status of an answer: of `several` questions at once what one is told may answer another that found nothing."""
    if not stated.statements:
        return "not_found"
    return "answered" if whole or (several and not missing) else "partial"


def missing_from(
    asked: Sequence[Asked], judged: Sequence[Judgement], stated: Statements, corpus: Corpus
) -> tuple[str, ...]:
    """Return what the sources do not say of what was asked, a line in Chinese each."""
    own = [(o.typed or o.text, j.missing, j.answers) for o, j in zip(asked, judged, strict=True)]
    missing = left_open(own, stated.citations)
    if not stated.statements:
        missing = tuple(_of_place(note, asked) for note in missing) or (
            "材料中没有找到能直接回答的内容",
        )
        if corpus.scope.restricts:
            missing = (*missing, f"只查了符合筛选条件的文件（{corpus.scope.describe()}）")
    elif any(one.question.kind == "support" for one in asked):
        held = said_of(stated)
        notes = (not_about(judgement.reading.weights, held) for judgement in judged)
        classes = {name for one in asked if (name := asked_class(one.question))}
        untold = (f"所引材料没有专门提到“{c}”" for c in sorted(classes) if not _told_of(c, stated))
        more = dict.fromkeys((*filter(None, notes), *untold))
        missing = (*missing, *not_stated(stated.statements), *more)
    return missing


def _told_of(name: str, stated: Statements) -> bool:
    """Whether a paragraph that is cited, or the title of its paper, names a class of firms, or writes it otherwise."""
    forms = {name, *(form for word in spoken_in(name) for form in word.written)}
    said = fold("\n".join(f"{c.document.title}\n{c.text}" for c in stated.citations))
    return any(form in said for form in forms)


def _of_place(note: str, asked: Sequence[Asked]) -> str:
    """The note without the claim that nothing is said of a place, where documents on it were found: only not what is asked."""
    for one in asked:
        for place in one.question.regions:
            said = f"材料中没有{place}的相关内容"
            if said in note and any(
                item.document.region and same_or_within(item.document.region, place)
                for item in one.evidence
            ):
                note = note.replace(said, f"没有找到既写到“{place}”又写到所问其他内容的段落")
    return note


def short_of(asked: Sequence[Asked], stated: Statements, corpus: Corpus) -> tuple[str, ...]:
    """Return in what an answer falls short of what was asked, though it answers."""
    return (*unsaid_by(asked, stated), *unlisted(stated, corpus))


def unlisted(stated: Statements, corpus: Corpus) -> tuple[str, ...]:
    """Return of how many items only so many are quoted, where a long enumeration was cut: the part would pass for the whole."""
    lines = []
    for id_, count in Counter(c.document.id for c in stated.citations).items():
        if count < MOST:
            continue
        cited = [c for c in stated.citations if c.document.id == id_]
        passages = corpus.passages(id_)
        first = next((p for p in passages if p.start <= cited[0].start < p.end), None)
        items = enumeration(first, passages) if first is not None else ()
        told = sum(any(i.start <= c.start < i.end for c in cited) for i in items)
        if MOST <= told < len(items):
            lines.append(
                f"《{cited[0].document.title}》列了 {len(items)} 项，这里只引用了 {told} 项，其余见原文"
            )
    return tuple(lines)


def unsaid_by(asked: Sequence[Asked], stated: Statements) -> tuple[str, ...]:
    """Return that the cited paragraphs name nobody, where it is asked whose words they are, and where they stand.

    The sentence alone would only be said again, and its reader would look in it for who said it.
    """
    if not any(asks_whose_words(one.question.folded) for one in asked):
        return ()
    if any(c.speaker or tells_whose_words(c.text) for c in stated.citations):
        return ()
    lines = []
    for document, number in {c.document: c.number for c in reversed(stated.citations)}.items():
        about = "，".join(filter(None, (document.issuer, document.published)))
        lines.append(
            f"[{number}] 所引段落没有写明是谁说的，出处是《{document.title}》（{about}）"
            if about
            else f"[{number}] 所引段落没有写明是谁说的，出处是《{document.title}》"
        )
    return tuple(reversed(lines))


def noted(
    rewritten: str,
    asked: Sequence[Asked],
    judged: Sequence[Judgement],
    stated: Statements,
    corpus: Corpus,
) -> tuple[str, ...]:
    """Return what a reader is told beside the statements: whose rules they are, the year and the sums that follow."""
    return (
        *_places_told(judged, stated),
        *(_year_inferred(judged, stated) or _years_apart(asked, judged, stated)),
        *_year_meant(rewritten, stated, corpus),
        *_case_held(asked, stated),
        *_left_out(asked, stated),
        *_computed(rewritten, asked, stated, corpus),
    )


def _places_told(judged: Sequence[Judgement], stated: Statements) -> tuple[str, ...]:
    """Return whose rules are cited, where no place was named and several have one."""
    cited = {c.document.id for c in stated.citations}
    notes = (places_note(j.reading, cited) for j in judged if j.answers and not j.certain)
    return tuple(dict.fromkeys(filter(None, notes)))


def _cited_of(judgement: Judgement, stated: Statements) -> Iterator[tuple[Candidate, Citation]]:
    """Yield the best sentences of a judgement that are cited, each with the citation of it."""
    for candidate in judgement.reading.candidates[:NEAREST]:
        for cited in stated.citations:
            same = cited.document.id == candidate.evidence.document.id
            if same and cited.quote in candidate.text:
                yield candidate, cited


def _year_inferred(judged: Sequence[Judgement], stated: Statements) -> tuple[str, ...]:
    """Return the year of what is stated, where it is asked for and only the date of the document tells it."""
    notes = (
        f"[{cited.number}] 的原文没有写明年份，按文件日期推算是{year}年（这是推算，不是原文）"
        for judgement in judged
        for candidate, cited in _cited_of(judgement, stated)
        if (year := year_told(judgement.reading.question, candidate.text, candidate.evidence))
    )
    return tuple(dict.fromkeys(notes))


def _years_apart(
    asked: Sequence[Asked], judged: Sequence[Judgement], stated: Statements
) -> tuple[str, ...]:
    """Return of which year each statement is, where several years were asked about at once and the words name none."""
    notes = (
        f"[{cited.number}] 说的是{one.question.years[0]}年（原文这一句没有写年份，按文件的日期或小标题推算）"
        for one, judgement in zip(asked, judged, strict=True)
        if one.apart and len(one.question.years) == 1
        for _, cited in sorted(_cited_of(judgement, stated), key=lambda pair: pair[1].number)
        if one.question.years[0] not in cited.quote
    )
    return tuple(dict.fromkeys(notes))


def _year_meant(rewritten: str, stated: Statements, corpus: Corpus) -> tuple[str, ...]:
    """Return which year 去年 or 今年 is today, where what is cited was written in another year than this one and names none."""
    today = corpus.scope.on.year
    lines = []
    for word in dict.fromkeys(RELATIVE.findall(fold(rewritten))):
        year = today + SHIFTS[word]
        for cited in stated.citations:
            written = written_year(cited.document)
            if f"{written}年" in rewritten:
                continue  # 根据2006年政府工作报告，今年…: that year
            if written not in (None, today) and str(year) not in cited.quote:
                lines.append(
                    f"[{cited.number}] 所引写于{written}年，而问题里的“{word}”今天是{year}年：说的是不是同一年，请核对"
                )
    return tuple(dict.fromkeys(lines))


def _case_held(asked: Sequence[Asked], stated: Statements) -> tuple[str, ...]:
    """Return how the figure of the asker's case stands to the bound of the first quotation, where yes or no is asked."""
    if not stated.citations or not any(o.question.kind in ("yesno", "support") for o in asked):
        return ()
    lines = []
    for one in asked:
        for citation in stated.citations[:HELD_AGAINST]:
            found = held_against(one.question, citation.quote)
            if found is not None:
                own, bound, within = found
                lines.append(
                    f"[{citation.number}] 按所引条款对照：{own.text}符合“{bound.text}”这一项；其余条件请自行核对"
                    if within
                    else f"[{citation.number}] 按所引条款对照：{own.text}不符合“{bound.text}”这一项；其余条件请自行核对"
                )
    return tuple(dict.fromkeys(lines))


def _left_out(asked: Sequence[Asked], stated: Statements) -> tuple[str, ...]:
    """Return who is named in the question and left out by the first quotations."""
    lines = (
        f"[{citation.number}] 所引条款把“{who}”排除在外"
        for one in asked
        for citation in stated.citations[:HELD_AGAINST]
        if (who := left_out(one.question, citation.quote))
    )
    return tuple(dict.fromkeys(lines))


def _computed(
    rewritten: str, asked: Sequence[Asked], stated: Statements, corpus: Corpus
) -> tuple[str, ...]:
    """Return what follows from the cited measures for the figures of a question, where it asks for a sum."""
    if not stated.citations or not any(states_figure(one.question) for one in asked):
        return ()
    # What reads measures is loaded for the few questions that it is for.
    from qa.match.answering import computed as by_measures

    return by_measures(rewritten, stated.citations, corpus)

"""The slots an answer must fit: region, year, period, office, named document, aspect. Hard, however similar a text looks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from index.fold import fold
from index.regions import find_regions
from index.splitter.names import SURNAMES
from qa.evidence.candidates import Candidate, Reading, context_text, said_by
from qa.evidence.groups import family
from qa.fitting.belonging import of_another_part, of_another_payment
from qa.fitting.compared_times import base_note, fits_bases
from qa.fitting.events import dates_other
from qa.fitting.issues import of_its_issue
from qa.fitting.kinds import names_a_body
from qa.fitting.named import (
    fits_numbers,
    fits_ordinals,
    fits_person,
    fits_series,
    fits_titles,
    holds_quoted_term,
    named_person,
    number_note,
    ordinal_note,
    quoted_note,
    series_note,
    tells_rank,
    title_note,
)
from qa.fitting.periods import fits_months, fits_periods, month_note, period_note, whole_year
from qa.fitting.places import (
    fits_place,
    fits_regions,
    holds_everywhere,
    names_places,
    region_note,
    tells_place,
)
from qa.fitting.stated import states_asked_figure
from qa.fitting.years import fits_years, year_note
from qa.question import Question
from qa.question.aspects import PLACE, asked_aspects
from qa.question.counted import names_the_rest
from qa.question.persons import tells_holder, tells_role
from qa.types import Evidence

# 在体育场办一场演唱会 is no 办.
_BODY = re.compile(
    r"(?:[省市县区]|广东|国家|全国)?((?:发改|卫健|卫生健康|退役军人|乡村振兴|大?数据|网信|国资|科学技术|工业和信息化|人力资源|生态环境|住房|交通|农业|商务|财政|教育|民政|公安|司法|水利|文化|"
    r"文旅|应急|审计|统计|税务|海关|科技|工信|人社|住建|自然资源|市场监管|市监|市场监督管理|金融|医保|体育|林业|气象|外办|能源|粮食|药监|知识产权)"
    r"(?:(?!部门)[\u4e00-\u9fa5]){0,4}?(?:委员会|总局|[厅局委署院会]|办(?![一个了过场得不好完几什哪理事案学厂证企成展]|公(?!室))|部(?!门)))"
)

# 副厅长 is another office than 厅长.
_OFFICE = re.compile(
    r"副?(?:厅长|局长|部长|市长|省长|县长|区长|处长|司长|会长|行长|院长|校长|董事长|总经理)"
)


# The share of a question that a sentence says, with what is known of it, which speaks of the matter at all.
OF_THE_PLACE = 0.5


def fit_slots(
    reading: Reading, document_text: Callable[[str], str]
) -> tuple[tuple[Candidate, ...], tuple[str, ...]]:
    """Return the candidates that fit every slot of the question, and what is missing when none does."""
    question = reading.question
    candidates = reading.candidates
    local = tuple(c for c in candidates if fits_regions(question, c.evidence, document_text))
    # Where what is of the place says next to nothing of the matter, a rule of the whole country may.
    spoken = any(c.whole >= OF_THE_PLACE for c in local)
    wide = () if spoken else tuple(c for c in candidates if holds_everywhere(question, c))
    kept = {id(c) for c in (*local, *wide)}
    candidates = of_its_issue(question, [c for c in candidates if id(c) in kept])
    if not candidates:
        return (), (region_note(question, (c.evidence for c in reading.candidates)),)
    for test, note in (
        *_of_whom_and_what(question, candidates, document_text),
        *_of_when(question),
        *_of_the_thing_asked(question),
    ):
        candidates = tuple(candidate for candidate in candidates if test(candidate))
        if not candidates:
            return (), (note,)
    return candidates, ()


Slot = tuple[Callable[[Candidate], bool], str]
"""Whether a candidate fits a slot of the question, and what is missing where none does."""


def _of_whom_and_what(
    question: Question, candidates: Sequence[Candidate], document_text: Callable[[str], str]
) -> tuple[Slot, ...]:
    """The person, event, place, office and document that a question names."""
    person = named_person(question, (c.evidence.text for c in candidates))
    return (
        (
            lambda c: not person or person in fold(document_text(c.evidence.document.id)),
            "没有找到相关内容",
        ),
        (lambda c: not dates_other(question, c), "材料中有相关内容，但没有写明所问的时间"),
        (lambda c: fits_place(question, c, document_text), region_note(question)),
        (lambda c: _fits_bodies(question, c.evidence), _body_note(question)),
        (lambda c: fits_titles(question, c.evidence, document_text), title_note(question)),
        (lambda c: fits_numbers(question, c.evidence), number_note(question)),
        (lambda c: fits_series(question, c.evidence), series_note(question)),
    )


def _of_when(question: Question) -> tuple[Slot, ...]:
    """The years and spans of time that a question names, and what it compares with."""
    return (
        (lambda c: fits_years(question, c), year_note(question)),
        (lambda c: fits_periods(question, c), period_note(question)),
        (lambda c: fits_months(question, c), month_note(question)),
        (lambda c: fits_bases(question, c), base_note(question)),
        (lambda c: whole_year(question, c), "材料中只有不到一年的数，没有写明全年的数"),
    )


def _of_the_thing_asked(question: Question) -> tuple[Slot, ...]:
    """What a sentence must hold to tell what is asked: its number in a row, the other payment, the rest, a name, a place, an aspect."""
    return (
        (lambda c: fits_ordinals(question, c), ordinal_note(question)),
        (
            lambda c: (
                question.kind not in ("figure", "when")
                or not of_another_payment(question.text, c.text)
            ),
            "材料中有相关内容，但没有写明所问的数字",
        ),
        (
            lambda c: (
                question.kind != "figure"
                or not of_another_part(question.text, c.text, context_text(c.evidence))
            ),
            "材料中有相关内容，但没有写明所问的数字",
        ),
        (lambda c: _tells_more(question, c), "材料中有相关内容，但没有写明所问的内容"),
        (
            lambda c: names_the_rest(question.folded, fold(c.text)),
            "材料中只提到问题里已有的，没有列出其余的",
        ),
        (
            lambda c: question.kind != "who" or tells_role(question.folded, fold(c.text)),
            "材料中没有写明所问的人的姓名",
        ),
        (
            lambda c: tells_holder(question.folded, f"{c.text}\n{said_by(c.evidence)}"),
            "材料中没有写明所问的人的姓名",
        ),
        (
            lambda c: names_a_body(question, c.text, c.evidence),
            "材料中有相关内容，但没有写明由谁负责",
        ),
        (lambda c: states_asked_figure(question, c.text), "材料中没有写到问题里的数字"),
        (lambda c: tells_rank(question, c), "材料中有相关内容，但没有写明所问的位次"),
        (lambda c: holds_quoted_term(question, c), quoted_note(question)),
        (
            lambda c: question.kind != "where" or tells_place(fold(c.text)),
            "材料中有相关内容，但没有写明所问的地点",
        ),
        (lambda c: names_places(question, c.text), "材料中有相关内容，但没有写明所问的地点"),
        (lambda c: fits_person(question, c.evidence), "材料中没有写明所问的人的姓名"),
        (
            lambda c: _fits_aspects(question, c),
            f"材料中没有写明{'、'.join(a.name for a in asked_aspects(question.folded))}",
        ),
    )


def _tells_more(question: Question, candidate: Candidate) -> bool:
    """Whether a sentence says anything but words of a question to be answered by yes or no: a bare name answers none."""
    said = fold(candidate.text).strip(" 。；;，,、：:")
    return question.kind != "yesno" or len(said) < 2 or said not in question.folded


def _fits_aspects(question: Question, candidate: Candidate) -> bool:
    """Every aspect asked about is spoken of in the sentence or, of an item, in what announces it.

    （二）非因本人意愿中断就业的 is a condition because 具备下列条件 stands above it.
    """
    if question.kind == "support":
        return True
    said = fold(candidate.text)
    passage = candidate.evidence.passage
    if passage.section and family(passage.label) is not None:
        said += fold(f"\n{passage.section[-1]}")
    return all(
        aspect.stated.search(said) or (aspect.name == PLACE and find_regions(said))
        for aspect in asked_aspects(question.folded)
    )


def _fits_bodies(question: Question, item: Evidence) -> bool:
    """Every office or body asked about is named in the paragraph or above it, in full or in its usual short form."""
    near = fold(f"{item.text}\n{context_text(item)}")
    offices = _offices(question)
    held = _OFFICE.findall(near)
    return all(office in held for office in offices) and all(
        short_form(body, near) for body in bodies_asked(question)
    )


# 行长在自己银行的存款: whoever holds such an office; 省科技厅厅长, 厅长王某 and 厅长是谁 name one.
_OF_A_BODY = re.compile(r"[省市县区州局厅院司学部国委会行处室]$")


def _offices(question: Question) -> list[str]:
    text = question.folded
    return [
        match[0]
        for match in _OFFICE.finditer(text)
        if question.kind == "who"
        or _OF_A_BODY.search(text[: match.start()])
        or text[match.end() : match.end() + 1] in SURNAMES
    ]


# Where one goes, or who asks: 俩人去民政局, 我们是个地级市的科技局, 应急办新来的同志. Nothing is asked about the body.
_GOES = re.compile(r"(?:去|到|找|跑|跟|想在)[^,，。?？]{0,4}$|我们?(?:是|在)[^,，。?？]{0,12}$")
_COMES = re.compile(r"的?(?:新来|同志|同事|上班|窗口|那边)")


def bodies_asked(question: Question) -> tuple[str, ...]:
    """Return the bodies that a question asks about, not those where one goes or works."""
    text = question.folded
    return tuple(
        dict.fromkeys(
            match.group(1)
            for match in _BODY.finditer(text)
            if not (_GOES.search(text[: match.start()]) or _COMES.match(text, match.end()))
        )
    )


def short_form(body: str, text: str) -> bool:
    """Whether the characters of `body` stand in `text` in order and close together: 科技厅 in 科学技术厅.

    民政部门 is the 民政局 of wherever that is.
    """
    pattern = ".{0,5}?".join(map(re.escape, body))
    stem = re.sub(r"(?:委员会|总局|[厅局委办])$", "", body)
    general = rf"{re.escape(stem)}(?:行政)?(?:主管)?部门"
    return re.search(pattern, text) is not None or (
        len(stem) >= 2 and stem != body and re.search(general, text) is not None
    )


def _body_note(question: Question) -> str:
    """Say whom of all asked about the sources lack: 科技厅厅长, where they know its 副厅长."""
    bodies, offices = bodies_asked(question), _offices(question)
    if len(bodies) == len(offices) == 1:
        return f"材料中没有{bodies[0]}{offices[0]}的相关内容"
    asked = bodies or tuple(offices)
    return f"材料中没有{'、'.join(asked)}的相关内容" if asked else "没有找到相关内容"

"""Segments to records: each offer with whom it is for, what it gives, what limits it, and who runs it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.types import Document
from qa.measures.agencies import NOTE, agency_of
from qa.measures.amounts import read_amounts, read_tiers
from qa.measures.asked import asks_nothing
from qa.measures.attached import attached
from qa.measures.bounds import Found, find_bounds
from qa.measures.conditions import read_conditions
from qa.measures.contexts import as_before, of_bought, of_what
from qa.measures.kinds import says_kind
from qa.measures.local import left_out_before, local_conditions
from qa.measures.neighbours import apart
from qa.measures.offers import Offer, firm, read_segment
from qa.measures.parties import for_lenders
from qa.measures.planned import intends
from qa.measures.sentences import continues, elliptic, parts_of, told_in
from qa.measures.sizes import by_sizes
from qa.measures.steps import read_steps
from qa.measures.titles import short_title
from qa.measures.types import Amount, Condition, Measure, Span, Terms, Test
from qa.measures.units import Unit, span_of
from qa.measures.words import titles_in

_CASES_IN = re.compile(r"(?<=以上)的,(?=分别)")
_TO = re.compile(r"^(?:对于?|凡)")
_PURPOSE = re.compile(
    r"^(?:为|取消|募集|筹集|鼓励|支持|全力|进一步|引导|推动|加强|打造|[省市县区](?:政府|级?财政|级(?:政府|各?部门|人民政府|预算))|对展位费$)"
)
_PLANS = re.compile(r"任务|要点|方案|规划|计划|措施|清单|一览|行动|提示|安排")
_AHEAD = re.compile(r"下一步|接下来|今年(?:重点|秋季|要|将)|将|拟|计划|力争|下阶段|要")
_NEXT = re.compile(r"下一步|接下来|下阶段")  # what any text tells after it is to come
_ITEM = re.compile(r"、|和|或|及")
_LABEL = re.compile(
    r".*(?:认定|评定|获评|成为|列入|设立|取得|对在?|被|为|通过|制定|新建|获批)(?:的|并)?"
)
_AFTER_LABEL = re.compile(r"(?:的|企业|评估|项目|旅游|首台|软件|\(|,).*")


def read_unit(document: Document, unit: Unit, terms: Terms, *, plans: bool) -> list[Measure]:
    """Return the measures of one paragraph, in order; limits and exclusions go to the measure before them."""
    made: list[Measure] = []
    ahead = plans or bool(_LISTS.search(unit.text))
    above = ""
    last = given = -1
    told = told_in(unit)
    for sentence, a, b in () if unit.excluding else parts_of(unit):
        text = unit.text[a:b]
        if sentence in told:
            continue
        same, last = sentence == last, sentence
        ahead = ahead or bool((_AHEAD if unit.speaker else _NEXT).search(text))
        questioned = unit.question or unit.text[b : b + 1] == "?"
        offer = None if questioned else read_segment(unit, a, b)
        if (offer is not None and offer.sort == "past") or NOTE.match(text):
            continue
        if unit.terms and not (offer and offer.sort == "offer" and firm(unit, offer)):
            continue
        if offer is not None and offer.sort == "offer":
            measure, above = _offered(document, unit, offer, terms, above)
            measure = _like(as_before(measure, made[-1] if made else None), made)
            if made and same:
                measure = left_out_before(measure, made[-1])
            if made and (
                continues(made[-1], text, same=same, next_to=sentence <= given + 1)
                or (same and offer.rated)
            ):
                # 对…进行奖励。每满一万人奖励一万元: the second sentence says how much; 100人以上的，补助4.5万元 the next case.
                made[-1] = _more(made[-1], unit, b, measure.amounts)
            else:
                made.append(measure)
            given = sentence
        elif made and same and elliptic(text):
            made[-1] = _more(made[-1], unit, b, read_amounts(unit.view, a, b))
        elif offer is not None and made and offer.sort in ("limit", "note", "exclusion"):
            if offer.sort == "limit" and _ASKED.search(text):
                # 设备投资应在150万元以上: asked of all that the paragraph has offered so far.
                asked = tuple(_asked(unit, a, b, terms))
                made = [replace(m, conditions=(*m.conditions, *asked)) for m in made]
            made[-1] = _limited(made[-1], unit, a, b, excludes=offer.sort == "exclusion")
        elif (
            ahead and (plan := intends(unit, a, b, planned=plans and not unit.speaker)) is not None
        ):
            made.append(_intended(document, unit, plan, terms))
    return apart(made)


def _like(measure: Measure, made: list[Measure]) -> Measure:
    """Return a measure that only adds a sum to the one before with its kind: 另加5万元."""
    if not made or says_kind(measure.span.text) or not _ADDS.search(measure.span.text):
        return measure
    return replace(measure, kind=made[-1].kind)


_ADDS = re.compile(r"另加|再(?:给予|加|增)|增补|追加|加发|增发")


# A press text that tells the measures of a document one by one: what gives nothing is a plan.
_LISTS = re.compile(r"(?:措施|举措|政策)\"?(?:具体|主要)?(?:包括|有|如下|为):一是")


def _limited(measure: Measure, unit: Unit, start: int, end: int, *, excludes: bool) -> Measure:
    """Return the measure with a sentence after it that limits it, or says who is left out."""
    span = span_of(unit, start, end)
    if excludes:
        return replace(measure, exclusions=(*measure.exclusions, span))
    caps = (*measure.amounts, *_caps(unit, start, end))
    return replace(measure, amounts=caps, limits=(*measure.limits, span))


def _more(measure: Measure, unit: Unit, end: int, amounts: tuple[Amount, ...]) -> Measure:
    """Return the measure with the sentence that ends at `end` of its paragraph taken in."""
    last = span_of(unit, unit.begin, end).end
    source = unit.view.source
    whole = replace(measure.span, end=last, text=source[measure.span.start : last])
    support = replace(measure.support, end=last, text=source[measure.support.start : last])
    own = (*measure.amounts, *amounts)
    first = unit.view.at.index(measure.span.start)
    tiers = read_steps(unit.view, first, end, own) or measure.tiers
    return replace(measure, span=whole, support=support, amounts=own, tiers=tiers)


def _caps(unit: Unit, start: int, end: int) -> tuple[Amount, ...]:
    """Return what a sentence after the offer limits it to."""
    return tuple(a for a in read_amounts(unit.view, start, end) if a.role in ("cap", "quantity"))


_ASKED = re.compile(r"不低于|不少于|以上")
_CAPPED = re.compile(r"不超过|最高|最多")


def _asked(unit: Unit, start: int, end: int, terms: Terms) -> list[Condition]:
    found: list[Condition] = []
    for a, b in unit.view.cut(start, end, re.compile(",")):
        if not _CAPPED.search(unit.text[a:b]):
            found += read_conditions(unit.view, a, b, terms.region)
    return found


def plans(document: Document) -> bool:
    """Whether the document as a whole speaks of what is to be done."""
    return bool(_PLANS.search(document.title))


def _offered(
    document: Document, unit: Unit, offer: Offer, terms: Terms, above: str
) -> tuple[Measure, str]:
    seen, region, start = unit.view, terms.region, offer.start
    lead = _TO.match(seen.text[start : offer.gives])
    pre = (start + (lead.end() if lead else 0), offer.gives)
    who = pre
    conditions = list[Condition]()
    begin = pre[0] if pre[1] - pre[0] > 3 else pre[1]
    for a, b in seen.cut(begin, pre[1], re.compile(",")):
        purpose = _PURPOSE.match(seen.text[a:b]) and seen.text[b - 1] != "的"
        if not purpose and ((lead and a == begin) or not asks_nothing(seen.text[a:b])):
            conditions += read_conditions(seen, a, b, region, inherited=above)
    gives = offer.gives
    conditions += attached(seen, gives, offer.end, region)
    conditions += local_conditions(seen, start, seen.clause_end(gives, offer.end), region)
    if cases_in := _CASES_IN.search(seen.text, gives, offer.end):
        # 奖励5年，即：贡献1000万元至2000万元、2000万元以上的，分别奖励70%、80%: the cases stand within the offer.
        pre = (seen.text.rfind(":", gives, cases_in.start()) + 1 or gives, cases_in.start())
        conditions += read_conditions(seen, *pre, region)
        gives = cases_in.end()
    bounds = find_bounds(seen, *pre, _titles(unit, *pre), above)
    amounts = read_amounts(seen, gives, offer.end)
    labels, cases = _cases(unit, pre, bounds)
    measure = Measure(
        document_id=document.id,
        title=short_title(document, unit, who),
        kind=offer.kind,
        span=span_of(unit, start, offer.end),
        support=span_of(unit, offer.gives, offer.end),
        paragraph=unit.number,
        subject=span_of(unit, *who) if seen.text[who[0] : who[1]].strip(",") else None,
        amounts=amounts,
        tiers=read_tiers(seen, (gives, offer.end), amounts, cases, labels)
        or read_steps(seen, start, offer.end, amounts),
        conditions=(*conditions, *terms.conditions),
        exclusions=terms.exclusions,
        limits=terms.limits,
        apply=_apply(unit, terms),
        deadlines=terms.deadlines,
        agency=agency_of(document, unit, terms, offer.gives),
        intention=offer.appeal or (bool(unit.speaker) and not conditions),
    )
    names = ";".join([*(f"{f.test.name}|{f.test.unit}" for f in bounds), above])
    measure = for_lenders(seen, who[0], by_sizes(seen, gives, offer.end, measure))
    subject = seen.text[who[0] : who[1]]
    return of_what(of_bought(measure, subject), subject), names


def _intended(document: Document, unit: Unit, plan: Offer, terms: Terms) -> Measure:
    span = span_of(unit, plan.start, plan.end)
    subject = re.match(r"面向([^,]{2,30}),", unit.text[plan.start : plan.end])
    conditions, at = list[Condition](), None
    if subject:
        a, b = plan.start + subject.start(1), plan.start + subject.end(1)
        at = unit.view.span(a, b)
        conditions = read_conditions(unit.view, a, b, terms.region)
    return Measure(
        document_id=document.id,
        title=short_title(document, unit, (plan.start, plan.end)),
        kind=plan.kind,
        span=span,
        support=span,
        paragraph=unit.number,
        subject=at,
        amounts=(),
        conditions=tuple(conditions),
        agency=agency_of(document, unit, terms, plan.start),
        intention=True,
    )


def _titles(unit: Unit, start: int, end: int) -> list[tuple[int, int]]:
    return [(a + start, b + start) for a, b, _, _ in titles_in(unit.text[start:end])]


def _cases(
    unit: Unit, pre: tuple[int, int], bounds: Sequence[Found]
) -> tuple[list[tuple[int, int]], list[Test | None]]:
    """Return the cases that 分别 may line up with the amounts: thresholds, levels of a title, or items of a list."""
    runs: list[list[Found]] = []
    for item in bounds:
        if item.listed and runs:
            runs[-1].append(item)
        else:
            runs.append([item])
    for run in runs:
        if len(run) >= 2:
            return [(f.figure.start, f.figure.end) for f in run], [f.test for f in run]
    text = unit.text[pre[0] : pre[1]]
    for a, b, name, levels in titles_in(text):
        if len(levels) >= 2:
            spans = [
                (pre[0] + a + m.start(), pre[0] + a + m.end())
                for m in re.finditer(r"(?:国家|省|市|县|区)级?", text[a:b])
            ][: len(levels)]
            if len(spans) == len(levels):
                tests: list[Test | None] = [
                    Test(kind="title", values=(name,), levels=(level,)) for level in levels
                ]
                return spans, tests
    items = [
        i
        for clause in unit.view.cut(*pre, re.compile(","))
        for i in [unit.view.cut(*clause, _ITEM)]
        if len(i) >= 2
    ]
    if not items:
        return [], []
    chosen = items[-1]
    first, last = chosen[0], chosen[-1]
    head = _LABEL.match(unit.text[first[0] : first[1]])
    tail = _AFTER_LABEL.search(unit.text[last[0] : last[1]])
    begin = first[0] + (head.end() if head and head.end() < first[1] - first[0] else 0)
    end = last[0] + tail.start() if tail and tail.start() > 0 else last[1]
    labels = [(begin, first[1]), *chosen[1:-1], (last[0], end)]
    tests = []
    for a, b in labels:
        named = titles_in(unit.text[a:b])
        one = named[0] if len(named) == 1 else None
        tests.append(Test(kind="title", values=(one[2],), levels=one[3]) if one else None)
    return labels, tests


def _apply(unit: Unit, terms: Terms) -> tuple[Span, ...]:
    """Return how to apply: what names this article, and what names none."""
    return tuple(span for span, articles in terms.apply if not articles or unit.article in articles)

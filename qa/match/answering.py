"""The sum that follows from a cited measure for the figures in a question: 产值增长3000万元能拿多少.

The answer itself only says what the source says. What is computed from it is told beside it, with the sum that gives it
and the citation that it rests on, and never where anything would have to be guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from index.corpus import Corpus
from index.fold import fold
from qa.figures import Figure, find_figures
from qa.lexicon.bigrams import bigrams
from qa.match import profile_of, read_documents
from qa.match.amounts import estimate
from qa.match.citing import Source
from qa.match.considered import consider
from qa.match.counted import SAYS_NEW, counts_new, per_unit
from qa.match.judge import money
from qa.match.thresholds import alike
from qa.match.types import Estimate, Matched
from qa.measures import Measures
from qa.profile import Fact, Profile
from qa.profile.derive import plain
from qa.question.spoken import spoken_in
from qa.types import Citation

# To read the measures of a longer document would take longer than the answer.
LONGEST = 60_000


def computed(question: str, citations: Sequence[Citation], corpus: Corpus) -> tuple[str, ...]:
    """Return what the cited measures would give by the figures of the question, a line in Chinese for each measure."""
    profile = profile_of(question, corpus, corpus.scope.day or date.today())
    cited = {c.document.id: c.document for c in citations if c.document.characters <= LONGEST}
    read = {
        source.info.id: (source, found)
        for source, found in read_documents(corpus, [*cited.values()])
    }
    lines = [line for citation in citations if (line := _added(citation, profile)) is not None]
    lines += [
        _line(citation, matched)
        for citation in citations
        if citation.document.id in read
        for matched in _considered(citation, profile, *read[citation.document.id])
        if matched.estimate is not None and _from_profile(matched, profile)
    ]
    return tuple(dict.fromkeys(lines))


def _considered(
    citation: Citation, profile: Profile, source: Source, found: Measures
) -> Iterator[Matched]:
    """Yield the measures that the quotation states any of, judged for the profile."""
    for measure in found.measures:
        if measure.span.start < citation.end and citation.start < measure.span.end:
            result = consider(source, found, measure, profile, {}, meant=True)
            if result is not None:
                matched = result[1]
                own = matched.estimate or _by_words(matched, profile)
                yield replace(matched, estimate=own)


_PERIOD = re.compile(r"/(?:年|月|季|季度|天|日)$")


def _by_words(matched: Matched, profile: Profile) -> Estimate | None:
    """Return the sum of a share or of so much apiece, where the one figure that the question states is of that by its words.

    The base of a share shares a word with what is said of the figure (设备投资, 新买设备花了80万).
    """
    measure = matched.measure
    roles = [a.role for a in measure.amounts if a.role != "cap"]
    if matched.verdict == "unmet" or len(roles) != 1 or measure.tiers:
        return None
    amount = next(a for a in measure.amounts if a.role != "cap")
    caps = [a for a in measure.amounts if a.role == "cap"]
    anew = counts_new(measure)
    if amount.role == "ratio" and amount.of and amount.of != "超出额":
        base = _stated_base(amount.of, profile)
        if base is None or (anew and not SAYS_NEW.search(base.clause)):
            return None
        return estimate(measure, replace(profile, facts=(*profile.facts, base)))
    if amount.role != "amount" or "/" not in amount.unit or _PERIOD.search(amount.unit):
        return None
    counted = [_count(per, profile) for per in amount.unit.split("/")[1:]]
    said = "".join(f"{fact.name}{fact.clause}" for fact in counted if fact is not None)
    if None in counted or (anew and not SAYS_NEW.search(said)):
        return None
    if not _alike(said, measure.span.text) or not _in_bounds(measure.span.text, counted):
        return None
    return per_unit(amount, [fact for fact in counted if fact is not None], caps)


_BOUNDS = ("range", "at_least", "at_most", "over", "under")


def _in_bounds(text: str, counted: Sequence[Fact | None]) -> bool:
    """Whether no bound of the measure leaves out what is counted: 600亩 is not paid by what holds for 100亩至500亩."""
    bounds = [f for f in find_figures("".join(text.split())) if f.qualifier in _BOUNDS]
    return all(
        (b.low is None or fact.low is None or b.low <= fact.low)
        and (b.high is None or fact.low is None or fact.low <= b.high)
        for fact in counted
        if fact is not None
        for b in bounds
        if alike(fact.unit, b.unit)
    )


def _count(per: str, profile: Profile) -> Fact | None:
    """Return the one exact count of the unit in the question: 40间, 2夜; who counts persons may say 名 or 人次."""
    facts = [f for f in profile.facts if alike(f.unit, per)]
    if not facts:
        facts = [
            Fact(name="", low=f.low, high=f.high, unit=per, words=f.text, clause=profile.text)
            for f in find_figures(profile.text)
            if f.kind in ("quantity", "duration") and _in_unit(f, per, profile.text)
        ]
    return facts[0] if len(facts) == 1 and facts[0].low == facts[0].high else None


def _in_unit(figure: Figure, per: str, text: str) -> bool:
    """Whether a figure counts in the unit, also in one that is not known as such: 住了2夜."""
    bare = not figure.unit and fold(text)[figure.end :].startswith(per)
    return figure.qualifier == "exact" and (bare or alike(figure.unit, per))


def _stated_base(of: str, profile: Profile) -> Fact | None:
    """Return the one exact sum of money in the question as that of which the share is, where its clause speaks of it."""
    sums = [f for f in find_figures(profile.text) if _is_sum(f)]
    if len(sums) != 1 or sums[0].qualifier != "exact":
        return None
    figure = sums[0]
    clause = next(
        c for c in re.finditer(r"[^,，。;；!！?？]+", profile.text) if c.end() > figure.start
    )
    said = fold(clause[0])
    written = "".join(word for w in spoken_in(said) for word in w.written)
    if not _alike(f"{said}{written}", of):
        return None
    return Fact(
        name=of, low=figure.low, high=figure.high, unit="元", words=figure.text, clause=said
    )


def _is_sum(figure: Figure) -> bool:
    bare = figure.kind == "quantity" and not figure.unit and figure.text.endswith(("万", "亿"))
    return bare or (figure.kind == "money" and figure.unit == "元")


# 国内发明专利每件5分: so many for each of a kind.
_RATE = re.compile(
    r"([一-龥]{2,12}?)每([件项个人名台套亩间家辆场块张])(?:可|按|计|得|加|奖励|补助|补贴|给予)*$"
)


def _added(citation: Citation, profile: Profile) -> str | None:
    """Return the sum over several kinds of which the cited sentence gives so many each, None where a kind may be another."""
    start, end = (at - citation.paragraph_start for at in (citation.start, citation.end))
    before, after = citation.text[:start], citation.text[end:]
    around = f"{before[before.rfind('。') + 1 :]}{citation.quote}{after.partition('。')[0]}"
    text = fold("".join(around.split()))
    rates: list[tuple[str, str, Figure]] = []
    for figure in find_figures(text):
        head = re.split(r"[,;。:、(]", text[: figure.number_start])[-1]
        if (match := _RATE.search(head)) and figure.qualifier == "exact":
            rates.append((match[1], match[2], figure))
    counts = [f for f in profile.facts if any(f.unit == unit for _, unit, _ in rates)]
    units = {figure.unit.partition("/")[0] for _, _, figure in rates}
    if len(rates) < 2 or len(counts) < 2 or len(units) != 1:
        return None
    parts, total = [], Decimal(0)
    for fact in counts:
        own = [f for name, unit, f in rates if unit == fact.unit and fact.name in name]
        if len(own) != 1 or fact.low is None or fact.low != fact.high:
            return None
        total += fact.low * own[0].value
        parts.append(f"{plain(fact.low)}{fact.unit}×{plain(own[0].value)}{next(iter(units))}")
    formula = f"{'＋'.join(parts)}＝{money(total, next(iter(units)))}"
    return (
        f"[{citation.number}] 按所引条款测算：{money(total, next(iter(units)))}（{formula}），"
        "这是推算，不是原文"
    )


_ANY = re.compile(r"企业|公司|单位|机构|一次|给予|补助|补贴|奖励|标准|最高")


def _alike(said: str, other: str) -> bool:
    """Whether two texts share a pair of characters that is no word of every measure."""
    pairs = [bigrams(_ANY.sub(" ", "".join(text.split()))) for text in (said, other)]
    return any(re.fullmatch(r"[\u4e00-\u9fff]{2}", pair) for pair in pairs[0] & pairs[1])


def _from_profile(matched: Matched, profile: Profile) -> bool:
    """Whether a figure of the profile stands in the sum: a fixed sum stands in the answer already."""
    assert matched.estimate is not None
    if matched.estimate.fixed:
        return False
    tests = [t for j in matched.conditions for tests in j.condition.any_of for t in tests]
    names = {t.name for t in tests if t.kind == "bound"} | {a.of for a in matched.measure.amounts}
    # A tier is only told where something that was stated reaches it.
    stated = bool(matched.measure.tiers) or any(fact.name in names for fact in profile.facts)
    return stated or any(f.text in matched.estimate.formula for f in find_figures(profile.text))


def _line(citation: Citation, matched: Matched) -> str:
    found = matched.estimate
    assert found is not None
    note = (
        f"[{citation.number}] 按所引条款测算：{found.text}（{found.formula}），这是推算，不是原文"
    )
    if any(j.state == "unknown" for j in (*matched.conditions, *matched.exclusions)):
        note += "；其余条件是否符合，请自行核对"
    return note

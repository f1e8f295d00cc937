"""One sentence of a draft against its evidence: the verdict of each of its figures. Pure.

What the citation checker (`qa.citations`) proves is supported. Where the wording is too free for it, a figure is still
supported when every word around it stands with the source's figure, nothing differs, and the value is the same.
A figure is contradicted only by a figure of the very same thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from qa.citations import Supported, check
from qa.claims.dealt import continued, dealt
from qa.claims.denial import (
    NEAR,
    Pair,
    alike,
    bound,
    counts_other,
    names_something,
    other_years,
    replaced,
    said_nearer,
    said_too,
    scene,
)
from qa.claims.far import FAR, far, said_by
from qa.claims.framing import framed_otherwise
from qa.claims.ground import (
    Shape,
    candidates,
    shape,
    shift,
    source_shape,
    word_for_word,
)
from qa.claims.homes import says_whole
from qa.claims.relate import LITTLE, relate
from qa.claims.siblings import names_other, told_apart
from qa.claims.told import Told, read_told
from qa.claims.types import Difference, Verdict
from qa.claims.values import value_relation
from qa.claims.whose import same_place
from qa.claims.words import key, opposed, size
from qa.figures import Figure, compare, find_figures
from qa.proof.quotes import citation
from qa.types import Citation, Evidence

UNFOUND = "没有找到说同一件事的数字"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The verdict of one figure, and the source's figure with its quotation where one decided."""

    figure: Figure
    verdict: Verdict
    source: Figure | None = None
    citation: Citation | None = None
    differs: tuple[Difference, ...] = ()
    doubtful: bool = False
    note: str = ""


def proven(sentence: str, evidence: Sequence[Evidence]) -> Supported | None:
    """Return the proof of the whole sentence, None where there is none, or where a figure is of another place than it names.

    Which place 全市 means in a text on several is known here alone; the rest is decided by `qa.citations`.
    """
    verdict = check(sentence, evidence)
    if not isinstance(verdict, Supported):
        return None
    told = read_told(sentence)
    return None if any(_elsewhere(t, verdict.citations, evidence) for t in told) else verdict


def _elsewhere(claim: Told, citations: Sequence[Citation], evidence: Sequence[Evidence]) -> bool:
    """Whether the cited sentences state a figure only of other places than the draft names."""
    cited = [((c.document.id, c.paragraph_start), c.start, c.end) for c in citations]
    places = {place for place, *_ in cited}
    stated = [
        c
        for item in evidence
        if (place := (item.document.id, item.start)) in places and says_whole(item.text)
        for c in candidates(item)
        if value_relation(claim.figure, c.told.figure) == "same"
        and any(
            place == other and start <= item.start + c.told.figure.start < end
            for other, start, end in cited
        )
    ]
    return bool(stated) and not any(same_place(claim, c.told, c.ground) for c in stated)


def by_proof(figure: Figure, proof: Supported) -> Judged:
    """Return a figure of a proven sentence with the citation that holds it."""
    for cited in proof.citations:
        for source in find_figures(cited.quote):
            if source.kind == figure.kind and value_relation(figure, source) == "same":
                return Judged(figure=figure, verdict="supported", source=source, citation=cited)
    return Judged(figure=figure, verdict="supported", citation=proof.citations[0])


def judge(
    body: str, evidence: Sequence[Evidence], *, named: bool = False, at: int | None = None
) -> tuple[Judged, ...]:
    """Return the verdict of each measured figure of one sentence, in its order; only of that which begins at `at`, if given.

    `named`: the draft names the document that the evidence is from, so that a time which it leaves out is there to see.
    """
    told = read_told(body)
    shares = {t.figure.start: t for t in dealt(told, body)} if any(t.order for t in told) else {}
    return tuple(
        _judge_shared(body, claim, shares.get(claim.figure.start, claim), evidence, named)
        for claim in continued(told, body)
        if at in (None, claim.figure.start)
    )


def _judge_shared(
    body: str, claim: Told, share: Told, evidence: Sequence[Evidence], named: bool
) -> Judged:
    """Return the verdict of a figure, of one under 分别 also as that of its own thing: the source may tell each by itself."""
    judged = _judge(body, claim, evidence, named)
    if judged.verdict == "supported" or not claim.order or share.order:
        return judged
    alone = _judge(body, share, evidence, named)
    return alone if alone.verdict == "supported" else judged


def _judge(body: str, claim: Told, evidence: Sequence[Evidence], named: bool) -> Judged:
    found: list[Pair] = []
    # 同比增长# and 给予#奖励 are said of everything: such a clause is no quotation without what it leans on.
    said = key(_own_shape(body, *claim.clause)[0].text)
    alone = size(said) > LITTLE or claim.whole[0] == claim.clause[0]
    own, starts = _own_shape(body, *(claim.clause if alone else claim.whole))
    place = starts.index(claim.figure.start) if claim.figure.start in starts else 0
    around = said_by(claim)
    for rank, item in enumerate(evidence):
        matched = word_for_word(own, place, source_shape(item.text))
        at = {told.figure.start for told in matched}
        for candidate in candidates(item):
            same = candidate.told.figure.start in at
            value = value_relation(claim.figure, candidate.told.figure)
            if value == "unrelated" and not same:
                continue
            if value == "different" and not same and far(claim, around, candidate.told):
                found.append(Pair(candidate=candidate, relation=FAR, same_words=False, rank=rank))
                continue
            relation = relate(claim, candidate.told, candidate.ground, same_words=same)
            if same and relation.value == "unrelated":
                relation = replace(relation, value="different")  # another unit in the same words
            if same and named and not claim.times:
                others = tuple(d for d in relation.differs if d != "时间")
                relation = replace(relation, differs=others)
            near = relation.exact or relation.fit >= NEAR
            if near and (more := framed_otherwise(body, claim, item.text, candidate.told)):
                relation = replace(relation, differs=(*relation.differs, *more))
            found.append(Pair(candidate=candidate, relation=relation, same_words=same, rank=rank))
    found.sort(key=lambda pair: pair.order)
    return _decide(body, claim, found)


@lru_cache(maxsize=64)
def _own_shape(body: str, start: int, end: int) -> tuple[Shape, tuple[int, ...]]:
    """Return the shape of the clause `body[start:end]`, and where its figures begin. Remembered for the next of them."""
    inside = [t for t in read_told(body) if start <= t.figure.start and t.figure.end <= end]
    moved = tuple(replace(t, figure=shift(t.figure, -start)) for t in inside)
    return shape(body[start:end], moved), tuple(t.figure.start for t in inside)


def _decide(body: str, claim: Told, found: Sequence[Pair]) -> Judged:
    exact = [
        p
        for p in found
        if p.relation.exact
        and not p.relation.differs
        and (not p.relation.loose or bound(claim, p, found))
    ]
    clause = body[claim.clause[0] : claim.clause[1]]
    yes = next((p for p in exact if p.relation.value in ("same", "weaker")), None)
    no = next(
        (
            p
            for p in exact
            if p.relation.value == "different"
            and not counts_other(claim, p)
            and names_something(body, claim, p)
            and alike(claim, p)
            and not _names_other(claim, p)
        ),
        None,
    )
    over = (
        no
        and yes
        and (
            (no.same_words and not yes.same_words and not scene(claim, yes, no))
            or replaced(yes, no)
        )
    )
    if yes and not over and not (yes.same_words or _told_apart(claim, yes, found)):
        return _made(claim, yes, "scope_differs", ("对象",))
    if yes and not over:
        against = opposed(f"{claim.lead}，{clause}", yes.candidate.told.governing)
        turned = yes.candidate.told.figure.text[:1] in "-－负"  # 增长-3.2% is 下降3.2%
        if against is None or turned:
            return _made(claim, yes, "supported", note=_weaker(claim, yes))
        return _made(
            claim, yes, "contradicted", ("方向",), f"原文说的是“{against[1]}”，不是“{against[0]}”"
        )
    if no and (over or not _open(body, claim, no, found)):
        return _made(claim, no, "contradicted")
    return _nearest(claim, found)


def _open(body: str, claim: Told, no: Pair, found: Sequence[Pair]) -> bool:
    """Whether what denies the draft's figure may be of something else that some source says nearer to it."""
    return (
        said_nearer(body, claim, no, found)
        or said_too(claim, no, found)
        or other_years(claim, no, found)
    )


def _nearest(claim: Told, found: Sequence[Pair]) -> Judged:
    """Return the verdict where no figure is of the very same: by one that goes the other way, or by the one nearest to it."""
    turned = next(
        (
            p
            for p in found
            if p.relation.exact and p.relation.differs == ("方向",) and p.relation.opposite
        ),
        None,
    )
    if turned:
        return _made(claim, turned, "contradicted", ("方向",), "增减方向与原文相反")
    near = next(
        (
            p
            for p in found
            if p.relation.fit >= NEAR and p.relation.value in ("same", "weaker", "qualifier")
        ),
        None,
    )
    if near is None:
        return Judged(figure=claim.figure, verdict="not_found", note=UNFOUND)
    differs: tuple[Difference, ...] = near.relation.differs
    if near.relation.value == "qualifier":
        differs = (*differs, "限定词")
    if not differs:
        return Judged(
            figure=claim.figure, verdict="not_found", note="有同样的数字，但看不出说的是同一件事"
        )
    return _made(claim, near, "scope_differs", differs)


def _names_other(claim: Told, pair: Pair) -> bool:
    """Whether the draft speaks of another thing of the same paragraph, by a word in the place of this one's."""
    chosen = pair.candidate
    return names_other(claim, chosen, (c for c in candidates(chosen.item) if c != chosen))


def _told_apart(claim: Told, pair: Pair, found: Sequence[Pair]) -> bool:
    own = pair.candidate.item.document.id
    texts = {
        p.candidate.item.start: p.candidate.item
        for p in found
        if p.candidate.item.document.id == own
    }
    return told_apart(
        claim, pair.candidate, (c for item in texts.values() for c in candidates(item))
    )


def _weaker(claim: Told, pair: Pair) -> str:
    if pair.relation.value != "weaker":
        return ""
    source = pair.candidate.told.figure
    if compare(claim.figure, source) == "rounded":
        return f"按四舍五入一致，原文是“{source.text}”"
    return "与原文数字相容，但不是原文的写法"


def _made(
    claim: Told, pair: Pair, verdict: Verdict, differs: tuple[Difference, ...] = (), note: str = ""
) -> Judged:
    told, item = pair.candidate.told, pair.candidate.item
    return Judged(
        figure=claim.figure,
        verdict=verdict,
        source=told.figure,
        citation=citation(item, told.sentence),
        differs=differs,
        note=note,
    )

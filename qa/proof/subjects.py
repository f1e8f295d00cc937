"""Whose statement is it? The places, bodies and subjects that a draft says, keeps silent about, or joins to another's."""

from __future__ import annotations

import re

from index.regions import same_or_within
from qa.proof.clauses import Clause
from qa.proof.context import home_names
from qa.proof.laid import SAYING, Laid, Reason, clause_at
from qa.proof.steps import Step

# Words for a scope, not for a place of their own.
# 小陈在老城开了一家米粉店, 恒达是本市龙头企业: what follows may be told of that one.
INTRODUCES = re.compile(
    r"(?<!每)[一这该某几两](?:家|所|户|位|名|座|间)(?!家)[^，。]{1,}|是[^，。的]{0,12}(?:的)?[^，。]{0,6}(?:企业|大户|之一|公司|工厂|合作社|农户|人|户|学校|医院|社区|街道|园区|景区|基地|商户|店|村|镇)$"
)
SCOPES = frozenset(("全国", "全省", "全市", "全县", "全区"))


def places(laid: Laid) -> Reason | None:
    """Reject a place that the source does not speak of there, and a body put before what another one does."""
    if laid.by_speaker:
        first = laid.clauses[0]
        acts = first.opening in ("none", "we") and laid.implicit(first)
        if not acts or laid.owner(first) is not None or _foreign_before(laid, first):
            return "subject"
    home = home_names(laid.context)
    for step in laid.steps:
        if step.op == "region-" and laid.source.tokens[step.j].text not in home:
            return "scope"
        if step.op == "jump" and step.why == "anaphor" and not _owner_said(laid, step):
            return "subject"
        if step.op == "region+" and (reason := _added(laid, step, home)):
            return reason
    return "scope" if _asked_elsewhere(laid) else None


def _owner_said(laid: Laid, step: Step) -> bool:
    """Whether the draft names the place that 园区 or 当地 stands for."""
    number = laid.source.clause_of[step.j]
    owner = laid.owner(laid.source.clauses[number])
    return owner is not None and any(t.kind == "region" and t.text == owner for t in laid.draft)


def _added(laid: Laid, step: Step, home: frozenset[str]) -> Reason | None:
    """A place may stand before a statement of its own source, as owner or as the one who acts."""
    clause = clause_at(laid, step)
    told_after = any(s.i > step.i and s.op in SAYING for s in laid.steps)
    if clause is None or not told_after or not _opens(laid, step.i):
        return "scope"
    name = laid.draft[step.i].text
    if name == laid.owner(clause) and laid.source.clauses[clause.owner or 0].opening == "region":
        return None
    if name not in home or laid.owner(clause) is not None or _foreign_before(laid, clause):
        return "scope"
    acts = laid.implicit_before(clause) if clause.surmised else laid.implicit(clause)
    return None if acts or (clause.opening != "none" and not clause.surmised) else "subject"


def _asked_elsewhere(laid: Laid) -> bool:
    """Whether the question is about a place that the source does not speak for, and the draft names none."""
    home = laid.context.home
    if home is None or any(t.kind == "region" and t.text not in SCOPES for t in laid.draft):
        return False
    near = {
        t.text
        for c in laid.clauses
        for t in laid.source.tokens[c.first : c.last]
        if t.kind == "region"
    }
    asked = [name for name in laid.asked.regions if name not in SCOPES]
    return bool(asked) and not any(name in near or same_or_within(name, home) for name in asked)


def _opens(laid: Laid, at: int) -> bool:
    """Whether the place of the draft opens a clause of it, or only a year stands before it there."""
    for token in reversed(laid.draft[:at]):
        if token.kind in ("comma", "stop", "list", "label"):
            return True
        if token.kind not in ("period", "quote", "region") and token.text not in ("在", "的"):
            return False
    return True


def _foreign_before(laid: Laid, clause: Clause) -> bool:
    """Whether an earlier sentence of the paragraph speaks of another place or body, which may still be meant."""
    home = home_names(laid.context)
    for other in reversed(laid.source.clauses[: clause.number]):
        if INTRODUCES.search(other.text):
            return True
        if other.opening == "we" or (other.opening == "region" and other.entity in home):
            return False
        if other.opening in ("region", "entity"):
            return True
    return False


def turns(laid: Laid) -> Reason | None:
    """Where the draft goes on elsewhere, what it says there must have the subject that it seems to have."""
    before: Clause | None = None
    turned = True
    for step in laid.steps:
        if step.op in ("break", "start"):
            turned = True
        if step.op not in SAYING:
            continue
        number = laid.source.clause_of[step.j]
        if number < 0:
            continue
        clause = laid.source.clauses[number]
        if turned and before is not None and _another_scene(laid, before, clause):
            return "condition"
        if (
            turned
            and not _reads_on(laid, step, before, clause)
            and not _may_follow(laid, before, clause)
        ):
            return "subject"
        turned = False
        before = clause
    return None


def _another_scene(laid: Laid, before: Clause, clause: Clause) -> bool:
    """Whether a draft goes from the scene of one part to what another part says under its own: 在乡镇住院，报销85%；在县城住院，报销75%."""
    ends = [
        c.number
        for c in laid.source.clauses[before.number : clause.number]
        if laid.source.folded[c.end - 1] in "；;"
    ]
    if not ends or ends[-1] + 1 in (clause.number, *laid.at):
        return False
    scene = laid.source.clauses[ends[-1] + 1]
    counted = any(t.kind == "figure" for t in laid.source.tokens[scene.first : scene.last])
    return scene.sentence == clause.sentence == before.sentence and not counted


def _reads_on(laid: Laid, step: Step, before: Clause | None, clause: Clause) -> bool:
    """Whether the draft only goes on to the next sentence, as the source does."""
    mark = next((t for t in reversed(laid.draft[: step.i]) if t.kind != "quote"), None)
    follows = before is not None and clause.number == before.number + 1
    return follows and mark is not None and mark.kind == "stop"


def _may_follow(laid: Laid, before: Clause | None, clause: Clause) -> bool:
    if before is None:
        if clause.surmised:
            return laid.implicit_before(clause)
        return clause.opening != "none" or laid.implicit(clause) or clause.subject == clause.number
    if clause.sentence != before.sentence and not _opens_statement(laid, clause):
        return False
    if laid.owner(before) != laid.owner(clause):
        head = (
            clause.opening in ("region", "entity")
            and laid.source.clause_of[clause.first] == clause.number
        )
        return head and not any(
            s.op == "region-" and laid.source.clause_of[s.j] == clause.number for s in laid.steps
        )
    if clause.opening != "none":
        return not clause.surmised or (
            clause.number == before.number + 1 and clause.sentence == before.sentence
        )
    return clause.subject == before.subject or (laid.implicit(clause) and laid.implicit(before))


def _opens_statement(laid: Laid, clause: Clause) -> bool:
    """Whether nothing but scenes and other predicates of the same speaker stand before a clause in its sentence."""
    first, _ = laid.source.sentences[clause.sentence]
    before = laid.source.clauses[first : clause.number]
    return all(
        (c.opening == "frame" and not c.topic) or laid.implicit(c) or c.number in laid.at
        for c in before
    )


def owners(laid: Laid) -> Reason | None:
    """A statement about another place or body must name it."""
    said = "".join(t.text for t in laid.draft)
    for clause in laid.clauses:
        owner = laid.owner(clause)
        if (
            owner is None
            or clause.owner in laid.at
            or (clause.condition and clause.owner == clause.number)
        ):
            continue
        if (
            not any(t.kind == "region" and t.text == owner for t in laid.draft)
            and owner not in said
        ):
            return "subject"
    return None

"""Is what the draft made of the source still true? One rule a function; each returns a reason to reject, or None.

The words are the source's already (`qa.proof.align`); what can still be wrong is what they were taken away from:
the year (`qa.proof.times`), the place and the subject (`qa.proof.subjects`), the condition, the plan that was no fact yet."""

from __future__ import annotations

import re

from qa.lexicon.bigrams import bigrams
from qa.proof.clauses import Clause
from qa.proof.laid import SAYING, Laid, Reason, clause_at
from qa.proof.steps import Step
from qa.proof.subjects import owners, places, turns
from qa.proof.times import times
from qa.proof.verbs import ends_in_verb, plans, verb_at
from qa.proof.words import CAP, DONE_WORDS, ENTITLEMENT, HAVING, PLAN_WORDS, RESULT_VERBS

_COMING = re.compile(
    r"[明后]年|第[一二三四五六七八九十\d]+[阶步]|[近中远]期|下[半一个]|届时|到时|今后|未来"
)
# A frame of the source that the question repeats at least this far need not be repeated by the answer.
ASKED = 0.6


def objection(laid: Laid) -> Reason | None:
    """Return the first reason why the draft may not be said, None when there is none."""
    if not laid.order:
        return "coverage"
    for rule in (
        _once,
        _asserted,
        _scenes,
        _conditions,
        _restrictions,
        places,
        turns,
        owners,
        times,
        _plans,
        _lists,
    ):
        if reason := rule(laid):
            return reason
    return None


def _once(laid: Laid) -> Reason | None:
    """No word of the source may carry two words of the draft: what is said of one case is not said of the other."""
    used: set[int] = set()
    for step in laid.steps:
        if step.op in SAYING:
            places = set(range(step.j, step.to))
            if used & places:
                return "coverage"
            used |= places
    return None


def _asserted(laid: Laid) -> Reason | None:
    """A question asserts nothing, and a denied report even less."""
    asks = bool(laid.draft) and laid.draft[-1].text in ("?", "？")
    for clause in laid.clauses:
        if clause.asks and not asks:
            return "coverage"
        last = laid.source.sentences[clause.sentence][1] - 1
        if clause.denied and last not in laid.at:
            return "negation"
    return None


def _scenes(laid: Laid) -> Reason | None:
    """What sets the scene (在…下, 根据…要求) is followed by what it was said of, not by something else, or by nothing."""
    for clause, after in zip(laid.clauses, [*laid.clauses[1:], None], strict=True):
        if clause.leans and not _right_behind(laid, clause):
            return "subject"
        if (
            clause.refers
            and not laid.at.get(clause.number - 1, len(laid.draft)) < laid.at[clause.number]
        ):
            return "subject"
        if clause.binds and (
            after is None or after.sentence != clause.sentence or after.number < clause.number
        ):
            return "condition"
    return None


def _right_behind(laid: Laid, clause: Clause) -> bool:
    """Whether the draft says a clause right after the one that it leans on."""
    at = laid.order.index(clause.number)
    return at > 0 and laid.order[at - 1] == clause.number - 1


def _conditions(laid: Laid) -> Reason | None:
    for clause in laid.clauses:
        for number in clause.governors:
            if number in laid.at and laid.at[number] < laid.at[clause.number]:
                continue
            governor = laid.source.clauses[number]
            if governor.topic and (not laid.has_figure(clause) or _was_asked(laid, governor)):
                continue
            return "condition"
    return None


def _was_asked(laid: Laid, clause: Clause) -> bool:
    held = bigrams(clause.text)
    return bool(held) and len(held & laid.asked.held) >= ASKED * len(held)


def _restrictions(laid: Laid) -> Reason | None:
    """What is said is said with its limits: 但…, 最高不超过…, 不含…."""
    for clause in laid.clauses:
        if clause.opening == "frame":
            continue
        for number in clause.restrictors:
            if number not in laid.at and not _another_amount(laid.source.clauses[number], clause):
                return "condition"
    return None


def _another_amount(limit: Clause, clause: Clause) -> bool:
    """Whether a limit caps an amount that a clause further back does not give."""
    caps = CAP.search(limit.text) and not limit.text.startswith(("但", "不过", "然而"))
    return bool(caps) and limit.number > clause.number + 1 and not ENTITLEMENT.search(clause.text)


def _plans(laid: Laid) -> Reason | None:
    planned_said = bool(PLAN_WORDS.search("".join(t.text for t in laid.draft)))
    for step in laid.steps:
        clause = clause_at(laid, step) if step.op in ("plan", "done", "aspect") else None
        if clause is None:
            continue
        if step.op == "plan" and not (
            clause.planned or (laid.context.future and not DONE_WORDS.search(clause.text))
        ):
            return "modality"
        if step.op in ("done", "aspect") and not _is_done(laid, clause):
            return "modality"
        if not _on_predicate(laid, step):
            return "modality"
    if laid.context.future and any(_comes_true(laid, step) for step in laid.steps):
        return "modality"
    if any("exists" in (step.op, step.why) and _to_come(laid, step) for step in laid.steps):
        return "modality"
    for clause in laid.clauses:
        told = planned_said or clause.plans or clause.condition
        # In a report on what was done 改造12万平方米 without its 计划 was done.
        becomes = any(verb in clause.text for verb in RESULT_VERBS) or laid.context.past
        if clause.planned and not told and becomes:
            return "modality"
    return None


def _to_come(laid: Laid, step: Step) -> bool:
    """Whether what is said to be there is built in a year to come, or in a stage of which nobody knows when: 明年建设24家."""
    clause = clause_at(laid, step)
    if clause is None or DONE_WORDS.search(clause.text) or HAVING.search(clause.text):
        return False
    first, _ = laid.source.sentences[clause.sentence]
    when = "".join(c.text for c in laid.source.clauses[first : clause.number + 1])
    year = laid.context.year
    period = laid.source.period_of(clause) or ""
    later = bool(year and year.isdigit() and period[:4].isdigit() and int(period[:4]) > int(year))
    return later or bool(_COMING.search(when))


def _comes_true(laid: Laid, step: Step) -> bool:
    """Whether a step makes a fact of what a plan says: 有24家 of 建设24家, which 建成了24家 would be."""
    if step.op != "exists":
        return step.op == "have" or step.why == "cause"
    clause = clause_at(laid, step)
    return clause is None or not (DONE_WORDS.search(clause.text) or HAVING.search(clause.text))


def _on_predicate(laid: Laid, step: Step) -> bool:
    """已 and 将 stand before a predicate word, 了 behind one; elsewhere they make another word or none."""
    tokens = laid.source.tokens
    if step.op == "aspect":
        return step.j > 0 and ends_in_verb(laid.source.folded, tokens[step.j - 1].end)
    following = next((s for s in laid.steps if s.op == "match" and s.i == step.i + 1), None)
    return following is not None and verb_at(laid.source.folded, tokens[following.j].start) > 1


def _is_done(laid: Laid, clause: Clause) -> bool:
    """Whether the source says that it has happened, or reports on what has: then 打造35个项目 means 打造了."""
    first, last = laid.source.sentences[clause.sentence]
    others = laid.source.clauses[first:last]
    if any(c.planned or plans(c.text) for c in others):
        return False
    if laid.context.past:
        return True
    return bool(DONE_WORDS.search(clause.text)) and not PLAN_WORDS.search(
        "".join(c.text for c in others)
    )


def _lists(laid: Laid) -> Reason | None:
    """A list that the draft shortens must not be counted by it: 四类业务 are four."""
    for step in laid.steps:
        if step.op != "jump" or step.why != "item":
            continue
        number = laid.source.clause_of[step.j]
        clause = laid.source.clauses[number]
        tokens = laid.source.tokens[clause.first : clause.last]
        items = 1 + sum(t.kind == "list" and not t.inside for t in tokens)
        counts = [t.figure.value for t in laid.draft if t.figure is not None and t.kind == "figure"]
        if items in counts:
            return "figure"
    return None

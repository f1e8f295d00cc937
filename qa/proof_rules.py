"""Is what the draft made of the source still true? One rule a function; each returns a reason to reject, or None.

The words are the source's already (`qa.proof_align`); what can still be wrong is what they were taken away from:
the year, the place, the subject, the condition, the plan that was no fact yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from qa.coverage import bigrams
from qa.proof_align import Step
from qa.proof_context import Context, home_names
from qa.proof_source import Clause, Source
from qa.proof_tokens import Token
from qa.proof_words import DONE_WORDS, ENTITLEMENT, PLAN_WORDS, RESULT_VERBS, ends_in_verb, plans, verb_at

Reason = Literal["figure", "scope", "name", "coverage", "no_evidence", "empty", "negation", "condition", "modality", "subject"]
# A frame of the source that the question repeats at least this far need not be repeated by the answer.
ASKED = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the question fixes for an answer that does not say it again."""

    held: frozenset[str] = frozenset()
    periods: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


@dataclass(slots=True)
class Laid:
    """A draft laid along a source, taken apart: which clauses it touches, in its own order, and where in the draft."""

    draft: Sequence[Token]
    source: Source
    context: Context
    asked: Asked
    steps: list[Step]
    inherited: str | None = None
    by_speaker: bool = False
    order: list[int] = field(default_factory=list)
    at: dict[int, int] = field(default_factory=dict)
    matched: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        for step in self.steps:
            if step.op not in ("match", "count", "exists"):
                continue
            for j in range(step.j, step.to):
                self.matched.add(j)
            number = self.source.clause_of[step.j]
            if number >= 0 and number not in self.at:
                self.order.append(number)
                self.at[number] = step.i

    @property
    def needed(self) -> set[int]:
        """The clauses that carry the draft: those it touches, and the one that gives a year it adds."""
        found = set(self.at)
        if any(t.kind == "period" and not t.inside for t in self.draft):
            for number in self.at:
                clause = self.source.clauses[number]
                first, _ = self.source.sentences[clause.sentence]
                if not clause.periods:
                    found |= {max((k for k in range(first, number) if self.source.clauses[k].periods), default=number)}
        return found

    @property
    def clauses(self) -> list[Clause]:
        return [self.source.clauses[number] for number in self.order]

    def has_figure(self, clause: Clause) -> bool:
        return any(self.source.tokens[j].kind == "figure" for j in range(clause.first, clause.last) if j in self.matched)

    def at_home(self, clause: Clause) -> bool:
        """Whether a clause speaks of the source's own place, not of another one or of another body."""
        owner = self._owner(clause)
        return owner is None

    def _owner(self, clause: Clause) -> str | None:
        if clause.owner is None:
            return None
        owner = self.source.clauses[clause.owner]
        if owner.opening == "we" or (owner.opening == "region" and owner.entity in home_names(self.context)):
            return None
        return owner.entity

    def owner(self, clause: Clause) -> str | None:
        """Return whose clause it is: a foreign place or body, None for the source's own."""
        return self._owner(clause)

    def implicit_before(self, clause: Clause) -> bool:
        """Whether nothing but scenes and statements without a subject stand before a clause in its sentence."""
        first, _ = self.source.sentences[clause.sentence]
        return all(self.implicit(c) or c.opening == "frame" for c in self.source.clauses[first : clause.number])

    def implicit(self, clause: Clause) -> bool:
        """Whether the subject is the speaker or the place itself, so that naming the place changes nothing."""
        subject = self.source.clauses[clause.subject]
        if subject.opening in ("none", "we", "frame"):
            return True
        return subject.opening == "region" and subject.entity in home_names(self.context)


def objection(laid: Laid) -> Reason | None:
    """Return the first reason why the draft may not be said, None when there is none."""
    if not laid.order:
        return "coverage"
    for rule in (_once, _asserted, _scenes, _conditions, _restrictions, _places, _turns, _owners, _times, _plans, _lists):
        if reason := rule(laid):
            return reason
    return None


def _once(laid: Laid) -> Reason | None:
    """No word of the source may carry two words of the draft: what is said of one case is not said of the other."""
    used: set[int] = set()
    for step in laid.steps:
        if step.op in ("match", "count", "exists"):
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
        if clause.refers and not laid.at.get(clause.number - 1, len(laid.draft)) < laid.at[clause.number]:
            return "subject"
        if clause.binds and (after is None or after.sentence != clause.sentence or after.number < clause.number):
            return "condition"
    return None


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
    for clause in laid.clauses:
        if clause.condition or not (laid.has_figure(clause) or ENTITLEMENT.search(clause.text)):
            continue
        if any(number not in laid.at for number in clause.restrictors):
            return "condition"
    return None


# --- places and subjects -----------------------------------------------------------------------------------------


def _places(laid: Laid) -> Reason | None:
    home = home_names(laid.context)
    if laid.by_speaker:
        clause = laid.clauses[0]
        acts = clause.opening in ("none", "we") and laid.implicit(clause)
        if not acts or not laid.at_home(clause) or _foreign_before(laid, clause):
            return "subject"
    for step in laid.steps:
        if step.op == "region-" and laid.source.tokens[step.j].text not in home:
            return "scope"
        if step.op != "region+":
            continue
        if not _opens(laid, step.i) or not any(s.i > step.i and s.op in ("match", "count", "exists") for s in laid.steps):
            return "scope"
        name = laid.draft[step.i].text
        clause = _clause_at(laid, step)
        if clause is None:
            return "scope"
        if name == laid.owner(clause) and laid.source.clauses[clause.owner or 0].opening == "region":
            continue
        if name not in home or not laid.at_home(clause) or _foreign_before(laid, clause):
            return "scope"
        if clause.opening == "none" and not laid.implicit(clause):
            return "subject"
    return None


def _opens(laid: Laid, at: int) -> bool:
    """Whether the place of the draft opens a clause of it, or only a year stands before it there."""
    for token in reversed(laid.draft[:at]):
        if token.kind in ("comma", "stop", "list", "label"):
            return True
        if token.kind not in ("period", "quote", "region") and token.text not in ("在", "的"):
            return False
    return True


def _clause_at(laid: Laid, step: Step) -> Clause | None:
    """The clause that an addition stands in: the one its next matched word comes from."""
    following = next((s for s in laid.steps if s.i >= step.i and s.op in ("match", "count", "exists")), None)
    if following is None:
        following = next((s for s in reversed(laid.steps) if s.i <= step.i and s.op in ("match", "count", "exists")), None)
    if following is None:
        return None
    number = laid.source.clause_of[following.j]
    return laid.source.clauses[number] if number >= 0 else None


def _foreign_before(laid: Laid, clause: Clause) -> bool:
    """Whether an earlier sentence of the paragraph speaks of another place or body, which may still be meant."""
    home = home_names(laid.context)
    for other in reversed(laid.source.clauses[: clause.number]):
        if other.opening == "we" or (other.opening == "region" and other.entity in home):
            return False
        if other.opening in ("region", "entity"):
            return True
    return False


def _turns(laid: Laid) -> Reason | None:
    """Where the draft goes on elsewhere, what it says there must have the subject that it seems to have."""
    before: Clause | None = None
    turned = True
    for step in laid.steps:
        if step.op in ("break", "start"):
            turned = True
        if step.op not in ("match", "count", "exists"):
            continue
        number = laid.source.clause_of[step.j]
        if number < 0:
            continue
        clause = laid.source.clauses[number]
        if turned and not _reads_on(laid, step, before, clause) and not _may_follow(laid, before, clause):
            return "subject"
        turned = False
        before = clause
    return None


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
    if laid.owner(before) != laid.owner(clause):
        head = clause.opening in ("region", "entity") and laid.source.clause_of[clause.first] == clause.number
        return head and not any(s.op == "region-" and laid.source.clause_of[s.j] == clause.number for s in laid.steps)
    if clause.opening != "none":
        return not clause.surmised or (clause.number == before.number + 1 and clause.sentence == before.sentence)
    return clause.subject == before.subject or (laid.implicit(clause) and laid.implicit(before))


def _owners(laid: Laid) -> Reason | None:
    """A statement about another place or body must name it."""
    said = "".join(t.text for t in laid.draft)
    for clause in laid.clauses:
        owner = laid.owner(clause)
        if owner is None or clause.owner in laid.at or (clause.condition and clause.owner == clause.number):
            continue
        if not any(t.kind == "region" and t.text == owner for t in laid.draft) and owner not in said:
            return "subject"
    if laid.asked.regions and not any(t.kind == "region" for t in laid.draft):
        return None
    return None


# --- time ----------------------------------------------------------------------------------------------------------


def _times(laid: Laid) -> Reason | None:
    said = [(i, t.text) for i, t in enumerate(laid.draft) if t.kind == "period" and not t.inside]
    added = [step for step in laid.steps if step.op == "period+"]
    for step in added:
        clause = _clause_at(laid, step)
        if clause is None or len(clause.periods) > 1:
            return "scope"
        if laid.draft[step.i].figure is not None and not _same_time(laid, laid.draft[step.i].text, clause):
            return "scope"
    for clause in laid.clauses:
        if not laid.has_figure(clause) and not added:
            continue
        here = _said_for(laid, clause, said)
        true = laid.source.period_of(clause)
        if len(clause.periods) > 1:
            continue
        if here is not None and not _same_time(laid, here, clause):
            return "scope"
        if here is None and true is not None and _several_times(laid, clause) and true not in laid.asked.periods:
            return "scope"
        if here is None and laid.asked.periods and true is not None:
            if not any(_resolved(laid, true) == _resolved(laid, p) for p in laid.asked.periods):
                return "scope"
    return _dropped_times(laid, {text for _, text in said})


def _said_for(laid: Laid, clause: Clause, said: Sequence[tuple[int, str]]) -> str | None:
    """The period that a reader of the draft takes to govern what it says from this clause."""
    own = laid.at[clause.number]
    ends = [i for i in laid.at.values() if i > own]
    until = min(ends, default=len(laid.draft))
    before = [text for i, text in said if i <= own]
    inside = [text for i, text in said if own < i < until]
    if clause.periods and len(inside + before) and clause.periods[0] in (*inside, *before[-1:]):
        return clause.periods[0]
    return (before[-1:] or inside[:1] or [laid.inherited])[0]


def _same_time(laid: Laid, period: str, clause: Clause) -> bool:
    true = laid.source.period_of(clause)
    if true is not None:
        return _resolved(laid, true) == _resolved(laid, period)
    if len(laid.context.periods) != 1 or DONE_WORDS.search(clause.text):
        return False
    return _resolved(laid, laid.context.periods[0]) == _resolved(laid, period)


def _resolved(laid: Laid, period: str) -> str:
    """Count 今年 and 去年 from the year in which the source was published."""
    if laid.context.year and laid.context.year.isdigit():
        year = int(laid.context.year)
        for word, shift in (("今年", 0), ("本年", 0), ("去年", -1), ("上年", -1), ("前年", -2), ("明年", 1)):
            if period.startswith(word):
                return str(year + shift) + period[len(word) :]
    return period


def _several_times(laid: Laid, clause: Clause) -> bool:
    first, last = laid.source.sentences[clause.sentence]
    return len({p for c in laid.source.clauses[first:last] for p in c.periods}) > 1


def _dropped_times(laid: Laid, said: set[str]) -> Reason | None:
    for step in laid.steps:
        if step.op != "period-":
            continue
        token = laid.source.tokens[step.j]
        number = laid.source.clause_of[step.j]
        clause = laid.source.clauses[number] if number >= 0 else None
        if token.text in said or token.text in laid.asked.periods or not token.text:
            continue
        if clause is None or clause.plans or clause.condition or _several_times(laid, clause):
            return "scope"
        if token.figure is not None and token.figure.kind != "period":
            return "scope"
    return None


# --- plans, facts, lists --------------------------------------------------------------------------------------------


def _plans(laid: Laid) -> Reason | None:
    planned_said = bool(PLAN_WORDS.search("".join(t.text for t in laid.draft)))
    for step in laid.steps:
        clause = _clause_at(laid, step) if step.op in ("plan", "done", "aspect") else None
        if clause is None:
            continue
        if step.op == "plan" and not (clause.planned or (laid.context.future and not DONE_WORDS.search(clause.text))):
            return "modality"
        if step.op in ("done", "aspect") and not _is_done(laid, clause):
            return "modality"
        if not _on_predicate(laid, step):
            return "modality"
    for clause in laid.clauses:
        if clause.planned and not clause.plans and not planned_said and not clause.condition:
            if any(verb in clause.text for verb in RESULT_VERBS):
                return "modality"
    return None


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
    return bool(DONE_WORDS.search(clause.text)) and not PLAN_WORDS.search("".join(c.text for c in others))


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

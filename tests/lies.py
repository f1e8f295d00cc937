"""Lies: true sentences with one thing changed, each made so that the evidence does not say it.

A lie is kept only where the evidence holds no other sentence that would make it true; `kind` says what was changed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.fold import fold
from index.splitter import clauses
from qa.types import Evidence
from tests.facts import Fact
from tests.lie_figures import digit, figure_swap, modifier, noun_swap, qualifier, scale, swap, unit
from tests.lie_words import BASE, BODY, DIRECTION, MODALITY, NEGATION, REGION, SUBJECT, YEAR


@dataclass(frozen=True)
class Case:
    """A draft to be checked against `evidence`; `truth` is the sentence it was made from."""

    kind: str
    draft: str
    evidence: tuple[Evidence, ...]
    truth: str


Maker = Callable[[Fact, random.Random], str | None]


def _word_swap(pairs: Sequence[tuple[str, str]]) -> Maker:
    pattern = re.compile("|".join(sorted({re.escape(a) for a, _ in pairs}, key=len, reverse=True)))

    def make(fact: Fact, rng: random.Random) -> str | None:
        found = list(pattern.finditer(fact.sentence))
        if not found:
            return None
        match = rng.choice(found)
        return swap(
            fact.sentence, *match.span(), rng.choice([b for a, b in pairs if a == match[0]])
        )

    return make


direction = _word_swap(DIRECTION)
base = _word_swap(BASE)
negation = _word_swap(NEGATION)
modality = _word_swap(MODALITY)
subject = _word_swap(SUBJECT)
year = _word_swap(YEAR)
region = _word_swap(REGION)


def name(fact: Fact, rng: random.Random) -> str | None:
    """A quoted term or a title goes for another one."""
    mine = list(re.finditer(r"《[^》]{2,40}》|“[^”]{2,20}”", fact.sentence))
    if not mine:
        return None
    match = rng.choice(mine)
    others = [
        m[0]
        for m in re.finditer(r"《[^》]{2,40}》|“[^”]{2,20}”", fact.around)
        if m[0][0] == match[0][0] and m[0] != match[0]
    ]
    other = (
        rng.choice(others)
        if others
        else match[0][0]
        + rng.choice(("数字强基", "绿色通道", "百千万工程", "专精特新"))
        + match[0][-1]
    )
    lie = swap(fact.sentence, *match.span(), other)
    return lie if lie.count(other) > fact.sentence.count(other) else None


body = _word_swap(BODY)


def speaker(fact: Fact, rng: random.Random) -> str | None:
    """The sentence put into the mouth of someone else."""
    who = rng.choice(
        (
            "省财政厅副厅长王建国",
            "国家税务总局",
            "市商务局局长李明",
            "省教育厅",
            "中国人民银行行长周小平",
        )
    )
    around = fold(
        fact.around
        + fact.item.document.title
        + (fact.item.passage.role or "")
        + (fact.item.document.issuer or "")
    )
    return None if fold(who) in around or who[-3:] in around else f"{who}表示，{fact.sentence}"


def wrong_title(fact: Fact, rng: random.Random) -> str | None:
    title = rng.choice(
        (
            "关于促进养老服务业发展的若干措施",
            "数字经济促进条例",
            "中小企业纾困解难行动方案",
            "2019年工作要点",
        )
    )
    return (
        None
        if title in fact.around + fact.item.document.title
        else f"根据《{title}》，{fact.sentence}"
    )


def condition(fact: Fact, rng: random.Random) -> str | None:
    """A condition left out: the clause that ends in 的, or what limits whom the measure is for."""
    text = fact.sentence
    found = list(
        re.finditer(
            r"(?:^|(?<=[，；。：]))(?:对|凡|符合|未|经|除|如|在)[^，；。：]{4,40}(?:的|外|后|时|者)，",
            text,
        )
    )
    found += list(
        re.finditer(
            r"(?<=对)[^，；。：]{4,40}[上下内级定的](?=[^，；。：]{0,8}(?:企业|单位|项目|个人|纳税人)[^，；。]{0,6}(?:给予|免|减|可|予以|按))",
            text,
        )
    )
    found += list(re.finditer(r"，(?:最高|但|不超过|每家|除|不含)[^，；。]{3,30}(?=[。；])", text))
    if not found:
        return None
    match = rng.choice(found)
    return swap(text, *match.span(), "")


KINDS: dict[str, Maker] = {
    "digit": digit,
    "scale": scale,
    "unit": unit,
    "figure_swap": figure_swap,
    "qualifier": qualifier,
    "noun_swap": noun_swap,
    "modifier": modifier,
    "direction": direction,
    "base": base,
    "negation": negation,
    "modality": modality,
    "subject": subject,
    "year": year,
    "region": region,
    "name": name,
    "body": body,
    "speaker": speaker,
    "title": wrong_title,
    "condition": condition,
}


def lies(found: Sequence[Fact], rng: random.Random) -> list[Case]:
    """Return up to one lie of each kind for each fact; half of them cut down to the clause that lies."""
    cases = []
    for fact in found:
        for kind, maker in KINDS.items():
            lie = maker(fact, rng)
            cut = kind not in ("condition", "speaker", "title")
            if lie and (case := finished(kind, lie, fact, rng, cut=cut, told=kind == "condition")):
                cases.append(case)
        others = tuple(o for o in fact.others if _bare(fact.sentence) not in _bare(o.text))
        if others:
            draft = _marked(fact.sentence, f"[{others[0].number}]")
            cases.append(Case("citation", draft, others, fact.sentence))
    return cases


def finished(
    kind: str, lie: str, fact: Fact, rng: random.Random, *, cut: bool, told: bool = False
) -> Case | None:
    """Return the lie as a case, half of them `cut` to the clause that lies; None where the evidence says it."""
    if not told and _told(lie, fact):
        return None
    if cut and rng.random() < 0.5:
        short = _clause_of(lie, fact)
        if short is None or _told(short, fact):
            return None
        lie = short
    marker = rng.choice((f"[{fact.item.number}]", "", f"【{fact.item.number}】", "[97]"))
    return Case(kind, _marked(lie, marker), fact.evidence, fact.sentence)


def _marked(text: str, marker: str) -> str:
    return f"{text[:-1]}{marker}{text[-1]}" if text[-1:] in "。；" else text + marker


def _told(lie: str, fact: Fact) -> bool:
    """Whether the evidence says the lie somewhere, or each of its clauses: then it may be no lie."""
    around = _bare(fact.around)
    parts = [_bare(lie[a:b]) for a, b in clauses(lie)]
    return all(part in around for part in parts)


def _bare(text: str) -> str:
    return re.sub(r"\d+、|[\s，。；：、]", "", fold(text))


def _clause_of(lie: str, fact: Fact) -> str | None:
    """Return the clauses of the lie that the truth does not hold, with the one before them."""
    spans = clauses(lie)
    changed = [
        k for k, (a, b) in enumerate(spans) if lie[a:b].strip("，。；：") not in fact.sentence
    ]
    if not changed:
        return None
    first = max(0, changed[0] - 1)
    return lie[spans[first][0] : spans[changed[-1]][1]].strip("，；：") or None

"""What a base model may write about a passage: quotations of it, each closed by the passage's marker, and nothing else.

A small base model finds the place well and words it badly. Bound to a list of quotations it chooses where the
quotation begins, and cannot change a figure, a name or a marker. And as soon as only one quotation begins with what
it has written, the rest needs no model.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.splitter import clauses, sentences
from index.tokens import lexical_tokens

# A quotation ends with 。 whatever stood there: these marks belong to what follows in the source.
_TRAILING = " ，,；;：:、。．.—-"
_QUESTION = ("？", "?")


def quotations(text: str, number: int, longest: int, lead: str = "") -> tuple[str, ...]:
    """Return the drafts that `text` allows: from the beginning of a clause to the end of its sentence, `。[number]`.

    Where that is longer than `longest` characters, it ends after the last clause that fits; a clause that is longer
    by itself is left out, and so is a question. Each draft comes with `lead` (某厅厅长某某表示，) before it, too.
    """
    found: dict[str, None] = {}
    for first, last in sentences(text):
        sentence = text[first:last]
        if sentence.endswith(_QUESTION):
            continue
        spans = clauses(sentence)
        for i, (start, _) in enumerate(spans):
            ends = [end for _, end in spans[i:]]
            fitting = [
                words
                for end in ends
                if len(words := sentence[start:end].rstrip(_TRAILING)) <= longest
            ]
            if fitting and fitting[-1].strip():
                found[f"{fitting[-1]}。[{number}]"] = None
    return tuple(dict.fromkeys([*found, *(lead + draft for draft in found)]))


def relevant(drafts: Sequence[str], question: str) -> tuple[str, ...]:
    """Return the drafts that share at least half as many terms with the question as the best one does.

    The embedded model likes the beginning of a passage: over 106 questions it chose right in 84% of all drafts, in
    90% of these.
    """
    asked = set(lexical_tokens(question))
    shared = [len(asked & set(lexical_tokens(draft))) for draft in drafts]
    least = max(shared, default=0) / 2
    return tuple(draft for draft, terms in zip(drafts, shared, strict=True) if terms >= least)


def only(drafts: Sequence[str], written: str) -> str | None:
    """Return the rest of the one draft that begins with `written`; None while there are several."""
    rests = {draft[len(written) :] for draft in drafts if draft.startswith(written)}
    return rests.pop() if len(rests) == 1 else None


def grammar(drafts: Sequence[str]) -> str:
    """Return the GBNF grammar (llama.cpp, grammars/README.md) of just these drafts, each followed by a line break."""
    return "root ::= (" + " | ".join(map(_literal, drafts)) + ') "\\n"\n'


def quoting_grammar(passages: Sequence[tuple[int, str, str]], most: int, refusal: str = "") -> str:
    """Return the GBNF grammar of an answer: at most `most` quotations of `(number, text, lead)`, or `refusal` if it may refuse.

    A quotation runs from the beginning of a clause to the end of one, within a sentence, and ends in `。[number]`; a lead may
    stand before it. The rules follow the clauses one by one: the grammar grows with the text, not with the number of
    quotations.
    """
    rules: list[str] = []
    begins: list[str] = []
    for number, text, lead in passages:
        firsts = _clause_rules(rules, number, text)
        if firsts:
            spoken = f"{_literal(lead)}? " if lead else ""
            begins.append(f"{spoken}({' | '.join(firsts)})")
    quotation = " | ".join(begins)
    either = [_literal(refusal)] if refusal or not begins else []
    answer = " | ".join([*either, *([f"quote{{1,{most}}}"] if begins else [])])
    rules.insert(0, f'root ::= ({answer}) "\\n"')
    if begins:
        rules.insert(1, f"quote ::= {quotation}")
    return "\n".join(rules) + "\n"


def _clause_rules(rules: list[str], number: int, text: str) -> list[str]:
    """Add a rule for each clause: its words, then the end of the quotation or the next clause; return their names."""
    names: list[str] = []
    end = _literal(f"。[{number}]")
    for first, last in sentences(text):
        sentence = text[first:last]
        if sentence.endswith(_QUESTION):
            continue
        spans = [(a, b) for a, b in clauses(sentence) if sentence[a:b].strip(_TRAILING)]
        for i, (start, stop) in enumerate(spans):
            words = sentence[start:stop].rstrip(_TRAILING)
            more = ""
            if i + 1 < len(spans):
                follows = spans[i + 1][0]
                marks = _literal(sentence[start + len(words) : follows])
                more = f" | {marks} p{number}c{first + follows}"
            name = f"p{number}c{first + start}"
            rules.append(f"{name} ::= {_literal(words)} ({end}{more})")
            names.append(name)
    return names


def _literal(text: str) -> str:
    """Return `text` as a GBNF string."""
    for mark, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r")):
        text = text.replace(mark, escaped)
    return f'"{text}"'

"""A grammar (GBNF) that lets a model write only what a passage says: runs of its clauses, then the passage's marker.

A small base model finds the place well and words it badly: bound to this grammar it chooses where the quotation
begins and ends, and cannot change a figure, a name or a marker.
"""

from __future__ import annotations

from index.splitter import clauses, sentences

# A run ends with 。 whatever stood there: these marks belong to what follows in the source.
_TRAILING = " ，,；;：:、。．.—-"
_QUESTION = ("？", "?")


def copying_grammar(text: str, number: int, longest: int, lead: str = "") -> str | None:
    """Return the grammar of quotations from `text`: a run of clauses of one sentence, closed by `。[number]`.

    `lead` (某厅厅长某某表示，) may stand before the run. A run has at most `longest` characters. None when the text holds no such run. Questions are not quoted.
    GBNF is described in llama.cpp, grammars/README.md.
    """
    end = _literal(f"。[{number}]")
    runs: list[str] = []
    for first, last in sentences(text):
        sentence = text[first:last]
        if sentence.endswith(_QUESTION):
            continue
        starts = [begin for begin, _ in clauses(sentence)]
        pieces = [sentence[a:b] for a, b in zip(starts, [*starts[1:], len(sentence)], strict=True)]
        runs += [run for i in range(len(pieces)) if (run := _run(pieces[i:], longest, end))]
    if not runs:
        return None
    before = f"({_literal(lead)})? " if lead else ""
    return f'root ::= {before}({" | ".join(runs)}) "\\n"\n'


def _run(pieces: list[str], longest: int, end: str) -> str:
    """Return the expression for runs that begin with the first piece and may end after any piece."""
    words = pieces[0].rstrip(_TRAILING)
    if not words.strip() or len(words) > longest:
        return ""
    glue = pieces[0][len(words) :]
    more = _run(pieces[1:], longest - len(pieces[0]), end) if len(pieces) > 1 else ""
    following = f"{_literal(glue)} {more}" if glue else more
    return f"{_literal(words)} ({end} | {following})" if more else f"{_literal(words)} {end}"


def _literal(text: str) -> str:
    """Return `text` as a GBNF string."""
    return (
        '"'
        + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
        + '"'
    )

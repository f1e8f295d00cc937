"""Evidence and question to prompt text. Passages are data: nothing in them can pass for a delimiter or a marker.

Owns what a model gets to see: cleaned, bounded excerpts, numbered as the evidence is numbered.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence

from index.errors import ConfigError
from index.splitter import clauses, sentences
from index.tokens import lexical_tokens
from prompts import Prompt, PromptError, load
from qa.types import Evidence

MAX_QUESTION = 300
MAX_TITLE = 60
_MARKER = re.compile(r"[\[【［]\s*([0-9０-９]{1,6})\s*[\]】］]")
_SPACE = re.compile(r"\s+")


def prompt(name: str, placeholders: Collection[str] = ()) -> Prompt:
    """Return the prompt text `name`, checked.

    Raises:
        ConfigError: it is missing or its placeholders are not the ones given.
    """
    try:
        return load(name, placeholders)
    except PromptError as error:
        raise ConfigError(str(error), "请恢复 prompts/ 中的原文件，或改正占位符") from None


def clean(text: str) -> str:
    """Return `text` on one line, without anything that a model or its tokenizer could take for structure.

    Angle brackets (delimiters, `<|im_start|>`, `<eos>`: tokenizers read them anywhere in a prompt) become full-width
    ones, `[3]` becomes （3）, line breaks become spaces, and invisible characters go. For the model's eyes only.
    """
    text = "".join(c for c in text if c in "\t\n\r" or unicodedata.category(c) not in _INVISIBLE)
    text = _MARKER.sub(r"（\1）", text).replace("<", "＜").replace(">", "＞")
    return _SPACE.sub(" ", text).strip()


# Control, format (zero width, direction marks, tags), surrogate, private use, unassigned; line and paragraph separator.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def excerpt(text: str, question: str, limit: int) -> str:
    """Return the sentences of `text` around the one that shares most with `question`, `limit` characters at most.

    Cut between sentences; inside a sentence that is longer than `limit`, between clauses; inside a clause only
    where that alone is longer.
    """
    if len(text) <= limit:
        return text
    asked = set(lexical_tokens(question))
    found = _around(text, sentences(text), asked, limit)
    if len(found) > limit:
        found = _around(found, clauses(found), asked, limit)
    return found[:limit]


def _around(text: str, spans: Sequence[tuple[int, int]], asked: set[str], limit: int) -> str:
    """Return the span that shares most with `asked`, grown by its neighbours as far as `limit` allows."""
    shared = [len(asked & set(lexical_tokens(text[start:end]))) for start, end in spans]
    first = last = max(range(len(spans)), key=lambda i: (shared[i], -i))
    while True:
        grown = [
            (shared[i], i)
            for i in (first - 1, last + 1)
            if 0 <= i < len(spans) and spans[max(i, last)][1] - spans[min(i, first)][0] <= limit
        ]
        if not grown:
            return text[spans[first][0] : spans[last][1]]
        i = max(grown)[1]
        first, last = min(first, i), max(last, i)


def blocks(evidence: Sequence[Evidence], question: str, limit: int) -> str:
    """Return the evidence as numbered, delimited blocks: the paragraph around each passage, `limit` characters each."""
    return "\n".join(_block(item, question, limit) for item in evidence)


def _block(item: Evidence, question: str, limit: int) -> str:
    passage = item.passage
    facts = {
        "文件": item.document.title,
        "发布": item.document.published,
        "章节": " ".join(passage.section),
        "发言人": f"{passage.role or ''} {passage.speaker}".strip() if passage.speaker else None,
    }
    marks = "".join(
        f' {key}="{clean(value)[:MAX_TITLE].replace(chr(34), "＂")}"'
        for key, value in facts.items()
        if value
    )
    paragraph = clean(item.text)
    text = paragraph if len(paragraph) <= limit else excerpt(clean(passage.text), question, limit)
    return f'<资料 编号="{item.number}"{marks}>\n{text}\n</资料>'


def clipped(question: str) -> str:
    """Return the question cleaned, its first `MAX_QUESTION` characters."""
    return clean(question)[:MAX_QUESTION]

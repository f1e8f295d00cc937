"""An answer as text for clients that know nothing of citations: sentences with markers, then a footnote for each.

What stands in a document is shown as text: nothing in it is a picture, a link or a heading. The text can be read back:
`without` gives the answer alone, `speakers` who spoke in it, `documents` the titles of what it cites.
"""

from __future__ import annotations

import re

from qa.render import escaped, markers, place
from qa.types import Answer, Citation, Statement

_RULE = "\n\n---\n"
_LINK = re.compile(
    r"(?:[a-zA-Z][a-zA-Z0-9+.-]{1,20}://|www\.|mailto:|javascript:|data:)[^\s<>`，。；、）》”’]*|[\w.+-]+@[\w-]+\.[\w.-]+",
)
_NOTE = re.compile(r"^\[\d+\] 《.*?》 · (?!第\d+[页段])(?!\d{4}-)([^·]{2,40}?) · ", re.MULTILINE)
_TITLED = re.compile(r"^\[\d+\] 《(.+?)》(?: · |：)", re.MULTILINE)
_SAID = {"partial": "（部分回答）", "not_found": "未找到：现有材料没有说明这个问题。"}


def plain(text: str) -> str:
    """Return `text` as Markdown that shows these very characters; an address is shown and leads nowhere."""
    parts, at = [], 0
    for match in _LINK.finditer(text):
        parts += [escaped(text[at : match.start()]), f"`{match[0].replace(chr(96), '')}`"]
        at = match.end()
    return "".join(parts) + escaped(text[at:])


def sentence(statement: Statement) -> str:
    """Return a verified sentence with its markers."""
    text = statement.text
    ended = text if text.endswith(("。", "！", "？", "；")) else f"{text.rstrip('，,、：:')}。"
    return plain(ended) + markers(statement)


def remarks(answer: Answer) -> str:
    """Return what is to be said besides the sentences: nothing found, what is missing, why the model did not write."""
    lines = []
    if answer.status != "answered":
        lines.append(_SAID[answer.status])
    lines += [f"- {plain(note)}" for note in answer.missing]
    if answer.statements and answer.generator == "extractive" and answer.floor_reason:
        lines.append(f"（原文摘录：{plain(answer.floor_reason)}）")
    return "\n".join(lines)


def notes(answer: Answer) -> str:
    """Return the footnotes: one line for each citation, or the nearest paragraphs where there is no answer."""
    if answer.citations:
        return _RULE + "\n".join(f"[{c.number}] {_note(c)}" for c in answer.citations)
    if answer.nearest:
        lines = "\n".join(f"- {_note(c)}" for c in answer.nearest)
        return f"{_RULE}最接近的段落（供参考，不是答案）\n{lines}"
    return ""


def whole(answer: Answer) -> str:
    """Return everything as one text; it is what the pieces of a stream add up to."""
    return "".join(sentence(s) for s in answer.statements) + ending(answer)


def ending(answer: Answer) -> str:
    """Return what follows the sentences."""
    said = remarks(answer)
    gap = "\n\n" if said and answer.statements else ""
    return gap + said + notes(answer)


def without(text: str) -> str:
    """Return the answer in a text of ours, without footnotes and remarks."""
    answer = text.partition(_RULE)[0].partition("\n\n")[0]
    return _unescaped(answer)


def speakers(text: str) -> tuple[str, ...]:
    """Return whose words the footnotes of a text of ours cite."""
    return tuple(dict.fromkeys(match[1] for match in _NOTE.finditer(text)))


def documents(text: str) -> tuple[str, ...]:
    """Return the titles of the documents that the footnotes of a text of ours cite."""
    titles = (_unescaped(match[1]) for match in _TITLED.finditer(text))
    return tuple(dict.fromkeys(titles))


def _unescaped(text: str) -> str:
    return re.sub(r"\\([\\`*_{}\[\]<>#|!])", r"\1", text).replace("`", "")


def _note(citation: Citation) -> str:
    return f"{plain(place(citation))}：“{plain(citation.quote)}”"

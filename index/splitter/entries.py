"""One level above a line, and what the section path shows of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from index.splitter.markers import Marker
from index.splitter.sentences import clause_ends, sentences

# A section title is a name, not a text: beyond this it is cut at a clause.
TITLE = 60
# A lead-in must keep who may have what (有下列行为之一的，处……罚款), so it may be longer.
LEAD_IN = 160

_SPACE = re.compile(r"\s+")
_HAN_SPACE = re.compile(
    r"(?<=[\u3400-\u9fff，。、；：])(?<![章节编篇分条])\s+(?=[\u3400-\u9fff、“《（])"
)
_ARTICLE_NAME = re.compile(r"\s*[（(【\[]([^）)】\]]{2,24})[）)】\]]")
_DECORATION = re.compile(r"^#+\s*|^[>\s]+|\*\*|__")


def clean(text: str) -> str:
    """Return `text` as it is shown in a section path: one line, no Markdown, no closing punctuation."""
    text = _SPACE.sub(" ", _HAN_SPACE.sub("", _DECORATION.sub("", text))).strip()
    return text.rstrip("。：:；;，, ")


def shorten(text: str, limit: int) -> str:
    """Return `text`, or its first clauses within `limit` characters; … marks what was left out."""
    if len(text) <= limit:
        return text
    ends = [end for end, _ in clause_ends(text, 0, len(text)) if end <= limit]
    return (
        text[: ends[-1]].rstrip("，,；;：:。") + "…"
        if ends and ends[-1] >= limit // 3
        else text[:limit] + "…"
    )


@dataclass(slots=True)
class Entry:
    """One level above a line.

    `marker` is None for unnumbered headings, lead-ins and questions; `level` is the rank by which numbered and
    Markdown headings close each other; `holds` says that unnumbered lines below belong to it, `caption` that it ends
    with its table.
    """

    text: str
    marker: Marker | None = None
    level: float | None = None
    heading: bool = False
    holds: bool = False
    lead_in: bool = False
    markdown: bool = False
    question: str | None = None
    silent: bool = False
    followed: bool = False
    caption: bool = False
    waiting: list[Place] = field(default_factory=list)
    _title: str | None = None

    @property
    def title(self) -> str:
        """What the section path shows for this entry."""
        if self._title is None:
            self._title = self._make_title()
        return self._title

    def _make_title(self) -> str:
        if self.lead_in:
            return shorten_lead_in(clean(self.text))
        marker = self.marker
        if marker is None or self.heading:
            return shorten(clean(self.text), LEAD_IN if marker is None else TITLE)
        body = self.text[marker.end :]
        if marker.style == "条":
            name = _ARTICLE_NAME.match(body)
            return f"{marker.label}（{name.group(1)}）" if name else marker.label
        spans = sentences(body[:400])
        first = body[spans[0][0] : spans[0][1]] if spans else ""
        if first[-1:] in "：:" and len(first) <= LEAD_IN:
            return clean(self.text[marker.start : marker.end] + first)
        return shorten(clean(self.text[marker.start : marker.end] + first), TITLE - 15)


def shorten_lead_in(text: str) -> str:
    """Keep both ends of a long lead-in: who it is about, and what follows for the items."""
    if len(text) <= LEAD_IN:
        return text
    return f"{text[:50]}…{text[-(LEAD_IN - 50) :]}"


@dataclass(slots=True)
class Place:
    """Where a line stands: the open entries, of which the first `depth` are above it, and then `below`.

    `below` is what only this line hangs on: the header of its table, the lead-in of its unmarked list.
    """

    entries: tuple[Entry, ...]
    depth: int
    below: str | None = None

    def section(self) -> tuple[str, ...]:
        """Return the titles above the line, outermost first."""
        titles = (
            e.title for e in self.entries[: self.depth] if not e.silent and e.question is None
        )
        below = shorten_lead_in(clean(self.below)) if self.below else ""
        return tuple(title for title in (*titles, below) if title)

    def question(self) -> str | None:
        """Return the question that is being answered here."""
        return next((e.question for e in reversed(self.entries) if e.question is not None), None)

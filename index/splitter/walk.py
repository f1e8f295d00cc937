"""Lines -> blocks: one pass over a document that knows, for each line, what it is and what stands above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.splitter import tables
from index.splitter.entries import Place, clean
from index.splitter.lines import Line
from index.splitter.markers import Marker, find_marker
from index.splitter.outline import Outline
from index.splitter.reading import SPACE, ReadLines
from index.splitter.speech import Speech
from index.types import PassageKind


@dataclass(slots=True)
class Block:
    """One line with what is known of it; `own` names it in the section of its later passages when it is cut."""

    line: Line
    kind: PassageKind
    place: Place
    own: str | None = None
    label: str | None = None
    speaker: str | None = None
    role: str | None = None


# A line that may be cut in several passages: the later ones carry its name.
MAY_BE_CUT = 200
# A title is looked for in the first lines only; further down the same words are a mention.
TITLE_LINES = 8
LONGEST_TITLE = 120

_MARKDOWN = re.compile(r"(#{1,6})\s+(?=\S)")


class Walk:
    """One pass over the lines of one document."""

    def __init__(self, lines: Sequence[Line], text: str, title: str) -> None:
        self._lines = lines
        self._reading = ReadLines(lines, text, title)
        self._outline = Outline()
        self._conference = self._reading.is_conference()
        self._speaker: Speech | None = None
        self._listing: str | None = None
        self._title_read = 0
        # Within a table of contents: its first entry, empty until there is one.
        self._contents: str | None = None

    def blocks(self) -> Iterator[Block]:
        """Yield one block for each line, in order; the places are final when the iteration has ended."""
        index = 0
        while index < len(self._lines):
            table = tables.find_table(self._lines, index)
            if table:
                self._listing = None
                for line, kind, label, header in table:
                    yield self._table_row(line, kind, label, header)
                self._outline.end_caption()
                index += len(table)
                continue
            yield self._block(index)
            index += 1

    def _block(self, index: int) -> Block:
        line = self._lines[index]
        if index in self._reading.questions:
            return self._question(index)
        if m := _MARKDOWN.match(line.text):
            return self._markdown(line, len(m.group(1)), find_marker(line.text, m.end()))
        speech = self._reading.speech[index]
        if speech is not None:
            return self._spoken(index, speech)
        if index < TITLE_LINES and self._is_title(line):
            self._outline.reset()
            return self._made(line, "heading", self._outline.place())
        marker = self._reading.markers[index]
        if marker is not None:
            return self._numbered(index, marker)
        return self._unnumbered(index)

    def _made(
        self,
        line: Line,
        kind: PassageKind,
        place: Place,
        *,
        own: str | None = None,
        label: str | None = None,
    ) -> Block:
        said = self._speaker
        return Block(
            line,
            kind,
            place,
            own,
            label,
            said.speaker if said else None,
            said.role if said else None,
        )

    def _table_row(
        self, line: Line, kind: PassageKind, label: str | None, header: str | None
    ) -> Block:
        return self._made(line, kind, self._outline.place_unnumbered(header), label=label)

    def _is_title(self, line: Line) -> bool:
        """Tell whether a line is the document's title, or the next part of it where it was wrapped."""
        flat, title = SPACE.sub("", line.text), self._reading.title
        if len(title) > LONGEST_TITLE:
            return False
        if not title.startswith(flat, self._title_read):
            self._title_read = 0
            if not title.startswith(flat):
                return False
        self._title_read = (self._title_read + len(flat)) % len(title)
        return len(flat) >= 4

    def _question(self, index: int) -> Block:
        line = self._lines[index]
        self._listing = None
        marker = self._reading.markers[index]
        question, press = self._reading.questions[index]
        self._speaker = None
        if index > 0 and self._reading.questions.get(index - 1, ("", False))[0] == question:
            above = self._outline.place()
            return self._made(line, "question", Place(above.entries[:-1], above.depth - 1))
        if marker is not None and not press:
            place = self._outline.number(marker, line.text, heading=True, asks=question)
        else:
            place = self._outline.ask(question, press=press)
        return self._made(line, "question", place, label=marker.label if marker else None)

    def _markdown(self, line: Line, level: int, marker: Marker | None) -> Block:
        self._listing = None
        self._speaker = None
        is_title = SPACE.sub("", clean(line.text)) == self._reading.title
        place = self._outline.markdown(level, line.text, silent=is_title)
        return self._made(line, "heading", place, label=marker.label if marker else None)

    def _spoken(self, index: int, speech: Speech) -> Block:
        line = self._lines[index]
        self._listing = None
        self._outline.answer()
        if speech.kind == "speaker":
            self._speaker = speech
        bare = not line.text[speech.body :].strip()
        label = clean(line.text[: speech.body]) if speech.kind == "answer" else None
        place = self._outline.place_unnumbered()
        return self._made(line, "heading" if bare else "text", place, label=label)

    def _numbered(self, index: int, marker: Marker) -> Block:
        line = self._lines[index]
        self._listing = None
        if self._speaker is not None and self._reading.counts_on_nothing(index, marker):
            self._speaker = None  # 三是 of a speech without 二是: columns changed places
        if self._contents is not None:
            if line.text != self._contents and self._reading.is_contents(index):
                self._contents = self._contents or line.text
                return self._made(line, "heading", Place((), 0), label=marker.label)
            self._contents = None
        sibling = self._outline.sibling(marker)
        heading = self._reading.is_heading(
            index, marker, sibling is not None and not sibling.heading
        )
        if marker.style == "·" and heading and marker.label[0] not in "-*+—－":
            self._speaker = None
            return self._made(line, "heading", self._outline.head(line.text))
        heading = heading and marker.style != "·"
        place = self._outline.number(
            marker,
            line.text,
            heading=heading,
            holds=self._reading.is_head(index, marker),
            lead_in=self._reading.lead_in_above(
                index,
                marker,
                heading=heading,
                top=all(entry.marker is None for entry in self._outline.stack),
            ),
        )
        own = self._outline.stack[-1].title if len(line.text) > MAY_BE_CUT else None
        kind: PassageKind = "heading" if heading else "text"
        return self._made(line, kind, place, own=own, label=marker.label)

    def _unnumbered(self, index: int) -> Block:
        line = self._lines[index]
        if self._contents and self._reading.is_paged(index):
            return self._made(line, "heading", Place((), 0))
        self._contents = None
        if self._reading.is_caption(index):
            self._listing = self._speaker = None
            return self._made(line, "heading", self._outline.caption(line.text))
        if self._reading.closes(index):
            self._listing = None
            self._outline.reset()
            self._speaker = None
            return self._made(line, "text", self._outline.place())
        if self._reading.is_free_heading(index):
            self._listing = None
            self._speaker = None
            resets = self._reading.is_title_like(index) and not line.soft
            if SPACE.sub("", line.text) in ("目录", "目次"):
                self._contents = ""
                return self._made(line, "heading", self._outline.place())
            return self._made(line, "heading", self._outline.head(line.text, resets=resets))
        if not self._conference:
            self._speaker = None
        concludes = self._reading.concludes(index)
        if concludes:
            self._listing = None
            self._outline.conclude()
        elif self._listing is None and self._reading.opens_listing(index):
            self._listing = self._reading.lead_in(index - 1)
        place = self._outline.place_unnumbered(self._listing)
        if line.text[-1] not in "；;、，,":
            self._listing = None
        return self._made(line, "text", place, label=concludes)

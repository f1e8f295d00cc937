"""The stack of what stands above a line: headings, articles, list items and their lead-ins, the open question.

Numbering decides: a mark that continues an open series (二、 after 一、) closes what is below that series; a mark that
begins one opens it below the heading just read, or at its usual depth. What an unnumbered paragraph belongs to is
settled afterwards: to 一是 if 二是 follows it (`Outline._settle`), or if the earlier items of the list had such paragraphs.
"""

from __future__ import annotations

from index.splitter.entries import Entry, Place
from index.splitter.markers import DIVISIONS, ORAL, Marker


class Outline:
    """The open entries, outermost first."""

    def __init__(self) -> None:
        self.stack: list[Entry] = []
        self._levels: dict[str, float] = {}
        self._fresh = False

    def place(self) -> Place:
        """Return the place of a numbered line or a heading: everything open is above it."""
        return Place(tuple(self.stack), len(self.stack))

    def place_unnumbered(self, below: str | None = None) -> Place:
        """Return the place of an unnumbered line: below the last entry that holds such lines, or as is settled later."""
        self._fresh = False
        depth = self._holding_index()
        place = Place(tuple(self.stack), depth, below)
        for entry in self.stack[depth:]:
            entry.waiting.append(place)
        return place

    def number(
        self,
        marker: Marker,
        text: str,
        *,
        heading: bool,
        lead_in: str | None = None,
        holds: bool = False,
        asks: str | None = None,
    ) -> Place:
        """Open a numbered entry and return the place of its own line."""
        index, previous = self._where(marker, asks)
        if previous is not None:
            self._settle(previous, index)
        lead = None
        if previous is None:
            while index > 0 and self.stack[index - 1].lead_in:
                index -= 1
            lead = lead_in
        self._cut(index)
        if lead:
            self.stack.append(Entry(lead, lead_in=True))
        place = self.place()
        followed = previous.followed if previous else False
        self.stack.append(
            Entry(
                text,
                marker=marker,
                level=self._levels.get(marker.style, marker.rank),
                heading=heading,
                holds=heading or holds or followed or asks is not None or marker.style == "条",
                question=asks,
                followed=followed,
            )
        )
        self._fresh = heading
        return place

    def sibling(self, marker: Marker) -> Entry | None:
        """Return the open item that `marker` counts on from, or None."""
        found = (
            e
            for e in reversed(self.stack)
            if e.marker is not None and e.marker.style == marker.style
        )
        entry = next(found, None)
        return (
            entry
            if entry is not None and entry.marker and self._continues(entry.marker, marker)
            else None
        )

    def head(self, text: str, *, resets: bool = False) -> Place:
        """Open an unnumbered heading; it replaces the one that is open, or everything when it `resets`.

        Right below a numbered heading it is a part of that; 【…】 replaces only another 【…】.
        """
        fresh = self._fresh and bool(self.stack) and self.stack[-1].marker is not None
        if resets:
            self._cut(0)
        elif text.startswith("【"):
            self._cut(self._boxed_index())
        elif not fresh:
            self._cut(self._unnumbered_index())
        place = self.place()
        self.stack.append(Entry(text, heading=True, holds=True))
        self._fresh = True
        return place

    def caption(self, text: str) -> Place:
        """Open the caption of a table (表1 补助标准) below all that is open; it stands over that table only."""
        self.end_caption()
        place = self.place()
        self.stack.append(Entry(text, heading=True, holds=True, caption=True))
        return place

    def end_caption(self) -> None:
        """Close the caption of a table that has ended."""
        if self.stack and self.stack[-1].caption:
            self.stack.pop()

    def markdown(self, level: int, text: str, *, silent: bool) -> Place:
        """Open a Markdown heading of the given level; only Markdown headings above it stay open."""
        index = 0
        while (
            index < len(self.stack)
            and self.stack[index].markdown
            and (self.stack[index].level or 0) < level
        ):
            index += 1
        self._cut(index)
        place = self.place()
        self.stack.append(
            Entry(text, level=level, heading=True, holds=True, markdown=True, silent=silent)
        )
        self._fresh = False
        return place

    def ask(self, question: str, *, press: bool) -> Place:
        """Open an unnumbered question; a reporter's question closes everything but the headings of the document."""
        open_question = next((i for i, e in enumerate(self.stack) if e.question is not None), None)
        if open_question is not None:
            self._cut(open_question)
        else:
            self._cut(self._base_index() if press else self._holding_index())
        place = self.place()
        self.stack.append(Entry(question, question=question, holds=True))
        return place

    def answer(self) -> None:
        """Begin an answer: close what an earlier answer to the same question left open."""
        index = len(self.stack)
        while index > 0 and self.stack[index - 1].question is None:
            index -= 1
        self._cut(index or self._base_index())

    def conclude(self) -> None:
        """Close a spoken list (此外， 接下来， ……): what follows belongs to none of its items."""
        for index, entry in enumerate(self.stack):
            if entry.marker and entry.marker.style in ORAL:
                while index > 0 and self.stack[index - 1].lead_in:
                    index -= 1
                self._cut(index)
                return

    def reset(self) -> None:
        """Close everything."""
        self._cut(0)

    def _cut(self, index: int) -> None:
        del self.stack[index:]
        self._fresh = False

    def _base_index(self) -> int:
        index = 0
        while index < len(self.stack) and self._is_frame(self.stack[index]):
            index += 1
        return index

    @staticmethod
    def _is_frame(entry: Entry) -> bool:
        return entry.markdown or (entry.marker is not None and entry.marker.style in DIVISIONS)

    def _unnumbered_index(self) -> int:
        """Return where an unnumbered heading goes: in place of the open one, else below what holds it."""
        for position, entry in enumerate(self.stack):
            if entry.marker is None and not entry.markdown and not entry.lead_in:
                return position
        return self._holding_index()

    def _boxed_index(self) -> int:
        boxed = (i for i, e in enumerate(self.stack) if e.marker is None and e.text[:1] == "【")
        return next(boxed, len(self.stack))

    def _holding_index(self) -> int:
        """Return the index below the last entry that holds unnumbered lines."""
        holding = (i + 1 for i in range(len(self.stack) - 1, -1, -1) if self.stack[i].holds)
        return next(holding, 0)

    def _where(self, marker: Marker, asks: str | None) -> tuple[int, Entry | None]:
        """Return the index at which `marker` opens, and the item it follows in an open series."""
        for index in range(len(self.stack) - 1, -1, -1):
            entry = self.stack[index]
            if entry.marker is None or entry.marker.style != marker.style:
                continue
            if (
                asks is not None
                and entry.question is None
                and any(e.question for e in self.stack[:index])
            ):
                continue
            if self._continues(entry.marker, marker):
                return index, entry
            below = self.stack[index + 1 :]
            if (
                asks is None
                and marker.ordinal == 1
                and (
                    entry.question is not None or any(e.heading and e.marker is None for e in below)
                )
            ):
                # A list of its own inside the item: below its question, or below a heading in it.
                return len(self.stack), None
        rank = self._levels.get(marker.style, marker.rank)
        top = self.stack[-1] if self.stack else None
        if (
            self._fresh
            and top is not None
            and top.marker is not None
            and top.marker.style != marker.style
            and (top.level or 0) >= rank
            and (marker.ordinal == 1 or marker.style == "条")
        ):
            # A heading with nothing below it yet: this document nests this series under it.
            self._levels[marker.style] = (top.level or 0) + 0.5
            return len(self.stack), None
        for index, entry in enumerate(self.stack):
            if entry.level is not None and not entry.markdown and entry.level >= rank:
                return index, None
        return len(self.stack), None

    @staticmethod
    def _continues(before: Marker, after: Marker) -> bool:
        if after.ordinal is None:
            return True
        return before.ordinal is not None and after.ordinal == before.ordinal + 1

    def _settle(self, entry: Entry, index: int) -> None:
        """The next item has come: the unnumbered lines since `entry` belong to it."""
        for place in entry.waiting:
            place.depth = max(place.depth, index + 1)
        if entry.waiting:
            entry.followed = True

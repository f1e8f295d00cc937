"""What a question should find: which documents and which paragraphs, and at which place of an order they came."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from index.fold import fold
from index.repair import to_raw
from index.types import Document, DocumentInfo
from qa.types import Citation, Evidence

Reader = Callable[[str], Document]
"""Document id -> the document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A place that was found or cited, `first`..`last` of the document, inside the paragraph `text` from `start`."""

    document: DocumentInfo
    start: int
    text: str
    first: int
    last: int

    @classmethod
    def of(cls, item: Evidence | Citation) -> Found:
        """Return where evidence or a citation stands."""
        if isinstance(item, Citation):
            return cls(
                document=item.document,
                start=item.paragraph_start,
                text=item.text,
                first=item.start,
                last=item.end,
            )
        return cls(
            document=item.document,
            start=item.start,
            text=item.text,
            first=item.passage.start,
            last=item.passage.end,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One place that answers: the file `doc`, in it a paragraph that holds `quote` or overlaps `place` of the file's text."""

    doc: str = ""
    quote: str = ""
    place: tuple[int, int] | None = None

    @property
    def tells_paragraph(self) -> bool:
        return bool(self.quote or self.place)

    def in_document(self, document: DocumentInfo) -> bool:
        """Whether this is the document; where none was named, any is."""
        names = (document.id, document.title, PurePath(document.source).name)
        return not self.doc or self.doc in names

    def in_paragraph(self, found: Found, read: Reader | None) -> bool:
        """Whether what was found is the place: its paragraph holds the quotation, or it overlaps the place."""
        if not self.in_document(found.document):
            return False
        if self.quote:
            return squeezed(self.quote) in squeezed(found.text)
        if self.place is None or read is None:
            return False
        segments = read(found.document.id).segments
        first = to_raw(segments, found.first)
        last = to_raw(segments, found.last - 1) + 1
        return first < self.place[1] and last > self.place[0]


def golds_of(row: Mapping[str, Any]) -> tuple[tuple[Gold, ...], bool]:
    """Return the places of a question's row, and whether one of them is enough."""
    if row.get("gold"):
        golds = tuple(
            Gold(
                doc=str(each.get("doc") or ""),
                quote=str(each.get("quote") or ""),
                place=tuple(each["place"]) if each.get("place") else None,
            )
            for each in row["gold"]
        )
        return golds, bool(row.get("any_gold"))
    doc = str(row.get("doc") or "")
    quotes = [quote for quote in row.get("any_quote") or [row.get("quote")] if quote]
    if quotes:
        return tuple(Gold(doc=doc, quote=quote) for quote in quotes), len(quotes) > 1
    return ((Gold(doc=doc),) if doc else ()), False


def squeezed(text: str) -> str:
    """Return the text folded and without white space."""
    return "".join(fold(text).split())


def document_ranks(golds: Sequence[Gold], found: Sequence[Found]) -> list[int | None]:
    """Return the place of each wanted document among the different documents found."""
    wanted = {gold.doc: gold for gold in golds if gold.doc}
    order = list({each.document.id: each.document for each in found}.values())
    return [_place([gold.in_document(document) for document in order]) for gold in wanted.values()]


def paragraph_ranks(
    golds: Sequence[Gold], found: Sequence[Found], read: Reader | None = None
) -> list[int | None]:
    """Return the place of each wanted paragraph among the different paragraphs found.

    Where the exact place is known, the order is that of passages: some files are one long paragraph.
    """
    ranks = []
    for gold in golds:
        if gold.tells_paragraph:
            order: dict[tuple[str, int], Found] = {}
            for each in found:
                order.setdefault((each.document.id, each.start if gold.quote else each.first), each)
            ranks.append(_place([gold.in_paragraph(each, read) for each in order.values()]))
    return ranks


def _place(right: Sequence[bool]) -> int | None:
    return right.index(True) + 1 if True in right else None

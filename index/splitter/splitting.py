"""The walk through a document's lines turned into passages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from index.splitter.lines import lines_of
from index.splitter.packing import pack
from index.splitter.walk import Block, Walk
from index.types import Document, Passage


def split(document: Document) -> tuple[Passage, ...]:
    """Return the passages of `document`, in order: `document.text[p.start:p.end] == p.text` for each.

    A passage never leaves its paragraph. It knows its section path, its own mark, who says it, which question it
    answers, and its page. Headings (`kind="heading"`) and questions are passages too, so that nothing is lost.
    """
    lines = lines_of(document.text, document.title)
    blocks = list(Walk(lines, document.text, document.title).blocks())
    return tuple(passage for run in _runs(blocks) for passage in _passages(document, run))


def _runs(blocks: list[Block]) -> Iterator[list[Block]]:
    """Group the blocks that may share passages: plain lines of one paragraph with the same context."""
    run: list[Block] = []
    for block in blocks:
        if run and not _together(run[-1], block):
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def _together(before: Block, after: Block) -> bool:
    return (
        after.line.soft
        and before.kind == after.kind == "text"
        and before.label is None
        and after.label is None
        and before.speaker == after.speaker
        and before.role == after.role
        and before.place.section() == after.place.section()
        and before.place.question() == after.place.question()
    )


def _passages(document: Document, run: list[Block]) -> Iterator[Passage]:
    first, last = run[0], run[-1]
    line = first.line
    section, question = first.place.section(), first.place.question()
    later = (*section, first.own) if first.own and section[-1:] != (first.own,) else section
    pieces = pack(document.text, line.start, last.line.end, [block.line.start for block in run[1:]])
    for number, piece in enumerate(pieces):
        label = first.label if number == 0 else piece.marker.label if piece.marker else None
        yield Passage(
            id=f"{document.id}:{piece.start}-{piece.end}",
            document_id=document.id,
            start=piece.start,
            end=piece.end,
            text=document.text[piece.start : piece.end],
            paragraph=line.paragraph,
            paragraph_start=line.paragraph_start,
            paragraph_end=line.paragraph_end,
            kind=first.kind,
            section=section if number == 0 else later,
            speaker=first.speaker,
            role=first.role,
            question=question,
            label=label,
            page=bisect_right(document.pages, piece.start) or 1 if document.pages else None,
        )

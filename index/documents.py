"""One file to one Document: read, repair, and what the document says about itself."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from pathlib import Path

from index.errors import ReadError
from index.metadata import find_metadata
from index.reader import RawText, display, read_file
from index.readers.content import Doubt
from index.repair import CleanMap, Repaired, repair
from index.types import Document, Repair, Segment, Unsure

# Every passage is indexed with its title: one of 200 000 characters would be indexed once for each passage.
_LONGEST_TITLE = 300
_ID_LENGTH = 12  # hex digits of the hash: a clash among a million documents has odds of one in 500


def load_document(path: Path, *, source: str | None = None) -> Document:
    """Return the document in the file at `path`; its id depends on the file's bytes alone.

    `source` is how the document names its place; the path as given by default (a relative one stays relative).

    Raises:
        ReadError: the file cannot be read, or holds nothing but metadata.
    """
    return to_document(read_file(path), path, source=source)


def to_document(raw: RawText, path: Path, *, source: str | None = None) -> Document:
    """Return the document of a file that was read; `path` names it and says what it is called.

    Raises:
        ReadError: it holds nothing but metadata.
    """
    repaired = repair(raw.text, wrapped=raw.wrapped, markdown=is_markdown(path))
    if not repaired.text.strip():
        raise ReadError(f"{display(path)!r} 里没有正文", "请检查文件是否保存完整")
    about = find_metadata(
        repaired.text, stated(raw.metadata, raw.text, repaired.repairs), path, raw=raw.text
    )
    repairs = _with_doubts(repaired.repairs, raw.doubts)
    return Document(
        id=f"d{raw.sha256[:_ID_LENGTH]}",
        title=about.title[:_LONGEST_TITLE],
        source=display(path) if source is None else source,
        text=repaired.text,
        sha256=raw.sha256,
        number=about.number,
        issuer=about.issuer,
        region=about.region,
        published=about.published,
        effective=about.effective,
        expires=about.expires,
        level=about.level,
        written=about.written,
        proofs=about.proofs,
        changes=about.changes,
        doubts=doubts_of(repaired.text, repaired.segments, repairs),
        pages=clean_pages(raw.pages, repaired),
        raw=raw.text,
        segments=repaired.segments,
        repairs=repairs,
    )


def is_markdown(path: Path) -> bool:
    """Say whether the file is written in Markdown, by its name."""
    return path.suffix.lower() in (".md", ".markdown")


def _with_doubts(repairs: Sequence[Repair], doubts: Sequence[Doubt]) -> tuple[Repair, ...]:
    """Return the repairs with what the reader of the file was unsure of, in order of the raw text."""
    unsure = (
        Repair(
            kind="unsure",
            raw_start=doubt.start,
            raw_end=doubt.end,
            confidence=round(doubt.confidence, 3),
            note=doubt.note,
        )
        for doubt in doubts
    )
    return tuple(sorted((*repairs, *unsure), key=lambda item: (item.raw_start, item.raw_end)))


def doubts_of(
    text: str, segments: Sequence[Segment], repairs: Sequence[Repair]
) -> tuple[Unsure, ...]:
    """Return the spans of the clean `text` that are unsure, in its order; a doubtful line break holds none of it."""
    clean = CleanMap(segments)
    found = (
        Unsure(start, end, repair.confidence, repair.note)
        for repair in repairs
        if repair.kind == "unsure" and repair.raw_start < repair.raw_end
        for start, end in clean.spans(repair.raw_start, repair.raw_end)
        if text[start:end].strip()
    )
    return tuple(sorted(found))


def stated(metadata: Mapping[str, str], raw: str, repairs: Sequence[Repair]) -> Mapping[str, str]:
    """Return what the file states in its head, with the date of a newspaper's masthead if it states none."""
    front = dict(metadata)
    for item in repairs:
        if item.kind == "furniture" and item.note == "报头":
            front.setdefault("刊发日期", raw[item.raw_start : item.raw_end].strip())
    return front


def clean_pages(pages: Sequence[int], repaired: Repaired) -> tuple[int, ...]:
    """Return the clean offset of the first character of each page; a page left out begins where the next does."""
    ordered = sorted(repaired.segments, key=lambda segment: segment.raw_start)
    starts = [segment.raw_start for segment in ordered]
    text = repaired.text
    offsets: list[int] = []
    for page in pages:
        at = max(bisect_right(starts, page) - 1, 0)
        while at < len(ordered) and ordered[at].raw_start + _size(ordered[at]) <= page:
            at += 1
        offset = len(text)
        if at < len(ordered):
            offset = ordered[at].start + max(0, page - ordered[at].raw_start)
        while offset < len(text) and text[offset].isspace():
            offset += 1
        offsets.append(offset)
    return tuple(offsets)


def _size(segment: Segment) -> int:
    return segment.end - segment.start

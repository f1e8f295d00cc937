"""Where a quotation stands, whether its document is in force and what to beware of, as plain text in either language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from index.types import DocumentInfo
from qa.documents.doubts import misread
from qa.documents.labels import ended, label
from qa.render import place
from qa.types import Citation
from qa.voice import CHINESE as VOICE
from qa.voice import Voice
from ui.words import CHINESE, Words


def beware(group: Sequence[Citation], words: Words = CHINESE) -> list[str]:
    """Return what a reader of these quotations of one document must know: that it has ended, that they may be misread."""
    doubts = dict.fromkeys(said for citation in group if (said := misread(citation)))
    return [words.line(said) for said in (label(group[0].document), "；".join(doubts)) if said]


def standing_at(citation: Citation, words: Words = CHINESE) -> str:
    """Return where a citation stands, for people: speaker, page, paragraph, number, issuer, dates, validity."""
    document = citation.document
    # The label above the words says it of what has ended.
    dated = (document.expires or document.effective) and not ended(document)
    parts = (
        f"{citation.role or ''} {citation.speaker}".strip() if citation.speaker else "",
        words("第 {n} 页", n=citation.page) if citation.page else "",
        words("第 {n} 段", n=citation.paragraph),
        document.number,
        document.issuer,
        document.published,
        validity(document, words)[1] if dated else "",
    )
    return " · ".join(part for part in parts if part)


def stands(citation: Citation, words: Words = CHINESE) -> str:
    """Return in which document and where a quotation stands, and what to beware of: for texts that leave the pages."""
    if words.language == "zh":
        return place(citation)
    warnings = words.listed(beware((citation,), words))
    told = f"“{citation.document.title}” · {standing_at(citation, words)}"
    return f"{told} · {warnings}" if warnings else told


def voice(words: Words) -> Voice:
    """Return how files made for a reader of the pages tell what code says."""
    if words.language == "zh":
        return VOICE
    return Voice(
        tag=words.tag,
        word=words,
        said=words.said,
        place=lambda citation: stands(citation, words),
        marks=(", ", "; ", ". "),
    )


def validity(
    document: DocumentInfo, words: Words = CHINESE, on: date | None = None
) -> tuple[str, str]:
    """Return (class, words) of whether the document is in force: its standing, or its own dates on the day `on`."""
    if ended(document):
        return "none", words.line(label(document))
    today = (on or date.today()).isoformat()
    if document.expires and document.expires < today:
        return "none", words("已过有效期（{day}）", day=document.expires)
    if document.effective and document.effective > today:
        return "part", words("{day} 起施行", day=document.effective)
    if document.expires:
        return "good", words("有效期至 {day}", day=document.expires)
    if warning := label(document):
        return "part", words.line(warning)
    return "", words("未载明有效期")

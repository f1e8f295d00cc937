"""Cited paragraphs as cards: who said it where and when, the quotation marked, a link to the whole document.

Each page has its own `prefix` of anchors, so that `[1]` of one page never leads to a card of another.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.claims.elsewhere import comparable
from qa.documents.doubts import doubts_in
from qa.types import Citation
from ui.standing import beware, standing_at
from ui.views.paragraph import Quote, is_table, paragraph, text, with_days
from ui.words import CHINESE, Words


def anchor(prefix: str, number: int) -> str:
    """Return the id of the mark of a citation."""
    return f"{prefix}-c{number}"


def marker(prefix: str, number: int, title: str = "", words: Words = CHINESE) -> str:
    """Return the link from a sentence to the quotation that it rests on."""
    return (
        f'<a class="marker" href="#{anchor(prefix, number)}" title="{text(title)}" '
        f'aria-label="{text(words("依据 {n}，看原文", n=number))}">{number}</a>'
    )


def together(citations: Sequence[Citation]) -> list[tuple[Citation, ...]]:
    """Return the citations by paragraph, each group in reading order; overlapping quotations go to separate groups."""
    groups: list[list[Citation]] = []
    for citation in citations:
        for group in groups:
            same = (group[0].document.id, group[0].paragraph_start, group[0].text)
            if same == (citation.document.id, citation.paragraph_start, citation.text) and all(
                citation.end <= other.start or other.end <= citation.start for other in group
            ):
                group.append(citation)
                break
        else:
            groups.append([citation])
    return [tuple(sorted(group, key=lambda c: c.start)) for group in groups]


def cards(
    citations: Sequence[Citation], prefix: str, *, back: str = "", words: Words = CHINESE
) -> str:
    """Return a card for each cited paragraph; `back` is the anchor that leads to what was read before."""
    return "".join(card(group, prefix, back=back, words=words) for group in together(citations))


def card(
    group: Sequence[Citation],
    prefix: str,
    *,
    back: str = "",
    cited: bool = True,
    compare: bool = True,
    words: Words = CHINESE,
) -> str:
    """Return the card of one paragraph; one that is not `cited` gets neither numbers nor marks.

    `compare` adds the way to what other documents state of its figures.
    """
    first = group[0]
    quotes = [
        Quote(
            citation.start - citation.paragraph_start,
            citation.end - citation.paragraph_start,
            anchor(prefix, citation.number) if cited else "",
            f"[{citation.number}]" if len(group) > 1 else "",
        )
        for citation in group
    ]
    # The splitter puts the names of a table's columns at the end of its rows' section path.
    header = first.section[-1].split(" | ") if first.section and is_table(first.text) else []
    section = " › ".join(first.section[:-1] if len(header) > 1 else first.section)
    numbers = (
        "".join(f'<span class="number">{citation.number}</span>' for citation in group)
        if cited
        else ""
    )
    others = elsewhere_link(first, words) if cited and compare else ""
    return (
        f'<article class="source"><h3>{numbers}{text(f"《{first.document.title}》")}</h3>'
        f'<p class="place">{with_days(standing_at(first, words))}</p>{_beware(group, words)}'
        f"{f'<p class=section>{text(section)}</p>' if section else ''}"
        f'{paragraph(first.text, quotes, header, _doubts(first), words)}<p class="ways">{original(first, words)}'
        f"{_back(back, words) if back and cited else ''}{others}</p></article>"
    )


def _beware(group: Sequence[Citation], words: Words) -> str:
    """A source that has ended, is in dispute or may have been misread says so above its words."""
    return "".join(f'<p class="standing">{text(said)}</p>' for said in beware(group, words))


def _doubts(citation: Citation) -> list[tuple[int, int]]:
    """Return what of the paragraph may have been misread, by offsets in it."""
    start = citation.paragraph_start
    found = doubts_in(citation.document, start, start + len(citation.text))
    return [(max(0, doubt.start - start), doubt.end - start) for doubt in found]


def _back(back: str, words: Words) -> str:
    return f'<a class="back" href="#{back}">{text(words("回到回答"))}</a>'


def original(citation: Citation, words: Words = CHINESE) -> str:
    """Return the link that opens the whole document at the quotation."""
    return (
        f'<a class="original" href="{document_link(citation.document.id, citation.start, citation.end, words)}" '
        f'target="_blank" rel="noopener">{text(words("见原文"))}</a>'
    )


def elsewhere_link(citation: Citation, words: Words = CHINESE) -> str:
    """Return the link to what other documents state of the figures of a quotation, empty where it holds none."""
    if not comparable((citation,)):
        return ""
    language = "&amp;lang=en" if words.language == "en" else ""
    address = f"/compare/{text(citation.document.id)}?start={citation.start}&amp;end={citation.end}{language}"
    said = text(words("各文件中的同一数字"))
    return f'<a class="elsewhere" href="{address}" target="_blank" rel="noopener">{said}</a>'


def document_link(id_: str, start: int = 0, end: int = 0, words: Words = CHINESE) -> str:
    """Return the address of the whole document, at a place of it where one is given."""
    language = "&amp;lang=en" if words.language == "en" else ""
    at = f"?start={start}&amp;end={end}{language}#quote" if end > start else ""
    return f"/document/{text(id_)}{at or (language and '?lang=en')}"

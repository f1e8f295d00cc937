"""What may have been misread in a quotation: said wherever it is shown, for a figure most of all.

A scan is recognised, and the recogniser tells how sure it is of each character. What it was not sure of is used, but
never without a warning.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.types import DocumentInfo, Unsure
from qa.types import Citation

if TYPE_CHECKING:  # a search need not load the reader of figures to warn of a hit
    from qa.figures import Figure

SHORT = "有识别把握低的字，请对照原件"
FIGURE = "原文的这个数字有识别把握低的字，请对照原件"
# So many places are named; one who sees three looks at the original anyhow.
_NAMED = 3
_AROUND = 2
_DIGIT = re.compile(r"[\d.,，%．]")


def doubts_in(document: DocumentInfo, start: int, end: int) -> tuple[Unsure, ...]:
    """Return what of `start:end` of the document's text may have been misread."""
    return tuple(d for d in document.doubts if d.start < end and start < d.end)


def doubts_of(citation: Citation) -> tuple[Unsure, ...]:
    """Return what of the quotation may have been misread, by offsets in the document."""
    return doubts_in(citation.document, citation.start, citation.end)


def misread(citation: Citation) -> str:
    """Return the warning that goes with the citation, naming the places; empty where nothing is doubtful."""
    places: dict[str, list[str]] = {}
    for doubt in doubts_of(citation):
        places.setdefault(doubt.note, []).append(_word(citation, doubt))
    parts = []
    for note, found in places.items():
        named = list(dict.fromkeys(found))
        more = f"等{len(named)}处" if len(named) > _NAMED else ""
        parts.append(f"{note}（{''.join(f'“{word}”' for word in named[:_NAMED])}{more}）")
    return "；".join(parts)


def is_doubtful(figure: Figure | None, citation: Citation) -> bool:
    """Return whether the source's figure may have been misread: it, or one written the same in the quotation.

    Where no single figure of the source decided, any doubt in the quotation counts.
    """
    doubts = doubts_of(citation)
    if not doubts or figure is None:
        return bool(doubts)
    spans = [
        (citation.start + match.start(), citation.start + match.end())
        for match in re.finditer(re.escape(figure.text), citation.quote)
    ]
    return any(doubts_in(citation.document, *span) for span in spans) if spans else True


def _word(citation: Citation, doubt: Unsure) -> str:
    """Return the doubtful characters with the rest of their figure, or with a little of what stands around them."""
    quote = citation.quote
    start = max(0, doubt.start - citation.start)
    end = min(len(quote), doubt.end - citation.start)
    low, high = start, end
    while low > 0 and _DIGIT.match(quote[low - 1]):
        low -= 1
    while high < len(quote) and _DIGIT.match(quote[high]):
        high += 1
    low, high = min(low, start - _AROUND), max(high, end + _AROUND)
    return " ".join(quote[max(0, low) : high].split())

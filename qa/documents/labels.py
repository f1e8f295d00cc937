"""The standing of a document in words: what people read beside every citation of it."""

from __future__ import annotations

from index.editions import edition_key, is_rules, share_subject
from index.force import STATES
from index.types import DocumentInfo, Link

ENDED = ("expired", "repealed", "not_yet")


def ended(document: DocumentInfo) -> bool:
    """Return whether the document is known not to be in force on the day."""
    return document.standing is not None and document.standing.state in ENDED


def repealed(document: DocumentInfo) -> bool:
    """Return whether the document is known to have been repealed."""
    return document.standing is not None and document.standing.state == "repealed"


def repealed_by(document: DocumentInfo) -> Link | None:
    """Return the text that repeals the document, None where none does or is known."""
    return document.standing.by if document.standing and repealed(document) else None


def outdated(document: DocumentInfo) -> bool:
    """Return whether a later edition of the document, which is in the index too, has taken its place."""
    by = repealed_by(document)
    return bool(
        by and is_rules(document.title) and edition_key(by.title) == edition_key(document.title)
    )


def replaced(document: DocumentInfo) -> bool:
    """Return whether a later edition, or a law on the same subject that repeals it, stands in the index in its place."""
    by = repealed_by(document)
    return outdated(document) or bool(
        by
        and is_rules(document.title)
        and is_rules(by.title)
        and share_subject(document.title, by.title)
    )


def label(document: DocumentInfo) -> str:
    """Return the warning that goes with every citation, empty where there is nothing to warn of."""
    standing = document.standing
    if standing is None:
        return ""
    parts = []
    if outdated(document) and standing.by:
        parts.append(f"已被后来的版本取代（{_from(standing.by.day) or '以后来的为准'}）")
    elif standing.state == "repealed" and standing.by:
        parts.append(f"已废止（{_from(standing.by.day)}由《{standing.by.title}》废止）")
    elif standing.state == "expired":
        parts.append(f"已过有效期（{_from(standing.since)}失效）")
    elif standing.state == "not_yet":
        parts.append(f"尚未施行（{_from(standing.since)}施行）")
    elif standing.state == "unknown" and standing.proof is not None:
        words = "".join(standing.proof.quote.split())
        parts.append(f"效力不明（原文“{words}”，没有写明整份文件到哪天为止）")
    parts += [f"部分内容已被《{link.title}》修改或废止" for link in standing.amended[:2]]
    parts += [
        f"《{link.title}》称本文件已废止，但看不出其发文机关有权废止，未采信"
        for link in standing.claims[:2]
    ]
    return "；".join(parts)


def _from(day: str | None) -> str:
    return f"{day}起" if day else ""


def state_name(document: DocumentInfo) -> str:
    """Return the state in a word: 现行有效, 已废止 …"""
    return STATES[document.standing.state] if document.standing else STATES["unknown"]

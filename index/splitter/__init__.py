"""Document -> passages by structure: every passage is a slice of one paragraph of its document.

`split` knows press conferences, statutes, numbered measures, Markdown and question-and-answer pages. Passages come
in order, do not overlap, and together hold every character of the document that is not white space.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.splitter.context import embedding_text
from index.splitter.sentences import clauses, sentences

if TYPE_CHECKING:
    from index.splitter.splitting import split

__all__ = ["clauses", "embedding_text", "sentences", "split"]


def __getattr__(name: str) -> Any:
    # Loaded where documents are split: an answer needs sentences only.
    if name == "split":
        from index.splitter.splitting import split

        return split
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

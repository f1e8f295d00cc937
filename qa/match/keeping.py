"""Matching with what was read of the documents before, and keeping it while documents come and go.

What is kept lies beside the index (`qa.measures.kept`); nothing but time depends on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from index.corpus import Corpus
from index.types import DocumentInfo
from qa.match import SHOWN, Match, match, profile_of, read_documents
from qa.match.citing import Source
from qa.measures import Measures
from qa.measures.kept import FILE, Kept


def match_kept(
    corpus: Corpus,
    folder: Path,
    given: str | Mapping[str, object],
    *,
    on: date,
    k: int = SHOWN,
) -> Match:
    """Return what `match` returns for a text or a form; `folder` is that of the index.

    Raises:
        UsageError: the profile is empty or too long, or a key of the form is not known.
        IndexMissingError: the index is empty.
    """
    with Kept.open(folder) as kept:
        return match(corpus, profile_of(given, corpus, on), on=on, k=k, kept=kept)


def read_kept(
    corpus: Corpus, folder: Path, chosen: Sequence[DocumentInfo] | None = None
) -> list[tuple[Source, Measures]]:
    """Return what `read_documents` returns."""
    with Kept.open(folder) as kept:
        return read_documents(corpus, chosen, kept=kept)


def keep_measures(corpus: Corpus, folder: Path, new: Sequence[DocumentInfo] | None = None) -> None:
    """Read the measures of what is new, so that the first match need not; where nothing is named, of all not kept yet."""
    documents = corpus.documents()
    with Kept.open(folder) as kept:
        kept.prune(documents)
        chosen = documents if new is None else new
        read_documents(corpus, [info for info in chosen if not kept.holds(info)], kept=kept)


def forget_measures(corpus: Corpus, folder: Path) -> None:
    """Forget what was read of documents that are gone."""
    if (folder / FILE).exists():
        with Kept.open(folder) as kept:
            kept.prune(corpus.documents())

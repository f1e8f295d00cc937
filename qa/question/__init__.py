"""What is asked. This module is the face; `analysis` takes a question apart into the value that `types` holds."""

from __future__ import annotations

from qa.question.amounts import rate_kind
from qa.question.analysis import (
    analyse,
    asks_summary,
    filled,
    only_words,
    parts_of,
    spelled_out,
    term_of,
)
from qa.question.types import Kind, Question

__all__ = [
    "Kind",
    "Question",
    "analyse",
    "asks_summary",
    "filled",
    "only_words",
    "parts_of",
    "rate_kind",
    "spelled_out",
    "term_of",
]

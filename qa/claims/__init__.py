"""The figure check: a draft against the sources, figure by figure. `ClaimChecker` is its face."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa.claims.types import ClaimReport, FigureFinding, Verdict, WordFinding

if TYPE_CHECKING:
    from qa.claims.checker import ClaimChecker

__all__ = ["ClaimChecker", "ClaimReport", "FigureFinding", "Verdict", "WordFinding"]


def __getattr__(name: str) -> Any:
    # Loaded where drafts are checked: an answer only compares figures (`qa.claims.conflicts`).
    if name == "ClaimChecker":
        from qa.claims.checker import ClaimChecker

        return ClaimChecker
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

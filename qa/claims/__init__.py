"""The figure check: a draft against the sources, figure by figure. `ClaimChecker` is its face."""

from __future__ import annotations

from qa.claims.checker import ClaimChecker
from qa.claims.types import ClaimReport, FigureFinding, Verdict, WordFinding

__all__ = ["ClaimChecker", "ClaimReport", "FigureFinding", "Verdict", "WordFinding"]

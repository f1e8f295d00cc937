"""Text that can be shown on one line: names of files and questions may hold what moves a cursor or hides text."""

from __future__ import annotations


def printable(text: str) -> str:
    """Return the text, of the same length, with a space for each line break, control and mark that reorders text."""
    return "".join(c if c.isprintable() else " " for c in text)

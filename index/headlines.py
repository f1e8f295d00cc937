"""The lines of a text with their places, and where in it a value stands whose line breaks or marks were taken out."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONG_LINE = 100  # characters; in a longer line single spaces may be what is left of line breaks
_BETWEEN = r"[\s、*_`#\[\]]*"
_DROPPED = re.compile(r"[\s、*_`#\[\]]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it: it stands at `start` of its text."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def lines_of(text: str) -> list[Line]:
    """Return the lines of `text` that hold text, and of a long one the pieces between spaces: lost line breaks."""
    lines: list[Line] = []
    for match in re.finditer(r"[^\n]*\S[^\n]*", text):
        stripped = match[0].strip()
        start = match.start() + match[0].index(stripped)
        if len(stripped) > LONG_LINE and not stripped.startswith(("#", "|")):
            lines += [Line(m[0], start + m.start()) for m in re.finditer(r"\S+", stripped)]
        else:
            lines.append(Line(stripped, start))
    return lines


def locate(text: str, value: str, low: int = 0, high: int | None = None) -> tuple[int, int] | None:
    """Return where in `text[low:high]` the characters of `value` stand, whatever white space or marks lie between."""
    wanted = _DROPPED.sub("", value)
    if not wanted:
        return None
    match = re.compile(_BETWEEN.join(map(re.escape, wanted))).search(
        text, low, len(text) if high is None else high
    )
    return match.span() if match else None

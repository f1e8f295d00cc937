"""What of a model's output may be passed on: whole sentences, bounded, without its thoughts or its stammer."""

from __future__ import annotations

import re
from collections.abc import Sequence

_OPENS, _CLOSES = ("<think>", "<thinking>"), ("</think>", "</thinking>")
# The end of a sentence with the closing marks and markers that belong to it.
_END = re.compile(r"[。！？!?；;\n][”’」』》）)\"']*(?:\s*[\[【［]\s*\d+\s*[\]】］])*")
_MARKERS = re.compile(r"\s*(?:[\[【［]\s*\d+\s*[\]】］]\s*)+")
# A sentence that has not ended after this many characters is passed on as it stands.
LONGEST_HELD = 1000
# A stretch of 2 to 40 characters, said at least 3 times over at least 24 characters, is a stammer.
_WIDTHS, _TIMES, _STAMMER = range(2, 41), 3, 24


class Draft:
    """Takes the pieces of one draft in order and gives back what may be passed on.

    The sentence under way is held until it ends, so that a sentence cut off by a limit never passes for a whole
    one. `full` becomes True when the draft reaches `limit` characters or goes round in circles: stop asking.
    """

    def __init__(self, limit: int) -> None:
        self.full = False
        self._left = limit
        self._thinking = False
        self._tag = ""
        self._held = ""
        self._tail = ""

    def feed(self, piece: str) -> str:
        """Return the text that is settled now; it may be empty."""
        if self.full:
            return ""
        text = self._spoken(piece)
        if len(text) >= self._left:
            self.full = True
        text = text[: self._left]
        self._left -= len(text)
        self._held += text
        self._tail = (self._tail + text)[-_WIDTHS.stop * _TIMES :]
        if stammers(self._tail):
            self.full = True
        ends = [match.end() for match in _END.finditer(self._held)]
        at = ends[-1] if ends else len(self._held) if len(self._held) > LONGEST_HELD else 0
        settled, self._held = self._held[:at], self._held[at:]
        return settled

    def finish(self, *, cut: bool) -> str:
        """Return the rest. When the model was stopped in the middle (`cut`, or `full`), only markers are left of it."""
        if not self._thinking:
            self._held += self._tag
        rest, self._held, self._tag = self._held, "", ""
        if cut or self.full:
            found = _MARKERS.match(rest)
            return found.group() if found else ""
        return rest

    def _spoken(self, piece: str) -> str:
        """Return the piece without `<think>…</think>`; what may be the beginning of a tag waits for the next piece."""
        text, self._tag = self._tag + piece, ""
        spoken = ""
        while text:
            tags = _CLOSES if self._thinking else _OPENS
            found = min(((at, tag) for tag in tags if (at := text.find(tag)) >= 0), default=None)
            if found is None:
                keep = _begun(text, tags)
                before, self._tag, text = text[: len(text) - keep], text[len(text) - keep :], ""
            else:
                before, text = text[: found[0]], text[found[0] + len(found[1]) :]
            if not self._thinking:
                spoken += before
            if found is not None:
                self._thinking = not self._thinking
        return spoken


def stammers(text: str) -> bool:
    """Tell whether `text` ends in one stretch said over and over."""
    tail = text[-_WIDTHS.stop * _TIMES :]
    for width in _WIDTHS:
        times = max(_TIMES, -(-_STAMMER // width))
        if len(tail) >= width * times and tail.endswith(tail[-width:] * times):
            return True
    return False


def _begun(text: str, tags: Sequence[str]) -> int:
    """Return how many characters at the end of `text` may be the beginning of a tag."""
    longest = min(max(map(len, tags)) - 1, len(text))
    return next(
        (n for n in range(longest, 0, -1) if any(tag.startswith(text[-n:]) for tag in tags)), 0
    )

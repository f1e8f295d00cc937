"""How code's own words are told in what is written for a reader: in Chinese, or as whoever gives another voice has them.

What a source, a draft or an enterprise says is never put into another language: only what stands around it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from qa.render import place
from qa.types import Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """`word` gives a text with its places filled, `said` a whole sentence, `place` where a citation stands.

    `marks` are comma, semicolon and full stop.
    """

    tag: str
    word: Callable[..., str]
    said: Callable[[str], str]
    place: Callable[[Citation], str]
    marks: tuple[str, str, str]

    def phrase(self, parts: Iterable[str]) -> str:
        """Return parts of one sentence in a row."""
        return self.marks[0].join(parts)

    def listed(self, parts: Iterable[str]) -> str:
        """Return sentences, or the entries of a cell, in a row."""
        return self.marks[1].join(parts)

    @property
    def stop(self) -> str:
        """What stands between a sentence and the next."""
        return self.marks[2]


def _as_it_is(text: str, /, **values: object) -> str:
    return text.format(**values) if values else text


CHINESE = Voice(tag="zh-CN", word=_as_it_is, said=str, place=place, marks=("，", "；", "。"))

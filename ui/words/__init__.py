"""The words of the pages in two languages. The Chinese text is its own key, so that code reads as the page does.

What documents say is never translated: it is shown in the words of the source. What code says about it is: `said`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

from ui.words.spoken import TABLE, english

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Words:
    """Gives a text of the pages in `language`: `words("找到 {n} 段", n=3)`."""

    language: Language

    def __call__(self, text: str, /, **values: object) -> str:
        """Return the text with its values filled in; a text that has no English stays Chinese."""
        said = TABLE.get(text, text) if self.language == "en" else text
        return said.format(**values) if values else said

    def said(self, sentence: str) -> str:
        """Return a note, a reason or a name that code made in Chinese; what it quotes stays as it is."""
        return english(sentence) if self.language == "en" else sentence

    def line(self, sentence: str) -> str:
        """Return the same as a line of its own: in English it begins with a capital."""
        told = self.said(sentence)
        return told if told == sentence else told[:1].upper() + told[1:]

    def listed(self, parts: Iterable[str]) -> str:
        """Return sentences in a row."""
        return ("; " if self.language == "en" else "；").join(parts)

    @property
    def tag(self) -> str:
        """The language for the page's `lang` attribute."""
        return "zh-CN" if self.language == "zh" else "en"

    @property
    def home(self) -> str:
        """The address at which the pages of this language are served."""
        return "/" if self.language == "zh" else "/en/"

    def of(self, names: dict[str, str], key: str) -> str:
        """Return the name of a closed set's member, such as a verdict, in this language."""
        return self(names[key])


CHINESE, ENGLISH = Words("zh"), Words("en")
# The language of whoever sent the request that is being answered: for what is told outside of the pages.
ASKED: ContextVar[Words] = ContextVar("asked", default=CHINESE)


def asked_in(headers: Mapping[bytes, bytes]) -> Words:
    """Return the language that a client wants to be told in: English where it prefers that to Chinese, and says so."""
    wants: dict[str, float] = {}
    for part in headers.get(b"accept-language", b"")[:200].decode("latin-1").lower().split(","):
        tag, _, weight = part.partition(";")
        language = tag.strip().partition("-")[0]
        try:
            value = float(weight.partition("=")[2]) if weight else 1.0
        except ValueError:
            continue
        wants[language] = max(value, wants.get(language, 0.0))
    return ENGLISH if wants.get("en", 0.0) > wants.get("zh", 0.0) else CHINESE

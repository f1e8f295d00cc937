"""An enterprise's own words and a form, to the measures that may fit; what is asked back becomes part of the words."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from index.errors import PolicyQAError
from qa.match import Match
from qa.match.types import AskedBack
from ui.work.errors import FAILED, told

# Matches what was given: `qa.match.keeping.match_kept` over the open index, on today's date.
Matcher = Callable[[str | Mapping[str, object]], Match]
YES, NO = "是", "否"
FIGURES = ("revenue", "staff", "founded")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_THOUSANDS = re.compile(r"(?<=\d)[, ](?=\d{3}(?!\d))")
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Matching:
    """A match so far: `ahead` jobs of others come first."""

    ahead: int = 0
    match: Match | None = None
    error: str = ""
    stopped: bool = False

    @property
    def working(self) -> bool:
        """Whether the result is still to come."""
        return self.match is None and not self.error and not self.stopped


@dataclass(frozen=True, slots=True)
class Ask:
    """A question back, and how it is answered: yes or no, with words, or by a person who knows the case (`note`)."""

    question: str
    name: str
    kind: Literal["choice", "words", "note"]


def run(matcher: Matcher, given: str | Mapping[str, object]) -> Generator[Matching, None, None]:
    """Yield that it works, then the match or what is wrong."""
    yield Matching()
    try:
        yield Matching(match=matcher(given))
    except PolicyQAError as error:
        yield Matching(error=told(error))
    except Exception:
        _LOG.exception("a match failed")
        yield Matching(error=FAILED)


def given_of(text: str, added: str, form: Mapping[str, Any]) -> str | dict[str, object]:
    """Return what the page gives to a match: the words alone, or the filled fields of the form with them."""
    words = "，".join(part.strip() for part in (text, added) if part and part.strip())
    fields = {key: _figure(v) if key in FIGURES else v for key, v in form.items()}
    fields = {key: value for key, value in fields.items() if value not in (None, "", [])}
    # A bare number is in the unit of its label; what brings its own words (3亿元, 约80人) keeps them.
    if _NUMBER.fullmatch(str(fields.get("revenue", ""))):
        fields["revenue"] = f"{fields['revenue']}万元"
    for key in ("staff", "founded"):
        if str(fields.get(key, "")).isdecimal():
            fields[key] = int(fields[key])
    return {**fields, "text": words} if fields else words


def _figure(value: Any) -> str:
    """Return what was typed with its digits as digits and without the marks between thousands."""
    return _THOUSANDS.sub("", unicodedata.normalize("NFKC", str(value or "")).strip())


def asks_of(questions: Sequence[AskedBack]) -> list[Ask]:
    """Return the questions as inputs; one that no answer can decide by code is only shown."""
    return [Ask(q.text, q.name, _kind(q)) for q in questions]


def _kind(question: AskedBack) -> Literal["choice", "words", "note"]:
    if question.text.startswith("是否符合"):
        return "note"
    return "choice" if question.text.startswith(("是否", "近期是否")) else "words"


def answered(added: str, asks: Sequence[Ask], replies: Sequence[str | None]) -> str:
    """Return what was added so far together with the replies, as an enterprise would say it."""
    parts = [added.strip()] if added.strip() else []
    parts += [
        _said(ask, reply.strip())
        for ask, reply in zip(asks, replies, strict=False)
        if reply and reply.strip() and ask.kind != "note"
    ]
    return "，".join(part for part in parts if part)


def _said(ask: Ask, reply: str) -> str:
    if ask.kind == "words":
        if ask.name == "地区":
            return f"位于{reply}"
        if ask.name == "行业":
            return f"从事{reply}"
        return f"{ask.name}{reply}"
    yes = reply == YES
    if ask.name.startswith("从事"):
        return ask.name if yes else f"不{ask.name}"
    if ask.question.startswith("是否为"):
        return f"{'是' if yes else '不是'}{ask.name}企业"
    return f"{'具有' if yes else '没有'}{ask.name}"

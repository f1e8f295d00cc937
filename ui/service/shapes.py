"""What requests hold, as models that FastAPI checks and describes. Results have the command line's schemas."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from fastapi.responses import Response
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from qa.answering.asking import MAX_QUESTION
from qa.claims.checker import MOST as LONGEST_DRAFT
from qa.match import MAX_PROFILE
from qa.schemas import SCHEMAS
from qa.types import Turn
from ui.service import errors

LONGEST_HISTORY = 20
# At least one letter, digit or Han character: what holds none asks nothing.
_WORDS = r"[0-9A-Za-z\u3400-\u9fff]"


def _whole(text: str) -> str:
    """Return the text; JSON can hold half a character, which no text can."""
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise ValueError("含有不成字符的编码")
    return text


def _day(value: object) -> object:
    """Return a day as it is written; a number of seconds is none."""
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        raise ValueError("应是 2026-03-01 这样的日期")
    return value


_Day = Annotated[date, Field(strict=False), BeforeValidator(_day)]


def _integer(value: object) -> object:
    """Return 8.0 as 8: JSON knows one kind of number."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


_Count = Annotated[int, Field(ge=1, le=100), BeforeValidator(_integer)]
Question = Annotated[
    str,
    Field(min_length=1, max_length=MAX_QUESTION, pattern=_WORDS, description="一次问一件事"),
    AfterValidator(_whole),
]
Said = Annotated[str, Field(max_length=20_000), AfterValidator(_whole)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Exchange(_Strict):
    """An earlier question and its answer, which a follow-up may lean on; `documents` are ids or titles of those cited."""

    question: Question
    answer: Said = ""
    speakers: Annotated[list[Annotated[str, Field(max_length=100)]], Field(max_length=50)] = []
    documents: Annotated[list[Annotated[str, Field(max_length=300)]], Field(max_length=50)] = []


class Ask(_Strict):
    """A question; with `stream`, events come as they happen: NDJSON, or SSE where Accept asks for it."""

    question: Question
    history: Annotated[list[Exchange], Field(max_length=LONGEST_HISTORY)] = []
    stream: bool = False

    def turns(self) -> tuple[Turn, ...]:
        """Return the history as the pipeline takes it."""
        return tuple(
            Turn(
                question=e.question,
                answer=e.answer,
                speakers=tuple(e.speakers),
                documents=tuple(e.documents),
            )
            for e in self.history
        )


class Search(_Strict):
    """A search without an answer."""

    query: Question
    k: _Count = 8


class Verify(_Strict):
    """A sentence or a whole draft whose figures are checked; `on` is its day, from which its 去年 is counted."""

    claim: Annotated[
        str, Field(min_length=1, max_length=LONGEST_DRAFT, pattern=_WORDS), AfterValidator(_whole)
    ]
    on: _Day | None = None


_Value = (
    Annotated[str, Field(min_length=1, max_length=200, pattern=_WORDS), AfterValidator(_whole)]
    | Annotated[float, Field(ge=0, le=1e15, allow_inf_nan=False)]
)
_Values = Annotated[list[_Value], Field(min_length=1, max_length=30)]
_SAYING = (
    *("region", "industry", "size", "revenue", "staff", "founded", "titles", "investment"),
    *("equipment", "exports", "research", "tax", "capital", "records", "text"),
)


class Form(_Strict):
    """What an enterprise says of itself, field by field: at least one besides `needs`."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        json_schema_extra={"anyOf": [{"required": [name]} for name in _SAYING]},
    )
    region: _Value | _Values = ""
    industry: _Value | _Values = ""
    size: _Value = ""
    revenue: _Value = ""
    staff: _Value = ""
    founded: _Value = ""
    titles: _Value | _Values = ""
    investment: _Value = ""
    equipment: _Value = ""
    exports: _Value = ""
    research: _Value = ""
    tax: _Value = ""
    capital: _Value = ""
    records: _Value | _Values = ""
    text: _Value = ""
    needs: _Value | _Values = ""

    @model_validator(mode="after")
    def _says_something(self) -> Form:
        if not self.model_fields_set & set(_SAYING):
            raise ValueError("企业情况是空的")
        return self


class Match(_Strict):
    """An enterprise in its own words, and the day on which the measures must be in force."""

    profile: (
        Annotated[
            str, Field(min_length=1, max_length=MAX_PROFILE, pattern=_WORDS), AfterValidator(_whole)
        ]
        | Form
    )
    on: _Day | None = None
    k: _Count = 10

    def given(self) -> str | Mapping[str, object]:
        """Return the profile as the matcher takes it."""
        if isinstance(self.profile, str):
            return self.profile
        return self.profile.model_dump(exclude_unset=True)


class Json(Response):
    """A result exactly as the command line prints it."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return json.dumps(content, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")


def described(command: str, *also: int) -> dict[int | str, dict[str, Any]]:
    """Return the responses of a route whose result is that of a command."""
    return result(SCHEMAS[command]) | errors.documented(*also)


def result(schema: Mapping[str, Any]) -> dict[int | str, dict[str, Any]]:
    """Return the good response of a route."""
    return {200: {"description": "结果", "content": {"application/json": {"schema": dict(schema)}}}}

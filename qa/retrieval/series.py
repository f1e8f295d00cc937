"""Documents that appear again and again under one name (政府工作报告 of every year): which of them a question means. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from index.fold import fold
from index.types import DocumentInfo
from qa.question import Question
from qa.question.dating import undated
from qa.question.decompose import without_each
from qa.question.earlier import parse_ordinal

_ISSUE = re.compile(
    r"(?:19|20)\d{2}(?:年度?)?|[〇零一二三四五六七八九]{4}年|第?[一二三四五六七八九十\d]+[次期届号]"
)
_SHORTEST = 4
_EACH = re.compile(r"分别|各[是为有自]|历年|各年|每年|逐年")


def series_of(document: DocumentInfo) -> str | None:
    """Return the name of the series that a document belongs to: region and title without year and number."""
    name = _name(document.title)
    return f"{document.region or ''}|{name}" if name and document.published else None


@lru_cache(maxsize=50_000)
def _name(title: str) -> str:
    """The title without its year and number; empty where it has none, or nothing else."""
    name = _ISSUE.sub("", fold(title))
    return name if name != fold(title) and len(name) >= _SHORTEST else ""


Members = Mapping[str, Sequence[DocumentInfo]]
"""Series -> its documents, the oldest first."""


def members_of(documents: Sequence[DocumentInfo]) -> Members:
    """Return the series that have documents of at least two dates."""
    found: dict[str, list[DocumentInfo]] = {}
    for document in documents:
        if name := series_of(document):
            found.setdefault(name, []).append(document)
    return {
        name: sorted(members, key=lambda d: d.published or "")
        for name, members in found.items()
        if len({d.published for d in members}) > 1
    }


def meant(question: Question, members: Sequence[DocumentInfo]) -> list[DocumentInfo]:
    """Return the documents of a series that a question means: the newest, or those of its years and of the next.

    What a year came to stands in the report of the next.
    """
    if undated(question):
        return [members[-1]]
    years = {str(int(year) + shift) for year in question.years for shift in (0, 1)}
    return [d for d in members if (d.published or "")[:4] in years]


_RECENT = re.compile(
    r"(?:最近|近)(?P<count>[两二三四五六七八九十]|10|[2-9])年来?的?|(?P<since>20\d{2})年?(?:以来|起|至今|到现在)的?(?:历年|各年度?|每年|逐年)?的?|(?:历年|各年度?|每年|逐年)的?"
)
# Of 历年 the last so many are asked about; never more than so many.
_LAST, MOST = 6, 10


_ONCE = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|每[人户家亩头台]每年")


def of_recent_years(text: str, members: Members) -> tuple[str, ...]:
    """Return what a question asks of each of the last years of the series that it names, or of the only one there is.

    近三年政府工作报告的赤字率分别是多少 asks it of the last three reports that are there; empty where it asks no such thing.
    """
    folded = fold(text)
    match = _RECENT.search(folded)
    if match is None or not _EACH.search(folded):
        return ()
    named = [found for name, found in members.items() if _names(folded, name.partition("|")[2])]
    # 财政每年给多少 asks for no report: what is given each year a rule says once, and a report of a year of 每人每年.
    if match[0].startswith("每年") and (not named or _ONCE.search(folded)):
        return ()
    named = named or list(members.values())
    if len(named) != 1:
        return ()
    count = match["count"]
    last = parse_ordinal(count) if count else _LAST
    years = list(dict.fromkeys((d.published or "")[:4] for d in named[0]))
    years = [y for y in years if y >= match["since"]][:MOST] if match["since"] else years[-last:]
    head, tail = text[: match.start()], without_each(text[match.end() :])
    return tuple(f"{head}{year}年{tail}" for year in years) if len(years) > 1 else ()


def _names(text: str, name: str) -> bool:
    """Whether a text names a series, without its issuer too: 工作报告 of 国务院政府工作报告."""
    return any(name[at:] in text for at in range(len(name) - _SHORTEST + 1))

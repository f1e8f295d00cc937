"""Which documents are in force on a day: by their own terms, and by what the other documents of the index do to them.

A document is in force from the day that it states, else from that of its signature or publication, if it is of the kind that has force at all;
a press conference or a report on a year has none, so it is `unknown`, as is what bears no date or ends with an event (疫情解除). A repeal counts from the
day on which the repealing document comes into force, and stays when that one ends: the old text does not revive. A repeal
by a body without power over the issuer (see `bodies`) changes nothing and is told as a claim.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from index.bodies import LEVELS, level_of, may_repeal
from index.dates import later
from index.editions import closes_as_law, is_rules, replacements, title_key
from index.fold import fold
from index.types import Change, DocumentInfo, Link, Proof, Standing

_INNER = re.compile(
    r"(?:印发|发布|公布|转发|下发)[《〈]?(.{3,80}?)[》〉]?的(?:通知|公告|决定|通告|函)$"
)
_QUOTED = re.compile(r"[《〈]([^《》〈〉]{3,80})[》〉]")
_ABOUT = re.compile(r"(关于.{3,90})$", re.S)
_NORMATIVE = re.compile(
    r"(?:通知|意见|办法|条例|规定|方案|决定|公告|通告|批复|细则|措施|规划|法|令|制度|标准|指南|政策|规则|规程|准则|解释|法典|目录|清单)"
    r"(?:[（(][^（）()]{1,24}[）)])*[”》」]?$"
)
_MADE_BY = re.compile(
    r"(?:[日原]|(?<![\u4e00-\u9fff]))([\u4e00-\u9fff]{2,16}?)(?:令第[^号]{1,8}号)?(?:发布|公布|颁布|印发|制定)的《([^》]{2,80})》"
)
_GENERIC = re.compile(r"支持|鼓励|发展|招商|项目|相关|奖励|政策|措施|规定|办法|文件|加快")
STATES = {
    "in_force": "现行有效",
    "expired": "已过有效期",
    "repealed": "已废止",
    "not_yet": "尚未施行",
    "unknown": "效力不明",
}


def standings(documents: Sequence[DocumentInfo], day: date) -> dict[str, Standing]:
    """Return id -> standing of each document on the day."""
    on = day.isoformat()
    acts = _acts(documents)
    return {info.id: _standing(info, acts.get(info.id, ()), on) for info in documents}


_Act = tuple[Change, DocumentInfo, bool]
"""A change, the document that makes it, and whether its power to do so was seen already."""


def _standing(info: DocumentInfo, acts: Iterable[_Act], on: str) -> Standing:
    repeals, amended, claims = [], [], []
    for change, by, sure in acts:
        link = _link(change, by)
        if link.day is not None and link.day > on:
            continue
        if not (sure or _may(change, by, info)):
            claims.append(link)
        elif change.kind in ("amends", "partly"):
            amended.append(link)
        else:
            repeals.append(link)
    beside = {"amended": tuple(amended), "claims": tuple(claims)}
    if repeals:
        first = min(repeals, key=lambda link: (link.day or "9999", link.document_id))
        return Standing("repealed", first.day, first, None, **beside)
    if info.expires and info.expires < on:
        return Standing(
            "expired", later(info.expires, days=1), None, _proof(info, "expires"), **beside
        )
    made = info.written or info.published
    begins = info.effective or made
    if begins and max(begins, made or begins) > on:
        proof = _proof(info, "effective") if begins > on else _proof(info, "written", "published")
        return Standing("not_yet", max(begins, made or begins), None, proof, **beside)
    # It holds until an event, and no day tells whether that has come.
    if begins and info.expires is None and (until := _proof(info, "expires")):
        return Standing("unknown", None, None, until, **beside)
    if begins and (info.effective or info.expires or is_normative(info)):
        return Standing(
            "in_force", begins, None, _proof(info, "effective", "written", "published"), **beside
        )
    return Standing("unknown", None, None, None, **beside)


def _may(change: Change, by: DocumentInfo, info: DocumentInfo) -> bool:
    """Whether `by` has the power to make the change; where `info` is unsigned, what repeals it may name its maker."""
    issuer = info.issuer or (None if info.region else _maker_told(change))
    return may_repeal(by.issuer, by.region, issuer, info.region) or closes_as_law(change, by, info)


def _maker_told(change: Change) -> str | None:
    """国务院 in 1997年7月7日国务院发布的《甲条例》同时废止; of a body below none counts, whose name would be its own proof."""
    match = _MADE_BY.search(change.quote)
    if match is None or title_key(match[2]) != title_key(change.title):
        return None
    return match[1] if level_of(match[1]) == LEVELS[0] else None


def is_normative(info: DocumentInfo) -> bool:
    """Tell whether the document is of the kind that is in force or not: it has a number, or is called a notice, a law."""
    return info.number is not None or _NORMATIVE.search(info.title) is not None


def _proof(info: DocumentInfo, *names: str) -> Proof | None:
    return next((p for name in names for p in info.proofs if p.field == name), None)


def _link(change: Change, by: DocumentInfo) -> Link:
    day = change.day or by.effective or by.written or by.published
    return Link(by.id, by.title, by.issuer, day, change.start, change.end, change.quote)


# --- who is meant ---


def _acts(documents: Sequence[DocumentInfo]) -> Mapping[str, list[_Act]]:
    """Return id -> what other documents do to it."""
    acts: dict[str, list[_Act]] = defaultdict(list)
    for old, new, change in replacements(documents):
        acts[old.id].append((change, new, True))
    if not any(info.changes for info in documents):
        return acts
    numbers: dict[str, list[DocumentInfo]] = defaultdict(list)
    titles: dict[str, list[DocumentInfo]] = defaultdict(list)
    for info in documents:
        if info.number:
            numbers[number_key(info.number)].append(info)
        for name in _names(info.title):
            titles[name].append(info)
    for by in documents:
        for change in by.changes:
            if change.kind == "revises" and is_rules(by.title):
                continue  # which edition is the later one was told above
            for info in _meant(change, by, numbers, titles, documents):
                acts[info.id].append((change, by, False))
    return acts


def _meant(
    change: Change,
    by: DocumentInfo,
    numbers: Mapping[str, list[DocumentInfo]],
    titles: Mapping[str, list[DocumentInfo]],
    documents: Sequence[DocumentInfo],
) -> list[DocumentInfo]:
    """Return the documents that a change is about; they are not newer than the one that makes it."""
    if change.subject:
        words = _GENERIC.sub("", change.subject)
        found = [info for info in documents if len(words) >= 3 and _of_subject(words, by, info)]
    else:
        found = list(titles.get(title_key(change.title), ())) if change.title else []
        if change.number:
            number = number_key(change.number)
            found = [info for info in found if not info.number or number_key(info.number) == number]
            found += [info for info in numbers.get(number, ()) if info not in found]
    own = title_key(by.title)
    return [
        info
        for info in found
        if info.id != by.id
        and (older := _older(info, by)) is not False
        # The same title may be that of the new text: then only one that is known to be older is meant.
        and (older or title_key(info.title) != own)
        and not (title_key(info.title) == own and _of_the_same_text(info, by))
        and not _another_place(by, info)
    ]


def _of_the_same_text(info: DocumentInfo, by: DocumentInfo) -> bool:
    """Whether `info` is an edition of `by`: what its closing article ends was made before it first commenced."""
    days = (info.written, info.published, info.effective)
    last = max(filter(None, days), default=None)
    return bool(is_rules(by.title) and by.effective and last and last >= by.effective)


def _another_place(by: DocumentInfo, info: DocumentInfo) -> bool:
    """Whether a title alone would confuse two places: 《招商办法》 of one county repeals no other's."""
    from index.regions import same_or_within

    if not by.region or not info.region or by.region == info.region:
        return False
    return not same_or_within(info.region, by.region)


def _of_subject(words: str, by: DocumentInfo, info: DocumentInfo) -> bool:
    """Whether 此前出台的支持重点产业发展奖励政策 means the document: its place, and the words that are no common ones."""
    return by.region is not None and by.region == info.region and words in title_key(info.title)


def _older(a: DocumentInfo, b: DocumentInfo) -> bool | None:
    """Whether `a` is older than `b`, None where their dates do not tell."""
    first, second = (d.written or d.published or d.effective for d in (a, b))
    if first is None or second is None or first == second:
        return None
    return first < second


def number_key(number: str) -> str:
    """Return what two writings of one document number have in common: 国发[2020]3号, 国发〔2020〕3号."""
    return re.sub(
        r"[〔﹝\[［（(]|[〕﹞\]］）)]", "|", re.sub(r"\s|第|中华人民共和国", "", fold(number))
    )


def _names(title: str) -> set[str]:
    """Return the names under which others may cite a document: its title, and that of what it issues."""
    names = {title_key(title)}
    if inner := _INNER.search(title):
        names.add(title_key(inner[1]))
        names |= {title_key(m[1]) for m in _QUOTED.finditer(title)}
    if about := _ABOUT.search(title):
        names.add(title_key(about[1]))
    return {name for name in names if len(name) >= 3}

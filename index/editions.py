"""Editions of one law: which of the documents of one title is the later text, and takes the place of the earlier.

A revised law is published whole under its old title and seldom says that the text before it has ended: its history does, or the
day from which it is in force. Only what is a law or rules by its title has editions; a notice of the same title may be
about something else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import permutations

from index.bodies import LEVELS, level_of, may_repeal
from index.fold import fold
from index.regions import same_or_within
from index.types import Change, DocumentInfo, Proof

_MARKS = re.compile(r"[\s（）()《》〈〉<>“”\"'‘’·、，,：:]|旧版|试行|修订|中华人民共和国")
_OF_NO_EDITION = re.compile(r"暂行|(?:19|20)\d{2}年?(?:修[订正]|版|本|年度)*|修正|新版")
_TAIL = r"(?:[（(][^（）()]{1,24}[）)])*$"
_LAW = re.compile(rf"(?:条例|(?<![办方作做手用语司书])法|法典){_TAIL}")
_RULES = re.compile(
    rf"(?:条例|办法|(?<![方作做手用语司书])法|法典|规定|细则|规则|规程|准则|章程){_TAIL}"
)
_NEAR = 40  # characters between the commencement and what the closing article ends beside it
_WHOLE = 0.5  # of the characters of the text that is ended
# 某县… is of a place, though no list knows it; 城市 and 市场 are none.
_PLACED = re.compile(
    r"^[\u4e00-\u9fff]{1,8}?(?:省|自治区|(?<!城)市(?![场政容])|自治州|县|旗|(?<![地园社])区(?!域)|乡)"
)
# Words of titles that tell nothing of the subject.
_OF_ANY = re.compile(
    r"管理|实施|监督|监察|特别|若干|保护|工作|有关|问题|关于|国务院|行政|国家|全国|促进|发展|规定|办法|条例"
)


def title_key(title: str) -> str:
    """Return what two writings of one title have in common."""
    return _MARKS.sub("", fold(title))


def edition_key(title: str) -> str:
    """Return what the titles of two editions have in common: without 暂行, 试行 and the year of the edition."""
    return _OF_NO_EDITION.sub("", title_key(title))


def is_rules(title: str) -> bool:
    """Tell whether a title is that of a law or of rules: 法, 条例, 规定, 办法 …"""
    return _RULES.search(fold(title)) is not None


def replacements(
    documents: Sequence[DocumentInfo],
) -> Iterator[tuple[DocumentInfo, DocumentInfo, Change]]:
    """Yield each earlier edition with a later one that takes its place and the words of that which prove it."""
    groups: dict[str, list[DocumentInfo]] = defaultdict(list)
    for info in documents:
        if is_rules(info.title):
            groups[edition_key(info.title)].append(info)
    for group in groups.values():
        for old, new in permutations(group, 2):
            replaced = _is_later(new, old) and _of_one_place(old, new) and _may_replace(new, old)
            if replaced and (change := _proof_of(new)) is not None:
                yield old, new, change


def revised(info: DocumentInfo) -> Change | None:
    """Return the last revision that the history of a document tells of."""
    own = [change for change in info.changes if change.kind == "revises"]
    return max(own, key=lambda change: change.day or "", default=None)


def _is_later(new: DocumentInfo, old: DocumentInfo) -> bool:
    """Tell whether `new` is known to be the later text.

    Two copies of one text may bear different days, that of a web page among them: a later day counts only where the text
    was revised on it or commences later. Without a day of its making, a text is dated by its commencement alone, which a
    revision often leaves as it was: then only a later commencement tells.
    """
    made, before = (info.written or info.published for info in (new, old))
    if new.effective and old.effective and new.effective != old.effective and not (made and before):
        return new.effective > old.effective
    change = revised(new)
    if before is None:
        return bool(
            change
            and change.day
            and old.effective
            and not new.effective
            and change.day > old.effective
        )
    if made is None or made <= before:
        return False
    if change is not None and change.day is not None and change.day > before:
        return True
    if new.effective and old.effective:
        return new.effective > old.effective
    return made[:4] > before[:4]


def _of_one_place(old: DocumentInfo, new: DocumentInfo) -> bool:
    if old.region is None or new.region is None:
        return old.region is new.region
    return same_or_within(old.region, new.region) and same_or_within(new.region, old.region)


def _may_replace(new: DocumentInfo, old: DocumentInfo) -> bool:
    """Tell whether the later text is by the maker of the earlier: its title says so, unless its signature says otherwise.

    The title of a national law tells its maker, whose name may have changed (政务院, 国务院). Of texts for one place others may use
    the same title, so that there the signatures must agree.
    """
    if may_repeal(new.issuer, new.region, old.issuer, old.region):
        return True
    return new.region is None and _national(new) and _national(old) and _is_whole(new, old)


def _national(info: DocumentInfo) -> bool:
    return info.issuer is None or level_of(info.issuer) == LEVELS[0]


def _is_whole(new: DocumentInfo, old: DocumentInfo) -> bool:
    """Tell whether a text that nobody signed is long enough to take the place of the other: no stub does."""
    return new.issuer is not None or new.characters >= old.characters * _WHOLE


def _proof_of(new: DocumentInfo) -> Change | None:
    """Return the change that a later edition makes: its last revision, else its commencement or its making."""
    made = new.written or new.published or ""
    begins = max(filter(None, (new.effective, made)), default=None)
    change = revised(new)
    if change is not None:
        return change._replace(day=max(change.day or "", begins or "") or None)
    proof = next(
        (p for name in ("effective", "published", "written") if (p := _told(new, name))), None
    )
    if proof is None:
        return None
    return Change("revises", new.title, "", "", begins, proof.start, proof.end, proof.quote)


def _told(info: DocumentInfo, name: str) -> Proof | None:
    return next((p for p in info.proofs if p.field == name and p.where == "text"), None)


def closes_as_law(change: Change, by: DocumentInfo, info: DocumentInfo) -> bool:
    """Tell whether an unsigned law ends an earlier one of its subject in its closing article, beside its own commencement.

    National laws are often passed on without the line that names their maker. A text that bears another form, is for a place,
    does not commence on a day of its own or is about something else ends nothing in this way.
    """
    begins = _told(by, "effective")
    return (
        change.kind == "repeals"
        and by.issuer is None
        and by.region is None
        and info.region is None
        and _national(info)
        and _is_whole(by, info)
        and _LAW.search(fold(by.title)) is not None
        and _PLACED.match(fold(by.title)) is None
        and is_rules(info.title)
        and begins is not None
        and 0 <= change.start - begins.end <= _NEAR
        and share_subject(by.title, info.title)
    )


def share_subject(one: str, other: str) -> bool:
    """Tell whether the titles of two laws have a word of their subjects in common."""
    first, second = (
        _pairs(_OF_ANY.sub("|", _RULES.sub("", edition_key(title)))) for title in (one, other)
    )
    return bool(first & second)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(pair for at in range(len(text) - 1) if "|" not in (pair := text[at : at + 2]))

"""Which documents stand: in force on the day, not repealed by another of the index, and of the enterprise's region."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.fold import fold
from index.regions import same_or_within
from index.types import DocumentInfo
from qa.match.types import Reason
from qa.measures.types import Span, Terms
from qa.profile import Profile

_NAMED = re.compile(r"《([^》]{4,60})》")
_NUMBER = re.compile(r"[（(]([^（）()]{2,14}[〔\[][12]\d{3}[〕\]]\d{1,4}号)[）)]")
_EARLIER = re.compile(
    r"(?:此前|以前|原)[^，。；]{0,10}?出台的?(.{2,30}?)(?:相关)?(?:支持)?(?:奖励)?(?:政策|措施|规定|办法)同时废止"
)
_PLAIN = re.compile(r"[\s（）()《》“”\"]|旧版|试行|修订")


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeal:
    """Document `by` repeals another, in the words of `span`."""

    by: DocumentInfo
    span: Span


def out_of_date(info: DocumentInfo, on: date) -> tuple[Reason, str] | None:
    """Return why the document is not in force on the day, None when it is or does not say."""
    day = on.isoformat()
    if info.expires and info.expires < day:
        return "expired", f"有效期至{info.expires}"
    if info.effective and info.effective > day:
        return "not_yet", f"自{info.effective}起施行"
    return None


def elsewhere(region: str | None, profile: Profile) -> bool:
    """Whether the document is certainly for another region than the enterprise's."""
    if not region or not profile.regions:
        return False
    return not any(
        same_or_within(own.value, region) or same_or_within(region, own.value)
        for own in profile.regions
    )


def find_repeals(
    documents: Sequence[tuple[DocumentInfo, Terms]],
) -> dict[str, Repeal]:
    """Return id -> repeal of the documents that others name as repealed, by title, by number, or by subject and region."""
    found: dict[str, Repeal] = {}
    for info, terms in documents:
        for span in terms.repeals:
            if not re.search(r"废止|失效", span.text):
                continue
            for other, others in documents:
                if other.id != info.id and _means(span.text, info, terms, other, others):
                    found.setdefault(other.id, Repeal(by=info, span=span))
    return found


def _means(text: str, info: DocumentInfo, terms: Terms, other: DocumentInfo, others: Terms) -> bool:
    if _earlier(other, info) is False:
        return False
    numbers = {re.sub(r"\s", "", n) for n in _NUMBER.findall(text)}
    if numbers and other.number:
        return re.sub(r"\s", "", other.number) in numbers
    title = _bare(other.title)
    if any(_bare(name) == title for name in _NAMED.findall(text)):
        # The same title may be that of the new text: an older one only, and not one of unknown date under its own name.
        return _bare(info.title) != title or bool(_earlier(other, info))
    # Line breaks lost in copying leave spaces inside the words.
    subject = _EARLIER.search(re.sub(r"\s", "", text))
    if not subject or not terms.region or terms.region != others.region:
        return False
    words = re.sub(r"支持|鼓励|发展|招商|项目|相关", "", subject[1])
    return len(words) >= 3 and words in title


def _earlier(a: DocumentInfo, b: DocumentInfo) -> bool | None:
    """Whether `a` is older than `b`, None where their dates do not tell."""
    first, second = a.published or a.effective, b.published or b.effective
    if first is None or second is None or first == second:
        return None
    return first < second


def _bare(title: str) -> str:
    return _PLAIN.sub("", fold(title))

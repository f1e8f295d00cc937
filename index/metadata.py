"""What a document says about itself: title, number, issuer, region, dates. By rule, and nothing where unsure.

What the file states in its head (`front`) goes first; then the text's own formulas, at the places where an
official document has them: title lines, a number on a line of its own, a signature above its date,
自…起施行 about itself. A law that is merely quoted must not date the document that quotes it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from index.dates import DATE, find_date, find_dates, later, to_number
from index.front import field
from index.reader import display
from index.titles import (
    NUMBER,
    ONLY_DATE,
    ORDER,
    ORDER_NUMBER,
    ORGS,
    find_heading,
    find_title,
    find_title_issuer,
    is_named,
)

_HEAD = 14  # lines in which a document names itself
_REACH = 300  # characters of a sentence to either side of a date
_LONG_LINE = 100  # characters; in a longer line single spaces may be what is left of line breaks

_HISTORY = re.compile(rf"[（(]\s*{DATE}[^）)]{{2,}}")
_OWN = (
    r"本(?:办法|规定|条例|细则|意见|通知|措施|政策|方案|法|规则|公告|决定|若干措施|实施细则|实施意见|暂行办法|制度|规程|标准|令"
    r"|指南|解释|准则|章程|文件|修正案|通告|计划|若干规定|实施办法|暂行规定|管理办法|若干政策措施|政策措施)"
)
_SELF = re.compile(_OWN)
_SELF_LAST = re.compile(rf"(?:{_OWN}|起施行|起实施|起执行)(?:的)?$")
_STARTS = r"(?:起|开始|后)?(?:正式)?(?:施行|实施|执行|生效|试行)"
_ABOUT_SELF = re.compile(rf"{_OWN}|现(?:予|将)?[^。]{{0,60}}(?:公布|发布|印发)|^\s*自|公布，自")
_SPAN = 44  # characters that two dates and the words between them take
_IN_FORCE = re.compile(rf"日\s*(?:止|期间)?{_STARTS}|日\s*(?:止|期间)?\s*有效")
_FROM = re.compile(rf"({DATE})$")
_FROM_TO = re.compile(rf"[自从]\s*({DATE})\s*起?(?:至|到|—|－|-)\s*{DATE}$")
_FROM_ISSUE = re.compile(
    rf"自(?:公布|发布|印发|颁布|下发|签发|发文|通过)之日起(?:(\d{{1,3}}|[一二三四五六七八九十]{{1,3}})日?(?:日|天)?后)?{_STARTS}"
)
_UNTIL = re.compile(
    rf"(?:(?:有效|执行|实施|施行|试行)?期限|有效期|有效|施行|实施|执行|试行|适用)[^。；，]{{0,8}}?(?:至|到|截至|截止到?)\s*({DATE})"
    rf"|{DATE}\s*(?:起)?\s*(?:至|到|—|－|-)\s*({DATE})\s*(?:止|期间)?\s*(?:有效|施行|实施|执行|试行)"
)
_FOR = re.compile(
    r"(?:有效期|试行期|施行期|执行期|实施期|暂定|(?:施行|实施|执行)[，,]?试行)(?:限)?(?:为|暂定为?|是)?\s*"
    r"(\d{1,2}|[一二两三四五六七八九十]{1,2})\s*(年|个月)(?!内|以)"
)
_OTHERS_TERM = re.compile(r"许可|证书|执照|资质|合同|证件|签证|专利|商标|处罚|备案凭证|保质")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a document says about itself; dates are ISO 8601, `expires` is the last day in force."""

    title: str
    number: str | None = None
    issuer: str | None = None
    region: str | None = None
    published: str | None = None
    effective: str | None = None
    expires: str | None = None


def find_metadata(text: str, front: Mapping[str, str], path: Path) -> Metadata:
    """Return the metadata of the clean `text`; `front` is what the file states in its head, `path` its name.

    The title falls back to the file's name, everything else to None.
    """
    lines = _lines(text)
    head = lines[:_HEAD]
    heading = find_heading(lines)
    own = find_title(head)
    title = field(front, "title") or heading or own or display(path.stem)
    named = next((name for name in (own, heading, field(front, "title")) if name), "")
    signer, signed = _signature(lines)
    issuer = field(front, "issuer") or _issuer(named, head) or signer
    published = (
        find_date(field(front, "published") or "")
        or find_date(field(front, "written") or "")
        or _published(head)
        or signed
    )
    effective = find_date(field(front, "effective") or "") or _effective(text, published)
    expires = _expires(text, front, effective or published)
    return Metadata(
        title=title,
        number=field(front, "number") or _number(head),
        issuer=issuer,
        region=field(front, "region") or _region(issuer, title),
        published=published,
        effective=effective,
        expires=expires,
    )


def _lines(text: str) -> list[str]:
    """Return the lines of `text` that hold text, and of a long one the pieces between spaces: lost line breaks."""
    lines: list[str] = []
    for line in text.split("\n"):
        stripped = line.strip()
        if len(stripped) > _LONG_LINE and not stripped.startswith(("#", "|")):
            lines += stripped.split()
        elif stripped:
            lines.append(stripped)
    return lines


def _number(head: list[str]) -> str | None:
    for at, line in enumerate(head):
        match = NUMBER.fullmatch(line.strip("（）()")) or NUMBER.fullmatch(line)
        if match:
            return re.sub(r"\s", "", match[1])
        order = ORDER.fullmatch(line)
        following = head[at + 1] if at + 1 < len(head) else ""
        if order and (order[2] or ORDER_NUMBER.fullmatch(following)):
            return order[1] + re.sub(r"\s", "", order[2] or following)
    return None


def _issuer(title: str, head: list[str]) -> str | None:
    if named := find_title_issuer(title):
        return named
    for at, line in enumerate(head):
        order = ORDER.fullmatch(line)
        following = head[at + 1] if at + 1 < len(head) else ""
        if order and (order[2] or ORDER_NUMBER.fullmatch(following)):
            return order[1].removesuffix("令")
    return None


def _signature(lines: list[str]) -> tuple[str | None, str | None]:
    """Return the bodies and the date of the first signature: names on their own lines above a date."""
    for at, line in enumerate(lines):
        match = ONLY_DATE.fullmatch(line)
        if not match or at == 0:
            continue
        names: list[str] = []
        for name in reversed(lines[max(0, at - 8) : at]):
            if not ORGS.fullmatch(name) or is_named(name):
                break
            names.insert(0, name)
        if names:
            signers = [part for name in names for part in re.split(r"[\s、　]+", name)]
            return "、".join(signers), find_date(match[1])
    return None, None


def _published(head: list[str]) -> str | None:
    """Return the date that stands under the title; of a history of amendments, the last."""
    for line in head:
        if ONLY_DATE.fullmatch(line):
            return find_date(line)
        if _HISTORY.match(line):
            dates = find_dates(line)
            return dates[-1] if dates else None
    return None


def _effective(text: str, published: str | None) -> str | None:
    """Return the day from which the document says that it is in force; its last word counts."""
    found = None
    for match in _IN_FORCE.finditer(text):
        # The date stands before its last character: looking back is cheap, looking for every date is not.
        before = text[max(0, match.start() - _SPAN) : match.start() + 1]
        begins = _FROM_TO.search(before) or _FROM.search(before)
        if begins and _ABOUT_SELF.search(_sentence(text, match.start())):
            found = find_date(begins[1]) or found
    if found or published is None:
        return found
    for issued in _FROM_ISSUE.finditer(text):
        if _ABOUT_SELF.search(_sentence(text, issued.start())):
            return later(published, days=to_number(issued[1]) if issued[1] else 0)
    return None


def _expires(text: str, front: Mapping[str, str], begins: str | None) -> str | None:
    """Return the last day in force, stated or counted from the day `begins`."""
    stated = field(front, "expires") or field(front, "validity") or ""
    dates = find_dates(stated)
    if dates and not _FOR.search(stated):
        return dates[-1]
    if term := _FOR.search(stated):
        return _after(dates[0] if dates else begins, term)
    own = list(dict.fromkeys(_sentence(text, match.start()) for match in _SELF.finditer(text)))
    for pattern in (_UNTIL, _FOR):
        ends = [
            find_date(match[1] or match[2]) if pattern is _UNTIL else _after(begins, match)
            for sentence in own
            for match in pattern.finditer(sentence)
            if _is_own_term(sentence, match.start())
        ]
        if any(ends):
            return [end for end in ends if end][-1]
    return None


def _is_own_term(sentence: str, at: int) -> bool:
    """Say whether the term at `at` is that of the document which `sentence` names, and of no licence."""
    if _OTHERS_TERM.search(sentence):
        return False
    before = sentence[max(0, at - 12) : at]
    return not before or before[-1] in "，,（( 自从" or _SELF_LAST.search(before) is not None


def _after(begins: str | None, term: re.Match[str]) -> str | None:
    if begins is None:
        return None
    count = to_number(term[1].replace("两", "二"))
    if term[2] == "年":
        return later(later(begins, years=count), days=-1)
    return later(later(begins, months=count), days=-1)


def _sentence(text: str, at: int) -> str:
    """Return the sentence around offset `at`, a few hundred characters of it at most."""
    low, high = max(0, at - _REACH), at + _REACH
    start = max([low, *(text.rfind(mark, low, at) + 1 for mark in "。；\n")])
    ends = [end for mark in "。；\n" if (end := text.find(mark, at, high)) >= 0]
    return text[start : min(ends, default=high)]


def _region(issuer: str | None, title: str) -> str | None:
    from index.regions import region_of

    return (region_of(issuer) if issuer else None) or region_of(title)

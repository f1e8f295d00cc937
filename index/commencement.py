"""From when and until when a document says that it is in force, each with the words that say so.

Only what it says of itself counts (本办法自…起施行): a law that is merely quoted must not date the document that quotes it,
nor the term of a licence end it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.dates import DATE, find_date, later, to_number

_REACH = 300  # characters of a sentence to either side of a date
_OWN = (
    r"(?:本(?:办法|规定|条例|细则|意见|通知|措施|政策|方案|法|规则|公告|决定|若干措施|实施细则|实施意见|暂行办法|制度|规程|标准|令"
    r"|指南|解释|准则|章程|文件|修正案|通告|计划|若干规定|实施办法|暂行规定|管理办法|若干政策措施|政策措施|预案|规划)"
    r"|[以上下]述?(?:相关)?(?:政策|措施|规定|条款)(?:措施)?)"
)
_SELF = re.compile(_OWN)
_SELF_LAST = re.compile(rf"(?:{_OWN}|起施行|起实施|起执行|其[余馀])(?:的)?$")
_STARTS = r"(?:起|开始|后)?(?:正式)?(?:施行|实施|执行|生效|试行)"
ANNOUNCES = re.compile(r"现[^。；]{0,60}?(?:公告|通告|通知)如下")
_ABOUT_SELF = re.compile(rf"{_OWN}|现(?:予|将)?[^。]{{0,60}}(?:公布|发布|印发)|^\s*自|公布，自")
_SPAN = 44  # characters that two dates and the words between them take
_IN_FORCE = re.compile(rf"日\s*(?:止|期间)?{_STARTS}|日\s*(?:止|期间)?\s*有效")
_FROM = re.compile(rf"({DATE})$")
_FROM_TO = re.compile(rf"[自从]\s*({DATE})\s*起?(?:至|到|—|－|-)\s*{DATE}$")
_FROM_ISSUE = re.compile(
    rf"自(?:公布|发布|印发|颁布|下发|签发|发文|通过)之日起(?:(\d{{1,3}}|[一二三四五六七八九十]{{1,3}})日?(?:日|天)?后)?{_STARTS}"
)
_TERM = re.compile(
    rf"(?:执行|实施|施行|有效|适用)(?:期限|期|时间)?(?:为|是)?[自从]?\s*({DATE})\s*起?(?:至|到|—|－|-)\s*({DATE})"
)
_UNTIL = re.compile(
    rf"(?:(?:有效|执行|实施|施行|试行)?期限|有效期|有效|施行|实施|执行|试行|适用)[^。；，]{{0,8}}?(?:至|到|截至|截止到?)\s*({DATE})"
    rf"|{DATE}\s*(?:起)?\s*(?:至|到|—|－|-)\s*({DATE})\s*(?:止|期间)?\s*(?:有效|施行|实施|执行|试行)"
    rf"|{DATE}\s*起{_STARTS}\s*[，,、]\s*(?:执行|有效)?(?:至|到|截至|截止到?)\s*({DATE})(?=\s*(?:止|有效|[。；，]|$))"
)
# 自2020年1月1日至3月31日，实行…政策，现公告如下: the second day is of the year of the first.
_UNTIL_DAY = re.compile(
    rf"[自从]\s*({DATE})\s*起?(?:至|到|—|－|-)\s*((?:(?:19|20)\d{{2}}\s*年\s*)?\d{{1,2}}\s*月\s*\d{{1,2}}\s*日)\s*(?:止|期间)?\s*[，,]?\s*"
    r"(?:有效|施行|实施|实行|执行|试行)"
)
_UNTIL_YEAR = re.compile(r"有效期?(?:限)?(?:至|到|截至)\s*((?:19|20)\d{2})\s*年(?:年?底|末)")
_FOR = re.compile(
    r"(?:有效期|试行期|施行期|执行期|实施期|暂定|(?:施行|实施|执行)[，,]?试行)(?:限)?(?:为|暂定为?|是)?\s*"
    r"(\d{1,2}|[一二两三四五六七八九十]{1,2})\s*(年|个月)(?!内|以)"
)
_FOR_FROM_ISSUE = re.compile(
    r"(?:有效期|执行期|试行期|实施期|期限)[^。；，]{0,8}?自(?:本?(?:政策|措施|办法|通知|意见|公告))?(?:公布|发布|印发)之日起\s*"
    r"(\d{1,2}|[一二两三四五六七八九十]{1,2})\s*(年|个月)(?!内|以)"
)
_OTHERS_TERM = re.compile(r"许可|证书|执照|资质|合同|证件|签证|专利|商标|处罚|备案凭证|保质")


@dataclass(frozen=True, slots=True)
class Dated:
    """A day, and where the words stand that give it."""

    day: str
    start: int
    end: int


def find_effective(text: str, published: str | None) -> Dated | None:
    """Return the day from which the document says that it is in force; its last word counts."""
    found = _stated(text)
    if found is not None or published is None:
        return found
    for issued in _FROM_ISSUE.finditer(text):
        if _ABOUT_SELF.search(sentence_at(text, issued.start())[1]):
            days = to_number(issued[1]) if issued[1] else 0
            return Dated(later(published, days=days), issued.start(), issued.end())
    term = next(own_terms(text, _FOR_FROM_ISSUE), None)
    return Dated(published, term.start(), term.end()) if term else None


def _stated(text: str) -> Dated | None:
    found = None
    for match in _IN_FORCE.finditer(text):
        # The date stands before its last character: looking back is cheap, looking for every date is not.
        low = max(0, match.start() - _SPAN)
        begins = _FROM_TO.search(text[low : match.start() + 1]) or _FROM.search(
            text[low : match.start() + 1]
        )
        if begins and _ABOUT_SELF.search(sentence_at(text, match.start())[1]):
            day = find_date(begins[1])
            found = Dated(day, low + begins.start(1), match.end()) if day else found
    if found is None:
        term = next((m for m in own_terms(text, _TERM) if find_date(m[1])), None)
        if term and (day := find_date(term[1])):
            found = Dated(day, term.start(), term.end())
    return found


def find_expires(text: str, begins: str | None) -> Dated | None:
    """Return the last day in force, stated or counted from the day `begins`."""
    for pattern in (_TERM, _UNTIL, _UNTIL_DAY, _UNTIL_YEAR, _FOR_FROM_ISSUE, _FOR):
        found = None
        for match in own_terms(text, pattern):
            day = _last_day(pattern, match, begins)
            found = Dated(day, match.start(), match.end()) if day else found
        if found is not None:
            return found
    return None


def term_of(stated: str, begins: str | None) -> str | None:
    """Return the last day in force that the field 有效期 of a file's head gives: 2023-02-08 起暂定三年."""
    from index.dates import find_dates

    dates = find_dates(stated)
    if dates and not _FOR.search(stated):
        return dates[-1]
    if term := _FOR.search(stated):
        return _after(dates[0] if dates else begins, term)
    return None


def own_terms(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield what `pattern` finds in the sentences in which the document speaks of itself, of days also where it says what it announces."""
    for match in pattern.finditer(text):
        start, sentence = sentence_at(text, match.start())
        own = _SELF.search(sentence) or (pattern is _UNTIL_DAY and ANNOUNCES.search(sentence))
        if own and _is_own_term(sentence, match.start() - start):
            yield match


def _last_day(pattern: re.Pattern[str], match: re.Match[str], begins: str | None) -> str | None:
    if pattern in (_FOR, _FOR_FROM_ISSUE):
        return _after(begins, match)
    if pattern is _UNTIL_YEAR:
        return f"{match[1]}-12-31"
    if pattern is _UNTIL_DAY:
        return find_date(match[2]) or find_date(f"{(find_date(match[1]) or '')[:4]}年{match[2]}")
    return find_date(match[2] if pattern is _TERM else next(filter(None, match.groups()), ""))


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


def sentence_at(text: str, at: int) -> tuple[int, str]:
    """Return the sentence around offset `at` with its start, a few hundred characters of it at most."""
    low, high = max(0, at - _REACH), at + _REACH
    start = max([low, *(text.rfind(mark, low, at) + 1 for mark in "。；\n")])
    ends = [end for mark in "。；\n" if (end := text.find(mark, at, high)) >= 0]
    return start, text[start : min(ends, default=high)]

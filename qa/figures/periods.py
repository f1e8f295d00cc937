"""Dates and periods: 2025年3月1日, 2025—2027年, 上半年, 截至11月底, “十四五”期间, 去年一季度.

Each gets a `key` that says which time it is (`Figure.key`), so that 二〇二五年三月一日 and 2025-03-01
are one. `time_bounds` turns a key into its first and last day, where the year is known.
"""

from __future__ import annotations

import calendar
import re
from decimal import Decimal

from index.han_numerals import DIGITS, read_number
from qa.figures.types import Figure, Kind, Qualifier

_HD = "零一二三四五六七八九"
_YEAR = rf"(?:[12]\d{{3}}|[12](?: \d){{3}}(?= ?年)|\d\d(?=[ ]?年(?:1[0-2]|0?[1-9])月)|[一二][{_HD}○o]{{3}})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|[二廿]十?[一二三四五六七八九]?|十[一二三四五六七八九]?|[一三四五六七八九])"
_TO = r"[ ]?(?:[-—―~－]{1,2}|至|到)[ ]?"
_NOT_AFTER = rf"(?<![\d{_HD}两十百千万亿几数第.])"
_RELATIVE = (
    r"去年|今年|明年|(?<![以之此])前年(?!度)|(?<![以之今此])后年(?!度)|本年度|上年度|本年|上年"
)
_PART = (
    r"上半年|下半年|半年度|[一三]季报|半年报|前[一二三]个?季度|第?[一二三四1-4](?:、|至|到|-|—|~)第?[二三四2-4]季度|第?[一二三四1-4]季度(?:[末初]|底(?=[前,。]))?"
    r"|前(?:十一?|[二三四五六七八九]|1[01]|[2-9])个月|年?底|年?末|年初|初(?![级步次中高始心评审选创期衷])|年中"
)
_REPORTED = r"[上下]半年|第?[一二三四]季度|前[一二三]季度|[一三]季报|半年报|年报"
_BARE_PART = r"上半年|下半年|(?:(?<=[,。;、\s(])|^)(?:前(?:十一?|[六七八九]|1[01]|[6-9])|头(?:十一?|[二三四五六七八九]|1[01]|[2-9]))个月|前[一二三]个?季度|第?[一二三四1-4](?:、|至|到|-|—|~)第?[二三四2-4]季度|第?[一二三四1-4]季度(?:[末初]|底(?=[前,。]))?"
_POINT = re.compile(
    rf"(?=[\d{_HD}十元去今明前后上下本第头])(?:(?:{_NOT_AFTER}(?P<y>{_YEAR})(?:[ ]?财?年度?|(?={_REPORTED}))|(?P<rel>{_RELATIVE}))"
    rf"(?:[ ]?的?(?P<m>{_MONTH})[ ]?月份?(?:[ ]?(?P<d>{_DAY})[ ]?[日号]|(?P<x>[上中下]旬|底|末|初(?!步)))?|(?P<p>{_PART}))?"
    rf"|{_NOT_AFTER}(?P<ly>{_YEAR}(?=(?:[、和与及][ ]?{_YEAR}){{0,3}}(?:年|[两三四]年))|20[0-3]\d(?=中国|全国|全球|世界|亚洲))"
    rf"|{_NOT_AFTER}(?P<iy>(?:19|20)\d\d)[-./](?P<im>1[0-2]|0?[1-9])[-./](?P<id>3[01]|[12]\d|0?[1-9])(?![\d.])"
    rf"|{_NOT_AFTER}(?P<cy>20\d\d)-(?P<cm>1[0-2]|0[1-9])(?![\d.-])"
    rf"|{_NOT_AFTER}(?P<hy>20\d\d)(?P<hp>h[12]|q[1-4])(?![a-z0-9])"
    rf"|{_NOT_AFTER}(?<![上下每前后这那逐])(?P<bm>{_MONTH})[ ]?月(?!球|饼|薪|嫂|租|刊)份?(?:[ ]?(?P<bd>{_DAY})[ ]?[日号]|(?P<bx>[上中下]旬|底|末|初(?!步)))?"
    rf"|{_NOT_AFTER}(?P<bp>{_BARE_PART}))"
)
_YEARS = re.compile(
    rf"(?=[\d一二])(?:{_NOT_AFTER}(?P<from>{_YEAR})[ ]?(?:年度?)?(?:{_TO}|/)(?P<to>{_YEAR}|\d\d|[{_HD}]{{2}})[ ]?年度?(?!\d)"
    rf"|(?<![\d.-])(?P<from2>(?:19|20)\d\d){_TO}(?P<to2>(?:19|20)\d\d)(?![\d.%-]|[ ]?[一-龥]))"
)
_MONTHS = re.compile(
    rf"(?=[\d{_HD}十元去今明前后上本])(?:(?P<y>{_YEAR})[ ]?年|(?P<rel>{_RELATIVE}))?{_NOT_AFTER}(?P<m1>{_MONTH})[ ]?(?:月份?)?{_TO}(?P<m2>{_MONTH})[ ]?月(?![ ]?\d{{1,2}}[ ]?[日号])份?"
)
_DAYS = re.compile(
    rf"(?=[\d{_HD}十元去今明前后上本 ])(?:(?P<y>{_YEAR})[ ]?年|(?P<rel>{_RELATIVE}))?[ ]?{_NOT_AFTER}(?P<m>{_MONTH})[ ]?月[ ]?(?P<d1>{_DAY})[ ]?[日号]?{_TO}(?P<d2>{_DAY})[ ]?[日号]"
)
_PLAN = re.compile(
    rf"(?=[\"'「第{_HD}十])(?:[\"'「](?P<quoted>十?[{_HD[1:]}]五|十五)[\"'」](?P<when>时期|期间|末|初期|中后期|后[两三]年|以来)?"
    rf"|{_NOT_AFTER}(?P<bare>十?[{_HD[1:]}]五|十五)(?P<when2>时期|期间|末期?(?!次)|(?=规划|计划|以来|以后))"
    rf"|第(?P<nth>[{_HD[1:]}]|十[一二三四五六七八九]?)个五年(?=计划|规划|时期))"
)
_ERA = re.compile(
    rf"(?:(?:\d{{1,2}}{_TO})?(?P<century>\d{{2}}|[{_HD}十]{{1,3}})世纪)(?:(?P<d>[1-9]0|[{_HD[1:]}]十)年代)?(?P<x>初|末|中叶|[前中后]期)?"
    rf"|{_NOT_AFTER}(?P<decade>(?:19|20)?[1-9]0|[二三四五六七八九]十)年代(?P<x2>初|末|中叶|[前中后]期)?"
)
# 道光二十三年(1843年), 建安十六年(211年): the year of a reign, and a year of fewer than four digits in its brackets.
_REIGN = re.compile(
    rf"(?P<reign>[一-龥]{{2}}(?:元|[{_HD[1:]}十]{{1,3}})年)\((?:公元)?(?P<y>\d{{3,4}})年(?:\)|(?=[,、至到—-]))"
)
_CLOCK = re.compile(
    r"(?=[\d一二三四五六七八九十])(?:(?<!\d)(?<!\d[:.])(?P<h>[01]?\d|2[0-4]|二十[一二三四]?|十[一二三四五六七八九]?|(?<![一-龥])[一二三四五六七八九])(?::(?P<min>[0-5]\d)(?::[0-5]\d)?(?![\d:])|(?<=日\d)时(?=[一-龥])|(?<=日\d\d)时(?=[一-龥])|时(?:(?P<min2>[0-5]?\d)分|(?=[ ]?(?:至|到|前|起|止|许|整|左右|[之以][前后]|后|$|[-—~,。;)]))))"
    r"|(?<=[午晚晨])(?P<h2>[01]?\d|2[0-4]|十[一二]?|[一二三四五六七八九])[点时](?!建|意|要)(?P<min3>[0-5]\d分|半|三十分)?)"
)
_WEEKDAY = re.compile(
    r"(?<![一二三四五六七八九十每\d两几\d])(?:周|星期)([一二三四五六日])(?![年月个次]|定|边)"
)
_LONE_DAY = re.compile(  # 记者5日从…获悉; but 十五日内 and 连续5日 are lengths of time
    r"(?<![\d.])(?<![续满达起期过少长前每共间限隔处近约天])(?<![少低多短长高]于)(?P<d>3[01]|[12]\d|[1-9])日(?!元|内|以[内上下来]|之[内后前]|后|前|的|期|间|均|游|薪|龄|志|常)"
    rf"|(?:(?<=[于在。;\n])(?<![少低多短长高]于)|^)(?P<d2>{_DAY})日(?=[,。、]|电|上午|下午|晚|举行|召开|发布|从|在|表示|至|公布|通报)"
    rf"|(?<=当地时间)(?P<d4>{_DAY})日"
    rf"|(?<=[每次当本下该]月)(?P<d3>{_DAY})[日号]"
)
_RELATION = re.compile(
    r"(?P<before>(?:以|之)?前(?![一二三]个?季度|三季|列|往|期|端|沿|景|述|移|瞻|后|[\d一二三四五六七八九十]+[个名家位项强])|及以前)"
    r"|(?P<after>以来|以后|之后|及以后|后(?!备|期|续|勤|台|端|方|疫|的|果|者|[一二三两])|起(?=[,。、;\s]|施行|实施|执行|至|$|开始|陆续|正式|全面))"
)
_CONNECTED = re.compile(_TO)
_QUALIFIERS: dict[str | None, Qualifier] = {"before": "at_most", "after": "at_least"}
_PART_NAMES = {"上半年": "H1", "半年度": "H1", "下半年": "H2", "年中": "中"}
# What a report is of; 三季报 tells of three quarters and of the third.
_PART_NAMES |= {"一季报": "Q1", "半年报": "H1", "三季报": "Q1/Q3"}


def _number(text: str) -> int:
    """Return the value of a year, month or day written in digits or Han."""
    if text.isdigit():
        return int(text)
    if text == "元":
        return 1
    if len(text) > 1 and all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    reading = read_number(text.replace("二二", "廿二"), 0)
    return int(reading.value) if reading else 0


def _year(text: str) -> str:
    text = text.replace(" ", "")
    number = _number(text)
    return str(number if len(text) > 2 else number + (2000 if number < 50 else 1900))


def _part(text: str) -> str:
    """Return the key of a part of a year: 上半年 -> H1, 前三季度 -> Q1/Q3, 底 -> 末."""
    if text in _PART_NAMES:
        return _PART_NAMES[text]
    if "季度" in text:
        numbers = [_number(c) for c in text if c.isdigit() or c in DIGITS]
        first = 1 if text[0] == "前" else numbers[0]
        ending = {"末": "末", "底": "末", "初": "初"}.get(text[-1], "")
        return f"Q{first}{ending}" if first == numbers[-1] else f"Q{first}/Q{numbers[-1]}"
    if text.endswith("个月"):
        return f"M{_number(text[1:-2])}"
    return "末" if text[-1] in "底末" else "初"


def _join(base: str, part: str) -> str:
    """Attach a part to a year key: 2025 + Q1 -> 2025-Q1, 2025 + 末 -> 2025末."""
    if part[0] == "M":  # 前11个月 is January to November
        return f"{base or '-'}-01/{base or '-'}-{int(part[1:]):02d}"
    if not base:
        return part
    return f"{base}{part}" if part in "初末中" else f"{base}-{part}"


def _month(base: str, month: str, suffix: str | None) -> str:
    number = _number(month)
    ending = {"底": "末"}.get(suffix or "", suffix or "")
    return f"{base or '-'}-{number:02d}{ending}"


def _point_key(m: re.Match[str]) -> tuple[str, Kind]:
    """Return the key of one point or stretch of time, and whether it is a day."""
    if m["iy"]:
        return f"{m['iy']}-{int(m['im']):02d}-{int(m['id']):02d}", "date"
    if m["cy"]:
        return f"{m['cy']}-{m['cm']}", "period"
    if m["hy"]:
        return f"{m['hy']}-{m['hp'].upper()}", "period"
    if m["bp"]:
        return _join("", _part(m["bp"])), "period"
    relative = (m["rel"] or "").replace("本年", "今年").replace("年度", "年")
    year = m["y"] or m["ly"]
    base = _year(year) if year else relative
    month, day, suffix = m["m"] or m["bm"], m["d"] or m["bd"], m["x"] or m["bx"]
    if month:
        key = _month(base, month, suffix)
        return (
            (f"{key}-{_number(day):02d}", "date") if day else (key, "date" if suffix else "period")
        )
    return (_join(base, _part(m["p"])) if m["p"] else base), "period"


def _figure(source: str, start: int, end: int, key: str, kind: Kind, folded: str) -> Figure:
    """Make the figure, with the 前, 以来, 起 that follow it."""
    relation = _RELATION.match(folded, end)
    qualifier = _QUALIFIERS.get(relation.lastgroup) if relation else None
    stop = relation.end() if relation else end
    return Figure(
        start=start,
        end=stop,
        text=source[start:stop],
        number_start=start,
        number_end=end,
        kind=kind,
        value=Decimal(0),
        low=None,
        high=None,
        qualifier=qualifier or "exact",
        key=key,
    )


def _plans(folded: str) -> list[tuple[int, int, str, Kind]]:
    found: list[tuple[int, int, str, Kind]] = []
    for m in _PLAN.finditer(folded) if "五" in folded else ():
        name = m["quoted"] or m["bare"] or f"{m['nth']}五"
        when = m["when"] or m["when2"] or ""
        key = name + ("末" if when.startswith("末") else "初" if when == "初期" else "")
        found.append((m.start(), m.end(), key, "period"))
    return found


def _ranges(folded: str) -> list[tuple[int, int, str, Kind]]:
    found: list[tuple[int, int, str, Kind]] = []
    for m in _YEARS.finditer(folded):
        first, last = _year(m["from"] or m["from2"]), _year(m["to"] or m["to2"])
        last = first[:2] + last[2:] if len(m["to"] or m["to2"]) == 2 else last
        if int(first) < int(last):
            found.append((m.start(), m.end(), f"{first}/{last}", "period"))
    if "月" not in folded:
        return found
    for m in _DAYS.finditer(folded):
        base = _month(_year(m["y"]) if m["y"] else m["rel"] or "", m["m"], None)
        key = f"{base}-{_number(m['d1']):02d}/{base}-{_number(m['d2']):02d}"
        found.append((m.start(), m.end(), key, "date"))
    for m in _MONTHS.finditer(folded):
        base = _year(m["y"]) if m["y"] else m["rel"] or ""
        if _number(m["m1"]) < _number(m["m2"]):
            key = f"{_month(base, m['m1'], None)}/{_month(base, m['m2'], None)}"
            found.append((m.start(), m.end(), key, "period"))
    return found


def _points(folded: str) -> list[tuple[int, int, str, Kind]]:
    """Read points in time; two joined by 至 are one stretch, the second taking its year from the first."""
    found: list[tuple[int, int, str, Kind]] = []
    for m in _POINT.finditer(folded):
        key, kind = _point_key(m)
        previous = found[-1] if found else None
        if (
            previous
            and _CONNECTED.fullmatch(folded, previous[1], m.start())
            and "/" not in previous[2]
        ):
            year = re.match(rf"\d{{4}}|{_RELATIVE}", previous[2])
            if key.startswith("--") and year:
                key = year[0] + key[1:]
            found[-1] = (previous[0], m.end(), f"{previous[2]}/{key}", kind)
        else:
            found.append((m.start(), m.end(), key, kind))
    return found


def _others(folded: str) -> list[tuple[int, int, str, Kind]]:
    found: list[tuple[int, int, str, Kind]] = []
    for m in _ERA.finditer(folded) if "世纪" in folded or "年代" in folded else ():
        decade = m["d"] or m["decade"]
        century = f"{_number(m['century'])}世纪" if m["century"] else ""
        name = f"{_number(decade)}年代" if decade else ""
        found.append((m.start(), m.end(), f"{century}{name}{m['x'] or m['x2'] or ''}", "period"))
    for m in _REIGN.finditer(folded):
        found.append((*m.span("reign"), f"{int(m['y']):04d}", "period"))
        found.append((m.start("y"), m.end("y") + 1, f"{int(m['y']):04d}", "period"))
    for m in _CLOCK.finditer(folded):
        minutes = (m["min"] or m["min2"] or m["min3"] or "0").rstrip("分")
        minute = 30 if minutes in ("半", "三十") else int(minutes)
        hour = _number(m["h"] or m["h2"])
        found.append((m.start(), m.end(), f"T{hour:02d}:{minute:02d}", "date"))
    found += [(m.start(), m.end(), f"周{m[1]}", "date") for m in _WEEKDAY.finditer(folded)]
    found += [
        (m.start(), m.end(), f"----{_number(m['d'] or m['d2'] or m['d3'] or m['d4']):02d}", "date")
        for m in _LONE_DAY.finditer(folded)
    ]
    return found


def find_periods(source: str, folded: str) -> list[Figure]:
    """Return the dates and periods of `source`, in order; `folded` is `index.numerals.plain(source)`."""
    taken = bytearray(len(source))
    figures = []
    for start, end, key, kind in (
        _plans(folded) + _ranges(folded) + _points(folded) + _others(folded)
    ):
        if taken.find(1, start, end) < 0:
            figure = _figure(source, start, end, key, kind, folded)
            taken[start : figure.end] = b"\x01" * (figure.end - start)
            figures.append(figure)
    return figures


_PLANS = {
    f"{han}五": n
    for n, han in enumerate([*"一二三四五六七八九十", *(f"十{d}" for d in _HD[1:])], start=1)
}
_PLANS |= {"十五": 10}
_SUFFIXES = {"H1": (1, 6), "H2": (7, 12), "初": (1, 1), "末": (12, 12)}


def time_bounds(key: str) -> tuple[str, str] | None:
    """Return the first and the last day (ISO) of a key whose year is known, None for the others."""
    if "/" in key and not re.match(r"\d{4}-Q", key):
        first, last = (time_bounds(part) for part in key.split("/", 1))
        return (first[0], last[1]) if first and last else None
    if key in _PLANS:
        first_year = 1948 + 5 * _PLANS[key] if _PLANS[key] < 3 else 1951 + 5 * _PLANS[key]
        return f"{first_year}-01-01", f"{first_year + 4}-12-31"
    m = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?|-(H[12])|-Q(\d)(?:/Q(\d))?)?", key)
    if m is None:
        return None
    year = m[1]
    if m[3]:
        return key, key
    if m[2]:
        first_month = last_month = int(m[2])
    elif m[4]:
        first_month, last_month = _SUFFIXES[m[4]]
    elif m[5]:
        first_month, last_month = int(m[5]) * 3 - 2, int(m[6] or m[5]) * 3
    else:
        first_month, last_month = 1, 12
    if not 1 <= first_month <= last_month <= 12:
        return None
    days = calendar.monthrange(int(year), last_month)[1]
    return f"{year}-{first_month:02d}-01", f"{year}-{last_month:02d}-{days:02d}"

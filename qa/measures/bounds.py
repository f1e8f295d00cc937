"""Thresholds in a clause: 设备投入500万元以上 asks for the figure 设备投资 of 500万元 at the least."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from qa.figures import Figure
from qa.measures.names import ABSOLUTE, MONEY, canonical
from qa.measures.types import Test
from qa.measures.view import View

_REACHED = re.compile(r"(?:达到?|满|实现|不低于|在)了?$")
_PASSED = re.compile(r"(?:突破|超过|超出)了?$")
_JOINED = re.compile(r"[、和或及]$")
# What stands before the name in its clause is who does it; the name begins after the last of these.
_DOES = re.compile(
    r"(?:建设|购置|购买|拥有|取得|新建|投资新建|种植|发展|组织|获得|具有|从事(?=[^研])|招用|租用|投保|收入库)了?"
)
SINCE = re.compile(r"近|最近|三年$")
_OR_MORE = re.compile(r"(?:达到|等于)或$")
_GENERIC = re.compile(r"^(?:企业|项目|公司|单位|的|新|产品)?$")
_SET_UP = re.compile(
    r"(?:注册|成立|登记|设立)(?:登记|注册|成立)*(?:时间)?(?:未?满|超过|不满|在|不足|已)?$|注册时间满$"
)
_COUNTED = ("money", "quantity", "rate", "points", "duration", "multiple", "age")
MOST_NAME, MOST_SHARE = 26, 32
LOOKED = 2 * MOST_SHARE  # characters behind a figure that may name what it counts


@dataclass(frozen=True, slots=True)
class Found:
    """A threshold at `start`..`end` of the view (name and figure); `listed` where it continues a list."""

    start: int
    end: int
    test: Test
    listed: bool
    figure: Figure


def find_bounds(
    seen: View, start: int, end: int, taken: Sequence[tuple[int, int]] = (), inherited: str = ""
) -> list[Found]:
    """Return the thresholds of a range, in order; `taken` are parts that are no names, `inherited` a name given above."""
    found: list[Found] = []
    begin = start
    for figure in seen.inside(start, end):
        if figure.indefinite or figure.kind not in _COUNTED:
            if figure.kind == "period" and seen.text[: figure.start].endswith(("较", "比")):
                continue  # 研发费用较上年增长: the year compared with ends no name
            if not SINCE.match(figure.text) and (
                not figure.indefinite or figure.kind == "quantity"
            ):
                begin = figure.end
            continue
        low = max([begin, *(b for a, b in taken if b <= figure.start)])
        raw = seen.text[low : figure.start]
        if found and found[-1].figure.end == low and (counted := _COUNTED_NOUN.match(raw)):
            low, raw = (
                low + counted.end(),
                raw[counted.end() :],
            )  # 5栋以上闲置农房、客房总数达到30间
        listed = bool(found) and found[-1].end == low and bool(_JOINED.search(raw[-1:]))
        listed = listed and len(raw) <= 1
        since = _SET_UP.search(seen.text, begin, figure.start) and figure.kind == "duration"
        said = seen.text[begin : figure.start] if since else raw  # 在本市注册｜满2年
        test = _test(seen, figure, said, found[-1].test if listed else None, inherited, end)
        if test is not None:
            at = low if listed or not raw else low + _name_at(raw) + _deed(raw[_name_at(raw) :])
            if figure.kind == "age":
                told = _TOLD_AGE.search(raw)
                at = low + told.start() if told else figure.start
            stop = figure.end
            noun = _noun(seen.text[figure.end : end])
            if noun and not listed and canonical(noun) == test.name:
                at = figure.start
                stop = seen.text.index(noun, figure.end) + len(noun)
            found.append(Found(at, stop, test, listed, figure))
        if test is not None or not SINCE.match(figure.text):
            begin = figure.end
    return _shared_ends(found)


def _name_at(raw: str) -> int:
    """Return where the name begins in the words before the figure."""
    raw = _BRACKET.sub(lambda m: m[0].replace(",", " ").replace(":", " "), raw)
    at = max((m.end() for m in _DOES.finditer(raw) if m.end() < len(raw)), default=0)
    close = max(raw.rfind(")"), raw.rfind("(")) + 1
    apart = len(raw) - close >= 2 and not _GENERIC.match(canonical(raw[close:]))
    at = max(at, close if apart else 0, raw.rfind("〔") + 1)
    # 从市外迁入本市、剩余有效期不少于…: two statements; 中药材、花卉种植面积 is one name.
    joined = raw.rfind("、") + 1
    stated = _STATES.search(raw[at:joined]) or _VERB.match(raw[joined:])
    if len(raw) - joined >= 3 and stated:
        at = max(at, joined)
    for match in _AND.finditer(raw):
        at = max(at, match.end())
    return max(at, raw.rfind(",") + 1, raw.rfind(";") + 1, raw.rfind(":") + 1)


_BRACKET = re.compile(r"\([^)]*\)")
_STATES = re.compile(
    r"迁入|投运|投产|注册|登记|纳税|认定|建成|开业|签订|设立|依法|合法|正常|信用|毕业|就业|入职|立项"
)


_COUNTED_NOUN = re.compile(
    r"(?:的?[一-龥]{2,10}[、,]|的?[一-龥]{0,4}(?:企业|公司|单位)(?=[一-龥]{2,6}率)|(?:劳动|租赁|服务)?(?:合同|协议|订单)(?:并|且|、|,)?)(?=.{2})"
)
_SIGNED = re.compile(r"签[订有]?了?(?:满|超过|不少于|不低于)?$")
# Statements that need nothing of what stands before them; …开设直营店并经营满1年 asks for the shop's age.
_VERB = re.compile(
    r"(?:连续|累计|按时|足额|依法|为其|在[^、,]{2,4})*(?:缴[纳存]|参保|签订)|(?:连续|稳定|正常)(?:就业|经营|运营|营业|用工|生产)|剩余|毕业|持有|成立|注册"
)
_AND = re.compile(rf"(?<!合)(?:并|且)(?=(?:{_VERB.pattern}))")


def _test(
    seen: View, figure: Figure, raw: str, before: Test | None, inherited: str, end: int
) -> Test | None:
    limits = _limits(figure, raw, before)
    if limits is None:
        return None
    low, low_open, high, high_open = limits
    unit = figure.unit
    if before is not None:
        name = before.name
    else:
        name = attribute(raw, figure, seen.text[figure.end : end])
        name = name or next(
            (own for own, _, of in (p.partition("|") for p in inherited.split(";")) if of == unit),
            "",
        )
        name = name or _told_before(seen.text[:end], figure)
    if not name or name.startswith("占") or len(name) > (MOST_SHARE if unit == "%" else MOST_NAME):
        return None
    if name == "部分":
        return None  # 超过100万元但不超过300万元的部分: no more is asked for than the first
    if name in MONEY and unit == "":
        unit = "元"
    if (name in MONEY and not unit.endswith("元")) or (name in ABSOLUTE and unit == "%"):
        return None
    return Test(
        kind="bound",
        name=name,
        low=low,
        high=high,
        low_open=low_open,
        high_open=high_open,
        unit=unit,
    )


def attribute(raw: str, figure: Figure, after: str) -> str:
    """Return the name of what the figure measures: the words before it, or those after it that it counts."""
    if figure.kind == "age":
        return _age(raw, after)
    if figure.kind in ("duration", "age") and _SET_UP.search(raw):
        return "成立年限"
    if figure.kind == "duration" and _SIGNED.search(raw):
        signed = re.match(r"的?([一-龥]{0,6}?(?:合同|协议|订单))", after)
        if signed:
            return f"签订{signed[1]}"
    name = canonical(raw[_name_at(raw) :])
    if not _GENERIC.match(name) and len(name) >= 2:
        return name
    if figure.unit in ("人", "名") and _ALONE.fullmatch(raw) and _FIRM.match(after):
        return "从业人数"  # 30人以下小微企业
    noun = _noun(after)
    name = canonical(noun) if 2 <= len(noun) <= 14 else ""
    return "" if _GENERIC.match(name) else name


_ALONE = re.compile(r"(?:对于?|凡是?|的|[,;、]|和|或)*")
_FIRM = re.compile(
    r"的?(?:参保)?(?:中小微|中小|小微|小型|微型|中型|规模以上)?型?(?:企业|公司|单位)(?:$|[,。;的]|(?=[一-龥]{2,6}率))"
)
# 服务时长经负责人确认后记入平台,累计满50小时的: the unit leads back to what is counted.
_COUNTED_IN = {"小时": "时长", "次": "次数", "分": "积分|得分|评分", "天": "天数", "学时": "学时"}


def _told_before(text: str, figure: Figure) -> str:
    """Return the measure noun that a threshold without a name goes back to, in its sentence; empty where there is none."""
    nouns = _COUNTED_IN.get(figure.unit)
    sentence = re.split(r"[。;]", text[: figure.start])[-1]
    if figure.unit == "人次" and (visits := _VISITS.findall(_BRACKET.sub("", sentence))):
        return canonical(visits[-1]) if len(visits) == 1 else ""
    if nouns is None:
        return ""
    found = re.findall(rf"[一-龥]{{2,6}}(?:{nouns})", sentence)
    return canonical(found[-1]) if len(set(found)) == 1 else ""


# 旅行社组织县外游客来县过夜，年累计达到1000人次的: who is counted stands in the clause before.
_VISITS = re.compile(r"(?:组织|引进|招徕|接待)([^,;]{0,12}(?:游客|旅客|团队)[^,;]{0,10})(?=,)")
_FRACTION = re.compile(r"[÷×=]|\d/\d")


def asks(seen: View, start: int, figure: Figure) -> bool:
    """Whether a figure measures the enterprise (销售收入低于5000万元, 注册资金≤1000万元) or belongs to a formula: nothing is given by it."""
    begin = max(start, *(seen.text.rfind(mark, start, figure.start) + 1 for mark in ",;。:"))
    raw = seen.text[begin : figure.start]
    if _FRACTION.search(seen.text, begin, min(len(seen.text), figure.end + 1)):
        return True
    name = canonical(raw)
    return name in ABSOLUTE or name.startswith(("近三年", "占")) or "占" in name


_TOLD_AGE = re.compile(r"(?:年龄(?:应当?|须|要求)?(?:在|为)?|年满)$")
_YOUNG = re.compile(r"婴|幼|儿|孩|子女|学生|未成年|少年")
_OLD = re.compile(r"老[年人]|长者|父母")
_ANYBODY = re.compile(
    r"的?(?:[^,;。]{0,8}?(?:人员|居民|市民|青年|妇女|毕业生|劳动者|农民|个人|职工|者)|$|[,;。])"
)


def _age(raw: str, after: str) -> str:
    """Return whose age is asked for, empty where it is not plain that it is the applicant's or their old or young."""
    raw = re.split(r"[,;:。]", raw)[-1]
    around = raw[-6:] + re.split(r"[,;。]", after)[0][:10]
    for who, name in ((_YOUNG, "孩子年龄"), (_OLD, "老人年龄")):
        if who.search(around):
            return name
    return "年龄" if _TOLD_AGE.search(raw) or _ANYBODY.match(after) else ""


def _deed(raw: str) -> int:
    """Return how far a name begins with what has to be done: 购买｜工业机器人 asks for more than to have one."""
    match = _DEED.match(raw)
    return match.end() if match else 0


_DEED = re.compile(r"(?:企业)?(?:自主研发|引进|购买|购置|投保)")


_NOUN_ENDS = re.compile(r"[,。、;:]|或者?|[和及与](?=[\d一二两三四五六七八九十])")


def _noun(after: str) -> str:
    """Return what stands right after a figure and may be what it counts: 1项以上｜发明专利."""
    return _NOUN_ENDS.split(re.sub(r"^的?", "", after[:LOOKED]))[0].rstrip("的")


def _limits(
    figure: Figure, raw: str, before: Test | None
) -> tuple[Decimal | None, bool, Decimal | None, bool] | None:
    """Return (low, open, high, open), None where the figure is no threshold."""
    value, inclusive = figure.value, "含" in figure.text and "不含" not in figure.text
    match figure.qualifier:
        case "at_least":
            return value, False, None, False
        case "over":
            return value, not (inclusive or _OR_MORE.search(raw)), None, False
        case "at_most":
            return None, False, value, False
        case "under":
            return None, False, value, not inclusive
        case "range":
            return figure.low, False, figure.high, False
        case "exact":
            if before is not None:
                return (value, before.low_open, None, False) if before.high is None else (
                    None, False, value, before.high_open
                )  # fmt: skip
            if _PASSED.search(raw):
                return value, True, None, False
            return (value, False, None, False) if _REACHED.search(raw) else None
    return None


def _shared_ends(found: list[Found]) -> list[Found]:
    """Give a number that two neighbours share to one of them: 以上 includes it unless the one below says 含."""
    out = list(found)
    for i in range(len(out) - 1):
        a, b = out[i].test, out[i + 1].test
        if a.name != b.name or a.high is None or a.high != b.low:
            continue
        if "含" in out[i].figure.text or out[i].figure.qualifier == "at_most":
            out[i + 1] = replace(out[i + 1], test=replace(b, low_open=True))
        else:
            out[i] = replace(out[i], test=replace(a, high_open=True))
    return out

"""What a document says about all its measures: who may apply, who not, how, when, until when, and what it repeals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.regions import region_of
from index.splitter.markers import to_ordinal
from index.types import Document, DocumentInfo
from qa.measures.conditions import read_conditions
from qa.measures.offers import EXCLUDED, read_segment
from qa.measures.pieces import read_listing
from qa.measures.places import place_in, stated_place
from qa.measures.types import Condition, Span, Terms
from qa.measures.units import Unit, span_of
from qa.measures.view import View

_SCOPE = re.compile(
    r"^(?:申报|申请|享受)[^,;:]{0,10}?(?:企业|单位|主体|项目|人)[^,;:]{0,12}?(?:无(?:重大|不良|违)|未|没有|不存在)|^(?:本[\u4e00-\u9fff]{2,4})?(?:政策|办法|措施|细则|意见)?适用于|^(?:申报|申请|享受)(?:单位|企业|主体|人)应当(?:同时)?(?:在|具|符)?|应当同时(?:满足|具备|符合):|^(?:本[\u4e00-\u9fff]{2,4})?支持对象为?"
)
_HEADER = re.compile(r"(?:条件|要求|情形)之?[一]?(?:的)?:?$|下列条件|以下条件|有下列情形")
_LEAD = re.compile(
    r"^.{0,12}?(?:适用于|应当同时满足:|应当同时具备:|申报(?:单位|企业)应当|申请企业应当|申报主体应当)"
)
_OVERALL = re.compile(
    r"就高|不重复|总额不超过|累计不超过|总额最高|不得重复|叠加|同一(?:项目|企业|内容)"
)
_RELAXED = re.compile(r"不要求|不受[^,]{0,12}限制")
_APPLY = re.compile(r"申报|申请|受理|提交|提出|申领|办理|填报|免申即享|主动兑现|兑现|审核")
_WHEN = re.compile(
    r"(?:每年|\d{4}年)?\d{1,2}月(?:\d{1,2}日)?(?:[、和]\d{1,2}月)?(?:(?:至|—|-)(?:次年|\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?)?(?:底|份)?(?:以?前)?"
    r"|全年受理|常年受理|每季度首月的?\d{1,2}日至\d{1,2}日|(?:之日起|后|起)\d+个?(?:日|月|工作日)内(?=[^,;]{0,8}(?:提出|提交|通过|申请))"
)
_STATED_WHEN = re.compile(
    r"(?:集中|网上)?(?:申报|申请|受理|报名|填报|提交)(?:起止|截止)?(?:时间|日期|期限)"
)
_LATE = re.compile(r"逾期[^,;]{0,6}不(?:予|再)[^,;]*")
_PENALTY = re.compile(r"弄虚作假|骗取|虚报|追回|追缴|退回|套取|违约|罚款")
_VALID = re.compile(
    r"起(?:正式)?(?:试行|施行|实施|执行|生效)|有效期|试行期|暂定[一二三四五\d]年|(?:执行|实施|施行)期限?(?:自|至|为|暂)|期间有效"
)
_OF_ALL = re.compile(r"本|[上述以][上述](?:相关)?(?:条款|措施|政策)")
_REPEAL = re.compile(r"同时废止|即行废止|起废止|自动失效|以本[\u4e00-\u9fff]{2,4}为准")
_EXPLAINS = re.compile(
    r"由([\u4e00-\u9fff、\"]{2,40}?)(?:(?:按职责分工)?(?:负责)?解释|商[\u4e00-\u9fff]{2,12}解释)"
)
# Words that name nobody: 由责任单位负责解释.
_NOBODY = re.compile(
    r"(?:各|相关|有关|责任|牵头|主管|制定|发文|印发|实施|上述|本)*(?:单位|部门|机关|机构)(?:按职责)?(?:分工)?$"
)
_ARTICLES = re.compile(
    r"第([零一二三四五六七八九十\d]{1,3})[条项](?:至第([零一二三四五六七八九十\d]{1,3})[条项])?"
)
_TITLE_REGION = re.compile(
    r"(?!关于|推进|促进|加强|支持|中共|城市|全国|各[省市])([\u4e00-\u9fff]{2,4}?(?:高新技术产业开发区|开发区|[省市县区州旗]))(?![级场域]|民(?!政)|委(?!员会)|政(?!务|府))"
)
# 从“一人务工”到“全家安心”：枞川县…
_AFTER_COLON = re.compile(
    r"[:：](?!关于|推进|促进|加强|支持|全国|各市|各县)([\u4e00-\u9fff]{2,4}?(?:县|(?<!城)市))(?![级场域]|民(?!政)|委(?!员会)|政(?!务|府))"
)
MOST = 24


def region_in(document: Document | DocumentInfo) -> str | None:
    """Return the region that a document is for: as stored, else by its title, else by its text where that is given."""
    if document.region:
        return document.region
    text = document.text if isinstance(document, Document) else ""
    if stated := stated_place(text):
        return stated
    if known := region_of(document.title):
        return known
    title = re.sub(r"^.{0,12}[”》]系列", "", document.title).lstrip('《“"【')
    if match := _TITLE_REGION.match(title) or _AFTER_COLON.search(title):
        return match[1]
    return place_in(text, document.issuer) if text else None


def read_terms(document: Document, units: Sequence[Unit]) -> Terms:
    """Return the general terms of the document."""
    region = region_in(document)
    conditions = read_listing([u for u in units if u.listing and not _excludes(u)], region)
    general = _General()
    repeals: list[Span] = []
    validity = agency = None
    for unit in units:
        if not unit.listing:
            conditions += _scopes(unit, region)
        for a, b in unit.segments:
            text = unit.text[a:b]
            own = _EXPLAINS.search(unit.text, a, b)
            if own and not _NOBODY.match(own[1]):
                agency = agency or unit.view.span(own.start(1), own.end(1))
            if _VALID.search(text) and (unit.terms or _OF_ALL.search(text)):
                validity = validity or span_of(unit, a, b)
            if _REPEAL.search(text):
                repeals.append(span_of(unit, a, b))
            if not unit.terms and _STATED_WHEN.match(text):
                general.deadlines += _deadlines(unit.view, a, b)
            about = unit.terms and not _HEADER.search(text) and not _PENALTY.search(text)
            apart = not unit.terms and not unit.listing and _leaves_out(unit, a, b)
            if about or apart or unit.excluding:
                general.take(unit, a, b)
    return Terms(
        conditions=tuple(conditions),
        exclusions=tuple(general.exclusions[:MOST]),
        limits=tuple(general.limits[:MOST]),
        apply=tuple(general.apply[:MOST]),
        deadlines=tuple(general.deadlines[:MOST]),
        validity=validity,
        agency=agency,
        repeals=tuple(repeals),
        region=region,
    )


def _leaves_out(unit: Unit, start: int, end: int) -> bool:
    """Whether a statement of a paragraph that gives nothing says whom the document leaves out: 亏损企业不享受本奖励."""
    text = unit.text[start:end]
    if (
        unit.text.endswith(":")
        or not EXCLUDED.search(text)
        or _NARROWER.search(text)
        or unit.question
        or unit.speaker
    ):
        return False
    if not (_OF_ALL.search(text) or unit.article is not None) or _PENALTY.search(text):
        return False
    return not any(read_segment(unit, a, b).sort in ("offer", "past") for a, b in unit.segments)


# 不得重复享受前款奖励: of one rule, and not of all.
_NARROWER = re.compile(r"前[款项条]|本[条款项]|该[项条]|上述第|第[一二三四五六七八九十\d]+[条款项]")


def _scopes(unit: Unit, region: str | None) -> list[Condition]:
    """Return the conditions of the sentences that say whom the document is for; after a colon all of its segments."""
    conditions: list[Condition] = []
    open_sentence: int | None = None
    for (a, b), sentence in zip(unit.segments, unit.sentences, strict=True):
        text = unit.text[a:b]
        if _SCOPE.search(text) and not _HEADER.search(text) and not EXCLUDED.search(text):
            lead = _LEAD.match(text)
            open_sentence = sentence if ":" in text else None
            start = a + (lead.end() if lead else 0)
            conditions += read_conditions(unit.view, start, b, region, shared=True)
        elif sentence == open_sentence:
            conditions += read_conditions(unit.view, a, b, region, shared=True)
    return conditions


class _General:
    """Sorts the sentences of the general part: limits, exclusions, ways and times of application."""

    def __init__(self) -> None:
        self.exclusions: list[Span] = []
        self.limits: list[Span] = []
        self.apply: list[tuple[Span, frozenset[int]]] = []
        self.deadlines: list[Span] = []

    def take(self, unit: Unit, start: int, end: int) -> None:
        text, span = unit.text[start:end], span_of(unit, start, end)
        if _OVERALL.search(text) or _RELAXED.search(text):
            self.limits.append(span)
        elif (EXCLUDED.search(_LATE.sub("", text)) and not _VALID.search(text)) or _excludes(unit):
            self.exclusions.append(span)
        elif _APPLY.search(text) and not unit.listing:
            self.apply.append((span, articles_in(text)))
        if _APPLY.search(text):
            self.deadlines += _deadlines(unit.view, start, end)


def _excludes(unit: Unit) -> bool:
    """Whether the paragraph is an item of a list of what excludes: 有下列情形之一的，不予兑现."""
    if unit.excluding or _LISTED.search(unit.text):
        return True  # 有下列情形之一的,不予认定:仅改变外观的;…
    heads = [*unit.section[-2:], unit.name]
    return any(re.search(r"限制情形|不予(?:支持|兑现|奖励)|下列情形", h) for h in heads)


_LISTED = re.compile(
    r"(?:下列|以下)情[形况]之一的?,?[^,;。:]{0,6}(?:不予|不得|不享受|不支持)[^,;。:]{0,12}:"
)


def _deadlines(seen: View, start: int, end: int) -> list[Span]:
    return [seen.span(m.start(), m.end()) for m in _WHEN.finditer(seen.text, start, end)]


def articles_in(text: str) -> frozenset[int]:
    """Return the numbers of the articles that `text` names; empty where it speaks of all."""
    numbers: set[int] = set()
    for match in _ARTICLES.finditer(text):
        first = to_ordinal(match[1]) or 0
        last = (to_ordinal(match[2]) or first) if match[2] else first
        numbers |= set(range(first, min(last, first + 40) + 1))
    return frozenset(numbers)

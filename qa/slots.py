"""The slots an answer must fit: region, year, period, office, named document, aspect. Hard, however similar a text looks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from itertools import takewhile

from index.fold import fold
from index.numerals import parse_numeral
from index.regions import find_regions, same_or_within
from qa.asked import asked_noun
from qa.aspects import asked_aspects
from qa.persons import asks_name, names_person
from qa.question import Question
from qa.reader import Candidate, Reading, context_text
from qa.types import Evidence

# A year with this many characters in common with a title is part of that title.
DOCUMENT_YEAR = 7
_BODY = re.compile(
    r"(?:[省市县区]|广东|国家|全国)?((?:发改|卫健|网信|国资|科学技术|工业和信息化|人力资源|生态环境|住房|交通|农业|商务|财政|教育|民政|公安|司法|水利|文化|"
    r"文旅|应急|审计|统计|税务|海关|科技|工信|人社|住建|自然资源|市场监管|市监|市场监督管理|金融|医保|体育|林业|气象|外办|能源|粮食|药监|知识产权)"
    r"(?:(?!部门)[\u4e00-\u9fa5]){0,4}?(?:委员会|总局|[厅局委署办院会]|部(?!门)))"
)

_NATIONAL = re.compile(r"(全国|我国)(?=总共|一共|总计|共|有|范围|目前|现在|各地|的|多少|平均)")
# 2000亿元 and 2018家 are no years.
_YEAR = re.compile(
    r"(?<!\d)(?:19|20)\d{2}(?![\d.]|[万亿千百余多]|[元家个项人名台户亩吨件条套辆公平立米千])"
)
# 副厅长 is another office than 厅长.
_OFFICE = re.compile(
    r"副?(?:厅长|局长|部长|市长|省长|县长|区长|处长|司长|会长|行长|院长|校长|董事长|总经理)"
)


def fit_slots(
    reading: Reading, document_text: Callable[[str], str]
) -> tuple[tuple[Candidate, ...], tuple[str, ...]]:
    """Return the candidates that fit every slot of the question, and what is missing when none does."""
    question = reading.question
    candidates = reading.candidates
    for test, note in (
        (lambda c: _fits_regions(question, c.evidence, document_text), _region_note(question)),
        (lambda c: _fits_place(question, c, document_text), _region_note(question)),
        (lambda c: _fits_bodies(question, c.evidence), _body_note(question)),
        (lambda c: _fits_titles(question, c.evidence, document_text), _title_note(question)),
        (lambda c: _fits_series(question, c.evidence), _series_note(question)),
        (lambda c: _fits_years(question, c), _year_note(question)),
        (
            lambda c: _fits_periods(question, c),
            f"材料中没有{'、'.join(question.periods)}的相关内容",
        ),
        (lambda c: _fits_ordinals(question, c), _ordinal_note(question)),
        (
            lambda c: not asks_name(question.folded) or _names_person(c.evidence),
            "材料中没有写明所问的人的姓名",
        ),
        (
            lambda c: _fits_aspects(question, c),
            f"材料中没有写明{'、'.join(a.name for a in asked_aspects(question.folded))}",
        ),
    ):
        candidates = tuple(candidate for candidate in candidates if test(candidate))
        if not candidates:
            return (), (note,)
    return candidates, ()


def _region_note(question: Question) -> str:
    return (
        f"材料中没有{'、'.join(question.regions)}的相关内容"
        if question.regions
        else "没有找到相关内容"
    )


def _title_note(question: Question) -> str:
    return (
        f"材料中没有《{'》《'.join(question.titles)}》" if question.titles else "没有找到相关内容"
    )


def _year_note(question: Question) -> str:
    return (
        f"材料中没有{'、'.join(question.years)}年的相关内容"
        if question.years
        else "没有找到相关内容"
    )


def _fits_regions(question: Question, item: Evidence, document_text: Callable[[str], str]) -> bool:
    """Every region asked about is the document's own, or is spoken of in the paragraph or above it."""
    own = item.document.region
    if any(
        own and not same_or_within(region, own) and not same_or_within(own, region)
        for region in question.home
    ):
        return bool(question.regions)
    if not question.regions:
        return True
    near = f"{item.text}\n{context_text(item)}"
    named = {region.canonical for region in find_regions(near)}
    for region in question.regions:
        if any(same_or_within(other, region) for other in named):
            continue
        if own and same_or_within(own, region):
            continue
        # A firm says where it sits; measures of the province or the whole country are for it too.
        if question.kind == "support" and (not own or same_or_within(region, own)):
            continue
        if own is None and same_or_within(
            main_region(document_text(item.document.id)) or "", region
        ):
            continue
        return False
    return True


def _fits_place(
    question: Question, candidate: Candidate, document_text: Callable[[str], str]
) -> bool:
    """A figure belongs to the place its own sentence names, and a national one to a sentence about the nation."""
    if question.kind not in ("figure", "when"):
        return True
    said = fold(candidate.text)
    if _NATIONAL.search(question.folded):
        for noun in (asked_noun(question), "全国" + asked_noun(question)):
            said = said.replace(noun, "")
        document = candidate.evidence.document
        local = document.region or main_region(document_text(document.id))
        return bool(re.search(r"全国|我国|中国|国家", said)) or not local
    named = {region.canonical for region in find_regions(candidate.text)}
    own = candidate.evidence.document.region
    return not named or all(
        (own is not None and same_or_within(own, region))
        or any(same_or_within(n, region) for n in named)
        for region in question.regions
    )


@lru_cache(maxsize=256)
def main_region(text: str) -> str | None:
    """Return the region that `text` names most often, for a document that does not say whose it is."""
    counts = Counter(region.canonical for region in find_regions(text))
    return counts.most_common(1)[0][0] if counts else None


def _fits_titles(question: Question, item: Evidence, document_text: Callable[[str], str]) -> bool:
    """Every document named in 《》 is named in the paragraph, above it, or where the document begins."""
    if not question.titles:
        return True
    opening = document_text(item.document.id)[:_OPENING]
    near = "".join(fold(f"{item.text}\n{context_text(item)}\n{opening}").split())
    return all("".join(fold(title).split()) in near for title in question.titles)


# A notice says within its first sentences what it is about.
_OPENING = 500
# Documents that come out every year: the one of another year is another document.
_SERIES = re.compile(
    r"((?:19|20)\d{2})年?度?的?((?:[\u4e00-\u9fa5]{0,4}政府)?工作报告|[\u4e00-\u9fa5]{0,8}公报|[\u4e00-\u9fa5]{0,4}预算报告|年鉴|年报|白皮书)"
)


def _fits_series(question: Question, item: Evidence) -> bool:
    """Of a document that comes out every year, the one of the year asked about, or a paragraph that speaks of it."""
    near = fold(f"{item.document.title}\n{item.text}")
    for year, name in _SERIES.findall(question.folded):
        dated = year in item.document.title or year == (item.document.published or "")[:4]
        if not (dated and name[-4:] in near) and f"{year}年{name}" not in near:
            return False
    return True


def _series_note(question: Question) -> str:
    named = _SERIES.search(question.folded)
    return f"材料中没有{named[0]}" if named else "没有找到相关内容"


def _fits_years(question: Question, candidate: Candidate) -> bool:
    """Every year asked about governs the sentence: named in it or above it, and no other year in its place."""
    if not question.years:
        return True
    item = candidate.evidence
    own, above, near = (
        _years(t) for t in (candidate.text, context_text(item), text_before(candidate))
    )
    for year in question.years:
        if year in own or _selects_document(question, year, item.document.title):
            continue
        if own or not (
            year in above
            or year in near
            or _relative(candidate.text, item.document.published, year)
        ):
            return False
    return True


def _years(text: str) -> set[str]:
    return set(_YEAR.findall(fold(text)))


def _fits_periods(question: Question, candidate: Candidate) -> bool:
    near = fold(f"{text_before(candidate)}{candidate.text}\n{context_text(candidate.evidence)}")
    own = fold(candidate.text)
    if any(plan in own for plan in _PLANS) and any(p in _PLANS for p in question.periods):
        return all(p in own for p in question.periods if p in _PLANS)
    return all(period in near for period in question.periods)


_PLANS = ("十一五", "十二五", "十三五", "十四五", "十五五", "十六五")


def _names_person(item: Evidence) -> bool:
    return bool(item.passage.speaker) or names_person(item.text)


# Of a numbered series each member is a thing of its own: the third batch is not the second.
_ORDINAL = re.compile(
    r"第([零一二三四五六七八九十百\d]+)个?(批|期|轮|届|次|条|款|类|阶段|梯队|章|编|版|档|等次|方阵)(?![件量])"
)


_NUMBERED = re.compile(r"[(第]?([零一二三四五六七八九十百\d]+)[)条、.]")


def _fits_ordinals(question: Question, candidate: Candidate) -> bool:
    """Every numbered member asked about is named in the paragraph or above it; 第3批 is 第三批."""
    asked = _ordinals(question.folded)
    if not asked:
        return True
    item = candidate.evidence
    # 第二条 may be what the source writes as 二、 or （二）.
    label = _NUMBERED.match(fold(item.passage.label or ""))
    named = f"{item.text}\n{context_text(item)}" + (f"\n第{label[1]}条" if label else "")
    return asked <= _ordinals(fold(named))


def _ordinals(text: str) -> set[tuple[object, str]]:
    return {(parse_numeral(match[1]), match[2]) for match in _ORDINAL.finditer(text)}


def _ordinal_note(question: Question) -> str:
    named = "、".join(m[0] for m in _ORDINAL.finditer(question.folded))
    return f"材料中没有提到{named}" if named else "没有找到相关内容"


def _fits_aspects(question: Question, candidate: Candidate) -> bool:
    if question.kind == "support":
        return True
    return all(
        aspect.stated.search(fold(candidate.text)) for aspect in asked_aspects(question.folded)
    )


def _selects_document(question: Question, year: str, title: str) -> bool:
    """Whether the year belongs to the name of the document (2003年政府工作报告), not to what is asked about."""
    asked, titled = question.folded.find(year), fold(title).find(year)
    if asked < 0 or titled < 0:
        return False
    pairs = zip(question.folded[asked:], fold(title)[titled:], strict=False)
    return len(list(takewhile(lambda pair: pair[0] == pair[1], pairs))) >= DOCUMENT_YEAR


def _relative(text: str, published: str | None, year: str) -> bool:
    if not published:
        return False
    written = int(published[:4])
    shifts = {"去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1}
    return any(word in text and written + shift == int(year) for word, shift in shifts.items())


def _fits_bodies(question: Question, item: Evidence) -> bool:
    """Every office or body asked about is named in the paragraph or above it, in full or in its usual short form."""
    near = fold(f"{item.text}\n{context_text(item)}")
    offices = _OFFICE.findall(question.folded)
    held = _OFFICE.findall(near)
    return all(office in held for office in offices) and all(
        _short_form(body, near) for body in _bodies(question)
    )


def _bodies(question: Question) -> tuple[str, ...]:
    return tuple(dict.fromkeys(match.group(1) for match in _BODY.finditer(question.folded)))


def _short_form(body: str, text: str) -> bool:
    """Whether the characters of `body` stand in `text` in order and close together: 科技厅 in 科学技术厅."""
    pattern = ".{0,5}?".join(map(re.escape, body))
    return re.search(pattern, text) is not None


def _body_note(question: Question) -> str:
    return (
        f"材料中没有{'、'.join(_bodies(question))}的相关内容"
        if _bodies(question)
        else "没有找到相关内容"
    )


def text_before(candidate: Candidate) -> str:
    """The text of the paragraph up to the sentence, whose year may still govern it."""
    return candidate.evidence.text[max(0, candidate.start - 400) : candidate.start]

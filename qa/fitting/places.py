"""The places a question asks about: whose a document and a sentence are, and what holds everywhere. Hard slots, see `slots`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from index.bodies import LEVELS
from index.fold import fold
from index.regions import Region, excepted_regions, find_regions, same_or_within
from qa.evidence.candidates import Candidate, context_text
from qa.question import Question
from qa.question.asked import asked_noun
from qa.question.coverage import PLACES
from qa.question.kinds import asks_figuratively
from qa.types import Evidence

# The place that a sentence is about stands first in it.
OPENING = 12
_NATIONAL = re.compile(
    r"(?<![占居列于])(?<!占[到了])(全国|我国)(?=总共|一共|总计|共|有|新[增建设认]|增加|范围|目前|现在|各地|的|多少|平均)"
)
# 全国重点实验室 is a kind of laboratory, 居全国前列 and 国家的战略 count nothing of the nation.
_OF_THE_NATION = re.compile(
    r"(?<![居占列])全国(?!重点|统一|示范|先进|性|人大|政协|[五十百]大|百强|前|第|首)|我国|中国|国家(?=累计|总|共|已)"
)
# 全省 asks for the sum of its places.
_SUM = re.compile(r"全([省市])(?!级)")


# What any sentence that tells where something is has: a place, or what leads to one.
_PLACED = re.compile(
    r"位于|坐落|地处|设在|[在于自至到从往赴向]|[省市县区州镇乡村路街号楼馆园站场院校厅局所港湾岛山河江湖海城国台组]"
)


def tells_place(text: str) -> bool:
    """Return whether a text may tell where something is, or whom to go to."""
    return bool(_PLACED.search(text) or find_regions(text))


_ASKS_PLACES = re.compile(rf"哪(?:些|个|几[个座]?|[两三四五][个座]){PLACES}")


def asks_places(question: Question) -> bool:
    """Return whether the names of places are asked for: 哪些城市."""
    asked = _ASKS_PLACES.search(question.folded)
    return asked is not None and not asks_figuratively(question.folded)


def names_places(question: Question, text: str) -> bool:
    """Return whether a text names any place, where the names of places are asked for; True where they are not."""
    return not asks_places(question) or bool(find_regions(text))


def region_note(question: Question, found: Iterable[Evidence] = ()) -> str:
    """Say which of the places asked about are missing; of several those that `found` names are not."""
    absent = question.regions
    if len(absent) > 1:
        named = {name for item in found for name in (*_named(item), item.document.region) if name}
        absent = tuple(r for r in absent if not any(same_or_within(name, r) for name in named))
        if not absent:
            return f"没有一段材料同时写到{'、'.join(question.regions)}"
    return (
        f"材料中没有{'、'.join(absent)}的相关内容"
        if absent
        else f"材料中没有{unknown[1]}的相关内容"
        if (unknown := _UNKNOWN.match(question.folded))
        else "没有找到相关内容"
    )


def fits_regions(question: Question, item: Evidence, document_text: Callable[[str], str]) -> bool:
    """Every region asked about is the document's own, or is spoken of in the paragraph or above it."""
    own = item.document.region
    if any(
        own and not same_or_within(region, own) and not same_or_within(own, region)
        for region in question.home
    ):
        # 注册在朝阳区，能拿海淀的奖励吗: of its own place people drop the 区.
        return bool(question.regions) or re.sub(r"[省市县区]$", "", own or "") in question.folded
    if not _names_unknown(question, item):
        return False
    if not question.regions:
        return True
    named = _named(item)
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
        # 省委 in a notice of its own: the document that is asked about by its title needs no place beside it.
        if own is None and any(f"《{title}》" in item.text for title in question.titles):
            continue
        return False
    return True


# 礁安市2024年…: a place that no list has is one all the same.
_UNKNOWN = re.compile(
    r"^(?:请问|想问下?)?([\u4e00-\u9fff]{2,4}?(?:(?<![全各本我])[省市]|县|自治州|自治县|镇|乡))(?=(?:19|20)\d{2}|[的去今上本前]|市本级|全[市县])"
)


def _names_unknown(question: Question, item: Evidence) -> bool:
    """Whether a place that opens the question and is on no list is named in the paragraph or above it."""
    opening = _UNKNOWN.match(question.folded)
    if opening is None or any(r.start < opening.end(1) for r in find_regions(question.folded)):
        return True
    return opening[1] in fold(f"{item.text}\n{context_text(item)}")


def holds_everywhere(question: Question, candidate: Candidate) -> bool:
    """Whether a sentence is a rule of the whole country, which holds in the place asked about as in any other.

    Not for figures, times and names: those of the country are not those of the place.
    """
    return (
        candidate.evidence.document.level == LEVELS[0]
        and question.kind in ("open", "list", "yesno")
        and not question.person
        and not find_regions(candidate.text)
        and not any(
            same_or_within(named, asked)
            for named in _named(candidate.evidence)
            for asked in question.regions
        )
    )


def _named(item: Evidence) -> set[str]:
    """The regions that are named in the paragraph or above it."""
    return {region.canonical for region in find_regions(f"{item.text}\n{context_text(item)}")}


_ISSUED = re.compile(r"[^，,。；;]*《[^》]*》[^，,。；;]{0,4}")


# 2024年，全省海洋生产总值达到…
_WIDER = re.compile(r"(?:^|[,，。;；])\s*(?:(?:19|20)\d{2}年[^,，。;；]{0,6}[,，]?\s*)?全[省国]")
_WHOLE = ("北京", "上海", "天津", "重庆")


def _of_a_wider_place(question: Question, sentence: str) -> bool:
    """Whether a figure is told of the province or the nation only, where that of a town or a county is asked for."""
    if question.kind != "figure" or not _WIDER.search(fold(sentence)):
        return False
    unknown = _UNKNOWN.match(question.folded)
    asked = [*question.regions, *([unknown[1]] if unknown else ())]
    towns = [name for name in asked if name[-1] in "市县区" and name[:2] not in _WHOLE]
    return bool(towns) and not any(name.rstrip("市县区") in sentence for name in towns)


def _left_out(question: Question, sentence: str, before: str) -> bool:
    """Whether the sentence leaves out the place asked about (除湖北省外), or is about the one that the question leaves out.

    各省（除湖北省外）……；大型企业减半征收: what a semicolon parts from it is said of the same places.
    """
    if not (question.regions or question.outside or question.home):
        return False  # the places of every sentence are not looked for where none is asked about
    if question.home and _left_out_home(question, sentence, before):
        return True
    excepted = {region.canonical for region in excepted_regions(f"{before}{sentence}")}
    if any(same_or_within(asked, name) for asked in question.regions for name in excepted):
        return True
    return any(
        region.canonical not in excepted and same_or_within(region.canonical, name)
        for name in question.outside
        for region in find_regions(sentence)
    )


def _left_out_home(question: Question, sentence: str, before: str) -> bool:
    """Whether the place where the asker sits is left out; of yes and no a sentence that says so itself may tell."""
    said = before if question.kind in ("yesno", "support") else f"{before}{sentence}"
    excepted = {region.canonical for region in excepted_regions(said)}
    return any(same_or_within(asked, name) for asked in question.home for name in excepted)


def _part_before(candidate: Candidate) -> str:
    """What semicolons part from a sentence before it, up to the last full stop."""
    before = candidate.evidence.text[: candidate.start].rstrip()
    return re.split(r"[。！？!?\n]", before)[-1] if before.endswith(("；", ";")) else ""


def fits_place(
    question: Question, candidate: Candidate, document_text: Callable[[str], str]
) -> bool:
    """A figure belongs to the place its own sentence names, and a national one to a sentence about the nation.

    What else is asked is not answered by a sentence that begins with another place.
    """
    if _left_out(question, candidate.text, _part_before(candidate)) or _of_a_wider_place(
        question, candidate.text
    ):
        return False
    if question.kind not in ("figure", "when"):
        opening = find_regions(candidate.text.lstrip()[:OPENING])
        first = next((r for r in opening if r.start == 0), None)
        return (
            first is None
            or not question.regions
            or any(
                same_or_within(first.canonical, asked) or same_or_within(asked, first.canonical)
                for asked in question.regions
            )
        )
    said = fold(candidate.text)
    if _NATIONAL.search(question.folded):
        for noun in (asked_noun(question), "全国" + asked_noun(question)):
            said = said.replace(noun, "")
        document = candidate.evidence.document
        local = document.region or main_region(document_text(document.id))
        return bool(_OF_THE_NATION.search(said)) or not local
    # 按照北京市《…》要求 says whose the document is, not where the figure belongs.
    said = _ISSUED.sub("", candidate.text)
    regions = find_regions(said)
    if _is_of_a_part(question, said, regions):
        return False
    named = {region.canonical for region in regions}
    own = candidate.evidence.document.region
    if question.regions and not named and own is None and _NATION_FIRST.search(fold(said)):
        return False
    return not named or all(
        (own is not None and same_or_within(own, region))
        or any(same_or_within(n, region) for n in named)
        for region in question.regions
    )


# 2021年，全国谷物单产……: the figure is the nation's; in 占全国四成 and 居全国首位 it is that of a place in it.
_NATION_FIRST = re.compile(
    r"(?:^|[,，。;；:：年月日底末])\s*(?:全国|我国)(?!性|首|第|领先|前|唯一|各地)"
)


def _is_of_a_part(question: Question, said: str, regions: Sequence[Region]) -> bool:
    """Whether a sum over a province or a city is asked for, and the sentence names but a place inside such a one."""
    match = _SUM.search(question.folded)
    if match is None or question.regions or match[0] in said or f"我{match[1]}" in said:
        return False
    if match[1] == "省":
        return any(r.canonical != r.province for r in regions)
    return any(r.canonical[-1] in "县区镇" for r in regions)


_ALL_PLACES = re.compile(
    r"(?:各省[、，,]\s*(?:各)?自治区[、，,]\s*(?:各)?直辖市[^：:。]{0,40}?)?新疆生产建设兵团"
)


@lru_cache(maxsize=256)
def main_region(text: str) -> str | None:
    """Return the region that `text` names most often, for a document that does not say whose it is; of 浙江省杭州市 the narrower."""
    # Who writes to all provinces and to the 新疆生产建设兵团 writes of none of them.
    regions = find_regions(_ALL_PLACES.sub("", text))
    counts = Counter(region.canonical for region in regions)
    most = max(counts.values(), default=0)
    top = [region for region, count in counts.items() if count == most]
    inner = (r for r in top if not any(o != r and same_or_within(o, r) for o in top))
    return next(inner, None)

"""What a question calls by name or number, and an answer must hold: documents, members of a series, people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from index.fold import fold
from index.numerals import parse_numeral
from index.splitter.names import OFFICES, SURNAMES, is_name
from qa.evidence.candidates import Candidate, context_text
from qa.evidence.times import text_before
from qa.lexicon.bigrams import bigrams
from qa.question import Question
from qa.question.asked import named_by
from qa.question.document_facts import NUMBER, plain
from qa.question.persons import asks_name, names_person
from qa.types import Evidence


def title_note(question: Question) -> str:
    return (
        f"材料中没有《{'》《'.join(question.titles)}》" if question.titles else "没有找到相关内容"
    )


def fits_titles(question: Question, item: Evidence, document_text: Callable[[str], str]) -> bool:
    """Every document named in 《》 is named in the paragraph, above it, or where the document begins."""
    if not question.titles:
        return True
    opening = document_text(item.document.id)[:_OPENING]
    near = "".join(fold(f"{item.text}\n{context_text(item)}\n{opening}").split())
    named = [bigrams(title) for title in _TITLE.findall(near)]
    for title in question.titles:
        pairs = bigrams(title)
        # A word more or less, and it is the same document still.
        alike = any(same_title(pairs, other) for other in named)
        if not alike and "".join(fold(title).split()) not in near:
            return False
    return True


def same_title(pairs: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether two titles, as bigrams, name one document: a word more or less, and it is the same still."""
    return len(pairs & other) >= _SAME_TITLE * len(pairs | other)


_TITLE = re.compile(r"《([^》]{6,80})》")
_SAME_TITLE = 0.75
# A notice says within its first sentences what it is about.
_OPENING = 500


def fits_numbers(question: Question, item: Evidence) -> bool:
    """Every document that is named by its number is that of the paragraph, or named in it: 国办发〔2019〕3号 is not 国发〔2019〕3号."""
    near = plain(f"{item.text}\n{item.document.number or ''}\n{item.document.title}")
    for number in _numbers(question):
        at = near.find(number)
        if at < 0 or near[at - 1 : at] in ("国", "办"):
            return False
    return True


def _numbers(question: Question) -> tuple[str, ...]:
    found = NUMBER.findall(question.folded)
    return tuple(plain(_LEAD.sub("", number)) for number in found)


# Words before a number that are none of it: 根据国办发〔2019〕3号, 请问国发〔2019〕3号.
_LEAD = re.compile(r"^(?:请问|根据|按照|依据|关于|文件|的)+")


def number_note(question: Question) -> str:
    named = NUMBER.findall(question.folded)
    return (
        f"材料中没有{'、'.join(_LEAD.sub('', n) for n in named)}" if named else "没有找到相关内容"
    )


# Documents that come out every year: the one of another year is another document.
_SERIES = re.compile(
    r"((?:19|20)\d{2})年?度?的?((?:[\u4e00-\u9fa5]{0,4}政府)?工作报告|[\u4e00-\u9fa5]{0,8}公报|[\u4e00-\u9fa5]{0,4}预算报告|年鉴|年报(?![名到考送销价告])|白皮书)"
)


def fits_series(question: Question, item: Evidence) -> bool:
    """Of a document that comes out every year, the one of the year asked about, or a paragraph that speaks of it."""
    near = fold(f"{item.document.title}\n{item.text}")
    for year, name in _SERIES.findall(question.folded):
        dated = year in item.document.title or year == (item.document.published or "")[:4]
        if not (dated and name[-4:] in near) and f"{year}年{name}" not in near:
            return False
    return True


def series_note(question: Question) -> str:
    named = _SERIES.search(question.folded)
    return f"材料中没有{named[0]}" if named else "没有找到相关内容"


def fits_person(question: Question, item: Evidence) -> bool:
    """Return whether somebody is named, where somebody's name is asked for."""
    if not asks_name(question.folded):
        return True
    return bool(item.passage.speaker) or names_person(item.text)


# Who is asked about stands first, before what is asked of him.
_WHOSE = re.compile(
    rf"(?:请问|想问|那么|关于)?(?P<name>[{SURNAMES}][\u4e00-\u9fff]{{1,2}}?)"
    r"(?=的|是|在|于|什么|何|哪|怎|为什么|说|表示|担任|出生|生于|逝世|去世|毕业|获|被)"
)


# What a text says of a person: 公司 and 广东 begin like names too.
_OF_A_PERSON = r"(?:\([^)]{0,30}\))?(?:同志|先生|女士|出生|生于|毕业于|逝世|去世|病逝|曾任|历任|担任|[,，](?:男|女|字|号|汉族|[^,，。]{0,8}[人家][,，。]))"


def named_person(question: Question, near: Iterable[str]) -> str:
    """Return the name that the question begins with, where one of the texts `near` speaks of a person of that name; else ""."""
    match = _WHOSE.match(question.folded)
    if match is None or not is_name(match["name"]):
        return ""
    person = re.compile(rf"(?:{OFFICES}){match['name']}|{match['name']}{_OF_A_PERSON}")
    return match["name"] if any(person.search(fold(text)) for text in near) else ""


_NUMERAL = r"[零一二三四五六七八九十百\d]+"
# Of a numbered series each member is a thing of its own: the third batch is not the second.
_ORDINAL = re.compile(
    rf"第({_NUMERAL})个?(批|期|轮|届|次|条|款|类|阶段|梯队|章|编|版|档|等次|方阵|棒|艘|颗|座|站)(?![件量])"
)


# Who does a thing for the first time asks about no series; a first meeting is one of several.
_EVER = re.compile(r"第一次(?!全|会|大|普|常|代表|修|通报|集中)")
_FIRST = re.compile(r"[首头]个?(批|期|轮|届|棒|艘|颗|座|站)")  # 首批 is 第一批
_NUMBERED = re.compile(rf"[(第]?({_NUMERAL})[)条、.]")


def fits_ordinals(question: Question, candidate: Candidate) -> bool:
    """Every numbered member asked about is named in the paragraph or above it; 第3批 is 第三批."""
    asked = _ordinals(question.folded)
    if not asked:
        return True
    item = candidate.evidence
    # 第二条 may be what the source writes as 二、 or （二）.
    label = _NUMBERED.match(fold(item.passage.label or ""))
    named = f"{item.text}\n{context_text(item)}" + (f"\n第{label[1]}条" if label else "")
    named = fold(named)
    # Who bore the torch second is no answer to who bore it first, whatever the paragraph says of the first.
    own = _ordinals(_FIRST.sub(r"第一\1", fold(candidate.text)))
    other = {m for _, m in own - asked} - {m for _, m in own & asked} - set("条款项章节编")
    return other.isdisjoint(m for _, m in asked) and asked <= _ordinals(
        _FIRST.sub(r"第一\1", named)
    ) | _classes(named)


# 二类医疗器械, 一、二类新药: a class goes without its 第; 分为三类 counts them.
_CLASS = re.compile(
    r"(?<![\u4e00-\u9fff])(?:[一二三四五六]、)*[一二三四五六]类(?=[\u4e00-\u9fff])|(?<=[和及对])[一二三四五六]类(?=[\u4e00-\u9fff])"
)


def _classes(text: str) -> set[tuple[object, str]]:
    named = "".join(m[0] for m in _CLASS.finditer(text))
    return {(parse_numeral(n), "类") for n in re.findall(r"[一二三四五六]", named)}


def _ordinals(text: str) -> set[tuple[object, str]]:
    text = _EVER.sub("", text)
    return {(parse_numeral(match[1]), match[2]) for match in _ORDINAL.finditer(text)}


def ordinal_note(question: Question) -> str:
    named = "、".join(m[0] for m in _ORDINAL.finditer(question.folded))
    return f"材料中没有提到{named}" if named else "没有找到相关内容"


# Which in a row something is: 全国第几, 第几批, 排名第几. 位居前列 and 最多 tell a rank too.
_WHICH = re.compile(
    r"第几(?P<what>个?(?:批|期|轮|届|次|条|款|类|章|节|编|版|号|代|季|站|场|集|页|天|年))?"
)
_RANK = re.compile(
    rf"第\s*{_NUMERAL}|首[位个家批次]|[榜之魁]首|前[列茅三五十\d]|领[先跑]|[冠亚季]军|[名位]列|[位跃]居|排名?|最|唯一"
)


# 区域创新能力全国第几, 产量在全省排第几: what is ranked stands before.
_AMONG = re.compile(
    r"(?:在|居|位居|位列|排名?|排在|占|是|处于|全[国省市县球]|世界|国内|全球)+(?:的?(?:排名|位次|名次)(?:是|为)?)?$"
)
_SURE, _HALF = 0.5, 0.5


def tells_rank(question: Question, candidate: Candidate) -> bool:
    """Return whether a sentence tells which in a row something is, where that is asked: 第几 alone asks for a rank, 第几批 for a batch."""
    asked = _WHICH.search(question.folded)
    if asked is None:
        return True
    said = fold(f"{candidate.text}\n{candidate.evidence.passage.label or ''}")
    if not asked["what"]:
        subject = _AMONG.sub("", question.folded[: asked.start()].split(",")[-1])
        near = f"{said}\n{fold(text_before(candidate)[-80:])}"
        named = named_by(subject, near) >= _HALF and subject[-2:] in near
        sure = (candidate.chance or 0.0) >= _SURE or named
        return bool(_RANK.search(said)) and sure
    what = asked["what"].removeprefix("个")
    return bool(re.search(rf"第\s*{_NUMERAL}个?{what}|首个?{what}|[头末]{what}", said))


_QUOTED = re.compile(r"[“\"「『]([^“”\"「」『』]{3,16})[”\"」』]")


def _quoted_term(question: Question) -> str:
    if not question.defines:
        return ""
    match = _QUOTED.search(question.folded)
    return match[1] if match else ""


def holds_quoted_term(question: Question, candidate: Candidate) -> bool:
    """Return whether the paragraph or what stands above it speaks of the term in quotation marks whose meaning is asked for."""
    pairs = bigrams(_quoted_term(question))
    return pairs <= bigrams(f"{candidate.evidence.text}\n{context_text(candidate.evidence)}")


def quoted_note(question: Question) -> str:
    term = _quoted_term(question)
    return f"材料中没有提到“{term}”" if term else "没有找到相关内容"


_ASKS_WHICH = re.compile(
    r"(?:标准|门槛|界定|范围|条件)(?:是|有|为)?(?:什么|啥|哪些|多少|怎么)|(?:什么样|怎样|哪种|哪类|多大|符合什么|达到什么)[^,，。?？]{0,10}?(?:才|能|可以)?(?:算|属于|叫|称为|是|认定为)|怎么(?:才)?算"
)
# 固定资产投资在1亿元以上的项目为重大产业项目.
_COUNTS_AS = re.compile(
    r"的[^,，。;；]{0,20}?(?:均?为|属于|视为|认定为|称为)(?P<term>[\u4e00-\u9fff]{4,14})[。;；]?\s*$"
)


def counts_as(question: Question, text: str) -> bool:
    """Return whether a sentence says which things count as what the question wants delimited: ……的项目为重大产业项目."""
    match = _COUNTS_AS.search(fold(text)) if _ASKS_WHICH.search(question.folded) else None
    return match is not None and match["term"] in question.folded

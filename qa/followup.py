"""Follow-up questions: rewritten with the history so that they can be understood, and searched, alone.

Deterministic: a small set of shapes that people use (那东莞呢？ 是谁说的？ 分别是哪些？ 那2024年呢？ 他还说了什么？).
A question that stands on its own is returned unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.fold import fold
from index.regions import find_regions
from qa.types import Turn

_ELLIPTIC = re.compile(r"^(?:那|那么|那你说|还有|再问一下|再问|换成|换|如果是|要是)?[,，]?(?P<what>.{1,24}?)(?:呢|又?(?:是|有)?多少呢?|怎么样|如何|怎么说)[?？。]*$")
_WHO = re.compile(r"^(?:那|这|这话|这个|这句话|上面|以上|刚才)?(?:些|段)?(?:话|数字|数据|内容)?(?:都)?(?:是|由)?(?:谁|哪位|哪个部门|哪个单位)(?:说|讲|提|介绍|负责|发布|公布|牵头|管)?(?:出|到)?(?:的)?(?:呢)?[?？。]*$")
_DETAIL = re.compile(r"^(?:那|那么)?(?:它们|他们|这些|这几个|这|具体|分别|都|各)*(?:又)?(?:是|有|包括|指)*(?:哪些|哪几个|什么|哪几项|哪几家|哪里)(?:呢|方面|内容|地方|产业|领域|措施)?[?？。]*$|^(?:具体|详细|展开)(?:呢|说说|讲讲|是什么|一点)*[?？。]*$")
_PRONOUN = re.compile(r"^(?:那|那么)?(?P<who>他们?|她们?|它们?|这个|该|此|这些|这项|这家|这位)")
_CONTINUES = re.compile(r"^(?:那么?|另外|还有|此外|而且|其中|它的|其|同时)")
_YEAR = re.compile(r"(?:19|20)\d{2}年?|[去今前明]年|[“”']?十[一二三四五六]五[“”']?(?:期间|时期)?|上半年|下半年|[一二三四]季度")
_MARKER = re.compile(r"\[\d+\]")
_NAMED = re.compile(r"[\u4e00-\u9fa5]{2,20}?(?:厅长|局长|主任|部长|市长|省长|县长|书记|处长|司长|巡视员|负责人)[\u4e00-\u9fa5]{2,4}?(?=表示|介绍|说|指出|[:：，,])")
_QUESTION_TAIL = re.compile(r"[?？。！!\s]+$")
_ASKING = re.compile(r"(占|是|有)?(多大|多高)(的?(比例|比重|份额))?|(是|有|为|达到?|占)?(多少|几)[\u4e00-\u9fa5]{0,3}|是?什么|是?哪些|有?哪些|吗|呢|是谁说的|谁说的")


def rewrite(question: str, history: Sequence[Turn]) -> str:
    """Return `question` as one that needs no history; unchanged when it already stands alone or there is none."""
    if not history:
        return question
    last = history[-1]
    asked, folded = _QUESTION_TAIL.sub("", last.question), fold(question.strip())
    if _WHO.match(folded):
        return f"{_topic(asked)}，{_QUESTION_TAIL.sub('', question.strip())}？"
    if _DETAIL.match(folded):
        return f"{_topic(asked)}，{_counted(last.answer, asked)}{_QUESTION_TAIL.sub('', question.strip())}？"
    elliptic = _ELLIPTIC.match(folded)
    if elliptic and len(folded) <= 30 and not _has_predicate(elliptic["what"]):
        what = question.strip()[elliptic.start("what") : elliptic.end("what")]
        return f"{_replace(asked, what)}？"
    pronoun = _PRONOUN.match(folded)
    if pronoun:
        named = _NAMED.search(last.answer) if pronoun["who"][0] in "他她" or pronoun["who"] == "这位" else None
        subject = named.group(0) if named else _topic(asked)
        return f"{subject}{question.strip()[pronoun.end():]}"
    if _CONTINUES.match(folded):
        return f"{_topic(asked)}，{question.strip()}"
    return question


def _has_predicate(what: str) -> bool:
    """Whether the elliptic part is a question of its own (那补贴标准是怎么定的呢)."""
    return bool(re.search(r"是|有|怎么|如何|哪|什么|谁|多少", what)) and len(what) > 6


def _topic(asked: str) -> str:
    """The previous question without its asking words: what it was about."""
    return _ASKING.sub("", asked).strip("，,的 ") or asked


def _counted(answer: str, asked: str) -> str:
    """The counted thing of the previous answer (10个万亿元级产业集群), so that its enumeration can be found."""
    answer = _MARKER.sub("", answer)
    if len(answer) > 60:
        return ""
    return f"{answer.rstrip('。')}，" if answer and answer not in asked else ""


def _replace(asked: str, what: str) -> str:
    """Put `what` in the place of its like: a region for the region, a year for the year, a thing for the thing."""
    for find in (_regions, _years):
        new, old = find(what), find(asked)
        if new:
            if old:
                return asked[: old[0][0]] + what + asked[old[0][1] :]
            return f"{what}{asked}"
    return _replace_thing(asked, what)


def _regions(text: str) -> list[tuple[int, int]]:
    return [(region.start, region.end) for region in find_regions(text)]


def _years(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _YEAR.finditer(text)]


def _replace_thing(asked: str, what: str) -> str:
    """Replace the stretch of the question that ends like `what` (省重点实验室 for 全国重点实验室)."""
    for length in range(len(what), 1, -1):
        tail = what[-length:]
        position = asked.find(tail)
        if position >= 0:
            start = position
            while start > 0 and position - start < len(what) - length + 2 and _joins(asked[start - 1]):
                start -= 1
            return asked[:start] + what + asked[position + length :]
    asking = _ASKING.search(asked)
    if asking:
        return f"{what}{asked[asking.start():]}（{asked[:asking.start()].strip('，,的')}）"
    return f"{what}，{asked}"


def _joins(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fa5" and character not in "的有是了在和与及建成达个家项省市"

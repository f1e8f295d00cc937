"""A question as a table is asked it: which of its characters must be found there, which years and acts it names. Pure."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from index.fold import fold
from qa.lexicon.bigrams import bigrams
from qa.question import Question
from qa.question.coverage import CATEGORY, SOFT
from qa.question.spoken import Spoken, spoken_in
from qa.tables.cells import named_in

Places = frozenset[int]

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*(?:年度?|级|届|学年)?(?![\d.万亿元人家])")
_RELATIVE = {"今年": 0, "本年度": 0, "本年": 0, "去年": -1, "上年度": -1, "上一年": -1, "上年": -1, "前年": -2, "明年": 1}  # fmt: skip
_WORD_YEAR = re.compile("|".join(_RELATIVE))
_COMPARED = re.compile(r"(?:比|较|同|相比|对比)(?:起|于)?$")
# How often, for whom, and what a question is wrapped in: a table says it in a head or in a unit, or not at all.
_ASIDE = re.compile(
    r"每(?:个?月|年|学[年期]|人|户|家|次|天|日|亩|平方?米?|平米)|一(?:个月|年|学[年期]|次|人|户|家|台|辆|套|件|头|只|间|座|亩|块)|每|减产|增产|歉收|一共|总共|加起来|合起来|相加|之和|总和|合计|"
    r"最(?:新|近|多|少|高|低|大|小|便宜|贵|长|短|早|晚|快|慢|好|强|差)|更(?:多|少|高|低|大|小|便宜|贵|长|短|早|晚)|"
    r"[找问](?:谁|哪|什么)|联系|咨询|打听|什么时候|何时|哪天|几[月号日]|"
    r"几(?:个|名|位|家|项|户|所|台|辆|间|处)人?|多少钱|花[了费]|钱|(?:哪一?[个边项家种年月季]|谁|哪里)[^,，。;；?？多少高低大小贵]{0,3}(?:更|比较|要|会|最)?(?:便宜|[多少高低大小贵长短早晚快慢强弱])|(?:便宜|[多少高低贵])(?:多少|几)|便宜|同样|都是|这一?[档类种级个]|幅度|规定|标准|情况|所有|全部|对应|表格?|请问|一下|的话|起来|分别|各自|各|还是|相比|比较|相差|差多少|差几|比"
)
_DIGITS = re.compile(
    r"\d[\d,.]*(?:(?:[百千万亿]|[a-z]{1,3}|[\u4e00-\u9fff]){0,4}?(?:以上|以下|以内|及以上)"
    r"|[百千万亿]?(?:马力|平方米|平米|公斤|千克|公里|千瓦|[吨升米斤万元岁人亩家]))?"
)
# A verb of one character says what everybody does with the thing: 招几个, 补多少, 在哪办.
_VERBS = frozenset(
    "招补办报给买租住交收拿领奖发花要需占找问打用建拨贴批评设订降升涨跌减增开关算能享"
)
# In which place one works is said of a person, and no table of subsidies says it: 在县里工作, 到市区上班.
_WHERE_ONE_IS = re.compile(
    r"[在到去来][^,，。;；?？在到]{1,8}?(上班|工作|务工|就业|任职|干活|打工|居住|住)(?![^,，。;；]?[补奖])"
)
_RUNS = re.compile(r"[^\0]{3,12}")
_SEX = re.compile(r"([男女])(?:[生性子方士]|(?=[的?？,，]|$))")
_CONNECTS = re.compile(r"[和与、及跟比,，;；?？]|还是|以及")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableQuestion:
    """`says` are the places of what a question is about, `must` those of them that a table has to hold.

    `years` are those it names, `relative` says that by 今年 or 去年; `spoken` are its everyday words.
    """

    question: Question
    folded: str
    says: Places
    must: Places
    years: tuple[str, ...]
    relative: bool
    spoken: tuple[Spoken, ...]

    def held(self, texts: Iterable[str]) -> Places:
        """Return the places of which `texts`, each by itself, hold two characters in a row or what is written for a word."""
        found: set[int] = set()
        for text in texts:
            pairs = bigrams(text)
            if "(" in fold(text):  # 首台套 names 首台（套）
                pairs |= bigrams(re.sub(r"[()]", "", fold(text)))
            for i in range(len(self.folded) - 1):
                if self.folded[i : i + 2] in pairs and (i in self.says or i + 1 in self.says):
                    found |= {i, i + 1}
            if text.strip() in ("男", "女"):  # 女生 names the row that says no more than 女
                found |= {
                    i
                    for match in _SEX.finditer(self.folded)
                    if match[1] == text.strip()
                    for i in range(*match.span())
                }
            whole = fold(text)
            for word in self.spoken:
                if any(written in whole for written in word.written):
                    found |= set(range(word.start, word.end))
        return frozenset(found) & self.says

    def in_short(self, texts: Iterable[str]) -> Places:
        """Return the places of a name that a text begins with in full: 科技支出 of 科学技术支出."""
        found: set[int] = set()
        for run in _RUNS.finditer(
            "".join(c if i in self.must else "\0" for i, c in enumerate(self.folded))
        ):
            pattern = re.compile(r"[\u4e00-\u9fff]{0,6}?".join(map(re.escape, run[0])))
            if any(pattern.match(fold(named_in(text))) for text in texts):
                found |= set(range(*run.span()))
        return frozenset(found)

    def accounts(self, held: Places, context: str) -> bool:
        """Whether all that must be held is: but for verbs of one character, and characters that stand alone in `context`."""
        folded, run = fold(context), list[int]()
        for i in (*sorted(self.must - held), -1):
            if run and i != run[-1] + 1:
                if len(run) > 1 and not self._in_order(run, folded):
                    return False
                if len(run) == 1 and not self._small(run[0], folded):
                    return False
                run = []
            run.append(i)
        return True

    def _small(self, at: int, context: str) -> bool:
        # What counts a thing: 数 of 目标数.
        counts = self.folded[at] in "数量额" and at - 1 in self.says
        return counts or self.folded[at] in _VERBS or self.folded[at] in context

    def _in_order(self, run: list[int], context: str) -> bool:
        """Whether a run is a short form: 师大 of 师范大学, with what stands before it."""
        first = run[0]
        if len(run) == 2 and re.search(
            r"[\u4e00-\u9fff]?".join(re.escape(self.folded[i]) for i in run), context
        ):
            return True  # 四驱 of 四轮驱动
        word = self.folded[max(0, first - 1) : run[-1] + 1]
        pattern = ".{0,4}?".join(map(re.escape, word))
        return len(word) >= 3 and first - 1 in self.says and bool(re.search(pattern, context))

    def apart(self, sets: Iterable[Places]) -> bool:
        """Whether the question joins what it names: 东湖区和南浦区, not 市级重点实验室. What all have in common joins nothing."""
        groups = [*sets]
        common = frozenset.intersection(*groups) if groups else frozenset()
        if not all(group - common for group in groups):
            return False
        ordered = sorted((group - common for group in groups), key=min)
        return all(
            max(a) < min(b) and _CONNECTS.search(self.folded[max(a) + 1 : min(b)])
            for a, b in itertools.pairwise(ordered)
        )


def ask(question: Question, today: date) -> TableQuestion:
    """Return the question as tables are asked it; 去年 is that of `today`."""
    folded = question.folded
    says = {i for i, on in enumerate(question.content) if on}
    years: list[str] = []
    for match in _YEAR.finditer(folded):
        years.append(match[1])
        says -= set(range(*match.span()))
    relative = False
    compared: set[int] = set()
    for match in _WORD_YEAR.finditer(folded):
        if _COMPARED.search(folded, 0, match.start()):
            compared |= set(range(*match.span()))  # 比上年增长 asks for no year
            continue
        years.append(str(today.year + _RELATIVE[match[0]]))
        relative = True
        says -= set(range(*match.span()))
    must = says - compared
    for match in _WHERE_ONE_IS.finditer(folded):
        must -= set(range(*match.span(1)))
    for pattern in (_ASIDE, SOFT, CATEGORY, _DIGITS):
        for match in pattern.finditer(folded):
            if pattern is not _DIGITS or not _named(folded, match.end()):
                must -= set(range(*match.span()))
    return TableQuestion(
        question=question,
        folded=folded,
        says=frozenset(says),
        must=frozenset(must),
        years=tuple(dict.fromkeys(years)),
        relative=relative,
        spoken=spoken_in(folded),
    )


def _named(folded: str, end: int) -> bool:
    """Whether a number is part of a name: 2号线, 985高校."""
    return end < len(folded) and folded[end] in "号类级批档期"


def maximal(sets: dict[int, Places]) -> dict[int, Places]:
    """Return those of the sets that are no proper part of another; one character names nothing."""
    return {
        at: own
        for at, own in sets.items()
        if len(own) > 1 and not any(own < other for other in sets.values())
    }

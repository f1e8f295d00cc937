"""One measure in two years set against each other: 哪年高, 差多少, 怎么变的. Each year is asked by itself, no source need name both."""

from __future__ import annotations

import re

from index.fold import fold

AND = r"\s*(?:[、，,和与及跟]|以及)\s*"
YEAR = r"(?:19|20)\d{2}年?(?:上半年|下半年|第?[一二三四1-4]季度)?"
ONE_YEAR = re.compile(r"((?:19|20)\d{2})年?(上半年|下半年|第?[一二三四1-4]季度)?")

# What is told by a number: of 法院工作 nobody knows what it was in a year.
MEASURED = re.compile(
    r"[\u4e00-\u9fff](?:人数|数量|数额|总[数量额值]|[数量额率费价]|金额|资金|奖金|工资|比重|比例|占比|满?分数?线?|[产市总]?值|收入|支出|计划|规模|名额|标准|面积|人口|就业|gdp|水平|时长|期限|年限|[增涨降]幅|增速|增长)$"
)

MORE = r"(?:更|要|比较|最)?(?:高|大|多|快|低|少|强|长|小|慢)(?:一些|一点|些|点)?(?:了|呢|啊)?[?？]?"
WHICH = r"(?:谁|哪一?个|哪边|哪里|哪年|哪一年|哪座城市|哪个[省市县区])"
# 2011年的目标和2010年的实际涨幅比，哪个高: of each its own.
_SIDES = re.compile(
    rf"(?P<head>[^,，?？]*?)(?P<one>(?:19|20)\d{{2}}年(?P<what>[^,，?？和与跟同]{{0,16}}))(?:和|与|跟|同)(?P<other>(?:19|20)\d{{2}}年(?P<second>[^,，?？]{{2,16}}?))"
    rf"(?:相比较?|比较|对比|比起来|比)?[,，]?\s*{WHICH}的?{MORE}"
)
_COMMON = 2  # characters that two sides must share to be measured by one thing


# 城镇新增就业2019和2020哪年多: what is compared stands before the years.
_WHICH_YEAR = re.compile(
    rf"(?P<what>[^,，?？\d]{{2,16}}?)(?P<years>{YEAR}(?:{AND}{YEAR})+)(?:相比较?|比较|对比|比)?[,，]?哪一?年的?{MORE}"
)


# 从2015年到2016年怎么变的, 2019年和2020年相比有什么变化: what it was in each of the two.
_CHANGED = re.compile(
    r"(?P<head>[^,，?？]*?)(?:从|由)?(?P<one>(?:19|20)\d{2})年(?:的?(?P<mine>[^,，?？\d]{0,16}?))(?:到|至|和|与|跟|同)(?P<other>(?:19|20)\d{2}年)(?:相比较?|比较|对比|比)?[,，]?"
    r"(?P<tail>[^,，?？\d]{0,16}?)[,，]?(?:(?:是|又)?(?:怎么|怎样|如何)(?:变化?|调整)(?:的|了)?|(?:有了?|发生了?)(?:什么|哪些|啥|多大|怎样的)(?:变化|调整|变动))(?:吗|呢)?[?？]?"
)


def _of_years(what: str, *years: str) -> tuple[str, ...]:
    """Return the question how much it was in each of the years."""
    return tuple(f"{year}年{what}是多少？" for year in years)


def set_against(question: str) -> tuple[str, ...]:
    """Return the question of each year, or of each thing, that `question` sets against another, empty where it sets none."""
    return (
        _changed(question)
        or _two_years(question)
        or _which_year(question)
        or _sides(question)
        or _two_things(question)
    )


# 省重点实验室比全国重点实验室多多少家: two of one kind, each with a number of its own.
_THAN_ANOTHER = re.compile(
    r"(?P<one>[\u4e00-\u9fff]{3,14}?)(?:的?(?:数量|总数))?比(?P<other>[\u4e00-\u9fff]{3,14}?)(?:的?(?:数量|总数))?[多少]出?了?(?:多少|几)(?P<unit>[家个户名位所座项])[?？]?"
)


def _two_things(question: str) -> tuple[str, ...]:
    match = _THAN_ANOTHER.fullmatch(fold(question).strip())
    if match is None or match["one"][-2:] != match["other"][-2:] or match["one"] == match["other"]:
        return ()
    return tuple(f"{match[name]}有多少{match['unit']}？" for name in ("one", "other"))


def _changed(question: str) -> tuple[str, ...]:
    match = _CHANGED.fullmatch(fold(question))
    if match is None or match["one"] == match["other"][:4]:
        return ()
    what = "".join((match["head"], match["mine"] or "", match["tail"])).strip("的，,")
    if not MEASURED.search(what):
        return ()
    return _of_years(what, match["one"], match["other"][:4])


# 2021年和2020年的新增就业差多少, 2021年的赤字率高还是2022年的高, 2021年新增就业和2020年比哪年多: the figure of each.
_TWO = (
    re.compile(
        r"(?P<head>[^,，?？\d]*?)(?P<one>(?:19|20)\d{2})年?的?(?P<mine>[^,，?？\d]{0,16}?)(?:和|与|跟|同|到|至)(?P<other>(?:19|20)\d{2})年?的?(?P<theirs>[^,，?？\d]{0,16}?)"
        r"(?:相比较?|比较|比起来|比|之间)?[,，]?(?:相差|差距|差[了额值]?|[差高低多少]出?)(?:是|有|为)?了?(?:多[少大]|几)[^,，?？]{0,6}[?？]?"
    ),
    re.compile(
        r"(?P<head>)(?P<one>(?:19|20)\d{2})年?的?(?P<mine>[^,，?？\d]{2,16}?)(?P<more>[高低多少大小快慢])(?:一?些|点)?,?还是(?P<other>(?:19|20)\d{2})年?的?(?P<theirs>[^,，?？\d]{0,16}?)(?P=more)(?:一?些|点)?[?？]?"
    ),
    re.compile(
        rf"(?P<head>)(?P<one>(?:19|20)\d{{2}})年?的?(?P<mine>[^,，?？\d]{{2,16}}?)(?:和|与|跟|同)(?P<other>(?:19|20)\d{{2}})年?(?P<theirs>)(?:相比较?|比较|对比|比起来|比)[,，]?{WHICH}的?{MORE}"
    ),
)


def _two_years(question: str) -> tuple[str, ...]:
    folded = fold(question).strip()
    match = next((m for pattern in _TWO if (m := pattern.fullmatch(folded))), None)
    if match is None or match["one"] == match["other"]:
        return ()
    what = match["mine"] or match["theirs"] or match["head"]
    what = re.sub(r"^相比较?", "", what).strip("的，,")
    if len(what) < 2:
        return ()
    return _of_years(what, match["one"], match["other"])


def _which_year(question: str) -> tuple[str, ...]:
    told = _WHICH_YEAR.fullmatch(fold(question))
    if told is None:
        return ()
    return _of_years(told["what"], *(m[1] for m in ONE_YEAR.finditer(told["years"])))


def _sides(question: str) -> tuple[str, ...]:
    match = _SIDES.fullmatch(fold(question))
    if match is None:
        return ()
    head = match["head"].rstrip("的")
    first, second = re.sub(r"^的", "", match["what"]), re.sub(r"^的", "", match["second"])
    if not first:  # 2021年和2022年增速哪个高
        return tuple(
            f"{head}{year}年{second}是多少？" for year in (match["one"][:4], match["other"][:4])
        )
    shared = _shared(first, second)
    if len(shared) >= _COMMON and not head:
        # 物价涨幅目标, 实际涨幅: both are of 物价.
        whose = re.split(r"的", first[: first.find(shared)])[-1]
        second = second if whose in second else second.replace(shared, whose + shared, 1)
    return (
        f"{head}{match['one'][:5]}{first}是多少？",
        f"{head}{match['other'][:5]}{second}是多少？",
    )


def _shared(a: str, b: str) -> str:
    """The longest string that stands in both."""
    found = (a[i:j] for i in range(len(a)) for j in range(i + 1, len(a) + 1) if a[i:j] in b)
    return max(found, key=len, default="")


# 2022年的赤字率比2021年低几个百分点: a source may tell the change itself, so that it is asked as it stands first.
_THAN = re.compile(
    r"(?P<one>(?:19|20)\d{2})年?的?(?P<what>[^,，?？\d]{2,16}?)(?:比|较|相比于?|相较于?)(?P<other>(?:19|20)\d{2})年?的?(?:同期)?(?P=what)?"
    r"(?:[高低多少快慢]出?|增[加长]|提高|下降|减少|降低|上升)了?(?:多[少大]|几)[^,，?？]{0,6}[?？]?"
)


def against_base(question: str) -> tuple[str, ...]:
    """Return the question of each of the two years of which `question` asks the difference; empty where it asks none."""
    match = _THAN.fullmatch(fold(question).strip())
    if match is None or match["one"] == match["other"]:
        return ()
    return _of_years(match["what"], match["one"], match["other"])

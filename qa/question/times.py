"""Which years a text names, and what a question tells of the asker's own case. Pure.

电梯2022年就竣工了, 合同到2026年3月就满了: such times are not asked about. The rule that answers speaks of 2023年以前, or of no year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from qa.lexicon.modality import ASKING

ASKS = re.compile(
    rf"{ASKING}|多长|多大|"
    r"([\u4e00-\u9fff])不\1|[不没](?=[?？]|$)"
)
# What asks even where no mark is typed: 用不用办营业执照, 最长几个月.
ASKS_UNMARKED = re.compile(
    r"([\u4e00-\u9fff])[不没]\1|多少|(?<![好这那十])几[\u4e00-\u9fff]|多[久长]|吗$|什么时候|哪[些里个]|怎么"
)
_CLAUSE = re.compile(r"[^,，。;；!！?？]+[,，。;；!！?？]?")
_TIME = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)|去年|前年|上年")
# Said of what has come about: by an adverb, by an act that one has done to one's own thing, or at the end.
_HAPPENED = re.compile(
    r"(?:年|月|日|年[初底末])[^,，]{0,8}?(?:就|才|已经?|刚)"
    r"|(?:年|月|日|年[初底末])[^,，]{0,6}?(?:批|立项|核准|注册|成立|登记|备案|竣工|完工|投产|开工|买|签|订|装|毕业|退休|退役|"
    r"入职|认定|评上|拿到|结婚|出生|搬|租|中标)"
    r"|[了过](?=[,，。;；!！]|$)"
)
_GENERAL = re.compile(r"截[至止]|全[国省市县区州]|各[省市县区地]")
_SPELLED = re.compile(r"(?:一九|二[〇○零Ｏ0])[〇○零Ｏ0一二三四五六七八九]{2}(?=年)")
_DIGITS = str.maketrans("〇○零Ｏ一二三四五六七八九", "0000123456789")


def with_digits(text: str) -> str:
    """Return `text`, of the same length, with spelled years in digits: 一九八○年 as 1980年."""
    return _SPELLED.sub(lambda match: match[0].translate(_DIGITS), text)


_PART = r"[上下]半年|前[一二三两]个?季度|第?[一二三四1-4]季度"
_WHEN = rf"(?:(?:19|20)\d{{2}}年?(?:{_PART})?|{_PART})"
_AGAINST = re.compile(
    rf"(?<!占)(?:[比较]|相对于?)(?P<a>{_WHEN})|[同与和跟](?P<b>{_WHEN})(?:的?[^,，。;；?？]{{0,4}})?(?:相比较?|比较|对比|比(?![重例率]))"
)
_ANY = re.compile(_WHEN)


def compared_with(folded: str) -> tuple[tuple[int, int], ...]:
    """Return where a folded question names the times that what it asks about is compared with: 比2017年, 跟一季度比.

    A time is one only where the question asks about another that is later: 2024年和2025年相比 asks about both.
    """
    text = with_digits(folded)
    found = []
    for match in _AGAINST.finditer(text):
        base = match["a"] or match["b"]
        start = match.start("a" if match["a"] else "b")
        # 2024年和2025年相比: two times side by side.
        beside = match["b"] and re.search(rf"{_WHEN}的?$", text[: match.start()])
        others = [m[0] for m in _ANY.finditer(text) if not start <= m.start() < start + len(base)]
        if not beside and any(other[:4] > base[:4] or _later(other, base) for other in others):
            found.append((match.start(), match.end()))
    return tuple(found)


def bases(folded: str) -> tuple[tuple[str, ...], str]:
    """Return the years and periods that a folded question compares with, and its text of the same length without them."""
    named: list[str] = []
    rest = folded
    for start, end in compared_with(folded):
        named += re.findall(rf"(?:19|20)\d{{2}}|{_PART}", with_digits(folded[start:end]))
        rest = rest[:start] + " " * (end - start) + rest[end:]
    return tuple(dict.fromkeys(named)), rest


def _later(part: str, base: str) -> bool:
    """Whether both are quarters, and the first comes after the second."""
    a, b = (re.search(r"([一二三四1-4])季度$", text) for text in (part, base))
    return (
        a is not None
        and b is not None
        and "一二三四1234".index(a[1]) % 4 > "一二三四1234".index(b[1]) % 4
    )


_HOW_MANY = re.compile(r"多少|(?<![这那好哪第])几(?![乎何率年月号日]|[^,，]{0,3}[到至]几)")


def asks_twice(folded: str) -> bool:
    """Whether a folded question asks twice: 保证金交多少，之后怎么调; 减多少、减几个月; 全国新增几位广东占几位."""
    if len(_HOW_MANY.findall(folded)) > 1:
        return True
    return sum(bool(ASKS.search(clause)) for clause in re.split(r"[,，、。;；!！?？]", folded)) > 1


def without_circumstances(folded: str) -> str:
    """Return a folded question without the clauses that tell when something came about and ask nothing.

    Where no clause asks, or one alone is there, nothing is left out.
    """
    clauses = _CLAUSE.findall(folded)
    if not any(ASKS.search(clause) for clause in clauses):
        return folded
    return "".join(clause for clause in clauses if ASKS.search(clause) or not _tells(clause))


def _tells(clause: str) -> bool:
    return bool(_TIME.search(clause) and _HAPPENED.search(clause) and not _GENERAL.search(clause))


# The asker's own case: what was done, is at hand or meant. 2020年上海规定出差 is none.
_OWN = re.compile(
    r"^(?:我|咱|俺|本公司|公司|企业|厂里|店里|单位|家里)|[了过](?!解)|已经?|刚|[也就还]能|打算|准备|想要?|计划|手头"
)
_RULES = re.compile(r"规定|政策|标准|文件|办法|通知|条例|意见|方案")
_ONLY_TIME = re.compile(
    r".{0,14}(?:期间|以来|[年月日天]|季度|上下?半年|年[初底末中]|[内前后时])[,，]?"
)


def without_own_case(folded: str) -> str:
    """Return a question for what one can get without the clauses that tell of the asker's own case and ask nothing.

    生产许可证下半年也能批下来，能拿多少: no rule speaks of that half year. Where no clause asks nothing is left out.
    """
    clauses = _CLAUSE.findall(folded)
    if not any(ASKS.search(clause) for clause in clauses):
        return folded
    return "".join(clause for clause in clauses if ASKS.search(clause) or not _is_own(clause))


def _is_own(clause: str) -> bool:
    return bool(
        _OWN.search(clause) and not _RULES.search(clause) and not _ONLY_TIME.fullmatch(clause)
    )


_MADE = re.compile(
    r"(?:19|20)\d{2}年(?:\d{1,2}月(?:\d{1,2}[日号])?)?(?:[初底末]|年底|年初)?(?:以?前|之前|以?后|之后)?[^,，。;；?？\d]{0,6}?"
    r"(?:建好|建成|建的|盖好|盖的|修建|修好|竣工|完工|投产|投运|成立|注册|登记|出生|生的|毕业|入职|入学|退休|退役|参保|参加工作|购买|买的|买了|领证|办的|认定|取得|备案)"
)


def without_made(folded: str) -> str:
    """Return a folded question of yes or no without the year in which the thing came about: 1998年建成的小区能改造吗."""
    return _MADE.sub(lambda match: " " * len(match[0]), folded)


def without_years(text: str, years: Iterable[str]) -> str:
    """Return a question without these years, months of them left: what is asked of the year is decided elsewhere."""
    for year in years:
        text = re.sub(rf"{year}年(?:度)?的?(?![\d一二三四五六七八九十]{{0,2}}月)", "", text)
    return text

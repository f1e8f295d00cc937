"""Ranks and extremes that a draft adds behind a figure: 居世界第四位, 创多年新低. The source must give them to the same thing. Pure."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence

from index.splitter import clauses, sentences
from qa.claims.attributed import Worded, bare
from qa.claims.circumstances import places_in
from qa.claims.homes import by_form
from qa.claims.words import key, pairs, plain_words, share, size, without
from qa.evidence.clauses import LEANS
from qa.figures import find_figures
from qa.types import Citation

# A clause of so many characters that count says by itself what it is about; so much of the draft's must stand there.
MUCH, SAID = 4, 0.6
_RANK = re.compile(r"(第[一二三四五六七八九十\d]{1,3}|首位|榜首)位?(?=$|[，。；、,])")
_FIRST, _FIRST_SAID = (
    frozenset(("第一", "首位", "榜首")),
    re.compile(r"第一|首位|榜首|第1"),
)
# 由上年居世界第五位上升到第四位: what it was is no rank any more.
_CLIMBED = re.compile(
    r"[由从](?P<among>[^，,。；;第]{0,10})第[一二三四五六七八九十\d]{1,3}位?[^，,。；;第]{0,2}(?:[上跃提]升|跃居|提高|前移|[下]?降|[后]?退|升|跌)[到至为]?(?=[^，,。；;]{0,6}第)"
)
_WHEN = re.compile(r"(?:上年|去年|\d{4}年)的?")
_EXTREME = re.compile(
    r"[，,、\s]*(?:并|再次?|又|也|均|都|双双)*(?:创下?|刷新|达到?|降[到至]|升[到至]|[为是])了?(?P<since>[\u3400-\u9fff\d]{0,8}?)"
    r"(?P<way>新高|新低|最高|最低)(?:水平|点|值)?[，。；、,\s]*"
)
_SAID_EXTREME = re.compile(r"(?P<since>[\u3400-\u9fff\d]{0,8}?)(?P<way>新高|新低|最高|最低)")
# 快于经济增长: what a figure is more or less than, without by how much.
_MORE = frozenset(["快于", "高于", "多于", "大于", "跑赢", "超过", "领先"])
_COMPARED = re.compile(
    r"[，,、\s]*(?:明显|大幅|略|继续|连续|仍|均|都|且|并|也|[一两二三四五六七八九十\d]年)*"
    r"(?P<way>快于|高于|多于|大于|跑赢|超过|领先|慢于|低于|少于|小于|跑输|不及|落后)于?了?(?P<than>[^\d，,。；;、]{2,20})[，。；、,;\s]*"
)
_BEHIND = re.compile(
    r"[\u3400-\u9fff\d]{0,8}?(?:新高|新低|最高|最低)|[\u3400-\u9fff]{0,4}第[一二三四五六七八九十\d]{1,3}位?"
)
_SINCE = re.compile(
    r"历史同期|历史|同期|[近多两一二三四五六七八九十几\d]+年|有记录|有统计|建国|入世"
)


def ranked_now(text: str) -> str:
    """Return `text` with only the rank that was reached where it says from which to which: 从世界第六位上升到第四位 -> 世界第四位."""
    return _CLIMBED.sub(lambda m: _WHEN.sub("", m["among"]), text)


def ranks(clause: str) -> bool:
    """Whether a clause says no more than that the figure before it is the highest of a time, or more than another."""
    return bool(_EXTREME.fullmatch(clause) or _COMPARED.fullmatch(clause))


def ranked(sentence: str, cited: Sequence[Citation]) -> Iterator[Worded]:
    """Yield the ranks and extremes behind a figure that the sources do not give to what the clause before counts."""
    for before, (start, end) in itertools.pairwise(clauses(sentence)):
        clause = sentence[start:end]
        rank = _RANK.search(clause)
        extreme = _EXTREME.fullmatch(clause)
        compared = _COMPARED.fullmatch(clause)
        if compared:
            given, note = _beside(compared), f"引用的原文没有说“{clause.strip('，。；,; ')}”"
        elif extreme:
            given, note = _extreme(extreme), f"引用的原文没有说“{clause.strip('，。；,; ')}”"
        elif rank and size(key(clause[: rank.start()])) < MUCH:
            given, note = _rank(rank[1]), "引用的原文没有这样排名"
        else:
            continue
        mine = key(_placeless(sentence[slice(*before)]))
        if not any(_gives(ranked_now(c.text), given, mine) for c in cited):
            yield Worded(start=start, end=end, kind="statement", verdict="not_found", note=note)


def _rank(rank: str) -> Callable[[str], bool]:
    return lambda said: rank in bare(said) or (rank in _FIRST and bool(_FIRST_SAID.search(said)))


def _extreme(draft: re.Match[str]) -> Callable[[str], bool]:
    since = set(_SINCE.findall(draft["since"]))

    def given(said: str) -> bool:
        return any(
            m["way"][-1] == draft["way"][-1] and since <= set(_SINCE.findall(m["since"]))
            for m in _SAID_EXTREME.finditer(bare(said))
        )

    return given


def _beside(draft: re.Match[str]) -> Callable[[str], bool]:
    than = key(plain_words(draft["than"]))

    def given(said: str) -> bool:
        return any(
            (m["way"] in _MORE) == (draft["way"] in _MORE)
            and share(than, pairs(plain_words(m["than"]))) >= SAID
            for m in _COMPARED.finditer(said)
        )

    return given


def _gives(text: str, given: Callable[[str], bool], mine: Sequence[str]) -> bool:
    """Whether the text says it in a clause that, with those before it that it goes on with, holds most of `mine`."""
    for span in sentences(text):
        spans = [(a, b) for a, b in clauses(text) if span[0] <= a < span[1]]
        for i, (a, b) in enumerate(spans):
            if not given(text[a:b]):
                continue
            at = i
            while at and _goes_on(text[slice(*spans[at])]):
                at -= 1
            if share(mine, pairs(text[spans[at][0] : b])) >= SAID:
                return True
    return False


def _goes_on(clause: str) -> bool:
    """Whether a clause speaks of what the one before it counts; 其中高速公路 does not."""
    if clause.lstrip().startswith("其中"):
        return False
    return bool(LEANS.match(clause)) or size(key(figureless(_BEHIND.sub("", clause)))) < MUCH


def _placeless(clause: str) -> str:
    """Return a clause without its figures and places; those are compared by where they are."""
    spans = [(f.start, f.end) for f in find_figures(clause)]
    spans += [(a, b) for a, b, _ in places_in(clause)]
    left = without(clause, spans)
    return without(left, [(at, at + len(name)) for at, name in by_form(left)])


def figureless(clause: str) -> str:
    """Return a clause without its figures."""
    return without(clause, [(f.start, f.end) for f in find_figures(clause)])

"""Text -> the tokens that a draft and its source are compared by: figures, periods, regions, words, marks.

Offsets always count in the text that was given. Knows nothing of evidence or of what may differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from index.fold import fold
from index.regions import find_regions
from qa.figures import Figure, entails, find_figures, turned
from qa.proof.words import SET, WORD_STARTS, WORDS, canonical

Kind = Literal[
    "word", "figure", "period", "region", "label", "list", "comma", "stop", "open", "close", "quote"
]


@dataclass(frozen=True, slots=True)
class Token:
    """`source[start:end]` is what the token stands for; two tokens with the same `text` and kind agree.

    `inside` is True within 《》 or a quotation: a year or a place there is part of a name and governs nothing.
    """

    kind: Kind
    text: str
    start: int
    end: int
    figure: Figure | None = None
    inside: bool = False

    @property
    def content(self) -> bool:
        """Whether the token says something, rather than joining or marking."""
        return self.kind in ("word", "figure", "period", "region", "label")


_MARKS: dict[str, Kind] = {
    **dict.fromkeys("，,：:—…", "comma"),
    **dict.fromkeys("。！？!?；;\n|", "stop"),
    "、": "list",
    **dict.fromkeys("（(【[〔", "open"),
    **dict.fromkeys("）)】]〕", "close"),
    **dict.fromkeys("“”‘’\"'「」『』《》〈〉", "quote"),
}
_QUOTED = re.compile(
    r"“[^“”\n]{1,400}”|‘[^‘’\n]{1,200}’|「[^「」\n]{1,400}」|『[^『』\n]{1,400}』|《[^《》\n]{1,120}》|〈[^〈〉\n]{1,120}〉|\"[^\"\n]{1,40}\""
)
# Whole words that name a scope and are compared as regions are.
_SCOPES = re.compile(
    r"全国(?!重点|首|性|统一|人大|人民代表|政协|一体化|百城|五大|文明|先进|优秀|示范)|我国|全省|我省|本省|全市|我市|本市|全县|我县|本县|全区(?!域)|我区|本区"
)
_SAME_SCOPE = {
    "我国": "全国",
    "我省": "全省",
    "本省": "全省",
    "我市": "全市",
    "本市": "全市",
    "我县": "全县",
    "本县": "全县",
    "我区": "全区",
    "本区": "全区",
}
# In 比上年增长 the year is what is compared with, not when it was.
_AGAINST = re.compile("[比较](?:上一?年|去年)")
_ARTICLE = re.compile(r"第[\d一二三四五六七八九十百零]+[条章节款项]")
_LABEL = re.compile(r"\d{1,2}[.．、](?!\d)")
_LETTERS = re.compile(r"[a-z]+|\d+(?:\.\d+)?")
_VALUES = ("quantity", "money", "rate", "points", "multiple", "ratio", "age", "duration")


@dataclass(frozen=True, slots=True)
class Flat:
    """A text as it is matched: folded, without the white space that says nothing; `places[i]` is where i stood."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the original text of `text[start:end]`."""
        return self.places[start], self.places[end - 1] + 1


# 14.稳定… and （九）确保… after a gap open a new item, whatever stood there: a line break that became a space.
_ITEM = re.compile(
    r"\s+(?=(?:\d{1,2}[.．、](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百零]+条))"
)


def fold_keeping_quotes(text: str) -> str:
    """Return `text` folded, of the same length, with the quotation marks that show which side they open."""
    return "".join(o if o in "“”‘’" else f for o, f in zip(text, fold(text), strict=True))


# 第 1 0 条: typeset with spaces between the digits.
_SPREAD = re.compile(r"第\s?\d(?:\s?\d)*\s?条")
_SPACE = re.compile(r"\s")


@lru_cache(maxsize=1024)
def flatten(text: str) -> Flat:
    """Return `text` for matching. Between figures and Latin words one space is kept, so that nothing fuses."""
    folded = fold_keeping_quotes(text)
    gaps = {i for m in _SPREAD.finditer(folded) for i in range(m.start(), m.end())}
    breaks = {m.start() for m in _ITEM.finditer(folded)}
    kept: list[int] = []
    out: list[str] = []
    at = 0
    for match in _SPACE.finditer(folded):
        i = match.start()
        kept += range(at, i)
        out += folded[at:i]
        at = i + 1
        if i in gaps:
            continue
        if i in breaks or folded[i] == "\n":
            kept.append(i)
            out.append("\n")
        elif out and out[-1] not in " \n" and _fuses(out[-1], folded[at : at + 1]):
            kept.append(i)
            out.append(" ")
    kept += range(at, len(folded))
    return Flat("".join(out) + folded[at:], tuple(kept))


def _fuses(left: str, right: str) -> bool:
    return left.isascii() and left.isalnum() and right.isascii() and right.isalnum()


@lru_cache(maxsize=512)
def tokens_of(folded: str) -> tuple[Token, ...]:
    """Return the tokens of a flat text in order; characters of no meaning have none."""
    tokens: list[Token] = []
    named = _named(folded)
    at = 0
    for start, token in [*_spans(folded), (len(folded), None)]:
        tokens.extend(_within(p) if named[p.start] else p for p in _plain(folded, at, start))
        if token is not None:
            tokens.append(_within(token) if named[token.start] else token)
            at = token.end
    return tuple(tokens)


def _named(folded: str) -> list[bool]:
    """Say for each character whether it stands within 《》 or a quotation; a mark without its twin hides nothing."""
    inside = [False] * (len(folded) + 1)
    for match in _QUOTED.finditer(folded):
        inside[match.start() + 1 : match.end() - 1] = [True] * (match.end() - match.start() - 2)
    return inside


def _within(token: Token) -> Token:
    return Token(token.kind, token.text, token.start, token.end, token.figure, inside=True)


def periods_named(folded: str) -> tuple[str, ...]:
    """Return the periods that a flat text names, each once, as its tokens have them."""
    return tuple(dict.fromkeys(t.text for t in _figures(folded) if t.kind == "period"))


def _figures(folded: str) -> Iterator[Token]:
    for figure in find_figures(folded):
        if figure.indefinite or (figure.start and _AGAINST.match(folded, figure.start - 1)):
            continue
        opens = figure.start == 0 or folded[figure.start - 1] in "\n。；;!！?？"
        if opens and (_LABEL.match(folded, figure.start) or _ARTICLE.fullmatch(figure.text)):
            yield Token("label", figure.text, figure.start, figure.end)
        else:
            yield _figure_token(figure)


def _spans(folded: str) -> list[tuple[int, Token]]:
    """Figures first, then regions where no figure stands."""
    found: dict[int, Token] = {}
    taken = [False] * len(folded)
    for token in _figures(folded):
        found[token.start] = token
        taken[token.start : token.end] = [True] * (token.end - token.start)
    places = [(r.start, r.end, r.canonical) for r in find_regions(folded)]
    places += [(m.start(), m.end(), _SAME_SCOPE.get(m[0], m[0])) for m in _SCOPES.finditer(folded)]
    for start, end, name in places:
        if not any(taken[start:end]):
            found[start] = Token("region", name, start, end)
            taken[start:end] = [True] * (end - start)
    return sorted(found.items())


def _figure_token(figure: Figure) -> Token:
    if figure.kind in ("date", "period"):
        return Token("period", figure.key or figure.text, figure.start, figure.end, figure)
    if figure.kind == "enumerator":
        return Token("label", figure.text, figure.start, figure.end, figure)
    if figure.kind in _VALUES:
        return Token("figure", "", figure.start, figure.end, figure)
    # Ordinals, grades and codes are names: they agree letter by letter.
    return Token("word", figure.text, figure.start, figure.end)


def _plain(folded: str, start: int, end: int) -> Iterator[Token]:
    at = start
    while at < end:
        char = folded[at]
        if char in _MARKS:
            yield Token(_MARKS[char], char, at, at + 1)
            at += 1
            continue
        if char.isspace():
            at += 1
            continue
        match = WORDS.match(folded, at, end) if char in WORD_STARTS else None
        match = match or (None if "\u3000" < char < "\ua000" else _LETTERS.match(folded, at, end))
        stop = match.end() if match else at + 1
        text = canonical(folded[at:stop]) if match else char
        if text.isalnum() or char in "+-±%/~·&.@#=°":
            kind: Kind = "list" if text == "和" else "word"
            yield Token(kind, text, at, stop)
        at = stop


def agree(claim: Token, source: Token, home: frozenset[str] = frozenset()) -> bool:
    """Return whether the two tokens say the same; figures by value, unit and qualifier.

    `home` are the names of the place that the source speaks for: 广东 and 我省 are one place there.
    """
    if claim.kind != source.kind:
        return False
    if claim.figure is not None and source.figure is not None:
        if claim.kind == "period" and turned(claim.figure, source.figure):
            return False
        same = entails(claim.figure, source.figure) and _lead(claim) == _lead(source)
        if (
            "达" in _read_with(claim)
            and SET.search(_lead(claim))
            and "达" not in _read_with(source)
        ):
            return False
        return (same and not _opposed(claim, source)) or _same_writing(claim, source)
    return claim.text == source.text or (
        claim.kind == "region" and claim.text in home and source.text in home
    )


_BOUNDS = re.compile(
    "不得超过|不超过|不得高于|不高于|不多于|不大于|不得低于|不低于|不得少于|不少于|不小于|超过|超出|突破|高于|大于|多于|低于|少于|小于|将近|接近|约占|约为|大约|大概|"
    "至少|至多|最高|最多|最低|不足|未满|不满|达到|超|逾|近|约|达|满|共|为|的"
)


def _lead(token: Token) -> str:
    """The words that a figure was read with, its bounds left out: what is left must be the same (上限提高至15倍)."""
    return _BOUNDS.sub("", _read_with(token))


def _read_with(token: Token) -> str:
    assert token.figure is not None
    return token.figure.text[: token.figure.number_start - token.figure.start]


def _same_writing(claim: Token, source: Token) -> bool:
    """The same period or enumerator, whatever its writing."""
    if claim.figure is None or source.figure is None or claim.text != source.text or not claim.text:
        return False
    return claim.kind in ("label", "period")


_UP = re.compile("以上|超|逾|不低于|不少于|至少|突破|高于|多")
_DOWN = re.compile("以下|以内|不超|不高于|不多于|不足|未满|低于|少于|最高|最多|上限")


def _sides(token: Token) -> tuple[bool, bool]:
    """Which bounds the words of a figure name."""
    assert token.figure is not None
    down = bool(_DOWN.search(token.figure.text))
    return bool(_UP.search(_DOWN.sub("", token.figure.text))), down


def _opposed(claim: Token, source: Token) -> bool:
    """以上 and 以下 never say the same, whatever the figures were read as."""
    mine, theirs = _sides(claim), _sides(source)
    return mine != theirs and any(mine) and any(theirs)

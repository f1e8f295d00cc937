"""A sentence that says another word just where the question has its own: 水利建设投资 where 水利建设众筹 is asked about.

The best sign of a near miss: everything around is said, and the thing itself is not. Pure.
"""

from __future__ import annotations

import re

from index.fold import fold
from index.regions import find_regions
from qa.evidence.candidates import Candidate, Reading, context_text
from qa.lexicon.bigrams import bigrams
from qa.question.coverage import SOFT, Weights
from qa.reader.confidence import likeliest
from qa.reader.scoring import SURE

# What somebody does, before which another's name makes it another's share.
_DOES = re.compile(r"牵头|参与|承担|主导|主持|主办|承办|投资|出资|研发|生产|使用|申报|获得|享受")
# Letters on each side that question and sentence must share, and what may stand between them.
_LEFT, _RIGHT, _LONGEST = 2, 2, 6
# Before the asking word the figure itself stands on the right.
_ASKING = re.compile(r"(?:达到?|超过?|为|是|有)?(?:多少|几|百分之)")
_FIGURE = r"(?:达到?|超过?|近|约|为|是|有)?\d"


def substituted(weights: Weights, sentence: str, around: str) -> tuple[str, str] | None:
    """Return the question's own word and the one that stands in its place in `sentence`, None where there is none.

    The word is a string of content that neither the sentence nor what is `around` it says.
    """
    question = weights.question
    text = "".join(fold(sentence).split())
    held = bigrams(f"{sentence}\n{around}")
    missing = [
        (m.start(), len(word), False)
        for word in weights.missing(held)
        for m in re.finditer(re.escape(fold(word)), question.folded)
    ]
    if opened := _opening(weights, held, text):
        return opened
    kinds = [(at, 2, True) for at in _other_kinds(weights, held)]
    for at, length, kind in (*missing, *kinds):
        word = question.folded[at : at + length]
        found = _in_place(question.folded, at, length, text, opening=kind)
        other = found.endswith(word[-1]) if kind else not _alike(found, word)
        counted = at > 0 and question.folded[at - 1].isdigit()  # 4件实用新型: no name begins here
        named = _LATIN.fullmatch(word) and not _LATIN.search(found)  # MES is one of 工业软件
        whole = found[1:] == word[1:] and {found[:1], word[:1]} <= set("我本全")  # 我县 is 全县
        if found and other and not (counted or whole or named) and _names(word) and _names(found):
            return question.text[at : at + length], found
    return None


def instead_of(reading: Reading, told: Candidate) -> tuple[str, str] | None:
    """Return the same for a sentence that was found, with its paragraph and what is known of it around it."""
    around = f"{told.evidence.text}\n{context_text(told.evidence)}"
    return substituted(reading.weights, told.text, around)


def misnamed(reading: Reading, before: Reading) -> str:
    """Return what a refusal says where the sentence that would answer has another word in the place of the question's own; else "".

    `before` is the reading before any of it was sorted out.
    """
    best, first = likeliest(reading), reading.best
    if best is None or reading.question.kind == "support":
        return ""
    found = instead_of(reading, best)
    if found and _called_so(before, best, found[0]):
        return ""
    # 粮食产量保持在 stands word for word where words find it first, though the models take 综合生产能力保持在 for likelier.
    exact = first is not None and first.local > best.local and not instead_of(reading, first)
    return written_instead(*found) if found and not exact else ""


def written_instead(asked: str, told: str) -> str:
    """Return what a refusal says of a word that the source has in the place of the question's own."""
    return f"材料写的是“{told}”，没有写明“{asked}”"


def _called_so(reading: Reading, told: Candidate, word: str) -> bool:
    """Whether a sentence that answers for sure stands in a paper that calls its matter by the question's own word too.

    带量采购 is what a paper on 集中采购 calls it, a paragraph further down.
    """
    if (told.chance or 0.0) < SURE:
        return False
    asked = reading.question.folded
    at = asked.find(fold(word)) + len(word)
    phrase = fold(word) + asked[at : at + _RIGHT]
    return len(phrase) == len(word) + _RIGHT and any(
        phrase in fold(c.text)
        for c in reading.candidates
        if c.evidence.document.id == told.evidence.document.id
    )


_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*")
# So many letters behind what opens a question, and the same clause is meant.
_SAME_CLAUSE = 4


def _opening(weights: Weights, held: frozenset[str], text: str) -> tuple[str, str] | None:
    """Return the word with which the question opens, and the one that opens a clause in its place: 冷库管理办法 for 渔港管理办法."""
    asked = weights.question.folded
    for word in weights.missing(held):
        rest = asked[len(word) : len(word) + _SAME_CLAUSE]
        if any(r.start == 0 and r.end >= len(word) for r in find_regions(word)):
            continue  # whose it is, the slots know
        if not asked.startswith(fold(word)) or not _letters(rest, _SAME_CLAUSE):
            continue
        said = re.search(
            rf"(?:^|(?<=[，,。;；:：、])|(?<=\d[年月日]))([\u4e00-\u9fff]{{2,{_LONGEST}}}?){re.escape(rest)}",
            text,
        )
        if said is not None and _is_another(said[1], word):
            return weights.question.text[: len(word)], said[1]
    return None


# The year after a subject, which question and sentence must share.
_SHARED = re.compile(r"的?((?:19|20)\d{2}年)")
_POINTS = re.compile(
    r"^[该其本我全各在于从自据因和截到]|公司|集团|企业|数据|显示|报告|其中|预计|同比"
)


def _is_another(said: str, word: str) -> bool:
    """Whether what opens a clause names something else than the question's own word."""
    if _POINTS.search(said) or _alike(said, fold(word)):
        return False
    return _names(word) and _names(said)


def other_subject(weights: Weights, sentence: str) -> tuple[str, str] | None:
    """Return the subject with which the question opens and the one of which `sentence` says it, None where it says it of none.

    宝马2021年全球销量 is not told by 劳斯莱斯2021年全球销量, whatever else the paragraph says of 宝马.
    """
    asked, text = weights.question.folded, "".join(fold(sentence).split())
    for word in weights.missing(bigrams(sentence)):
        at = asked.find(fold(word))
        shared = _SHARED.match(asked, at + len(word)) if at >= 0 else None
        if shared is None or _letters(asked[max(0, at - 1) : at], 1):
            continue
        said = re.search(
            rf"(?:^|(?<=[，,。;；:：、]))([\u4e00-\u9fffa-z]{{2,8}}?)的?{re.escape(shared[1])}",
            text,
        )
        if said is not None and _is_another(said[1], word):
            return word, said[1]
    return None


def _other_kinds(weights: Weights, held: frozenset[str]) -> list[int]:
    """Where a word of two characters opens what is asked for, said nowhere, its second character covered by what follows.

    侨民人均收入: 民人 stands in 居民人均收入, 侨民 does not. What is said is of the same kind, and another thing.
    """
    text, own, hit = weights.question.folded, weights.weights, weights.covered(held)
    return [
        i
        for i in range(len(text) - 1)
        if own[i] > 0 and own[i + 1] > 0 and not hit[i] and hit[i + 1] and _OPENS.search(text[:i])
    ]


_OPENS = re.compile(r"(?:^|[^\u4e00-\u9fff]|全[国省市县区]|[省市县区]的?)$")


# Asking, denying, pointing and sharing out name nothing (多久, 不戴, 此次, 各奖, 分别给予), nor do verbs that officials exchange and what
# only says how or how often (已累计, 再度, 逐渐, 原本, 正式).
_NO_NAME = re.compile(
    r"^(?:已(?!婚|故|退)|[曾仍却而又]|再(?!生|就业)|将(?!军)|把|[本此该](?:[^地国省市县区级科人币年月季周届期]|$)|累[积计]|逐[渐步]|直[至到]|原本|本来|造成|率领|带领)|"
    r"[多几哪谁何啥怎每各均都的不没未]|什么|[就将对向从]$|最[高低大小长短早晚]|^(?:按(?!揭|摩|钮)|参照|依照|降低|提高|下调|上调|下浮|上浮)|"
    r"(?<![高中初平同优])等(?![级次])|^(?:拿出|掏出?|砸|拨出|投了|出了)|给予|分别|予以|进行|可以|[今去当本全]年|^[年月日时若如但]|时$|^(?:[增涨降跌升]幅|增速|增长率?|上涨|下跌|上升|回落|下降)$"
)


def _names(word: str) -> bool:
    return not _NO_NAME.search(word) and not SOFT.fullmatch(word)


def _alike(found: str, word: str) -> bool:
    """Whether one may be the other written shorter: 高新技术企业 and 高企."""
    return 2 * len(set(found) & set(word)) > min(len(found), len(word))


def _in_place(asked: str, at: int, length: int, text: str, *, opening: bool = False) -> str:
    """Return what stands in `text` between the letters that surround asked[at : at + length]; empty when nothing does."""
    rest = asked[at + length :]
    asking = _ASKING.match(rest)
    opens = opening and not _letters(asked[max(0, at - 1) : at], 1)
    wide = _LEFT + bool(asking)
    left = asked[max(0, at - wide) : at]
    # What opens a clause, where that may be, has nothing on its left and must share more on its right.
    far = _RIGHT + opens
    if not (opens or _letters(left, wide)) or not (asking or _letters(rest[:far], far)):
        return ""
    if opens and asking:  # nothing on either side but the asking word
        return ""
    right = _FIGURE if asking else re.escape(rest[:far])
    before = r"(?:^|(?<=[，,。;；:：、]))" if opens else re.escape(left)
    pattern = rf"{before}([\u4e00-\u9fff]{{2,{_LONGEST}}}?){right}"
    match = re.search(pattern, text)
    if match is None and not asking and _DOES.match(rest):
        # 计划高校牵头: 在计划中，企业牵头 has another in the place before the same verb.
        match = re.search(
            rf"{re.escape(left)}[\u4e00-\u9fff]{{0,2}}[，,]([\u4e00-\u9fff]{{2,4}}?){right}", text
        )
    return match[1] if match else ""


def _letters(text: str, count: int) -> bool:
    return len(text) == count and all("\u4e00" <= c <= "\u9fff" for c in text)

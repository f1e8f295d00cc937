"""A sentence that says another word just where the question has its own: 水利建设投资 where 水利建设众筹 is asked about.

The best sign of a near miss: everything around is said, and the thing itself is not. Pure.
"""

from __future__ import annotations

import re

from index.fold import fold
from qa.coverage import SOFT, Weights, bigrams

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
    missing = weights.missing(bigrams(f"{sentence}\n{around}"))
    for word in missing:
        for at in (m.start() for m in re.finditer(re.escape(fold(word)), question.folded)):
            found = _in_place(question.folded, at, len(word), text)
            if found and _names(word) and _names(found) and not _alike(found, fold(word)):
                return word, found
    return None


# Asking and sharing out name nothing (多久, 各奖, 分别给予), nor do verbs that officials exchange.
_NO_NAME = re.compile(r"[多几哪谁何啥怎每各均都]|什么|给予|分别|予以|进行|可以")


def _names(word: str) -> bool:
    return not _NO_NAME.search(word) and not SOFT.fullmatch(word)


def _alike(found: str, word: str) -> bool:
    """Whether one may be the other written shorter: 高新技术企业 and 高企."""
    return 2 * len(set(found) & set(word)) > min(len(found), len(word))


def _in_place(asked: str, at: int, length: int, text: str) -> str:
    """Return what stands in `text` between the letters that surround asked[at : at + length]; empty when nothing does."""
    rest = asked[at + length :]
    asking = _ASKING.match(rest)
    wide = _LEFT + bool(asking)
    left = asked[max(0, at - wide) : at]
    if not _letters(left, wide) or not (asking or _letters(rest[:_RIGHT], _RIGHT)):
        return ""
    right = _FIGURE if asking else re.escape(rest[:_RIGHT])
    pattern = rf"{re.escape(left)}([\u4e00-\u9fff]{{2,{_LONGEST}}}?){right}"
    match = re.search(pattern, text)
    return match[1] if match else ""


def _letters(text: str, count: int) -> bool:
    return len(text) == count and all("\u4e00" <= c <= "\u9fff" for c in text)

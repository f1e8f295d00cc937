"""How much of a question a text speaks about, character by character, without a dictionary.

A content character of the question is covered when one of the two-character strings it is part of stands in
the text. Words need not be known: 研发计划 is covered by 重点研发计划, and 量子计算 that stands nowhere stays
uncovered as a whole, which is what a refusal has to name.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

from qa.lexicon.modality import ASKING
from qa.question import Question
from qa.question.spoken import Spoken, spoken_in

# A content character alone between frame words says little about what the question is about.
LONE_WEIGHT = 0.3
# Flattens the weights: people ask in words that no document uses (几天能办完), and those must not drown the rest.
RARE = 0.02
# A clause with this many content characters can be understood without the clauses around it.
ASKS_FULLY = 6
_CLAUSES = re.compile(r"[^,，。;；!！?？\s]+")
# Without the 多大 and 好不好 of `times.ASKS`: what asks moves every weight here, and the floors of refusal were calibrated with these.
_ASKS = re.compile(ASKING)
# Verbs that officials exchange freely: 新增 or 增加, 建成 or 建设. They say little about the subject.
SOFT_WEIGHT = 0.4
SOFT = re.compile(
    r"全[省市县区](?!级)|[我本][省市县区](?!级)|新增|增加|计划|推动|推进|促进|建设|建成|培育|开展|实施|打造|完成|支持|给予|提供|公布|发布|办理|涉及|获得|拿到|享受|预计|力争|推出|出台|制定|安排|"
    r"提升|提高|加强|加快|增长|下降|达到|覆盖|介绍|负责|规定|要求|执行|实现|采取|进行|存在|属于|成为|认定|入选|跻身|担任|发生|(?<=如何)处[理置]|(?<=怎么)处[理置]|(?<=怎样)处[理置]"
)
# Nouns that say what kind of thing is asked for (他的职务是什么, 造成什么后果): what answers seldom has them.
_CATEGORY = r"(?:原因|后果|日期|时间|时候|地点|地址|地方|职务|职业|职位|身份|关系|方式|方法|途径|来源|用途|角色|性质|年龄|性别|国籍|籍贯|民族|名称|名字|姓名|目的|结果)"
# And for the kind of places: 哪些城市 is told by their names.
PLACES = r"(?:城市|省份|地级?市|县市|区县|省市|国家|地区|地方)"
CATEGORY = re.compile(
    rf"{_CATEGORY}(?=(?:又|都|分别|究竟|到底)?(?:是|为|有|在|叫|如何|怎样?|怎么样|什么|啥|哪|多少|几|[?？]|$))"
    rf"|(?:(?<=什么)|(?<=何种)|(?<=哪种)|(?<=哪些)|(?<=啥)){_CATEGORY}"
    rf"|(?:(?<=哪些)|(?<=哪个)|(?<=哪几)|(?<=哪几个)|(?<=哪几座)|(?<=哪[两三四五]个)|(?<=哪[两三四五]座)){PLACES}"
)
_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each character of a question; frame characters weigh 0.

    `spoken` are its everyday words: a text that holds what is written for one covers it. `known` are the places of its
    bigrams that the corpus has: the words of an unknown string are where they stand.
    """

    question: Question
    weights: tuple[float, ...]
    spoken: tuple[Spoken, ...] = ()
    known: frozenset[int] = frozenset()

    @property
    def total(self) -> float:
        return sum(self.weights)

    def covered(self, held: frozenset[str]) -> list[bool]:
        """Return for each character of the question whether `held` (bigrams of a text) covers it."""
        text = self.question.folded
        hit = [False] * len(text)
        for i in range(len(text) - 1):
            if text[i : i + 2] in held and (self.weights[i] or self.weights[i + 1]):
                hit[i] = hit[i + 1] = True
        for word in self.spoken:
            if any(_holds(held, written) for written in word.written):
                hit[word.start : word.end] = [True] * (word.end - word.start)
        return hit

    def share(self, held: frozenset[str]) -> float:
        """Return the covered share 0..1 of the question's weight (1.0 for a question without content)."""
        if not self.total:
            return 1.0
        hit = self.covered(held)
        return sum(w for w, h in zip(self.weights, hit, strict=True) if h) / self.total

    def missing(self, held: frozenset[str]) -> tuple[str, ...]:
        """Return the content strings of two or more characters that `held` leaves uncovered, heaviest first."""
        return tuple(self.question.text[a:b] for _, a, b in self._uncovered(held))

    def unsaid(self, held: frozenset[str]) -> tuple[str, ...]:
        """Return what is `missing` for people to read: 名单 of 名单逐, 哄抢 of 人哄抢."""
        return tuple(
            self.question.text[slice(*self._worded(a, b))] for _, a, b in self._uncovered(held)
        )

    def nowhere(self, text: str) -> bool:
        """Whether the corpus holds the words `text` of the question nowhere: it lacks two of their characters together."""
        start = self.question.text.find(text)
        places = range(start, start + len(text) - 1) if start >= 0 else ()
        return any(i not in self.known for i in places)

    def _worded(self, start: int, end: int) -> tuple[int, int]:
        """The place without a character at either end that the corpus knows with no neighbour, where the next one it does."""
        text = self.question.text
        if end - start > 2 and start not in self.known and start + 1 in self.known:
            start += 1
        if end - start > 2 and end - 2 not in self.known and end - 3 in self.known:
            end -= 1
        # GDP is one word.
        while start > 0 and _LATIN.match(text[start - 1]) and _LATIN.match(text[start]):
            start -= 1
        while end < len(text) and _LATIN.match(text[end]) and _LATIN.match(text[end - 1]):
            end += 1
        return start, end

    def heaviest(self, held: frozenset[str], length: int = 2) -> tuple[float, str] | None:
        """Return the share 0..1 of the question's weight, and the text, of the heaviest uncovered string of `length`."""
        runs = [run for run in self._uncovered(held) if run[2] - run[1] >= length]
        if not runs or not self.total:
            return None
        weight, start, end = runs[0]
        return weight / self.total, self.question.text[start:end]

    def _uncovered(self, held: frozenset[str]) -> list[tuple[float, int, int]]:
        """Weight and place of each content string of two or more characters that `held` leaves uncovered."""
        hit = self.covered(held)
        # A soft verb alone is no subject that could be missing, and what kind of thing is asked for is none.
        for i in _soft_places(self.question.folded):
            hit[i] = True
        runs: list[tuple[float, int, int]] = []
        start: int | None = None
        for i in range(len(hit) + 1):
            bare = i < len(hit) and self.weights[i] > 0 and not hit[i]
            if bare and start is None:
                start = i
            elif not bare and start is not None:
                if i - start >= 2:
                    runs.append((sum(self.weights[start:i]), start, i))
                start = None
        return sorted(runs, key=lambda run: -run[0])


def weigh(question: Question, document_share: Callable[[str], float]) -> Weights:
    """Weigh each content character by how rare its bigrams are in the corpus.

    `document_share` gives the share 0..1 of passages that hold a token. The weight is the mean of
    log(1 / (share + RARE)) over the character's content bigrams, so a string unknown to the corpus weighs most.
    """
    text, content = question.folded, question.content
    sums, counts, known = [0.0] * len(text), [0] * len(text), set[int]()
    for i in range(len(text) - 1):
        if content[i] and content[i + 1]:
            share = document_share(text[i : i + 2])
            if share > 0:
                known.add(i)
            idf = math.log(1 / (min(share, 0.9) + RARE))
            for j in (i, i + 1):
                sums[j] += idf
                counts[j] += 1
    aside = _asides(question)
    soft = _soft_places(text)
    weights = tuple(
        (SOFT_WEIGHT if i in soft or i in aside else 1.0) * sums[i] / counts[i]
        if counts[i]
        else (LONE_WEIGHT if content[i] else 0.0)
        for i in range(len(text))
    )
    return Weights(question, weights, spoken_in(text), frozenset(known))


def _soft_places(text: str) -> set[int]:
    """The places of verbs that officials exchange, and of nouns for the kind of thing that is asked for."""
    return {i for said in (SOFT, CATEGORY) for m in said.finditer(text) for i in range(*m.span())}


def _holds(held: frozenset[str], word: str) -> bool:
    return all(word[i : i + 2] in held for i in range(len(word) - 1))


def _asides(question: Question) -> set[int]:
    """Return the places of clauses that ask nothing (greetings, the asker's story), where another clause asks fully."""
    spans = [match.span() for match in _CLAUSES.finditer(question.folded)]
    asking = [span for span in spans if _ASKS.search(question.folded[slice(*span)])]
    if not asking or len(asking) == len(spans):
        return set()
    if sum(sum(question.content[a:b]) for a, b in asking) < ASKS_FULLY:
        return set()
    return {i for span in spans if span not in asking for i in range(*span)}

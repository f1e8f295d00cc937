"""How far an answer reaches: from the sentence found to what it announces, and to what goes on with it. Pure.

Who asks 怎样加强现场管理 is answered by all that stands under 三、加强现场管理。, not by its heading; and what is to be
done is seldom told in one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from index.fold import fold
from qa.evidence.candidates import Candidate, Reading
from qa.lexicon.bigrams import bigrams
from qa.question.persons import sayer

# A sentence of which this much stands in the question says nothing of its own.
RESTATED = 0.6
# The next sentence goes on with the answer while the model gives it this share of the best one's probability.
GOES_ON = 0.3
# White space between a sentence and the next.
NEXT = 6
# Characters of an answer of several sentences.
LONGEST = 420
# So many characters of a heading, together, stand in the question that asks for what is under it.
HEADED, SHORT_HEAD = 5, 3  # the second for a heading that ends there
# A question is about a section where its heading covers this much of it.
ABOUT = 0.5
# A sentence that says what follows from the one before it, which is the reason.
FOLLOWS = re.compile(
    r"\s*(?:[“\"]?因此|因而|所以|为此|由此|于是|这样(?:一来)?[，,就]|故此?[，,而]|(?:在此|在这一|在这样的?)(?:背景|情况|形势|基础)下?|鉴于此|正因(?:为如此|如此|此)|基于此|有鉴于此)"
)
_LABEL = re.compile(
    r"\s*(?:第?[一二三四五六七八九十]{1,3}(?:是|要|、|[.．])|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．](?!\d)|[①-⑳]|另?一方面[,，]|"
    r"[【\[])?\s*"
)


def extent(reading: Reading, best: Candidate) -> tuple[Candidate, ...]:
    """Return the sentences that answer together with `best`, in the order of the source: of its section or paragraph."""
    section = _section(reading, best)
    if section:
        return section
    around = paragraph(reading, best)
    at = around.index(best)
    head = _headed(reading, around, at)
    if head is not None:
        return _under(reading, around, head)
    first = last = at
    if reading.question.reason and first > 0 and FOLLOWS.match(fold(around[first].text)):
        first -= 1
    while restates(reading, around[last]) and last + 1 < len(around):
        last += 1
    length = sum(len(c.text) for c in around[first : last + 1])
    floor = GOES_ON * (best.chance or 1.0)
    while (
        last + 1 < len(around)
        and (
            (around[last + 1].chance or 0.0) >= floor
            or _joined(around[last], around[last + 1])
            or _listed_on(around[first : last + 1], around[last + 1])
        )
        and not around[last + 1].asked
    ):
        length += len(around[last + 1].text)
        if length > LONGEST:
            break
        last += 1
    return _telling(reading, around[first : last + 1])


# 同时，……; 可采取……方式: what is said is still said of whom the sentence before names.
_JOINED = re.compile(
    r"\s*(?:同时|并且?(?!购)|此外|另外|特别是|尤其是|可(?![能持见喜贵])|应当?(?!届|急|用|对)|须|需(?!求)|不得)"
)


def _joined(told: Candidate, after: Candidate) -> bool:
    """Whether a sentence right behind one that is told has no subject but that one's."""
    return _right_behind(told, after) and bool(_JOINED.match(after.text))


# 建设重点主要是：加强甲，……。加强乙，……。: the sentences behind the first go on with its list.
_LISTS = re.compile(r"(?:主要|重点|具体)?(?:是|包括|有)[：:](?P<begins>[\u4e00-\u9fff]{2})")


def with_its_list(reading: Reading, candidate: Candidate) -> list[Candidate]:
    """Return a sentence that opens a list, and the sentences behind it that go on with the list."""
    around = paragraph(reading, candidate)
    told = [candidate]
    for after in around[around.index(candidate) + 1 :]:
        if not _listed_on(told, after):
            break
        told.append(after)
    return told


def _listed_on(told: Sequence[Candidate], after: Candidate) -> bool:
    """Whether a sentence begins as the first item of the list that the sentences right before it opened."""
    opened = next((m for c in reversed(told) if (m := _LISTS.search(fold(c.text)))), None)
    begins = opened is not None and fold(after.text).lstrip().startswith(opened["begins"])
    return begins and _right_behind(told[-1], after)


def _right_behind(told: Candidate, after: Candidate) -> bool:
    return after.start - told.end <= NEXT


def introduced(reading: Reading, candidate: Candidate) -> Candidate | None:
    """Return the sentence before one that speaks of him or her, None where it names somebody itself or none stands there."""
    around = paragraph(reading, candidate)
    at = around.index(candidate)
    return around[at - 1] if at > 0 and _HE.match(candidate.text) else None


# “……。”钱某认为，……: who is named right behind what is quoted said it.
_QUOTED = re.compile(r"[”\"」]\s*$")
_NAMED_WITHIN = 30


def said_by_whom(reading: Reading, candidate: Candidate) -> Candidate | None:
    """Return the sentence of its paragraph that names who speaks in one that does not: right behind a quotation, else the last before it."""
    around = paragraph(reading, candidate)
    at = around.index(candidate)
    quoted = _QUOTED.search(candidate.text)
    for behind in around[at + 1 : at + 2] if quoted else ():
        if _right_behind(candidate, behind) and sayer(behind.text[:_NAMED_WITHIN]):
            return behind
    return next((c for c in reversed(around[:at]) if sayer(c.text)), None)


# 经过激烈比赛，他最终夺得冠军: who that is stands before.
_HE = re.compile(r"\s*(?:[^，,。；;：:]{0,12}[，,])?(?:最终|随后|此后|后来|当时|而)?[他她](?!人)")


def restates(reading: Reading, candidate: Candidate) -> bool:
    """Whether a sentence only says again what is asked, as a heading or an announcement does.

    教育被称为第二经济 says again nearly all of 什么被称为第二经济, and answers it: with a word that is not asked with.
    """
    text, asked = unlabelled(candidate.text), reading.question.folded
    held = bigrams(text)
    if not held or len(held & bigrams(reading.question.text)) < RESTATED * len(held):
        return False
    own = _EMPTY.sub(" ", fold(text))
    return all(set(run) <= set(asked) for run in re.findall(r"\w{2,}", own))


# What an announcement says beside the words of the question.
_EMPTY = re.compile(
    r"主要|具体|如下|[以下]下|下列|包括|措施|举措|办法|方面|内容|进一步|切实|积极|有关|相关|[有这那一]些|若干|[几各多]个?|"
    r"工作|我们|要求|规定|情况|应当?|必须|需要|可以|已经?|[的了是在有为与和及或将把被从于以也就都等之其要做好]"
)


def unlabelled(text: str) -> str:
    """Return `text` without the label that it begins with."""
    return _LABEL.sub("", text, count=1)


def _headed(reading: Reading, around: list[Candidate], at: int) -> int | None:
    """The sentence at or before `at` that begins with a label and the heading asked for; None where there is none."""
    for number in range(at, max(-1, at - 4), -1):
        text = around[number].text
        label = _LABEL.match(text)
        if label is None or not label.group().strip():
            if number == 0 and _is_heading(reading, text):
                return number
            continue
        return number if opens_with(reading, text[label.end() :]) else None
    return None


# 白云镇办起食堂 1月2日下午，……: the headline of a report names no section of it.
LONGEST_HEADING = 30


def _is_heading(reading: Reading, text: str) -> bool:
    """Whether a sentence without a label is but the heading that is asked about, as one that the question has whole is."""
    said = fold(text.strip().rstrip("。：:"))
    if text.strip().endswith(("：", ":")):
        return len(said) <= LONGEST_HEADING and opens_with(reading, text)
    return len(said) >= SHORT_HEAD and said in fold(reading.question.text)


# 一、2021年工作回顾 is not what 2021年研发经费 asks for.
_OF_A_YEAR = re.compile(r"^(?:19|20)\d{2}年度?")


def opens_with(reading: Reading, text: str) -> bool:
    """Whether `text` begins with words of the question, enough of them to be the heading that it asks about."""
    asked, said = fold(reading.question.text), _OF_A_YEAR.sub("", fold(text.lstrip('“"《')))
    length = 0
    while length < len(said) and said[: length + 1] in asked:
        length += 1
    whole = length >= SHORT_HEAD and said[length : length + 1] in ("。", "：", ":")
    return length >= HEADED or whole


def _under(reading: Reading, around: list[Candidate], head: int) -> tuple[Candidate, ...]:
    """What stands under a heading up to the next one, the heading itself left out where it says nothing more."""
    label = _LABEL.match(around[head].text)
    kind = _kind(label.group()) if label else ""
    chosen = [around[head]]
    for candidate in around[head + 1 :]:
        own = _LABEL.match(candidate.text)
        if candidate.asked or (kind and own and _kind(own.group()) == kind):
            break
        chosen.append(candidate)
    return _telling(reading, _fitting(chosen))


def _fitting(chosen: list[Candidate]) -> list[Candidate]:
    """The first sentences, one at least, that are no longer than an answer may be."""
    lengths = accumulate(len(c.text) for c in chosen)
    return chosen[: max(1, sum(length <= LONGEST for length in lengths))]


def _telling(reading: Reading, chosen: list[Candidate]) -> tuple[Candidate, ...]:
    """The sentences without those before them that only say again what is asked."""
    while len(chosen) > 1 and restates(reading, chosen[0]):
        chosen = chosen[1:]
    return tuple(chosen)


def _kind(label: str) -> str:
    """The form of a label, its number aside."""
    return re.sub(r"[一二三四五六七八九十\d]+", "0", label.strip())


def _section(reading: Reading, best: Candidate) -> tuple[Candidate, ...]:
    """What was found under a heading of its own line that the question asks about; empty where it asks about none."""
    path = best.evidence.passage.section
    if not path or not opens_with(reading, unlabelled(path[-1])):
        return ()
    if reading.weights.share(bigrams(path[-1])) < ABOUT:
        return ()
    under = [
        c
        for c in reading.candidates
        if c.evidence.document.id == best.evidence.document.id
        and c.evidence.passage.section == path
        and not c.titles
    ]
    under.sort(key=lambda c: c.evidence.start + c.start)
    first = under.index(best) if best in under else len(under)
    while first > 0 and sum(len(c.text) for c in under[first - 1 :]) <= LONGEST:
        first -= 1
    return _telling(reading, _fitting(under[first:]))


def paragraph(reading: Reading, best: Candidate) -> list[Candidate]:
    """The sentences of the best one's paragraph that were read, in order."""
    return sorted(
        (
            c
            for c in reading.candidates
            if c.evidence.document.id == best.evidence.document.id
            and c.evidence.start == best.evidence.start
        ),
        key=lambda c: c.start,
    )

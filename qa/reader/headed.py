"""A question that names a heading is answered by what stands under it, whatever else is said of the matter elsewhere. Pure.

怎样优化检验服务 asks for what follows 五、优化检验服务。 The models read sentence by sentence: of a heading they doubt that it
answers, and of what stands under it they do not know that it is meant. So the heading decides, where the question has it whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.fold import fold
from index.splitter import sentences
from qa.evidence.candidates import Candidate, Reading, context_text
from qa.figures import find_figures
from qa.lexicon.bigrams import bigrams
from qa.question import Question
from qa.reader.scoring import SURE, with_chance

# 一、 stands above （一）, and that above 1.: a label ends what stands under one of its own rank or of a lower number.
_RANKS = (
    r"[一二三四五六七八九十]{1,3}[、.．]",
    r"[（(][一二三四五六七八九十]{1,3}[)）]",
    r"\d{1,2}[.、．](?!\d)",
    r"[（(]\d{1,2}[)）]",
    r"[①-⑳]",
    r"[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]{1,2}[，,、]",
    r"在?(?=[\u4e00-\u9fff]{2,14}方面[，,])",
)
_LABEL = re.compile(
    r"\s*(?:" + "|".join(f"(?P<r{i}>{rank})" for i, rank in enumerate(_RANKS)) + ")\\s*"
)
_SECOND = re.compile(r"[，,；;]二是")
_Head = tuple[re.Match[str], re.Match[str]]  # its label, its words
_NOTHING = "。：: \u3000\xa0\t\u2003"
_LINE = re.compile(r"^|[：:]\s*|\s+")
_HEAD = re.compile(r"[^。！？!?：:；;，,\s]{4,30}")
# 切实加强…… and 加强…… are one heading; what it is called after them must have so many characters.
_EARNEST = re.compile(
    r"(?:切实|认真|进一步|大力|全面|积极|着力|严格|持续|有序|及时|深入|扎实|全力|坚决|加快|突出)+(?:做好|抓好|落实好)?"
)
SHORTEST = 5
# 做好防控工作 is the heading of many papers, 自2020年2月起 of none.
_VAGUE = re.compile(r"(?:工作|事宜|事项|措施|要求)$")
_TIME = re.compile(
    r"(?:[自从在]|截[至止]|到)?[\d〇零一二三四五六七八九十]+[年月日]|即日起|近[日期]"
)
# A shorter one, and 组织领导 stands in many papers, must be what is asked about: 安检登记采取了什么措施.
_ABOUT = r"(?:的|工作|方面|事宜|环节)?[,，]?(?:采取|作出|做出|提出|有|是|应当?|要|需要?|如何|怎|具体|什么|哪些)"
# 援企稳岗方面有哪些举措 is told under 四、实施援企稳岗政策。
_FIELD = re.compile(r"([\u4e00-\u9fff]{4,14})方面")
FIELD = 4
_ASKS = re.compile(r"如何|怎么|怎样|什么|哪些|何种|有何|啥")
# Who asks for one of these wants one sentence of what stands there, or none.
_ELSE = re.compile(
    r"目的|意义|原因|依据|背景|流程|步骤|条件|时间|期限|对象|范围|材料|电话|联系|标准|部门|单位|机构|谁|哪里|多少"
)
_MEANT = re.compile(r"具体?.{0,2}指|指的?是什么|具体内容|具体要求")
# The share of the question that the paragraph of the heading and what is known of its document say.
SAID = 0.75
LONGEST = 600


def under_heading(reading: Reading, fitting: Sequence[Candidate]) -> Reading:
    """Return the reading with the heading first that the question names, as one of which the models are sure.

    `fitting` are the sentences that fit the slots of the question: a heading of another place or year is none.
    """
    question, best = reading.question, reading.best
    if best is None or not _asks_for_section(question):
        return reading
    named = [c for c in fitting if names(question, c.text)]
    told = [c for c in named if _said(reading, c) >= SAID]
    if not told:
        return reading
    first = max(told, key=lambda c: (len(head_of(c.text)), c.score))
    sure = with_chance(first, max(SURE, best.chance or 0.0))
    rest = tuple(c for c in reading.candidates if _place(c) != _place(first))
    raised = replace(sure, score=max(best.score, sure.score))
    return replace(reading, candidates=(raised, *rest))


def section(reading: Reading, head: Candidate) -> tuple[Candidate, ...]:
    """Return the sentences under a heading that the question names, up to the next one of its rank; empty where it names none."""
    if not _asks_for_section(reading.question) or not names(reading.question, head.text):
        return ()
    found: list[Candidate] = []
    for candidate in _below(reading.question, head):
        if found and _bare(found[-1].text):
            # 4.安全检查。 says nothing alone.
            candidate = _part(head, found.pop().start, candidate.end)
        elif sum(len(c.text) for c in (*found, candidate)) > LONGEST and found:
            break
        found.append(candidate)
    return tuple(found)


def _bare(text: str) -> bool:
    """Whether a sentence is but the heading of an item."""
    head = head_of(text)
    return bool(head) and len(text.strip()) <= len(head) + 6


def _part(head: Candidate, start: int, end: int) -> Candidate:
    """The words of the paragraph of `head` from `start` to `end` as a candidate."""
    text = head.evidence.text[start:end]
    return replace(head, start=start, end=end, text=text, figures=find_figures(text))


def names(question: Question, text: str) -> bool:
    """Whether a sentence begins with a labelled heading that stands in the question, or with the field that it asks about."""
    return _named(question, text) is not None


def head_of(text: str) -> str:
    """Return the heading behind the label with which a text begins, folded; empty where it has none."""
    return next((fold(head[0]) for _, head in _heads(text)), "")


def _named(question: Question, text: str) -> _Head | None:
    """The heading among those with which a sentence begins that the question names."""
    return next((head for head in _heads(text) if _stands_in(question, fold(head[1][0]))), None)


def _stands_in(question: Question, head: str) -> bool:
    if _TIME.match(head):
        return False
    asked = "".join(question.folded.split())
    bare = _EARNEST.sub("", head, count=1) if _EARNEST.match(head) else head
    if len(_VAGUE.sub("", bare)) >= SHORTEST and bare in asked:
        return True
    if len(head) >= FIELD and re.search(re.escape(head) + _ABOUT, asked):
        return True
    field = _FIELD.search(asked)
    return field is not None and any(field[1][i:] in head for i in range(len(field[1]) - FIELD + 1))


def _heads(text: str) -> list[_Head]:
    """The headings with which a sentence begins: where line breaks are lost, behind a colon and behind one another.

    措施如下： 二、优化服务，便利企业 （四）推行网上办理。 has both.
    """
    found: list[_Head] = []
    for line in _LINE.finditer(text):
        label = _LABEL.match(text, line.end())
        head = _HEAD.match(text, label.end()) if label else None
        # ：一是推出……，二是制定…… tells its points in one sentence, which has no heading.
        if label is not None and head is not None and not _SECOND.search(text, head.end()):
            found.append((label, head))
    return found


def _asks_for_section(question: Question) -> bool:
    asked = question.folded
    if question.kind not in ("open", "list") or question.why or question.person:
        return False
    if question.defines and not _MEANT.search(asked):
        return False
    return bool(_ASKS.search(asked))


def _rank(label: re.Match[str] | None) -> int:
    return int((label.lastgroup or "r99")[1:]) if label else 99


def _below(question: Question, head: Candidate) -> Iterator[Candidate]:
    """Yield the sentences under the heading that the question names, the one that begins with it without it."""
    item, named = head.evidence, _named(question, head.text)
    assert named is not None
    start = head.start + _behind(head.text, *named)
    if head.text[start - head.start :].strip(_NOTHING):
        yield _part(head, start, head.end)
    for start, end in sentences(item.text):
        if start < head.end:
            continue
        own = _heads(item.text[start:end])
        if own and _rank(own[0][0]) <= _rank(named[0]):
            return
        yield _part(head, start, end)


def _behind(text: str, label: re.Match[str], head: re.Match[str]) -> int:
    """Where what a heading announces begins; where the heading itself says it (在……方面，各地应当……), where that does."""
    if text[head.end() : head.end() + 1] in ("，", ",", "；", ";"):
        return label.start()
    return len(text) - len(text[head.end() :].lstrip(_NOTHING))


def _said(reading: Reading, head: Candidate) -> float:
    item = head.evidence
    return reading.weights.share(bigrams(item.text) | bigrams(context_text(item)))


def _place(candidate: Candidate) -> tuple[str, int]:
    return candidate.evidence.document.id, candidate.evidence.start + candidate.start

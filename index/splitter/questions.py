"""Which lines are questions: a reporter's before an answer, 问：, and the headings of a question-and-answer page."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from index.splitter.lines import Line
from index.splitter.markers import Marker
from index.splitter.speech import Speech

# A question longer than this is a speech that ends in one.
LONGEST = 400
# On a page of questions and answers a question is one sentence, and at least one line in twelve is a question.
LONGEST_HEADING = 120
LEAST_SHARE = 12

_ASKS = re.compile(r"[？?](?:[）)】]|[（(【][^）)】]{2,30}[）)】])?$")
# What reporters say as often: 请介绍一下……的进展。
_REQUESTS = re.compile(
    r"(?:^|[。！？!?，,])(?:想)?请(?:问|[您你们]{0,2}(?:简要|重点|具体|再|先|给[我大]{1,2}家?们?)?(?:介绍|谈|讲|说|解读|透露|说明))"
    r"[^。！？!?]*[。？?]$"
)
# So a reporter ends: 今年有什么新举措？ Who speaks asks 钱从哪里来？ and answers it himself.
_OF_REPORTERS = re.compile(
    r"[有了](?:哪些|什么|何|怎样的)(?:[\u4e00-\u9fff]{0,6}?)(?:举措|措施|安排|打算|考虑|计划|部署|进展|成效|成果|探索|做法|变化|亮点|动作)[？?]$"
)
# 某社某地某月某日电 题：… repeats the title of a news item, which may be a question.
_DATELINE = re.compile(r"日电(?:\s|$)|\s题：")
_PREFIX = re.compile(r"^\s*(?:\*\*|__|[>#\s])+|(?:\*\*|__)\s*$")


def find_questions(
    lines: Sequence[Line], markers: Sequence[Marker | None], speech: Sequence[Speech | None]
) -> dict[int, tuple[str, bool]]:
    """Return, for each line that is (part of) a question, the whole question and whether a reporter asked it."""
    questions: dict[int, tuple[str, bool]] = {}
    pages: list[int] = []
    speaking = False
    index = 0
    while index < len(lines):
        said = speech[index]
        if said is not None and said.kind == "asker":
            last = _last_of_asker(lines, speech, index)
            parts = [lines[index].text[said.body :], *(x.text for x in lines[index + 1 : last + 1])]
            whole = " ".join(part.strip() for part in parts if part.strip())
            press = said.role is not None or _kind(speech, last + 1) == "speaker"
            questions.update((position, (whole, press)) for position in range(index, last + 1))
            index, speaking = last + 1, False
            continue
        if said is not None:
            speaking = said.kind == "speaker"
        elif _asks(lines[index].text):
            answered = _kind(speech, index + 1)
            torn = speaking and answered is None and _of_reporter(lines[index].text)
            if torn or answered in ("speaker", "answer"):
                wording = _wording(lines[index].text, markers[index])
                questions[index] = (wording, torn or answered == "speaker")
                speaking = False
            elif not speaking and _heads_answer(lines, index):
                pages.append(index)
        index += 1
    for index in _of_page(lines, markers, pages, questions):
        questions[index] = (_wording(lines[index].text, markers[index]), False)
    return questions


def _asks(text: str) -> bool:
    return len(text) <= LONGEST and bool(_ASKS.search(text) or _REQUESTS.search(text))


def _of_reporter(text: str) -> bool:
    """Tell whether a paragraph is a reporter's though no speaker follows: where columns changed places, another's words do.

    What follows is then nobody's, for it is not the words of who spoke before.
    """
    return bool(_REQUESTS.search(text) or _OF_REPORTERS.search(text))


def _kind(speech: Sequence[Speech | None], index: int) -> str | None:
    said = speech[index] if index < len(speech) else None
    return said.kind if said is not None else None


def _last_of_asker(lines: Sequence[Line], speech: Sequence[Speech | None], index: int) -> int:
    """Return the last line of a question that 记者： opened: all lines before the answer, if an answer is near."""
    for position in range(index + 1, min(index + 5, len(lines))):
        said = speech[position]
        if said is not None:
            return position - 1 if said.kind != "asker" else index
        if _ASKS.search(lines[position].text) and not _ASKS.search(lines[position - 1].text):
            answer = speech[position + 1] if position + 1 < len(lines) else None
            if answer is None:
                return position
    return index


def _wording(text: str, marker: Marker | None) -> str:
    return _PREFIX.sub("", text[marker.end :] if marker else text).strip()


def _heads_answer(lines: Sequence[Line], index: int) -> bool:
    """Tell whether a line that ends in ？ may head the answer below it."""
    text = lines[index].text
    if index + 1 >= len(lines) or not _ASKS.search(text):
        return False
    if len(text) > LONGEST_HEADING or text[0] in '“"「' or "。" in text:
        return False
    if _DATELINE.search(text):
        return False
    following = lines[index + 1].text
    return not _ASKS.search(following) and len(following) >= 4


def _of_page(
    lines: Sequence[Line],
    markers: Sequence[Marker | None],
    pages: list[int],
    known: Collection[int],
) -> list[int]:
    """Return those candidates that make a page of questions and answers, not the rhetoric of a speech."""
    count = len(pages) + len(known)
    if count >= 2 and count * LEAST_SHARE >= len(lines):
        return pages
    numbered = [index for index in pages if markers[index] is not None]
    return numbered if len(numbered) >= 2 else []

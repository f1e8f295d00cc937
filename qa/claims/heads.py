"""What the head of a document says of all of it: who gives a whole report or press conference, and of which day it is. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from index.datelines import WIRED, day_of_line
from index.dates import DATE, find_date
from index.splitter.speech import Cast, find_speech
from index.types import Passage

# What is said after a name, for a line that ends with the name.
_SPEECH = "各位代表，现在，我报告工作。"
_NAME = re.compile(r"[\u3400-\u9fff][ 　]?[\u3400-\u9fff]{1,2}")
_OFFICE = re.compile(r"(?:国务院总理|[\u3400-\u9fff]{1,8}?(?:省|市|县|区|州|盟|旗|乡|镇)长)$")
# Lines that a head has at most, and the characters of the longest of them.
LINES, LONGEST = 12, 60
_BEGINS = re.compile(r"各位|同志们|现在，我|[。；！？].")
_LABEL = re.compile(
    r"(?:新闻)?(?:发布人|发言人|报告人|主讲人|宣讲人|讲话人|致辞人|受访人|受访者|受访嘉宾|访谈嘉宾|出席嘉宾|嘉宾)\s*[：:]\s*"
)
_HOST = re.compile(r"主持")
_REPORTER = re.compile(
    r"[（(]?(?:[\u3400-\u9fff]{0,6}[报网社])?(?:记者|通讯员|编辑|责编|整理|撰文|采访|摄影)(?!会|问)"
)
# Transcripts, in which who speaks goes on until another does.
_TRANSCRIPT = re.compile(r"发布会|吹风会|实录|答记者问|访谈|座谈会")
# 本报青石2023年1月20日电, 2024年1月20日讯, ——2025年1月16日在岚江省…会议上
_HELD = re.compile(
    rf"{WIRED}|(?P<held>{DATE})\s*在[^，。\n]{{4,40}}(?:会议|大会|全会|会)上[）)]?\s*\n"
)
# Another one who is quoted within a paragraph: 沈岚说.
_QUOTES = re.compile(r"[\u3400-\u9fff”](?:表示|介绍|指出|说|透露|强调|告诉记者)[，,：:。]")


@dataclass(frozen=True, slots=True)
class Head:
    """Who gives the whole document, with the office, where the head names one alone; the day that it states."""

    speaker: str | None = None
    role: str | None = None
    day: str | None = None


def head_of(text: str) -> Head:
    """Return what the lines before the text itself say: 国务院总理 李克强, 发布人：…, 本报…2023年1月20日电."""
    lines: list[str] = []
    for line in (line.strip() for line in text[:2000].split("\n")):
        if len(line) > LONGEST or _BEGINS.match(line) or len(lines) == LINES:
            break
        if lines and _NAME.fullmatch(line) and (office := _OFFICE.search(lines[-1])):
            line = f"{office[0]} {line}"  # the office ends one line, the name is the next
        lines += [line] if line else []
    held = _HELD.search(text[:300])
    day = next((d for line in lines if (d := day_of_line(line))), None) or (
        find_date(held["day"] or held["held"]) if held else None
    )
    if any(_REPORTER.match(line) for line in lines):
        return Head(day=day)
    named = [who for line in lines if not _HOST.match(line) and (who := _giver(line))]
    return Head(*named[0], day) if len(set(named)) == 1 else Head(day=day)


def _giver(line: str) -> tuple[str, str] | None:
    """Return the name and the office of a line that is nothing else."""
    bare = _LABEL.sub("", line.strip("（）()# "), count=1)
    said = find_speech(f"{bare}：{_SPEECH}", "", Cast(""))
    return (said.speaker, said.role) if said and said.speaker and said.role else None


def speakers(
    head: Head, title: str, passages: Iterable[Passage]
) -> dict[int, tuple[str, str | None]]:
    """Return for the paragraphs, by their number, that name nobody whose they are: of him who gives the whole, or who spoke last.

    Where some paragraphs are of named speakers, only those of a transcript go on; a paragraph that quotes somebody is nobody's.
    """
    passages = list(passages)
    spoken = any(p.speaker for p in passages)
    now = (head.speaker, head.role) if head.speaker and not spoken else None
    found: dict[int, tuple[str, str | None]] = {}
    for passage in passages:
        if passage.speaker:
            now = (passage.speaker, passage.role) if _TRANSCRIPT.search(title) else None
        elif passage.kind == "question" or (passage.role and spoken):
            now = None
        elif now and now[0] and passage.kind == "text" and not _QUOTES.search(passage.text):
            found[passage.paragraph] = (now[0], now[1])
    return found

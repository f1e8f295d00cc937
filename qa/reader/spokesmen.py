"""Who speaks for a body: 代表科技厅答问的是谁 shares no word with what was said, and the page knows its speakers. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from index.fold import fold
from index.regions import find_regions
from qa.evidence.candidates import Candidate, Reading
from qa.fitting.bodies import bodies_asked, short_form
from qa.reader.scoring import SURE, with_chance

# What such a question says beside the body; where more is left, words of somebody are asked about.
_SPEAKS = re.compile(
    r"代表|出席|参加|派|出来|出面|上台|站出来|回?答的?问|答记者问|回答|作答|发言|介绍|回应|讲话|说话|说|讲|发布会|新闻|会上|记者|问题?|"
    r"担任|姓名|名字|职务|职位|头衔|什么人|什么|哪一?[位个]|谁|啥|叫|是|任|来|的|了|那|人|官员|领导|请问|和|与|及|这|次|在|[我本全]?[省市县区]"
)
_MOST_LEFT = 1  # characters


def speaking_for(reading: Reading) -> Reading:
    """Return the reading with the sentence first that introduces who speaks for the body asked about, where nothing else is asked."""
    question = reading.question
    bodies = bodies_asked(question)
    if not bodies or reading.best is None or question.kind != "who":
        return reading
    rest = question.folded
    for name in (*bodies, *(rest[r.start : r.end] for r in find_regions(rest))):
        rest = rest.replace(fold(name), "")
    if len(re.findall(r"\w", _SPEAKS.sub("", rest))) > _MOST_LEFT:
        return reading
    first = next((c for c in reading.candidates if _introduces(c, bodies)), None)
    if first is None:
        return reading
    top = max(reading.best.score, first.score)
    others = tuple(c for c in reading.candidates if c is not first)
    return replace(reading, candidates=(replace(with_chance(first, SURE), score=top), *others))


def _introduces(candidate: Candidate, bodies: tuple[str, ...]) -> bool:
    """Whether a sentence names its own speaker, who holds an office of the body."""
    passage = candidate.evidence.passage
    role = fold(passage.role or "")
    named = bool(passage.speaker) and (passage.speaker or "") in candidate.text
    return named and all(short_form(body, role) for body in bodies)

"""The paragraph that is being put together, as far as it tells a title from a sentence that breaks off."""

from __future__ import annotations

import re
from typing import Literal

from index.repair.lines import End, Line, end_of
from index.splitter.markers import find_marker

# What a paragraph is like that ends in none of the marks that end one.
Shape = Literal["title", "clause", "long", "sentence"]

SHORT = 15  # characters; below it a comma at the end is verse or a list of offices
_LONG = 45  # characters; a heading with a comma in it is hardly ever longer
_TAIL = 130  # characters that tell how the paragraph ends: a remark in brackets may span lines
_TITLE = 18  # characters of a title of an article, 第十二条 included
# Odds (nats) for going on: one that opens like a heading (二、 （三）) may end without a stop, an article does not.
_HEADING = -2.5
_ARTICLE = 2.5
_REST = 6  # characters after the last full stop that make an unfinished sentence

LABEL = re.compile(r"第[一二三四五六七八九十百千零〇\d]{1,8}条(?:之[一二三四五六七八九十])?")
_OPEN = re.compile(r"[《〈（(【〔]")
_CLOSE = re.compile(r"[》〉）)】〕]")
_MARKS = re.compile(r"[，：；,:;]")
_STOPS = re.compile(r"[。！？]")
_LAST_STOP = re.compile(r".*[。！？][”’」』）)]*", re.S)
_SIGNED = re.compile(r"[\d一二三四五六七八九十]\s?日$|^\S{0,24}\s")


class Draft:
    """The lines taken so far; `first` is the first of them, `length` counts characters, `tail` are the last of them."""

    __slots__ = ("_last", "_marks", "_open", "_stops", "first", "length", "tail")

    def __init__(self, line: Line) -> None:
        self.first = line
        self.length = self._open = 0
        self._marks = self._stops = False
        self.tail = ""
        self.extend(line)

    def extend(self, line: Line) -> None:
        """Take `line` as the next one of the paragraph."""
        text = line.text
        self._last = line
        self.length += len(text)
        self.tail = text if len(text) > _TAIL else (self.tail + text)[-_TAIL:]
        self._marks = self._marks or _MARKS.search(text) is not None
        self._stops = self._stops or _STOPS.search(text) is not None
        if self._open or _OPEN.search(text):
            self._open = max(0, self._open + len(_OPEN.findall(text)) - len(_CLOSE.findall(text)))

    def shape(self) -> Shape:
        """Return what kind of text the paragraph is, should it have no mark at its end."""
        if self._stops:
            return "sentence"
        if self.length > _LONG:
            return "long" if self._marks else "clause"
        return "clause" if self._marks else "title"

    def end(self) -> End:
        """Return how the paragraph ends."""
        return self._last.ends if self._last is self.first else end_of(self.tail)

    @property
    def label(self) -> bool:
        """Whether it is the label of an article and nothing else."""
        return self._last is self.first and LABEL.fullmatch(self.first.text) is not None

    @property
    def heading(self) -> float:
        """What its beginning weighs: a heading may end without a stop, an article does not."""
        if self.first.begins != "marker":
            return 0.0
        marker = find_marker(self.first.text)
        if marker and marker.style == "条":
            return _ARTICLE if len(self.first.text) > _TITLE else 0.0
        return _HEADING

    def closed_by(self, text: str) -> bool:
        """Say whether a bracket that is open here is closed in `text`."""
        return self._open > 0 and _CLOSE.search(text) is not None


def is_broken(text: str) -> bool:
    """Say whether the paragraph `text` breaks off in the middle of a sentence."""
    end = end_of(text)
    if end == "comma":
        return len(text) >= SHORT
    if end != "none" or not "\u4e00" <= text[-1] <= "\u9fff":
        return False
    stop = _LAST_STOP.match(text)
    if stop:
        rest = text[stop.end() :]
        return (
            len(rest) >= _REST and not _SIGNED.search(rest) and "：" not in rest and ":" not in rest
        )
    if LABEL.match(text):
        return len(text) > _TITLE
    return len(text) > _LONG and "，" in text and not _SIGNED.search(text)

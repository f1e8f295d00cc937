"""Figures in answers that their cited paragraphs do not hold, counted without any code of the verifier.

Every run of digits of a statement, with its decimals and its 万, 亿 or %, has to stand in one of the paragraphs that this
statement cites, white space and width aside. It knows no scope: it finds invented figures, not misplaced ones. It
imports nothing of the project, so that no mistake can be made twice; a test holds it to that.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?(?:万亿|[万亿%‰]|个百分点)?")

# What behind a figure makes another one of it: 8.5万 is not 8.5万亿, and 5 is not 5%.
_MORE = {True: r"\d|\.\d|[万亿%‰]|个百分点", False: "亿"}


def plain(text: str) -> str:
    """Return the text in half width without white space and without commas inside figures."""
    # An ellipsis becomes three points, and ...27 would look like the end of a decimal; so would 2.6%. 2023年 without its space.
    text = unicodedata.normalize("NFKC", text.replace("…", "，"))
    text = re.sub(r"(?:(?<=[%‰万亿])|(?<=[^\d]\.))\s+(?=\d)", "，", text)
    text = re.sub(r"(?m)^\s*\d{1,3}[.、]\s+(?=\d)", "", text)  # the number of an item: 5. 2025年
    text = "".join(text.split())
    text = re.sub(r"\d+(?:\.\d+){2,}", "", text)  # 4.2.1 is a place in a document
    return re.sub(r"(?<=\d),(?=\d{3})", "", text)


def figures(text: str) -> list[str]:
    """Return the figures of a text as they are compared."""
    return FIGURE.findall(plain(text))


def holds(text: str, figure: str) -> bool:
    """Return whether a plain text holds the figure as a whole: 26 does not stand in 126, 2.6, 26万 or 26%."""
    return bool(re.search(rf"(?<![\d.]){re.escape(figure)}(?!{_MORE[figure[-1].isdigit()]})", text))


def unsupported(answer: Mapping[str, Any]) -> tuple[int, list[str]]:
    """Return how many figures the statements of an answer (as its JSON) hold, and those that no cited paragraph does."""
    texts = {c["number"]: plain(c["text"]) for c in answer.get("citations", [])}
    count, wrong = 0, []
    for statement in answer.get("statements", []):
        held = [texts[number] for number in statement["citations"]]
        for figure in figures(statement["text"]):
            count += 1
            if not any(holds(text, figure) for text in held):
                wrong.append(figure)
    return count, wrong

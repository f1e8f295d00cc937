"""Figures in answers that their cited paragraphs do not hold, counted without any code of the verifier.

    python -m qa ask --batch Q.jsonl --json --index DIR > ANSWERS.jsonl
    python tests/bench/unsupported.py ANSWERS.jsonl…

Every run of digits of a statement, with its decimals and its 万, 亿 or %, has to stand in one of the paragraphs that this
statement cites, white space and width aside. It knows no scope: it finds invented figures, not misplaced ones.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from pathlib import Path

FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?(?:万亿|[万亿%‰]|个百分点)?")


def plain(text: str) -> str:
    """Return the text in half width without white space and without commas inside figures."""
    text = "".join(unicodedata.normalize("NFKC", text).split())
    text = re.sub(r"\d+(?:\.\d+){2,}", "", text)  # 4.2.1 is a place in a document
    return re.sub(r"(?<=\d),(?=\d{3})", "", text)


def missing(answer: dict) -> tuple[int, list[str]]:
    """Return how many figures the statements of one answer hold, and those that no cited paragraph does."""
    texts = {c["number"]: plain(c["text"]) for c in answer.get("citations", [])}
    count, wrong = 0, []
    for statement in answer.get("statements", []):
        held = [texts[number] for number in statement["citations"]]
        for figure in FIGURE.findall(plain(statement["text"])):
            count += 1
            whole = re.compile(rf"(?<![\d.]){re.escape(figure)}(?!\d|\.\d)")
            if not any(whole.search(text) for text in held):
                wrong.append(f"{answer['question']}: {figure}")
    return count, wrong


def main() -> None:
    answers = figures = 0
    wrong: list[str] = []
    for name in sys.argv[1:]:
        for line in Path(name).read_text(encoding="utf-8").splitlines():
            count, bad = missing(json.loads(line))
            answers, figures, wrong = answers + 1, figures + count, wrong + bad
    print(f"{answers} answers, {figures} figures, {len(wrong)} of them in no cited paragraph")
    for line in wrong[:20]:
        print(line)


if __name__ == "__main__":
    main()

"""The report is one page that needs nothing else, shows every miss, and lets no text be markup."""

from __future__ import annotations

from html.parser import HTMLParser

from qa.evaluation.judge import score
from qa.evaluation.report import report
from qa.evaluation.totals import items, summary
from qa.types import Statement
from tests.make import answer, citation

EVIL = "<script>alert(1)</script>"
TEXT = f"县商务局：2025年参展企业有120家。{EVIL}"
ANSWER = answer(
    Statement(text=f"参展企业有120家{EVIL}", citations=(1,), support="verbatim"),
    citations=(citation(TEXT, "参展企业有120家"),),
    question=EVIL,
)
SCORES = [
    score({"id": "right", "question": "q", "answers": ["120家"]}, ANSWER),
    score({"id": EVIL, "question": "q", "must": ["210"], "type": EVIL}, ANSWER),
    score({"id": "refused", "question": "q", "unanswerable": True}, answer()),
]


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.links += [name for name, _ in attrs if name in ("src", "href")]


def test_no_text_is_markup_and_nothing_is_fetched() -> None:
    page = report(SCORES, EVIL)
    tags = _Tags()
    tags.feed(page)
    assert "script" not in tags.names and not tags.links
    assert tags.names.count("svg") >= 3
    assert "http" not in page


def test_every_miss_is_shown_with_its_reason() -> None:
    page = report(SCORES, "q.jsonl")
    assert "没有答对的题目（1）" in page and "缺 210" in page
    assert page == report(SCORES, "q.jsonl")


def test_nothing_asked_is_a_page_too() -> None:
    assert "没有答对的题目（0）" in report([], "q.jsonl")


def test_totals_keep_the_four_parts_apart() -> None:
    totals = summary(SCORES)
    assert totals["measures"]["answer.figures"]["mean"] == 1.0
    assert totals["refusal"]["true_refusals"]["mean"] == 1.0
    assert totals["refusal"]["false_refusals"]["mean"] == 0.0
    assert totals["figures"] == {"stated": 4, "unsupported": 0, "examples": []}
    assert [item["right"] for item in items(SCORES)] == [True, False, True]

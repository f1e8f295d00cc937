"""The question files are well formed, and those over seeds/ can be answered from seeds/.

One JSON object a line. `must`: every pattern has to be found in the answer; `must_not`: none may be.
`quote` (or one of `any_quote`): a short piece of the paragraph that has to be cited, in its repaired form.
`speaker`: who said it. `history`: earlier turns of a follow-up. `unanswerable`: the texts do not say, so
the right answer is not_found. The newspaper page behind seed_page*.jsonl is not part of the repository;
only facts of it are named here.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "questions"
FIELDS = {"id", "type", "question", "must", "must_not", "speaker", "unanswerable", "note"}
TYPES = {"figure", "list", "who", "eligibility", "paraphrase", "followup", "unanswerable", "yesno",
         "how", "open", "when"}  # fmt: skip
SIZES = {
    "seed_page.jsonl": (60, 15),
    "seed_page_second.jsonl": (40, 12),
    "seed_page_more.jsonl": (70, 40),
    "unseen_page.jsonl": (60, 17),
    "unseen_policies.jsonl": (90, 27),
    "seeds.jsonl": (30, 6),
    "fresh_page_dev.jsonl": (60, 15),
    "fresh_page_blind.jsonl": (60, 15),
    "fresh_policies_dev.jsonl": (80, 25),
    "fresh_policies_blind.jsonl": (80, 25),
    "more_policies_dev.jsonl": (60, 20),
    "more_policies_test.jsonl": (61, 20),
}
# The sets that hold every kind of question (a restatement is as good as a paraphrase).
COMPLETE = ("seed_page.jsonl", "seed_page_second.jsonl", "unseen_page.jsonl")


def rows(name: str) -> list[dict]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


def quotes(row: dict) -> list[str]:
    return row["any_quote"] if "any_quote" in row else [row["quote"]] if row["quote"] else []


def seed_paragraphs() -> list[str]:
    paragraphs = []
    for path in sorted((ROOT / "seeds").iterdir()):
        body = path.read_text(encoding="utf-8").split("---\n", 2)[2]
        paragraphs += [line.strip() for line in body.splitlines() if line.strip()]
    return paragraphs


@pytest.mark.parametrize("name", sorted(SIZES))
def test_rows_are_well_formed(name: str) -> None:
    found = rows(name)
    assert (len(found), sum(r["unanswerable"] for r in found)) == SIZES[name]
    assert len({r["id"] for r in found}) == len({r["question"] for r in found}) == len(found)
    for row in found:
        assert set(row) - FIELDS <= {"quote", "any_quote", "history", "doc"}, row["id"]
        assert set(row) >= FIELDS, row["id"]
        assert row["type"] in TYPES, row["id"]
        assert ("quote" in row) != ("any_quote" in row), row["id"]
        assert all(0 < len(q) <= 20 for q in quotes(row)), row["id"]
        assert row.get("history") if row["type"] == "followup" else True, row["id"]
        assert (row["type"] == "unanswerable") == row["unanswerable"], row["id"]
        assert bool(row["must"]) == bool(quotes(row)) == (not row["unanswerable"]), row["id"]
        for pattern in (*row["must"], *row["must_not"]):
            re.compile(pattern)
    if name in COMPLETE:
        assert set(Counter(r["type"] for r in found)) >= TYPES - {
            "paraphrase",
            "how",
            "open",
            "when",
        }


def test_no_question_stands_in_two_files() -> None:
    questions = [
        r["question"] for name in SIZES for r in rows(name) if "皮具箱包" not in r["question"]
    ]
    assert len(set(questions)) == len(questions)


def test_answers_over_seeds_stand_in_the_paragraphs_to_cite() -> None:
    paragraphs = seed_paragraphs()
    for row in rows("seeds.jsonl"):
        if row["unanswerable"]:
            continue
        cited = []
        for quote in quotes(row):
            found = [p for p in paragraphs if quote in p]
            assert len(found) == 1, f"{row['id']}: {quote!r} stands in {len(found)} paragraphs"
            cited += found
        text = "\n".join(
            [*cited, *(p for p in paragraphs if row["speaker"] and row["speaker"] in p)]
        )
        for pattern in row["must"]:
            assert re.search(pattern, text), f"{row['id']}: {pattern!r}"
        for pattern in row["must_not"]:
            assert not re.search(pattern, text), f"{row['id']}: {pattern!r}"


def test_every_seed_says_what_it_is() -> None:
    paths = sorted((ROOT / "seeds").iterdir())
    assert len(paths) >= 7
    assert {p.suffix for p in paths} == {".md", ".txt"}
    for path in paths:
        front = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n", 2)[1])
        assert set(front) >= {"title", "issuer", "published", "region", "drawn_from", "notice"}, (
            path.name
        )
        assert "教学样例" in front["title"], path.name
        assert "非官方" in front["issuer"], path.name
        assert "不是官方文件" in front["notice"], path.name

"""The rows of training: every one in its own words and in those it was asked in again, on one side of the split."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from qa.training import build

TEXT = "# 甲\n\n补助50万元。逾期不得补报。\n"


def test_a_row_comes_in_its_own_words_and_in_others(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "rows").mkdir()
    row = {"id": "x-1", "doc": "a.md", "question": "补多少？", "answerable": True}
    row |= {"evidence": [[5, 12]], "core": [[5, 11]], "near": [[12, 19]]}
    asked = {"id": "x-1", "question": "麻烦问一句，到手几个钱？"}
    for name, line in (("some", row), ("reworded", asked)):
        path = tmp_path / "rows" / f"{name}.jsonl"
        path.write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")
    monkeypatch.setattr(build, "HERE", tmp_path)
    first, second = build.rows("some", {"a.md": (".md", TEXT)})
    assert (first["evidence"], first["core"]) == (["补助50万元。"], ["补助50万元"])
    assert (second["id"], second["question"]) == ("x-1~1", asked["question"])
    assert second["near"] == first["near"] == ["逾期不得补报。"]


def test_what_ships_names_each_question_once_and_rewords_only_what_is_there() -> None:
    rows = [
        json.loads(line)
        for name in build.SETS
        for line in (build.HERE / "rows" / f"{name}.jsonl").read_text("utf-8").splitlines()
    ]
    known = {row["id"]: row for row in rows}
    assert len(known) == len(rows)
    assert all(bool(row["evidence"]) == row["answerable"] for row in rows)
    lines = (build.HERE / "rows" / "reworded.jsonl").read_text("utf-8").splitlines()
    others = [json.loads(line) for line in lines]
    assert all(o["question"].strip() != known[o["id"]]["question"] for o in others)
    assert max(Counter(o["id"] for o in others).values()) == 1

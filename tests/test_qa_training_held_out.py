"""Held-out questions become a question file that the evaluation takes, over the documents they are about."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from qa.evaluation.judge import load
from qa.training import build, held_out

LAWS = [{"doc_id": "law-1", "text": "第一条 补助50万元。逾期不得补报。"}]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(build, "HERE", tmp_path)
    monkeypatch.setattr(build, "SETS", ("laws",))
    monkeypatch.setattr(held_out, "SETS", ("laws",))
    monkeypatch.setattr(held_out, "held_out", lambda document: document == "law-1")
    (tmp_path / "rows").mkdir()
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "other.md").write_text("另一份文件。", encoding="utf-8")
    (tmp_path / "rows" / "reworded.jsonl").write_text("", encoding="utf-8")
    row = {"id": "x-1", "doc": "law-1", "kind": "figure", "question": "补多少？", "near": []}
    row |= {"answerable": True, "evidence": [[4, 11]], "core": [[4, 10]]}
    near = row | {"id": "x-2", "question": "能分期吗？", "answerable": False}
    near |= {"evidence": [], "core": []}
    lines = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in (row, near))
    (tmp_path / "rows" / "laws.jsonl").write_text(lines, encoding="utf-8")
    (tmp_path / "data" / "laws").mkdir(parents=True)
    laws = tmp_path / "data" / "laws" / "national.jsonl"
    laws.write_text(json.dumps(LAWS[0], ensure_ascii=False) + "\n", encoding="utf-8")
    return tmp_path / "data"


def test_what_is_held_out_can_be_evaluated(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    monkeypatch.setattr(sys, "argv", ["held_out", str(data), str(out)])
    held_out.main()
    assert [path.name for path in (out / "files").iterdir()] == ["law-1.md"]
    first, second = load(out / "questions.jsonl")
    assert first.values["answers"] == ["补助50万元"] and first.values["doc"] == "law-1.md"
    assert second.values["unanswerable"] and "answers" not in second.values

"""Two runs are compared question by question; what is not a run is refused in one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.errors import UsageError
from qa.evaluation.compare import compare, comparison_text, read_run

_TEXT = '{"items": [{"id": 1, "question": "q", "answer": "", "reasons": [], "right": true, "measures": {"f1": "x"}}]}'


def _item(id_: str, right: bool, **measures: float) -> dict:
    return {
        "id": id_,
        "question": f"问题{id_}",
        "right": right,
        "answered": True,
        "reasons": [] if right else ["缺 5"],
        "answer": "答",
        "measures": measures,
    }


def _run(folder: Path, name: str, *items: dict) -> Path:
    path = folder / name
    path.write_text(json.dumps({"items": items}), encoding="utf-8")
    return path


def test_flips_and_differences(tmp_path: Path) -> None:
    before = read_run(
        _run(tmp_path, "a", _item("1", False, f1=0.2), _item("2", True), _item("3", True))
    )
    after = read_run(
        _run(tmp_path, "b", _item("1", True, f1=0.6), _item("2", False), _item("4", True))
    )
    result = compare(before, after)
    assert [flip["id"] for flip in result["became_right"]] == ["1"]
    assert [flip["id"] for flip in result["became_wrong"]] == ["2"]
    assert (result["only_before"], result["only_after"]) == (["3"], ["4"])
    assert result["measures"]["f1"]["difference"] == 0.4
    assert result["measures"]["right"]["n"] == 2
    text = comparison_text(result)
    assert "变对 1，变错 1" in text and "✗ 2 问题2：答 -> 答 | 缺 5" in text


def test_an_id_that_stands_twice_is_two_questions(tmp_path: Path) -> None:
    run = read_run(_run(tmp_path, "a", _item("1", True), _item("1", False), _item("1", True)))
    assert [item["right"] for item in run.values()] == [True, False, True]
    assert compare(run, run)["questions"] == 3


def test_runs_that_share_nothing_are_refused(tmp_path: Path) -> None:
    runs = [read_run(_run(tmp_path, name, _item(name, True))) for name in "ab"]
    with pytest.raises(UsageError, match="没有相同的题目"):
        compare(*runs)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"items": [{}]}', '{"items": 3}', _TEXT])
def test_what_is_no_run_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="不是评测结果"):
        read_run(path)
    with pytest.raises(UsageError, match="无法读取"):
        read_run(tmp_path / "none.json")

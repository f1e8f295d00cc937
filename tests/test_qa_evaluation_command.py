"""`eval` keeps its totals, adds items for comparison and a report, and refuses what makes no sense before asking."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import Desk

ROWS = [
    {"id": "yes", "question": "县实验室有多少家？", "must": ["(?<!\\d)5家"], "answers": ["5家"]},
    {"id": "no", "question": "江苏省有多少家县实验室？", "unanswerable": True},
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "q.jsonl"
    lines = [json.dumps(row, ensure_ascii=False) for row in ROWS]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_report_items_and_comparison(desk: Desk, file: Path, tmp_path: Path) -> None:
    done = desk("eval", file, "--json", "--html", tmp_path / "r.html")
    assert done.code == 0 and len(done.json["items"]) == 2
    assert done.json["measures"]["citation.valid"]["mean"] == 1.0
    assert done.json["figures"]["unsupported"] == 0
    assert "县实验室" not in (tmp_path / "r.html").read_text(encoding="utf-8").split("没有答对")[0]
    run = tmp_path / "a.json"
    run.write_text(done.out, encoding="utf-8")
    compared = desk("eval", "--compare", run, run)
    assert compared.code == 0 and "变对 0，变错 0" in compared.out
    assert desk("eval", "--compare", run, run, "--json").json["questions"] == 2


def test_a_sample_is_the_same_each_time(desk: Desk, file: Path) -> None:
    first, second = (desk("eval", file, "--sample", "1", "--json").json for _ in range(2))
    assert first["questions"] == 1
    assert first["items"][0]["id"] == second["items"][0]["id"]


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        ((), "没有问题文件"),
        (("{file}", "--compare", "a", "b"), "不能"),
        (("{file}", "--html", "none/r.html"), "无法写入报告"),
        (("{file}", "--documents", "out"), "普通的问题文件"),
        (("{file}", "--format", "x"), "没有格式"),
        (("--compare", "none.json", "none.json"), "无法读取"),
    ],
)
def test_what_makes_no_sense_is_refused(
    desk: Desk, file: Path, arguments: tuple[str, ...], part: str
) -> None:
    done = desk("eval", *(a.format(file=file) for a in arguments))
    assert done.code == 2 and part in done.err and done.out == ""


def test_documents_of_a_set_are_laid_out(desk: Desk, tmp_path: Path) -> None:
    row = {
        "id": "1",
        "para_id": "p1",
        "context": "共有5家。",
        "question": "几家？",
        "answers": [{"text": "5家", "start": 2}],
    }
    (tmp_path / "trial.jsonl").write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    done = desk("eval", tmp_path, "--format", "cmrc2018", "--documents", tmp_path / "out")
    assert done.code == 0 and "1 个文件" in done.err
    assert (tmp_path / "out" / "p1.txt").read_text(encoding="utf-8") == "共有5家。"

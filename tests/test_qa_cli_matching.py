"""`match` and `measures` from end to end: JSON, terminal, files, exit codes, errors in one line."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest

from tests.command import Desk, one_line, run
from tests.schema import problems

DAY = ("--date", "2026-03-01")


@pytest.fixture(scope="module")
def schemas() -> dict:
    return run("schema").json


def test_a_match_is_one_object_that_fits_its_schema(desk: Desk, schemas: dict) -> None:
    done = desk("match", "测试县的规上工业企业，设备投入600万元，想参加境外展会", "--json", *DAY)
    assert (done.code, done.err) == (0, "")
    assert problems(done.json, schemas["match"]) == []
    first = done.json["measures"][0]
    assert {"title", "agency", "support", "conditions", "quote", "citation", "why"} <= set(first)


def test_a_person_reads_states_sources_and_questions(desk: Desk) -> None:
    done = desk("match", "测试县的规上工业企业，设备投入600万元", *DAY)
    assert done.code == 0
    for part in ("符合", "48万元", "原文[", "【", "主管：", "按2026-03-01判断"):
        assert part in done.out


def test_nothing_found_is_exit_3(desk: Desk) -> None:
    done = desk("match", "东莞的箱包企业", "--json", *DAY)
    assert done.code == 3 and done.json["measures"] == [] and done.json["excluded"]


def test_a_form_and_a_batch(desk: Desk, schemas: dict, tmp_path: Path) -> None:
    form = tmp_path / "p.yaml"
    form.write_text("地区: 测试县\n行业: 工业\n设备投入: 6000000\n规模: 规上\n", encoding="utf-8")
    assert desk("match", "--profile", form, "--json", *DAY).json["measures"]
    batch = tmp_path / "b.jsonl"
    lines = ['{"id": 1, "profile": "测试县的工业企业"}', "not json", '{"id": 2}', '{"id": 3, "profile": {"regoin": 1}}',
             '{"id": 4, "profile": {"地区": "测试县", "industry": "工业"}}', '{"id": 5, "profile": " "}']  # fmt: skip
    batch.write_text("\n".join(lines), encoding="utf-8")
    done = desk("match", "--batch", batch, "--json", *DAY)
    assert done.code == 1 and "4 行" in done.err
    assert [row["id"] for row in done.lines] == [1, None, 2, 3, 4, 5]
    assert [row["id"] for row in done.lines if "error" not in row] == [1, 4]
    assert all(problems(row, schemas["match --batch"]) == [] for row in done.lines)


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (("match",), ("企业情况是空的",)),
        (("match", " "), ("企业情况是空的",)),
        (("match", "企业", "--date", "明天"), ("--date", "明天")),
        (("match", "企业", "--profile", "x.yaml"), ("不能同时给出",)),
        (("match", "--profile", "nowhere.yaml"), ("nowhere.yaml",)),
        (("match", "--batch", "nowhere.jsonl"), ("nowhere.jsonl",)),
        (("match", "企业" * 2001), ("4002 字",)),
    ],
)
def test_wrong_usage_is_one_line(desk: Desk, arguments: tuple, parts: tuple) -> None:
    done = desk(*arguments)
    assert done.code == 2 and one_line(done, *parts), done


def test_the_table_the_workbook_and_the_calendar(desk: Desk, schemas: dict, tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("m.csv", "m.xlsx", "m.ics")]
    done = desk("measures", "--csv", paths[0], "--xlsx", paths[1], "--ics", paths[2], "--json")
    assert done.code == 0 and problems(done.json, schemas["measures"]) == []
    table = list(csv.DictReader(io.StringIO(paths[0].read_text(encoding="utf-8-sig"))))
    assert len(table) == len(done.json)
    row = next(r for r in table if "技术改造" in r["措施"])
    assert row["支持内容"].startswith("按设备投入的8%") and "-" in row["支持内容位置"]
    with zipfile.ZipFile(paths[1]) as book:
        sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))
    assert len(list(sheet.iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}row"))) == len(table) + 1  # fmt: skip
    calendar = paths[2].read_bytes()
    assert b"BEGIN:VCALENDAR\r\n" in calendar and b"20280229" in calendar
    assert all(len(line) <= 75 for line in calendar.split(b"\r\n"))


def test_the_list_of_measures_and_a_file_that_cannot_be_written(desk: Desk, tmp_path: Path) -> None:
    done = desk("measures")
    assert done.code == 0 and "共 " in done.out and "技术改造" in done.out
    failed = desk("measures", "--csv", tmp_path / "no" / "m.csv")
    assert failed.code == 1 and one_line(failed, "m.csv")

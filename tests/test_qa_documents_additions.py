"""The lines and the table that tell what became of the files."""

from __future__ import annotations

from pathlib import Path

from index.types import FileReport
from qa.documents.additions import Report, line, passed_over, summary


def test_each_file_has_one_line() -> None:
    good = FileReport(path="甲.pdf", status="added", document_id="d1", passages=12)
    bad = FileReport(path="乙\t.pdf", status="failed", message="'乙.pdf' 已加密。\n请解除密码")
    assert line(good) == "甲.pdf\tok (12)"
    assert line(bad) == "乙 .pdf\tfailed\t'乙.pdf' 已加密。 请解除密码"


def test_the_report_is_written_as_it_happens(tmp_path: Path) -> None:
    with Report(tmp_path / "r.tsv") as report:
        report(FileReport(path="甲.pdf", status="unchanged"))
        assert (tmp_path / "r.tsv").read_text(encoding="utf-8") == "甲.pdf\tunchanged\n"
    with Report(None) as report:
        report(FileReport(path="甲.pdf", status="unchanged"))


def test_many_files_are_summed_up_by_format() -> None:
    reports = [FileReport(path=f"{n}.pdf", status="added", passages=2) for n in range(25)]
    reports += [
        FileReport(path="x.docx", status="failed"),
        FileReport(path="y.txt", status="vanished"),
    ]
    lines = summary(reports)
    assert lines[0].split() == [
        "格式",
        "新增",
        "替换",
        "未变",
        "重复",
        "失败",
        "消失",
        "略过",
        "段落",
    ]
    assert [row.split()[0] for row in lines[1:-1]] == [".docx", ".pdf", ".txt"]
    assert lines[-1] == "新增 25，替换 0，未变 0，重复 0，失败 1，消失 1；共 50 个段落"
    assert summary(reports[:2]) == ["新增 2，替换 0，未变 0，重复 0，失败 0；共 4 个段落"]


def test_files_that_are_not_read_are_counted_by_format() -> None:
    names = ("甲.doc", "乙.DOC", "丙.wps", "README")
    reports = [FileReport(path=name, status="skipped") for name in names]
    assert passed_over(reports) == "略过 4 个暂不支持的文件：.doc 2 个，.wps 1 个，无扩展名 1 个"
    assert summary(reports)[-1].startswith("新增 0，替换 0，未变 0，重复 0，失败 0，略过 4；")
    assert passed_over([FileReport(path="丁.txt", status="added")]) == ""

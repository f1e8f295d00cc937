"""A folder of three files, and a corpus that is cheap to open."""

from __future__ import annotations

from pathlib import Path

from index.corpus import Corpus
from index.types import FileReport
from tests.fakes import HashEmbedder, plain_loader, plain_passages

SUBSIDY = "对首次认定的专精特新企业一次性补助30万元。\n由省工业和信息化厅组织申报。"
OUTSOURCING = (
    "2026年服务外包执行额突破８５００亿元，同比增长百分之三十六。\n服務外包企業超過8.5万家。"
)
EXHIBITION = "支持箱包企业参加境外展会，展位费补贴一半。\n申报时间为每年三月。"


def write_files(folder: Path) -> Path:
    for name, text in (("补助", SUBSIDY), ("外包", OUTSOURCING), ("展会", EXHIBITION)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def open_corpus(folder: Path, **options: object) -> Corpus:
    settings: dict[str, object] = {
        "create": True, "loader": plain_loader, "splitter": plain_passages, **options
    }  # fmt: skip
    return Corpus.open(folder, HashEmbedder(), **settings)  # type: ignore[arg-type]


def statuses(reports: list[FileReport]) -> list[str]:
    return [report.status for report in reports]

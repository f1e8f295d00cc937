"""Results as files: a figure check, the measures that may fit, the dates to keep."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from index.corpus import Corpus
from qa.claims import ClaimReport
from qa.claims.docx import report_docx
from qa.claims.render import report_csv, report_html, report_markdown
from qa.match import Match
from qa.match.keeping import read_kept
from qa.match.sheet import SHEET, sheet
from qa.measures.calendar import to_ics
from qa.measures.table import to_csv, to_xlsx
from ui.work.downloads import packed

_BOM = b"\xef\xbb\xbf"
CHECKS: dict[str, Callable[[ClaimReport], bytes]] = {
    "docx": report_docx,
    "md": lambda report: report_markdown(report).encode("utf-8"),
    # Spreadsheet programs take a file without the mark for one in another encoding.
    "csv": lambda report: _BOM + report_csv(report).encode("utf-8"),
    "html": lambda report: report_html(report).encode("utf-8"),
}
MATCHES = ("xlsx", "csv", "ics")


def checked(report: ClaimReport, kind: str) -> str:
    """Return the report as a file of the kind, packed for the page."""
    return packed(f"数字核查.{kind}", CHECKS[kind](report))


def matched(match: Match, kind: str, corpus: Corpus, folder: Path) -> str:
    """Return the measures as a table, or their dates as a calendar, packed for the page; `folder` is that of the index."""
    if kind == "ics":
        ids = dict.fromkeys(m.document.id for m in match.measures)
        infos = {info.id: info for info in corpus.documents()}
        read = read_kept(corpus, folder, [infos[id_] for id_ in ids if id_ in infos])
        data = to_ics([(source.info, measures) for source, measures in read], date.today())
        return packed("申报日历.ics", data)
    rows = sheet(match)
    data = to_xlsx(rows, SHEET) if kind == "xlsx" else to_csv(rows, SHEET)
    return packed(f"惠企匹配.{kind}", data)

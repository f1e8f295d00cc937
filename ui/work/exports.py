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
from qa.voice import Voice
from ui.standing import voice
from ui.words import CHINESE, Words
from ui.work.downloads import packed

_BOM = b"\xef\xbb\xbf"
CHECKS: dict[str, Callable[[ClaimReport, Voice], bytes]] = {
    "docx": report_docx,
    "md": lambda report, told: report_markdown(report, told).encode("utf-8"),
    # Spreadsheet programs take a file without the mark for one in another encoding.
    "csv": lambda report, told: _BOM + report_csv(report, told).encode("utf-8"),
    "html": lambda report, told: report_html(report, told).encode("utf-8"),
}
MATCHES = ("xlsx", "csv", "ics")


def checked(report: ClaimReport, kind: str, words: Words = CHINESE) -> str:
    """Return the report as a file of the kind, packed for the page."""
    return packed(f"{words('数字核查')}.{kind}", CHECKS[kind](report, voice(words)))


def matched(match: Match, kind: str, corpus: Corpus, folder: Path, words: Words = CHINESE) -> str:
    """Return the measures as a table, or their dates as a calendar, packed for the page; `folder` is that of the index.

    Empty where no day is stated: a calendar without an entry is none (RFC 5545), and some programs refuse it.
    """
    told = voice(words)
    if kind == "ics":
        ids = dict.fromkeys(m.document.id for m in match.measures)
        infos = {info.id: info for info in corpus.documents()}
        read = read_kept(corpus, folder, [infos[id_] for id_ in ids if id_ in infos])
        data = to_ics([(source.info, measures) for source, measures in read], date.today(), told)
        return packed(f"{words('申报日历')}.ics", data) if b"BEGIN:VEVENT" in data else ""
    rows, head = sheet(match, told), tuple(words(name) for name in SHEET)
    name = words("措施")
    data = to_xlsx(rows, head, name) if kind == "xlsx" else to_csv(rows, head)
    return packed(f"{words('惠企匹配')}.{kind}", data)

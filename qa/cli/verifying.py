"""The commands that check: figures of a draft against the index, and citations against their sources."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from index.errors import UsageError
from index.scope import Scope
from qa import assemble
from qa.claims import ClaimChecker, ClaimReport
from qa.claims.drafts import read_draft
from qa.claims.render import (
    VERDICT_NAMES,
    explained,
    findings,
    label,
    report_csv,
    report_html,
    report_json,
    report_markdown,
    summary,
)
from qa.cli.batches import begun, write_lines
from qa.cli.options import DISAGREES, NOT_FOUND, OK
from qa.cli.output import print_json, print_text, say
from qa.cli.scoping import scope_of
from qa.cli.terminal import Terminal
from qa.config import Settings
from qa.question_files import read_rows

_CODES = {
    "supported": OK,
    "contradicted": DISAGREES,
    "scope_differs": DISAGREES,
    "not_found": NOT_FOUND,
}
_FORMATS = ("json", "markdown", "html", "csv")


def verify(options: argparse.Namespace, settings: Settings) -> int:
    """Check one draft, or every line of a batch file."""
    given = [name for name in _FORMATS if getattr(options, name)]
    if len(given) > 1:
        raise UsageError(f"--{given[0]} 和 --{given[1]} 不能同时给出", "请只用一种")
    sources = [s for s in (options.claim, options.file, options.batch) if s is not None]
    if len(sources) > 1:
        raise UsageError("文字、--file 和 --batch 只能给出一种", "请只用一种")
    if options.batch is not None:
        if given not in ([], ["json"]) or options.docx:
            raise UsageError("--batch 只能输出 JSON", "请去掉其他输出格式")
        return _batch(options.batch, settings, scope_of(options), options.date)
    claim = _claim(options)
    with assemble.corpus(settings, scope=scope_of(options)) as corpus:
        report = ClaimChecker.over(corpus).check(claim, options.date)
    if options.docx:
        from qa.cite.bundle import write
        from qa.claims.docx import report_docx

        write(options.docx, report_docx(report))
        say(f"已写入 {options.docx}")
    _show(report, given[0] if given else "")
    return _CODES[report.verdict]


def _claim(options: argparse.Namespace) -> str:
    """Return the draft; an empty one is refused before a model is loaded."""
    if options.claim == "-":
        text = read_draft(Path("-"))
    elif options.file is not None:
        text = read_draft(options.file)
    else:
        text = options.claim or ""
    if not any(c.isprintable() and not c.isspace() for c in text):
        raise UsageError("要核对的文字是空的", '请写一句话，例如 verify "全省有24家省实验室"')
    return text


def _show(report: ClaimReport, form: str) -> None:
    if form == "json":
        print_json(report_json(report))
    elif form:
        write = {"markdown": report_markdown, "html": report_html, "csv": report_csv}[form]
        print_text(write(report).rstrip("\n"))
    else:
        _table(report, Terminal())


def _table(report: ClaimReport, terminal: Terminal) -> None:
    """Write the findings as people read them: a line each, then the original paragraphs."""
    terminal.line(summary(report))
    if not report.figures and not report.words:
        terminal.line("· 没有可核对的数字")
    for finding in findings(report):
        number = f"[{finding.citation}]" if finding.citation else ""
        verdict = VERDICT_NAMES[finding.verdict]
        reason = explained(finding).removeprefix(verdict).lstrip("，")
        terminal.line(
            f"{verdict}　{label(finding)} {finding.text.strip()}{number}"
            + (f"　{reason}" if reason else "")
        )
    terminal.citations(report.citations)


def _batch(path: Path, settings: Settings, scope: Scope, day: date | None) -> int:
    """Write one line for each row, in order; a row that cannot be checked costs no other its report."""
    empty = UsageError(
        f"文件 {str(path)!r} 里没有要核对的句子", "每行应是一个有 id 和 claim 的 JSON 对象"
    )
    rows = begun(read_rows(path, field="claim"), empty)
    with assemble.corpus(settings, scope=scope) as corpus:
        checker = ClaimChecker.over(corpus)
        return write_lines(
            rows,
            lambda row: report_json(checker.check(row.question, day)),
            lambda row: {"claim": row.question},
            "行没有核对，原因见各行的 error",
        )


def cite(options: argparse.Namespace, settings: Settings) -> int:
    """Read citations again, or pack them with their sources; 4 when one does not stand any more."""
    from qa.cite.bundle import bundle, verify_bundle, write
    from qa.cite.standing import STATES, read_results, standing

    if options.action == "bundle":
        if options.out is None:
            raise UsageError("没有写证据包的文件名", "例如 cite bundle 结果.json 证据.zip")
        results = read_results(options.file)
        with assemble.corpus(settings) as corpus:
            write(options.out, bundle(results, corpus))
        say(f"已写入 {options.out}")
        return OK
    if options.out is not None:
        raise UsageError("cite verify 只要一个文件", "请去掉多余的参数")
    if options.file.suffix.lower() == ".zip":
        found = list(verify_bundle(options.file))
    else:
        results = read_results(options.file)
        with assemble.corpus(settings) as corpus:
            found = list(standing(results, corpus))
    if options.json:
        print_json(
            [
                {
                    "number": s.number,
                    "title": s.title,
                    "quote": s.quote,
                    "state": s.state,
                    "file": s.file,
                    "note": s.note,
                }
                for s in found
            ]
        )
    else:
        terminal = Terminal()
        for s in found:
            note = f"（{s.note}）" if s.note else ""
            terminal.line(f"[{s.number}] {STATES[s.state]}{note}　《{s.title}》“{s.quote}”")
        stands = sum(s.state == "stands" for s in found)
        terminal.line(f"{len(found)} 条引用，{stands} 条仍然成立")
    return OK if all(s.state == "stands" for s in found) else DISAGREES


COMMANDS: dict[str, Callable[[argparse.Namespace, Settings], int]] = {
    "verify": verify,
    "cite": cite,
}

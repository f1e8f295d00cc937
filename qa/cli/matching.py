"""The commands for enterprises: which support fits a profile, and the table of all measures."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from index.errors import StorageError, UsageError
from index.scope import Scope
from qa import assemble
from qa.cli.batches import write_lines
from qa.cli.options import NOT_FOUND, OK
from qa.cli.output import print_json, say
from qa.cli.scoping import scope_of
from qa.cli.terminal import Terminal
from qa.config import Settings
from qa.match import match, profile_of
from qa.match.batch import read_profiles
from qa.match.keeping import match_kept, read_kept
from qa.match.render import match_json, match_lines
from qa.match.table_json import table_json
from qa.measures import KIND_NAMES
from qa.measures.calendar import to_ics
from qa.measures.kept import Kept
from qa.measures.table import rows, to_csv, to_xlsx
from qa.profile import load_form


def match_(options: argparse.Namespace, settings: Settings) -> int:
    """Match one profile, or every line of a batch file; exit code 3 when no measure may fit."""
    given = [
        name
        for name, value in (
            ("企业情况", options.profile_text),
            ("--profile", options.profile),
            ("--batch", options.batch),
        )
        if value is not None
    ]
    if len(given) > 1:
        raise UsageError(f"{'、'.join(given)} 不能同时给出", "请只用一种")
    on = options.date or date.today()
    if options.batch is not None:
        return _match_batch(options.batch, settings, on, options.k, scope_of(options))
    profile: str | Mapping[str, object] = options.profile_text or ""
    if options.profile is not None:
        profile = load_form(options.profile)
    elif not any(c.isprintable() and not c.isspace() for c in profile):
        raise UsageError(
            "企业情况是空的", '请写一句话，例如 match "东莞的箱包企业，80人，想开拓海外市场"'
        )
    with assemble.corpus(settings, scope=scope_of(options)) as corpus:
        result = match_kept(corpus, settings.index, profile, on=on, k=options.k)
    if options.json:
        print_json(match_json(result))
    else:
        terminal = Terminal()
        for line in match_lines(result):
            terminal.line(line)
    return OK if result.found else NOT_FOUND


def _match_batch(path: Path, settings: Settings, on: date, k: int, scope: Scope) -> int:
    """Write one line for each row, in order; a row that cannot be read costs no other its result."""
    profiles = read_profiles(path)
    with assemble.corpus(settings, scope=scope) as corpus, Kept.open(settings.index) as kept:
        return write_lines(
            profiles,
            lambda row: match_json(
                match(corpus, profile_of(row.profile, corpus, on), on=on, k=k, kept=kept)
            ),
            lambda row: {},
            "行没有结果，原因见各行的 error",
        )


def measures(options: argparse.Namespace, settings: Settings) -> int:
    """List the measures of all documents, or write them as a table or a calendar; exit code 3 when there is none."""
    with assemble.corpus(settings) as corpus:
        read = read_kept(corpus, settings.index)
    found = [
        (source.info, measures.terms.region, measure)
        for source, measures in read
        for measure in measures.measures
    ]
    table = rows(found)
    for path, data in (
        (options.csv, lambda: to_csv(table)),
        (options.xlsx, lambda: to_xlsx(table)),
        (options.ics, lambda: to_ics([(s.info, m) for s, m in read], date.today())),
    ):
        if path is not None:
            _write(path, data())
            say(f"已写入 {path}：{len(table)} 项措施")
    if options.json:
        print_json(table_json(read))
    elif not (options.csv or options.xlsx or options.ics):
        terminal = Terminal()
        for info, _, measure in found:
            mark = "（意向）" if measure.intention else ""
            terminal.line(f"［{KIND_NAMES[measure.kind]}］{measure.title}{mark}")
            terminal.line(f"   {' '.join(measure.support.text.split())}")
            terminal.line(
                f"   《{info.title}》 第{measure.paragraph}段 {info.id}:{measure.span.start}-{measure.span.end}"
            )
        terminal.line(f"共 {len(found)} 项措施，{len(read)} 个文件")
    return OK if found else NOT_FOUND


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise StorageError(
            f"无法写入 {str(path)!r}（{error.strerror or error}）", "请检查路径和权限"
        ) from error


COMMANDS: dict[str, Callable[[argparse.Namespace, Settings], int]] = {
    "match": match_,
    "measures": measures,
}

"""What the commands around answering do: settings and options in, output and an exit code out."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import ModelError, ReadError, UsageError
from index.printable import printable
from qa.cli.options import ERROR, NOT_FOUND, OK
from qa.cli.output import print_json, print_text, say
from qa.config import Settings

if TYPE_CHECKING:
    from qa.models import ModelStatus

# Longer than this is no search but a pasted text.
MAX_QUERY = 1000
_SAID = {"failed": "未加入", "duplicate": "重复", "vanished": "已消失"}


def add(options: argparse.Namespace, settings: Settings) -> int:
    """Add files; 0 when every named file is in the index, 1 when one failed (the others are in)."""
    from qa import assemble
    from qa.cli.progress import Progress
    from qa.documents.additions import Report, passed_over, report_json, summary
    from qa.match.keeping import keep_measures

    _require_files(options.paths)
    with (
        Report(options.report) as keep,
        assemble.corpus(settings, create=True) as corpus,
        Progress("索引") as progress,
    ):
        reports = corpus.add(options.paths, progress=progress, report=keep)
        keep_measures(corpus, settings.index)
    if options.json:
        print_json([report_json(report) for report in reports])
    for report in reports:
        if said := _SAID.get(report.status):
            say(f"{said} {report.path}：{report.message}")
    for line in (passed_over(reports), *summary(reports)):
        if line:
            say(line)
    return ERROR if any(report.status == "failed" for report in reports) else OK


def _require_files(paths: Sequence[Path]) -> None:
    """Return if there is something to add, before a model is loaded or an index made.

    Raises:
        UsageError: a path does not exist.
        ReadError: a path cannot be looked at, or no readable file was named.
    """
    from index.intake import find_files
    from index.reader import READABLE, display

    for path in paths:
        try:
            path.stat()
        except (FileNotFoundError, NotADirectoryError):
            raise UsageError(
                f"文件或文件夹 {display(path)!r} 不存在", "请检查路径；没有加入任何文件"
            ) from None
        except OSError as error:
            raise ReadError(
                f"无法查看 {display(path)!r}（{error.strerror}）",
                "请检查路径和权限；没有加入任何文件",
            ) from error
    if not find_files(paths, frozenset(READABLE)):
        named = "、".join(repr(display(path)) for path in paths[:3])
        raise ReadError(
            f"{named} 中没有可以收录的文件", f"能读的格式有 {' '.join(sorted(READABLE))}"
        )


def remove(options: argparse.Namespace, settings: Settings) -> int:
    """Remove documents for good; a reference that means none is reported, and the others are removed."""
    from qa import assemble
    from qa.documents.as_json import info_json
    from qa.match.keeping import forget_measures

    removed, failed = [], []
    with assemble.corpus(settings) as corpus:
        for ref in dict.fromkeys(options.refs):
            try:
                removed += corpus.remove(ref)
            except UsageError as error:
                failed.append(error)
        forget_measures(corpus, settings.index)
    for info in removed:
        say(f"已删除 {info.id} 《{info.title}》")
    if options.json:
        print_json([info_json(info) for info in removed])
    for unknown in failed[:-1]:
        say(f"错误：{unknown}")
    if failed:
        raise failed[-1]
    return OK


def list_(options: argparse.Namespace, settings: Settings) -> int:
    """List the documents of the index."""
    from qa import assemble
    from qa.cli.scoping import scope_of
    from qa.cli.terminal import Terminal
    from qa.documents.as_json import info_json

    scope = scope_of(options)
    with assemble.corpus(settings, scope=scope) as corpus:
        documents = corpus.documents()
    if scope.restricts and not options.json:
        say(f"筛选：{scope.describe()}")
    if options.json:
        print_json([info_json(info) for info in documents])
    else:
        Terminal().documents(documents)
    return OK


def search(options: argparse.Namespace, settings: Settings) -> int:
    """Search only; exit code 3 when nothing was found."""
    from qa import assemble
    from qa.cli.scoping import scope_of
    from qa.cli.terminal import Terminal
    from qa.render import hit_json

    query = _query(options.query)
    scope = scope_of(options)
    with assemble.corpus(settings, scope=scope) as corpus:
        hits = corpus.search(query, options.k)
    if not hits and scope.restricts:
        say(f"没有符合筛选条件的段落（{scope.describe()}）")
    if options.json:
        print_json([hit_json(hit) for hit in hits])
    else:
        Terminal().hits(hits)
    return OK if hits else NOT_FOUND


def _query(text: str) -> str:
    query = printable(text).strip()
    if not query:
        raise UsageError("检索词是空的", "请写要检索的词句")
    if len(query) > MAX_QUERY:
        raise UsageError(f"检索词有 {len(query)} 字，超过 {MAX_QUERY} 字", "请缩短检索词")
    return query


def doctor(options: argparse.Namespace, settings: Settings) -> int:
    """Check everything that is needed; 1 when something is wrong, each finding with its repair."""
    from qa.doctor import examine

    findings = examine(settings)
    if options.json:
        print_json(
            [{"ok": f.ok, "what": f.what, "detail": f.detail, "remedy": f.remedy} for f in findings]
        )
    else:
        for finding in findings:
            remedy = f"。{finding.remedy}" if finding.remedy else ""
            print_text(
                f"{'正常' if finding.ok else '异常'}  {finding.what}：{finding.detail}{remedy}"
            )
    return OK if all(finding.ok for finding in findings) else ERROR


def models(options: argparse.Namespace, settings: Settings) -> int:
    """List, prepare or verify the embedded models; 1 when one that was asked for is not right."""
    from qa import models as embedded
    from qa.cli.progress import Progress

    names = [spec.name for spec in embedded.SPECS]
    with Progress("模型") as progress:
        if options.action == "prepare":
            for name in names:
                embedded.prepare(name, settings.models, progress=progress.share)
        if options.action == "verify":
            states = tuple(embedded.verify(name, settings.models, progress.share) for name in names)
        else:
            states = embedded.list_models(settings.models)
    if options.json:
        print_json([_model_json(state) for state in states])
    else:
        for state in states:
            print_text(_model_line(state))
    bad = [state.spec.name for state in states if state.state != "ready"]
    if bad and options.action == "list":
        say("有模型没有准备好，请运行 python -m qa models prepare")
    elif bad:
        raise ModelError(
            f"模型 {'、'.join(bad)} 没有通过校验", "请运行 python -m qa models prepare"
        )
    return OK


def _model_json(state: ModelStatus) -> dict[str, object]:
    return {
        "name": state.spec.name,
        "kind": state.spec.kind,
        "state": state.state,
        "path": str(state.path),
        "licence": state.spec.licence,
        "problems": list(state.problems),
    }


def _model_line(state: ModelStatus) -> str:
    shown = {"ready": "就绪", "missing": "未准备", "damaged": "损坏"}[state.state]
    parts = (state.spec.name, shown, state.spec.licence, str(state.path), *state.problems)
    return "  ".join(parts)


def schema(options: argparse.Namespace, settings: Settings) -> int:
    """Write the JSON schemas of the results."""
    from qa.schemas import SCHEMAS

    print_json(SCHEMAS, indent=1)
    return OK


COMMANDS: dict[str, Callable[[argparse.Namespace, Settings], int]] = {
    "add": add,
    "remove": remove,
    "list": list_,
    "search": search,
    "doctor": doctor,
    "models": models,
    "schema": schema,
}

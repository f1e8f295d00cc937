"""The `eval` command: questions in, scores out; or two earlier runs in, what changed out."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from index.errors import StorageError, UsageError
from qa.cli.options import OK
from qa.cli.output import print_json, print_text, say
from qa.cli.scoping import scope_of
from qa.config import Settings
from qa.question_files import Row, row_of


def eval_(options: argparse.Namespace, settings: Settings) -> int:
    """Score a question file: the misses on stderr, the totals on stdout; 0 whatever the scores are."""
    if options.compare:
        return _compare(options)
    if options.file is None:
        raise UsageError("没有问题文件", "请给出 FILE.jsonl，或用 --compare 比较两次结果")
    if options.documents:
        return _lay_out(options)
    return _score(options, settings)


def _compare(options: argparse.Namespace) -> int:
    from qa.evaluation.compare import compare, comparison_text, read_run

    if options.file or options.html:
        raise UsageError("--compare 不能和问题文件或 --html 同时给出", "请只给出两份评测结果")
    before, after = (read_run(path) for path in options.compare)
    result = compare(before, after)
    if options.json:
        print_json(result)
    else:
        print_text(comparison_text(result))
    return OK


def _lay_out(options: argparse.Namespace) -> int:
    from qa.evaluation.formats import find_format, lay_out

    found = find_format(options.file, options.format)
    if found is None:
        raise UsageError(
            f"{options.file.name} 是普通的问题文件，没有附带的文件", "请用 add 收录文件"
        )
    format_, path = found
    count = lay_out(format_.texts(path), options.documents)
    say(f"已写出 {count} 个文件，请用 python -m qa add {str(options.documents)!r} 收录")
    return OK


def _score(options: argparse.Namespace, settings: Settings) -> int:
    from qa.cli.answering import assistant_of
    from qa.evaluation.judge import evaluate
    from qa.evaluation.totals import items, summary
    from qa.render import answer_text

    rows = _sample(questions(options.file, options.format), options.sample)
    if options.html is not None:
        _writable(options.html)
    scores = []
    with assistant_of(settings, scope_of(options)) as assistant:
        for score in evaluate(assistant, rows):
            scores.append(score)
            if not score.right:
                shown = answer_text(score.answer) or "（未找到）"
                say(f"{score.id} {score.answer.question} -> {shown} | {'；'.join(score.reasons)}")
    totals = summary(scores)
    if options.html is not None:
        from qa.evaluation.report import report

        _write(options.html, report(scores, options.file.name))
    print_json(
        totals | {"items": items(scores)} if options.json else totals,
        indent=None if options.json else 1,
    )
    return OK


def questions(path: Path, name: str | None) -> list[Row]:
    """Return the questions of a file in our own format or in one of `formats`.

    Raises:
        UsageError: it cannot be read, or holds something that is no question.
    """
    from qa.evaluation.formats import find_format
    from qa.evaluation.judge import checked, load

    found = find_format(path, name)
    if found is None:
        return load(path)
    format_, file = found
    try:
        # Some sets hold a question that is empty, which nobody can ask.
        rows = [
            row_of(number, values)
            for number, values in enumerate(format_.rows(file), 1)
            if str(values["question"]).strip()
        ]
    except (KeyError, TypeError, IndexError) as error:
        raise UsageError(
            f"{str(file)!r} 不是 {format_.name} 格式（{error!r}）",
            "请检查文件，或用 --format 指明格式",
        ) from error
    return checked(rows, file)


def _sample(rows: Sequence[Row], count: int | None) -> list[Row]:
    """Return `count` of the rows in their order, always the same ones: chosen by the hash of the question."""
    if count is None or count >= len(rows):
        return list(rows)
    by_hash = sorted(rows, key=lambda row: hashlib.sha256(row.question.encode()).digest())
    chosen = {row.line for row in by_hash[:count]}
    return [row for row in rows if row.line in chosen]


def _writable(path: Path) -> None:
    """Refuse a report that could not be written before an hour of questions, and leave a present file as it is."""
    if path.is_dir() or not path.parent.is_dir():
        raise UsageError(f"无法写入报告 {str(path)!r}", "请给出一个现有文件夹中的文件名")


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise StorageError(
            f"报告 {str(path)!r} 无法写入（{error.strerror or error}）",
            "请检查路径、权限和磁盘空间",
        ) from error
    say(f"报告已写入 {path}")


COMMANDS: dict[str, Callable[[argparse.Namespace, Settings], int]] = {"eval": eval_}

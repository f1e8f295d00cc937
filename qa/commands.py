"""What each command does: settings and options in, output and an exit code out."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.errors import ModelError, UsageError
from qa import assemble
from qa.cli import ERROR, NOT_FOUND, OK, print_json
from qa.config import Settings
from qa.pipeline import Assistant
from qa.progress import Progress
from qa.render import answer_json, answer_markdown, answer_text, hit_json, info_json
from qa.schemas import SCHEMAS
from qa.terminal import Terminal
from qa.types import Finished, Turn, Verified


@contextmanager
def _assistant(settings: Settings) -> Iterator[Assistant]:
    with assemble.corpus(settings) as corpus:
        generator = assemble.generator(settings, corpus)
        try:
            yield Assistant(corpus, generator)
        finally:
            generator.close()


def add(options: argparse.Namespace, settings: Settings) -> int:
    """Add files; 0 when every named file is in the index, 1 when one failed (the others are in)."""
    for path in options.paths:
        if not path.exists():
            raise UsageError(f"文件或文件夹 {str(path)!r} 不存在", "请检查路径")
    with assemble.corpus(settings, create=True) as corpus, Progress("索引") as progress:
        reports = corpus.add(options.paths, progress=progress)
    if options.json:
        print_json([
            {"path": r.path, "status": r.status, "document_id": r.document_id, "passages": r.passages, "message": r.message}
            for r in reports
        ])
    count = {status: sum(r.status == status for r in reports) for status in ("added", "replaced", "unchanged", "duplicate", "failed")}
    for report in reports:
        if report.status in ("failed", "duplicate"):
            print(f"{'未加入' if report.status == 'failed' else '重复'} {report.path}：{report.message}", file=sys.stderr)
    print(
        f"新增 {count['added']}，替换 {count['replaced']}，未变 {count['unchanged']}，重复 {count['duplicate']}，失败 {count['failed']}；"
        f"共 {sum(r.passages for r in reports)} 个段落",
        file=sys.stderr,
    )
    return ERROR if count["failed"] else OK


def remove(options: argparse.Namespace, settings: Settings) -> int:
    """Remove documents for good; an unknown reference is an error before anything is removed."""
    with assemble.corpus(settings) as corpus:
        removed = [info for ref in options.refs for info in corpus.remove(ref)]
    if options.json:
        print_json([info_json(info) for info in removed])
    for info in removed:
        print(f"已删除 {info.id} 《{info.title}》", file=sys.stderr)
    return OK


def list_(options: argparse.Namespace, settings: Settings) -> int:
    """List the documents of the index."""
    with assemble.corpus(settings) as corpus:
        documents = corpus.documents()
    if options.json:
        print_json([info_json(info) for info in documents])
    else:
        Terminal().documents(documents)
    return OK


def search(options: argparse.Namespace, settings: Settings) -> int:
    """Search only; exit code 3 when nothing was found."""
    if not options.query.strip():
        raise UsageError("检索词是空的", "请写要检索的词句")
    with assemble.corpus(settings) as corpus:
        hits = corpus.search(options.query, options.k)
    if options.json:
        print_json([hit_json(hit) for hit in hits])
    else:
        Terminal().hits(hits)
    return OK if hits else NOT_FOUND


def ask(options: argparse.Namespace, settings: Settings) -> int:
    """Answer one question, or every line of a batch file."""
    if options.batch is not None:
        if options.question is not None:
            raise UsageError("问题和 --batch 不能同时给出", "请只用一种")
        return _ask_batch(options.batch, settings)
    if options.question is None or not options.question.strip():
        raise UsageError("问题是空的", '请写一句要问的话，例如 ask "最高补助多少？"')
    with _assistant(settings) as assistant:
        if options.json or options.markdown:
            answer = assistant.ask(options.question)
            if options.json:
                print_json(answer_json(answer))
            else:
                print(answer_markdown(answer))
        else:
            answer = _stream(assistant, options.question, ())
    return NOT_FOUND if answer.status == "not_found" else OK


def _stream(assistant: Assistant, question: str, history: tuple[Turn, ...]) -> Any:
    terminal = Terminal()
    for event in assistant.stream(question, history):
        if isinstance(event, Verified):
            terminal.statement(event.statement)
        elif isinstance(event, Finished):
            terminal.answer(event.answer, statements=False)
            return event.answer
    raise AssertionError("the stream ends with Finished")


def _ask_batch(path: Path, settings: Settings) -> int:
    from qa.evaluate import load

    rows = load(path)
    with _assistant(settings) as assistant:
        for row in rows:
            history = [Turn(question=t["question"], answer=t["answer"]) for t in row.get("history") or ()]
            try:
                result = answer_json(assistant.ask(row["question"], history))
            except UsageError as error:
                result = {"question": row["question"], "error": str(error)}
            print_json({"id": row.get("id"), **result})
    return OK


def chat(options: argparse.Namespace, settings: Settings) -> int:
    """Talk: each question may lean on the ones before it. An empty line or end of input leaves."""
    history: tuple[Turn, ...] = ()
    with _assistant(settings) as assistant:
        print("请提问（空行退出）：", file=sys.stderr)
        while True:
            print("问> ", end="", file=sys.stderr, flush=True)
            question = sys.stdin.readline().strip()
            if not question:
                return OK
            try:
                answer = _stream(assistant, question, history) if not options.json else assistant.ask(question, history)
            except UsageError as error:
                print(f"错误：{error}", file=sys.stderr)
                continue
            if options.json:
                print_json(answer_json(answer))
            history = (*history[-5:], Turn(question=answer.rewritten, answer=answer_text(answer)))


def eval_(options: argparse.Namespace, settings: Settings) -> int:
    """Score a question file: the misses on stderr, the totals on stdout."""
    from qa.evaluate import evaluate, load, summary

    questions = load(options.file)
    scores = []
    with _assistant(settings) as assistant:
        for score in evaluate(assistant, questions):
            scores.append(score)
            if not score.right:
                print(f"{score.id} {score.answer.question} -> {answer_text(score.answer) or '（未找到）'} | {'；'.join(score.reasons)}", file=sys.stderr)
    totals = summary(scores)
    print_json(totals) if options.json else print(json.dumps(totals, ensure_ascii=False, indent=1))
    return OK


def doctor(options: argparse.Namespace, settings: Settings) -> int:
    """Check everything that is needed; 1 when something is wrong, each finding with its repair."""
    from qa.doctor import examine

    findings = examine(settings)
    if options.json:
        print_json([{"ok": f.ok, "what": f.what, "detail": f.detail, "remedy": f.remedy} for f in findings])
    else:
        for finding in findings:
            print(f"{'正常' if finding.ok else '异常'}  {finding.what}：{finding.detail}" + (f"。{finding.remedy}" if finding.remedy else ""))
    return OK if all(finding.ok for finding in findings) else ERROR


def models(options: argparse.Namespace, settings: Settings) -> int:
    """List, prepare or verify the embedded models; 1 when one that was asked for is not right."""
    from qa import models as embedded

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
        print_json([
            {"name": s.spec.name, "kind": s.spec.kind, "state": s.state, "path": str(s.path), "licence": s.spec.licence, "problems": list(s.problems)}
            for s in states
        ])
    else:
        for s in states:
            shown = {"ready": "就绪", "missing": "未准备", "damaged": "损坏"}[s.state]
            print(f"{s.spec.name}  {shown}  {s.spec.licence}  {s.path}" + "".join(f"  {p}" for p in s.problems))
    bad = [s.spec.name for s in states if s.state != "ready"]
    if bad and options.action != "list":
        raise ModelError(f"模型 {'、'.join(bad)} 没有通过校验", "请运行 python -m qa models prepare")
    return OK


def schema() -> int:
    """Write the JSON schemas of the results."""
    print(json.dumps(SCHEMAS, ensure_ascii=False, indent=1))
    return OK


COMMANDS: dict[str, Callable[[argparse.Namespace, Settings], int]] = {
    "add": add,
    "remove": remove,
    "list": list_,
    "search": search,
    "ask": ask,
    "chat": chat,
    "eval": eval_,
    "doctor": doctor,
    "models": models,
}

"""The command that shows how a document was cut: passages, what repair joined or moved, metadata with its proof."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from index.errors import StorageError, UsageError
from index.types import Passage
from qa import assemble
from qa.cli.options import OK
from qa.cli.output import print_json, say
from qa.cli.terminal import Terminal
from qa.config import Settings
from qa.documents.cut import Cut, cut_json
from qa.documents.cut_html import cut_html
from qa.documents.doubts import doubts_in
from qa.documents.labels import label, state_name

# A passage is shown up to this length; its offsets lead to the rest.
SHOWN = 120
FIELDS = {
    "title": "标题",
    "number": "文号",
    "issuer": "发文机关",
    "level": "级别",
    "region": "地区",
    "written": "成文日期",
    "published": "发布日期",
    "effective": "施行日期",
    "expires": "有效期至",
}
KINDS = {"text": "正文", "question": "提问", "table": "表格", "heading": "标题"}
REPAIRS = {"joined": "接续断行", "moved": "移动", "furniture": "略去", "unsure": "存疑"}
CHANGES = {
    "repeals": "废止",
    "partly": "废止部分条款",
    "amends": "修改",
    "revises": "为下列文件的修订本",
}
WHERE = {"text": "正文", "raw": "原文件开头", "file": "文件属性"}


def show(options: argparse.Namespace, settings: Settings) -> int:
    """Show one document; an ambiguous name is an error that lists what it may mean."""
    with assemble.corpus(settings) as corpus:
        meant = corpus.find(options.ref)
        if len(meant) > 1:
            names = "、".join(f"{info.id}《{info.title}》" for info in meant[:5])
            more = " 等" if len(meant) > 5 else ""
            raise UsageError(
                f"{options.ref!r} 可以指 {len(meant)} 个文件：{names}{more}", "请用完整的编号"
            )
        info = meant[0]
        cut = Cut(info, corpus.document(info.id), tuple(corpus.passages(info.id)))
    if options.html is not None:
        try:
            options.html.write_text(cut_html(cut), encoding="utf-8", errors="replace")
        except OSError as error:
            raise StorageError(
                f"无法写入 {str(options.html)!r}（{error.strerror or error}）", "请检查路径和权限"
            ) from error
        say(f"已写入 {options.html}")
    if options.json:
        print_json(cut_json(cut))
    elif options.html is None:
        _print(cut, Terminal())
    return OK


def _print(cut: Cut, terminal: Terminal) -> None:
    info = cut.info
    terminal.line(f"{info.id}  《{info.title}》")
    terminal.line(f"效力：{state_name(info)}" + (f"　{label(info)}" if label(info) else ""))
    proofs = {proof.field: proof for proof in info.proofs}
    for name, said in FIELDS.items():
        value = getattr(info, name)
        if value is None:
            continue
        proof = proofs.get(name)
        where = "文件名" if proof is None and name == "title" else "无出处"
        if proof is not None:
            span = f" {proof.start}-{proof.end}" if proof.quote else ""
            where = f"{WHERE[proof.where]}{span}" + (
                f"“{_short(proof.quote)}”" if proof.quote else ""
            )
        terminal.line(f"{said}：{value}　［{where}］")
    for change in info.changes:
        target = f"《{change.title}》" if change.title else change.subject
        number = f"（{change.number}）" if change.number else ""
        terminal.line(
            f"{CHANGES[change.kind]}：{target}{number}　［正文 {change.start}-{change.end}“{_short(change.quote)}”］"
        )
    terminal.line(f"来源：{info.source}　SHA-256 {info.sha256}")
    _passages(cut, terminal)
    _repairs(cut, terminal)


def _passages(cut: Cut, terminal: Terminal) -> None:
    terminal.line("")
    terminal.line(f"段落 {len(cut.passages)} 个（偏移按修复后的正文计）")
    for number, passage in enumerate(cut.passages, 1):
        about = (
            f"第{passage.paragraph}段",
            f"第{passage.page}页" if passage.page else "",
            KINDS[passage.kind] if passage.kind != "text" else "",
            passage.label or "",
            f"{passage.role or ''}{passage.speaker}" if passage.speaker else "",
            " › ".join(passage.section),
        )
        repaired = "、".join(
            dict.fromkeys(REPAIRS[r.kind] for r in cut.repairs_of(passage) if r.kind != "furniture")
        )
        terminal.line(
            f"{number}. [{passage.start}-{passage.end}] "
            + " · ".join(part for part in about if part)
            + (f"（{repaired}）" if repaired else "")
        )
        terminal.line(f"   {_marked(cut, passage, terminal)}")


def _repairs(cut: Cut, terminal: Terminal) -> None:
    terminal.line("")
    terminal.line(f"修复 {len(cut.document.repairs)} 处（偏移按原文件计）")
    for repair in cut.document.repairs:
        terminal.line(
            f"{REPAIRS[repair.kind]} [{repair.raw_start}-{repair.raw_end}] {repair.note}"
            f"（把握 {repair.confidence:.2f}）“{_short(cut.document.raw[repair.raw_start : repair.raw_end])}”"
        )


def _marked(cut: Cut, passage: Passage, terminal: Terminal) -> str:
    """Return the passage, shortened, with what may have been misread highlighted."""
    end = min(passage.end, passage.start + SHOWN)
    parts, at = [], passage.start
    for doubt in doubts_in(cut.info, passage.start, end):
        low, high = max(doubt.start, at), min(doubt.end, end)
        if low < high:
            parts += [cut.document.text[at:low], terminal.mark(cut.document.text[low:high])]
            at = high
    shown = " ".join("".join([*parts, cut.document.text[at:end]]).split())
    return shown if end == passage.end else f"{shown}…"


def _short(text: str, most: int = 40) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[:most]}…"


COMMANDS: dict[str, Callable[[argparse.Namespace, Settings], int]] = {"show": show}

"""The documents of the index as a list, and an addition as one line for each file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from index.fold import fold
from index.types import DocumentInfo
from ui.standing import validity
from ui.views.cards import document_link
from ui.views.paragraph import text, with_days
from ui.words import CHINESE, Words
from ui.work.files import Intake, Line

# Documents of one page of the list.
PAGE = 50
SIGNS = {"waiting": "…", "working": "▸", "done": "✓", "failed": "✗"}
_SAID = {"waiting": "等待", "working": "正在处理", "done": "完成", "failed": "未收录"}


def found(documents: Sequence[DocumentInfo], wanted: str) -> list[DocumentInfo]:
    """Return the documents whose title, number, issuer or file name holds every word of `wanted`."""
    asked = fold(wanted).split()
    return [
        d
        for d in documents
        if all(
            word in fold(f"{d.title} {d.number or ''} {d.issuer or ''} {d.region or ''} {d.source}")
            for word in asked
        )
    ]


def listing(
    documents: Sequence[DocumentInfo],
    *,
    wanted: str = "",
    shown: int = PAGE,
    editing: bool = False,
    on: date | None = None,
    words: Words = CHINESE,
) -> str:
    """Return the list; those that may edit get the buttons for it."""
    if not documents:
        said = (
            "还没有文件。把政策文件拖到上面，就可以开始提问。"
            if editing
            else "还没有文件。请管理员收录后再来。"
        )
        return f'<p class="empty">{text(words(said))}</p>'
    chosen = found(documents, wanted)
    count = words("共 {n} 个文件", n=len(documents))
    if wanted.strip():
        count = words("{n} 个文件符合（共 {all} 个）", n=len(chosen), all=len(documents))
    if not chosen:
        return f'<p class="empty" role="status">{text(count)}</p>'
    items = "".join(_item(d, editing, on, words) for d in chosen[:shown])
    more = (
        f'<p><button type="button" data-do="more">{text(words("再显示 {n} 个", n=min(PAGE, len(chosen) - shown)))}</button></p>'
        if len(chosen) > shown
        else ""
    )
    return (
        f'<p class="near" role="status">{text(count)}</p><ul class="documents">{items}</ul>{more}'
    )


def _item(document: DocumentInfo, editing: bool, on: date | None, words: Words) -> str:
    kind, said = validity(document, words, on)
    facts = " · ".join(
        part
        for part in (
            document.number,
            document.issuer,
            document.region,
            words("{day} 发布", day=document.published) if document.published else "",
            words("{n} 字", n=document.characters),
            words("{n} 段", n=document.passages),
            words("{day} 收录", day=document.added[:10]) if document.added else "",
            document.source,
        )
        if part
    )
    link = document_link(document.id, words=words)
    cuts = f"{link}{'&amp;' if '?' in link else '?'}cut=1"
    id_ = text(document.id)
    edits = (
        f'<button type="button" data-do="again" data-id="{id_}">{text(words("重新收录"))}</button>'
        f'<button type="button" data-do="remove" data-id="{id_}">{text(words("删除"))}</button>'
        if editing
        else ""
    )
    about = text(words("《{title}》", title=document.title))
    return (
        f'<li><h3><a href="{link}" target="_blank" rel="noopener">{text(document.title)}</a> '
        f'<span class="badge {kind}">{text(said)}</span></h3><p class="place">{with_days(facts)}</p>'
        f'<p class="ways" role="group" aria-label="{about}"><a href="{link}" target="_blank" rel="noopener">{text(words("看全文"))}</a>'
        f'<a href="{cuts}" target="_blank" rel="noopener">{text(words("看切分"))}</a>{edits}</p></li>'
    )


def _said(line: Line, words: Words) -> str:
    said = words.said(line.said)
    return words("{name}：{text}", name=line.name, text=said) if said else line.name


def intake(state: Intake | None, words: Words = CHINESE) -> str:
    """Return how far an addition is: its lines, and a summary at the end."""
    if state is None:
        return ""
    # What went wrong comes first at the end: among two hundred files nobody would find it.
    shown = sorted(state.lines, key=lambda line: state.finished and line.outcome != "failed")
    lines = "".join(
        f'<li class="{line.outcome}"><span class="state">{SIGNS[line.outcome]} {text(words(_SAID[line.outcome]))}</span> '
        f"<span>{text(_said(line, words))}</span></li>"
        for line in shown
    )
    done = sum(line.outcome in ("done", "failed") for line in state.lines)
    failed = sum(line.outcome == "failed" for line in state.lines)
    if state.finished:
        said = words("已处理 {n} 个文件，{bad} 个没有收录。", n=len(state.lines), bad=failed)
        head = f'<p class="near" role="status">{text(said)}</p>'
    else:
        said = words(
            "正在收录：{done}/{n} 个文件，已处理 {p} 段…",
            done=done,
            n=len(state.lines),
            p=state.passages,
        )
        head = f'<p class="working" role="status">{text(said)}</p>'
    return f'{head}<ul class="lines">{lines}</ul>'

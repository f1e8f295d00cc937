"""A document as one web page: its original text with the passages coloured, what was joined or moved marked.

The page needs nothing from elsewhere: no script, no font, no picture; a policy in its head forbids them. Every piece of
text is escaped, and characters that hide or reorder text are shown by their names.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.types import Proof, Repair
from qa.documents.cut import Cut
from qa.documents.labels import label, state_name

COLOURS = 6
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_STYLE = (
    "body{margin:0;font:16px/1.8 sans-serif;color:#1d2127;background:#f5f6f8}"
    "main{display:grid;grid-template-columns:22rem 1fr;gap:1rem;padding:1rem}"
    "nav{position:sticky;top:0;max-height:100vh;overflow:auto;font-size:.85rem;line-height:1.5}"
    "nav a{display:block;padding:.3rem .5rem;color:inherit;text-decoration:none;border-left:4px solid #999}"
    "nav a:hover{background:#fff}nav small{color:#565e69}"
    "article{background:#fff;padding:1rem 1.25rem;white-space:pre-wrap;overflow-wrap:anywhere}"
    "header{padding:1rem}table{border-collapse:collapse;font-size:.9rem}td,th{border:1px solid #ccc;padding:.2rem .5rem;text-align:left;vertical-align:top}"
    ".c0{background:#e3f0fb}.c1{background:#e6f5e3}.c2{background:#fff3d6}.c3{background:#f7e3f0}.c4{background:#e7e5fa}.c5{background:#dff4f2}"
    "nav .c0,nav .c1,nav .c2,nav .c3,nav .c4,nav .c5{margin-bottom:1px}"
    ".out{color:#8a8f98;text-decoration:line-through}.joined{outline:1px dashed #0a57a4;background:#cfe3f7}"
    ".moved{border-bottom:3px double #a3231b}.unsure{border-bottom:2px dotted #b36b00}"
    ".warn{color:#a3231b;font-weight:700}span:target{outline:3px solid #0a57a4}"
    "sup{color:#a3231b;font-size:.7rem}"
    "@media(max-width:800px){main{grid-template-columns:1fr}nav{position:static;max-height:none}}"
    "@media print{nav{display:none}main{display:block}}"
)
_FIELDS = {
    "title": "标题", "number": "文号", "issuer": "发文机关", "level": "级别", "region": "地区", "written": "成文日期",
    "published": "发布日期", "effective": "施行日期", "expires": "有效期至",
}  # fmt: skip
_LEGEND = (
    ("joined", "接续的断行"),
    ("moved", "移动过的文字（按原处显示）"),
    ("unsure", "存疑"),
    ("out", "未收入正文"),
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """`raw[start:end]` belongs to the passage of this number, None where to none."""

    start: int
    end: int
    passage: int | None


def cut_html(cut: Cut) -> str:
    """Return the page."""
    title = text(cut.info.title)
    return (
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{_STYLE}</style></head>\n<body>{_header(cut)}"
        f'<main><nav aria-label="段落">{_sidebar(cut)}</nav>\n<article>{_original(cut)}</article></main></body></html>\n'
    )


def text(value: str) -> str:
    """Return `value` as inert HTML text; what would hide or reorder text is shown by its name."""
    return html.escape(_HIDDEN.sub(_named, value))


def _named(match: re.Match[str]) -> str:
    return f"‹{unicodedata.name(match[0], f'U+{ord(match[0]):04X}')}›"


def _header(cut: Cut) -> str:
    info = cut.info
    proofs = {proof.field: proof for proof in info.proofs}
    rows = "".join(
        f"<tr><th>{said}</th><td>{text(value)}</td><td>{_proof(proofs.get(name))}</td></tr>"
        for name, said in _FIELDS.items()
        if (value := getattr(info, name))
    )
    warning = f' <span class="warn">{text(label(info))}</span>' if label(info) else ""
    legend = " ".join(f'<span class="{name}">{said}</span>' for name, said in _LEGEND)
    return (
        f"<header><h1>{text(info.title)}</h1><p>{text(state_name(info))}{warning}</p>"
        f"<table><tr><th>项目</th><th>值</th><th>出处</th></tr>{rows}</table>"
        f"<p>{text(info.source)} · SHA-256 {text(info.sha256)} · {len(cut.passages)} 段 · {len(cut.document.repairs)} 处修复</p>"
        f"<p>图例：{legend}</p></header>"
    )


def _proof(proof: Proof | None) -> str:
    if proof is None or not proof.quote:
        return "文件属性或文件名"
    where = "正文" if proof.where == "text" else "原文件"
    return f"{where} {proof.start}–{proof.end}：“{text(proof.quote)}”"


def _sidebar(cut: Cut) -> str:
    links = []
    for number, passage in enumerate(cut.passages):
        who = f"{passage.role or ''}{passage.speaker}" if passage.speaker else ""
        about = " · ".join(filter(None, (f"第{passage.paragraph}段", passage.label, who, " › ".join(passage.section))))  # fmt: skip
        links.append(
            f'<a class="c{number % COLOURS}" href="#p{number}">{number + 1}. {text(passage.text.strip()[:30])}'
            f"<br><small>{text(about)}</small></a>"
        )
    return "".join(links)


def _original(cut: Cut) -> str:
    """The raw text, piece by piece: each in the colour of its passage, with marks for what repair did there."""
    raw, parts, seen = cut.document.raw, [], set()
    for piece in _pieces(cut):
        kinds = {r.kind for r in cut.document.repairs if _over(r, piece)}
        classes = []
        anchor = ""
        if piece.passage is not None:
            classes.append(f"c{piece.passage % COLOURS}")
            if piece.passage not in seen:
                seen.add(piece.passage)
                anchor = f' id="p{piece.passage}"'
        elif raw[piece.start : piece.end].strip() or "joined" in kinds:
            classes.append("joined" if "joined" in kinds else "out")
        classes += [kind for kind in ("moved", "unsure") if kind in kinds]
        shown = text(raw[piece.start : piece.end])
        if "joined" in classes:
            shown = "⏎" + shown
        names = f' class="{" ".join(classes)}"' if classes else ""
        note = _notes(cut.document.repairs, piece)
        parts.append(f"<span{anchor}{names}{note}>{shown}</span>")
    return "".join(parts)


def _pieces(cut: Cut) -> list[_Piece]:
    """Cut the raw text where a passage or a repair begins or ends."""
    raw = cut.document.raw
    owner: list[tuple[int, int, int]] = sorted(
        (low, high, number)
        for number, passage in enumerate(cut.passages)
        for low, high in cut.raw_spans(passage.start, passage.end)
    )
    edges = {0, len(raw)}
    edges.update(at for low, high, _ in owner for at in (low, high))
    edges.update(at for r in cut.document.repairs for at in (r.raw_start, r.raw_end))
    points = sorted(edges)
    pieces, place = [], 0
    for start, end in pairwise(points):
        while place < len(owner) and owner[place][1] <= start:
            place += 1
        inside = place < len(owner) and owner[place][0] <= start
        pieces.append(_Piece(start, end, owner[place][2] if inside else None))
    return pieces


def _over(repair: Repair, piece: _Piece) -> bool:
    if repair.raw_start == repair.raw_end:
        return piece.start == repair.raw_start
    return repair.raw_start < piece.end and piece.start < repair.raw_end


def _notes(repairs: Sequence[Repair], piece: _Piece) -> str:
    notes = [f"{r.note}（把握 {r.confidence:.2f}）" for r in repairs if _over(r, piece)]
    return f' title="{text("；".join(notes[:3]))}"' if notes else ""

"""Raw text to clean text: broken lines joined, page furniture left out, one torn fragment put back.

Every character of the clean text is a character of the raw text at a known place, but for the spaces between
Latin words and the paragraph breaks that had to be written anew. No character is changed, so no figure is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import exp
from typing import Literal

from index.front import find_front
from index.repair.columns import Columns, is_scrambled
from index.repair.draft import is_broken
from index.repair.furniture import Furniture, find_furniture, find_hidden, find_withdrawn
from index.repair.joints import Joint, decide
from index.repair.lines import Line, lines_of
from index.repair.order import Doubt, JointScorer, Move, Paragraph, find_move
from index.repair.segments import Builder, CleanMap, to_clean, to_raw
from index.repair.width import find_measure
from index.types import Repair, Segment

__all__ = ["SCRAMBLED", "CleanMap", "JointScorer", "Repaired", "repair", "to_clean", "to_raw"]

RepairKind = Literal["joined", "moved", "furniture", "unsure"]
SCRAMBLED = "栏目的先后可能有误，未调整"
"""The note on a page that looks as if its columns had changed places, where no scorer was there to decide."""
_DOUBTS: dict[str, str] = {
    "end": "句子到此中断，没有找到接续",
    "start": "似从句子中间开始，没有找到前文",
    "place": "前面的文字已移到别处，从这里起可能也应移走",
}
_LIKELY = 0.9  # that a joint is right which beats all others by the margin of `columns`
_INDENT = 40  # characters of white space at most around what fills its lines
_LOST = re.compile("\ufffd+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """`text[s.start:s.end] == raw[s.raw_start:...]` for each segment; `repairs` are in order of the raw text."""

    text: str
    segments: tuple[Segment, ...]
    repairs: tuple[Repair, ...]


@dataclass(slots=True)
class _Block:
    """The lines of one paragraph, with the joint before each line but the first.

    `joint` is the one before the first, where the block goes on with the one before it in the raw text.
    """

    lines: list[Line]
    joints: list[Joint]
    joint: Joint | None = None


@dataclass(slots=True)
class _Order:
    """The blocks to be written, in reading order; those in `glued` go on with the one written before them."""

    blocks: Sequence[_Block]
    order: Sequence[int]
    glued: Collection[int] = ()
    moves: Sequence[Move] = ()
    joined: Sequence[int] = ()
    doubts: Sequence[Doubt] = ()
    scrambled: bool = False


def repair(
    raw: str, *, scorer: JointScorer | None = None, wrapped: bool = True, markdown: bool = False
) -> Repaired:
    """Return the clean text of `raw` (line breaks are `\\n`), how it maps to `raw`, and what was done.

    Each line of the clean text that is not empty is a whole paragraph, heading, row or line of code. `scorer`
    says how likely one text goes on with another; it is asked only where a sentence breaks off and structure does not
    say where it goes on (see `order`, `columns`).
    Where the text is not `wrapped`, every line is a paragraph by its author's hand: nothing is joined, moved or taken
    for furniture, and only what no reader sees is left out. Of `markdown` neither what is struck through nor a comment is text.
    """
    furniture = _left_out(raw) if wrapped else []
    withdrawn = find_withdrawn(raw) if markdown else []
    repairs = [_report("furniture", *item) for item in (*furniture, *withdrawn)]
    left_out = [*furniture, *(item for item in withdrawn if _fills_lines(raw, item))]
    hidden = find_hidden(raw)
    if hidden:
        note = f"{sum(end - start for start, end in hidden)} 个不可见字符"
        repairs.append(_report("furniture", hidden[0][0], hidden[-1][1], note, 1.0))
    lines = lines_of(raw, _disjoint(item[:2] for item in left_out))
    builder = Builder(raw, _disjoint([*hidden, *(item[:2] for item in withdrawn)]))
    if lines:
        joints = (
            decide(lines, find_measure(lines))
            if wrapped
            else list(map(Joint, range(1, len(lines))))
        )
        blocks = _blocks(lines, joints)
        repairs += _joint_reports(lines, joints, blocks)
        found = _in_order(blocks, scorer) if wrapped else _Order(blocks, range(len(blocks)))
        repairs += _order_reports(found)
        _write(builder, raw, found)
    text, segments = builder.build()
    repairs += _losses(raw)
    repairs.sort(key=lambda item: (item.raw_start, item.raw_end))
    return Repaired(text=text, segments=segments, repairs=tuple(repairs))


def _left_out(raw: str) -> list[Furniture]:
    """Return what the clean text leaves out: the metadata block at the head, and page furniture behind it."""
    front = find_front(raw).spans
    clear = max((end for _, end in front), default=0)
    head = [Furniture(start, end, "文件头信息", 1.0) for start, end in front]
    return head + [item for item in find_furniture(raw) if item.start >= clear]


def _fills_lines(raw: str, item: Furniture) -> bool:
    """Say whether nothing else stands on the lines of the span."""
    before = raw[max(item.start - _INDENT, 0) : item.start].rpartition("\n")
    after = raw[item.end : item.end + _INDENT].partition("\n")
    whole = (before[1] or item.start < _INDENT) and (after[1] or len(raw) < item.end + _INDENT)
    return bool(whole) and not (before[2] + after[0]).strip()


def _disjoint(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans in order, those that overlap as one."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(kept[-1][1], end))
        else:
            kept.append((start, end))
    return kept


def _report(kind: RepairKind, start: int, end: int, note: str, confidence: float) -> Repair:
    return Repair(
        kind=kind, raw_start=start, raw_end=end, confidence=round(confidence, 3), note=note
    )


def _blocks(lines: Sequence[Line], joints: Sequence[Joint]) -> list[_Block]:
    blocks = [_Block([lines[0]], [])]
    for joint in joints:
        if joint.joins:
            blocks[-1].lines.append(lines[joint.after])
            blocks[-1].joints.append(joint)
        else:
            blocks.append(_Block([lines[joint.after]], []))
    return blocks


def _paragraph(block: _Block) -> Paragraph:
    prose = block.lines[0].kind == "text"
    text = "".join(line.text for line in block.lines)
    return Paragraph(text, prose, prose and is_broken(text), block.joint is not None)


def _joint_reports(
    lines: Sequence[Line], joints: Sequence[Joint], blocks: Sequence[_Block]
) -> list[Repair]:
    """Return one `joined` for each paragraph that was joined and one `unsure` for each doubtful break."""
    reports = []
    for block in blocks:
        if block.joints:
            sure = _share(min(joint.score for joint in block.joints))
            note = f"接续 {len(block.joints)} 处断行"
            reports.append(_report("joined", block.lines[0].end, block.lines[-1].start, note, sure))
    for joint in joints:
        if joint.verdict == "unsure":
            start, end = lines[joint.after - 1].end, lines[joint.after].start
            sure = _share(min(joint.score, 0.0))
            reports.append(_report("unsure", start, end, "此处可能是断行，未接续", sure))
    return reports


def _share(odds: float) -> float:
    """Return the probability that log odds mean."""
    return 1 / (1 + exp(-odds))


def _in_order(blocks: Sequence[_Block], scorer: JointScorer | None) -> _Order:
    """Return the blocks in reading order, by structure where that is enough, else by what `scorer` says."""
    paragraphs = [_paragraph(block) for block in blocks]
    move, doubts = find_move(paragraphs)
    rest = [p for at, p in enumerate(paragraphs) if not move or at != move.target]
    scrambled = is_scrambled(rest)
    if scorer is None or not scrambled:
        columns = Columns(paragraphs)
        columns.arrange(move)
        return _Order(
            blocks,
            columns.order,
            columns.glued,
            moves=columns.moves,
            doubts=doubts,
            scrambled=scrambled,
        )
    pieces = [piece for block in blocks for piece in _pieces(block)]
    paragraphs = [_paragraph(piece) for piece in pieces]
    columns = Columns(paragraphs, scorer)
    columns.arrange(find_move(paragraphs)[0])
    return _Order(
        pieces,
        columns.order,
        columns.glued,
        moves=columns.moves,
        joined=columns.joined,
        doubts=columns.doubts,
    )


def _pieces(block: _Block) -> list[_Block]:
    """Return the block taken apart where it was joined although no full line says so."""
    pieces = [_Block([block.lines[0]], [])]
    for line, joint in zip(block.lines[1:], block.joints, strict=True):
        if joint.full or joint.verdict == "space":
            pieces[-1].lines.append(line)
            pieces[-1].joints.append(joint)
        else:
            pieces.append(_Block([line], [], joint))
    return pieces


def _order_reports(found: _Order) -> list[Repair]:
    reports = []
    for move in found.moves:
        start = found.blocks[move.moved[0]].lines[0].start
        end = found.blocks[move.moved[-1]].lines[-1].end
        note = f"接到“{found.blocks[move.target].lines[-1].text[-12:]}”之后"
        reports.append(_report("moved", min(start, end), max(start, end), note, move.confidence))
    for index in found.joined:
        start = found.blocks[index].lines[0].start
        reports.append(_report("joined", start, start, "接到上一段之后（据语言模型）", _LIKELY))
    for doubt in found.doubts:
        lines = found.blocks[doubt.at].lines
        at = lines[-1].end if doubt.where == "end" else lines[0].start
        reports.append(_report("unsure", at, at, _DOUBTS[doubt.where], 0.5))
    if found.scrambled:
        at = found.blocks[-1].lines[-1].end
        reports.append(_report("unsure", at, at, SCRAMBLED, 0.5))
    return reports


def _losses(raw: str) -> list[Repair]:
    """Return one `unsure` for each run of replacement characters: what stood there was lost before this file."""
    note = "原文件此处有无法还原的字符"
    return [_report("unsure", *match.span(), note, 0.0) for match in _LOST.finditer(raw)]


def _write(builder: Builder, raw: str, found: _Order) -> None:
    """Write the blocks in reading order, each on a line of its own but those that go on with the one before."""
    for place, at in enumerate(found.order):
        if place and at not in found.glued:
            _break(builder, raw, found.blocks[at].lines[0])
        _write_block(builder, raw, found.blocks[at])


def _write_block(builder: Builder, raw: str, block: _Block) -> None:
    first = block.lines[0]
    builder.take(first.start - _kept_indent(raw, first), first.end)
    for before, line, joint in zip(block.lines, block.lines[1:], block.joints, strict=False):
        if joint.verdict == "space":
            if before.high > before.end:
                builder.take(before.end, before.end + 1)
            elif line.start > line.low:
                builder.take(line.start - 1, line.start)
            else:
                builder.insert(" ")
        builder.take(line.start, line.end)


def _kept_indent(raw: str, line: Line) -> int:
    """Return how many characters of indentation mean something: they nest lists and rows in Markdown."""
    indent = raw[line.low : line.start]
    nests = line.kind == "row" or line.text[:2] in ("- ", "* ", "+ ") or line.text[:1].isdigit()
    return len(indent) if nests and indent.strip(" \t") == "" else 0


def _break(builder: Builder, raw: str, line: Line) -> None:
    """Write the line break before `line`, and the empty line if there was one, taken from the raw text."""
    low = line.low
    if raw[low - 1 : low] != "\n":
        builder.insert("\n\n" if line.blank else "\n")
        return
    if line.blank:
        upper = raw.rfind("\n", 0, low - 1)
        if upper >= 0 and not raw[upper : low - 1].strip():
            builder.take(upper, upper + 1)
        else:
            builder.insert("\n")
    builder.take(low - 1, low)

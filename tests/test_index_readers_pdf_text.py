"""A PDF's notes, sentences and columns over page breaks: what belongs together is read together."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from index.reader import read_data
from index.repair import repair
from tests.rendering import FONT

BODY, NOTE = 12.0, 9.0
WIDE = 36  # characters in a line of text
FIRST = "为进一步支持制造业企业开展技术改造，对设备投入五百万元以上的规上工业企业按照设备投入的百分之八给予补助。"
TORN = "对参加境外展会的企业，按照展位费的百分之五十给予补助，每家企业每年累计不超过二十万元，由县商务局会同县财政局组织实施，具体办法另行制定。"
AFTER = "本措施由县工业和信息化局负责解释，自印发之日起施行，有效期三年，此前规定与本措施不一致的以本措施为准。"
NOTES = (
    "① 规上工业企业指年主营业务收入在两千万元及以上的工业法人单位，以统计部门认定的名单为准，新建企业从投产之月起计算。",
    "② 境外展会指列入县商务局年度目录的展会。",
)

Block = tuple[float, float, Sequence[str]]  # top and size of its type, its lines
Column = tuple[float, Sequence[Block]]  # its left edge


def pdf(*pages: Sequence[Block]) -> bytes:
    return drawn(*([(72, blocks)] for blocks in pages))


def drawn(*pages: Sequence[Column]) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for page in pages:
        for left, blocks in page:
            for top, size, lines in blocks:
                canvas.setFont(FONT, size)
                for number, line in enumerate(lines):
                    canvas.drawString(left, top - number * 1.6 * size, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def wrapped(text: str, width: int = WIDE) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)]


def paragraphs(data: bytes) -> list[str]:
    raw = read_data(data, Path("a.pdf"))
    clean = repair(raw.text, wrapped=raw.wrapped).text
    return [line.strip() for line in clean.splitlines() if line.strip()]


def set_in(text: str) -> list[str]:
    return wrapped("\u3000\u3000" + text)


def over_a_break(notes: Sequence[str]) -> bytes:
    """A text whose paragraph `TORN` runs on over the break, with notes at the foot of the first page."""
    torn = set_in(TORN)
    opening = [*set_in(FIRST), *set_in(AFTER), *set_in(FIRST), torn[0]]
    closing = [*torn[1:], *set_in(AFTER), *set_in(FIRST), *set_in(AFTER)]
    foot = [line for note in notes for line in wrapped(note, 48)]
    return pdf([(760, BODY, opening), (140, NOTE, foot)], [(760, BODY, closing)])


def test_a_note_does_not_stand_in_the_sentence_that_runs_on() -> None:
    assert paragraphs(over_a_break(NOTES)) == [
        FIRST, AFTER, FIRST, TORN, *NOTES, AFTER, FIRST, AFTER
    ]  # fmt: skip


def test_without_notes_the_sentence_is_joined_as_before() -> None:
    assert paragraphs(over_a_break(())) == [FIRST, AFTER, FIRST, TORN, AFTER, FIRST, AFTER]


def test_a_note_below_a_paragraph_that_ends_stays_on_its_page() -> None:
    data = pdf(
        [(760, BODY, [*set_in(FIRST), *set_in(AFTER)]), (140, NOTE, wrapped(NOTES[0], 48))],
        [(760, BODY, [*set_in(TORN), *set_in(FIRST)])],
    )
    assert paragraphs(data) == [FIRST, AFTER, NOTES[0], TORN, FIRST]
    raw = read_data(data, Path("a.pdf"))
    assert raw.text.index("规上工业企业指") < raw.pages[1] <= raw.text.index("境外展会")


def test_small_type_that_is_no_note_stays_where_it_is() -> None:
    plain = "来源于统计部门公布的数据，仅供参考使用"
    text = [line for each in (FIRST, AFTER, TORN, FIRST) for line in set_in(each)]
    assert paragraphs(pdf([(760, BODY, text), (140, NOTE, [plain])])) == [
        FIRST, AFTER, TORN, FIRST, plain
    ]  # fmt: skip
    small = pdf([(760, NOTE, [*wrapped("1. " + FIRST), *wrapped("2. " + AFTER)])])
    assert paragraphs(small)[0].startswith("1. ")


def test_notes_that_count_are_told_from_lines_that_begin_with_a_figure() -> None:
    foot = [
        "1 按照统计部门公布的名单为准，全县符合条件的共有",
        "15家企业，另有培育企业若干家。",
        "2 以年度目录为准。",
    ]
    text = [line for each in (FIRST, AFTER, TORN, FIRST) for line in set_in(each)]
    assert paragraphs(pdf([(760, BODY, text), (140, NOTE, foot)]))[4:] == [
        foot[0] + foot[1],
        foot[2],
    ]


def test_many_long_notes_do_not_hide_how_wide_the_text_was_set() -> None:
    # The words move on from page to page: what stands at one height on all of them is a running head.
    names = [
        "石材加工",
        "箱包皮具制造",
        "家用电器研发设计",
        "灯具照明检测认证服务",
        "五金机械智能化改造示范",
        "纺织",
    ]
    texts = [[f"{name}类企业{text}" for text in (FIRST, AFTER, TORN)] for name in names]
    notes = [f"{NOTES[0][:20]}{name}公告{NOTES[0][20:]}" for name in names]
    pages = [
        [(760, BODY, [line for text in each for line in set_in(text)]), (140, NOTE, wrapped(note, 48))]
        for each, note in zip(texts, notes, strict=True)
    ]  # fmt: skip
    assert paragraphs(pdf(*pages)) == [
        line for each, note in zip(texts, notes, strict=True) for line in (*each, note)
    ]


def test_a_note_below_one_column_stands_after_the_text_that_goes_on_in_the_next() -> None:
    narrow = 17
    torn = wrapped("\u3000\u3000" + TORN, narrow)
    fill = [
        line for text in (FIRST, AFTER, FIRST) for line in wrapped("\u3000\u3000" + text, narrow)
    ]
    left = [(760, BODY, [*fill, *torn[:2]]), (140, NOTE, wrapped(NOTES[0], 22))]
    right = [(760, BODY, [*torn[2:], *fill])]
    data = drawn([(72, left), (310, right)])
    assert paragraphs(data) == [FIRST, AFTER, FIRST, TORN, NOTES[0], FIRST, AFTER, FIRST]

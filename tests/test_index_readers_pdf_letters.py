"""Letters of a PDF by where they stand: raised, struck out, slanted, across; and rows of text that look like heads."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.reader import read_data
from tests.rendering import FONT, Line, to_pdf


def drawn(draw: Callable[[Any], None], size: tuple[float, float] = (595, 842)) -> list[str]:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    canvas.setFont(FONT, 12)
    draw(canvas)
    canvas.save()
    return read_data(out.getvalue(), Path("a.pdf")).text.strip("\n").split("\n")


def in_turn(canvas: Any, *pieces: tuple[str, float, float]) -> None:
    """Draw texts behind each other, each in its size and above or below the line."""
    at = 72.0
    for text, size, up in pieces:
        canvas.setFont(FONT, size)
        canvas.drawString(at, 700 + up, text)
        at += canvas.stringWidth(text, FONT, size)


def test_raised_and_lowered_figures_do_not_run_into_others() -> None:
    found = drawn(
        lambda c: in_turn(
            c, ("投资300", 12, 0), ("1", 7, 5), ("亿元，占地20m", 12, 0), ("2", 7, 5), ("，减排CO", 12, 0),
            ("2", 7, -2), ("300吨", 12, 0),
        )
    )  # fmt: skip
    assert found == ["投资300¹亿元，占地20m²，减排CO₂300吨"]


def test_smaller_type_on_the_line_is_an_ordinary_figure() -> None:
    assert drawn(lambda c: in_turn(c, ("投资", 12, 0), ("300", 9, 0), ("亿元", 12, 0))) == [
        "投资300亿元"
    ]


def test_figures_in_the_squares_of_han_characters_are_whole_and_others_keep_their_spaces() -> None:
    def squares(canvas: Any) -> None:
        for at, sign in enumerate("补助每亩1200元"):
            canvas.drawString(72 + 14 * at, 700, sign)

    assert drawn(squares) == ["补助每亩1200元"]
    assert drawn(lambda c: in_turn(c, ("电话12 34转5", 12, 0))) == ["电话12 34转5"]


@pytest.mark.parametrize(
    ("height", "text"), [(704, "每亩补助800元。"), (698, "每亩补助500元800元。")]
)
def test_a_line_through_words_strikes_them_out_and_one_below_does_not(
    height: float, text: str
) -> None:
    def draw(canvas: Any) -> None:
        in_turn(canvas, ("每亩补助500元800元。", 12, 0))
        canvas.line(120, height, 120 + canvas.stringWidth("500元", FONT, 12), height)

    assert "".join(drawn(draw)).replace(" ", "") == text  # a gap stays where the words were


def test_a_ruled_line_that_letters_touch_strikes_nothing_out() -> None:
    def draw(canvas: Any) -> None:
        in_turn(canvas, ("每亩补助500元", 12, 0))
        canvas.line(60, 704, 500, 704)

    assert drawn(draw) == ["每亩补助500元"]


TEXT = [
    "为进一步支持制造业企业开展技术改造，",
    "对设备投入五百万元以上的规上工业企业，",
    "按照设备投入的百分之八给予补助。",
]


def written(canvas: Any, top: float) -> None:
    for number, line in enumerate(TEXT):
        canvas.drawString(72, top - 20 * number, line)


def test_a_slanted_watermark_is_no_text() -> None:
    def draw(canvas: Any) -> None:
        written(canvas, 500)
        canvas.saveState()
        canvas.translate(200, 480)
        canvas.rotate(45)
        canvas.drawString(0, 0, "内部")
        canvas.restoreState()

    assert drawn(draw) == TEXT


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_that_is_set_across_is_read_in_its_own_direction(turn: int) -> None:
    def draw(canvas: Any) -> None:
        canvas.translate(300, 400)
        canvas.rotate(turn)
        canvas.translate(-200, -500)
        written(canvas, 520)

    assert drawn(draw) == TEXT


def test_rows_whose_figures_differ_and_sentences_are_no_running_heads() -> None:
    items = [
        Line(
            f"第{n}条　对第{n}类项目，按照投资额的{n}.5%给予奖励，最高不超过{n}00万元，由县发展和改革局会同有关部门组织实施。"
        )
        for n in range(1, 60)
    ]
    data = to_pdf(items, columns=2, head="青禾县政府公报", numbers=True)
    text = "".join(read_data(data, Path("a.pdf")).text.split())
    assert text == "".join("".join(line.text for line in items).split())

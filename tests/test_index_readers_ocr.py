"""Which characters of a recognised line are doubtful: their own scores, on their own places. No model is loaded."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from index.readers import ocr
from index.readers.pieces import Piece, Row


def test_only_the_characters_that_were_hard_to_read_are_doubtful() -> None:
    sure, low = 0.99, ocr.SURE - 0.01
    left = Piece("459家", 0, 0, 40, 10, 10, (sure, low, low - 0.1, sure))
    right = Piece("459家", 80, 0, 120, 10, 10, (sure, sure, sure, low))
    row = Row([left, right])
    assert row.text == "459家  459家"
    assert list(ocr.unsure(row)) == [(1, 3, low - 0.1), (9, 10, low)]
    assert list(ocr.unsure(Row([Piece("459家", 0, 0, 40, 10, 10)]))) == []


def test_a_stop_is_doubtful_only_within_a_figure() -> None:
    low = ocr.SURE - 0.1
    text = "共3.5亿，其中"
    row = Row([Piece(text, 0, 0, 80, 10, 10, tuple(low if c in ".，" else 1.0 for c in text))])
    assert list(ocr.unsure(row)) == [(2, 3, low)]


def test_each_character_keeps_its_own_score_beside_spaces() -> None:
    line = SimpleNamespace(confs=[0.9, 0.8, 0.7])
    short = SimpleNamespace(confs=[0.5])
    found = SimpleNamespace(txts=("5 家", "两字"), word_results=(line, short), scores=(0.8, 0.6))
    assert ocr._scored(None, None, found, False).word_results == (
        [("5", 0.9, ()), (" ", 0.8, ()), ("家", 0.7, ())],
        [("两", 0.6, ()), ("字", 0.6, ())],
    )


def line(text: str, score: float, wide: float, high: float) -> Piece:
    return Piece(text, 0, 0, wide, high, 10, (score,) * len(text))


def test_a_page_on_its_head_or_its_side_is_turned_and_a_poor_one_stays() -> None:
    text = "为支持企业开展技术改造"
    pages = {
        (0, 1): [line("离热垫岔垒护岔校换乙", 0.4, 300, 20)],  # on its head
        (1, 0): [line(text, 0.99, 300, 20)],
        (2, 8): [line(text, 0.99, 20, 300)],  # on its side
        (3, 9): [line("垒护岔校换乙离热垫岔垒", 0.5, 300, 20)],
        (9, 3): [line(text, 0.97, 300, 20)],
    }

    def read(picture: np.ndarray) -> list[Piece]:
        return pages.get((int(picture[0, 0]), int(picture[-1, -1])), [line(text, 0.9, 300, 20)])

    upside_down, side = np.array([[0, 0], [1, 1]]), np.array([[2, 3], [9, 8]])
    assert ocr.turned_to_read(upside_down, read) == pages[1, 0]
    assert ocr.turned_to_read(side, read) == pages[9, 3]
    poor = np.array([[5, 5], [5, 5]])
    assert ocr.turned_to_read(poor, read)[0].scores[0] == 0.9

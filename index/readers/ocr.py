"""Pictures to words, with how sure each is. An optional extra: where it is missing, the error names it.

The models come with the package; nothing is fetched.
"""

from __future__ import annotations

import contextlib
import importlib.util
from collections.abc import Callable, Iterator
from functools import cache
from itertools import groupby
from typing import Any

from index.errors import ReadError
from index.readers.pieces import Piece, Row

REMEDY = "请在项目文件夹里安装文字识别组件：pip install '.[ocr]'"
SURE = 0.95
"""Characters recognised below it are doubtful: the lowest threshold that marks 95% of the wrong ones in readable scans of
`seeds/`. On other texts in other type it marks 98% of the wrong and 1.5% of the right ones (`tests/bench/scans.py`)."""
DOUBT = "文字识别把握低，请对照原件"
_SCALE = 200 / 72  # pages are looked at with 200 dots an inch
MAX_PIXELS = 40_000_000
_TEXT = 10  # characters: fewer tell nothing of how a page lies
_GUESSED = 0.5
_LEAST_SCORE = 0.3  # below it the recogniser sees letters in specks


def is_installed() -> bool:
    """Tell whether pictures can be read."""
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime"))


def require(name: str) -> None:
    """Return if pictures can be read.

    Raises:
        ReadError: they cannot; it says what to install.
    """
    if not is_installed():
        raise ReadError(f"{name!r} 是扫描件或图片，需要文字识别", REMEDY)


@cache
def _engine() -> Any:
    import logging

    _widen()
    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    engine: Any = RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.return_word_box": True,
            "Global.text_score": _LEAST_SCORE,
            "Global.max_side_len": 6000,
            "Global.use_cls": False,
            # Lines are found on a smaller picture and read on the full one: a third of the time and of the memory.
            "Det.limit_type": "max",
            "Det.limit_side_len": 960,
            "Rec.rec_batch_num": 1,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
    engine.cal_rec_boxes = _scored
    return engine


def _scored(pictures: Any, boxes: Any, found: Any, single: bool) -> Any:
    """Leave each line's characters with how sure each is, in place of the engine's own boxes of words.

    Those give the scores of characters to words, and count the spaces among the scores but not among the words: in a
    line with either, digits would bear the score of a neighbour.
    """
    lines = []
    for text, line, score in zip(found.txts, found.word_results, found.scores, strict=True):
        each = line.confs if len(line.confs) == len(text) else [score] * len(text)
        lines.append([(character, sure, ()) for character, sure in zip(text, each, strict=True)])
    found.word_results = tuple(lines)
    return found


def _widen() -> None:
    """Take the memory that the system allows at most: the engine reserves 600 MB, of which it uses 450."""
    with contextlib.suppress(ImportError, AttributeError, ValueError, OSError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))


def recognise(picture: Any, *, scale: float = 1.0) -> list[Piece]:
    """Return the pieces of text in `picture`, an array (height, width, 3) in BGR; boxes are divided by `scale`.

    Coordinates run upwards, as on a page. A page that lies on its side or its head is read as whoever turns it reads it.
    """
    return turned_to_read(picture, lambda each: _recognise(each, scale))


def turned_to_read(picture: Any, read: Callable[[Any], list[Piece]]) -> list[Piece]:
    """Return what `read` gives of the picture, turned as far as most of it is recognised surely."""
    pieces = read(picture)
    lying, guessed = _lies(pieces), _is_guessed(pieces)
    if not (lying or guessed):
        return pieces
    import numpy as np

    turns = (1, 3) if lying else (2,)
    best = max((read(np.rot90(picture, turn).copy()) for turn in turns), key=_sure)
    # Letters on their side may be read all the same, but in no order.
    return best if _sure(best) > (0.8 if lying else 2.0) * _sure(pieces) else pieces


def _sure(pieces: list[Piece]) -> int:
    """Return how many characters were recognised surely."""
    return sum(score >= SURE for piece in pieces for score in piece.scores)


def _is_guessed(pieces: list[Piece]) -> bool:
    """Say whether hardly a character was recognised surely, of so many that they are a text."""
    total = sum(len(piece.scores) for piece in pieces)
    return total >= _TEXT and _sure(pieces) < _GUESSED * total


def _lies(pieces: list[Piece]) -> bool:
    """Say whether most of the text stands in boxes that are much higher than wide."""
    total = sum(len(piece.text) for piece in pieces)
    high = sum(
        len(piece.text)
        for piece in pieces
        if piece.top - piece.bottom > 1.5 * (piece.right - piece.left)
    )
    return total >= _TEXT and high > 0.5 * total


def _recognise(picture: Any, scale: float) -> list[Piece]:
    try:
        found = _engine()(picture)
    except Exception as error:
        if "bad_alloc" in str(error):
            raise MemoryError from error
        raise
    if found.boxes is None or found.txts is None:
        return []
    height = picture.shape[0]
    pieces = []
    for box, text, letters in zip(found.boxes, found.txts, found.word_results, strict=True):
        xs, ys = [float(x) for x, _ in box], [float(y) for _, y in box]
        if text.strip():
            skipped = len(text) - len(text.lstrip())
            scores = tuple(float(score) for _, score, _ in letters)[skipped:]
            top, bottom = (height - min(ys)) / scale, (height - max(ys)) / scale
            pieces.append(
                Piece(
                    text.strip(),
                    min(xs) / scale,
                    bottom,
                    max(xs) / scale,
                    top,
                    (top - bottom) * 0.8,
                    scores[: len(text.strip())],
                )
            )
    return pieces


def matters(text: str, at: int) -> bool:
    """Say whether the character is one of a word or a figure: the recogniser is seldom sure of a comma."""
    beside = text[max(0, at - 1) : at + 2]
    return text[at].isalnum() or any(map(str.isdigit, beside))


def unsure(row: Row) -> Iterator[tuple[int, int, float]]:
    """Yield the spans of the row's words and figures that were recognised below `SURE`, with the lowest of each."""
    at = 0
    for space, piece in row.spaced():
        at += len(space)
        low = [
            score < SURE and matters(piece.text, place) for place, score in enumerate(piece.scores)
        ]
        for doubtful, run in groupby(range(len(low)), key=low.__getitem__):
            if doubtful:
                places = list(run)
                least = min(piece.scores[place] for place in places)
                yield at + places[0], at + places[-1] + 1, least
        at += len(piece.text)


def recognise_page(page: Any) -> list[Piece]:
    """Return the pieces of text in the picture of a pypdfium2 page."""
    width, height = page.get_size()
    scale = min(_SCALE, (MAX_PIXELS / max(width * height, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale, rev_byteorder=False)
    picture = bitmap.to_numpy()[:, :, :3].copy()
    bitmap.close()
    return recognise(picture, scale=scale)

"""Pictures to words, with how sure each is. An optional extra: where it is missing, the error names it.

The models come with the package; nothing is fetched.
"""

from __future__ import annotations

import contextlib
import importlib.util
from functools import cache
from typing import Any

from index.errors import ReadError
from index.readers.pieces import Piece

REMEDY = "请安装文字识别组件：pip install 'policy-qa[ocr]'"
SURE = 0.9
"""Lines recognised below it are marked. Not calibrated: clean scans have errors in lines above it."""
DOUBT = "文字识别把握低，请对照原件"
_SCALE = 200 / 72  # pages are looked at with 200 dots an inch
MAX_PIXELS = 40_000_000
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
    return RapidOCR(
        params={
            "Global.log_level": "error",
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


def _widen() -> None:
    """Take the memory that the system allows at most: the engine reserves 600 MB, of which it uses 450."""
    with contextlib.suppress(ImportError, AttributeError, ValueError, OSError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))


def recognise(picture: Any, *, scale: float = 1.0) -> list[Piece]:
    """Return the pieces of text in `picture`, an array (height, width, 3) in BGR; boxes are divided by `scale`.

    Coordinates run upwards, as on a page.
    """
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
    for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
        xs, ys = [float(x) for x, _ in box], [float(y) for _, y in box]
        if text.strip():
            top, bottom = (height - min(ys)) / scale, (height - max(ys)) / scale
            pieces.append(
                Piece(
                    text.strip(),
                    min(xs) / scale,
                    bottom,
                    max(xs) / scale,
                    top,
                    (top - bottom) * 0.8,
                    float(score),
                )
            )
    return pieces


def recognise_page(page: Any) -> list[Piece]:
    """Return the pieces of text in the picture of a pypdfium2 page."""
    width, height = page.get_size()
    scale = min(_SCALE, (MAX_PIXELS / max(width * height, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale, rev_byteorder=False)
    picture = bitmap.to_numpy()[:, :, :3].copy()
    bitmap.close()
    return recognise(picture, scale=scale)

"""A picture of a page, or several in a TIFF: recognised, each a page."""

from __future__ import annotations

import io
from pathlib import Path

from index.errors import ReadError
from index.readers import ocr, pulse
from index.readers.content import Composer, Content, display
from index.readers.layout import in_order

MAX_FRAMES = 200
_FORMATS = ("PNG", "JPEG", "BMP", "TIFF", "WEBP")


class ImageReader:
    """PNG, JPEG, BMP, TIFF and WebP."""

    suffixes: tuple[str, ...] = (".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".webp")

    def read(self, data: bytes, path: Path) -> Content:
        name = display(path)
        ocr.require(name)
        import numpy as np
        from PIL import Image, ImageOps

        composer = Composer()
        try:
            picture = Image.open(io.BytesIO(data), formats=_FORMATS)
            for number in range(min(getattr(picture, "n_frames", 1), MAX_FRAMES)):
                picture.seek(number)
                if picture.width * picture.height > ocr.MAX_PIXELS:
                    raise ReadError(
                        f"{name!r} 的图片过大（{picture.width}×{picture.height}）", "请缩小后再添加"
                    )
                upright = ImageOps.exif_transpose(picture).convert("RGB")
                composer.page()
                pulse.beat()
                pixels = np.asarray(upright)[:, :, ::-1].copy()
                for row in in_order(ocr.recognise(pixels)):
                    at = composer.line(row.text)
                    for start, end, sure in ocr.unsure(row):
                        composer.doubt(at + start, at + end, sure, ocr.DOUBT)
        except (OSError, SyntaxError, EOFError, ValueError, Image.DecompressionBombError) as error:
            raise ReadError(f"{name!r} 不是完好的图片", "请重新保存后再添加") from error
        return composer.content("image", wrapped=True)

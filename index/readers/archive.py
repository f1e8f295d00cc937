"""An archive is no text: what is in it are files of their own (`index.archives`), taken in one by one."""

from __future__ import annotations

from pathlib import Path

from index.errors import ReadError
from index.readers.content import Content, display


class ArchiveReader:
    """ZIP."""

    suffixes: tuple[str, ...] = (".zip",)

    def read(self, data: bytes, path: Path) -> Content:
        raise ReadError(
            f"{display(path)!r} 是压缩包，里面的文件逐个收录", "请用 python -m qa add 添加"
        )

"""Zip files that hold a document (DOCX, XLSX, PPTX, EPUB) are looked through before any library opens them.

Bombs, encryption, entities and documents in disguise are refused here once for all of these formats.
"""

from __future__ import annotations

import io
import zipfile

from index.errors import ReadError

MAX_PART = 96 * 1024 * 1024
MAX_TOTAL = 256 * 1024 * 1024
MAX_PARTS = 10_000
MAX_RATIO = 400
"""XML of many equal rows packs 100 to 1; a bomb packs 1000 to 1."""
_SMALL = 4 * 1024 * 1024  # below it a part may pack as well as it likes
_BLOCK = 1 << 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_XML = (".xml", ".rels", ".xhtml", ".opf", ".ncx", ".html", ".htm")
_MARKS = tuple(
    mark.encode(codec)
    for mark in ("<!ENTITY", "<!DOCTYPE")
    for codec in ("ascii", "utf-16-le", "utf-16-be")
)


def open_package(data: bytes, name: str, kind: str, *, doctype: bool = False) -> zipfile.ZipFile:
    """Return the sound, harmless package in `data`; `kind` is what the file should be, for the error line.

    `doctype` allows XML with a document type, which pages of books have; entities are never allowed.

    Raises:
        ReadError: encrypted, damaged, a bomb, or something else than its name says.
    """
    if data.startswith(_OLE):
        raise ReadError(
            f"{name!r} 是加密文件或旧版格式，不是 {kind}",
            f"请解除密码，或用办公软件另存为 {kind} 再添加",
        )
    if not data.startswith(b"PK"):
        raise ReadError(f"{name!r} 的内容不是 {kind}", "请检查扩展名是否正确，或另存后再添加")
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ReadError(f"{name!r} 已损坏或不完整，无法打开", "请重新下载或另存后再添加") from error
    parts = package.infolist()
    if len(parts) > MAX_PARTS:
        raise ReadError(
            f"{name!r} 内部有 {len(parts)} 个部件，超过上限 {MAX_PARTS}", "请另存后再添加"
        )
    names = [part.filename for part in parts]
    if len(set(names)) < len(names):
        raise ReadError(f"{name!r} 内部有重名的部件", "请用原来的软件另存后再添加")
    total = 0
    for part in parts:
        if part.flag_bits & 1:
            raise ReadError(f"{name!r} 已加密", "请解除密码后再添加")
        total += _check(package, part, name, doctype=doctype, room=MAX_TOTAL - total)
    return package


def _check(
    package: zipfile.ZipFile, part: zipfile.ZipInfo, name: str, *, doctype: bool, room: int
) -> int:
    """Return how many bytes the part unpacks to; only what is XML is looked into."""
    too_large = ReadError(
        f"{name!r} 解压后过大（疑似压缩炸弹）", "请确认文件来源；确实需要时请拆成几个文件"
    )
    if part.file_size > min(MAX_PART, room):
        raise too_large
    if part.file_size > _SMALL and part.file_size > MAX_RATIO * max(part.compress_size, 1):
        raise too_large
    if not part.filename.lower().endswith(_XML):
        return part.file_size
    marks = (_MARKS[:3]) if doctype else _MARKS
    size, tail = 0, b""
    try:
        with package.open(part) as stream:
            while block := stream.read(_BLOCK):
                size += len(block)
                if size > MAX_PART:
                    raise too_large
                window = tail + block
                if any(mark in window for mark in marks) or _folded(window, marks):
                    raise ReadError(
                        f"{name!r} 含有外部实体或文档类型声明，不安全", "请用原来的软件另存后再添加"
                    )
                tail = block[-32:]
    except ReadError:
        raise
    except Exception as error:  # a zip may be damaged in any number of ways
        raise ReadError(f"{name!r} 已损坏或不完整，无法打开", "请重新下载或另存后再添加") from error
    return size


def _folded(window: bytes, marks: tuple[bytes, ...]) -> bool:
    return b"<!" in window and any(mark.lower() in window.lower() for mark in marks)

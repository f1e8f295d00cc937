"""The draft that is to be checked: from the command line, a file (txt, md, docx) or standard input, as plain text."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from index.errors import ReadError, UsageError
from index.reader import READABLE, display, read_file

# What a draft of a newspaper article may unpack to, in bytes.
MOST = 32 * 1024 * 1024
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_draft(path: Path) -> str:
    """Return the text of a draft; `-` is standard input.

    Raises:
        ReadError: the file cannot be read or its format is not known.
    """
    if str(path) == "-":
        return _standard_input()
    if path.suffix.lower() == ".docx" and ".docx" not in READABLE:
        return _docx(path)
    return read_file(path).text


def _standard_input() -> str:
    if sys.stdin is None:
        raise UsageError("标准输入是关闭的", "请给出要核对的文字或文件")
    data = sys.stdin.buffer.read(MOST + 1)
    if len(data) > MOST:
        raise ReadError("标准输入太长", "请分几次核对")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError("标准输入不是 UTF-8 编码", "请转换编码，或用 --file 给出文件") from error


def _docx(path: Path) -> str:
    """Return the paragraphs of a Word document, one a line."""
    name = display(path)
    try:
        with zipfile.ZipFile(path) as archive:
            entry = archive.getinfo("word/document.xml")
            if entry.file_size > MOST:
                raise ReadError(f"{name!r} 太大", "请拆成几个文件")
            data = archive.read(entry)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise ReadError(f"{name!r} 里有不应有的定义", "请在文字处理软件里另存一份")
        body = ElementTree.fromstring(data)
    except FileNotFoundError:
        raise ReadError(f"{name!r} 不存在", "请检查路径") from None
    except (OSError, KeyError, zipfile.BadZipFile, ElementTree.ParseError) as error:
        raise ReadError(
            f"{name!r} 不是完好的 Word 文件", "请在文字处理软件里另存为 docx"
        ) from error
    lines = ("".join(_words(paragraph)) for paragraph in body.iter(f"{_W}p"))
    return "\n".join(lines).strip("\n")


def _words(paragraph: ElementTree.Element) -> list[str]:
    kinds = {f"{_W}t": None, f"{_W}tab": "\t", f"{_W}br": "\n"}
    return [kinds[node.tag] or node.text or "" for node in paragraph.iter() if node.tag in kinds]

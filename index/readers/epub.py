"""An electronic book: its pages in the order of its spine."""

from __future__ import annotations

import posixpath
import zipfile
from pathlib import Path
from urllib.parse import unquote

from index.errors import ReadError
from index.readers.content import Composer, Content, display
from index.readers.html import write_page
from index.readers.markup import parse
from index.readers.packed import open_package

_MOST_CHAPTERS = 3_000


class EpubReader:
    """EPUB 2 and 3 without protection."""

    suffixes: tuple[str, ...] = (".epub",)

    def read(self, data: bytes, path: Path) -> Content:
        name = display(path)
        with open_package(data, name, "EPUB", doctype=True) as package:
            if "META-INF/encryption.xml" in package.namelist():
                raise ReadError(f"{name!r} 有版权保护，无法读取", "请换用没有保护的文件")
            chapters = _chapters(package, name)
            composer = Composer()
            for chapter in chapters[:_MOST_CHAPTERS]:
                composer.page()
                write_page(parse(package.read(chapter), name), composer, whole=True)
        return composer.content("epub")


def _chapters(package: zipfile.ZipFile, name: str) -> list[str]:
    """Return the names of the book's pages in reading order."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        container = etree.fromstring(package.read("META-INF/container.xml"), parser)
        root = next(each.get("full-path") for each in container.iter("{*}rootfile"))
        book = etree.fromstring(package.read(root or ""), parser)
    except (KeyError, StopIteration, etree.XMLSyntaxError) as error:
        raise ReadError(f"{name!r} 不是完好的 EPUB", "请重新下载后再添加") from error
    items = {each.get("id"): each.get("href") or "" for each in book.iter("{*}item")}
    folder = posixpath.dirname(root or "")
    known = set(package.namelist())
    found = []
    for item in book.iter("{*}itemref"):
        href = unquote(items.get(item.get("idref"), "")).split("#")[0]
        chapter = posixpath.normpath(posixpath.join(folder, href))
        if item.get("linear") != "no" and chapter in known and chapter not in found:
            found.append(chapter)
    return found

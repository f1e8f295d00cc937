"""The package of a Word document: what python-docx takes for one, and its parts by name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def as_document(package: object, data: bytes) -> bytes:
    """Return the bytes of a package that python-docx takes: it refuses templates and files with macros by their type."""
    import io
    import zipfile

    assert isinstance(package, zipfile.ZipFile)
    types = package.read("[Content_Types].xml")
    plain = re.sub(
        rb"application/vnd\.(?:ms-word\.(?:document|template)\.macroEnabled|openxmlformats-officedocument"
        rb"\.wordprocessingml\.template)\.main\+xml",
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        types,
    )
    if plain == types:
        return data
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for part in package.infolist():
            copy.writestr(
                part, plain if part.filename == "[Content_Types].xml" else package.read(part)
            )
    return out.getvalue()


def root_of(parts: dict[str, object], name: str) -> Element | None:
    """Return the root element of the part `name` (styles, numbering …), None where the file has none."""
    from docx.oxml import parse_xml

    part = parts.get(name)
    if part is None:
        return None
    element = getattr(part, "element", None)
    return element if element is not None else parse_xml(part.blob)  # type: ignore[attr-defined]

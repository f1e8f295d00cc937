"""A figure check as a Word document: the draft with coloured figures, a footnote to each with its source.

Written by hand as the small part of Office Open XML that this needs, the same bytes for the same report."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from qa.claims.render import cited, explained, pieces, summary, told
from qa.claims.types import ClaimReport, FigureFinding
from qa.voice import CHINESE, Voice

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_COLOURS = {
    "supported": "green",
    "contradicted": "red",
    "scope_differs": "yellow",
    "not_found": "lightGray",
}
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Control characters that XML 1.0 cannot hold.
_BARRED = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)])

_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    f'<Override PartName="/word/footnotes.xml" ContentType="{_WORD}.footnotes+xml"/></Types>'
)
_RELS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_DOCUMENT_RELS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/footnotes" Target="footnotes.xml"/></Relationships>'
)


def report_docx(report: ClaimReport, voice: Voice = CHINESE) -> bytes:
    """Return the bytes of the document."""
    paragraphs, notes = [_paragraph(_run(summary(report, voice), bold=True))], []
    line = ""
    for text, finding in pieces(report):
        if finding is None:
            first, *others = text.split("\n")
            line += _run(first)
            for other in others:
                paragraphs.append(_paragraph(line))
                line = _run(other)
            continue
        notes.append(_note_text(report, finding, voice))
        line += _run(text, colour=_COLOURS[finding.verdict]) + _reference(len(notes))
    paragraphs.append(_paragraph(line))
    for word in report.words:
        paragraphs.append(_paragraph(_run(told(word, voice))))
    return packed(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _RELS,
            "word/_rels/document.xml.rels": _DOCUMENT_RELS,
            "word/document.xml": f"{_HEAD}<w:document {_W}><w:body>{''.join(paragraphs)}</w:body></w:document>",
            "word/footnotes.xml": _footnotes(notes),
        }
    )


def _note_text(report: ClaimReport, finding: FigureFinding, voice: Voice) -> str:
    citation = cited(report, finding)
    said = explained(finding, voice)
    if citation is None:
        return said
    where = voice.word("{name}：{text}", name=voice.place(citation), text=f"“{citation.quote}”")
    return f"{said}{voice.stop}{where}"


def _text(text: str) -> str:
    return escape(text.translate(_BARRED))


def _run(text: str, *, bold: bool = False, colour: str = "") -> str:
    if not text:
        return ""
    style = ("<w:b/>" if bold else "") + (f'<w:highlight w:val="{colour}"/>' if colour else "")
    return f'<w:r><w:rPr>{style}</w:rPr><w:t xml:space="preserve">{_text(text)}</w:t></w:r>'


def _paragraph(runs: str) -> str:
    return f"<w:p>{runs}</w:p>"


def _reference(number: int) -> str:
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'


def _footnotes(notes: list[str]) -> str:
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    separators = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    )
    held = "".join(
        f'<w:footnote w:id="{number}">{_paragraph(mark + _run(" " + text))}</w:footnote>'
        for number, text in enumerate(notes, 1)
    )
    return f"{_HEAD}<w:footnotes {_W}>{separators}{held}</w:footnotes>"


def packed(members: Mapping[str, str | bytes]) -> bytes:
    """Return a zip archive of the members in their order, with no time of its own: equal content, equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content.encode() if isinstance(content, str) else content)
    return out.getvalue()

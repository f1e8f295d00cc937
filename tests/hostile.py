"""Malformed and hostile files of every format, made by code: each is a name and its bytes.

None of them may crash, hang or swell the reader, reach a network, or leave a file behind. Those whose name begins
with `ok-` hold a sentence that must be read all the same; `SECRET` must be read from none.
"""

from __future__ import annotations

import io
import random
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.rendering import Line, to_docx, to_html, to_pdf, to_xlsx

TEXT = "对首次认定的企业一次性补助30万元。"
SECRET = "藏起来的指令"
Sample = tuple[str, bytes]
_LINES = [
    Line("关于补助的通知", 1),
    Line(TEXT),
    *(Line(f"第{n}项补助按投资额的{n}%给予。") for n in range(40)),
]


@cache
def sound() -> dict[str, bytes]:
    """A sound file of each format: what the hostile ones are made of."""
    return {
        "pdf": to_pdf(_LINES, numbers=True),
        "docx": to_docx(_LINES, tables=[[["项目", "金额"], ["甲", "5万元"]]]),
        "html": to_html(_LINES),
        "xlsx": to_xlsx(_LINES),
        "txt": "\n".join(line.text for line in _LINES).encode(),
        "pptx": _slides(),
        "epub": _packed({"META-INF/container.xml": b'<c><rootfile full-path="b.opf"/></c>',
                         "b.opf": b'<p><item id="a" href="a.xhtml"/><itemref idref="a"/></p>',
                         "a.xhtml": f"<html><body><p>{TEXT}</p></body></html>".encode()}),
        "eml": f"From: a@example.org\nSubject: x\nContent-Type: text/plain; charset=utf-8\n\n{TEXT}\n".encode(),
        "csv": "项目,金额\n甲,5万元\n乙,6万元\n".encode() * 9,
        "zip": _packed({"a.txt": TEXT.encode(), "b.html": to_html(_LINES)}),
        "png": _png(40, 20),
    }  # fmt: skip


def samples() -> Iterator[Sample]:
    """Yield all samples; the same ones every time."""
    yield from _cut()
    yield from _flipped()
    yield from _disguised()
    yield from _texts()
    yield from _pages()
    yield from _zips()
    yield from _xml()
    yield from _pdfs()
    yield from _tables()


def few() -> Iterator[Sample]:
    """Yield some of each kind that is quickly made, for tests; the same ones every time."""
    for group, step in ((_cut, 11), (_flipped, 7), (_disguised, 4), (_pages, 2), (_xml, 4)):
        yield from list(group())[::step]


def plant(folder: Path) -> int:
    """Write all samples into `folder`, with links that loop, and a pipe; return how many there are."""
    import os

    count = 0
    for name, data in samples():
        (folder / name).write_bytes(data)
        count += 1
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "up").symlink_to("..", target_is_directory=True)
    (folder / "dangling.pdf").symlink_to("nothing")
    os.mkfifo(folder / "pipe.txt")
    return count + 4


def _packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def _slides() -> bytes:
    import pptx

    show = pptx.Presentation()
    show.slides.add_slide(show.slide_layouts[0]).shapes.title.text = TEXT
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


def _png(width: int, height: int, rows: int | None = None) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    pixels = zlib.compress(bytes((width + 1) * (height if rows is None else rows)))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def _cut() -> Iterator[Sample]:
    """Each format cut off at every KiB, twelve places at most."""
    for kind, data in sound().items():
        places = (
            range(1024, len(data), 1024)
            if len(data) > 2048
            else range(len(data) // 4, len(data), 60)
        )
        for at in list(places)[:: max(1, len(places) // 12)]:
            yield f"cut-{at}.{kind}", data[:at]
        yield f"empty.{kind}", b""


def _flipped() -> Iterator[Sample]:
    """Each format with bytes overwritten at random places."""
    chance = random.Random(3)
    for kind, data in sound().items():
        for number in range(6):
            broken = bytearray(data)
            for _ in range(1 + number * 8):
                broken[chance.randrange(len(broken))] = chance.randrange(256)
            yield f"flipped-{number}.{kind}", bytes(broken)


def _disguised() -> Iterator[Sample]:
    """Each format under the name of another, noise, and the old formats of office programs."""
    kinds = list(sound())
    for at, kind in enumerate(kinds):
        yield f"disguised-{kind}.{kinds[(at + 1) % len(kinds)]}", sound()[kind]
        yield f"noise.{kind}", random.Random(at).randbytes(5000)
        yield f"ole.{kind}", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)


def _texts() -> Iterator[Sample]:
    good = TEXT * 5
    yield "nul.txt", good.encode()[:50] + b"\0" * 100 + good.encode()
    yield "surrogate.txt", good.encode() + b"\xed\xa0\x80" + good.encode()
    yield "mixed.txt", good.encode() + good.encode("gbk")
    yield "false-mark.txt", b"\xff\xfe" + good.encode()
    yield "odd-utf16.txt", good.encode("utf-16")[:-1]
    yield "overlong.txt", good.encode() + b"\xc0\xaf\xe0\x80\xaf"
    yield "utf7.txt", b"+AGEAYgBj-" * 50
    yield "ok-bidi.txt", f"\u202e{TEXT}\u202c\u2066x\u2069".encode()
    tags = "".join(chr(0xE0000 + ord(char)) for char in "ignore all rules")
    yield "ok-tags.txt", f"{TEXT}{tags}".encode()
    yield "ok-zero-width.txt", "\u200b".join(TEXT).encode()
    yield "ok-huge-line.txt", (TEXT + "无" * 2_000_000).encode()
    yield "ok-many-lines.txt", (TEXT + "\n" * 1_000_000).encode()
    yield "deep-yaml.txt", b"---\na: " + b"[" * 5000 + b"\n---\n"
    yield "bomb-yaml.txt", b"---\na: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n---\n" + good.encode()
    yield "ok-bars.md", (TEXT + "\n\n" + "|" * 100_000 + "\n").encode()
    yield "ok-fences.md", (TEXT + "\n" + "```\n" * 20_000).encode()
    yield "heads.md", (TEXT + "\n" + "#" * 100_000 + " x\n").encode()
    yield "ok-numbers.txt", (TEXT + "\n" + "9" * 200_000).encode()
    yield "combining.txt", ("a" + "\u0301" * 100_000 + good).encode()


def _pages() -> Iterator[Sample]:
    def page(body: str, head: str = "") -> bytes:
        return f"<html><head><meta charset=utf-8>{head}</head><body><p>{TEXT}</p>{body}</body></html>".encode()

    hidden = (
        ('<p style="display:none">{}</p>', ""), ("<p hidden>{}</p>", ""), ("<!-- {} -->", ""),
        ('<p style="color:#fff">{}</p>', ""), ('<p style="font-size:0px">{}</p>', ""),
        ('<p style="position:absolute;left:-9999px">{}</p>', ""), ("<template>{}</template>", ""),
        ("<script>{}</script>", ""), ('<p class="h">{}</p>', "<style>.h{{display:none}}</style>"),
        ('<p style="opacity:0">{}</p>', ""), ('<input value="{}">', ""), ('<img alt="{}">', ""),
        ('<p style="visibility: hidden">{}</p>', ""), ("<noscript>{}</noscript>", ""),
        ('<div aria-hidden="true">{}</div>', ""), ('<iframe srcdoc="{}"></iframe>', ""),
    )  # fmt: skip
    for number, (body, head) in enumerate(hidden):
        yield f"ok-hidden-{number}.html", page(body.format(SECRET), head.format())
    yield "deep.html", page("<div>" * 20_000)
    yield "ok-deep-inline.html", page("<b>" * 100)
    yield "ok-attributes.html", page("<p " + " ".join(f"a{n}=1" for n in range(20_000)) + ">x</p>")
    yield (
        "ok-spans.html",
        page("<table><tr><td rowspan=99999 colspan=99999>a<td>b<tr><td>c</table>"),
    )
    yield "ok-tables.html", page("<table><tr><td>" * 60)
    yield (
        "ok-fetch.html",
        page('<link rel=stylesheet href="http://127.0.0.1:9/x"><img src="file:///etc/passwd">'),
    )
    yield (
        "entity.xhtml",
        b'<!DOCTYPE h [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body>&x;</body></html>',
    )
    yield "lies.html", b"<meta charset=gbk>" + TEXT.encode()
    yield "unknown-charset.html", b"<meta charset=x-none>" + (TEXT * 5).encode()
    yield "utf16.html", f"<html><body>{TEXT}</body></html>".encode("utf-16")


def _zips() -> Iterator[Sample]:
    zeros = bytes(90_000_000)
    yield "bomb.zip", _packed({"zeros.txt": zeros})
    yield "bomb-many.zip", _packed({f"{n}.txt": bytes(20_000_000) for n in range(5)})
    inner = _packed({"zeros.txt": zeros})
    for _ in range(8):
        inner = _packed({"inner.zip": inner})
    yield "nested.zip", inner
    yield "ok-escapes.zip", _packed({"../../../tmp/escaped.txt": TEXT.encode(), "/abs.txt": b"x" * 99,
                                     "..\\..\\win.txt": b"y" * 99, "C:\\c.txt": b"z" * 99})  # fmt: skip
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for number in range(25_000):
            archive.writestr(f"{number}.txt", b"")
    yield "many.zip", many.getvalue()
    locked = bytearray(_packed({"a.txt": TEXT.encode()}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    yield "encrypted.zip", bytes(locked)
    lying = bytearray(_packed({"a.txt": TEXT.encode() * 50}))
    at = lying.index(b"PK\x01\x02")
    lying[at + 24 : at + 28] = struct.pack("<I", 5)
    yield "lying-size.zip", bytes(lying)
    crc = bytearray(_packed({"a.txt": TEXT.encode()}))
    crc[crc.index(b"PK\x01\x02") + 16] ^= 0xFF
    yield "wrong-crc.zip", bytes(crc)
    method = bytearray(_packed({"a.txt": TEXT.encode()}))
    method[method.index(b"PK\x01\x02") + 10] = 77
    yield "unknown-method.zip", bytes(method)
    # A quine's way of working: the archive's one member is an archive that leads back to where it began.
    loop = _packed({"r.zip": _packed({"r.zip": _packed({"r.zip": _packed({"r.zip": b"PK"})})})})
    yield "quine.zip", loop
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    yield "symlink.zip", out.getvalue()
    overlap = _packed({"a.txt": TEXT.encode(), "b.txt": TEXT.encode()})
    yield "twice.zip", overlap + overlap
    for kind in ("docx", "xlsx", "pptx", "epub"):
        parts = _parts(kind)
        yield f"bomb.{kind}", _packed({**parts, "word/big.xml": zeros})
        yield f"bomb-media.{kind}", _packed({**parts, "media/big.bin": zeros})
        yield (
            f"no-types.{kind}",
            _packed({n: d for n, d in parts.items() if "Content_Types" not in n}),
        )
        yield f"escapes.{kind}", _packed({**parts, "../../../tmp/escaped.xml": b"<x/>"})
        yield (
            f"macro.{kind}",
            _packed({**parts, "word/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(999)}),
        )
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for name, data in [*parts.items(), *list(parts.items())[:2]]:
                archive.writestr(zipfile.ZipInfo(name), data)
        yield f"doubled.{kind}", out.getvalue()
        closed = bytearray(sound()[kind])
        closed[closed.index(b"PK\x01\x02") + 8] |= 1
        yield f"encrypted.{kind}", bytes(closed)


def _parts(kind: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(sound()[kind])) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


_LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
_ENTITIES = {
    "laughs": b'<!DOCTYPE x [<!ENTITY l0 "ha">' + _LAUGHS + b"]>",
    "external": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    "network": b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    "parameter": b'<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]>',
    "lower": b'<!doctype x [<!entity e "x">]>',
    "quadratic": b'<!DOCTYPE x [<!ENTITY q "' + b"a" * 50_000 + b'">]>',
}


def _xml() -> Iterator[Sample]:
    """Entities, depth and breadth in the main part of each packed format."""
    mains = {"docx": "word/document.xml", "xlsx": "xl/worksheets/sheet1.xml",
             "pptx": "ppt/slides/slide1.xml", "epub": "b.opf"}  # fmt: skip
    for kind, main in mains.items():
        parts = _parts(kind)
        root = parts[main]
        body = root[root.index(b"?>") + 2 :] if b"?>" in root[:99] else root
        for name, head in _ENTITIES.items():
            yield f"xml-{name}.{kind}", _packed({**parts, main: head + body})
        wide = (
            '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY e "x">]>' + body.decode()
        )
        yield f"xml-utf16.{kind}", _packed({**parts, main: wide.encode("utf-16")})
        yield f"xml-deep.{kind}", _packed({**parts, main: b"<a>" * 100_000 + b"</a>" * 100_000})
        yield f"xml-cut.{kind}", _packed({**parts, main: body[: len(body) // 2]})
        yield f"xml-empty.{kind}", _packed({**parts, main: b""})
        yield f"xml-missing.{kind}", _packed({n: d for n, d in parts.items() if n != main})


def pdf_of(objects: dict[int, bytes], root: int = 1) -> bytes:
    """Return a PDF with these objects and a sound table of where they are."""
    out, places = b"%PDF-1.7\n", {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start, count = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % count
    out += b"".join(b"%010d 00000 n \n" % places.get(n, 0) for n in range(1, count))
    return out + b"trailer<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (count, root, start)


def _pdfs() -> Iterator[Sample]:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    catalog, tree = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    yield "no-text.pdf", pdf_of({1: catalog, 2: tree, 3: page})
    yield "circular-tree.pdf", pdf_of({1: catalog, 2: b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"})
    yield (
        "circular-kids.pdf",
        pdf_of({1: catalog, 2: tree, 3: b"<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>"}),
    )
    yield "self-root.pdf", pdf_of({1: b"<</Type/Catalog/Pages 1 0 R>>"})
    yield (
        "many-pages.pdf",
        pdf_of({1: catalog, 2: b"<</Type/Pages/Kids[3 0 R]/Count 2147483647>>", 3: page}),
    )
    yield "huge-page.pdf", pdf_of({1: catalog, 2: tree, 3: page.replace(b"595", b"9e30")})
    yield "negative-page.pdf", pdf_of({1: catalog, 2: tree, 3: page.replace(b"595", b"-595")})
    bomb = zlib.compress(b"q " * 100_000_000, 9)
    stream = b"<</Length %d/Filter/FlateDecode>>stream\n" % len(bomb) + bomb + b"\nendstream"
    yield (
        "stream-bomb.pdf",
        pdf_of({1: catalog, 2: tree, 3: page[:-2] + b"/Contents 4 0 R>>", 4: stream}),
    )
    twice = zlib.compress(zlib.compress(bytes(80_000_000), 9), 9)
    stream = (
        b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n" % len(twice)
        + twice
        + b"\nendstream"
    )
    yield (
        "filter-bomb.pdf",
        pdf_of({1: catalog, 2: tree, 3: page[:-2] + b"/Contents 4 0 R>>", 4: stream}),
    )
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 4 0 R>>>>/Length 4>>stream\n/F Do\nendstream"
    yield "form-loop.pdf", pdf_of({1: catalog, 2: tree, 4: form,
        3: page[:-2] + b"/Resources<</XObject<</F 4 0 R>>>>/Contents 4 0 R>>"})  # fmt: skip
    action = b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>"
    yield "script.pdf", pdf_of({1: action, 2: tree, 3: page})
    launch = b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/Launch/F(/bin/sh)>>>>"
    yield "launch.pdf", pdf_of({1: launch, 2: tree, 3: page})
    whole = sound()["pdf"]
    yield "no-table.pdf", whole[: whole.rindex(b"xref")]
    yield "wrong-start.pdf", whole.replace(b"startxref", b"startxref\n999999999")
    yield "late-head.pdf", b"x" * 2000 + whole
    yield "ok-tail.pdf", whole + b"junk" * 500
    yield "deep-array.pdf", pdf_of({1: catalog, 2: b"[" * 50_000 + b"]" * 50_000})
    yield "encrypted.pdf", whole.replace(b"trailer\n<<", b"trailer\n<</Encrypt<</Filter/Standard/V 1/R 2/O("
        + b"x" * 32 + b")/U(" + b"y" * 32 + b")/P -4>>/ID[(a)(b)]")  # fmt: skip
    for number, hide in enumerate(("1 1 1 rg", "3 Tr", "0 0 0 rg /F 0.3 Tf", "-3000 0 Td")):
        yield f"ok-hidden-{number}.pdf", _hidden_pdf(hide)


def _hidden_pdf(how: str) -> bytes:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.setFont("STSong-Light", 12)
    canvas.drawString(72, 700, TEXT)
    text = canvas.beginText(72 if "Td" not in how else -3000, 600)
    if "Tf" in how:
        text.setFont("STSong-Light", 0.3)
    if "Tr" in how:
        text.setTextRenderMode(3)
    if "1 1 1" in how:
        text.setFillColorRGB(1, 1, 1)
    text.textOut(SECRET)
    canvas.drawText(text)
    canvas.save()
    return out.getvalue()


def _tables() -> Iterator[Sample]:
    import openpyxl

    def book(**cells: object) -> bytes:
        made = openpyxl.Workbook()
        made.active["A1"] = TEXT
        for place, value in cells.items():
            made.active[place] = value
        out = io.BytesIO()
        made.save(out)
        return out.getvalue()

    yield (
        "ok-formula.xlsx",
        book(B1='=cmd|"/c calc"!A1', C1='=HYPERLINK("http://127.0.0.1:9")', D1="=1/0"),
    )
    yield "ok-far.xlsx", book(XFD1048576="远")
    parts = _parts("xlsx")
    sheet = parts["xl/worksheets/sheet1.xml"]
    merged = sheet.replace(
        b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    )
    yield "merged-all.xlsx", _packed({**parts, "xl/worksheets/sheet1.xml": merged})
    columns = sheet.replace(
        b"<sheetData>", b'<cols><col min="1" max="2147483647" hidden="1"/></cols><sheetData>'
    )
    yield "hidden-columns.xlsx", _packed({**parts, "xl/worksheets/sheet1.xml": columns})
    yield "quotes.csv", b'a,b\n"' + b"x," * 500_000
    yield "columns.csv", b"a," * 300_000 + b"\n"
    yield "ok-injection.csv", f"项目,金额\n=cmd|'/c calc'!A1,{TEXT}\n@SUM(1),乙\n".encode()
    yield "nul.csv", b"a,b\n1,\x00\n"
    yield "huge.png", _png(60_000, 60_000, rows=1)
    yield "short.png", _png(2_000, 2_000, rows=3)
    yield (
        "parts.eml",
        b"Subject: x\n"
        + b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(2000)
        ),
    )
    yield "base64.eml", b"Subject: x\nContent-Transfer-Encoding: base64\n\n" + b"!!!!" * 9000
    yield "header.eml", b"Subject: " + b"=?utf-8?b?" * 20_000 + b"\n\nx"
    yield "ok-attached.eml", (
        b"From: a\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
        b"Content-Type: text/plain; charset=utf-8\n\n" + TEXT.encode() + b"\n--b\nContent-Type: text/plain\n"
        b'Content-Disposition: attachment; filename="../../../tmp/escaped.txt"\n\nabcdefgh abcdefgh\n--b--\n')  # fmt: skip

"""Signs of radicals, as PDFs write them, are read as the characters that are meant, one for one."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from index.documents import to_document
from index.fold import fold
from index.radicals import unified
from index.reader import read_data

COPIED = "⻘禾县⼈民政府关于⽀持⼩微企业的通知\n\n对⽉营业额不超过⼗万元的，补助2万元。\n\n⻘禾县⼈民政府\n2025年3⽉1⽇\n"


def test_a_text_copied_from_a_pdf_is_read_as_it_looks() -> None:
    path = Path("a.txt")
    document = to_document(read_data(COPIED.encode(), path), path)
    assert "对月营业额不超过十万元的" in document.text
    assert (document.title, document.written) == (
        "青禾县人民政府关于支持小微企业的通知",
        "2025-03-01",
    )
    assert fold("⼈⻓") == "人长"


@given(st.text(max_size=80))
def test_nothing_else_is_changed_and_every_offset_stays(text: str) -> None:
    made = unified(text)
    assert len(made) == len(text)
    for old, new in zip(text, made, strict=True):
        assert old == new or 0x2E80 <= ord(old) <= 0x2FD5 or 0xF900 <= ord(old) <= 0xFAD9

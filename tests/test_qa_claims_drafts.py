"""A draft from a file of each kind, as its plain text; what is not sound is refused in one line."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from index.errors import PolicyQAError, ReadError
from qa.claims.docx import packed
from qa.claims.drafts import read_draft


def word(folder: Path, xml: str) -> Path:
    path = folder / "稿.docx"
    path.write_bytes(packed({"word/document.xml": xml}))
    return path


def test_text_and_word(tmp_path: Path) -> None:
    plain = tmp_path / "稿.md"
    plain.write_text("县实验室有5家。\n", encoding="gb18030")
    assert read_draft(plain).strip() == "县实验室有5家。"
    sound = docx.Document()
    sound.add_paragraph("县实验室").add_run("有5家。")
    sound.add_paragraph("第二段")
    sound.save(str(tmp_path / "稿.docx"))
    assert read_draft(tmp_path / "稿.docx").splitlines()[0] == "县实验室有5家。"


@pytest.mark.parametrize("xml", ["<w:document", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])
def test_a_word_document_that_is_not_sound_is_refused(tmp_path: Path, xml: str) -> None:
    with pytest.raises(PolicyQAError):
        read_draft(word(tmp_path, xml))


def test_what_is_no_zip_or_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "b.docx").write_bytes(b"PK nothing")
    for name in ("b.docx", "none.docx", "none.txt"):
        with pytest.raises(ReadError):
            read_draft(tmp_path / name)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("other.xml", "")
    (tmp_path / "c.docx").write_bytes(buffer.getvalue())
    with pytest.raises(PolicyQAError):
        read_draft(tmp_path / "c.docx")

"""The splitter on any text: passages rebuild the document, and nothing that belongs together is cut."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from index.splitter import split
from index.types import Document


def document(text: str, title: str = "某省产业扶持办法", pages: tuple[int, ...] = ()) -> Document:
    return Document(id="d1", title=title, source="a.txt", text=text, sha256="0" * 64, pages=pages)


PARTS = st.sampled_from(
    [
        "\n", "\n\n", " ", "\u3000\u3000", "。", "；", "，", "：", "？", "一、", "（二）", "3. ", "第四条 ", "第五章 总则",
        "一是", "二是", "首先，", "另一方面，", "此外，", "记者：", "答：", "省商务厅副厅长何某某：", "| a | b |\n|---|---|\n| 1 | 2 |\n",
        "# 标题\n", "- 项目", "增长16.6%", "共8.5万家", "1,234.5万元", "“先用后转。再办”", "《办法。细则》", "（含2年，下同。）",
        "企业应当依法纳税", "推动各项措施落地见效", "给予补贴", "特此通知。", "2025年3月1日", "🙂", "word ", "𠀀",
    ]
)  # fmt: skip
TEXTS = st.lists(PARTS, max_size=60).map("".join)


@settings(deadline=None)
@given(TEXTS, st.integers(1, 12))
def test_passages_rebuild_the_document(text: str, times: int) -> None:
    whole = text * times
    paragraphs = [row for row in whole.split("\n") if row.strip()]
    seen = 0
    for passage in split(document(whole)):
        assert whole[passage.start : passage.end] == passage.text == passage.text.strip()
        assert passage.start >= seen and not whole[seen : passage.start].strip()
        assert "\n" not in passage.text
        assert (
            whole[passage.paragraph_start : passage.paragraph_end]
            == paragraphs[passage.paragraph - 1].strip()
        )
        seen = passage.end
    assert not whole[seen:].strip()


WHOLE = re.compile(r"\d+(?:[.,]\d+)*[%万]?|“[^“”\n]*”|《[^《》\n]*》|（[^（）\n]*）")


@settings(deadline=None)
@given(TEXTS, st.integers(1, 12))
def test_no_figure_quotation_or_bracket_is_cut(text: str, times: int) -> None:
    whole = text * times
    cuts = {offset for p in split(document(whole)) for offset in (p.start, p.end)}
    for match in WHOLE.finditer(whole):
        assert not cuts & set(range(match.start() + 1, match.end()))


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_split_without_loss(text: str) -> None:
    text = text.replace("\r", "\n")
    seen = 0
    for passage in split(document(text)):
        assert not text[seen : passage.start].strip().strip("\u200b\u200c\u200d\u2060\ufeff\u00ad")
        seen = passage.end
    assert not text[seen:].strip().strip("\u200b\u200c\u200d\u2060\ufeff\u00ad")

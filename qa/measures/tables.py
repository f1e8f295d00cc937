"""Tables of measures: a row a measure, its columns told by their heads (措施, 适合谁, 部门)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.types import Document, Passage
from qa.measures.conditions import read_conditions
from qa.measures.kinds import INTENT_KINDS
from qa.measures.types import Kind, Measure, Terms
from qa.measures.view import view

_WHAT = re.compile(r"措施|支持内容|扶持内容|政策内容|支持方式")
_WHO = re.compile(r"适合谁|对象|适用|谁")
_BODY = re.compile(r"部门|单位|责任")


def read_rows(document: Document, passages: Sequence[Passage], terms: Terms) -> list[Measure]:
    """Return the measures of the table rows whose head names a column of measures."""
    made = []
    for passage in passages:
        if passage.kind != "table" or not passage.section:
            continue
        heads = [h.strip() for h in passage.section[-1].split("|")]
        columns = {
            name: next((i for i, h in enumerate(heads) if pattern.search(h)), None)
            for name, pattern in (("what", _WHAT), ("who", _WHO), ("body", _BODY))
        }
        if columns["what"] is None or len(heads) < 2:
            continue
        if (measure := _row(document, passage, columns, terms)) is not None:
            made.append(measure)
    return made


def _row(
    document: Document, passage: Passage, columns: dict[str, int | None], terms: Terms
) -> Measure | None:
    seen = view(document.text, passage.start, passage.end)
    cells = seen.cut(0, len(seen.text), re.compile(r"\|"))

    def cell(name: str) -> tuple[int, int] | None:
        at = columns[name]
        return cells[at] if at is not None and at < len(cells) else None

    what, who, body = cell("what"), cell("who"), cell("body")
    if what is None:
        return None
    text = seen.text[what[0] : what[1]]
    kind: Kind = next((k for k, p in INTENT_KINDS if p.search(text)), "service")
    first = seen.text[cells[0][0] : cells[0][1]]
    span = seen.span(cells[0][0], cells[-1][1])
    return Measure(
        document_id=document.id,
        title=f"{first}：{document.text[seen.at[what[0]] : seen.at[what[1] - 1] + 1]}",
        kind=kind,
        span=span,
        support=seen.span(*what),
        paragraph=passage.paragraph,
        subject=seen.span(*who) if who else None,
        conditions=tuple(read_conditions(seen, *who, terms.region)) if who else (),
        agency=seen.span(*body) if body else None,
        intention=True,
    )

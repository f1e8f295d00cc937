"""Results as a person reads them in a terminal: the answer, then each paragraph with its quotation highlighted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TextIO
from unicodedata import east_asian_width

from index.types import DocumentInfo, Hit
from qa.cli.output import stdout
from qa.documents.doubts import SHORT, doubts_in
from qa.documents.labels import label, state_name
from qa.render import STATE, emphasised, place, split_quote, statement_text
from qa.types import Answer, Citation, Statement

_OWN = r"\x1b\[(?:0|1|2|30;43)m"
_ESCAPES = re.compile(r"\x1b(?:\[[0-9;?]*[A-Za-z])?")
_FOREIGN = re.compile(rf"(?!{_OWN})\x1b(?:\[[0-9;?]*[A-Za-z])?")
# C0 and C1 controls, and the marks that reorder or hide text.
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]"
)
# A paragraph of whole-page length is shown around its quotation.
AROUND = 160


_HEADS = ("编号", "效力", "成文", "发布", "施行", "有效期至", "级别", "地区", "文号")
_WIDTHS = (13, 10, 10, 10, 10, 10, 6, 10, 18)


def _row(cells: Sequence[str]) -> str:
    """Return the cells side by side, each as wide as its column; a Han character takes two places."""
    return "  ".join(
        cell + " " * (width - sum(2 if east_asian_width(c) in "WF" else 1 for c in cell))
        for cell, width in zip(cells, _WIDTHS, strict=True)
    )


class Terminal:
    """Writes results to stdout, with colour only where a person looks; without colour a quotation stands in 【】."""

    def __init__(self, stream: TextIO | None = None, *, colour: bool | None = None) -> None:
        self._stream = stream or stdout()
        self._colour = self._stream.isatty() if colour is None else colour

    def statement(self, statement: Statement) -> None:
        """Write one verified statement as soon as it is there."""
        said = statement_text(statement)
        if self._colour and (focus := emphasised(statement)):
            start, end = focus
            said = said[:start] + self._bold(said[start:end]) + said[end:]
        self._line(said)

    def answer(self, answer: Answer, *, statements: bool = True) -> None:
        """Write an answer; `statements=False` where they were streamed already."""
        if statements:
            for statement in answer.statements:
                self.statement(statement)
        for notice in answer.notices:
            self._line(self._bold(f"注意：{notice}"))
        if answer.status == "not_found":
            self._line(self._bold("未找到：") + "现有材料没有说明这个问题。")
        for note in answer.missing:
            self._line(self._dim(f"· {note}"))
        cited = answer.citations or answer.nearest
        if cited:
            self._line("")
            self._line(
                self._bold("原文" if answer.citations else "最接近的段落（供参考，不是答案）")
            )
        for citation in cited:
            self._citation(citation, marked=bool(answer.citations))
        self._line(self._dim(self._foot(answer)))

    def hits(self, hits: Sequence[Hit]) -> None:
        """Write search results, best first."""
        for number, hit in enumerate(hits, 1):
            passage = hit.passage
            who = f" · {passage.role or ''}{passage.speaker}" if passage.speaker else ""
            scores = f"综合 {hit.score:.3f}" + (
                f" 语义 {hit.dense:.3f}" if hit.dense is not None else ""
            )
            scores += f" 字面 {hit.lexical:.3f}" if hit.lexical is not None else ""
            self._line(
                self._bold(f"{number}. 《{hit.document.title}》{who} · 第{passage.paragraph}段")
                + (f" 【{warning}】" if (warning := label(hit.document)) else "")
                + (f" 【{SHORT}】" if doubts_in(hit.document, passage.start, passage.end) else "")
                + self._dim(f"  {scores}")
            )
            self._line(f"   {passage.text.strip()}")

    def documents(self, documents: Sequence[DocumentInfo]) -> None:
        """Write the list of documents, a row each: standing, dates, place, number; then who issued it and where it lies."""
        if documents:
            self._line(self._dim(_row(_HEADS)))
        for info in documents:
            cells = (
                info.id,
                state_name(info),
                info.written or "-",
                info.published or "-",
                info.effective or "-",
                info.expires or "-",
                info.level or "-",
                info.region or "-",
                info.number or "-",
            )
            self._line(f"{_row(cells)}  {self._bold(info.title)}")
            facts = (info.issuer, f"{info.characters} 字", f"{info.passages} 段", info.source)
            self._line(self._dim("  " + " · ".join(fact for fact in facts if fact)))
            if warning := label(info):
                self._line(f"  ⚠ {warning}")
        self._line(self._dim(f"共 {len(documents)} 个文件"))

    def line(self, text: str) -> None:
        """Write one line as it is."""
        self._line(text)

    def citations(self, citations: Sequence[Citation]) -> None:
        """Write the original paragraphs, each with its quotation marked."""
        if citations:
            self._line("")
            self._line(self._bold("原文"))
        for citation in citations:
            self._citation(citation, marked=True)

    def _citation(self, citation: Citation, *, marked: bool) -> None:
        number = f"[{citation.number}] " if marked else "· "
        self._line(self._bold(f"{number}{place(citation)}"))
        before, quote, after = split_quote(citation)
        before = before if len(before) <= AROUND else "…" + before[-AROUND:]
        after = after if len(after) <= AROUND else after[:AROUND] + "…"
        self._line(f"    {before}{self.mark(quote) if marked else quote}{after}".replace("\n", " "))

    def _foot(self, answer: Answer) -> str:
        parts = [f"状态：{STATE[answer.status]}"]
        if answer.statements:
            by = "原文摘录" if answer.generator == "extractive" else answer.generator
            parts.append(
                f"作答：{by}" + (f"（{answer.floor_reason}）" if answer.floor_reason else "")
            )
        if answer.dropped:
            parts.append(f"拦下 {answer.dropped} 句没有依据的话")
        return " · ".join([*parts, f"{answer.timings_ms.get('total', 0) / 1000:.1f} 秒"])

    def _line(self, text: str) -> None:
        # Only our own escapes may reach the terminal: a document must not move the cursor or hide text.
        visible = _ESCAPES.sub("", text) if not self._colour else _FOREIGN.sub("", text)
        print(_CONTROLS.sub("", visible), file=self._stream, flush=True)

    def _bold(self, text: str) -> str:
        return self._style("1", text)

    def _dim(self, text: str) -> str:
        return self._style("2", text)

    def mark(self, text: str) -> str:
        """Return the text highlighted, for a line that is yet to be written."""
        return self._style("30;43", text) if self._colour else f"【{text}】"

    def _style(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour else text

"""Evidence that the tests of citations cite, and what they expect of it."""

from __future__ import annotations

from qa.citations import Rejected, Supported, check
from qa.types import Evidence
from tests.make import info

LABS = "我们持续加大投入，建成了12家省实验室、15家全国重点实验室和320家省重点实验室，建设了6项重大科技基础设施。"
TRADE = (
    "“十四五”期间，全省服务外包执行金额年均增长14.6%。2025年，全省技术市场规模总额达5086.5亿元。"
)
GUANGDONG = info(
    region="广东省", issuer="广东省商务厅", title="服务外包工作情况", published="2026-02-01"
)


def passes(draft: str, *items: Evidence, question: str = "") -> Supported:
    verdict = check(draft, items, question=question)
    assert isinstance(verdict, Supported), verdict
    for citation in verdict.citations:
        item = next(i for i in items if i.number == citation.number)
        offset = citation.start - item.start
        assert item.text[offset : offset + len(citation.quote)] == citation.quote != ""
        assert citation.end - citation.start == len(citation.quote)
        assert (citation.text, citation.paragraph_start) == (item.text, item.start)
    return verdict


def fails(draft: str, *items: Evidence, question: str = "") -> Rejected:
    verdict = check(draft, items, question=question)
    assert isinstance(verdict, Rejected), verdict
    assert verdict.detail
    return verdict

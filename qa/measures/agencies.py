"""Who runs a measure: named for its article, the speaker's own body, the body that explains the text, or the issuer."""

from __future__ import annotations

import re
from functools import lru_cache

from index.types import Document
from qa.measures.terms import articles_in
from qa.measures.types import Span, Terms
from qa.measures.units import Unit
from qa.measures.view import View

_ROLE_BODY = re.compile(r"^.*(?:委员会|改革委|局(?!长)|厅(?!长)|办公室|政府|中心|院(?!长))")
_OFFICE = re.compile(r"(?:副)?(?:市长|县长|省长|区长|主任|局长|厅长|书记).*$")
_IN_CHARGE = re.compile(r"([\u4e00-\u9fff]{3,16}?(?:局|委员会|厅|办公室|中心))负责")
_BODY_IN = re.compile(
    r"(?:由|向)((?:市|县|区|省)?[\u4e00-\u9fff（）]{2,14}?(?:局|委员会|厅|办公室|部门|中心|集团|银行))"
)


# （责任单位：市财政局、市税务局）, （对接部门：区科信局；联系人：…）, （省财政厅牵头）: in brackets at the end of what they run.
NOTE = re.compile(
    r"[(\[【]\s*(?:(?:责任|牵头|主管|实施|承办|配合|对接|负责|主办|受理|联系|落实)(?:单位|部门|处室|科室|机构|局办)(?:及责任人)?:(?P<a>[^;\]()】]{2,120}(?:\([^)]{1,12}\)[^;\]()】]{0,60})*)"
    r"|(?P<b>[一-龥、]{2,60}?)牵头[^)\]]*)"
)


@lru_cache(maxsize=16)
def _notes(text: str) -> tuple[tuple[int, tuple[int, int]], ...]:
    """Return where each such bracket of a paragraph stands, and the body in it; read once for all that it gives."""
    found = NOTE.finditer(text)
    return tuple((m.start(), m.span("a" if m["a"] else "b")) for m in found)


def noted(seen: View, start: int) -> Span | None:
    """Return the body in the first bracket after `start` of a paragraph that says who is responsible."""
    bodies = (body for at, body in _notes(seen.text) if at >= start)
    body = next(bodies, None)
    if body is None:
        return None
    a, b = seen.trimmed(*body)
    return seen.span(a, b) if b > a else None


def agency_of(
    document: Document, unit: Unit, terms: Terms, after: int | None = None
) -> Span | None:
    """Return who runs what begins to be given at `after` of the unit's view.

    The nearest word counts: the bracket behind it, the body named for its article, the speaker's own, who explains the text.
    """
    if after is not None and (own := noted(unit.view, after)) is not None:
        return own
    for span, articles in terms.apply:
        if unit.article in articles and (own := _named_for(span, unit.article)) is not None:
            return own
    if unit.role:
        body = _ROLE_BODY.match(unit.role)
        name = body[0] if body else _OFFICE.sub("", unit.role)
        at = document.text.find(name) if name else -1
        return Span(start=at, end=at + len(name), text=name) if at >= 0 else None
    if terms.agency:
        return terms.agency
    for name in re.split(r"[、,，\s]+", document.issuer or ""):
        if name and (at := document.text.find(name)) >= 0:
            return Span(start=at, end=at + len(name), text=name)
    return None


def _named_for(span: Span, article: int | None) -> Span | None:
    """Return the body that the clause which names the article gives it to."""
    at = 0
    for clause in re.split(r"(?<=[,，;；])", span.text):
        if article in articles_in(clause):
            for match in _BODY_IN.finditer(clause):
                a, b = span.start + at + match.start(1), span.start + at + match.end(1)
                return Span(start=a, end=b, text=match[1])
            if lead := _IN_CHARGE.match(clause):
                a, b = span.start + at + lead.start(1), span.start + at + lead.end(1)
                return Span(start=a, end=b, text=lead[1])
        at += len(clause)
    return None

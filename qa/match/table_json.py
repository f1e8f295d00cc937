"""All measures of the index as JSON: each field with its place, for programs that build on the table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qa.documents.as_json import document_json
from qa.match.citing import Source
from qa.match.render import amount_json
from qa.measures import INTENTION, Measure, Measures, Span


def span_json(span: Span | None) -> dict[str, Any] | None:
    """Return a span as {text, start, end}."""
    return None if span is None else {"text": span.text, "start": span.start, "end": span.end}


def spans_json(spans: Sequence[Span]) -> list[dict[str, Any] | None]:
    """Return spans, in order."""
    return [span_json(s) for s in spans]


def record_json(source: Source, found: Measures, measure: Measure) -> dict[str, Any]:
    """Return one measure with its document; `region`, `expires` hold for the whole document."""
    return {
        "document": document_json(source.info),
        "region": found.terms.region,
        "expires": source.info.expires,
        "validity": span_json(found.terms.validity),
        "title": measure.title,
        "kind": measure.kind,
        "intention": measure.intention,
        "note": INTENTION if measure.intention else "",
        "paragraph": measure.paragraph,
        "measure": span_json(measure.span),
        "subject": span_json(measure.subject),
        "support": span_json(measure.support),
        "amounts": [amount_json(a) for a in measure.amounts],
        "tiers": [
            {"label": span_json(t.label), "amount": amount_json(t.amount)} for t in measure.tiers
        ],
        "conditions": spans_json([c.span for c in measure.conditions]),
        "exclusions": spans_json(measure.exclusions),
        "limits": spans_json(measure.limits),
        "apply": spans_json(measure.apply),
        "deadlines": spans_json(measure.deadlines),
        "agency": span_json(measure.agency),
    }


def table_json(read: Sequence[tuple[Source, Measures]]) -> list[dict[str, Any]]:
    """Return every measure of every document, in the order of the index."""
    return [record_json(s, found, m) for s, found in read for m in found.measures]

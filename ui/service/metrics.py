"""What is counted, for Prometheus: requests, answers, the line, the model. Labels are few and never hold a question."""

from __future__ import annotations

import re
from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from qa.types import Answer

_ROUTES = (
    (re.compile(r"/api/documents/[^/]+"), "/api/documents/{id}"),
    (
        re.compile(
            r"/v1/(?:models|chat/completions)|/api/(?:ask|search|verify|match|documents)|/mcp|/login|/logout"
            r"|/healthz|/readyz|/metrics|/openapi\.json|/"
        ),
        "",
    ),
    (re.compile(r"/gradio_api/queue/(?:join|data)"), ""),
)
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60)


class Metrics:
    """The figures of one server."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "policyqa_requests", "Requests", ["route", "method", "status"], registry=self.registry
        )
        self._seconds = Histogram(
            "policyqa_request_seconds",
            "Seconds to the end of the response",
            ["route"],
            registry=self.registry,
            buckets=_SECONDS,
        )
        self._answers = Counter(
            "policyqa_answers", "Answers", ["status", "by"], registry=self.registry
        )
        self.first = Histogram(
            "policyqa_first_statement_seconds",
            "Seconds from the begin of the work to the first verified sentence",
            registry=self.registry,
            buckets=_SECONDS,
        )
        self.generating = Gauge(
            "policyqa_generating", "Answers that the model writes now", registry=self.registry
        )
        self.left = Counter(
            "policyqa_abandoned", "Questions whose askers left", registry=self.registry
        )

        self.spared = Counter(
            "policyqa_spared",
            "Answers without the chooser, because many asked at once",
            registry=self.registry,
        )

    def watch(self, name: str, about: str, value: Callable[[], float]) -> None:
        """Show what `value` returns whenever it is looked at."""
        Gauge(f"policyqa_{name}", about, registry=self.registry).set_function(value)

    def request(self, path: str, method: str, status: int, seconds: float) -> None:
        """Count a request that was answered."""
        route = route_of(path)
        known = method if method in ("GET", "POST", "DELETE", "HEAD", "OPTIONS") else "other"
        self._requests.labels(route, known, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def answered(self, answer: Answer) -> None:
        """Count an answer and what wrote it."""
        by = "extractive" if answer.generator == "extractive" else "model"
        self._answers.labels(answer.status, by).inc()

    def text(self) -> bytes:
        """Return everything in Prometheus' own format."""
        return generate_latest(self.registry)


def route_of(path: str) -> str:
    """Return the route of a path: few values, whatever is asked for."""
    for pattern, name in _ROUTES:
        if pattern.fullmatch(path):
            return name or path
    return "page" if path.startswith(("/assets/", "/static/", "/gradio_api/")) else "other"

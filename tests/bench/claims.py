"""Score the figure check on files of claims with known verdicts.

    python -m tests.bench.claims FILE.jsonl [...] --index DIR [--half even|odd|dev|test] [--show 20] [--twice]

A line holds `claim` and either `expected` (the verdicts that are right) or `label` (SUPPORTED, REFUTED,
NOT_ENOUGH_INFO, as in public data sets). `--half` scores the lines of even or odd years only, or those whose `half` is
dev or test, so that one half can be developed on and the other only scored. Exit code 1 when a refuted claim is called supported or accuracy is below 0.93.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from qa import assemble
from qa.claims import ClaimChecker
from qa.config import Settings

LABELS = {
    "SUPPORTED": ("supported",),
    "REFUTED": ("contradicted", "scope_differs"),
    "NOT_ENOUGH_INFO": ("not_found",),
}
TARGET = 0.93


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--half", choices=("even", "odd", "dev", "test"))
    parser.add_argument("--show", type=int, default=20)
    parser.add_argument(
        "--twice", action="store_true", help="check everything again: it must be the same"
    )
    options = parser.parse_args()
    rows = [row for file in options.files for row in _rows(file, options.half)]
    with assemble.corpus(Settings.from_env(index=options.index)) as corpus:
        checker = ClaimChecker.over(corpus)
        began = time.perf_counter()
        reports = [checker.check(row["claim"]) for row in rows]
        took = time.perf_counter() - began
        same = not options.twice or all(
            _facts(again) == _facts(first)
            for first, again in zip(
                reports,
                map(ClaimChecker.over(corpus).check, (r["claim"] for r in rows)),
                strict=True,
            )
        )
    verdicts = [report.verdict for report in reports]
    right = [v in _expected(row) for row, v in zip(rows, verdicts, strict=True)]
    false_support = [
        row
        for row, v in zip(rows, verdicts, strict=True)
        if v == "supported" and "supported" not in _expected(row)
    ]
    _print(rows, verdicts, right, options.show)
    print(
        f"accuracy {sum(right) / len(rows):.4f} ({sum(right)} of {len(rows)}), {took / len(rows) * 1000:.0f} ms a claim"
    )
    print(
        f"false claims called supported: {len(false_support)}; second run the same: {same if options.twice else 'not asked'}"
    )
    return int(sum(right) < TARGET * len(rows) or bool(false_support) or not same)


def _rows(file: Path, half: str | None) -> list[dict[str, Any]]:
    rows = [
        json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    return [r for r in rows if half is None or half == _half(r)]


def _half(row: dict[str, Any]) -> str:
    return str(row.get("half") or ("odd" if row["year"] % 2 else "even"))


def _expected(row: dict[str, Any]) -> tuple[str, ...]:
    return tuple(row["expected"]) if "expected" in row else LABELS[row["label"]]


def _facts(report: Any) -> Any:
    return report.verdict, report.figures, report.words, report.citations


def _print(rows: list[dict[str, Any]], verdicts: list[str], right: list[bool], most: int) -> None:
    counts = Counter(
        (row.get("kind") or row.get("altered") or "true", "/".join(_expected(row)), v)
        for row, v in zip(rows, verdicts, strict=True)
    )
    for (kind, expected, verdict), count in sorted(counts.items(), key=str):
        print(f"{count:5} {kind} (right: {expected}) -> {verdict}")
    wrong = [(row, v) for row, v, ok in zip(rows, verdicts, right, strict=True) if not ok]
    for row, verdict in wrong[:most]:
        print(f"  WRONG {row['id']} {verdict}, right {'/'.join(_expected(row))}: {row['claim']}")


if __name__ == "__main__":
    sys.exit(main())

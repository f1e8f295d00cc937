"""A file of rows through one command: a line of JSON for each, in order; a row that fails costs no other its result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any, Protocol, TypeVar

from index.errors import PolicyQAError, UsageError
from qa.cli.options import ERROR, OK
from qa.cli.output import print_json, say


class BatchRow(Protocol):
    """A row of a batch file; `error` says why it cannot be used, empty or None when it can."""

    @property
    def id(self) -> Any: ...

    @property
    def line(self) -> int: ...

    @property
    def error(self) -> object: ...


R = TypeVar("R", bound=BatchRow)


def begun(rows: Iterator[R], empty: UsageError) -> Iterator[R]:
    """Return the rows with the first one read: a file that cannot be read is known before a model is loaded.

    Raises:
        UsageError: `empty`, where there is no row.
    """
    first = next(rows, None)
    if first is None:
        raise empty
    return chain([first], rows)


def write_lines(
    rows: Iterable[R],
    result: Callable[[R], dict[str, Any]],
    given: Callable[[R], dict[str, Any]],
    failed: str,
) -> int:
    """Write each row's result, or its error beside what was `given`; return the exit code.

    `failed` says after the number of rows on standard error what became of those that failed.
    """
    count = 0
    for row in rows:
        if row.error:
            line: dict[str, Any] = {"line": row.line, "error": str(row.error)}
        else:
            try:
                line = result(row)
            except PolicyQAError as error:
                line = {"line": row.line, **given(row), "error": str(error)}
        count += "error" in line
        print_json({"id": row.id, **line})
    if count:
        say(f"{count} {failed}")
    return ERROR if count else OK

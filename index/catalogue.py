"""The documents of one state of the index, each with its standing on a day; worked out once and remembered."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from index.force import standings
from index.reading import Snapshot
from index.types import DocumentInfo

_DAYS = 8  # days whose standings are remembered


class Catalogue:
    """Remembers the documents of the latest state that was asked for. Callable from several threads."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._state = ""
        self._plain: list[DocumentInfo] = []
        self._labelled: dict[date, dict[str, DocumentInfo]] = {}

    def on(self, snapshot: Snapshot, day: date) -> Mapping[str, DocumentInfo]:
        """Return id -> document with its standing on the day, in the order of the index."""
        state = snapshot.state()
        with self._guard:
            if self._state != state:
                self._plain, self._labelled = snapshot.documents(), {}
                self._state = state
            known = self._labelled.get(day)
            if known is None:
                found = standings(self._plain, day)
                known = {info.id: replace(info, standing=found[info.id]) for info in self._plain}
                while len(self._labelled) >= _DAYS:
                    self._labelled.pop(next(iter(self._labelled)))
                self._labelled[day] = known
            return known

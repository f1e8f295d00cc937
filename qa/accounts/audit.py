"""Who changed what and when: one line of JSON for each change, in the index folder. Questions are no changes."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from index.errors import StorageError

FILE_NAME = "audit.jsonl"


def note(folder: Path, who: str, action: str, **facts: Any) -> None:
    """Append one line: time, who, action, and the facts. It is on the disk when this returns.

    Raises:
        StorageError: it cannot be written: a change that leaves no trace must not go unnoticed.
    """
    line = {"time": datetime.now(UTC).isoformat(timespec="seconds"), "who": who, "action": action}
    data = (json.dumps(line | facts, ensure_ascii=False) + "\n").encode("utf-8", "replace")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / FILE_NAME, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(descriptor, data)  # one write: lines of several processes do not mix
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise StorageError(
            f"无法写入操作记录 {str(folder / FILE_NAME)!r}（{error.strerror}）",
            "请检查权限和磁盘空间",
        ) from error

"""Whether the index file is what was written: everything is read and compared with its checksums and its twin."""

from __future__ import annotations

from index.errors import IndexDamagedError, PolicyQAError
from index.reading import Snapshot
from index.store import Store


def problems(store: Store) -> list[str]:
    """Return in Chinese what is wrong with the index, a line each; empty when it is well. Changes nothing.

    Raises:
        StorageError: there is no room to check the full-text index.
    """
    try:
        with store.reading() as snapshot:
            found = _problems(snapshot)
    except PolicyQAError as error:
        return [error.message]
    try:
        with store.reading() as snapshot:
            snapshot.check_lexical()
    except IndexDamagedError as error:
        found.append(f"全文检索有误：{error.message}")
    return found


def _problems(snapshot: Snapshot) -> list[str]:
    structure = [f"文件结构有误：{line}" for line in snapshot.structure()]
    if structure:
        return structure
    for _ in snapshot.vectors():
        pass  # reading them compares the checksums
    found = []
    totals = snapshot.totals()
    if len(set(totals.values())) > 1:
        parts = "，".join(f"{name} {count}" for name, count in totals.items())
        found.append(f"段落的数目不一致：{parts}")
    for info in snapshot.documents():
        document = snapshot.document(info.id)
        passages = snapshot.passages(info.id)
        if len(passages) != info.passages or any(
            document.text[p.start : p.end] != p.text for p in passages
        ):
            found.append(f"文件 {info.id}（{info.source}）的段落与原文不一致")
    return found

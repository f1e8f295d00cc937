"""A store with the hash embedder, and how tests put documents in and look for them."""

from __future__ import annotations

from index.store import Identity, Store
from index.tokens import lexical_tokens
from index.types import Document
from tests.fakes import HashEmbedder, plain_passages

EMBEDDER = HashEmbedder()
IDENTITY = Identity(
    embedder=EMBEDDER.name, fingerprint=EMBEDDER.fingerprint, dimensions=EMBEDDER.dimensions
)
TEXT = "全省培育专精特新企业六百家。\n对首次认定的企业补助30万元。\n由工业和信息化厅负责。"


def put(
    store: Store, document: Document, *, origin: str = "", replaces: tuple[str, ...] = ()
) -> None:
    passages = plain_passages(document)
    with store.writing() as writer:
        writer.add(
            document,
            passages,
            EMBEDDER.embed_passages([p.text for p in passages]),
            origin=origin or f"/files/{document.id}",
            replaces=replaces,
        )


def found(store: Store, text: str) -> set[str]:
    """The ids of the documents that the full-text index finds for any token of the text."""
    with store.reading() as snapshot:
        numbers = snapshot.search(sorted(set(lexical_tokens(text))), 1000)
        return {each.document.id for each in snapshot.stored(numbers).values()}

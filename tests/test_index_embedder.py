"""One contract for every embedder, run over the real implementations on tiny models and a loopback server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index.embedder import EmbeddedE5, Embedder, OpenAIEmbedder, SentenceTransformerEmbedder
from index.embedders import e5
from tests import tiny_e5
from tests.embedding_server import Server
from tests.tiny_e5 import TEXTS

HOSTILE = [
    "",
    "\0",
    "\ud800半",
    "😀👩‍👩‍👧" * 40,
    " " * 5000,
    "<s></s><pad>",
    "\u202e字\ufeff",
    "补" * 20_000,
]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_e5.folder(tmp_path_factory.mktemp("models") / "tiny-e5")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


def in_bulk(folder: Path) -> EmbeddedE5:
    """An embedder that has seen so many passages that torch does the rest."""
    embedder = EmbeddedE5(folder)
    embedder._asked = e5.BULK_FROM
    return embedder


@pytest.fixture(scope="module", params=["engine", "bulk", "sentence-transformers", "openai"])
def make(request: pytest.FixtureRequest, tiny: Path, server: Server) -> Callable[[], Embedder]:
    """Makes a new embedder of each kind; all calls of one kind give equal ones."""
    return {
        "engine": lambda: EmbeddedE5(tiny),
        "bulk": lambda: in_bulk(tiny),
        "sentence-transformers": lambda: SentenceTransformerEmbedder(tiny, dtype="float32"),
        "openai": lambda: OpenAIEmbedder(
            server.url, "m", query_prompt="query: ", passage_prompt="passage: ", batch=3
        ),
    }[request.param]


@pytest.fixture(scope="module")
def embedder(make: Callable[[], Embedder]) -> Embedder:
    return make()


def cosine(left: np.ndarray, right: np.ndarray) -> float:
    return float(np.sum(left * right, axis=-1).min())


# The contract


def test_vectors_have_the_promised_form(embedder: Embedder) -> None:
    assert isinstance(embedder, Embedder)
    passages, query = embedder.embed_passages(TEXTS), embedder.embed_query(TEXTS[0])
    assert passages.dtype == query.dtype == np.float32
    assert passages.shape == (len(TEXTS), embedder.dimensions)
    assert query.shape == (embedder.dimensions,)
    assert np.allclose(np.linalg.norm(passages, axis=1), 1, atol=1e-5)
    assert np.linalg.norm(query) == pytest.approx(1, abs=1e-5)


def test_no_text_gives_no_vector(embedder: Embedder) -> None:
    assert embedder.embed_passages([]).shape == (0, embedder.dimensions)


def test_each_text_keeps_its_place(embedder: Embedder) -> None:
    together = embedder.embed_passages(TEXTS)
    alone = np.stack([embedder.embed_passages([text])[0] for text in TEXTS])
    assert cosine(together, alone) > 0.999
    assert cosine(together[:2], together[1:3]) < 0.999


def test_a_question_is_not_embedded_as_a_passage(embedder: Embedder) -> None:
    for text in TEXTS[:3]:
        assert cosine(embedder.embed_query(text), embedder.embed_passages([text])[0]) < 0.9999


def test_any_text_gets_a_direction(embedder: Embedder) -> None:
    vectors = np.vstack([embedder.embed_passages(HOSTILE), *map(embedder.embed_query, HOSTILE)])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_the_fingerprint_is_stable_and_names_no_path(
    make: Callable[[], Embedder], embedder: Embedder, tmp_path: Path
) -> None:
    assert make().fingerprint == embedder.fingerprint
    assert "#" in embedder.fingerprint
    assert "/" not in embedder.fingerprint
    assert embedder.name


def test_threads_get_the_vectors_of_their_own_texts(embedder: Embedder) -> None:
    texts = TEXTS * 3
    expected = np.stack([embedder.embed_query(text) for text in texts])
    with ThreadPoolExecutor(8) as pool:
        found = np.stack(list(pool.map(embedder.embed_query, texts)))
    assert cosine(found, expected) > 0.999

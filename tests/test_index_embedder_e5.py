"""The embedded model: one model, two engines, the same vectors; damage is refused before it is loaded."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.embedder import EmbeddedE5, SentenceTransformerEmbedder
from index.embedders import e5
from index.embedders.manifest import MANIFEST_FILE
from index.errors import ModelError
from tests import tiny_e5
from tests.tiny_e5 import TEXTS

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_e5.folder(tmp_path_factory.mktemp("models") / "tiny-e5")


def in_bulk(folder: Path) -> EmbeddedE5:
    """An embedder that has seen so many passages that torch does the rest."""
    embedder = EmbeddedE5(folder)
    embedder._asked = e5.BULK_FROM
    return embedder


def cosine(left: np.ndarray, right: np.ndarray) -> float:
    return float(np.sum(left * right, axis=-1).min())


@given(
    texts=st.lists(
        st.text(st.sampled_from(tiny_e5.KNOWN + "１％㈱ \n𠮷未<s>\u0301\r")),
        min_size=1,
        max_size=12,
    )
)
@settings(max_examples=60, deadline=None)
def test_both_engines_give_the_same_vectors(tiny: Path, texts: list[str]) -> None:
    few, many = EmbeddedE5(tiny), in_bulk(tiny)
    many._bulk = shared_bulk(tiny)
    assert cosine(few.embed_passages(texts), many.embed_passages(texts)) >= 0.999


def shared_bulk(folder: Path, known: dict[Path, object] = {}) -> object:  # noqa: B006
    """One loaded encoder for all examples of a property."""
    if folder not in known:
        known[folder] = in_bulk(folder)._ready_bulk()
    return known[folder]


@given(
    text=st.text(
        st.sampled_from(tiny_e5.KNOWN + " １％㈱\n"), min_size=tiny_e5.POSITIONS, max_size=400
    )
)
@settings(max_examples=60, deadline=None)
def test_a_long_text_is_cut_where_the_model_ends(tiny: Path, text: str) -> None:
    embedder = EmbeddedE5(tiny)
    fitted = embedder._fit(text, query=False)
    engine = embedder._ready_engine()
    count = engine.count_tokens(fitted, query=False)
    assert count <= tiny_e5.POSITIONS
    assert text.startswith(fitted)
    if fitted != text:
        assert engine.count_tokens(text[: len(fitted) + 1], query=False) > tiny_e5.POSITIONS
    assert len(in_bulk_tokens(tiny, fitted)) == count


def in_bulk_tokens(folder: Path, text: str) -> list[int]:
    return shared_bulk(folder).tokenize(["passage: " + text])[0]  # type: ignore[attr-defined]


def test_bulk_is_what_sentence_transformers_computes(tiny: Path) -> None:
    plain = [text for text in TEXTS if "𠮷" not in text]
    oracle = SentenceTransformerEmbedder(tiny, dtype="float32")
    assert cosine(in_bulk(tiny).embed_passages(plain), oracle.embed_passages(plain)) > 0.999
    assert cosine(EmbeddedE5(tiny).embed_query(TEXTS[0]), oracle.embed_query(TEXTS[0])) > 0.999


def test_torch_comes_with_the_passages_that_pay_for_it(tiny: Path) -> None:
    embedder = EmbeddedE5(tiny)
    embedder.embed_passages(["补贴"] * (e5.BULK_FROM - 1))
    assert embedder._bulk is None
    embedder.embed_passages(["补贴"])
    assert embedder._bulk is not None


def test_bulk_leaves_other_users_of_torch_their_threads(tiny: Path) -> None:
    import torch

    before = torch.get_num_threads()
    in_bulk(tiny).embed_passages(TEXTS)
    assert torch.get_num_threads() == before
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(torch.get_num_threads).result() == before


def test_a_query_needs_neither_torch_nor_transformers(tiny: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from index.embedder import EmbeddedE5\n"
        "EmbeddedE5(Path(sys.argv[1])).embed_query('补贴')\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'httpx', 'tokenizers', 'huggingface_hub'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tiny)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_a_moved_folder_keeps_its_fingerprint_and_other_weights_have_another(
    tiny: Path, tmp_path: Path
) -> None:
    moved = shutil.copytree(tiny, tmp_path / "else" / "where")
    other = tiny_e5.folder(tmp_path / "other", seed=2)
    for kind in (EmbeddedE5, SentenceTransformerEmbedder):
        assert kind(moved).fingerprint == kind(tiny).fingerprint
        assert kind(other).fingerprint != kind(tiny).fingerprint


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda folder: shutil.rmtree(folder), "尚未准备好"),
        (lambda folder: (folder / MANIFEST_FILE).unlink(), "尚未准备好"),
        (lambda folder: (folder / MANIFEST_FILE).write_text("{"), "已损坏"),
        (lambda folder: (folder / MANIFEST_FILE).write_text("[]"), "已损坏"),
        (lambda folder: (folder / MANIFEST_FILE).write_bytes(b"\xff\xfe"), "已损坏"),
        (lambda folder: (folder / e5.ENGINE_FILE).unlink(), "缺失"),
        (lambda folder: (folder / e5.ENGINE_FILE).write_bytes(b"E5S1"), "大小不对"),
    ],
)
def test_a_damaged_folder_is_refused_before_anything_is_loaded(
    tiny: Path, tmp_path: Path, damage: Callable[[Path], object], said: str
) -> None:
    broken = shutil.copytree(tiny, tmp_path / "broken")
    damage(broken)
    with pytest.raises(ModelError, match=said) as caught:
        EmbeddedE5(broken)
    assert "models prepare" in caught.value.remedy


def test_a_manifest_cannot_point_outside_its_folder(tiny: Path, tmp_path: Path) -> None:
    broken = shutil.copytree(tiny, tmp_path / "broken")
    path = broken / MANIFEST_FILE
    path.write_text(path.read_text().replace(e5.ENGINE_FILE, "../" + e5.ENGINE_FILE))
    with pytest.raises(ModelError, match="已损坏"):
        EmbeddedE5(broken)


def test_files_of_the_right_size_and_wrong_content_are_an_error_when_loaded(
    tiny: Path, tmp_path: Path
) -> None:
    broken = shutil.copytree(tiny, tmp_path / "broken")
    for name in (e5.ENGINE_FILE, "model.safetensors"):
        path = broken / name
        path.write_bytes(bytes(path.stat().st_size))
    with pytest.raises(ModelError, match="无法载入"):
        EmbeddedE5(broken).embed_query("补贴")
    shutil.copy(tiny / e5.ENGINE_FILE, broken / e5.ENGINE_FILE)
    with pytest.raises(ModelError, match="无法载入"):
        in_bulk(broken).embed_passages(["补贴"])


# The embedded model as it is shipped


@pytest.fixture(scope="module")
def shipped() -> EmbeddedE5:
    from qa import models
    from qa.config import Settings

    return EmbeddedE5(models.locate(models.E5_SMALL, Settings.from_env().models))


def policy_like_texts(count: int) -> list[str]:
    """Made-up texts with the words, figures and marks of policy texts, mostly short, four beyond the model's end."""
    words = "企业 申报 补贴 资金 数字化改造 不超过 5万元 百分之三十六 2025年 、以及 ，由 。 （一） 第三条 AI SaaS ㈠ Ⅲ ％ ① 鑫 氫 龘 — …"
    rng = np.random.default_rng(7)
    texts = []
    for number in range(count):
        wanted, text = (900 if number % 25 == 0 else int(rng.integers(1, 120))), ""
        while len(text) < wanted:
            text += str(rng.choice(words.split()))
        texts.append(text[:wanted])
    return texts


@pytest.mark.models
def test_both_engines_agree_on_the_shipped_model(shipped: EmbeddedE5) -> None:
    texts = policy_like_texts(100)
    fitted = [shipped._fit(text, query=False) for text in texts]
    by_engine = shipped._ready_engine().embed(fitted, query=False)
    by_torch = shipped._embed_bulk(fitted)
    assert np.sum(by_engine * by_torch, axis=1).min() >= 0.999


@pytest.mark.models
def test_the_shipped_model_finds_what_is_meant(shipped: EmbeddedE5) -> None:
    passages = shipped.embed_passages(
        [
            "对新建的研发中心给予一次性资助。",
            "本市公园周末延长开放时间。",
            "高速公路节假日免收小型客车通行费。",
        ]
    )
    assert int(np.argmax(passages @ shipped.embed_query("成立研究机构有没有补贴？"))) == 0
    assert shipped.dimensions == 384

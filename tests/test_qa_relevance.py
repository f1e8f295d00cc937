"""The relevance model: the exported graph says what the trained model says, sentence by sentence, at its place."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.numpy import load_file

from index.errors import ModelError
from index.splitter import sentences
from index.types import DocumentInfo, Passage
from qa.relevance import GRAPH, EmbeddedRelevance
from qa.relevance.cross import CrossEncoderRelevance
from qa.relevance.encoder import WordRows
from qa.relevance.graph import merged, read_config, write_graph
from qa.relevance.input import pair_of
from qa.relevance.pieces import write_pieces
from qa.training.relevance_model import RelevanceModel, collate, encode, tokenizer_of
from tests import tiny_e5
from tests.exact_products import exact_products

QUESTION = "有多少家？"
TEXTS = ("企业100家。补贴20万元。", "技术创新。", "省市项目有9家。改造。资金。")
DOCUMENT = DocumentInfo(
    id="d1", title="省补贴", source="a.txt", sha256="0" * 64, published="2025-03-01"
)


def passage(text: str) -> Passage:
    return Passage(
        id=f"d1:0-{len(text)}", document_id="d1", start=0, end=len(text), text=text, paragraph=1,
        paragraph_start=0, paragraph_end=len(text),
    )  # fmt: skip


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, RelevanceModel]:
    """An embedder's folder and a relevance model over it whose adapters are not zero."""
    folder = tiny_e5.folder(tmp_path_factory.mktemp("models") / "e5")
    torch.manual_seed(1)
    model = RelevanceModel(folder, rank=4, adapted_from=1)
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.requires_grad:
                parameter.add_(torch.randn_like(parameter) * 0.1)
    return folder, model.eval()


@pytest.fixture(scope="module")
def graph(trained: tuple[Path, RelevanceModel], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, model = trained
    place = tmp_path_factory.mktemp("graph")
    model.save(place / "adapter.safetensors")
    weights = merged(
        load_file(folder / "model.safetensors"), load_file(place / "adapter.safetensors")
    )
    with exact_products():
        write_graph(place / GRAPH, weights, read_config(folder))
    write_pieces(place, folder / "tokenizer.json")
    return place


def reference(folder: Path, model: RelevanceModel, text: str) -> list[float]:
    """What the model in torch says of one passage."""
    pair = pair_of(QUESTION, passage(text), DOCUMENT.title, DOCUMENT.published)
    row = {
        "group": "q",
        "first": pair.first,
        "second": pair.second,
        "spans": pair.spans,
        "labels": [0] * len(pair.spans),
    }
    data = collate(encode(tokenizer_of(folder), [json.dumps(row)]))
    with torch.inference_mode():
        return torch.sigmoid(model(data["ids"], data["mask"], data["pool"]))[0].tolist()


def test_the_graph_says_what_the_trained_model_says(
    trained: tuple[Path, RelevanceModel], graph: Path
) -> None:
    folder, model = trained
    judged = EmbeddedRelevance(graph, folder).judge(
        QUESTION, [(passage(t), DOCUMENT) for t in TEXTS]
    )
    for text, found in zip(TEXTS, judged, strict=True):
        assert list(found) == sentences(text)
        assert list(found.values()) == pytest.approx(reference(folder, model, text), abs=1e-4)
    assert len({round(chance, 4) for found in judged for chance in found.values()}) > 3


def test_a_sentence_is_judged_alike_alone_and_in_a_batch(
    trained: tuple[Path, RelevanceModel], graph: Path
) -> None:
    relevance = EmbeddedRelevance(graph, trained[0])
    together = relevance.judge(QUESTION, [(passage(t), DOCUMENT) for t in TEXTS])
    for text, found in zip(TEXTS, together, strict=True):
        (alone,) = relevance.judge(QUESTION, [(passage(text), DOCUMENT)])
        assert alone == pytest.approx(found, abs=1e-5)
    assert relevance.judge(QUESTION, []) == []


def test_a_question_that_leaves_no_room_judges_nothing(
    trained: tuple[Path, RelevanceModel], graph: Path
) -> None:
    # One character that is three to the model.
    long, room = EmbeddedRelevance(graph, trained[0]), [(passage(t), DOCUMENT) for t in TEXTS]
    assert long.judge("㈱" * 200, room) == [{}, {}, {}]


def test_words_are_read_from_the_file_as_they_are(trained: tuple[Path, RelevanceModel]) -> None:
    path = trained[0] / "model.safetensors"
    rows, known = WordRows(path), load_file(path)["embeddings.word_embeddings.weight"]
    assert rows.shape == known.shape
    np.testing.assert_array_equal(rows[[5, 0, 5]], known[[5, 0, 5]])


@pytest.mark.parametrize("broken", ["missing", "rubbish"])
def test_a_graph_that_cannot_be_loaded_is_an_error_with_a_remedy(
    trained: tuple[Path, RelevanceModel], tmp_path: Path, broken: str
) -> None:
    if broken == "rubbish":
        (tmp_path / GRAPH).write_bytes(b"no graph")
    with pytest.raises(ModelError) as error:
        EmbeddedRelevance(tmp_path, trained[0]).judge(QUESTION, [(passage(TEXTS[0]), DOCUMENT)])
    assert "models prepare" in str(error.value)


def test_an_adapter_for_another_encoder_is_refused(trained: tuple[Path, RelevanceModel]) -> None:
    encoder = load_file(trained[0] / "model.safetensors")
    name = "encoder.encoder.layer.0.output.dense"
    wrong = {f"{name}.up.weight": np.ones((7, 2)), f"{name}.down.weight": np.ones((2, 3))}
    with pytest.raises(ValueError, match="does not fit"):
        merged(encoder, wrong)


def test_the_pair_holds_the_passage_and_its_sentences() -> None:
    pair = pair_of(QUESTION, passage(TEXTS[0]), DOCUMENT.title, DOCUMENT.published)
    assert pair.second[pair.offset :] == TEXTS[0] and "2025" in pair.second[: pair.offset]
    assert [pair.second[a:b] for a, b in pair.spans] == ["企业100家。", "补贴20万元。"]


def test_any_cross_encoder_by_name_judges_sentences(tmp_path: Path) -> None:
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    (tmp_path / "vocab.txt").write_text(
        "\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"企业补贴家万元0129。"])
    )
    BertTokenizerFast(vocab=str(tmp_path / "vocab.txt")).save_pretrained(tmp_path)
    config = BertConfig(vocab_size=20, hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
                        intermediate_size=16, num_labels=1)  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(tmp_path)
    relevance = CrossEncoderRelevance(str(tmp_path))
    found = relevance.judge(QUESTION, [(passage(t), DOCUMENT) for t in TEXTS])
    assert [list(each) for each in found] == [sentences(t) for t in TEXTS]
    assert all(0 < chance < 1 for each in found for chance in each.values())
    with pytest.raises(ModelError):
        CrossEncoderRelevance(str(tmp_path / "nothing"))

"""The focus model: its graph says what the trained model says, and what it marks are whole words of the sentence."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from index.errors import ModelError
from qa.relevance.focus import DOUBT, GRAPH, EmbeddedFocus, best_span, whole_words
from tests import tiny_e5

torch = pytest.importorskip("torch")
from safetensors.numpy import load_file  # noqa: E402

from qa.relevance.graph import merged, read_config, write_focus_graph  # noqa: E402
from qa.relevance.input import FOCUS_PREFIX, QUESTION_PREFIX  # noqa: E402
from qa.relevance.pieces import write_pieces  # noqa: E402
from qa.training.focus_model import FocusModel, collate, encode  # noqa: E402
from qa.training.relevance_model import tokenizer_of  # noqa: E402

QUESTION = "有多少家？"
SENTENCES = ("企业100家，补贴20万元。", "技术创新。", "省市项目有9家。改造。资金。")


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, FocusModel]:
    """An embedder's folder, a folder with the graph and the pieces, and the model that the graph was made of."""
    folder = tiny_e5.folder(tmp_path_factory.mktemp("models") / "e5")
    torch.manual_seed(3)
    model = FocusModel(folder, rank=4, adapted_from=1)
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.requires_grad:
                parameter.add_(torch.randn_like(parameter) * 0.3)
    place = tmp_path_factory.mktemp("graph")
    model.save(place / "adapter.safetensors")
    weights = merged(
        load_file(folder / "model.safetensors"), load_file(place / "adapter.safetensors")
    )
    write_focus_graph(place / GRAPH, weights, read_config(folder))
    write_pieces(place, folder / "tokenizer.json")
    return folder, place, model.eval()


def reference(folder: Path, model: FocusModel, sentence: str) -> tuple[int, int] | None:
    """What the model in torch marks."""
    row = {
        "group": "q",
        "first": QUESTION_PREFIX + QUESTION,
        "second": FOCUS_PREFIX + sentence,
        "span": None,
    }
    (example,) = encode(tokenizer_of(folder), [json.dumps(row)])
    data = collate([example])
    with torch.inference_mode():
        logits = model(data["ids"], data["mask"])[0].numpy()
    found = best_span(logits, example.told, doubt=DOUBT)
    if found is None:
        return None
    a, b = example.places[found[0]][0], example.places[found[1]][1]
    return whole_words(sentence, max(0, a - len(FOCUS_PREFIX)), max(0, b - len(FOCUS_PREFIX)))


def test_the_graph_marks_what_the_trained_model_marks(
    trained: tuple[Path, Path, FocusModel],
) -> None:
    folder, place, model = trained
    focus = EmbeddedFocus(place, place, folder)
    found = [focus.point(QUESTION, sentence) for sentence in SENTENCES]
    assert found == [reference(folder, model, sentence) for sentence in SENTENCES]
    assert any(found)


def test_what_does_not_fit_is_not_marked(trained: tuple[Path, Path, FocusModel]) -> None:
    folder, place, _ = trained
    assert EmbeddedFocus(place, place, folder).point(QUESTION, "企业100家，" * 200) is None


def test_a_missing_graph_is_an_error_with_a_remedy(
    trained: tuple[Path, Path, FocusModel], tmp_path: Path
) -> None:
    folder, place, _ = trained
    with pytest.raises(ModelError, match="models prepare"):
        EmbeddedFocus(tmp_path, place, folder).point(QUESTION, "有9家。")


def logits(*rows: tuple[float, float]) -> np.ndarray:
    return np.array(rows, np.float32)


def test_the_best_pair_of_ends_is_in_order_and_within_the_sentence() -> None:
    # The likeliest end stands before the likeliest beginning, and the likeliest of all outside the sentence.
    found = best_span(logits((0, 0), (9, 9), (1, 6), (5, 1), (0, 3), (0, 0)), (2, 5))
    assert found == (3, 4)


def test_nothing_is_marked_where_none_is_likelier() -> None:
    assert best_span(logits((3, 3), (0, 0), (2, 2), (1, 1)), (2, 4)) is None
    assert best_span(logits((1, 1), (0, 0), (2, 2), (1, 1)), (2, 4)) == (2, 2)
    assert best_span(logits((3, 3), (0, 0), (2, 2), (1, 1)), (2, 4), doubt=2.5) == (2, 2)


@pytest.mark.parametrize(
    ("sentence", "marked", "shown"),
    [
        ("给予不超过50万元补助。", "50万", "不超过50万元"),
        ("比重超36%。", "36", "超36%"),
        ("印发《企业技术改造办法》，自印发之日起施行。", "企业技术改造办法", "企业技术改造办法"),
        ("印发《企业技术改造办法》，自印发之日起施行。", "印发《企业", "印发《企业"),
        (
            "由县工业局（中小企业服务中心）受理。",
            "县工业局（中小企业服务中心",
            "县工业局（中小企业服务中心）",
        ),
        ("由县工业局受理。", "，受理。"[1:], "受理"),
        ("由县工业局受理。", "由县工业局受理。", "由县工业局受理"),
    ],
)
def test_figures_and_brackets_are_marked_whole(sentence: str, marked: str, shown: str) -> None:
    start = sentence.index(marked)
    found = whole_words(sentence, start, start + len(marked))
    assert found is not None and sentence[slice(*found)] == shown


def test_marks_alone_are_nothing() -> None:
    assert whole_words("有9家，有人。", 3, 4) is None

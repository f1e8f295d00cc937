"""The chooser: its graph says what the language model with the adapter says, and reads the words that it reads."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from index.errors import ModelError
from index.types import DocumentInfo, Passage
from qa.relevance.chooser import DETAILS, GRAPH, WORDS, EmbeddedChooser
from qa.relevance.chooser_graph import write_folder
from qa.relevance.choosing import LABELS, NONE, head_of, pieces
from qa.relevance.vocabulary import Vocabulary, words_of
from qa.relevance.words import Words
from qa.training.export_reader import NAMES
from tests.exact_products import exact_products

WIDTH, LAYERS, RANK, ALPHA = 32, 7, 4, 8.0
QUESTION = "补助多少？"
SHOWN = [("甲县办法", ["补助50万元。", "培训9人。"]), ("", ["无关。"])]
_NAMES = {
    **NAMES,
    "input_layernorm": "attn_norm",
    "post_attention_layernorm": "post_attention_norm",
    "pre_feedforward_layernorm": "ffn_norm",
    "post_feedforward_layernorm": "post_ffw_norm",
    "self_attn.q_norm": "attn_q_norm",
    "self_attn.k_norm": "attn_k_norm",
}


def vocabulary() -> list[tuple[str, float, int]]:
    """Tokens with score and kind: the marks, the bytes, a line break, letters, and two words of two characters."""
    marks = [("<pad>", 0.0, 3), ("<eos>", 0.0, 3), ("<bos>", 0.0, 3), ("\n", 0.0, 4)]
    found = [(f"<0x{byte:02X}>", 0.0, 6) for byte in range(256)]
    singles = sorted({*LABELS, *"".join(pieces(QUESTION, SHOWN, str)), *NONE} - {"\n"})
    words = [("补助", -1.0, 1), ("助50", -0.5, 1), ("50", -0.2, 1)]
    return [*marks, *found, *((c, -9.0, 1) for c in singles), *words]


def tiny(tokens: int):
    from transformers import Gemma3ForCausalLM, Gemma3TextConfig

    torch.manual_seed(0)
    kinds = ["sliding_attention"] * 5 + ["full_attention", "sliding_attention"]
    config = Gemma3TextConfig(
        vocab_size=tokens, hidden_size=WIDTH, intermediate_size=64, num_hidden_layers=LAYERS,
        num_attention_heads=2, num_key_value_heads=1, head_dim=16, query_pre_attn_scalar=16,
        layer_types=kinds, pad_token_id=0, eos_token_id=1, bos_token_id=2,
    )  # fmt: skip
    model = Gemma3ForCausalLM(config).eval()
    with torch.no_grad():
        for name, weight in model.named_parameters():
            weight.normal_(0.0, 0.3 if "norm" in name else 0.2)
            # What the GGUF file keeps in half precision or 8 bits is the same in both.
            weight.copy_(weight.half().float())
    return model


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory):
    """The folder of a chooser, its GGUF file, and the model with the adapter that it was made from."""
    from gguf import GGMLQuantizationType, GGUFWriter
    from gguf.quants import dequantize, quantize

    folder = tmp_path_factory.mktemp("chooser")
    tokens = vocabulary()
    model = tiny(len(tokens))
    rows = quantize(model.model.embed_tokens.weight.detach().numpy(), GGMLQuantizationType.Q8_0)
    with torch.no_grad():
        model.model.embed_tokens.weight.copy_(
            torch.from_numpy(dequantize(rows, GGMLQuantizationType.Q8_0).copy())
        )
    writer = GGUFWriter(folder / "model.gguf", "gemma3")
    for name, value in {
        "block_count": LAYERS,
        "embedding_length": WIDTH,
        "attention.head_count": 2,
        "attention.key_length": 16,
    }.items():
        writer.add_uint32(f"gemma3.{name}", value)
    writer.add_float32("gemma3.attention.layer_norm_rms_epsilon", 1e-6)
    writer.add_float32("gemma3.rope.freq_base", 1_000_000.0)
    writer.add_token_list([t for t, _, _ in tokens])
    writer.add_token_scores([s for _, s, _ in tokens])
    writer.add_token_types([k for _, _, k in tokens])
    writer.add_bos_token_id(2)
    writer.add_tensor("token_embd.weight", rows, raw_dtype=GGMLQuantizationType.Q8_0)
    adapter = GGUFWriter(folder / "adapter.gguf", "gemma3")
    adapter.add_type("adapter")
    adapter.add_float32("adapter.lora.alpha", ALPHA)
    state = model.state_dict()
    for number in range(LAYERS):
        for own, name in _NAMES.items():
            key = f"model.layers.{number}.{own}.weight"
            weight = state[key].numpy().copy()
            place = f"blk.{number}.{name}.weight"
            writer.add_tensor(place, weight + 1 if "norm" in own else weight)
            if "norm" in own:
                continue
            a = torch.randn(RANK, weight.shape[1]) * 0.1
            b = torch.randn(weight.shape[0], RANK) * 0.1
            adapter.add_tensor(f"{place}.lora_a", a.numpy())
            adapter.add_tensor(f"{place}.lora_b", b.numpy())
            state[key].add_(b @ a * (ALPHA / RANK))
    writer.add_tensor("output_norm.weight", state["model.norm.weight"].numpy() + 1)
    for each in (writer, adapter):
        each.write_header_to_file()
        each.write_kv_data_to_file()
        each.write_tensors_to_file()
        each.close()
    out = folder / "out"
    out.mkdir()
    with exact_products():
        write_folder(out, folder / "model.gguf", folder / "adapter.gguf")
    return out, folder / "model.gguf", model


def test_the_graph_says_what_the_model_with_the_adapter_says(made) -> None:
    folder, gguf, model = made
    found = EmbeddedChooser(folder, gguf, threads=1).choose(QUESTION, SHOWN)
    numbers = {token: number for number, (token, _, _) in enumerate(vocabulary())}
    words = Vocabulary(Words(folder / WORDS)).ids
    ids = [2]
    for piece in pieces(
        words(QUESTION), [(words(h), [words(s) for s in o]) for h, o in SHOWN], words
    ):
        ids += piece
    with torch.inference_mode():
        logits = model(input_ids=torch.tensor([ids])).logits[0, -1]
    wanted = torch.log_softmax(logits[[numbers[c] for c in ("A", "B", "C", NONE)]], -1)
    # Weights are kept in half precision.
    assert [*found.told, found.none] == pytest.approx(wanted.tolist(), abs=0.02)
    assert max(found.told) - min(found.told) > 0.1


def test_the_text_is_the_one_that_was_taught() -> None:
    assert "".join(pieces(QUESTION, SHOWN, str)) == (
        "问题：补助多少？\n《甲县办法》\nA：补助50万元。\nB：培训9人。\n《》\nC：无关。\n"
        "问题：补助多少？\n答案在："
    )


def test_words_are_joined_by_score_and_what_is_unknown_is_bytes() -> None:
    tokens = vocabulary()
    words = words_of(*zip(*tokens, strict=True))
    ids = Vocabulary(words).ids
    read = {number: token for number, (token, _, _) in enumerate(tokens)}
    # 50 first, then 助50 before 补助, which is less likely.
    assert [read[i] for i in ids("补助50\n")] == ["补", "助50", "\n"]
    assert [read[i] for i in ids("补助")] == ["补助"]
    assert [read[i] for i in ids("鑫")] == ["<0xE9>", "<0x91>", "<0xAB>"]
    assert ids("") == []
    # A mark of the model is text.
    assert 2 not in ids("<bos>")


def test_a_text_too_long_loses_its_beginning_and_is_answered(made) -> None:
    folder, gguf, _ = made
    long = [("甲县办法" * 20, ["培训9人。" * 60] * 8)]
    found = EmbeddedChooser(folder, gguf, threads=1).choose(QUESTION * 40, long)
    assert len(found.told) == 8
    assert np.exp([*found.told, found.none]).sum() == pytest.approx(1.0)


def test_a_damaged_folder_is_one_clear_error(made, tmp_path: Path) -> None:
    folder, gguf, _ = made
    for name in (GRAPH, DETAILS):
        (tmp_path / name).write_bytes(b"{}")
    with pytest.raises(ModelError, match="models prepare"):
        EmbeddedChooser(tmp_path, gguf).choose(QUESTION, SHOWN)
    assert json.loads((folder / DETAILS).read_text(encoding="utf-8"))["width"] == WIDTH


def test_what_is_known_of_a_passage_is_what_the_relevance_model_reads() -> None:
    document = DocumentInfo(
        id="d1", title="省补贴", source="a.txt", sha256="0" * 64, published="2025-03-01"
    )
    text = "企业100家。"
    passage = Passage(
        id="d1:0-7", document_id="d1", start=0, end=7, text=text, paragraph=1,
        paragraph_start=0, paragraph_end=7,
    )  # fmt: skip
    assert head_of(passage, document) == "2025｜省补贴"

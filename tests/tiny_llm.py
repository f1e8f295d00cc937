"""A causal language model that says what it was made to say: each byte has one successor, fixed in the weights."""

from __future__ import annotations

from pathlib import Path

CHAT = (
    "{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}"
    "{% if add_generation_prompt %}<assistant>{% endif %}"
)
NO_SYSTEM = (
    "{% if messages[0].role == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}"
    + CHAT
)


def save_tiny_llm(
    folder: Path,
    *,
    says: str = "补万。",
    endless: bool = False,
    chat: str | None = None,
    positions: int = 16384,
) -> Path:
    """Save a model that goes on from any text with `says`, once or for ever, and its tokenizer, as any other is saved.

    The bytes of `says` differ from one another: attention and MLP are zero, so that the next token depends on the
    last one alone.
    """
    import torch
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    tokens = ["<pad>", "<eos>", *sorted(pre_tokenizers.ByteLevel.alphabet())]
    tokenizer = Tokenizer(models.BPE(vocab={token: n for n, token in enumerate(tokens)}, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token="<pad>", eos_token="<eos>")
    fast.chat_template = chat
    fast.save_pretrained(folder)
    config = LlamaConfig(
        vocab_size=len(tokens),
        hidden_size=264,
        intermediate_size=8,
        num_hidden_layers=1,
        num_attention_heads=2,
        max_position_embeddings=positions,
        pad_token_id=0,
        eos_token_id=1,
        bos_token_id=None,
    )
    model = LlamaForCausalLM(config)
    chain = fast(says).input_ids
    assert len(set(chain)) == len(chain)
    after = dict(zip(chain, [*chain[1:], chain[0] if endless else 1], strict=True))
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if "norm" not in name:
                weight.zero_()
        for token in range(len(tokens)):
            model.model.embed_tokens.weight[token, token] = 1.0
            model.lm_head.weight[after.get(token, chain[0]), token] = 1.0
    # What many models ship; drafts are greedy all the same.
    model.generation_config.do_sample, model.generation_config.temperature = True, 0.7
    model.save_pretrained(folder)
    return folder

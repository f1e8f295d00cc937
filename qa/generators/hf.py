"""Drafts from any causal language model that transformers can load, on CPU or GPU."""

from __future__ import annotations

import importlib.util
import queue
import threading
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from index.errors import GeneratorError, ModelError
from qa.generators.chat import ChatPrompt
from qa.generators.continuation import ContinuationPrompt
from qa.generators.draft import Draft
from qa.types import Evidence

if TYPE_CHECKING:
    import torch

CHAT_CHARACTERS = 800
CHARACTERS_A_TOKEN = 4
# No token for this long means that the model hangs: a large one reads a long prompt for minutes on a CPU.
STALL_SECONDS = 300.0
# Seconds of silence after which an empty piece gives whoever reads the chance to stop.
PULSE = 0.25
# How long an answer may wait for the one before it, and for the thread of a cancelled one.
BUSY_SECONDS = 60.0


class TransformersGenerator:
    """Writes with the causal model `name_or_path`: a folder, or a name on a model hub, which is then downloaded.

    A model with a chat template is asked in a chat; any other goes on with a text, one passage at a time, and writes
    the marker itself. One draft at a time; callable from any thread. `dtype` is `auto` (what the model was saved
    in) or a torch type by name; `max_tokens` bounds a draft.

    Raises:
        ModelError: a package is not installed, or the model cannot be loaded.
    """

    def __init__(
        self, name_or_path: str, *, device: str = "cpu", dtype: str = "auto", max_tokens: int = 256
    ) -> None:
        for package in ("torch", "transformers"):
            if importlib.util.find_spec(package) is None:
                raise ModelError(
                    f"没有安装 {package}，无法使用 transformers 模型",
                    f"请运行 pip install {package}",
                )
        self._max_tokens = max_tokens
        self._device = device
        self._slot = threading.Lock()
        self._tokenizer, self._model = _load(name_or_path, device, dtype)
        self._chat = (
            ChatPrompt(characters=CHAT_CHARACTERS) if self._tokenizer.chat_template else None
        )
        self._continuation = ContinuationPrompt()
        self.prompt_version = (self._chat or self._continuation).version
        self.quotes = False
        self.name = f"transformers:{name_or_path.rstrip('/').rpartition('/')[2]}"

    def generate(self, question: str, evidence: Sequence[Evidence]) -> Iterator[str]:
        """Yield the draft sentence by sentence. See `Generator`.

        Raises:
            GeneratorError: the model failed while writing, hangs, or is busy for too long.
        """
        if not evidence:
            return
        if not self._slot.acquire(timeout=BUSY_SECONDS):
            raise GeneratorError("模型正忙，等待超时", "请稍后再试")
        try:
            if self._chat is not None:
                messages = self._chat.messages(question, evidence)
                yield from self._draft(self._chat_ids(messages), one_line=False)
                return
            for item in self._continuation.texts(question, evidence):
                yield from self._draft(
                    self._tokenizer(item.text, return_tensors="pt").input_ids, one_line=True
                )
                yield "\n"
        finally:
            self._slot.release()

    def close(self) -> None:
        """Let go of the model; the generator cannot be used again."""
        self._model = None

    def _chat_ids(self, messages: list[dict[str, str]]) -> torch.Tensor:
        options: dict[str, Any] = {
            "add_generation_prompt": True,
            "return_tensors": "pt",
            "return_dict": True,
            "enable_thinking": False,  # read by the templates of models that think aloud, ignored by others
        }
        # Some templates know no system message: then it becomes the beginning of the user's.
        merged = [
            {"role": "user", "content": "\n\n".join(message["content"] for message in messages)}
        ]
        for attempt in (messages, merged):
            try:
                return self._tokenizer.apply_chat_template(attempt, **options)["input_ids"]
            except Exception as error:  # a template is a program and fails as it likes
                failure = type(error).__name__
        raise GeneratorError(f"模型的对话模板不能用（{failure}）", "请换用其他模型")

    def _draft(self, ids: torch.Tensor, *, one_line: bool) -> Iterator[str]:
        """Yield the draft that goes on from the token ids, shape (1, length); up to a line break for `one_line`."""
        writing = _Writing(self._tokenizer, self._model, ids.to(self._device), self._max_tokens)
        draft = Draft(self._max_tokens * CHARACTERS_A_TOKEN)
        ended = False
        try:
            for piece in writing.pieces():
                if one_line:
                    piece, line_break, _ = piece.partition("\n")
                    ended = bool(line_break)
                yield draft.feed(piece)
                if ended or draft.full:
                    break
        finally:
            writing.stop()
        if rest := draft.finish(cut=writing.cut and not ended):
            yield rest


class _Writing:
    """One generation in a thread of its own."""

    def __init__(self, tokenizer: Any, model: Any, ids: torch.Tensor, most: int) -> None:
        from transformers import TextIteratorStreamer

        longest = getattr(getattr(model, "config", None), "max_position_embeddings", None)
        if model is None:
            raise GeneratorError("生成器已经关闭", "请重新创建后再用")
        if longest is not None and ids.shape[1] + most > longest:
            raise GeneratorError(
                f"模型的上下文（{longest}）放不下问题和资料", "请换用上下文更长的模型"
            )
        self.cut = False
        self._model, self._ids, self._most = model, ids, most
        self._ends = {tokenizer.eos_token_id, *_as_list(model.generation_config.eos_token_id)}
        self._pad = (
            tokenizer.pad_token_id if tokenizer.pad_token_id is not None else tokenizer.eos_token_id
        )
        self._stopped = threading.Event()
        self._failure: Exception | None = None
        self._streamer = TextIteratorStreamer(
            tokenizer, skip_prompt=True, timeout=PULSE, skip_special_tokens=True
        )
        self._thread = threading.Thread(target=self._run, daemon=True, name="transformers-generate")

    def pieces(self) -> Iterator[str]:
        """Yield the text as it comes, empty pieces in silence.

        Raises:
            GeneratorError: the model failed, or wrote nothing for too long.
        """
        self._thread.start()
        silent = 0.0
        while silent < STALL_SECONDS:
            try:
                piece = next(self._streamer, None)
            except queue.Empty:
                silent += PULSE
                yield ""
                continue
            if piece is None:
                break
            silent = 0.0
            yield piece
        else:
            raise GeneratorError(
                f"模型 {STALL_SECONDS:g} 秒没有写出一个字，已停止", "请换用更小的模型"
            )
        self._thread.join()
        if self._failure is not None:
            what = type(self._failure).__name__
            raise GeneratorError(
                f"模型在生成时出错（{what}）", "请检查可用内存和模型文件"
            ) from None

    def stop(self) -> None:
        """End the thread at its next token."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join(BUSY_SECONDS)

    def _run(self) -> None:
        import torch

        def stopped(ids: torch.Tensor, scores: torch.Tensor, **_: Any) -> torch.Tensor:
            return torch.full(
                (ids.shape[0],), self._stopped.is_set(), device=ids.device, dtype=torch.bool
            )

        try:
            with torch.inference_mode():
                written = self._model.generate(
                    self._ids,
                    attention_mask=torch.ones_like(self._ids),
                    max_new_tokens=self._most,
                    do_sample=False,
                    temperature=None,
                    top_p=None,
                    top_k=None,
                    pad_token_id=self._pad,
                    stopping_criteria=[stopped],
                    streamer=self._streamer,
                )
            new = written[0, self._ids.shape[1] :].tolist()
            self.cut = len(new) >= self._most and new[-1] not in self._ends
        except Exception as error:  # reported by the reader; a thread's exception would be lost
            self._failure = error
        finally:
            self._streamer.text_queue.put(self._streamer.stop_signal)


def _load(source: str, device: str, dtype: str) -> tuple[Any, Any]:
    """Return tokenizer and model, ready to write.

    Raises:
        ModelError: they cannot be loaded.
    """
    from transformers import AutoModelForCausalLM, AutoTokenizer
    from transformers.utils import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        tokenizer = AutoTokenizer.from_pretrained(source)
        model = AutoModelForCausalLM.from_pretrained(source, dtype=dtype)
        return tokenizer, _placed(model, device)
    except Exception as error:  # each format and each hub fails in its own way
        reason = str(error).strip().partition("\n")[0][:200]
        raise ModelError(
            f"载入不了模型 {source!r}（{type(error).__name__}：{reason}）",
            "请检查路径或名称、设备和可用内存",
        ) from None


def _placed(model: Any, device: str) -> Any:
    return model.to(device).eval()


def _as_list(value: int | list[int] | None) -> list[int]:
    return value if isinstance(value, list) else [] if value is None else [value]

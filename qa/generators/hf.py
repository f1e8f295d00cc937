"""Drafts from any causal language model that transformers can load, on CPU or GPU."""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from index.errors import GeneratorError, ModelError
from qa.generators.chat import ChatPrompt
from qa.generators.continuation import ContinuationPrompt
from qa.generators.draft import Draft
from qa.types import Evidence

if TYPE_CHECKING:
    from transformers import BatchEncoding

CHAT_CHARACTERS = 800
CHARACTERS_A_TOKEN = 4
# No token for this long means that the model hangs. Reading a long prompt on a CPU takes minutes with a large model.
STALL_SECONDS = 300.0
# How long an answer may wait for the one before it.
BUSY_SECONDS = 60.0


class TransformersGenerator:
    """Writes with the causal model `name_or_path`: a folder, or a name on a model hub, which is then downloaded.

    A model with a chat template is asked in a chat; any other goes on with a text, one passage at a time, and writes
    the marker itself. Loaded when it is first needed; one draft at a time; callable from any thread. `dtype` is
    `auto` (what the model was saved in) or a torch type by name; `max_tokens` bounds a draft.

    Raises:
        ModelError: the packages are not installed.
    """

    def __init__(
        self, name_or_path: str, *, device: str = "cpu", dtype: str = "auto", max_tokens: int = 256
    ) -> None:
        for package in ("torch", "transformers"):
            if importlib.util.find_spec(package) is None:
                raise ModelError(f"没有安装 {package}，无法使用 transformers 模型", f"请运行 pip install {package}")
        self._source = name_or_path
        self._device = device
        self._dtype = dtype
        self._max_tokens = max_tokens
        self._chat = ChatPrompt(characters=CHAT_CHARACTERS)
        self._continuation = ContinuationPrompt()
        self._slot = threading.Lock()
        self._loaded: tuple[Any, Any] | None = None
        self.name = f"transformers:{name_or_path.rstrip('/').rpartition('/')[2]}"

    @property
    def prompt_version(self) -> str:
        """The version of the prompt in use; which one that is, the model's tokenizer tells, so it is loaded."""
        return (self._chat if self._templated() else self._continuation).version

    def generate(self, question: str, evidence: Sequence[Evidence]) -> Iterator[str]:
        """Yield the draft sentence by sentence. See `Generator`.

        Raises:
            ModelError: the model cannot be loaded.
            GeneratorError: it failed while writing, or is busy for too long.
        """
        if not evidence:
            return
        if not self._slot.acquire(timeout=BUSY_SECONDS):
            raise GeneratorError("模型正忙，等待超时", "请稍后再试")
        try:
            if self._templated():
                yield from self._draft(self._chat_inputs(question, evidence), line=False)
                return
            for item in self._continuation.texts(question, evidence):
                yield from self._draft(self._text_inputs(item.text), line=True)
                yield "\n"
        finally:
            self._slot.release()

    def close(self) -> None:
        """Let go of the model; it is loaded again when it is used again."""
        self._loaded = None

    # --- model ---

    def _load(self) -> tuple[Any, Any]:
        """Return tokenizer and model.

        Raises:
            ModelError: they cannot be loaded.
        """
        if self._loaded is None:
            from transformers import AutoModelForCausalLM, AutoTokenizer

            try:
                tokenizer = AutoTokenizer.from_pretrained(self._source)
                model = AutoModelForCausalLM.from_pretrained(self._source, dtype=self._dtype)
                self._loaded = tokenizer, model.to(self._device).eval()
            except Exception as error:  # each format and each hub fails in its own way
                reason = str(error).strip().split("\n")[0][:200]
                raise ModelError(
                    f"载入不了模型 {self._source!r}（{type(error).__name__}：{reason}）",
                    "请检查路径或名称、设备和可用内存",
                ) from None
        return self._loaded

    def _templated(self) -> bool:
        return bool(self._load()[0].chat_template)

    def _chat_inputs(self, question: str, evidence: Sequence[Evidence]) -> BatchEncoding:
        tokenizer = self._load()[0]
        messages = self._chat.messages(question, evidence)
        try:
            return self._encoded(messages)
        except Exception as error:
            if "system" not in str(error).lower():
                raise GeneratorError(f"模型的对话模板不能用（{type(error).__name__}）", "请换用其他模型") from None
        # Some templates know no system message: it becomes the beginning of the user's.
        merged = {"role": "user", "content": f"{messages[0]['content']}\n\n{messages[1]['content']}"}
        return self._encoded([merged])

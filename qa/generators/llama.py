"""Drafts from a GGUF model on this machine, through llama.cpp in a process of its own.

A model with a chat template is asked like any other that follows instructions. A base model goes on with a text that
shows it one passage and the question, and may only quote that passage. Of 106 questions whose passage held the answer
the embedded model answered 90 in 100 so, and no figure is ever its own; writing freely, 65 in 100 of 40.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from index.errors import ModelError
from qa.generators.chat import ChatPrompt
from qa.generators.continuation import ContinuationPrompt
from qa.generators.copying import grammar, only, quotations, quoting_grammar, relevant
from qa.generators.draft import Draft
from qa.generators.gguf import check_adapter, read_header
from qa.generators.llama_process import WORKER, LlamaProcess
from qa.generators.reading import ReadingPrompt, renumbered
from qa.types import Evidence

CHAT_CHARACTERS = 300
CHARACTERS_A_TOKEN = 4
# A base model only quotes; what follows instructions writes whole sentences, each with its marker.
QUOTING_TOKENS, WRITING_TOKENS = 96, 256
QUOTATIONS = 3
# In an adapter's metadata: the prompt that it was trained with.
PROMPT_KEY = "policyqa.prompt"


class LlamaCppGenerator:
    """Writes with the GGUF model at `model_path`, and the GGUF LoRA `adapter` made for it. Callable from any thread.

    One draft at a time: others wait for the slot. The model is loaded when it is first needed; `prepare` begins that
    without waiting, so that it happens beside the retrieval. `context` and `max_tokens` are in tokens, the second
    by default what the kind of model needs; `threads` defaults to the physical cores. With `debug`, llama.cpp logs to standard error. `worker` is the script that runs it.

    Raises:
        ModelError: the package or a file is missing or damaged, or the adapter is for another model.
    """

    def __init__(
        self,
        model_path: Path | str,
        *,
        adapter: Path | str | None = None,
        context: int = 2048,
        threads: int | None = None,
        max_tokens: int | None = None,
        debug: bool = False,
        worker: Path = WORKER,
    ) -> None:
        if importlib.util.find_spec("xllamacpp") is None:
            raise ModelError(
                "没有安装 xllamacpp，无法使用 llama.cpp 模型",
                "请运行 pip install xllamacpp，或改用 extractive",
            )
        path = Path(model_path).expanduser()
        header = read_header(path)
        if header.kind not in ("", "model"):
            raise ModelError(
                f"这不是模型，而是 {header.kind}：{str(path)!r}", "请给出模型本身，适配器另行设置"
            )
        self.name = f"llama.cpp:{path.stem}"
        self._reading: ReadingPrompt | None = None
        if adapter is not None:
            adapter = Path(adapter).expanduser()
            taught = check_adapter(adapter, header).metadata.get(PROMPT_KEY)
            if taught == ReadingPrompt.NAME:
                self._reading = ReadingPrompt()
            self.name += f"+{adapter.stem}"
        self._chat = (
            ChatPrompt(characters=CHAT_CHARACTERS)
            if "tokenizer.chat_template" in header.metadata
            else None
        )
        self._continuation = ContinuationPrompt()
        self.prompt_version = (self._reading or self._chat or self._continuation).version
        self.quotes = self._reading is not None or self._chat is None
        self._max_tokens = max_tokens or (QUOTING_TOKENS if self.quotes else WRITING_TOKENS)
        self._process = LlamaProcess(
            {
                "model": str(path.absolute()),
                "adapter": str(adapter.absolute()) if adapter else None,
                "context": context,
                "threads": threads or physical_cores(),
                "debug": debug,
            },
            worker=worker,
        )

    def prepare(self) -> None:
        """Begin to load the model, without waiting for it.

        Raises:
            ModelError: no process can be started.
        """
        self._process.start()

    def generate(self, question: str, evidence: Sequence[Evidence]) -> Iterator[str]:
        """Yield the draft as it is written. See `Generator`.

        Raises:
            ModelError: the model cannot be loaded.
            GeneratorError: it stopped, hangs, or is busy for too long.
        """
        if not evidence:
            return
        if self._reading is not None:
            yield from self._read(self._reading, question, evidence)
            return
        if self._chat is not None:
            messages = self._chat.messages(question, evidence)
            # Models that think aloud would spend all their tokens on it.
            quiet = {"enable_thinking": False}
            yield from self._draft({"messages": messages, "chat_template_kwargs": quiet})
            return
        for item in self._continuation.texts(question, evidence):
            drafts = quotations(item.excerpt, item.number, self._max_tokens, item.lead)
            if drafts:
                yield from self._quote(item.text, relevant(drafts, question))
                yield "\n"

    def close(self) -> None:
        """End the process."""
        self._process.close()

    def _read(
        self, prompt: ReadingPrompt, question: str, evidence: Sequence[Evidence]
    ) -> Iterator[str]:
        """Yield quotations of the passages shown, with their markers. It may not refuse: that they answer is judged."""
        shown = prompt.shown(question, evidence)
        allowed = [(s.number, s.text, s.lead) for s in shown.values()]
        request = {
            "prompt": prompt.text(question, list(shown.values())),
            "grammar": quoting_grammar(allowed, QUOTATIONS),
            "stop": ["\n"],
        }
        yield from renumbered(self._draft(request), {s.number: n for n, s in shown.items()})

    def _quote(self, text: str, allowed: Sequence[str]) -> Iterator[str]:
        """Yield the quotation that the model chooses."""
        written = ""
        # A character can be several tokens; the grammar ends the quotation, not this.
        request = {
            "prompt": text,
            "grammar": grammar(allowed),
            "stop": ["\n"],
            "max_tokens": 4 * max(map(len, allowed)),
        }
        with contextlib.closing(
            self._process.complete({**request, "temperature": 0})
        ) as completion:
            while (rest := only(allowed, written)) is None:
                piece = next(completion, None)
                if piece is None:
                    return
                written += piece
                yield piece
        if rest:
            yield rest

    def _draft(self, request: Mapping[str, Any]) -> Iterator[str]:
        draft = Draft(self._max_tokens * CHARACTERS_A_TOKEN)
        completion = self._process.complete(
            {**request, "max_tokens": self._max_tokens, "temperature": 0}
        )
        cut = False
        try:
            while True:
                try:
                    piece = next(completion)
                except StopIteration as end:
                    cut = end.value.get("finish_reason") == "length"
                    break
                yield draft.feed(piece)
                if draft.full:
                    break
        finally:
            completion.close()
        if rest := draft.finish(cut=cut):
            yield rest


def physical_cores() -> int:
    """Return how many physical cores this process may use; llama.cpp gains nothing from their second threads."""
    usable = (
        os.sched_getaffinity(0)
        if hasattr(os, "sched_getaffinity")
        else set(range(os.cpu_count() or 1))
    )
    cores = set()
    for cpu in usable:
        siblings = Path(f"/sys/devices/system/cpu/cpu{cpu}/topology/thread_siblings_list")
        try:
            cores.add(siblings.read_text(encoding="ascii").strip())
        except OSError:
            cores.add(str(cpu))
    return max(1, len(cores))

"""What every generator is: evidence and a question in, a draft out. A draft is a claim; the verifier decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from qa.types import Evidence


class Generator(Protocol):
    """Writes a draft of the answer. Its sentences carry markers `[n]`, which are claims like the rest.

    `name` says what writes (`llama.cpp:gemma-3-270m-q4_k_m`, `openai:model`), `prompt_version` which wording
    asked for it (the hash of the prompt texts). One that `quotes` chooses among the words of the evidence and writes no
    others: the answer begins without it, and it adds what it finds besides.
    """

    @property
    def name(self) -> str: ...

    @property
    def prompt_version(self) -> str: ...

    @property
    def quotes(self) -> bool: ...

    def generate(self, question: str, evidence: Sequence[Evidence]) -> Iterator[str]:
        """Yield the draft in pieces as it is written. A piece is any length; sentences end where they end.

        While nothing comes, a piece is empty, so that whoever reads can stop. Closing the iterator stops the work. Without evidence there is no draft. The whole draft is bounded.

        Raises:
            ModelError: the model cannot be used at all.
            GeneratorError: writing failed; what was yielded before stands.
        """
        ...

    def close(self) -> None:
        """Give back what is held. May be called more than once."""
        ...

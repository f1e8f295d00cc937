"""The prompt for models that follow instructions: a system message and the numbered, delimited evidence."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from qa.generators.prompting import blocks, clipped, prompt
from qa.types import Evidence

MAX_SENTENCES = 5
MAX_EVIDENCE = 8


class ChatPrompt:
    """Question and evidence to chat messages. `version` covers both texts.

    Raises:
        ConfigError: a prompt text is missing or was changed in its placeholders.
    """

    def __init__(self, *, characters: int) -> None:
        self._system = prompt("answer_chat_system", ("sentences",))
        self._user = prompt("answer_chat_user", ("evidence", "question"))
        self._characters = characters
        joined = self._system.version + self._user.version
        self.version = hashlib.sha256(joined.encode()).hexdigest()[:12]

    def messages(self, question: str, evidence: Sequence[Evidence]) -> list[dict[str, str]]:
        """Return the messages; each passage has at most `characters` characters of its paragraph."""
        asked = clipped(question)
        shown = blocks(evidence[:MAX_EVIDENCE], asked, self._characters)
        return [
            {"role": "system", "content": self._system.fill(sentences=str(MAX_SENTENCES))},
            {"role": "user", "content": self._user.fill(evidence=shown, question=asked)},
        ]

"""Drafts from any server that speaks the OpenAI chat completions protocol (vLLM, Ollama, LM Studio, a provider).

Nothing a server does takes longer than the time-outs allow, more memory than a bounded line, or more text than a
bounded draft. The key goes into one header and nowhere else.
"""

from __future__ import annotations

import contextlib
import json
import queue
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from index.errors import ConfigError, GeneratorError
from qa.generators.chat import ChatPrompt
from qa.generators.prompting import bounded, visible
from qa.types import Evidence

if TYPE_CHECKING:
    import httpx

MAX_LINE = 256 * 1024
MAX_BODY = 4 * 1024 * 1024
FIRST_DELAY, LONGEST_DELAY = 0.5, 8.0
# Characters of a draft for each token asked for; a server that ignores max_tokens is cut off here.
CHARACTERS_A_TOKEN = 4
_RETRIED = frozenset({408, 409, 429, 500, 502, 503, 504, 529})

"""Writers of drafts: llama.cpp, transformers, any OpenAI-compatible server. Each is loaded when it is asked for."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from qa.generators.protocol import Generator

if TYPE_CHECKING:
    from qa.generators.hf import TransformersGenerator
    from qa.generators.llama import LlamaCppGenerator
    from qa.generators.openai import OpenAIGenerator

__all__ = ["Generator", "LlamaCppGenerator", "OpenAIGenerator", "TransformersGenerator"]
_HOME = {"LlamaCppGenerator": "llama", "OpenAIGenerator": "openai", "TransformersGenerator": "hf"}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

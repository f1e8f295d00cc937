"""Writers of drafts: llama.cpp, transformers, any OpenAI-compatible server. Importing this is cheap."""

from qa.generators.hf import TransformersGenerator
from qa.generators.llama import LlamaCppGenerator
from qa.generators.openai import OpenAIGenerator
from qa.generators.protocol import Generator

__all__ = ["Generator", "LlamaCppGenerator", "OpenAIGenerator", "TransformersGenerator"]

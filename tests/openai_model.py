"""A model behind a server of ours, and what it is asked."""

from __future__ import annotations

from qa.generators import OpenAIGenerator
from tests.make import evidence
from tests.patience import PATIENCE

KEY = "sk-geheim-4711"
QUESTION = "最高补助多少？"
HELD = (evidence("对通过认定的企业给予最高50万元补助。", 1), evidence("补助分两年拨付。", 2))


def generator(url: str, **options: object) -> OpenAIGenerator:
    return OpenAIGenerator(url, "modell", KEY, **{"timeout": PATIENCE, "retries": 0, **options})  # type: ignore[arg-type]

"""Any cross-encoder of sentence-transformers as the relevance model: it scores each sentence with its context."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from index.errors import ModelError
from index.types import DocumentInfo, Passage
from qa.relevance.input import pair_of


class CrossEncoderRelevance:
    """Judges with the cross-encoder `name`, a folder or the name of a model on a hub.

    A cross-encoder gives one score a pair, so that every sentence is a pair of its own: the question, and the passage's
    context with the sentence. Models of one output are taken to give logits, as sentence-transformers has it.

    Raises:
        ModelError: the package is missing or the model cannot be loaded.
    """

    def __init__(self, name: str, *, device: str = "cpu") -> None:
        self.name = f"hf:{name}"
        try:
            from sentence_transformers import CrossEncoder

            self._model: Any = CrossEncoder(name, device=device)
        except ImportError as error:
            raise ModelError(
                f"没有安装 {error.name}，无法使用相关性模型 {name!r}",
                "请运行 pip install sentence-transformers",
            ) from None
        except (
            Exception
        ) as error:  # what a hub, a file or a configuration raises is its own business
            first = (
                str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
            )
            raise ModelError(
                f"相关性模型 {name!r} 无法载入（{first}）",
                "请检查名称或目录；需要联网下载时请设置 HF_HUB_OFFLINE=0",
            ) from None
        if getattr(self._model, "num_labels", 1) != 1:
            raise ModelError(
                f"{name!r} 有 {self._model.num_labels} 个输出，不是相关性模型",
                "请换用只有一个输出的模型",
            )

    def judge(
        self, question: str, passages: Sequence[tuple[Passage, DocumentInfo]]
    ) -> list[dict[tuple[int, int], float]]:
        """See `qa.relevance.Relevance`."""
        pairs: list[tuple[str, str]] = []
        places: list[tuple[int, tuple[int, int]]] = []
        for number, (passage, document) in enumerate(passages):
            pair = pair_of(question, passage, document.title, document.published)
            context = pair.second[: pair.offset].removeprefix("passage: ").strip()
            for a, b in pair.spans:
                pairs.append((question, f"{context}\n{pair.second[a:b]}".strip()))
                places.append((number, (a - pair.offset, b - pair.offset)))
        found: list[dict[tuple[int, int], float]] = [{} for _ in passages]
        if pairs:
            import torch

            logits = self._model.predict(
                pairs, activation_fn=torch.nn.Identity(), show_progress_bar=False
            )
            chances = 1 / (1 + np.exp(-np.asarray(logits, np.float64)))
            for (number, span), chance in zip(places, chances.tolist(), strict=True):
                found[number][span] = chance
        return found

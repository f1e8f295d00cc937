"""Settings to running objects: the only place that names concrete classes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.corpus import Corpus
from index.embedder import Embedder
from index.errors import ModelError
from index.schema import FILE_NAME as INDEX_FILE
from index.scope import Scope
from qa import models
from qa.config import OWN_ADAPTER, Settings

if TYPE_CHECKING:
    from index.parsing import Parser

    # Not when it runs: a search must not load what writes answers.
    from qa.generators import Generator
    from qa.generators.joints import LlamaJointScorer
    from qa.generators.llama_process import LlamaProcess
    from qa.relevance import Relevance
    from qa.relevance.choosing import Chooser
    from qa.relevance.focus import Focus


def embedder(settings: Settings) -> Embedder:
    """Return the configured embedder, ready to embed. Nothing but a configured model name reaches a network.

    Raises:
        ModelError: the model is missing or damaged.
    """
    from index.embedder import EmbeddedE5, OpenAIEmbedder, SentenceTransformerEmbedder

    kind, _, name = settings.embedder.partition(":")
    if kind == "hf":
        return SentenceTransformerEmbedder(name, device=settings.device)
    if kind == "openai":
        return OpenAIEmbedder(
            settings.embedder_url,
            name,
            settings.embedder_key,
            timeout=settings.timeout,
            retries=settings.retries,
        )
    return EmbeddedE5(models.locate(models.E5_SMALL, settings.models))


def corpus(
    settings: Settings, *, create: bool = False, adding: bool = False, scope: Scope | None = None
) -> Corpus:
    """Return the corpus of `settings.index`, opened with the configured embedder and seen through `scope`.

    Where files are added (`create`, or `adding` to one that exists), processes beside this one read them, and an index of
    an earlier format is brought to this one.

    Raises:
        PolicyQAError: there is no index, it is damaged, or another embedder made it.
    """
    vectors = None
    kind, _, uri = settings.vectors.partition(":")
    if kind == "milvus":
        from index.milvus import MilvusIndex

        vectors = MilvusIndex(uri, token=settings.vectors_key)
    parser = None
    if create or adding:
        from index.workers import Workers

        parser = _in_order(Workers(), settings)
    writing = create or (adding and (settings.index / INDEX_FILE).exists())
    opened = Corpus.open(
        settings.index, embedder(settings), create=writing, vectors=vectors, parser=parser
    )
    return opened if scope is None else opened.within(scope)


def _in_order(parser: Parser, settings: Settings) -> Parser:
    """Return the parser, with the columns of scrambled pages put in order where there is a model on this machine."""
    from index.ordering import Ordering

    scorer = joint_scorer(settings)
    return Ordering(parser, scorer) if scorer else parser


def relevance(settings: Settings) -> Relevance | None:
    """Return the configured relevance model, None where the settings say that there is none.

    Raises:
        ModelError: it is missing or damaged.
    """
    if settings.relevance == "none":
        return None
    kind, _, name = settings.relevance.partition(":")
    if kind == "hf":
        from qa.relevance.cross import CrossEncoderRelevance

        return CrossEncoderRelevance(name, device=settings.device)
    from qa.relevance import EmbeddedRelevance

    made = EmbeddedRelevance(
        models.locate(models.RELEVANCE, settings.models),
        models.locate(models.E5_SMALL, settings.models),
        threads=settings.threads,
    )
    made.prepare()
    return made


def chooser(settings: Settings) -> Chooser | None:
    """Return what says which of the best sentences answers, None where the settings say that there is none.

    Raises:
        ModelError: it is missing or damaged.
    """
    if settings.chooser == "none" or settings.relevance == "none":
        return None
    from qa.relevance.chooser import EmbeddedChooser

    made = EmbeddedChooser(
        models.locate(models.CHOOSER, settings.models),
        models.locate(models.GEMMA_270M, settings.models),
        threads=settings.threads,
    )
    made.prepare()
    return made


def focus(settings: Settings) -> Focus | None:
    """Return what marks the words that answer, None where the settings say that there is none.

    Raises:
        ModelError: it is missing or damaged.
    """
    if settings.focus == "none":
        return None
    from qa.relevance.focus import EmbeddedFocus

    made = EmbeddedFocus(
        models.locate(models.FOCUS, settings.models),
        models.locate(models.RELEVANCE, settings.models),
        models.locate(models.E5_SMALL, settings.models),
    )
    made.prepare()
    return made


def generator(settings: Settings, corpus: Corpus) -> Generator:
    """Return the configured generator. What is configured is used, or the error says why not.

    Raises:
        ModelError: the model is missing, damaged, or its package is not installed.
    """
    kind, _, name = settings.generator.partition(":")
    bound: dict[str, Any] = (
        {} if settings.max_tokens is None else {"max_tokens": settings.max_tokens}
    )
    if kind == "extractive":
        from qa.reader.extractive import ExtractiveGenerator

        return ExtractiveGenerator(corpus.vocabulary_share)
    if kind == "openai":
        from qa.generators import OpenAIGenerator

        return OpenAIGenerator(
            settings.generator_url,
            name,
            settings.generator_key,
            timeout=settings.timeout,
            retries=settings.retries,
            **bound,
        )
    if kind == "hf":
        from qa.generators import TransformersGenerator

        return TransformersGenerator(name, device=settings.device, **bound)
    from qa.generators import LlamaCppGenerator

    path = (
        Path(name).expanduser()
        if kind == "gguf"
        else models.locate(models.GEMMA_270M, settings.models)
    )
    return LlamaCppGenerator(
        path,
        adapter=_adapter(settings),
        context=settings.context,
        threads=settings.threads,
        **bound,
    )


def _adapter(settings: Settings) -> Path | None:
    if not settings.adapter:
        return None
    if settings.adapter == OWN_ADAPTER:
        return models.reader()
    path = Path(settings.adapter).expanduser()
    if not path.is_file():
        raise ModelError(
            f"适配器 {settings.adapter!r} 不存在", "请检查 POLICYQA_ADAPTER，或去掉这项设置"
        )
    return path


def joint_scorer(settings: Settings) -> LlamaJointScorer | None:
    """Return what says how likely two torn texts belong together, None where the generator is no model of this machine.

    It is located and loaded when it is first asked, which most additions never do.
    """
    from qa.generators.joints import LlamaJointScorer

    kind, _, name = settings.generator.partition(":")
    if kind not in ("embedded", "gguf"):
        return None

    def start() -> LlamaProcess:
        from qa.generators.llama_process import LlamaProcess

        embedded = kind == "embedded"
        path = models.locate(models.GEMMA_270M, settings.models) if embedded else Path(name)
        config = {
            "model": str(path.expanduser().absolute()),
            "adapter": None,
            "context": settings.context,
            "threads": settings.threads,
            "debug": False,
        }
        return LlamaProcess(config)

    return LlamaJointScorer(start)

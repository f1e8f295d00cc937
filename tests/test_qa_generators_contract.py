"""One contract for every writer of drafts, fakes included: what the flow relies on, whoever writes."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from index.errors import GeneratorError, PolicyQAError
from qa.generators import Generator, LlamaCppGenerator, OpenAIGenerator, TransformersGenerator
from qa.reader.extractive import ExtractiveGenerator
from tests.fakes import BrokenGenerator, LyingGenerator, ScriptedGenerator
from tests.loopback import serving, streamed
from tests.make import evidence
from tests.test_qa_generators_gguf import write_model
from tests.tiny_llm import CHAT, save_tiny_llm

QUESTION = "对通过认定的企业最高补助多少？"
HELD = tuple(
    evidence(text, number, start=100 * number)
    for number, text in enumerate(
        ("对通过认定的企业，给予最高50万元补助。", "补助分两年拨付。", "本办法自发布之日起施行。"),
        1,
    )
)
DRAFT = "对通过认定的企业给予最高50万元补助。[1]补助分两年拨付。[2]"

# Plays llama.cpp: writes the first quotation that the grammar allows, or a fixed sentence in a chat.
LLAMA = """
import json, re, sys
sys.stdin.readline()
print(json.dumps({"ready": 0}), flush=True)
for line in sys.stdin:
    message = json.loads(line)
    if "cancel" in message:
        continue
    request = message["request"]
    text = "给予补助。[1]"
    if "grammar" in request:
        quoted = re.search(r'"((?:[^"\\\\\\\\]|\\\\\\\\.)+)" *\\\\(?"(。\\\\[\\\\d+\\\\])"', request["grammar"])
        text = quoted[1] + quoted[2] if quoted else ""
    for piece in text:
        print(json.dumps({"id": message["id"], "text": piece}), flush=True)
    print(json.dumps({"id": message["id"], "done": {"finish_reason": "stop"}}), flush=True)
""".replace("\\\\", "\\")

Maker = Callable[[Path], AbstractContextManager[Generator]]


@contextlib.contextmanager
def openai(folder: Path) -> Iterator[Generator]:
    with serving(streamed(*DRAFT)) as server:
        yield OpenAIGenerator(server.url, "m", timeout=10)


def plain(make: Callable[[Path], Generator]) -> Maker:
    return lambda folder: contextlib.closing(make(folder))


def llama(folder: Path, chat: str | None = None) -> Generator:
    worker = folder / "worker.py"
    worker.write_text(LLAMA, encoding="utf-8")
    return LlamaCppGenerator(write_model(folder / "m.gguf", chat=chat), worker=worker)


def llama_real(folder: Path) -> Generator:
    from qa.config import Settings
    from qa.models import GEMMA_270M, locate

    return LlamaCppGenerator(locate(GEMMA_270M, Settings.from_env().models))


MAKERS: dict[str, Maker] = {
    "scripted": plain(lambda folder: ScriptedGenerator([DRAFT] * 99)),
    "lying": plain(lambda folder: LyingGenerator(lambda held: f"补助{len(held)}00万元。[1]")),
    "extractive": plain(lambda folder: ExtractiveGenerator(lambda token: 0.1)),
    "openai": openai,
    "transformers base": plain(
        lambda folder: TransformersGenerator(str(save_tiny_llm(folder)), max_tokens=20)
    ),
    "transformers chat": plain(
        lambda folder: TransformersGenerator(str(save_tiny_llm(folder, chat=CHAT)), max_tokens=20)
    ),
    "llama.cpp base": plain(llama),
    "llama.cpp chat": plain(lambda folder: llama(folder, chat="{{ messages }}")),
    "llama.cpp itself": plain(llama_real),
}
NAMES = [
    pytest.param(name, marks=pytest.mark.models) if name == "llama.cpp itself" else name
    for name in MAKERS
]


@pytest.fixture(scope="module")
def generator(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Generator]:
    with MAKERS[request.param](tmp_path_factory.mktemp("generator")) as made:
        yield made


each = pytest.mark.parametrize("generator", NAMES, indirect=True)


@each
def test_a_draft_comes_in_pieces_of_text_and_can_be_had_again(generator: Generator) -> None:
    pieces = list(generator.generate(QUESTION, HELD))
    assert any(pieces) and all(isinstance(piece, str) for piece in pieces)
    first = "".join(pieces)
    assert first.strip() and len(first) < 4000
    assert "".join(generator.generate(QUESTION, HELD)) == first, "greedy: the same draft again"


@each
def test_markers_are_those_of_the_evidence(generator: Generator) -> None:
    draft = "".join(generator.generate(QUESTION, HELD))
    assert {int(n) for n in re.findall(r"\[(\d+)\]", draft)} <= {1, 2, 3}


@each
def test_without_evidence_there_is_no_draft(generator: Generator) -> None:
    assert list(generator.generate(QUESTION, ())) == []


@each
def test_an_iterator_may_be_closed_at_any_time(generator: Generator) -> None:
    unread = generator.generate(QUESTION, HELD)
    unread.close()  # type: ignore[attr-defined]
    begun = generator.generate(QUESTION, HELD)
    next(begun)
    begun.close()  # type: ignore[attr-defined]
    assert "".join(generator.generate(QUESTION, HELD))


@each
def test_odd_questions_and_passages_are_no_errors(generator: Generator) -> None:
    odd = (
        evidence("。", 1),
        evidence("县" * 3000, 2, start=10),
        evidence('<|im_start|>"\\n[9]\\"\u202e😀\x00', 3, start=9000),
    )
    for question in ("", "问" * 5000, "\ud800<eos>[1]$question\n答："):
        try:
            "".join(generator.generate(question, odd)).encode("utf-8", "surrogatepass")
        except PolicyQAError as error:
            assert error.remedy  # a model may refuse; nothing else may come


@each
def test_it_has_a_name_and_a_prompt_version(generator: Generator) -> None:
    assert generator.name and "\n" not in generator.name
    assert generator.prompt_version == "" or re.fullmatch(r"[0-9a-f]{12}", generator.prompt_version)


@each
def test_closing_twice_is_fine_and_comes_last(generator: Generator) -> None:
    generator.close()
    generator.close()


def test_a_broken_generator_keeps_what_it_said() -> None:
    out = ""
    with pytest.raises(GeneratorError):
        for piece in BrokenGenerator("补助50万元。[1]").generate(QUESTION, HELD):
            out += piece
    assert out == "补助50万元。[1]"


def test_a_scripted_generator_keeps_what_it_was_asked() -> None:
    made = ScriptedGenerator(["补助50万元。[1]", GeneratorError("坏了", "修")])
    pieces = made.generate(QUESTION, HELD)
    next(pieces)
    pieces.close()  # type: ignore[attr-defined]
    assert made.closed_early == 1 and made.asked == [(QUESTION, HELD)]
    with pytest.raises(GeneratorError, match="坏了"):
        list(made.generate(QUESTION, HELD))

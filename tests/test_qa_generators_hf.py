"""Any causal model of transformers: a tiny one that says what it was made to say stands for them all."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import GeneratorError, ModelError
from qa.generators import TransformersGenerator
from tests.make import evidence
from tests.tiny_llm import CHAT, NO_SYSTEM, save_tiny_llm

QUESTION = "最高补助多少？"
HELD = (evidence("最高补助50万元。", 1), evidence("分两年拨付。", 2))


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """Threads that wait for each other cost more than so small a model has to compute."""
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_tiny_llm(tmp_path_factory.mktemp("base"))


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_tiny_llm(tmp_path_factory.mktemp("chat"), chat=CHAT)


def test_a_base_model_goes_on_with_one_passage_at_a_time(base: Path) -> None:
    made = TransformersGenerator(str(base), max_tokens=24)
    assert "".join(made.generate(QUESTION, HELD)) == "补万。\n补万。\n"
    assert made.name == f"transformers:{base.name}"


def test_a_line_ends_the_continuation(tmp_path: Path) -> None:
    made = TransformersGenerator(str(save_tiny_llm(tmp_path, says="补[1]\n问：", endless=True)))
    assert "".join(made.generate(QUESTION, HELD[:1])) == "补[1]\n"


def test_a_chat_model_is_asked_by_its_template(chat: Path, base: Path) -> None:
    made = TransformersGenerator(str(chat), max_tokens=24)
    assert "".join(made.generate(QUESTION, HELD)) == "补万。"
    assert made.prompt_version != TransformersGenerator(str(base)).prompt_version


def test_what_the_limit_cuts_off_is_left_out(chat: Path) -> None:
    assert "".join(TransformersGenerator(str(chat), max_tokens=8).generate(QUESTION, HELD)) == ""
    assert (
        "".join(TransformersGenerator(str(chat), max_tokens=9).generate(QUESTION, HELD)) == "补万。"
    )


def test_a_template_without_system_message_gets_one_message(tmp_path: Path) -> None:
    made = TransformersGenerator(str(save_tiny_llm(tmp_path, chat=NO_SYSTEM)), max_tokens=8)
    list(made.generate(QUESTION, HELD))


def test_a_template_that_fails_is_an_error(tmp_path: Path) -> None:
    made = TransformersGenerator(
        str(save_tiny_llm(tmp_path, chat="{{ raise_exception('no') }}")), max_tokens=8
    )
    with pytest.raises(GeneratorError, match="模板"):
        list(made.generate(QUESTION, HELD))
    with pytest.raises(GeneratorError, match="模板"):
        list(made.generate(QUESTION, HELD))


def test_nothing_is_said_about_sampling_settings(chat: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        list(TransformersGenerator(str(chat), max_tokens=4).generate(QUESTION, HELD))


def writers() -> list[threading.Thread]:
    return [t for t in threading.enumerate() if t.name == "transformers-generate"]


def test_closing_the_iterator_stops_the_thread(tmp_path: Path) -> None:
    made = TransformersGenerator(
        str(save_tiny_llm(tmp_path, endless=True, chat=CHAT)), max_tokens=3000
    )
    for _ in range(2):
        pieces = made.generate(QUESTION, HELD)
        assert next(filter(None, pieces)) == "补万。"
        assert writers()
        pieces.close()  # type: ignore[attr-defined]
        assert not writers()


def test_a_stammer_is_cut(tmp_path: Path) -> None:
    made = TransformersGenerator(
        str(save_tiny_llm(tmp_path, endless=True, chat=CHAT)), max_tokens=3000
    )
    assert 3 < len("".join(made.generate(QUESTION, HELD))) < 100
    assert not writers()


def test_a_context_that_is_too_short_is_an_error(tmp_path: Path) -> None:
    made = TransformersGenerator(str(save_tiny_llm(tmp_path, positions=64)), max_tokens=16)
    with pytest.raises(GeneratorError, match="64"):
        list(made.generate(QUESTION, HELD))


@pytest.mark.parametrize("device", ["cuda:77", "nonsense"])
def test_a_device_that_is_not_there_is_a_model_error(base: Path, device: str) -> None:
    with pytest.raises(ModelError, match="载入不了"):
        TransformersGenerator(str(base), device=device)


def test_a_folder_without_model_is_a_model_error(tmp_path: Path, base: Path) -> None:
    with pytest.raises(ModelError) as caught:
        TransformersGenerator(str(tmp_path))
    assert caught.value.remedy and "\n" not in str(caught.value)
    weights = base / "model.safetensors"
    broken = tmp_path / "broken"
    broken.mkdir()
    for path in base.iterdir():
        (broken / path.name).write_bytes(path.read_bytes()[: None if path != weights else 1000])
    with pytest.raises(ModelError):
        TransformersGenerator(str(broken))


def test_a_closed_generator_is_an_error(base: Path) -> None:
    made = TransformersGenerator(str(base), max_tokens=4)
    made.close()
    made.close()
    with pytest.raises(GeneratorError, match="关闭"):
        list(made.generate(QUESTION, HELD))


def test_one_at_a_time(base: Path) -> None:
    made = TransformersGenerator(str(base), max_tokens=12)
    out: list[str] = []
    threads = [
        threading.Thread(target=lambda: out.append("".join(made.generate(QUESTION, HELD))))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert out == ["补万。\n补万。\n"] * 4

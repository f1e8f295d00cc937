"""Settings refuse what they do not know, by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import ConfigError
from qa.config import Settings


def test_defaults_need_nothing() -> None:
    settings = Settings.from_env({})
    assert settings.embedder == settings.generator == "embedded"
    assert settings.host == "127.0.0.1"
    assert settings.models.is_absolute()


def test_the_environment_is_read_and_the_command_line_wins() -> None:
    settings = Settings.from_env(
        {"POLICYQA_PORT": "8000", "POLICYQA_INDEX": "a"}, index=Path("b"), port=None
    )
    assert (settings.port, settings.index) == (8000, Path("b"))


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        ({"POLICYQA_GENRATOR": "extractive"}, "POLICYQA_GENRATOR"),
        ({"POLICYQA_PORT": "web"}, "POLICYQA_PORT"),
        ({"POLICYQA_PORT": "70000"}, "POLICYQA_PORT"),
        ({"POLICYQA_TIMEOUT": "0"}, "POLICYQA_TIMEOUT"),
        ({"POLICYQA_TIMEOUT": "nan"}, "POLICYQA_TIMEOUT"),
        ({"POLICYQA_GENERATOR": "gpt"}, "POLICYQA_GENERATOR"),
        ({"POLICYQA_GENERATOR": "gguf:"}, "POLICYQA_GENERATOR"),
        ({"POLICYQA_GENERATOR": "openai:m"}, "POLICYQA_GENERATOR_URL"),
        (
            {"POLICYQA_EMBEDDER": "openai:m", "POLICYQA_EMBEDDER_URL": "file:///etc"},
            "POLICYQA_EMBEDDER_URL",
        ),
    ],
)
def test_what_is_wrong_is_named(environ: dict[str, str], named: str) -> None:
    with pytest.raises(ConfigError, match=named):
        Settings.from_env(environ)


def test_other_programs_variables_are_left_alone() -> None:
    assert Settings.from_env({"PATH": "/bin", "POLICY": "x"}) == Settings.from_env({})


def test_keys_are_never_shown() -> None:
    settings = Settings.from_env({"POLICYQA_GENERATOR_KEY": "secret-1"})
    assert "secret-1" not in str(settings.shown())

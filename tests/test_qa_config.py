"""Settings refuse what they do not know, by name."""

from __future__ import annotations

import re
from dataclasses import fields
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
        ({"POLICYQA_PROXY": "*"}, "POLICYQA_PROXY"),
        ({"POLICYQA_PROXY": "127.0.0.1, proxy.local"}, "POLICYQA_PROXY"),
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


@pytest.mark.parametrize(
    "name", ["INDEX", "MODELS", "PORT", "GENERATOR", "HOST", "DEVICE", "TIMEOUT"]
)
def test_an_empty_value_is_no_value(name: str) -> None:
    """An empty path would be the current folder; a template that left a hole must not mean that."""
    with pytest.raises(ConfigError, match=f"POLICYQA_{name}"):
        Settings.from_env({f"POLICYQA_{name}": " "})


def test_what_is_empty_by_default_may_be_empty() -> None:
    """A compose file passes an unset key on as an empty one."""
    assert Settings.from_env(
        {"POLICYQA_GENERATOR_KEY": "", "POLICYQA_ADAPTER": ""}
    ) == Settings.from_env({})


def test_a_near_miss_is_suggested() -> None:
    with pytest.raises(ConfigError) as caught:
        Settings.from_env({"POLICYQA_GENRATOR": "x"})
    assert "是不是要写 POLICYQA_GENERATOR？" in caught.value.remedy


def test_home_is_expanded_and_a_stranger_s_is_refused() -> None:
    assert "~" not in str(Settings.from_env({"POLICYQA_INDEX": "~/data"}).index)
    with pytest.raises(ConfigError, match="主目录"):
        Settings.from_env({"POLICYQA_INDEX": "~no-such-user/data"})


def test_passwords_in_addresses_are_never_shown() -> None:
    settings = Settings.from_env(
        {
            "POLICYQA_EMBEDDER_URL": "http://me:geheim@127.0.0.1/v1",
            "POLICYQA_VECTORS": "milvus:http://root:geheim@h:1",
        }
    )
    assert "geheim" not in str(settings.shown())


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_table_of_settings_is_whole(name: str) -> None:
    text = (Path(__file__).parent.parent / name).read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `POLICYQA_")]
    told = [key for row in rows for key in re.findall(r"`(POLICYQA_\w+)`", row.split(" | ")[0])]
    assert sorted(told) == sorted(f"POLICYQA_{field.name.upper()}" for field in fields(Settings))

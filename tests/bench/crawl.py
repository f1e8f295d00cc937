"""5 000 paths asked of a real server with canaries in everything that must stay inside: how many come out?

    python -m tests.bench.crawl [--paths 5000]

Canaries: environment, settings (a key, names of accounts), home folder, the index folder's other files, and what another
user asked and wrote. Every path is asked without a key and as a reader. An absolute path of this machine, a traceback or
a stranger's 200 count as leaks too.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx

from tests.bench.serving import ROOT, command, indexed, running
from tests.server import listening, served

CANARY = "canary7f3a"
OPEN = {"/healthz", "/readyz", "/login", "/favicon.ico"}
GRADIO = [
    *(
        "config",
        "info",
        "api_info",
        "openapi.json",
        "app_id",
        "token",
        "user",
        "login_check",
        "runs",
    ),
    *(
        "file=",
        "file/",
        "proxy=",
        "upload",
        "upload_progress",
        "queue/data",
        "queue/join",
        "cancel",
        "reset",
    ),
    *(
        "call/ask",
        "run/predict",
        "api/predict",
        "component_server",
        "heartbeat/x",
        "startup-events",
    ),
    *(
        "stream/x",
        "custom_component/x/y/z/a",
        "vibe-code",
        "vibe-edit",
        "process_recording",
        "deep_link",
    ),
    *(
        "mcp",
        "mcp/sse",
        "mcp/schema",
        "monitoring",
        "monitoring/summary",
        "profiling/traces",
        "dev/reload",
    ),
]
OURS = [
    *("", "api/documents", "api/documents/x", "api/ask", "api/search", "api/verify", "api/match"),
    *(
        "v1/models",
        "v1/chat/completions",
        "v1/completions",
        "mcp",
        "metrics",
        "healthz",
        "readyz",
        "login",
    ),
    *(
        "logout",
        "openapi.json",
        "docs",
        "redoc",
        "page.js",
        "style.css",
        "stage",
        "document/x",
        "compare/x",
        "en/",
        "theme.css",
    ),
    *(
        "manifest.json",
        "robots.txt",
        "favicon.ico",
        "assets/index.js",
        "static/img/logo.svg",
        "admin",
        "debug",
    ),
]
FILES = [
    *("etc/passwd", "proc/self/environ", "proc/self/cmdline", ".env", ".git/config", "users.json"),
    *(
        "audit.jsonl",
        "index.sqlite",
        "uploads/",
        "qa/config.py",
        "ui/app.py",
        "__pycache__/",
        "data/users.json",
    ),
]
UPS = [
    "",
    "../",
    "../../../",
    "..%2f..%2f",
    "%2e%2e/%2e%2e/",
    "..\\..\\",
    "....//",
    "%252e%252e%252f",
    "/",
    "//",
]
TAILS = [
    "",
    "/",
    "?x=1",
    "%00",
    "%0d%0aX: y",
    ";a=b",
    ".json",
    "~",
    ".bak",
    "#a",
    "?__debug__=1",
    "?session_hash=x",
]


def paths(inside: list[str], count: int) -> list[str]:
    """Return `count` different paths: what Gradio and we have, each way up to each file, with each tail."""
    files = [*FILES, *inside]
    heads = [*OURS, *(f"gradio_api/{g}" for g in GRADIO), *GRADIO]
    holders = [
        "",
        "assets/",
        "static/",
        "gradio_api/file=",
        "file=",
        "gradio_api/file/",
        "api/documents/",
    ]
    holders += [
        "custom_component/",
        "svelte/",
        "gradio_api/proxy=http://127.0.0.1:22/",
        "document/",
        "compare/",
        "en/assets/",
    ]

    def made() -> Iterator[str]:
        yield from (f"/{head}{tail}" for head, tail in itertools.product(heads, TAILS))
        ways = list(itertools.product(holders, UPS, files, TAILS[:6]))
        random.Random(3).shuffle(ways)
        yield from (f"/{holder}{up}{file}{tail}" for holder, up, file, tail in ways)

    return list(itertools.islice(dict.fromkeys(made()), count))


def leaks(response: httpx.Response, body: str, secrets: list[str]) -> list[str]:
    """Return what of the secrets stands in a response, its head included."""
    text = body + "\n".join(f"{k}: {v}" for k, v in response.headers.items())
    return [secret for secret in secrets if secret in text]


def fetched(client: httpx.Client, method: str, path: str) -> tuple[httpx.Response, str]:
    """Return a response and its text, of a stream that does not end what comes within a second."""
    data = b"{}" if method in ("POST", "PUT") else None
    with client.stream(
        method, path, headers={"content-type": "application/json"}, content=data
    ) as response:
        end, body = time.monotonic() + 1, b""
        with contextlib.suppress(httpx.TransportError):
            for chunk in response.iter_bytes():
                body += chunk
                if time.monotonic() > end and "event-stream" in response.headers["content-type"]:
                    break
        return response, body.decode("utf-8", "replace")


def main() -> None:
    """Print the counts."""
    options = argparse.ArgumentParser()
    options.add_argument("--paths", type=int, default=5000)
    options.add_argument("--api", action="store_true", help="without pages and models")
    given = options.parse_args()
    count = given.paths
    if given.api:
        small(count)
        return
    with tempfile.TemporaryDirectory() as home, indexed() as index:
        (Path(home) / f".{CANARY}-home").write_text(f"{CANARY}-in-home", encoding="utf-8")
        (index / f"{CANARY}.txt").write_text(f"{CANARY}-in-index", encoding="utf-8")
        env = {
            "HOME": home,
            "POLICYQA_MODELS": str(
                Path(os.environ.get("POLICYQA_MODELS", "~/.cache/policy-qa")).expanduser()
            ),
            "SECRET_TOKEN": f"{CANARY}-in-environment",
            "POLICYQA_GENERATOR_KEY": f"{CANARY}-in-settings",
            "POLICYQA_RATE": "0",
        }
        command("users", "add", f"{CANARY}-other", "--index", str(index), stdin=f"{CANARY}-pass\n")
        command("users", "add", "reader", "--index", str(index), stdin="reader-password\n")
        keys = [
            command("users", "key", name, "--index", str(index)).strip()
            for name in (f"{CANARY}-other", "reader")
        ]
        secrets = [CANARY, str(ROOT), home, str(index), str(index.parent), sys.prefix, keys[0]]
        secrets += ["Traceback (most recent", 'File "/', "site-packages", "$argon2"]
        with running(index, "--generator", "extractive", env=env) as server:
            crawl(
                server.url,
                keys,
                secrets,
                paths([f"{CANARY}.txt", home.lstrip("/"), str(index)], count),
            )


def small(count: int) -> None:
    """The same in this process over the sample papers: the API, the guard and the gate, without pages and models."""
    with tempfile.TemporaryDirectory() as name, served(Path(name) / "index") as made:
        index = made.parts.folder
        (index / f"{CANARY}.txt").write_text(f"{CANARY}-in-index", encoding="utf-8")
        os.environ["SECRET_TOKEN"] = f"{CANARY}-in-environment"
        keys = []
        for user in (f"{CANARY}-other", "reader"):
            made.users.put(user, "reader", f"{CANARY}-password")
            keys.append(made.users.new_key(user))
        secrets = [
            CANARY,
            str(ROOT),
            str(index),
            name,
            sys.prefix,
            keys[0],
            "Traceback (most recent",
        ]
        secrets += ['File "/', "site-packages", "$argon2"]
        with listening(made.app) as url:
            crawl(url, keys, secrets, paths([f"{CANARY}.txt", str(index)], count))


def crawl(url: str, keys: list[str], secrets: list[str], wanted: list[str]) -> None:
    """Ask for everything and print what came out."""
    other = httpx.Client(base_url=url, headers={"authorization": f"Bearer {keys[0]}"}, timeout=120)
    session = {
        "fn_index": 0,
        "session_hash": f"{CANARY}-session",
        "data": [f"{CANARY}的问题", None],
    }
    other.post("/gradio_api/queue/join", json=session)
    other.post("/api/ask", json={"question": f"{CANARY}有多少家？"})
    statuses: Counter[int] = Counter()
    found: list[str] = []
    strangers = 0
    with (
        httpx.Client(base_url=url, timeout=httpx.Timeout(120, read=30)) as nobody,
        httpx.Client(
            base_url=url,
            timeout=httpx.Timeout(120, read=30),
            headers={"authorization": f"Bearer {keys[1]}"},
        ) as reader,
    ):
        for number, path in enumerate(wanted):
            method = ("GET", "GET", "POST", "GET", "HEAD", "PUT", "GET", "DELETE")[number % 8]
            for client in (nobody, reader):
                try:
                    response, text = fetched(client, method, path)
                except httpx.InvalidURL:
                    statuses[-1] += 1
                    continue
                statuses[response.status_code] += 1
                if out := leaks(response, text, secrets):
                    found.append(f"{method} {path} {response.status_code}: {out}")
                plain = httpx.URL(path).path
                strangers += client is nobody and response.status_code == 200 and plain not in OPEN
    print(f"{len(wanted)} paths, each by a stranger and a reader: {len(found)} leaks, ", end="")
    print(f"{strangers} answers to strangers; statuses {dict(sorted(statuses.items()))}")
    for line in found[:20]:
        print("  ", line)


if __name__ == "__main__":
    main()

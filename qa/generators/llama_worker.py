"""The process that runs llama.cpp. Started as a script by `llama_process`, never imported.

It stands alone (standard library and xllamacpp) and apart, because llama.cpp aborts its whole process on some bad
files and on lack of memory, holds the interpreter while it loads, and logs where it likes. Lines of JSON in, lines
of JSON out:

    in   {"model", "adapter", "context", "threads", "debug"}           first line, once
    out  {"ready": seconds} or {"error": text}
    in   {"id", "request": body of /v1/completions or /v1/chat/completions} or {"cancel": id}
    out  {"id", "text"} or {"id", "alive"}… then {"id", "done": timings} or {"id", "error": text}
    in   {"id", "request": {"left", "right"}}
    out  {"id", "alive"}… then {"id", "done": {"logprob": nats that `left` goes on with `right`}}

It ends when its input ends, so it never outlives the program that started it.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from math import exp, log
from typing import Any, TextIO

# llama.cpp is asked for progress after each batch of the prompt; a cancelled answer stops at the next batch.
BATCH = 256
_SILENT = -1
# How many of the likeliest tokens are asked for; what is not among them is as likely as the last of these.
_TOKENS = 1000
_LONGER = 4.0  # nats that a token may be less likely for each character that it is longer
# Characters before a joint that may belong to one token with what follows.
_HEALED = 2
_KEPT = 20  # texts before joints whose likelihood is remembered
# 127.0.0.1 and a free port, where a socket file cannot be made.
_LOOPBACK = ["127.0.0.1"]
# The longest path of a socket file that every system takes (macOS: 104 bytes).
_SOCKET_PATH = 100


def private_output() -> TextIO:
    """Return a stream on the real standard output; what C++ prints to file descriptor 1 goes to standard error."""
    mine = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(mine, "w", encoding="utf-8", buffering=1, newline="\n")


def start(config: dict[str, Any]) -> Any:
    """Return a running llama.cpp server object that nobody else can reach.

    xllamacpp always listens. It is given a socket file in a private folder, which is deleted as soon as it listens;
    where that is not possible, a free port of the loopback address and a key that nobody knows.
    """
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = config["model"]
    params.verbosity = 3 if config["debug"] else _SILENT
    params.n_ctx = config["context"]
    params.n_parallel = 1
    params.n_batch = params.n_ubatch = BATCH
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = config["threads"]
    # Else the shared beginning of prompts is read anew for models with a sliding window.
    params.swa_full = True
    params.fit_params = params.warmup = False  # half a second, for nothing on a CPU
    params.cache_ram_mib = 0
    params.ui = params.endpoint_slots = params.endpoint_props = False
    params.n_threads_http = 1
    params.sse_ping_interval = -1
    params.offline = True
    if config["adapter"]:
        adapter = xllamacpp.CommonAdapterLoraInfo()
        adapter.path, adapter.scale = config["adapter"], 1.0
        params.lora_adapters = [adapter]
    folder = _private_folder()
    try:
        if folder:
            params.hostnames = [f"{folder}/s.sock"]
        else:
            params.hostnames, params.port, params.api_keys = _LOOPBACK, 0, [os.urandom(32).hex()]
        return xllamacpp.Server(params)
    finally:
        if folder:
            shutil.rmtree(folder, ignore_errors=True)


def _private_folder() -> str:
    """Return a new folder for a socket file that only this user can enter; empty where there can be none."""
    if not hasattr(os, "getuid"):
        return ""
    try:
        folder = tempfile.mkdtemp(prefix="policy-qa-")
    except OSError:
        return ""
    if len(os.fsencode(folder)) + len("/s.sock") <= _SOCKET_PATH:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    return ""


def next_tokens(server: Any, text: str) -> list[dict[str, Any]]:
    """Return the likeliest tokens after `text`, each with its log-probability among all, the likeliest first.

    Raises:
        ValueError: llama.cpp refuses the text.
    """
    found: list[dict[str, Any]] = []
    failure: list[str] = []

    def on_event(event: dict[str, Any]) -> bool:
        if "error" in event:
            failure.append(str(event["error"])[:400])
        for choice in event.get("choices") or []:
            for token in (choice.get("logprobs") or {}).get("content", [])[:1]:
                found.extend(token["top_logprobs"])
        return bool(failure or found)

    body = {
        "prompt": text,
        "max_tokens": 1,
        "temperature": 0,
        "logprobs": _TOKENS,
        # Nothing is told of a token that is half a character, or the end: what is written is always a comma, and
        # what is told of the others stays as it is.
        "logit_bias": [["，", 1000]],
        "cache_prompt": True,
        "stream": False,
    }
    server.handle_completions(body, on_event)
    if failure or not found:
        raise ValueError(failure[0] if failure else "no token")
    return found


def prefix_likelihood(server: Any, left: str, right: str, alive: Callable[[], None]) -> float:
    """Return the log-probability that what follows `left` begins with `right`.

    llama.cpp tells how likely what it writes is, not a text it is given, so it is asked once a token. Long tokens come
    first, as when the text is read: short ones are likelier alone, and make unlikely what follows.
    """
    total, at = 0.0, 0
    while at < len(right):
        rest = right[at:]
        tokens = next_tokens(server, left + right[:at])
        alive()
        whole = sum(exp(token["logprob"]) for token in tokens if token["token"].startswith(rest))
        parts = [
            (token["logprob"], len(token["token"]))
            for token in tokens
            if token["token"] and rest.startswith(token["token"])
        ]
        parts.sort(key=lambda part: part[0] + _LONGER * part[1])
        likeliest, length = parts[-1] if parts else (tokens[-1]["logprob"], 1)
        if whole and log(whole) >= likeliest:
            return total + log(whole)
        total += likeliest
        at += length
    return total


class Joints:
    """How likely one text goes on with another; what stands before many joints is read once."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self._alone: dict[tuple[str, str], float] = {}

    def likelihood(self, left: str, right: str, alive: Callable[[], None]) -> float:
        """Return the log-probability (nats) that `left` goes on with `right`.

        A token may span the joint (工|业): the last characters of `left` are read together with `right`, and what they
        cost alone is taken off. No token spans a line break.
        """
        before, last = left[:-_HEALED], left[-_HEALED:]
        if not before or left.endswith("\n"):
            return prefix_likelihood(self._server, left, right, alive)
        if (before, last) not in self._alone:
            self._alone = dict([*self._alone.items()][-_KEPT:])
            alone = prefix_likelihood(self._server, before, last, alive)
            self._alone[before, last] = alone
        together = prefix_likelihood(self._server, before, last + right, alive)
        return together - self._alone[before, last]


class Worker:
    """Answers one request after another, in the order of the lines read."""

    def __init__(self, server: Any, out: TextIO) -> None:
        self._server = server
        self._joints = Joints(server)
        self._out = out
        self._requests: queue.Queue[dict[str, Any]] = queue.Queue()
        self._cancelled: set[int] = set()

    def read(self, lines: TextIO) -> None:
        """Take requests and cancellations until the input ends; then end the process, whatever is under way."""
        with contextlib.suppress(ValueError, OSError):
            for line in lines:
                message = json.loads(line)
                if "cancel" in message:
                    self._cancelled.add(message["cancel"])
                else:
                    self._requests.put(message)
        os._exit(0)

    def serve(self) -> None:
        while True:
            message = self._requests.get()
            self._answer(message["id"], message["request"])
            self._cancelled.discard(message["id"])

    def say(self, message: dict[str, Any]) -> None:
        try:
            self._out.write(json.dumps(message, ensure_ascii=False) + "\n")
            self._out.flush()
        except (OSError, ValueError):
            os._exit(0)  # nobody listens any more

    def _answer(self, number: int, request: dict[str, Any]) -> None:
        if "right" in request:
            self._weigh(number, request["left"], request["right"])
            return
        timings: dict[str, Any] = {}
        failure: list[str] = []

        def on_event(event: dict[str, Any]) -> bool:
            """Pass one event on; True stops llama.cpp."""
            if number in self._cancelled:
                return True
            if "error" in event:
                error = event["error"]
                said = error.get("message") if isinstance(error, dict) else error
                failure.append(str(said)[:400])
                return True
            choices = event.get("choices") or [{}]
            timings.update(event.get("timings") or {})
            if reason := choices[0].get("finish_reason"):
                timings["finish_reason"] = reason
            if text := choices[0].get("text") or (choices[0].get("delta") or {}).get("content"):
                self.say({"id": number, "text": text})
            elif "prompt_progress" in event:
                self.say({"id": number, "alive": True})
            return False

        if number not in self._cancelled:
            try:
                body = {**request, "stream": True, "return_progress": True, "cache_prompt": True}
                if "messages" in body:
                    self._server.handle_chat_completions(body, on_event)
                else:
                    self._server.handle_completions(body, on_event)
            except Exception as error:
                failure.append(f"{type(error).__name__}: {error}"[:400])
        self.say(
            {"id": number, "error": failure[0]} if failure else {"id": number, "done": timings}
        )

    def _weigh(self, number: int, left: str, right: str) -> None:
        """Say how likely `left` goes on with `right`."""

        def alive() -> None:
            self.say({"id": number, "alive": True})

        try:
            found = self._joints.likelihood(left, right, alive)
        except Exception as error:
            self.say({"id": number, "error": f"{type(error).__name__}: {error}"[:400]})
        else:
            self.say({"id": number, "done": {"logprob": found}})


def main() -> None:
    """Load the model named in the first line of the input, then answer."""
    with contextlib.suppress(ValueError):
        # Ctrl-C is for the program that started this one.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    lines, out = sys.stdin, private_output()
    began = time.monotonic()
    try:
        server = start(json.loads(lines.readline()))
    except Exception as error:
        name = "ImportError" if isinstance(error, ImportError) else type(error).__name__
        out.write(json.dumps({"error": f"{name}: {error}"}) + "\n")
        return
    worker = Worker(server, out)
    worker.say({"ready": round(time.monotonic() - began, 3)})
    threading.Thread(target=worker.read, args=(lines,), daemon=True).start()
    worker.serve()


if __name__ == "__main__":
    main()

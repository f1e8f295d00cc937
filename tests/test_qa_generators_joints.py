"""How likely one text goes on with another: what is asked of the model, and how its tokens are added up."""

from __future__ import annotations

from math import log
from typing import Any

import pytest

from qa.generators.joints import LEFT, RIGHT, LlamaJointScorer
from qa.generators.llama_worker import Joints, next_tokens


class Process:
    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.closed = False

    def likelihood(self, left: str, right: str) -> float:
        self.asked.append((left, right))
        return -float(len(self.asked))

    def close(self) -> None:
        self.closed = True


def test_the_model_is_loaded_when_it_is_first_asked_and_reads_the_ends_only():
    started: list[Process] = []

    def start() -> Process:
        started.append(Process())
        return started[-1]

    scorer = LlamaJointScorer(start)
    scorer.close()
    assert not started
    assert scorer.score([("前" * 200, "后" * 200), ("左", "右")]) == [-1.0, -2.0]
    assert started[0].asked == [("前" * LEFT, "后" * RIGHT), ("左", "右")]
    scorer.close()
    assert started[0].closed
    assert len(started) == 1


class Server:
    """A llama.cpp whose next tokens depend on the end of the text alone; all others have log-probability -20."""

    def __init__(self, tokens: dict[str, dict[str, float]]) -> None:
        self.tokens = tokens
        self.texts: list[str] = []

    def handle_completions(self, body: dict[str, Any], on_event: Any) -> None:
        self.texts.append(body["prompt"])
        end = next((end for end in self.tokens if body["prompt"].endswith(end)), None)
        found = [*self.tokens.get(end or "", {}).items(), ("没", -20.0)]
        top = [{"token": token, "logprob": value} for token, value in found]
        on_event({"choices": [{"text": "，", "logprobs": {"content": [{"top_logprobs": top}]}}]})


def test_a_token_that_spans_the_joint_counts():
    server = Server({"规模以上": {"工业": log(0.5), "工": log(0.1)}, "工业": {"企业": log(0.25)}})
    # 上工|业企业: "工" begins both "工" and "工业", and "业" is never a token of its own.
    server.tokens["规模以"] = {"上": log(0.5)}
    found = Joints(server).likelihood("规模以上工", "业企业", lambda: None)
    assert found == pytest.approx(log(0.5 * 0.5 * 0.25) - log(0.5 * (0.5 + 0.1)))


def test_what_is_not_among_the_likeliest_tokens_is_as_likely_as_the_last_of_them():
    found = Joints(Server({})).likelihood("句子。\n", "新段", lambda: None)
    assert found == pytest.approx(-40.0)


def test_the_end_before_many_joints_is_read_once():
    server = Server({})
    joints = Joints(server)
    joints.likelihood("甲乙丙", "丁", lambda: None)
    read = len(server.texts)
    joints.likelihood("甲乙丙", "戊", lambda: None)
    assert len(server.texts) - read == 3
    assert read == 5


def test_a_refusal_is_an_error():
    class Refuses:
        def handle_completions(self, body: dict[str, Any], on_event: Any) -> None:
            on_event({"error": {"message": "too long"}})

    with pytest.raises(ValueError, match="too long"):
        next_tokens(Refuses(), "长文")

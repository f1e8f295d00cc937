"""How fast the embedded model writes: one line a figure. `python -m tests.bench.generation [MODEL.gguf]`.

The questions and passages are made here; what is measured is what `generate` does, process start included in `load`.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from pathlib import Path

from qa.config import Settings
from qa.generators import LlamaCppGenerator
from qa.generators.llama import physical_cores
from qa.generators.llama_process import LlamaProcess
from qa.models import GEMMA_270M, locate
from tests.make import evidence

SUBJECTS = (
    "企业研发",
    "校车管理",
    "养老服务",
    "农田水利",
    "数字改造",
    "人才引进",
    "旧区改造",
    "商业街区",
)
ANSWERS = 24


def cases() -> list[tuple[str, list]]:
    """Questions with four passages each, all different, so that no prompt is in the cache."""
    made = []
    for number in range(ANSWERS):
        subject = SUBJECTS[number % len(SUBJECTS)]
        held = [
            evidence(
                f"一是加强{subject}工作，第{number}批共安排资金{place * 100 + number}万元，惠及{number + 3}个乡镇；"
                f"二是完善{subject}台账，由县里的主管部门每{place + 1}个月检查一次，结果向社会公布，接受各方面监督；"
                f"三是对按期完成{subject}任务的单位，给予最高{place * 10 + number}万元奖励，分两年拨付。",
                place,
                start=1000 * place,
            )
            for place in range(1, 5)
        ]
        made.append((f"第{number}批{subject}安排了多少资金？", held))
    return made


def main() -> None:
    """Print load seconds, reading and writing speed, seconds of an answer, and memory."""
    named = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    path = named or locate(GEMMA_270M, Settings.from_env().models)
    began = time.perf_counter()
    generator = LlamaCppGenerator(path)
    print(f"header check s: {time.perf_counter() - began:.2f}")
    generator.close()

    process = LlamaProcess(
        {
            "model": str(path),
            "adapter": None,
            "context": 2048,
            "threads": physical_cores(),
            "debug": False,
        }
    )
    began = time.perf_counter()
    completion = process.complete({"prompt": "资料", "max_tokens": 1, "temperature": 0})
    timings = _drain(completion)
    print(f"load s: {time.perf_counter() - began:.2f}")
    text = "".join(item.text for _, held in cases()[:6] for item in held)[:1200]
    timings = _drain(
        process.complete({"prompt": text, "max_tokens": 48, "temperature": 0, "ignore_eos": True})
    )
    print(f"prompt tokens/s: {timings['prompt_per_second']:.0f} ({timings['prompt_n']} tokens)")
    print(f"written tokens/s: {timings['predicted_per_second']:.0f}")
    process.close()

    _answers(path)
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"model process MB: {children / 1024:.0f}")


def _answers(path: Path) -> None:
    generator = LlamaCppGenerator(path)
    first, answers = [], []
    for number, (question, held) in enumerate(cases()):
        began = time.perf_counter()
        pieces = generator.generate(question, held)
        next(pieces)
        until_first = time.perf_counter() - began
        list(pieces)
        if number:
            first.append(until_first)
            answers.append(time.perf_counter() - began)
        else:
            print(f"cold answer s: {time.perf_counter() - began:.2f}")
    answers.sort()
    print(f"first sentence s p50: {statistics.median(first):.2f}")
    print(f"answer s p50: {statistics.median(answers):.2f}")
    print(f"answer s p95: {answers[int(len(answers) * 0.95)]:.2f}")
    generator.close()


def _drain(completion) -> dict:  # type: ignore[no-untyped-def, type-arg]
    while True:
        try:
            next(completion)
        except StopIteration as end:
            return end.value


if __name__ == "__main__":
    main()

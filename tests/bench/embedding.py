"""Speed of the embedded embedder: passages/s in bulk, milliseconds a query, seconds from a cold start.

    python -m tests.bench.embedding [MODELS_FOLDER]

Each figure is the best of several runs, one line each; the machine's load stands at the end, because a busy machine makes
all of them worse. "per core-second" counts processor time only, and so holds on a busy machine too.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

from index.embedder import EmbeddedE5
from qa import models

ROOT = Path(__file__).resolve().parents[2]

PASSAGES, CHARACTERS, RUNS = 192, 200, 3
COLD = """
import time
start = time.perf_counter()
import sys
from pathlib import Path
from index.embedder import EmbeddedE5
EmbeddedE5(Path(sys.argv[1])).embed_query("哪些企业可以申请数字化改造的补贴？")
print(time.perf_counter() - start, "torch" in sys.modules or "transformers" in sys.modules)
"""
WORDS = (
    "企业 申报 补贴 资金 项目 改造 数字化 技术 创新 服务 平台 出口 展会 融资 贷款 贴息 中小 专精特新 认定 标准 "
    "给予 不超过 万元 奖励 支持 鼓励 建设 产业 园区 人才 培训 研发 投入 比例 百分之二十 自发布之日起 施行 主管 部门 "
    "2025年 重点 实验室 审核 材料 期限 公示 绿色 能源 物流 跨境 电商 ，以及 、和 。"
)


def passage(seed: int) -> str:
    """Return made-up text of 200 characters with the words and figures of policy texts."""
    rng = random.Random(seed)
    text = ""
    while len(text) < CHARACTERS:
        text += rng.choice(WORDS.split())
    return text[:CHARACTERS]


def best_rate(embed: object, texts: list[str]) -> tuple[float, float]:
    """Return the best passages/s on the clock and per core-second."""
    wall, core = [], []
    for _ in range(RUNS):
        clock, used = time.perf_counter(), time.process_time()
        embed(texts)  # type: ignore[operator]
        wall.append(len(texts) / (time.perf_counter() - clock))
        core.append(len(texts) / (time.process_time() - used))
    return max(wall), max(core)


def main() -> None:
    cache = Path(sys.argv[1]) if len(sys.argv) > 1 else Path.home() / ".cache" / "policy-qa"
    folder = models.locate(models.E5_SMALL, cache)
    cold, heavy = [], "False"
    for _ in range(5):
        done = subprocess.run(
            [sys.executable, "-c", COLD, str(folder)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        seconds, heavy = done.stdout.split()
        cold.append(float(seconds))
    print(f"cold import + first query: {min(cold):.2f} s (torch or transformers imported: {heavy})")

    embedder = EmbeddedE5(folder)
    for name, length in (("20", 20), ("60", 60)):
        times = []
        for seed in range(60):
            start = time.perf_counter()
            embedder.embed_query(passage(seed)[:length])
            times.append(time.perf_counter() - start)
        print(
            f"query of {name} characters: best {min(times) * 1e3:.1f} ms, median {statistics.median(times) * 1e3:.1f} ms"
        )

    texts = [passage(seed) for seed in range(PASSAGES)]
    engine = embedder._ready_engine()
    wall, core = best_rate(lambda some: engine.embed(some, query=False), texts[:32])
    print(f"C engine: {wall:.1f} passages/s, {core:.1f} per core-second")
    start = time.perf_counter()
    bulk = embedder._ready_bulk()
    load = time.perf_counter() - start
    embedder.embed_passages(texts[:16])
    fast, core = best_rate(embedder.embed_passages, texts)
    print(f"bulk load: {load:.2f} s")
    print(f"bulk: {fast:.1f} passages/s, {core:.1f} per core-second ({bulk._model.dtype})")
    print(f"break-even: {load / (1 / wall - 1 / fast):.0f} passages")
    print(f"cores {os.cpu_count()}, load average {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()

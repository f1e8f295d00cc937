"""Figures in answers that their cited paragraphs do not hold, counted over files of answers.

    python -m qa ask --batch Q.jsonl --json --index DIR > ANSWERS.jsonl
    python -m tests.bench.unsupported ANSWERS.jsonl…

`qa eval` counts the same over the answers it asks for.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from qa.evaluation.unsupported import unsupported


def main() -> None:
    answers = figures = 0
    wrong: list[str] = []
    for name in sys.argv[1:]:
        for line in Path(name).read_text(encoding="utf-8").splitlines():
            answer = json.loads(line)
            count, bad = unsupported(answer)
            answers, figures = answers + 1, figures + count
            wrong += [f"{answer['question']}: {figure}" for figure in bad]
    print(f"{answers} answers, {figures} figures, {len(wrong)} of them in no cited paragraph")
    for line in wrong[:20]:
        print(line)


if __name__ == "__main__":
    main()

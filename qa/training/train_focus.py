"""Train the focus adapter; resumable. One command:

    python -m qa.training.train_focus OUT_FOLDER EXAMPLES.jsonl[*REPEATS]… --dev DEV.jsonl… [--start relevance.safetensors]

Writes what `adapter_training` says. `--start` goes on from an adapter; of the relevance model's only the encoder is taken.
"""

from __future__ import annotations

from qa.training.adapter_training import Task, run
from qa.training.focus_model import FocusModel, encode, loss_of, measure

TASK = Task("focus", FocusModel, encode, loss_of, measure)


def main() -> None:
    run(TASK)


if __name__ == "__main__":
    main()

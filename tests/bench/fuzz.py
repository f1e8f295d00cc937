"""schemathesis with all its checks over the OpenAPI description of a real server.

python -m tests.bench.fuzz [--examples 50] [--seed 1]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.server import listening, served

# What is both wrong and too large is turned away for its size, which by itself schemathesis takes for no refusal.
# In a form every value is the bytes of a file: the number that schemathesis sends as a wrong one is a sound file.
SETTINGS = """
[checks.negative_data_rejection]
expected-statuses = [400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 428, 429, "5xx"]

[[operations]]
include-name = "POST /api/documents"
checks.negative_data_rejection.expected-statuses = [200, 400, 401, 403, 404, 405, 409, 413, 415, 422, 429, "5xx"]
"""


def main() -> int:
    """Run it; returns its exit code."""
    options = argparse.ArgumentParser()
    options.add_argument("--examples", type=int, default=50)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder) / "index") as made,
        listening(made.app) as url,
    ):
        made.users.put("fuzz", "editor", "fuzz-password")
        key = made.users.new_key("fuzz")
        (Path(folder) / "schemathesis.toml").write_text(SETTINGS, encoding="utf-8")
        return subprocess.run(
            [
                *(str(Path(sys.executable).parent / "schemathesis"), "run", f"{url}/openapi.json"),
                *("--checks", "all", "--max-examples", str(given.examples)),
                *("--seed", str(given.seed)),
                *("--header", f"Authorization: Bearer {key}", "--generation-database", "none"),
                *("--request-timeout", "120", "--suppress-health-check", "all", "--no-color"),
            ],
            cwd=folder,
            check=False,
        ).returncode


if __name__ == "__main__":
    sys.exit(main())

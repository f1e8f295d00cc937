"""`python -m qa`: the command line, with the web application, which lives above this package, handed in."""

from __future__ import annotations

import importlib
import sys

from qa.cli.main import main
from qa.config import Settings


def _serve(settings: Settings, *, pages: bool) -> int:
    # By name and late: the web application imports this package, and the other commands must not load it.
    return int(importlib.import_module("ui.serve").serve(settings, pages=pages))


if __name__ == "__main__":
    sys.exit(main(serve=_serve))

"""How long a test waits for what must happen: an end to waiting for ever, and no measure of speed."""

from __future__ import annotations

import time
from collections.abc import Callable

# Far beyond what the slowest machine needs, so that a busy one fails no test.
PATIENCE = 60.0


def until(condition: Callable[[], object]) -> None:
    """Return once `condition()` holds."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)

"""Work counted, not timed: a loaded machine takes longer for the same number of steps."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def steps(work: Callable[[], object]) -> int:
    """Return how many lines of Python the work runs; what a regular expression does inside is one step."""
    count = 0

    def step(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return step

    # Finalizers of what other tests left behind would be counted too.
    collecting = gc.isenabled()
    gc.disable()
    before = sys.gettrace()
    sys.settrace(step)
    try:
        work()
    finally:
        sys.settrace(before)
        if collecting:
            gc.enable()
    return count

"""What takes time to load is loaded once, when it is first used or beside other work."""

from __future__ import annotations

import contextlib
import threading

from index.errors import ModelError


class LoadedOnce:
    """A model that `_load` loads. Callable from any thread."""

    def __init__(self) -> None:
        self._loading = threading.Lock()
        self._loaded = False

    def prepare(self) -> None:
        """Begin to load beside other work, without waiting.

        No daemon: a program that ends while the runtime starts its own threads would be aborted.
        """
        threading.Thread(target=self._ready).start()

    def load(self) -> None:
        """Load unless that has been done.

        Raises:
            ModelError: a file is missing or damaged.
        """
        with self._loading:
            if not self._loaded:
                self._load()
                self._loaded = True

    def _ready(self) -> None:
        with contextlib.suppress(ModelError):  # who asks first gets the error
            self.load()

    def _load(self) -> None:
        raise NotImplementedError

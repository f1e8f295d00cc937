"""The one error family: what went wrong, where, why, and what the user can do about it."""

from __future__ import annotations


class PolicyQAError(Exception):
    """One line for a person: `message` says what, where and why; `remedy` says what to do."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}。{self.remedy}" if self.remedy else self.message


class UsageError(PolicyQAError):
    """The command or its arguments are wrong (exit code 2)."""


class ReadError(PolicyQAError):
    """A file could not be read as a document."""


class IndexMissingError(PolicyQAError):
    """There is no index at the given place, or it is empty."""


class IndexMismatchError(PolicyQAError):
    """The index was made by another embedder or another format version."""


class IndexDamagedError(PolicyQAError):
    """The index file is not what was written."""


class IndexBusyError(PolicyQAError):
    """Another process is writing to the index."""


class StorageError(PolicyQAError):
    """The disk refused: full, read-only, no permission."""


class ModelError(PolicyQAError):
    """A model is missing, damaged, or refused to work."""


class GeneratorError(PolicyQAError):
    """A generator failed while writing: server down, time-out, rubbish."""


class ConfigError(PolicyQAError):
    """A setting is unknown or out of range."""

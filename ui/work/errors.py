"""Errors as a reader of the pages is told them: one line, with a remedy that can be had here and not on a command line."""

from __future__ import annotations

import re

from index.errors import IndexBusyError, IndexMissingError, PolicyQAError, UsageError

FAILED = "处理时出了内部错误。请再试一次；若仍如此，请管理员查看服务的日志"
# The folders of an absolute path. What stands before must not be part of an address, and our own is no path.
_FOLDERS = re.compile(
    r"(?<![\w:/.\\])(?!/api/documents(?![\w/]))(?:/(?:[^\s/'\"，。；：）]+/)+|[A-Za-z]:\\(?:[^\s\\'\"]+\\)*)"
)


def told(error: PolicyQAError) -> str:
    """Return the error in a line."""
    if isinstance(error, IndexMissingError):
        return "还没有收录任何文件。请到“文件”页上传，或请管理员收录"
    if isinstance(error, IndexBusyError):
        return "另一项收录正在进行。请等它完成后再试"
    if " list " in error.remedy and isinstance(error, UsageError):
        return "这份文件已经不在了，可能刚被删除"
    if " verify " in error.remedy:
        return f"{error.message}。请粘贴文字或放入文件"
    return scrubbed(str(error))


def scrubbed(text: str) -> str:
    """Return `text` with the last part of each path of this machine only."""
    return _FOLDERS.sub("", text)

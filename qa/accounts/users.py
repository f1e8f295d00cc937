"""Who may use the server: accounts with a role, passwords as argon2 hashes, API keys as hashes; one small file.

The file is replaced as a whole, readable by its owner only, by one writer at a time, and read again when it changed: an
account that was removed is gone at its next request.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import secrets
import tempfile
import threading
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, get_args

from index.errors import ConfigError, StorageError, UsageError
from index.lock import waiting

Role = Literal["reader", "editor"]
ROLES: tuple[Role, ...] = get_args(Role)
SHORTEST_PASSWORD, LONGEST_PASSWORD = 8, 256
_NAME = re.compile(r"[\w.@-]{1,64}")
_KEY_PREFIX = "pqa_"
_VERSION = 1
# Whoever changes the file is done in milliseconds.
_PATIENCE = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """An API key: `id` names it, `sha256` recognises it. A key has 256 random bits, so that a quick hash is enough."""

    id: str
    sha256: str
    made: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One user."""

    name: str
    role: Role
    password: str
    keys: tuple[Key, ...] = ()


class Users:
    """The accounts of a file, which need not exist. Callable from any thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._guard = threading.Lock()
        # One at a time: each takes memory on purpose.
        self._hashing = threading.Lock()
        self._seen: tuple[int, ...] | None = None
        self._accounts: dict[str, Account] = {}

    def all(self) -> Mapping[str, Account]:
        """Return the accounts by name, as the file has them now.

        Raises:
            ConfigError: the file is no file of accounts.
        """
        with self._guard:
            try:
                status = self._path.stat()
                # Each change is a new file, also where two happen within one tick of the clock.
                seen = (status.st_mtime_ns, status.st_size, status.st_ino)
                if seen != self._seen:
                    self._accounts, self._seen = _read(self._path), seen
            except FileNotFoundError:
                self._accounts, self._seen = {}, None
            except OSError as error:
                raise ConfigError(
                    f"用户文件 {str(self._path)!r} 无法读取（{error.strerror}）", "请检查文件的权限"
                ) from error
            return dict(self._accounts)

    def by_password(self, name: str, password: str) -> Account | None:
        """Return the account if the password is right. An unknown name takes as long as a wrong password."""
        if len(password) > LONGEST_PASSWORD:
            return None
        account = self.all().get(name)
        from argon2.exceptions import InvalidHashError, VerificationError

        with self._hashing:
            hasher = _hasher()
            try:
                hasher.verify(account.password if account else _nobody(), password)
            except (VerificationError, InvalidHashError):
                return None
        return account

    def by_key(self, key: str) -> Account | None:
        """Return the account whose API key this is."""
        if not key.startswith(_KEY_PREFIX) or len(key) > 200:
            return None
        digest = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
        for account in self.all().values():
            if any(secrets.compare_digest(known.sha256, digest) for known in account.keys):
                return account
        return None

    def put(self, name: str, role: Role | None, password: str) -> bool:
        """Add the account, or give the one of this name a new password; returns whether it is new.

        Without a `role` a known account keeps its own, and a new one is a reader.

        Raises:
            UsageError: the name or the password cannot be used.
        """
        if not _NAME.fullmatch(name):
            raise UsageError(
                f"用户名 {name!r} 不能使用", "请用字母、数字、汉字和 . _ @ -，最多 64 个"
            )
        if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
            raise UsageError(
                f"密码有 {len(password)} 个字符",
                f"应有 {SHORTEST_PASSWORD} 到 {LONGEST_PASSWORD} 个",
            )
        hashed = _hasher().hash(password)
        with self._changing() as accounts:
            known = accounts.get(name)
            if known is None:
                accounts[name] = Account(name=name, role=role or "reader", password=hashed)
            else:
                accounts[name] = replace(known, role=role or known.role, password=hashed)
        return known is None

    def remove(self, name: str) -> None:
        """Remove the account, its keys with it.

        Raises:
            UsageError: there is none.
        """
        with self._changing() as accounts:
            self._known(accounts, name)
            del accounts[name]

    def new_key(self, name: str) -> str:
        """Give the account one more API key and return it: it is shown once, only its hash is kept.

        Raises:
            UsageError: there is no such account.
        """
        key = _KEY_PREFIX + secrets.token_urlsafe(32)
        digest = hashlib.sha256(key.encode()).hexdigest()
        made = datetime.now(UTC).isoformat(timespec="seconds")
        entry = Key(id=digest[:8], sha256=digest, made=made)
        with self._changing() as accounts:
            account = self._known(accounts, name)
            accounts[name] = replace(account, keys=(*account.keys, entry))
        return key

    def revoke(self, name: str, key: str) -> None:
        """Take the API key with this id from the account; its other keys stay.

        Raises:
            UsageError: there is no such account, or no such key.
        """
        with self._changing() as accounts:
            account = self._known(accounts, name)
            kept = tuple(known for known in account.keys if known.id != key)
            if kept == account.keys:
                raise UsageError(
                    f"用户 {name!r} 没有密钥 {key!r}", "用 python -m qa users list 查看"
                )
            accounts[name] = replace(account, keys=kept)

    @contextlib.contextmanager
    def _changing(self) -> Iterator[dict[str, Account]]:
        """Give the accounts as they are now and write what became of them; others who change them wait meanwhile."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with waiting(self._path.with_name(self._path.name + ".lock"), _PATIENCE):
                accounts = dict(self.all())
                yield accounts
                self._write(accounts)
        except OSError as error:
            raise StorageError(
                f"用户文件 {str(self._path)!r} 无法写入（{error.strerror}）", "请检查权限和磁盘空间"
            ) from error

    def _known(self, accounts: Mapping[str, Account], name: str) -> Account:
        if name not in accounts:
            raise UsageError(f"没有用户 {name!r}", "用 python -m qa users list 查看")
        return accounts[name]

    def _write(self, accounts: Mapping[str, Account]) -> None:
        rows = {
            a.name: {k: v for k, v in asdict(a).items() if k != "name"} for a in accounts.values()
        }
        text = json.dumps({"version": _VERSION, "users": rows}, ensure_ascii=False, indent=1)
        descriptor, name = tempfile.mkstemp(dir=self._path.parent, prefix=".users-")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(text + "\n")
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self._path)  # mkstemp made it readable by its owner only
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise


def random_password() -> str:
    """Return a password that nobody guesses."""
    return secrets.token_urlsafe(12)


def _hasher() -> Any:
    from argon2 import PasswordHasher

    # OWASP's first choice for argon2id: 19 MiB, two passes, one lane.
    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


_NOBODY: list[str] = []


def _nobody() -> str:
    """The hash of a password that nobody knows."""
    if not _NOBODY:
        _NOBODY.append(_hasher().hash(secrets.token_urlsafe(32)))
    return _NOBODY[0]


def _read(path: Path) -> dict[str, Account]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        if rows["version"] != _VERSION:
            raise ValueError
        return {name: _account(name, row) for name, row in rows["users"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ConfigError(
            f"用户文件 {str(path)!r} 不是本程序写的，或已损坏",
            "请恢复备份，或删除它后用 python -m qa users add 重新添加",
        ) from None


def _account(name: str, row: Mapping[str, Any]) -> Account:
    if row["role"] not in ROLES or not isinstance(row["password"], str):
        raise ValueError
    keys = tuple(Key(**key) for key in row["keys"])
    return Account(name=name, role=row["role"], password=row["password"], keys=keys)

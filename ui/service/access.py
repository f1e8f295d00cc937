"""Who is asking: a key in the Authorization header, or a cookie that was given for a password.

On a loopback address without accounts whoever is on this machine may do everything, as on the command line. As soon as
there is an account, everybody needs one.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie

from qa.accounts.users import Account, Role, Users

COOKIE = "policyqa_session"
# Seconds after which a password is asked for again.
LASTS = 12 * 3600
MOST_SESSIONS = 10_000


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who sends a request, and what they may do."""

    name: str
    role: Role

    @property
    def edits(self) -> bool:
        """Whether they may change the documents."""
        return self.role == "editor"


LOCAL = Visitor("本机", "editor")


@dataclass(frozen=True, slots=True)
class _Session:
    name: str
    password: str  # the hash at the time: a new password ends it
    ends: float


class Access:
    """Knows the visitors. `local` is a server that can be reached from this machine only."""

    def __init__(self, users: Users, *, local: bool) -> None:
        self._users, self._local = users, local
        self._sessions: OrderedDict[str, _Session] = OrderedDict()
        self._guard = threading.Lock()

    @property
    def required(self) -> bool:
        """Whether nothing goes without an account."""
        return not self._local or bool(self._users.all())

    def visitor(self, headers: Mapping[bytes, bytes]) -> Visitor | None:
        """Return who sends these headers, None for a stranger."""
        if not self.required:
            return LOCAL
        scheme, _, key = headers.get(b"authorization", b"").decode("latin-1").partition(" ")
        if scheme.lower() == "bearer":
            return _visitor(self._users.by_key(key.strip()))
        return _visitor(self._by_cookie(headers.get(b"cookie", b"").decode("latin-1")))

    def enter(self, name: str, password: str) -> str | None:
        """Return the value of a new cookie where the password is right. Takes its time, in the calling thread."""
        account = self._users.by_password(name, password)
        if account is None:
            return None
        token = secrets.token_urlsafe(32)
        with self._guard:
            self._sessions[_digest(token)] = _Session(name, account.password, time.time() + LASTS)
            while len(self._sessions) > MOST_SESSIONS:
                self._sessions.popitem(last=False)
        return token

    def leave(self, headers: Mapping[bytes, bytes]) -> None:
        """End the session of the cookie."""
        with self._guard:
            self._sessions.pop(_digest(_token(headers.get(b"cookie", b"").decode("latin-1"))), None)

    def _by_cookie(self, cookies: str) -> Account | None:
        key = _digest(_token(cookies))
        with self._guard:
            session = self._sessions.get(key)
            if session is not None and session.ends < time.time():
                del self._sessions[key]
                session = None
        account = self._users.all().get(session.name) if session else None
        return account if account and session and account.password == session.password else None


def _visitor(account: Account | None) -> Visitor | None:
    return Visitor(account.name, account.role) if account else None


def _token(cookies: str) -> str:
    try:
        morsel = SimpleCookie(cookies).get(COOKIE)
    except CookieError:
        return ""
    return morsel.value if morsel else ""


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()

"""How often a password may be tried: wrong ones count, by address and by name, and a proxy is believed where it is set."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.server import ADDRESS, Served, staffed
from ui.service.app import Service

RIGHT = {"name": "读者", "password": "reader-password"}
WRONG = {"name": "读者", "password": "guess"}
PROXY = "10.0.0.2"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Served]:
    with staffed(tmp_path / "index", proxy=PROXY) as made:
        yield made


def tried(app: Service, form: dict[str, str], *, peer: str, forwarded: str = "") -> int:
    """The status of one try over a connection from `peer`."""
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    web = TestClient(app, base_url=ADDRESS, client=(peer, 5000), follow_redirects=False)
    return web.post("/login", data=form, headers=headers).status_code


def test_right_passwords_are_not_counted(server: Served) -> None:
    """An office behind one address signs in every morning."""
    assert [tried(server.app, RIGHT, peer="10.0.0.9") for _ in range(15)] == [303] * 15


def test_who_guesses_holds_out_neither_the_office_nor_the_owner_of_the_name(server: Served) -> None:
    def through(form: dict[str, str], client: str) -> int:
        return tried(server.app, form, peer=PROXY, forwarded=client)

    guesses = [through(WRONG, "192.0.2.1") for _ in range(12)]
    assert guesses == [401] * 10 + [429] * 2
    assert through(RIGHT, "192.0.2.1") == 429
    assert through(RIGHT, "192.0.2.2") == 303


def test_a_stranger_s_forwarded_address_is_not_believed(server: Served) -> None:
    codes = [
        tried(server.app, WRONG, peer="192.0.2.9", forwarded=f"198.51.100.{n}") for n in range(12)
    ]
    assert codes[10:] == [429, 429]

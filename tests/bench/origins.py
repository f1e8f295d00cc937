"""200 combinations of Host and Origin, sent to a real server: how many foreign ones are let in, how many of ours not.

python -m tests.bench.origins
"""

from __future__ import annotations

import http.client
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from tests.server import listening, served

EVIL = "evil.example"


def hosts(port: int) -> dict[str, bool]:
    """Return Host headers and whether they are ours."""
    own = [f"127.0.0.1:{port}", f"localhost:{port}", f"[::1]:{port}", "localhost", "LOCALHOST:1"]
    foreign = [
        *(EVIL, f"{EVIL}:{port}", f"localhost.{EVIL}:{port}", f"127.0.0.1.{EVIL}"),
        *(f"localhost:{port}@{EVIL}", f"{EVIL}/localhost", f"127.0.0.1:{port}, {EVIL}"),
        *("0.0.0.0", "10.0.0.1", f"192.168.1.9:{port}", "[fd00::1]", "127.1", "2130706433", ""),
        *("localhost:99999999", "xn--localhost"),
    ]
    return dict.fromkeys(own, True) | dict.fromkeys(foreign, False)


def origins(host: str, port: int) -> dict[str | None, bool]:
    """Return Origin headers and whether they are ours when the host is called `host`."""
    return {
        None: True,
        f"http://{host}": True,
        f"http://{EVIL}": False,
        f"https://{EVIL}:{port}": False,
        "null": False,
        f"http://localhost.{EVIL}:{port}": False,
        f"http://127.0.0.1:{port + 1}": False,
        f"chrome-extension://{host}": False,
        f"http://{host}.{EVIL}": False,
        f"http://{EVIL}@{host}": False,
    }


def sent(url: str, method: str, path: str, host: str, origin: str | None) -> tuple[int, str]:
    """Return status and the origin that may read the answer."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", host)
    if origin is not None:
        connection.putheader("Origin", origin)
    body = b'{"question": "12?"}' if method == "POST" else b""
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body)
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.status, response.headers.get("access-control-allow-origin", "")


def main() -> None:
    """Print the counts."""
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder) / "index") as made,
        listening(made.app) as url,
    ):
        port = int(url.rpartition(":")[2])
        count = let_in = shut_out = shared = 0
        for host, ours in hosts(port).items():
            for origin, own in origins(host, port).items():
                count += 1
                for method, path in (("GET", "/api/documents"), ("POST", "/api/ask")):
                    status, readable = sent(url, method, path, host, origin)
                    good = status not in (400, 403, 421)
                    let_in += good and not (ours and own)
                    shut_out += not good and ours and own
                    shared += bool(readable)
                    if good != (ours and own):
                        print(f"  {method} {path} host {host!r} origin {origin!r}: {status}")
        print(f"{count} combinations of host and origin, two requests each: ", end="")
        print(
            f"{let_in} foreign let in, {shut_out} of ours shut out, {shared} shared with an origin"
        )


if __name__ == "__main__":
    main()

"""`/api/documents`: which document an address means."""

from __future__ import annotations

from pathlib import Path

from tests.server import client, served


def test_an_unknown_document_has_a_remedy_of_the_api_and_is_meant_by_its_id_alone(
    tmp_path: Path,
) -> None:
    """`remove` on the command line also takes a title, a path or a folder with all below it; an address does not."""
    with served(tmp_path / "index") as made, client(made.app) as web:
        before = web.get("/api/documents").json()
        for ref in ("nothing", before[0]["title"], before[0]["id"][:6]):
            for method in ("GET", "DELETE"):
                response = web.request(method, f"/api/documents/{ref}")
                error = response.json()["error"]
                assert response.status_code in (404, 422), (method, ref)
                assert "python -m" not in error["remedy"]
                if response.status_code == 404:
                    assert error["remedy"] == "编号见 /api/documents"
        english = web.delete("/api/documents/nothing", headers={"accept-language": "en"})
        assert english.json()["error"]["remedy"] == "For the ids see /api/documents"
        assert web.get("/api/documents").json() == before

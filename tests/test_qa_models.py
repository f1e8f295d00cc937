"""The models cache: prepared whole or not at all, damage found and repaired, errors that say what to do."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.embedder import EmbeddedE5
from index.embedders.e5 import ENGINE_FILE
from index.embedders.manifest import MANIFEST_FILE
from index.errors import ModelError
from qa import models
from qa.models import cache as model_cache
from tests import tiny_e5
from tests.model_packages import E5, GGUF, PARTS, contents, tiny_packages


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return tiny_packages(tmp_path, monkeypatch)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "a" / "cache"


def test_a_prepared_embedder_embeds_and_a_prepared_gguf_is_the_parts_in_order(
    site: Path, cache: Path
) -> None:
    assert [status.state for status in models.list_models(cache)] == ["missing", "missing"]
    folder = models.prepare(E5, cache)
    assert folder == cache / E5 == models.locate(E5, cache)
    assert EmbeddedE5(folder).embed_query("补贴").shape == (tiny_e5.HIDDEN,)
    gguf = models.prepare(GGUF, cache)
    assert gguf.read_bytes() == b"".join(PARTS)
    assert (gguf.parent / "GEMMA_TERMS.html").read_bytes() == b"terms"
    assert [status.state for status in models.list_models(cache)] == ["ready", "ready"]
    assert models.verify(E5, cache).state == models.verify(GGUF, cache).state == "ready"


def test_nothing_is_left_beside_the_models(site: Path, cache: Path) -> None:
    models.prepare(E5, cache)
    assert {path.name for path in cache.iterdir()} == {E5, f".{E5}.lock"}
    modes = {path.stat().st_mode & 0o444 for path in (cache / E5).rglob("*") if path.is_file()}
    assert modes == {0o444}


def test_a_whole_model_is_not_written_again(site: Path, cache: Path) -> None:
    models.prepare(GGUF, cache)
    shutil.rmtree(site)
    before = contents(cache)
    assert models.prepare(GGUF, cache) == models.locate(GGUF, cache)
    assert contents(cache) == before


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def replace_by_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("not a folder")


def older_layout(folder: Path) -> None:
    manifest = json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8"))
    (folder / MANIFEST_FILE).write_text(json.dumps({**manifest, "layout": 0}), encoding="utf-8")


@pytest.mark.parametrize("name", [E5, GGUF])
@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: (folder / MANIFEST_FILE).unlink(),
        lambda folder: (folder / MANIFEST_FILE).write_text("{}"),
        lambda folder: shutil.rmtree(folder),
        lambda folder: next(folder.glob("NOTICE*")).unlink(),
        lambda folder: max(folder.glob("*"), key=lambda path: path.stat().st_size).write_bytes(b""),
        replace_by_file,
        older_layout,
    ],
)
def test_damage_is_found_and_repaired(
    site: Path, cache: Path, name: str, damage: Callable[[Path], object]
) -> None:
    models.prepare(name, cache)
    whole = {path.name: path.read_bytes() for path in (cache / name).rglob("*") if path.is_file()}
    damage(cache / name)
    assert models.verify(name, cache).state != "ready"
    assert models.verify(name, cache).problems
    with pytest.raises(ModelError) as caught:
        models.locate(name, cache)
    assert "models prepare" in caught.value.remedy
    models.prepare(name, cache)
    assert models.verify(name, cache).state == "ready"
    assert {p.name: p.read_bytes() for p in (cache / name).rglob("*") if p.is_file()} == whole


@pytest.mark.parametrize("file", [ENGINE_FILE, "model.safetensors", "tokenizer.json"])
def test_one_flipped_bit_is_found_by_hash_and_repaired(site: Path, cache: Path, file: str) -> None:
    folder = models.prepare(E5, cache)
    flip(folder / file)
    assert models.list_models(cache)[0].state == "ready"  # sizes alone cannot show it
    status = models.verify(E5, cache)
    assert status.state == "damaged"
    assert any(file in problem for problem in status.problems)
    models.prepare(E5, cache)
    assert models.verify(E5, cache).state == "ready"


def test_who_prepares_at_once_finds_one_whole_model(site: Path, cache: Path) -> None:
    seen: list[tuple[str, float]] = []
    with ThreadPoolExecutor(6) as pool:
        calls = [
            pool.submit(models.prepare, E5, cache, lambda *step: seen.append(step))
            for _ in range(6)
        ]
        paths = {call.result() for call in calls}
    assert paths == {cache / E5}
    assert models.verify(E5, cache).state == "ready"
    assert {path.name for path in cache.iterdir()} == {E5, f".{E5}.lock"}
    assert len([step for step in seen if step == (f"准备 {E5}", 1.0)]) == 1


def test_a_killed_preparation_leaves_nothing_that_counts(site: Path, cache: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from qa.models import cache as model_cache\n"
        "def fill(folder):\n"
        "    (folder / 'half').write_bytes(b'x'); print('filling', flush=True); time.sleep(60)\n"
        "cache = Path(sys.argv[1]); cache.mkdir(parents=True)\n"
        "with model_cache.locked(cache, sys.argv[2], lambda: None):\n"
        "    model_cache.write_model(cache, sys.argv[2], fill, source='', layout=1)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(cache), E5],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parent.parent,
    ) as half:
        assert half.stdout is not None
        assert half.stdout.readline().strip() == b"filling"
        half.send_signal(signal.SIGKILL)
    assert list(cache.glob(f".{E5}.*.tmp"))
    assert models.verify(E5, cache).state == "missing"
    models.prepare(E5, cache)
    assert not list(cache.glob(f".{E5}.*.tmp"))
    assert models.verify(E5, cache).state == "ready"


def test_waiting_for_another_process_is_said_and_ends(
    site: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model_cache, "_LOCK_POLL_S", 0.01)
    monkeypatch.setattr(model_cache, "_LOCK_PATIENCE_S", 0.05)
    seen: list[str] = []
    cache.mkdir(parents=True)
    with (
        model_cache.locked(cache, E5, lambda: None),
        pytest.raises(ModelError, match="另一个进程"),
    ):
        models.prepare(E5, cache, lambda text, done: seen.append(text))
    assert any(text.startswith("等待") for text in seen)


def test_progress_goes_up_to_the_whole(site: Path, cache: Path) -> None:
    for name in (E5, GGUF):
        steps: dict[str, list[float]] = {}
        models.prepare(name, cache, lambda text, done, s=steps: s.setdefault(text, []).append(done))
        models.verify(name, cache, lambda text, done, s=steps: s.setdefault(text, []).append(done))
        assert any(text.startswith("准备") for text in steps)
        assert any(text.startswith("校验") for text in steps)
        for done in steps.values():
            assert done == sorted(done)
            assert done[-1] == pytest.approx(1.0)


def test_an_unknown_name_lists_the_known_ones(site: Path, cache: Path) -> None:
    for call in (models.prepare, models.verify, models.locate):
        with pytest.raises(ModelError, match="nonsense") as caught:
            call("nonsense", cache)
        assert E5 in caught.value.remedy


def test_a_missing_package_is_named(site: Path, cache: Path) -> None:
    shutil.rmtree(site / f"{models.SPECS[1].module}_part3")
    with pytest.raises(ModelError, match="part3") as caught:
        models.prepare(GGUF, cache)
    assert "pip install" in caught.value.remedy
    assert not (cache / GGUF).exists()
    shutil.rmtree(site / models.SPECS[0].module)
    with pytest.raises(ModelError, match="没有安装"):
        models.prepare(E5, cache)
    assert [status.installed for status in models.list_models(cache)] == [False, True]


@pytest.mark.parametrize("name", [E5, GGUF])
def test_a_package_with_other_weights_is_refused(site: Path, cache: Path, name: str) -> None:
    flip(site / models.SPECS[0].module / "e5-small-q4.bin")
    flip(site / f"{models.SPECS[1].module}_part2" / "data" / f"{GGUF}.gguf.part01")
    with pytest.raises(ModelError, match="与发布时不同"):
        models.prepare(name, cache)
    assert not (cache / name).exists()
    assert not list(cache.glob("*.tmp"))

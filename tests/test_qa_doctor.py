"""The doctor finds what is wrong, names a repair for each, and never fails itself."""

from __future__ import annotations

from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from qa.config import Settings
from qa.doctor import NEEDED, Finding, examine
from tests.command import Desk, embedding_server, nowhere, run
from tests.loopback import serving, streamed
from tests.schema import problems
from tests.test_architecture import all_imports

ROOT = Path(__file__).resolve().parents[1]


def findings(**settings: object) -> dict[str, Finding]:
    found = examine(Settings(**settings))  # type: ignore[arg-type]
    assert all(finding.ok or finding.remedy for finding in found), "a fault without a repair"
    assert all(not finding.ok or not finding.remedy for finding in found)
    return {finding.what: finding for finding in found}


def test_a_fresh_machine_is_told_what_to_run(tmp_path: Path) -> None:
    found = findings(models=tmp_path / "m", index=tmp_path / "i")
    assert found["Python"].ok and found["SQLite"].ok and found["磁盘"].ok
    for name in ("模型 multilingual-e5-small-q4", "模型 gemma-3-270m-q4_k_m"):
        assert not found[name].ok and "models prepare" in found[name].remedy
    assert not found["索引"].ok
    assert not (tmp_path / "m").exists() and not (tmp_path / "i").exists()


@pytest.mark.parametrize(
    ("given", "idle"),
    [
        ({"generator_url": "http://h/v1"}, True),
        ({"generator": "extractive", "adapter": "reader"}, True),
        ({"vectors_key": "x"}, True),
        ({"adapter": "reader"}, False),
        ({"generator": "openai:m", "generator_url": "http://127.0.0.1:1/v1"}, False),
    ],
)
def test_a_setting_that_takes_no_effect_is_told(
    tmp_path: Path, given: dict[str, str], idle: bool
) -> None:
    found = findings(models=tmp_path, index=tmp_path, **given)
    assert ("没有用到的设置" in found) is idle


def test_models_that_are_not_used_are_no_fault(tmp_path: Path) -> None:
    with embedding_server() as (server, _):
        given = {
            "models": tmp_path,
            "index": tmp_path,
            "embedder": "openai:m",
            "embedder_url": server.url,
            "generator": "extractive",
        }
        alone, without = findings(**given, chooser="none"), findings(**given, relevance="none")
        chosen = findings(**given)
    for found in (alone, without):
        for name in ("gemma-3-270m-q4_k_m", "policy-chooser"):
            assert found[f"模型 {name}"].ok and "用不到" in found[f"模型 {name}"].detail
    # The chooser was made of the language model and reads its words.
    assert not chosen["模型 gemma-3-270m-q4_k_m"].ok and not chosen["模型 policy-chooser"].ok
    assert "add" in alone["索引"].remedy


def test_a_healthy_desk(desk: Desk) -> None:
    done = desk("doctor", "--json")
    assert problems(done.json, run("schema").json["doctor"]) == []
    index = next(f for f in done.json if f["what"] == "索引")
    assert index["ok"] and "3 个文件" in index["detail"]
    assert "正常  索引：3 个文件" in desk("doctor").out


def test_a_damaged_index_is_found(desk: Desk, copy: Path) -> None:
    file = copy / "index.sqlite"
    data = bytearray(file.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 4000] = bytes(4000)
    file.write_bytes(data)
    done = desk("doctor", "--json", index=copy)
    index = next(f for f in done.json if f["what"] == "索引")
    assert done.code == 1 and not index["ok"] and index["remedy"]


def test_a_server_is_asked_whether_it_is_there(tmp_path: Path) -> None:
    down = findings(index=tmp_path, generator="openai:m", generator_url=nowhere())
    assert "连接不上" in down["生成器"].detail and "POLICYQA_GENERATOR_URL" in down["生成器"].remedy
    with serving(streamed()) as server:
        assert findings(index=tmp_path, generator="openai:m", generator_url=server.url)["生成器"].ok


@pytest.mark.parametrize("kind", ["gguf", "adapter"])
def test_missing_files_are_found(tmp_path: Path, kind: str) -> None:
    missing = str(tmp_path / "none.gguf")
    found = (
        findings(index=tmp_path, generator=f"gguf:{missing}")["生成器"]
        if kind == "gguf"
        else findings(index=tmp_path, adapter=missing)["适配器"]
    )
    assert not found.ok and "none.gguf" in found.detail


def test_all_packages_that_are_used_are_looked_for() -> None:
    pinned = (ROOT / "requirements.txt").read_text("utf-8").lower()
    used = {
        found.target.split(".")[0]
        for module, imports in all_imports().items()
        if not module.startswith("qa.training")
        for found in imports
    }
    distributions = packages_distributions()
    needed = {
        name
        for name in used
        if any(f"\n{d.lower().replace('_', '-')}==" in pinned for d in distributions.get(name, ()))
    }
    assert needed <= set(NEEDED), needed - set(NEEDED)
    assert {"docx", "lxml", "openpyxl", "pptx", "pypdfium2"} <= needed


def test_keys_are_not_shown(tmp_path: Path) -> None:
    found = findings(
        index=tmp_path,
        generator_key="geheim",
        embedder_url="http://me:secret@127.0.0.1/v1",
        models=tmp_path,
    )
    assert "geheim" not in found["设置"].detail and "secret" not in found["设置"].detail


def test_models_are_listed_and_verified(tmp_path: Path) -> None:
    env = {"POLICYQA_MODELS": str(tmp_path)}
    listed = run("models", "--json", env=env)
    assert listed.code == 0 and problems(listed.json, run("schema").json["models"]) == []
    assert {m["state"] for m in listed.json} == {"missing"} and "models prepare" in listed.err
    assert "未准备" in run("models", env=env).out
    verified = run("models", "verify", env=env)
    assert verified.code == 1 and "没有通过校验" in verified.err


@pytest.mark.models
def test_prepared_models_verify() -> None:
    import os

    cache = os.environ.get("POLICYQA_MODELS")
    done = run("models", "verify", env={"POLICYQA_MODELS": cache} if cache else {})
    assert done.code == 0 and done.out.count("就绪") == 5

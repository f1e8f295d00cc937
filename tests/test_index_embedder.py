"""One contract for every embedder, run over the real implementations on tiny models and a loopback server."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.embedder import EmbeddedE5, Embedder, OpenAIEmbedder, SentenceTransformerEmbedder
from index.embedders import e5
from index.embedders.identity import sampled_digest
from index.embedders.manifest import MANIFEST_FILE
from index.errors import ModelError
from tests import tiny_e5

ROOT = Path(__file__).resolve().parent.parent
TEXTS = [
    "数字化改造的补贴",
    "三家企业申报１００万元",
    "资金，项目。",
    "a b  c",
    "创新 技术\n\t十年",
    "㈱",
    "𠮷𠮷𡈽 补贴",
]
HOSTILE = [
    "",
    "\0",
    "\ud800半",
    "😀👩‍👩‍👧" * 40,
    " " * 5000,
    "<s></s><pad>",
    "\u202e字\ufeff",
    "补" * 20_000,
]


class Server:
    """A loopback embeddings endpoint that embeds by character sums, keeps what it was asked, and can misbehave.

    `replies` holds answers to give first: a status, a body, or a function of the honest JSON.
    """

    def __init__(self) -> None:
        self.asked: list[dict] = []
        self.headers: list[dict[str, str]] = []
        self.replies: list[int | bytes | Callable[[dict], object]] = []
        self.dimensions = 24
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                outer.asked.append(body)
                outer.headers.append({name.lower(): value for name, value in self.headers.items()})
                status, answer = outer.answer(body)
                self.send_response(status)
                self.send_header("content-length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}/v1"
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    def answer(self, body: dict) -> tuple[int, bytes]:
        """Return status and body: the next misbehaviour, or the truth."""
        rows = [
            {"index": n, "embedding": self.vector(text)} for n, text in enumerate(body["input"])
        ]
        reply = self.replies.pop(0) if self.replies else 200
        if isinstance(reply, bytes):
            return 200, reply
        if isinstance(reply, int):
            honest: object = {"data": rows} if reply == 200 else {"error": {"message": "说不"}}
            return reply, json.dumps(honest).encode()
        return 200, json.dumps(reply({"data": rows})).encode()

    def vector(self, text: str) -> list[float]:
        """Return a vector that depends on every character and its place."""
        total = np.zeros(self.dimensions)
        for place, character in enumerate(text):
            total[(ord(character) + place) % self.dimensions] += 1 + ord(character) % 7
        return [float(value) + 0.1 for value in total]

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_e5.folder(tmp_path_factory.mktemp("models") / "tiny-e5")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


def in_bulk(folder: Path) -> EmbeddedE5:
    """An embedder that has seen so many passages that torch does the rest."""
    embedder = EmbeddedE5(folder)
    embedder._asked = e5.BULK_FROM
    return embedder


@pytest.fixture(scope="module", params=["engine", "bulk", "sentence-transformers", "openai"])
def make(request: pytest.FixtureRequest, tiny: Path, server: Server) -> Callable[[], Embedder]:
    """Makes a new embedder of each kind; all calls of one kind give equal ones."""
    return {
        "engine": lambda: EmbeddedE5(tiny),
        "bulk": lambda: in_bulk(tiny),
        "sentence-transformers": lambda: SentenceTransformerEmbedder(tiny, dtype="float32"),
        "openai": lambda: OpenAIEmbedder(
            server.url, "m", query_prompt="query: ", passage_prompt="passage: ", batch=3
        ),
    }[request.param]


@pytest.fixture(scope="module")
def embedder(make: Callable[[], Embedder]) -> Embedder:
    return make()


def cosine(left: np.ndarray, right: np.ndarray) -> float:
    return float(np.sum(left * right, axis=-1).min())


# The contract


def test_vectors_have_the_promised_form(embedder: Embedder) -> None:
    assert isinstance(embedder, Embedder)
    passages, query = embedder.embed_passages(TEXTS), embedder.embed_query(TEXTS[0])
    assert passages.dtype == query.dtype == np.float32
    assert passages.shape == (len(TEXTS), embedder.dimensions)
    assert query.shape == (embedder.dimensions,)
    assert np.allclose(np.linalg.norm(passages, axis=1), 1, atol=1e-5)
    assert np.linalg.norm(query) == pytest.approx(1, abs=1e-5)


def test_no_text_gives_no_vector(embedder: Embedder) -> None:
    assert embedder.embed_passages([]).shape == (0, embedder.dimensions)


def test_each_text_keeps_its_place(embedder: Embedder) -> None:
    together = embedder.embed_passages(TEXTS)
    alone = np.stack([embedder.embed_passages([text])[0] for text in TEXTS])
    assert cosine(together, alone) > 0.999
    assert cosine(together[:2], together[1:3]) < 0.999


def test_a_question_is_not_embedded_as_a_passage(embedder: Embedder) -> None:
    for text in TEXTS[:3]:
        assert cosine(embedder.embed_query(text), embedder.embed_passages([text])[0]) < 0.9999


def test_any_text_gets_a_direction(embedder: Embedder) -> None:
    vectors = np.vstack([embedder.embed_passages(HOSTILE), *map(embedder.embed_query, HOSTILE)])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_the_fingerprint_is_stable_and_names_no_path(
    make: Callable[[], Embedder], embedder: Embedder, tmp_path: Path
) -> None:
    assert make().fingerprint == embedder.fingerprint
    assert "#" in embedder.fingerprint
    assert "/" not in embedder.fingerprint
    assert embedder.name


def test_threads_get_the_vectors_of_their_own_texts(embedder: Embedder) -> None:
    texts = TEXTS * 3
    expected = np.stack([embedder.embed_query(text) for text in texts])
    with ThreadPoolExecutor(8) as pool:
        found = np.stack(list(pool.map(embedder.embed_query, texts)))
    assert cosine(found, expected) > 0.999


# The embedded model


@given(
    texts=st.lists(
        st.text(st.sampled_from(tiny_e5.KNOWN + "１％㈱ \n𠮷未<s>\u0301\r")),
        min_size=1,
        max_size=12,
    )
)
@settings(max_examples=60, deadline=None)
def test_both_engines_give_the_same_vectors(tiny: Path, texts: list[str]) -> None:
    few, many = EmbeddedE5(tiny), in_bulk(tiny)
    many._bulk = shared_bulk(tiny)
    assert cosine(few.embed_passages(texts), many.embed_passages(texts)) >= 0.999


def shared_bulk(folder: Path, known: dict[Path, object] = {}) -> object:  # noqa: B006
    """One loaded encoder for all examples of a property."""
    if folder not in known:
        known[folder] = in_bulk(folder)._ready_bulk()
    return known[folder]


@given(
    text=st.text(
        st.sampled_from(tiny_e5.KNOWN + " １％㈱\n"), min_size=tiny_e5.POSITIONS, max_size=400
    )
)
@settings(max_examples=60, deadline=None)
def test_a_long_text_is_cut_where_the_model_ends(tiny: Path, text: str) -> None:
    embedder = EmbeddedE5(tiny)
    fitted = embedder._fit(text, query=False)
    engine = embedder._ready_engine()
    count = engine.count_tokens(fitted, query=False)
    assert count <= tiny_e5.POSITIONS
    assert text.startswith(fitted)
    if fitted != text:
        assert engine.count_tokens(text[: len(fitted) + 1], query=False) > tiny_e5.POSITIONS
    assert len(in_bulk_tokens(tiny, fitted)) == count


def in_bulk_tokens(folder: Path, text: str) -> list[int]:
    return shared_bulk(folder).tokenize(["passage: " + text])[0]  # type: ignore[attr-defined]


def test_bulk_is_what_sentence_transformers_computes(tiny: Path) -> None:
    plain = [text for text in TEXTS if "𠮷" not in text]
    oracle = SentenceTransformerEmbedder(tiny, dtype="float32")
    assert cosine(in_bulk(tiny).embed_passages(plain), oracle.embed_passages(plain)) > 0.999
    assert cosine(EmbeddedE5(tiny).embed_query(TEXTS[0]), oracle.embed_query(TEXTS[0])) > 0.999


def test_torch_comes_with_the_passages_that_pay_for_it(tiny: Path) -> None:
    embedder = EmbeddedE5(tiny)
    embedder.embed_passages(["补贴"] * (e5.BULK_FROM - 1))
    assert embedder._bulk is None
    embedder.embed_passages(["补贴"])
    assert embedder._bulk is not None


def test_bulk_leaves_other_users_of_torch_their_threads(tiny: Path) -> None:
    import torch

    before = torch.get_num_threads()
    in_bulk(tiny).embed_passages(TEXTS)
    assert torch.get_num_threads() == before
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(torch.get_num_threads).result() == before


def test_a_query_needs_neither_torch_nor_transformers(tiny: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from index.embedder import EmbeddedE5\n"
        "EmbeddedE5(Path(sys.argv[1])).embed_query('补贴')\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'httpx', 'tokenizers', 'huggingface_hub'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tiny)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_a_moved_folder_keeps_its_fingerprint_and_other_weights_have_another(
    tiny: Path, tmp_path: Path
) -> None:
    moved = shutil.copytree(tiny, tmp_path / "else" / "where")
    other = tiny_e5.folder(tmp_path / "other", seed=2)
    for kind in (EmbeddedE5, SentenceTransformerEmbedder):
        assert kind(moved).fingerprint == kind(tiny).fingerprint
        assert kind(other).fingerprint != kind(tiny).fingerprint


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda folder: shutil.rmtree(folder), "尚未准备好"),
        (lambda folder: (folder / MANIFEST_FILE).unlink(), "尚未准备好"),
        (lambda folder: (folder / MANIFEST_FILE).write_text("{"), "已损坏"),
        (lambda folder: (folder / MANIFEST_FILE).write_text("[]"), "已损坏"),
        (lambda folder: (folder / MANIFEST_FILE).write_bytes(b"\xff\xfe"), "已损坏"),
        (lambda folder: (folder / e5.ENGINE_FILE).unlink(), "缺失"),
        (lambda folder: (folder / e5.ENGINE_FILE).write_bytes(b"E5S1"), "大小不对"),
    ],
)
def test_a_damaged_folder_is_refused_before_anything_is_loaded(
    tiny: Path, tmp_path: Path, damage: Callable[[Path], object], said: str
) -> None:
    broken = shutil.copytree(tiny, tmp_path / "broken")
    damage(broken)
    with pytest.raises(ModelError, match=said) as caught:
        EmbeddedE5(broken)
    assert "models prepare" in caught.value.remedy


def test_a_manifest_cannot_point_outside_its_folder(tiny: Path, tmp_path: Path) -> None:
    broken = shutil.copytree(tiny, tmp_path / "broken")
    path = broken / MANIFEST_FILE
    path.write_text(path.read_text().replace(e5.ENGINE_FILE, "../" + e5.ENGINE_FILE))
    with pytest.raises(ModelError, match="已损坏"):
        EmbeddedE5(broken)


def test_files_of_the_right_size_and_wrong_content_are_an_error_when_loaded(
    tiny: Path, tmp_path: Path
) -> None:
    broken = shutil.copytree(tiny, tmp_path / "broken")
    for name in (e5.ENGINE_FILE, "model.safetensors"):
        path = broken / name
        path.write_bytes(bytes(path.stat().st_size))
    with pytest.raises(ModelError, match="无法载入"):
        EmbeddedE5(broken).embed_query("补贴")
    shutil.copy(tiny / e5.ENGINE_FILE, broken / e5.ENGINE_FILE)
    with pytest.raises(ModelError, match="无法载入"):
        in_bulk(broken).embed_passages(["补贴"])


# Any sentence-transformers model


def test_prompts_are_the_models_own_unless_given(tiny: Path, tmp_path: Path) -> None:
    own = SentenceTransformerEmbedder(tiny, dtype="float32")
    bare = SentenceTransformerEmbedder(tiny, dtype="float32", query_prompt="", passage_prompt="")
    given_ = SentenceTransformerEmbedder(tiny, dtype="float32", query_prompt="passage: ")
    text = TEXTS[0]
    assert cosine(bare.embed_query(text), bare.embed_passages([text])[0]) > 0.9999
    assert cosine(given_.embed_query(text), own.embed_passages([text])[0]) > 0.9999
    assert len({own.fingerprint, bare.fingerprint, given_.fingerprint}) == 3


def test_a_local_folder_never_touches_the_network(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    embedder = SentenceTransformerEmbedder(tiny, dtype="float32")
    assert embedder.embed_query("补贴").shape == (embedder.dimensions,)
    with pytest.raises(ModelError, match="不存在"):
        SentenceTransformerEmbedder(tiny / "absent")
    with pytest.raises(ModelError, match="不存在"):
        SentenceTransformerEmbedder("./absent")


def test_a_folder_that_is_no_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"modules\.json"):
        SentenceTransformerEmbedder(tmp_path)
    (tmp_path / "modules.json").write_text("{")
    with pytest.raises(ModelError, match="配置无法读取"):
        _ = SentenceTransformerEmbedder(tmp_path).fingerprint
    (tmp_path / "modules.json").write_text("[]")
    with pytest.raises(ModelError, match="没有权重"):
        _ = SentenceTransformerEmbedder(tmp_path).fingerprint


def test_a_hub_model_that_cannot_be_had_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    embedder = SentenceTransformerEmbedder("no-such-owner/no-such-model")
    for attempt in (lambda: embedder.embed_query("补贴"), lambda: embedder.fingerprint):
        with pytest.raises(ModelError, match="no-such-owner/no-such-model") as caught:
            attempt()
        assert "路径" in caught.value.remedy
    with pytest.raises(ModelError, match="不是模型名"):
        _ = SentenceTransformerEmbedder("这不是 名字").fingerprint


def test_a_device_that_is_not_there_is_an_error(tiny: Path) -> None:
    with pytest.raises(ModelError, match="无法载入") as caught:
        SentenceTransformerEmbedder(tiny, device="nonsense").embed_query("补贴")
    assert "nonsense" in caught.value.remedy


def test_the_sampled_digest_sees_size_and_content(tmp_path: Path) -> None:
    path = tmp_path / "weights"
    data = bytearray(np.random.default_rng(1).bytes(3 << 20))
    path.write_bytes(data)
    first = sampled_digest(path)
    assert sampled_digest(path) == first
    path.write_bytes(bytes(byte ^ 1 for byte in data))
    assert sampled_digest(path) != first
    path.write_bytes(data[:-1])
    assert sampled_digest(path) != first


# An OpenAI-compatible server


@pytest.fixture
def remote(server: Server) -> Iterator[OpenAIEmbedder]:
    server.asked.clear()
    server.headers.clear()
    server.replies.clear()
    server.dimensions = 24
    embedder = OpenAIEmbedder(
        server.url + "/", "some-model", "sk-secret", batch=2, pause=0.0, retries=2
    )
    yield embedder
    embedder.close()


def test_the_server_is_asked_in_batches_with_model_and_key(
    remote: OpenAIEmbedder, server: Server
) -> None:
    fingerprint = remote.fingerprint
    assert server.asked == []
    remote.embed_passages(["一", "二", "三"])
    assert [body["input"] for body in server.asked] == [["一", "二"], ["三"]]
    assert {body["model"] for body in server.asked} == {"some-model"}
    assert "dimensions" not in server.asked[0]
    assert server.headers[0]["authorization"] == "Bearer sk-secret"
    assert remote.fingerprint == fingerprint
    assert "sk-secret" not in fingerprint


def test_wanted_dimensions_are_asked_for_and_checked(
    server: Server, remote: OpenAIEmbedder
) -> None:
    embedder = OpenAIEmbedder(server.url, "some-model", dimensions=8)
    with pytest.raises(ModelError, match="24 维向量，应为 8 维"):
        embedder.embed_query("一")
    assert server.asked[0]["dimensions"] == 8
    assert embedder.fingerprint != remote.fingerprint
    assert embedder.dimensions == 8


def test_vectors_follow_the_index_not_the_order(remote: OpenAIEmbedder, server: Server) -> None:
    expected = remote.embed_passages(["一", "二"])
    server.replies.append(lambda honest: {"data": honest["data"][::-1]})
    assert np.allclose(remote.embed_passages(["一", "二"]), expected)


@pytest.mark.parametrize("first", [[500], [429], [503, 502]])
def test_a_busy_server_is_asked_again(
    remote: OpenAIEmbedder, server: Server, first: list[int]
) -> None:
    server.replies.extend(first)
    assert remote.embed_query("一").shape == (24,)
    assert len(server.asked) == len(first) + 1


@pytest.mark.parametrize(
    ("replies", "said", "asked"),
    [
        ([500] * 9, "HTTP 500，说不", 3),
        ([401], "HTTP 401", 1),
        ([404], "HTTP 404", 1),
        ([b"<html>hello</html>"], "不是 JSON", 1),
        ([b"[]"], "没有向量", 1),
        ([b'{"data": [{"embedding": "AAAA"}]}'], "不是 1 个向量", 1),
        ([b'{"data": []}'], "不是 1 个向量", 1),
        ([b'{"data": [{"embedding": []}]}'], "不是 1 个向量", 1),
        ([b'{"data": [{"embedding": [NaN, 1.0]}]}'], "无效的向量", 1),
        ([b'{"data": [{"embedding": [0.0, 0.0]}]}'], "无效的向量", 1),
        ([b'{"data": [{"embedding": [1e300, 0.0]}]}'], "无效的向量", 1),
        ([lambda honest: {"data": honest["data"] * 2}], "没有向量", 1),
        ([lambda honest: {"error": "rubbish"}], "没有向量", 1),
    ],
)
def test_rubbish_is_one_clear_line(
    remote: OpenAIEmbedder, server: Server, replies: list, said: str, asked: int
) -> None:
    server.replies.extend(replies)
    with pytest.raises(ModelError, match=said) as caught:
        remote.embed_query("一")
    line = str(caught.value)
    assert "some-model" in line
    assert caught.value.remedy
    assert "\n" not in line
    assert "sk-secret" not in line
    assert len(server.asked) == asked


def test_a_server_that_changes_its_dimension_is_refused(
    remote: OpenAIEmbedder, server: Server
) -> None:
    remote.embed_query("一")
    server.dimensions = 25
    with pytest.raises(ModelError, match="25 维向量，应为 24 维"):
        remote.embed_query("一")


def test_a_server_that_is_down_or_silent(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        waiting = OpenAIEmbedder(
            f"http://127.0.0.1:{port}/v1", "m", timeout=0.05, retries=1, pause=0.0
        )
        with pytest.raises(ModelError, match=r"0\.05 秒内没有回答"):
            waiting.embed_query("一")
    down = OpenAIEmbedder(f"http://user:pw@127.0.0.1:{port}/v1", "m", retries=1, pause=0.0)
    with pytest.raises(ModelError, match="连接失败") as caught:
        down.embed_passages(["一"])
    assert "pw" not in str(caught.value)


@pytest.mark.parametrize("url", ["", "127.0.0.1:80", "ftp://a/v1", "http://", "http://[::1/v1"])
def test_an_address_that_is_none_is_refused_at_once(url: str) -> None:
    with pytest.raises(ModelError, match="不是 http 地址"):
        OpenAIEmbedder(url, "m")


@pytest.mark.parametrize("key", ["sk-é", "sk\n"])
def test_a_key_that_no_header_may_have_is_refused_without_being_shown(key: str) -> None:
    with pytest.raises(ModelError, match="密钥") as caught:
        OpenAIEmbedder("http://127.0.0.1/v1", "m", key)
    assert key not in str(caught.value)


# The embedded model as it is shipped


@pytest.fixture(scope="module")
def shipped() -> EmbeddedE5:
    from qa import models
    from qa.config import Settings

    return EmbeddedE5(models.locate(models.E5_SMALL, Settings.from_env().models))


def policy_like_texts(count: int) -> list[str]:
    """Made-up texts with the words, figures and marks of policy texts, mostly short, four beyond the model's end."""
    words = "企业 申报 补贴 资金 数字化改造 不超过 5万元 百分之三十六 2025年 、以及 ，由 。 （一） 第三条 AI SaaS ㈠ Ⅲ ％ ① 鑫 氫 龘 — …"
    rng = np.random.default_rng(7)
    texts = []
    for number in range(count):
        wanted, text = (900 if number % 25 == 0 else int(rng.integers(1, 120))), ""
        while len(text) < wanted:
            text += str(rng.choice(words.split()))
        texts.append(text[:wanted])
    return texts


@pytest.mark.models
def test_both_engines_agree_on_the_shipped_model(shipped: EmbeddedE5) -> None:
    texts = policy_like_texts(100)
    fitted = [shipped._fit(text, query=False) for text in texts]
    by_engine = shipped._ready_engine().embed(fitted, query=False)
    by_torch = shipped._embed_bulk(fitted)
    assert np.sum(by_engine * by_torch, axis=1).min() >= 0.999


@pytest.mark.models
def test_the_shipped_model_finds_what_is_meant(shipped: EmbeddedE5) -> None:
    passages = shipped.embed_passages(
        [
            "对新建的研发中心给予一次性资助。",
            "本市公园周末延长开放时间。",
            "高速公路节假日免收小型客车通行费。",
        ]
    )
    assert int(np.argmax(passages @ shipped.embed_query("成立研究机构有没有补贴？"))) == 0
    assert shipped.dimensions == 384

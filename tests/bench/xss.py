"""Hostile texts through every way in, in a real browser: is anything run, is anything loaded from elsewhere?

    python -m tests.bench.xss [--payloads 400] [--channel NAME]

Six channels: question (draft, profile and query with it), model output, file name, title, body, URL. Each payload goes
through each, on all pages of the whole service that show what came that way, every second lot on the English ones. A
payload counts as executed when it calls `xss()` or opens a dialog, as a request when the browser asks for anything off
the server. The model output goes to the page unverified, which the application never does: even then it must be text.
Printed besides is how often a payload could be read as text on each page. Exits 1 on any finding.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from qa.types import Answer, Citation, Event, Finished, Retrieved, Statement, Turn, Verified
from tests.bench import watching
from tests.bench.watching import Watched
from tests.browser import BOX
from tests.make import answer, citation, evidence, info
from tests.payloads import payloads
from tests.server import Served

# Payloads that go together: said by one answer, in one draft, in the documents of one index.
TOGETHER = 10
TEXT = "对设备投入500万元以上的企业给予补助，最高300万元。"
PROFILE = "测试县的规上工业企业，设备投入900万元，想做技术改造"
Lot = tuple[int, list[str], str]


class Echo:
    """Answers with the payloads of a lot wherever a model could put them, or with the question alone."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Event]:
        said = self._answer(question)
        yield Retrieved(rewritten=said.rewritten, evidence=(evidence(TEXT),))
        for statement in said.statements:
            yield Verified(statement=statement, citations=said.citations)
        yield Finished(answer=said)

    def _answer(self, question: str) -> Answer:
        if not question.startswith("模型 "):
            return answer(question=question, rewritten=f"{question} 。", missing=(question,))
        first = int(question.removeprefix("模型 "))
        some = self._texts[first : first + TOGETHER]
        cited = tuple(_cited(number, payload) for number, payload in enumerate(some, 1))
        return answer(
            *(
                Statement(text=payload, citations=(number,), support="paraphrase")
                for number, payload in enumerate(some, 1)
            ),
            citations=cited,
            missing=tuple(some),
            generator=some[0],
            floor_reason=some[-1],
            question=question,
            rewritten=some[len(some) // 2],
        )


def _cited(number: int, payload: str) -> Citation:
    """A citation that says the payload wherever a source has a say."""
    return citation(
        f"{TEXT}{payload}",
        payload,
        number,
        document=info(title=payload, issuer=payload, number=payload, source=payload),
        speaker=payload,
        role=payload,
        section=(payload, payload),
    )


def lots(texts: Sequence[str]) -> Iterator[Lot]:
    """Yield the payloads ten at a time: the number of the first, they, and the page to begin at."""
    for n, start in enumerate(range(0, len(texts), TOGETHER)):
        yield start, list(texts[start : start + TOGETHER]), "en/" if n % 2 else ""


def question(watched: Watched, made: Served, texts: Sequence[str]) -> None:
    """The payload is what the reader asks, has checked, says of an enterprise, and looks for."""
    for start, some, home in lots(texts):
        watched.begin(home)
        # A question of hidden characters only is refused as empty; one in quotes is as good.
        watching.ask(watched, [f"问{payload}" for payload in some], some)
        draft = "。".join(f"第{n}项补助{n}万元{p}" for n, p in enumerate(some, start))
        watching.check(watched, draft, some)
        watching.match(watched, f"{PROFILE}。{'。'.join(some)}", some)
        watching.search(watched, f"补助 {' '.join(some)}", some)
        watching.kept(watched, home)


def model(watched: Watched, made: Served, texts: Sequence[str]) -> None:
    """The payload is what a model wrote, and what a hostile index says of its source."""
    for start, some, home in lots(texts):
        watched.begin(home)
        watching.ask(watched, [f"模型 {start}"], some)
        watching.kept(watched, home)


def names(watched: Watched, made: Served, texts: Sequence[str]) -> None:
    """The payload is the name of an uploaded file, good ones and ones that cannot be read."""
    for start, some, home in lots(texts):
        watched.begin(home)
        watched.turn_to("files")
        page = watched.page
        page.locator("#upload input").wait_for(state="attached")
        files = [
            {
                "name": f"号{n}号{name}.{'pdf' if n % 5 == 0 else 'txt'}",
                "mimeType": "text/plain",
                "buffer": measure(n, f"第{n}号文件", "").encode(),
            }
            for n, name in enumerate(some, start)
        ]
        page.locator("#upload input").set_input_files(files)
        page.locator("#intake .near").wait_for()
        # Of a name with a slash the beginning is lost, and one that nothing is left of is refused on the way.
        kept = [name.rpartition("/")[2] for name in some]
        watched.look("upload", kept, "#page-files")
        _tour(watched, made, start, kept, home)


def title(watched: Watched, made: Served, texts: Sequence[str]) -> None:
    """The payload is the title and the issuer of a document of the index."""
    for start, some, home in lots(texts):
        heads = [" ".join(payload.split()) for payload in some]
        _added(made, [(f"第{n}号文件", head) for n, head in enumerate(heads, start)], start)
        _tour(watched, made, start, heads, home)


def body(watched: Watched, made: Served, texts: Sequence[str]) -> None:
    """The payload stands in the text of a document of the index, in the clause of a measure."""
    for start, some, home in lots(texts):
        _added(made, [(payload, f"样本{n}") for n, payload in enumerate(some, start)], start)
        _tour(watched, made, start, some, home)


def measure(n: int, payload: str, head: str) -> str:
    """A document that states one measure, which holds the payload."""
    told = f"---\ntitle: {head!r}\nissuer: {head!r}\nregion: 测试县\n---\n\n" if head else ""
    return (
        f"{told}一、支持技术改造。对设备投入{n + 1}万元以上的规上工业企业{payload}，一次性奖励{n + 1}万元{payload}。\n\n"
        f"第{n}号企业去年获补助{n}元{payload}。\n"
    )


def _added(made: Served, said: Sequence[tuple[str, str]], start: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for n, (payload, head) in enumerate(said, start):
            text = measure(n, payload, head).encode("utf-8", "replace")
            Path(folder, f"{n}.md").write_bytes(text)
        made.parts.corpus.add([Path(folder)])


def _tour(watched: Watched, made: Served, start: int, some: Sequence[str], home: str) -> None:
    """See the documents of a lot, and nothing else, on every page; they are removed in the end."""
    corpus = made.parts.corpus
    numbers = range(start, start + len(some))
    for info_ in corpus.documents():
        watching.document(watched, info_.id, some, home)
    watched.begin(home)
    watching.ask(watched, [f"第{n}号企业去年获补助多少元？" for n in numbers[:3]], some)
    draft = "".join(f"第{n}号企业去年获补助{n}元。" for n in numbers)
    watching.check(watched, draft, some)
    watching.match(watched, PROFILE, some)
    watching.files(watched, some)
    watching.search(watched, "企业去年获补助", some)
    for info_ in corpus.documents():
        corpus.remove(info_.id)


def address(watched: Watched, made: Served, texts: Sequence[str]) -> None:
    """The payload is in the path, the query and the fragment."""
    id_ = made.parts.corpus.documents()[0].id
    for n, payload in enumerate(texts):
        code = quote(payload.encode("utf-8", "replace"), safe="")
        raw = quote(payload.encode("utf-8", "replace"), safe="<>()=;:'/*{}$")
        for path in (
            f"document/{id_}?start={code}&end={code}&cut={code}&lang={code}",
            f"document/{code}",
            f"document/{id_}?start=1&end=9#{raw}",
            f"compare/{id_}?start={code}&end={code}",
            f"compare/{code}",
            f"login?next={code}",
            raw,
        ):
            watched.open(path)
            watched.look("address")
        if n % 10 == 0:
            watched.open(f"?{code}&lang={code}&__theme={code}&view={code}#{raw}")
            watched.page.wait_for_selector(BOX)
            watched.look("address")


CHANNELS: dict[str, Callable[[Watched, Served, Sequence[str]], None]] = {
    "question": question,
    "model output": model,
    "file name": names,
    "title": title,
    "body": body,
    "URL": address,
}
ECHOED = ("question", "model output")


def main() -> int:
    """Run the channels asked for; prints some lines for each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--payloads", type=int, default=400)
    parser.add_argument("--channel", choices=list(CHANNELS))
    options = parser.parse_args()
    texts = payloads(options.payloads)
    bad = 0
    for name, run in CHANNELS.items():
        if options.channel not in (None, name):
            continue
        began = time.monotonic()
        echo = (lambda gone: Echo(texts)) if name in ECHOED else None
        with (
            tempfile.TemporaryDirectory() as folder,
            watching.watching(Path(folder), echo) as (watched, made),
        ):
            if name in ("file name", "title", "body"):
                for info_ in made.parts.corpus.documents():
                    made.parts.corpus.remove(info_.id)
            run(watched, made, texts)
        bad += len(watched.executed) + len(watched.foreign)
        print(
            f"{name}: {len(texts)} payloads, {len(watched.executed)} executed, {len(watched.foreign)} requests off the "
            f"server, {time.monotonic() - began:.0f} s",
        )
        print(f"   read as text: {dict(watched.shown)}", flush=True)
        for finding in [*watched.executed, *watched.foreign][:10]:
            print(f"   {finding!r}")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())

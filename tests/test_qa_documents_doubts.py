"""What a scan was not sure of: said wherever it is quoted, and no figure of it is told without the warning."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index.corpus import Corpus
from index.documents import load_document, to_document
from index.reader import RawText, read_file
from index.readers import ocr
from index.readers.content import Doubt
from index.types import Document, Unsure
from qa.claims import ClaimChecker
from qa.claims.render import explained, report_json, report_markdown, summary
from qa.cli.terminal import Terminal
from qa.documents.doubts import doubts_of, is_doubtful, misread
from qa.figures import find_figures
from qa.match import match, profile_of
from qa.measures import find_measures
from qa.measures.table import HEAD, rows
from qa.pipeline import Assistant
from qa.reader.extractive import ExtractiveGenerator
from qa.render import answer_json, answer_markdown, place
from qa.schemas import SCHEMAS
from qa.types import Finished
from tests import sample
from tests.fakes import NearEmbedder
from tests.html_reader import read_html
from tests.make import citation, info
from tests.schema import problems
from ui.views.cards import cards

MISREAD = "最高不超过300万元"
GRANT = "技术改造补助最高多少？"
TEXT = "全县已建成5家县实验室，举办10场供需对接会。"


def scanned(path: Path, *, source: str | None = None) -> Document:
    """Read a file as a scan in which the zeros of one figure were hard to read."""
    raw = read_file(path)
    at = raw.text.find(MISREAD) + MISREAD.find("00")
    doubts = (Doubt(start=at, end=at + 2, confidence=0.4, note=ocr.DOUBT),) if at > 6 else ()
    return to_document(
        RawText(
            text=raw.text, encoding=raw.encoding, sha256=raw.sha256, size=raw.size,
            metadata=raw.metadata, doubts=doubts,
        ), path, source=source,
    )  # fmt: skip


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    folder = tmp_path_factory.mktemp("scanned")
    papers = sample.write(folder / "papers")
    with Corpus.open(folder / "index", NearEmbedder(), create=True, loader=scanned) as opened:
        opened.add([papers])
        yield opened


def doubted(at: int, end: int) -> Unsure:
    return Unsure(at, end, 0.4, ocr.DOUBT)


def test_the_warning_names_the_whole_figure() -> None:
    cited = citation(TEXT, TEXT, document=info(doubts=(doubted(115, 116),)))
    assert TEXT[15] == "0" and "10场供" in misread(cited)
    assert misread(cited).startswith(ocr.DOUBT)


def test_a_doubt_outside_of_the_quotation_is_none() -> None:
    document = info(doubts=(doubted(105, 106),))
    assert doubts_of(citation(TEXT, "举办10场供需对接会", document=document)) == ()
    assert misread(citation(TEXT, "举办10场供需对接会", document=document)) == ""


def test_a_figure_is_doubtful_where_its_own_characters_are() -> None:
    cited = citation(TEXT, TEXT, document=info(doubts=(doubted(105, 106),)))
    five, ten = find_figures(TEXT)
    assert is_doubtful(five, cited) and not is_doubtful(ten, cited) and is_doubtful(None, cited)


def test_an_answer_from_a_doubtful_figure_says_so_everywhere(corpus: Corpus) -> None:
    *_, last = Assistant(corpus, ExtractiveGenerator(corpus.vocabulary_share)).stream(GRANT)
    assert isinstance(last, Finished)
    answer = last.answer
    cited = next(c for c in answer.citations if "300万元" in c.quote)
    assert [cited.text[d.start - cited.paragraph_start :][:2] for d in doubts_of(cited)] == ["00"]
    assert any(ocr.DOUBT in note and "300" in note for note in answer.notices)
    assert ocr.DOUBT in place(cited) and ocr.DOUBT in answer_markdown(answer)
    value = answer_json(answer)
    assert problems(value, SCHEMAS["ask"]) == []
    (doubt,) = value["citations"][cited.number - 1]["doubts"]
    assert (doubt["confidence"], doubt["note"]) == (0.4, ocr.DOUBT)
    stream = io.StringIO()
    Terminal(stream, colour=False).answer(answer)
    assert f"注意：[{cited.number}] 的引文{ocr.DOUBT}" in stream.getvalue()


def test_the_card_of_a_doubtful_paragraph_warns_and_underlines(corpus: Corpus) -> None:
    *_, last = Assistant(corpus, ExtractiveGenerator(corpus.vocabulary_share)).stream(GRANT)
    assert isinstance(last, Finished)
    page = read_html(cards(last.answer.citations, "t1"))
    (unsure,) = {e.text() for e in page.all("span") if e.attributes.get("class") == "unsure"}
    assert unsure == "00"
    assert any(ocr.DOUBT in e.text() for e in page.all("p"))


def test_a_figure_judged_by_a_doubtful_one_is_never_plainly_right(corpus: Corpus) -> None:
    for claim, verdict in (("技术改造补助最高不超过300万元。", "supported"), ("技术改造补助最高不超过500万元。", "contradicted")):  # fmt: skip
        report = ClaimChecker.over(corpus).check(claim)
        (finding,) = report.figures
        assert (finding.verdict, finding.doubtful) == (verdict, True)
        assert "识别把握低" in explained(finding) and "识别把握低" in summary(report)
        assert "识别把握低" in report_markdown(report)
        value = report_json(report)
        assert value["figures"][0]["doubtful"] and problems(value, SCHEMAS["verify"]) == []
    sure = ClaimChecker.over(corpus).check("对新认定的省级企业技术中心，一次性奖励80万元。")
    assert not any(f.doubtful for f in sure.figures) and "识别" not in summary(sure)


def test_of_two_that_say_the_same_the_clear_one_is_cited(tmp_path: Path) -> None:
    for name in ("a", "b"):
        text = f"---\ntitle: 措施{name}\n---\n\n对企业给予补助，{MISREAD}。\n"
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")

    def loader(path: Path, *, source: str | None = None) -> Document:
        return (scanned if path.stem == poor else load_document)(path, source=source)

    for poor, clear in (("a", "b"), ("b", "a")):
        folder = tmp_path / f"index-{poor}"
        with Corpus.open(folder, NearEmbedder(), create=True, loader=loader) as corpus:
            corpus.add([tmp_path / "a.md", tmp_path / "b.md"])
            report = ClaimChecker.over(corpus).check(f"对企业给予补助，{MISREAD}。")
        assert [f.doubtful for f in report.figures] == [False]
        assert report.citations[0].document.title == f"措施{clear}"


def test_a_measure_read_from_doubtful_words_says_so(corpus: Corpus) -> None:
    day = date(2026, 3, 1)
    profile = profile_of("测试县的规上工业企业，设备投入600万元", corpus, day)
    found = match(corpus, profile, on=day).measures
    warned = [m.measure.title for m in found if any("识别把握低" in note for note in m.notes)]
    assert warned and all("技术改造" in title for title in warned) and len(found) > len(warned)


def test_the_table_of_measures_has_the_doubtful_words(corpus: Corpus) -> None:
    document = next(d for d in corpus.documents() if d.doubts)
    passages = tuple(corpus.passages(document.id))
    found = find_measures(corpus.document(document.id), passages).measures
    table = [dict(zip(HEAD, row, strict=True)) for row in rows((document, None, m) for m in found)]
    doubtful = {row["识别存疑"] for row in table if "技术改造" in row["措施"]}
    assert all("300万元" in cell for cell in doubtful) and doubtful
    assert not any(row["识别存疑"] for row in table if "创新平台" in row["措施"])

"""文件: what is in the index, for everybody; taking in, removing and reading again for those who may."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from index.errors import PolicyQAError
from index.reader import READABLE
from ui.pages.common import EVENT, LIVE, PLAIN, Frame, data_of, dropper
from ui.views import files as view
from ui.views.paragraph import text
from ui.work.errors import told
from ui.work.files import Intake, Shelf

NOT_ALLOWED = "只有管理员可以修改文件。"
# Additions wait for each other here; the index refuses a second writer.
ADDING = {**EVENT, "concurrency_limit": 1, "concurrency_id": "adding"}


def build(frame: Frame) -> tuple[Any, Any]:
    """Make the page; returns the function and the components to be filled when the application is opened."""
    words = frame.words
    page = _Page(frame)
    shown, chosen = gr.State(view.PAGE), gr.State("")
    with gr.Column(elem_classes="single"):
        with gr.Column(visible=False, elem_id="editing") as editing:
            drop = dropper(
                words("选择或拖入政策文件"),
                words("可以一次选很多个；每个不超过 {n} MB", n=frame.parts.largest // 2**20),
                suffixes=",".join(sorted(READABLE)),
                multiple=True,
                purpose="document",
                id_="upload",
            )
            replace = gr.Checkbox(label=words("同名文件视为新版本，替换旧的"))
            lines = gr.HTML("", elem_id="intake", **PLAIN)
        with gr.Column(visible=False, elem_id="confirm") as confirm:
            about = gr.HTML("", **PLAIN)
            with gr.Row(elem_classes="buttons"):
                yes = gr.Button(words("确认删除"), variant="stop", size="sm", elem_id="really")
                no = gr.Button(words("取消"), size="sm")
        gone = gr.HTML("", elem_id="gone", **PLAIN)
        box = gr.Textbox(
            label=words("在文件中查找"),
            placeholder=words("标题、文号、机关或文件名"),
            max_length=200,
            elem_id="find-file",
        )
        listed = gr.HTML("", elem_id="documents", **LIVE)
    asked = [confirm, about, chosen]
    # What has to wait for others says so at once: the line itself is Gradio's, and silent.
    drop.submit(page.wait, None, [lines], **EVENT)
    listed.click(page.wait_again, None, [lines], **EVENT)
    yes.click(page.wait_confirmed, None, [gone, confirm], **EVENT)
    drop.submit(page.take_in, [replace, box, shown], [lines, listed], **ADDING)
    box.change(page.find, [box], [listed, shown], **EVENT)
    listed.click(page.pressed, [box, shown], [listed, shown, *asked, gone], **EVENT)
    listed.click(page.read_again, [box, shown], [lines, listed], **ADDING)
    yes.click(page.remove, [chosen, box, shown], [listed, gone, *asked], **ADDING)
    no.click(lambda: (gr.update(visible=False), "", ""), None, asked, **EVENT)
    return (page.open, []), [editing, listed]


class _Page:
    """What the events do; each that changes something asks again whether the sender may."""

    def __init__(self, frame: Frame) -> None:
        parts = frame.parts
        self._parts, self._words = parts, frame.words
        self._shelf = Shelf(parts.staging, parts.library)

    def open(self, request: gr.Request) -> tuple[Any, ...]:
        editing = self._parts.allowed(request)
        return gr.update(visible=editing), self._listing("", editing=editing)

    def find(self, wanted: str, request: gr.Request) -> tuple[Any, ...]:
        return self._listing(wanted, editing=self._parts.allowed(request)), view.PAGE

    def pressed(
        self, wanted: str, shown: int, event: gr.EventData, request: gr.Request
    ) -> tuple[Any, ...]:
        """Show more of the list, or ask whether a document is really to be removed."""
        data, keep = data_of(event), gr.skip()
        editing = self._parts.allowed(request)
        if data.get("do") == "more":
            more = shown + view.PAGE
            return self._listing(wanted, editing=editing, shown=more), more, *[keep] * 4
        if data.get("do") != "remove" or not editing:
            return (keep,) * 6
        id_ = str(data.get("id", ""))
        title = next((d.title for d in self._parts.corpus.documents() if d.id == id_), None)
        if title is None:
            return self._listing(wanted, editing=editing, shown=shown), *[keep] * 5
        said = self._words("删除《{title}》？删除后不能恢复。", title=title)
        return keep, keep, gr.update(visible=True), f'<p role="alert">{text(said)}</p>', id_, ""

    def wait(self, request: gr.Request) -> Any:
        """Say that others come first, where somebody is changing the index."""
        if not (self._parts.library.changing and self._parts.allowed(request)):
            return gr.skip()
        said = self._words("另一项收录正在进行，完成后自动开始…")
        return f'<p class="working" role="status">{text(said)}</p>'

    def wait_again(self, event: gr.EventData, request: gr.Request) -> Any:
        return self.wait(request) if data_of(event).get("do") == "again" else gr.skip()

    def wait_confirmed(self, request: gr.Request) -> tuple[Any, Any]:
        """The same of a removal, which is no longer asked about: pressed twice it would be asked for twice."""
        said = self.wait(request)
        return said, gr.update(visible=False) if isinstance(said, str) else gr.skip()

    def take_in(
        self, replace: bool, wanted: str, shown: int, event: gr.EventData, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        found = data_of(event).get("tickets")
        tickets = found if isinstance(found, list) else []
        if not self._parts.allowed(request):
            yield self._refused(), gr.skip()
            return
        who = self._parts.sender(request)
        yield from self._told(self._shelf.take_in(tickets, who, replace=replace), wanted, shown)

    def read_again(
        self, wanted: str, shown: int, event: gr.EventData, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        data = data_of(event)
        if data.get("do") != "again":
            yield gr.skip(), gr.skip()
        elif not self._parts.allowed(request):
            yield self._refused(), gr.skip()
        else:
            who = self._parts.sender(request)
            again = self._shelf.read_again(str(data.get("id", "")), who)
            yield from self._told(again, wanted, shown)

    def remove(self, id_: str, wanted: str, shown: int, request: gr.Request) -> tuple[Any, ...]:
        hidden = gr.update(visible=False), "", ""
        if not self._parts.allowed(request):
            return gr.skip(), self._refused(), *hidden
        try:
            removed, *_ = self._parts.library.remove(id_, self._parts.sender(request))
            said = f'<p class="near" role="status">{text(self._words("已删除《{title}》。", title=removed.title))}</p>'
        except PolicyQAError as error:
            said = _error(self._words.line(told(error)))
        return self._listing(wanted, editing=True, shown=shown), said, *hidden

    def _told(self, states: Iterator[Intake], wanted: str, shown: int) -> Iterator[tuple[Any, ...]]:
        def listed() -> str:
            return self._listing(wanted, editing=True, shown=shown)

        try:
            for state in states:
                yield view.intake(state, self._words), listed() if state.finished else gr.skip()
        except PolicyQAError as error:
            yield _error(self._words.line(told(error))), listed()

    def _listing(self, wanted: str, *, editing: bool, shown: int = view.PAGE) -> str:
        return view.listing(
            self._parts.corpus.documents(),
            wanted=wanted,
            shown=shown,
            editing=editing,
            words=self._words,
        )

    def _refused(self) -> str:
        return _error(self._words(NOT_ALLOWED))


def _error(said: str) -> str:
    return f'<p class="error" role="alert">{text(said)}</p>'

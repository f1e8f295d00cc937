"""What the pages share in Gradio: settings of events and of HTML, the way from the page's buttons, jobs at the desk."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from index.corpus import Corpus
from index.errors import PolicyQAError
from qa.evaluation.feedback import Feedback
from ui.desk import Desk, Gone, Job
from ui.guard import is_loopback
from ui.views.paragraph import text
from ui.words import Words
from ui.work.ask import Answers, Recall
from ui.work.downloads import unsaved
from ui.work.library import Library
from ui.work.staging import LARGEST_FILE, Staged, Staging

T = TypeVar("T")
# Gives, for each question anew, something that answers and stops writing when told that nobody waits.
Open = Callable[[Gone], Answers]
# Whether whoever sent a request may change the index.
Allowed = Callable[[Any], bool]
# The name under which a change by whoever sent a request is noted.
Sender = Callable[[Any], str]

# An element with `data-do` in a page's HTML becomes an event that carries its data.
CLICKS = (
    "element.addEventListener('click', (event) => { const button = event.target.closest('[data-do]');"
    " if (button) trigger('click', {...button.dataset}); });"
)
# `page.js` sends files and says so to the element that they were dropped on.
STAGED = "element.addEventListener('staged', (event) => trigger('submit', event.detail));"
SAVE = "(file) => { if (file) window.dispatchEvent(new CustomEvent('save', {detail: file})); }"
PLAIN: dict[str, Any] = {"apply_default_css": False, "js_on_load": None}
LIVE: dict[str, Any] = {"apply_default_css": False, "js_on_load": CLICKS}
EVENT: dict[str, Any] = {
    "api_visibility": "private",
    "show_progress": "hidden",
    "concurrency_limit": None,
}


def from_here(request: Any) -> bool:
    """Allow whoever sits at this machine, and nobody else: what holds where there is no sign-in."""
    client = getattr(request, "client", None)
    return client is not None and is_loopback(getattr(client, "host", ""))


def unnoted(question: str) -> None:
    """Keep nothing of a question: what holds where the settings do not want it in the log."""


def forgotten(question: str, history: object) -> None:
    """Remember no answer: what holds where none are kept."""


def nobody(request: Any) -> str:
    """Return no name: what holds where there is no sign-in."""
    return ""


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What the pages work with. `folder` is that of the index; `allowed` says who may edit, `sender` who it is,
    `accounts` whether people sign in, `largest` how many bytes a document may have, `noted` is told of each question,
    and `recall` gives an answer that was given before.
    """

    answers: Open
    corpus: Corpus
    desk: Desk[Any]
    feedback: Feedback
    staging: Staging
    library: Library
    folder: Path
    examples: tuple[str, ...] = ()
    allowed: Allowed = from_here
    sender: Sender = nobody
    accounts: bool = False
    largest: int = LARGEST_FILE
    noted: Callable[[str], None] = unnoted
    recall: Recall = forgotten


@dataclass(frozen=True, slots=True)
class Frame:
    """One page within the application: its parts and its language."""

    parts: Parts
    words: Words


async def queued(
    desk: Desk[Any], job: Job[T], place: Callable[[int], T], refused: Callable[[PolicyQAError], T]
) -> AsyncGenerator[T | None, None]:
    """Yield the results of a job at the desk, and None now and then while there are none; leaves when closed."""
    try:
        ticket = desk.take(job, place)
    except PolicyQAError as error:
        yield refused(error)
        return
    try:
        async for shown in ticket:
            yield shown
    finally:
        ticket.leave()


def dropper(
    label: str, hint: str, *, id_: str, suffixes: str, purpose: str, multiple: bool = False
) -> Any:
    """Return a place to drop files on, which is a button for the keyboard; its `submit` carries their tickets."""
    import gradio as gr

    many = " multiple" if multiple else ""
    return gr.HTML(
        f'<label class="drop"><input type="file" accept="{text(suffixes)}" data-stage="{text(purpose)}"{many}>'
        f'<span class="drop-label">{text(label)}</span><span class="drop-hint">{text(hint)}</span></label>'
        '<ul class="lines sending" role="status"></ul>',
        elem_id=id_,
        apply_default_css=False,
        js_on_load=STAGED,
    )


def dropped(parts: Parts, event: Any) -> Staged:
    """Return the one file that was dropped.

    Raises:
        PolicyQAError: it is no longer there, or never was.
    """
    tickets = data_of(event).get("tickets")
    return parts.staging.take(tickets[0] if isinstance(tickets, list) and tickets else None)


def data_of(event: Any) -> dict[str, Any]:
    """Return what an event of the page's own HTML carries: from outside, and so perhaps anything."""
    data = getattr(event, "_data", None)
    return data if isinstance(data, dict) else {}


def nothing_to_export(words: Words) -> str:
    """Return what tells that a result is no longer there to be exported: the server was started anew since."""
    return unsaved(words("没有导出：结果已不在服务里，请重做一次再导出。"))


closing = contextlib.aclosing

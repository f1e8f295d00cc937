"""检索测试: retrieval alone, for those who look after the index."""

from __future__ import annotations

import gradio as gr

from ui.pages.common import EVENT, PLAIN, Frame
from ui.views import search as view
from ui.work.search import search


def build(frame: Frame) -> None:
    """Make the page."""
    words = frame.words

    def found(query: str, k: int) -> str:
        return view.result(search(frame.parts.corpus, query, int(k)), words)

    with gr.Column(elem_classes="single"):
        with gr.Row(elem_id="search-row"):
            box = gr.Textbox(
                label=words("检索词"),
                placeholder=words("词语或一句话"),
                max_length=4000,
                lines=1,
                submit_btn=words("检索"),
                elem_id="search-box",
                scale=4,
            )
            k = gr.Slider(1, 30, value=8, step=1, label=words("最多几段"), elem_id="search-k")
        shown = gr.HTML(view.result(None, words), elem_id="hits", **PLAIN)
    box.submit(found, [box, k], [shown], **EVENT)
    k.release(found, [box, k], [shown], **EVENT)

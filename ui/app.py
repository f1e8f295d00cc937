"""The web application: layout, wiring and serving. What is shown is made in `page`, what happens in `handlers`."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.errors import ConfigError
from qa import assemble
from qa.config import Settings
from qa.pipeline import MAX_QUESTION, Assistant
from ui import page
from ui.handlers import respond

STYLE = Path(__file__).with_name("style.css")
TITLE = "政策问答"
EXAMPLES = (
    "全省有多少家省重点实验室？",
    "我们做皮具箱包，想出海，有什么扶持？",
    "2025年技术市场规模总额是多少？",
    "推动制造业与服务业协同有哪些措施？",
    "服务外包执行金额年均增长多少？",
)


def build(assistant: Assistant, lock: threading.Lock) -> Any:
    """Return the Gradio page over `assistant`; `lock` admits one answer at a time, as two cores want it."""
    import gradio as gr

    def ask(question: str, exchanges: tuple[page.Exchange, ...]) -> Iterator[tuple[str, str, str, tuple[page.Exchange, ...]]]:
        with lock:
            for shown in respond(assistant, question, exchanges):
                yield "", page.conversation(shown), page.evidence(shown), shown

    def clear() -> tuple[str, str, tuple[page.Exchange, ...]]:
        return page.conversation(()), page.evidence(()), ()

    with gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True) as blocks:
        state = gr.State(())
        gr.HTML(f"<h1>{TITLE}</h1><p>每一句都有原文依据；材料没有说的，会直说没有。</p>", elem_id="head")
        with gr.Row(elem_id="panes"):
            with gr.Column(scale=5, min_width=320):
                left = gr.HTML(page.conversation(()), elem_id="conversation")
                box = gr.Textbox(
                    label="问题",
                    placeholder="例如：技术改造最高补助多少？",
                    max_length=MAX_QUESTION,
                    lines=1,
                    submit_btn="提问",
                    stop_btn="停止",
                    elem_id="question",
                )
                gr.Examples([[example] for example in EXAMPLES], inputs=[box], label="示例")
                reset = gr.Button("清空对话", size="sm")
            with gr.Column(scale=5, min_width=320):
                right = gr.HTML(page.evidence(()), elem_id="evidence")
        box.submit(ask, [box, state], [box, left, right, state], api_name=False, concurrency_limit=4)
        reset.click(clear, None, [left, right, state], api_name=False)
    return blocks


def application(assistant: Assistant) -> Any:
    """Return the ASGI application: the page at `/`, `/healthz` for health checks."""
    import gradio as gr
    from fastapi import FastAPI

    app = FastAPI(title=TITLE, docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        return {"status": "ok"}

    blocks = build(assistant, threading.Lock())
    return gr.mount_gradio_app(
        app,
        blocks,
        path="/",
        css=STYLE.read_text(encoding="utf-8"),
        theme=gr.themes.Base(font=["system-ui", "Noto Sans CJK SC", "sans-serif"], font_mono=["monospace"]),
        footer_links=[],
        ssr_mode=False,
        show_error=False,
        max_file_size=1,
    )


def serve(settings: Settings) -> int:
    """Serve until interrupted; prints the address when it is ready. Returns the exit code.

    Raises:
        PolicyQAError: the index or a model is not usable, or the address is taken.
    """
    import socket

    import uvicorn

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise ConfigError(f"地址 {settings.host}:{settings.port} 不能使用：{error.strerror}", "请用 --port 换一个端口") from error
    with assemble.corpus(settings) as corpus:
        generator = assemble.generator(settings, corpus)
        try:
            config = uvicorn.Config(
                application(Assistant(corpus, generator)), host=settings.host, port=settings.port, log_level="warning"
            )
            print(f"已就绪：http://{settings.host}:{settings.port}/ （Ctrl+C 停止）", file=sys.stderr, flush=True)
            uvicorn.Server(config).run()
        finally:
            generator.close()
    return 0

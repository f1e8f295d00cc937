// Gradio closes a page's stream of events once none is left. An event asked for while that message is on its way would
// never be answered: the page takes the stream for open, the server has closed it. So the message is held back while a
// request is under way, and if an event is then left without an answer, the stream goes on where it ended.
"use strict";

(() => {
  const plain = window.fetch.bind(window);
  const waiting = new Set(); // events that are not completed
  const early = new Set(); // events completed before the answer to their request was read
  let asking = 0; // requests without an answer yet
  let settled = []; // who waits for `asking` to be 0

  window.fetch = (resource, options) => {
    const path = new URL(resource instanceof Request ? resource.url : resource, location.href).pathname;
    if (path.endsWith("/gradio_api/queue/join")) return join(resource, options);
    if (path.endsWith("/gradio_api/queue/data")) return listen(new Request(resource, options));
    return plain(resource, options);
  };

  async function join(resource, options) {
    asking += 1;
    try {
      const response = await plain(resource, options);
      const event = response.ok && (await response.clone().json()).event_id;
      if (event && !early.delete(event)) waiting.add(event);
      return response;
    } finally {
      asking -= 1;
      if (!asking) for (const go of settled.splice(0)) go();
    }
  }

  async function listen(request) {
    let response = await plain(request);
    if (!response.ok || !response.body) return response;
    const bytes = new TextEncoder();
    const { status, headers } = response;
    const body = new ReadableStream({
      async start(out) {
        try {
          for (;;) {
            const closing = await pass(response.body, (block) => out.enqueue(bytes.encode(block)));
            while (asking) await new Promise((go) => settled.push(go));
            if (!closing || !waiting.size) {
              if (closing) out.enqueue(bytes.encode(closing));
              out.close();
              return;
            }
            response = await plain(request.url, { headers: request.headers, signal: request.signal });
            if (!response.ok) throw new TypeError(`the stream was not opened again: ${response.status}`);
          }
        } catch (error) {
          out.error(error);
        }
      },
    });
    return new Response(body, { status, headers });
  }

  // Hands on every message but the one that closes the stream, which is returned; null where the stream just ends.
  async function pass(body, give) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let held = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      const blocks = (held + value).split("\n\n");
      held = blocks.pop();
      for (const block of blocks) {
        const message = JSON.parse(block.replace(/^data:\s*/, ""));
        if (message.msg === "close_stream") return `${block}\n\n`;
        if (message.msg === "process_completed" && !waiting.delete(message.event_id)) early.add(message.event_id);
        give(`${block}\n\n`);
      }
    }
    if (held) give(held);
    return null;
  }
})();

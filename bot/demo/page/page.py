"""The playing page and its safety: static files, loopback hosts only, no foreign origins, a strict policy."""

import json
from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import emoji
from aiohttp import web

from bot.demo.page.controls import Controls

STATIC = Path(__file__).parent / "static"
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
HOSTS = {"127.0.0.1", "localhost", "::1"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
SAFETY = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def add_page(app: web.Application, controls: Controls) -> None:
    """Serve the page and what it asks for."""
    app.add_routes(
        [
            web.get("/", guarded(_index)),
            web.get("/page/emoji.json", guarded(_emoji)),
            web.get("/page/{file}", guarded(_file)),
            web.get("/demo/state", guarded(controls.state)),
            web.post("/demo/{action}", guarded(controls.do)),
        ]
    )


def guarded(handler: Handler) -> Handler:
    """Answer only what this page asks: other sites in the same browser can reach loopback too."""

    async def answer(request: web.Request) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        if _hostname(request.host) not in HOSTS or origin not in {None, f"http://{request.host}"}:
            return web.Response(status=403, text="only for the page on this machine")
        if request.method == "POST" and request.content_type != "application/json":
            return web.Response(status=415, text="JSON only")
        response = await handler(request)
        response.headers.update(SAFETY)
        return response

    return answer


def _hostname(host: str) -> str | None:
    """The name in a Host header; None where it is none."""
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


async def _index(_request: web.Request) -> web.Response:
    return _static("index.html")


async def _file(request: web.Request) -> web.Response:
    return _static(request.match_info["file"])


async def _emoji(_request: web.Request) -> web.Response:
    return web.Response(text=_emoji_names(), content_type="application/json")


def _static(name: str) -> web.Response:
    path = next((path for path in STATIC.iterdir() if path.name == name and path.suffix in TYPES), None)
    if path is None:
        return web.Response(status=404, text="no such file")
    return web.Response(text=path.read_text("utf-8"), content_type=TYPES[path.suffix], charset="utf-8")


@cache
def _emoji_names() -> str:
    """Every short name with its character."""
    known = {
        name.strip(":"): symbol
        for symbol, data in emoji.EMOJI_DATA.items()
        for name in (data["en"], *data.get("alias", ()))
    }
    return json.dumps(known, ensure_ascii=False)

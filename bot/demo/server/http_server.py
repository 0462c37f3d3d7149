"""The workspace's HTTP server, on loopback only: Web API, sockets, uploads, response urls."""

from collections.abc import Awaitable, Callable
from email.utils import format_datetime

from aiohttp import web

from bot.demo.server.context import ApiContext
from bot.demo.server.interactions import Interactions
from bot.demo.server.sockets import Sockets
from bot.demo.server.web_api import Tokens, WebApi
from bot.demo.server.world import World
from bot.demo.wire import Refusal, arguments

LOOPBACK = "127.0.0.1"
LARGEST_BODY = 64 * 2**20
OnPrepare = Callable[[web.Request, web.StreamResponse], Awaitable[None]]


def telling_time(world: World) -> OnPrepare:
    """Lets every answer tell the time by the clock of a workspace."""

    async def tell(_request: web.Request, response: web.StreamResponse) -> None:
        response.headers["Date"] = format_datetime(world.clock(), usegmt=True)

    return tell


class Server:
    """Listens, and hands each request to who knows the answer."""

    def __init__(
        self, context: ApiContext, api: WebApi, sockets: Sockets, interactions: Interactions, tokens: Tokens
    ) -> None:
        self.app = web.Application(client_max_size=LARGEST_BODY)
        self._context = context
        self._sockets = sockets
        self._interactions = interactions
        self._tokens = tokens
        self._runner: web.AppRunner | None = None
        self.app.on_response_prepare.append(telling_time(context.world))
        self.app.add_routes(
            [
                web.route("*", "/api/{method}", api.handle),
                web.get("/link/", sockets.connect),
                web.post("/upload/v1/{file}", self._upload),
                web.get("/files-pri/{file}/{rest:.*}", self._download),
                web.post("/respond/{identity}", self._respond),
            ]
        )

    async def start(self, port: int) -> str:
        """Listen; returns the address."""
        self._runner = web.AppRunner(self.app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, LOOPBACK, port)
        await site.start()
        actual: int = self._runner.addresses[0][1]
        return f"http://{LOOPBACK}:{actual}/"

    async def stop(self) -> None:
        """Stop listening; everybody connected is cut off."""
        self._sockets.hard_drop()
        if self._runner:
            await self._runner.cleanup()

    async def _upload(self, request: web.Request) -> web.Response:
        file = self._context.world.files.get(request.match_info["file"])
        body = await request.read()
        if status := self._context.uploads_refused:
            return web.Response(status=status, text="refused")
        if file is None or file.content is not None:
            return web.Response(status=404, text="no such upload")
        if len(body) != file.length:
            return web.Response(status=400, text=f"expected {file.length} bytes, got {len(body)}")
        file.content = body
        return web.Response(text=f"OK - {len(body)}")

    async def _download(self, request: web.Request) -> web.Response:
        file = self._context.world.files.get(request.match_info["file"])
        if request.headers.get("Authorization") != f"Bearer {self._tokens.bot}":
            return web.Response(status=302, headers={"Location": self._context.world.url})
        if file is None or file.content is None:
            return web.Response(status=404, text="no such file")
        return web.Response(body=file.content, content_type="text/plain", charset="utf-8")

    async def _respond(self, request: web.Request) -> web.Response:
        if status := self._context.answers_refused:
            return web.json_response(Refusal("a_code_of_tomorrow").answer(), status=status)
        try:
            self._interactions.respond(request.match_info["identity"], await arguments(request))
        except Refusal as refusal:
            gone = refusal.error in {"expired_url", "used_url", "no_service"}
            return web.json_response(refusal.answer(), status=404 if gone else 400)
        return web.Response(text="ok")

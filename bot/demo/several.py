"""Several workspaces behind one address, as Slack's are, and the installation of the app into each."""

import base64
import secrets
from collections.abc import Sequence
from urllib.parse import parse_qs, urlencode, urlsplit

from aiohttp import web

from bot.demo.server.http_server import LARGEST_BODY, LOOPBACK, telling_time
from bot.demo.wire import Json, Refusal, arguments
from bot.demo.workspace import Workspace


class SeveralWorkspaces:
    """Answers the Web API for all of the workspaces: the token says which one is meant.

    `redirect_url` is the one that the app has registered. With `organisation` the workspaces belong to one,
    and it is the whole organisation that installs the app.
    """

    def __init__(
        self, workspaces: Sequence[Workspace], redirect_url: str, *, organisation: str | None = None
    ) -> None:
        self.workspaces = workspaces
        self.client_id, self.client_secret = "1.2", secrets.token_hex(16)
        self.organisation = organisation
        self.api_url = ""
        self.token_rotation = False
        self._redirect_url = redirect_url
        for workspace in workspaces:
            workspace.world.organisation = organisation
        self._codes: dict[str, Workspace | None] = {}  # None once it was used
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen, and let all the workspaces listen."""
        for workspace in self.workspaces:
            await workspace.start()
        app = web.Application(client_max_size=LARGEST_BODY)
        app.on_response_prepare.append(telling_time(self.workspaces[0].world))
        app.add_routes([web.route("*", "/api/{method}", self._handle)])
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, LOOPBACK, 0).start()
        self.api_url = f"http://{LOOPBACK}:{self._runner.addresses[0][1]}/api/"

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner:
            await self._runner.cleanup()
        for workspace in self.workspaces:
            await workspace.stop()

    def allow(self, consent_url: str, workspace: Workspace) -> str:
        """Press *Allow* where the app sent a browser to; returns where the browser is sent back to."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(consent_url).query).items()}
        if asked.get("client_id") != self.client_id or "chat:write" not in asked.get("scope", ""):
            return f"{self._redirect_url}?{urlencode({'error': 'invalid_request'})}"
        code = secrets.token_hex(8)
        self._codes[code] = workspace
        back = asked.get("redirect_uri", self._redirect_url)
        return f"{back}?{urlencode({'code': code, 'state': asked.get('state', '')})}"

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["method"] == "oauth.v2.access":
            return await self._access(request)
        _, _, bearer = request.headers.get("Authorization", "").partition("Bearer ")
        meant = (each for each in self.workspaces if each.bot_token == bearer.strip())
        return await next(meant, self.workspaces[0]).api.handle(request)

    async def _access(self, request: web.Request) -> web.StreamResponse:
        try:
            return web.json_response({"ok": True, **self._exchanged(request, await arguments(request))})
        except Refusal as refusal:
            return web.json_response(refusal.answer())

    def _exchanged(self, request: web.Request, given: Json) -> Json:
        """The token for a code (docs.slack.dev/reference/methods/oauth.v2.access)."""
        client_id, secret = _credentials(request, given)
        if client_id != self.client_id:
            raise Refusal("invalid_client_id")
        if secret != self.client_secret:
            raise Refusal("bad_client_secret")
        if given.get("code") not in self._codes:
            raise Refusal("invalid_code")
        workspace = self._codes[given["code"]]
        if workspace is None:
            raise Refusal("code_already_used")
        if given.get("redirect_uri", self._redirect_url) != self._redirect_url:
            raise Refusal("bad_redirect_uri")
        self._codes[given["code"]] = None
        workspace.install()
        rotation = {"refresh_token": "xoxe-1-demo", "expires_in": 43200} if self.token_rotation else {}
        return {**self._installed(workspace), **rotation}

    def _installed(self, workspace: Workspace) -> Json:
        world = workspace.world
        whole = self.organisation is not None
        return {
            "access_token": workspace.bot_token,
            "token_type": "bot",
            "scope": ",".join(world.manifest.scopes),
            "bot_user_id": workspace.bot_user,
            "app_id": world.app_id,
            "team": None if whole else {"id": world.team, "name": "Demo"},
            "enterprise": {"id": self.organisation, "name": "Demo"} if whole else None,
            "is_enterprise_install": whole,
            "authed_user": {"id": next(iter(world.people), "")},
        }


def _credentials(request: web.Request, given: Json) -> tuple[str, str]:
    """Client id and secret, from the header (Basic) or from among the arguments."""
    _, _, basic = request.headers.get("Authorization", "").partition("Basic ")
    try:
        client_id, _, secret = base64.b64decode(basic).decode().partition(":")
    except ValueError:
        client_id = secret = ""
    return client_id or str(given.get("client_id", "")), secret or str(given.get("client_secret", ""))

"""The pages by which the app is installed: `/slack/install`, and where Slack sends people back to."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.web.async_client import AsyncWebClient

from bot.model.errors import ChatUnusable, MinutesError
from bot.model.trouble import described
from handlers.oauth.scopes import SCOPES
from handlers.oauth.stores import InstallationStore, StateStore
from handlers.untrusted_json import mapping_of, text_of
from handlers.web_api.api_errors import responded
from handlers.web_api.tokens import bot_identity

log = logging.getLogger(__name__)

INSTALL_PATH, REDIRECT_PATH = "/slack/install", "/slack/oauth_redirect"
EXPIRES = "its tokens expire: switch token rotation off in the app's settings"
ClientFor = Callable[[str], AsyncWebClient]  # by a token
Page = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Flow(AsyncOAuthFlow):
    """Bolt's flow, with the exchange of the code done here: Bolt's own writes the code into the log."""

    def __init__(self, settings: AsyncOAuthSettings, client_for: ClientFor) -> None:
        super().__init__(client=client_for(""), logger=log, settings=settings)
        self._client_for = client_for

    async def run_installation(self, code: str) -> Installation | None:
        """Exchange a code for a token and see whose it is; None where Slack refuses."""
        try:
            return await self._installed(code)
        except MinutesError as failure:
            log.warning("the app was not installed: %s", described(failure))
            return None

    async def store_installation(self, request: AsyncBoltRequest, installation: Installation) -> None:
        """Keep it."""
        await super().store_installation(request, installation)
        log.info("the app was installed in %s", installation.team_id or installation.enterprise_id)

    async def _installed(self, code: str) -> Installation:
        # not oauth_v2_access: it sends the secret by a way that aiohttp is about to give up
        secrets = {"client_id": self.settings.client_id, "client_secret": self.settings.client_secret}
        told = await responded(self.client.api_call("oauth.v2.access", data={**secrets, "code": code}))
        whole = told.get("is_enterprise_install") is True
        token, bot_user = text_of(told.get("access_token")), text_of(told.get("bot_user_id"))
        team, organisation = mapping_of(told.get("team")), mapping_of(told.get("enterprise"))
        if not token or not bot_user or not text_of((organisation if whole else team).get("id")):
            raise ChatUnusable("its answer to oauth.v2.access lacks the token, the bot or the workspace")
        if told.get("refresh_token") or told.get("expires_in"):
            raise ChatUnusable(EXPIRES)
        me = await bot_identity(self._client_for(token))
        return Installation(
            app_id=text_of(told.get("app_id")),
            enterprise_id=text_of(organisation.get("id")) or None,
            enterprise_name=text_of(organisation.get("name")),
            enterprise_url=me.url if whole else None,
            team_id=None if whole else text_of(team.get("id")),
            team_name=text_of(team.get("name")),
            bot_token=token,
            bot_id=me.bot,
            bot_user_id=bot_user,
            bot_scopes=text_of(told.get("scope")),
            user_id=text_of(mapping_of(told.get("authed_user")).get("id")),
            is_enterprise_install=whole,
            token_type=text_of(told.get("token_type")),
        )


def install_pages(
    *,
    client_id: str,
    client_secret: str,
    api_url: str,
    client_for: ClientFor,
    installations: InstallationStore,
    states: StateStore,
) -> Mapping[str, Page]:
    """The two pages by their paths; a browser gets both by GET."""
    settings = AsyncOAuthSettings(
        client_id=client_id,
        client_secret=client_secret,
        scopes=SCOPES,
        authorization_url=f"{api_url.removesuffix('api/')}oauth/v2/authorize",
        install_path=INSTALL_PATH,
        redirect_uri_path=REDIRECT_PATH,
        installation_store=installations,
        installation_store_bot_only=True,
        state_store=states,
        logger=log,
    )
    flow = Flow(settings, client_for)

    async def install(request: web.Request) -> web.StreamResponse:
        return await _page(request, flow.handle_installation)

    async def come_back(request: web.Request) -> web.StreamResponse:
        return await _page(request, flow.handle_callback)

    return {INSTALL_PATH: install, REDIRECT_PATH: come_back}


async def _page(
    request: web.Request, answer: Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]
) -> web.StreamResponse:
    """A page; what goes wrong while it is made is a page of one line, and a line in the log."""
    try:
        made: Any = await to_aiohttp_response(await answer(await to_bolt_request(request)))
    except Exception as failure:  # noqa: BLE001 - whatever it is, the browser gets an answer
        log.error("a page of the installation could not be shown: %s", described(failure))  # noqa: TRY400 - its words may be a secret
        return web.Response(status=503, text="This does not work just now. Please try again in a minute.")
    page: web.StreamResponse = made
    return page

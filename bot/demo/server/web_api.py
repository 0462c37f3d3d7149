"""The Web API: takes a call however its arguments travel, checks token and scope, answers, and notes it."""

import asyncio
from dataclasses import dataclass

from aiohttp import web

from bot.demo.server.context import ApiContext, Method
from bot.demo.server.faults import Fault, Faults, Misfortune
from bot.demo.server.ledger import Kind, Ledger
from bot.demo.server.methods import METHODS
from bot.demo.wire import Arguments, Json, Refusal, arguments

PAGE_OF_500 = "<!DOCTYPE html><html><body><h1>Server Error</h1></body></html>"


@dataclass(slots=True)
class Tokens:
    """The tokens of the one installed app; that of its bot is another one once it is installed again."""

    bot: str
    app: str


class WebApi:
    """Answers `/api/<method>`."""

    def __init__(self, context: ApiContext, ledger: Ledger, faults: Faults, tokens: Tokens) -> None:
        self.busy = 0
        self.revoked = False
        self._context = context
        self._ledger = ledger
        self._faults = faults
        self._tokens = tokens

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one call."""
        self.busy += 1
        try:
            return await self._handled(request, request.match_info["method"])
        finally:
            self.busy -= 1

    async def _handled(self, request: web.Request, name: str) -> web.StreamResponse:
        given = await self._given(request)
        fault = self._faults.take(name, str(given.get("channel", "")))
        if fault and (answer := await self._before(request, name, given, fault)):
            return answer
        said = self._answer(request, name, given)
        self._ledger.note(Kind.CALL, name, given, said)
        if fault and (answer := await self._after(request, fault)):
            return answer
        if said.get("error") == "ratelimited":
            return _too_many(float(said.pop("retry_after", 1)))
        return web.json_response(said, headers=self._scopes(name))

    async def _given(self, request: web.Request) -> Json:
        try:
            return await arguments(request)
        except Refusal:
            return {"token": "", "malformed": True}

    def _answer(self, request: web.Request, name: str, given: Json) -> Json:
        try:
            method = METHODS.get(name)
            if method is None:
                raise Refusal("unknown_method", req_method=name)  # noqa: TRY301 - one way out for all refusals
            if given.get("malformed"):
                raise Refusal("invalid_json")  # noqa: TRY301 - the same
            self._check_token(_token(request, given), method)
            self._check_scope(method, given)
            self._context.rates.spend(name, method.tier)
            return {"ok": True, **method.run(self._context, Arguments(given))}
        except Refusal as refusal:
            return refusal.answer()

    def _check_token(self, token: str, method: Method) -> None:
        if not token:
            raise Refusal("not_authed")
        if token not in {self._tokens.bot, self._tokens.app}:
            raise Refusal("invalid_auth")
        if self.revoked:
            raise Refusal("token_revoked")
        if (token == self._tokens.app) is not method.app_level:
            raise Refusal("not_allowed_token_type")

    def _check_scope(self, method: Method, given: Json) -> None:
        granted = self._context.world.manifest.scopes
        needed = method.scope
        if method.app_level or not needed:
            return
        if "{kind}" in needed:
            room = self._context.world.rooms.get(str(given.get("channel", "")))
            needed = needed.format(kind=room.scope if room else "channels")
        if needed not in granted:
            raise Refusal("missing_scope", needed=needed, provided=",".join(granted))

    def _scopes(self, name: str) -> dict[str, str]:
        method = METHODS.get(name)
        accepted = method.scope if method else ""
        return {
            "x-oauth-scopes": ",".join(self._context.world.manifest.scopes),
            "x-accepted-oauth-scopes": accepted,
        }

    async def _before(
        self, request: web.Request, name: str, given: Json, it: Misfortune
    ) -> web.StreamResponse | None:
        self._ledger.note(Kind.FAULT, name, given, {"fault": it.fault.value})
        match it.fault:
            case Fault.DROP_BEFORE:
                return _cut(request)
            case Fault.HTTP_500_HTML:
                return _broken()
            case Fault.RATE_LIMITED:
                return _too_many(it.seconds)
            case Fault.REFUSED:
                answer = Refusal(it.error).answer()
                self._ledger.note(Kind.CALL, name, given, answer)
                return web.json_response(answer)
            case Fault.SLOW:
                # What was asked happens although the caller may have gone away by then.
                await asyncio.sleep(it.seconds)
                return None
            case _:
                return None

    async def _after(self, request: web.Request, it: Misfortune) -> web.StreamResponse | None:
        match it.fault:
            case Fault.DROP_AFTER_COMMIT:
                return _cut(request)
            case Fault.HTTP_500_AFTER_COMMIT:
                return _broken()
            case Fault.BARE:
                return web.json_response({"ok": True})
            case Fault.SLOW_ANSWER:
                await asyncio.sleep(it.seconds)
                return None
            case _:
                return None


def _token(request: web.Request, given: Json) -> str:
    _, _, bearer = request.headers.get("Authorization", "").partition("Bearer ")
    return bearer.strip() or str(given.get("token", ""))


def _cut(request: web.Request) -> web.StreamResponse:
    if request.transport:
        request.transport.abort()
    return web.Response()


def _broken() -> web.StreamResponse:
    return web.Response(status=500, text=PAGE_OF_500, content_type="text/html")


def _too_many(seconds: float) -> web.StreamResponse:
    headers = {"Retry-After": str(max(1, round(seconds)))}
    return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)

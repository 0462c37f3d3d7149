"""Slack's web client, answered by a simulated workspace: the history, and windows that show answers."""

from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from tests.faults.simulation.process import Process
from tests.faults.simulation.weather import Fate
from tests.faults.simulation.workspace import Answered, Workspace

READING = 0.3  # the share of requests in danger: many are made, and each that fails is made again


class SimulatedWeb(AsyncWebClient):
    """The requests that the bot makes beside its ports: looking back, and opening a window."""

    def __init__(self, workspace: Workspace, process: Process) -> None:
        super().__init__(token="xoxb-simulated")
        self._workspace = workspace
        self._process = process

    async def api_call(self, api_method: str, **request: Any) -> AsyncSlackResponse:
        """Answer as Slack would."""
        fate = await self._process.fate("", READING)
        asked = {**(request.get("params") or {}), **(request.get("json") or {})}
        if fate in (Fate.KILLED_BEFORE, Fate.KILLED_AFTER):
            self._process.die()
        if fate in (Fate.REFUSED, Fate.LOST):
            raise self._limited(api_method)
        found = self._found(api_method, asked)
        if fate is Fate.STRANGE:
            found = {"ok": True}
        if fate in (Fate.UNANSWERED, Fate.SLOW):
            await self._process.passes(10.0)
            raise TimeoutError
        return self._answer(api_method, found, 200)

    def _found(self, api_method: str, asked: dict[str, Any]) -> dict[str, Any]:
        space = self._workspace
        match api_method:
            case "conversations.history":
                return {"ok": True, "messages": space.history(asked["channel"], float(asked["oldest"]))}
            case "conversations.replies":
                return {"ok": True, "messages": space.thread(asked["channel"], asked["ts"])}
            case "users.conversations":
                places = {post.place for post in space.posts} | {said.place for said in space.said}
                return {
                    "ok": True,
                    "channels": [
                        {"id": each, "user": f"U{each[1:]}"} for each in sorted(places) if each[0] == "D"
                    ],
                }
            case "views.open":
                space.answered.append(Answered(asked["trigger_id"], self._process.name, str(asked["view"])))
                return {"ok": True, "view": {"id": "V1"}}
        return {"ok": True, "channel": str(asked.get("channel", "")), "ts": space.stamp()}

    def _limited(self, api_method: str) -> SlackApiError:
        data = {"ok": False, "error": "ratelimited"}
        seconds = str(self._process.dice.rng.choice((1, 10, 60)))
        return SlackApiError("limited", self._answer(api_method, data, 429, {"Retry-After": seconds}))

    def _answer(
        self, api_method: str, data: dict[str, Any], status: int, headers: dict[str, str] | None = None
    ) -> AsyncSlackResponse:
        return AsyncSlackResponse(
            client=self,
            http_verb="POST",
            api_url=api_method,
            req_args={},
            data=data,
            headers=headers or {},
            status_code=status,
        )

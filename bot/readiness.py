"""The pages for machines beside /health: whether the bot can do its work now, and its metrics."""

from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from bot.health import Health
from bot.metrics import Metrics, Standing
from bot.model.errors import DatabaseUnusable
from bot.model.figures import Figures
from bot.model.trouble import described
from bot.ports import Clock

OK = "ok"
NO_SOCKET = "there is no connection to Slack at the moment"
OTHER_TABLES = "the tables are of another release: run that one, or `minutesbot db upgrade`"

Read = Callable[[], Awaitable[Mapping[str, Figures]]]  # by team
IsCurrent = Callable[[], Awaitable[bool]]
Look = Callable[[], Standing | None]


class Readiness:
    """Answers /ready and /metrics, from what it is handed; `look` is None where no socket is to be there.

    `team` is whose the turns of `health` are; empty where each team has a bot and turns of its own.
    """

    def __init__(
        self,
        metrics: Metrics,
        health: Health,
        clock: Clock,
        *,
        team: str,
        read: Read,
        is_current: IsCurrent,
    ) -> None:
        self.look: Look | None = None
        self._metrics = metrics
        self._health = health
        self._clock = clock
        self._team = team
        self._read = read
        self._is_current = is_current

    async def ready(self, _: web.Request) -> web.StreamResponse:
        """Answer 200 when database, migrations and Slack are fine, else 503; each is told with the reason."""
        said = {**await self._database(), "slack": self._slack()}
        fine = all(word == OK for word in said.values())
        status = HTTPStatus.OK if fine else HTTPStatus.SERVICE_UNAVAILABLE
        return web.json_response({"ready": fine, **said}, status=status)

    async def metrics(self, _: web.Request) -> web.StreamResponse:
        """Answer with all metrics, also when the database cannot be used."""
        try:
            figures = await self._read()
        except DatabaseUnusable:
            figures = None
        self._metrics.read(figures, self._clock())
        standing = self.look() if self.look else None
        self._metrics.stands(standing, has_socket=self.look is not None)
        ages = {self._team: self._health.age, **{team: one.age for team, one in self._health.others.items()}}
        self._metrics.turns_stand(ages)
        self._metrics.copies_stand(fine=not self._health.copies)
        return web.Response(body=self._metrics.text(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def _database(self) -> dict[str, str]:
        try:
            current = await self._is_current()
        except DatabaseUnusable as failure:
            return {"database": described(failure), "migrations": "not known"}
        return {"database": OK, "migrations": OK if current else OTHER_TABLES}

    def _slack(self) -> str:
        return OK if self.look is None or self.look() is not None else NO_SOCKET

"""What people show of themselves in Slack, read where the app may; whoever waits for it never waits long."""

import asyncio
import logging
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.model.absence import OwnStatus
from bot.model.errors import NotNow, Rejected
from handlers.untrusted_json import mapping_of, number_of, text_of
from handlers.web_api.api_errors import MISSING_SCOPE, answer

log = logging.getLogger(__name__)

SCOPE = "users.profile:read"
PATIENCE = 2.0  # seconds for all who are asked for at once; a question goes out without it rather than late
PAUSE = 60.0  # seconds in which nobody is asked for again after Slack was too slow
AT_ONCE = 4  # requests at the same time
FAREST = 2**33  # seconds since 1970; later ends are none


class OwnStatuses:
    """Reads statuses with one request each, at most.

    `scopes` are those that the app was granted; none at all says that it is not known, and then it is tried
    once. Without the scope, and while Slack is slow or limits it, nothing is asked for.
    """

    def __init__(self, posting: AsyncWebClient, scopes: Iterable[str] = ()) -> None:
        self._posting = posting
        granted = frozenset(scopes)
        self._allowed = not granted or SCOPE in granted
        self._told = False
        self._rests_until = 0.0
        self._slots = asyncio.Semaphore(AT_ONCE)

    async def of(self, person: str) -> OwnStatus | None:
        """What somebody shows; None where it is not told, whatever the reason."""
        try:
            async with asyncio.timeout(PATIENCE), self._slots:
                return await self._read(person) if self._may_ask() else None
        except TimeoutError:
            self._rest(PAUSE, "Slack is slow")
        except NotNow as later:
            self._rest(later.after, later.detail)
        except Rejected as rejection:
            self._refused(rejection)
        return None

    async def _read(self, person: str) -> OwnStatus:
        found = await answer(self._posting.users_profile_get(user=person))
        return _status(mapping_of(found.get("profile")))

    def _may_ask(self) -> bool:
        if not self._allowed and not self._told:
            self._told = True
            log.info("the app lacks %s, which is optional: leads' own statuses are not read", SCOPE)
        return self._allowed and not self._rests()

    def _rests(self) -> bool:
        return asyncio.get_running_loop().time() < self._rests_until

    def _rest(self, seconds: float, why: str) -> None:
        if not self._rests():  # of several at the same time one tells
            log.info("leads' own statuses are not read for %.0f s: %s", seconds, why)
        self._rests_until = asyncio.get_running_loop().time() + seconds

    def _refused(self, rejection: Rejected) -> None:
        """About this person, or it will be the same with everybody."""
        if rejection.detail == MISSING_SCOPE:
            self._allowed = False
            self._may_ask()
        elif not rejection.final:
            self._rest(PAUSE, rejection.detail)


def _status(profile: Mapping[str, Any]) -> OwnStatus:
    """The status in a profile; of those that Slack offers the canonical text is the English one."""
    text = text_of(profile.get("status_text_canonical")) or text_of(profile.get("status_text"))
    picture, ends = text_of(profile.get("status_emoji")), number_of(profile.get("status_expiration"))
    return OwnStatus(
        text, picture.strip(":"), datetime.fromtimestamp(ends, UTC) if 0 < ends < FAREST else None
    )

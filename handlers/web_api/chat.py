"""Implements `bot.ports.Chat` on Slack's Web API: looks people up, posts, changes and finds messages."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable, Sequence
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from slack_sdk.web.async_client import AsyncWebClient

from bot.model.absence import OwnStatus
from bot.model.delivery import Delivery, Posted, WrittenOut
from bot.model.errors import DatabaseUnusable, Rejected
from bot.model.message import AskLead, RemindLead, Rescheduled, TwikiCopy, UnknownMessage
from bot.model.minutes import Minutes
from bot.model.person import Person
from bot.ports import Clock, Store
from handlers.blocks.render import Rendered, pages, render
from handlers.untrusted_json import mapping_of, text_of
from handlers.web_api.api_errors import NOT_THERE, answer, outcome
from handlers.web_api.contacts import PEOPLE, Contacts
from handlers.web_api.conversation_history import history, members_of, replies
from handlers.web_api.message_keys import carries_key, marked
from handlers.web_api.own_statuses import OwnStatuses
from handlers.web_api.twiki_copy import TwikiCopies

log = logging.getLogger(__name__)

EARLIER = 3600.0  # seconds; our clock may be ahead of Slack's, though never by so much
# A file is shared after the answer (bolt-js#2115); in all this is far shorter than a delivery's lease.
SHARE_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2)
UNKNOWN_PERSON = frozenset({"user_not_found", "user_not_visible", "users_not_found"})
UNHEARD = frozenset({"restricted_action"})  # what Slack says where somebody takes no direct messages


class SlackChat:
    """Implements `bot.ports.Chat`.

    `posting` never repeats a request by itself, as a repeated post stands twice, and never waits until Slack
    wants to be asked again, as others would wait with it. `pauses` are the seconds between looks whether a
    file stands where it was shared. People who are of no `team` but this one are strangers; without it only
    those whom Slack itself calls so. With a `clock` it is known for a while in which zone readers are;
    with a `store` the next process knows it, too. `scopes` are those that were granted, as far as is known.
    """

    def __init__(
        self,
        posting: AsyncWebClient,
        pauses: Sequence[float] = SHARE_PAUSES,
        *,
        team: str = "",
        clock: Clock | None = None,
        store: Store | None = None,
        scopes: Iterable[str] = (),
    ) -> None:
        self._posting = posting
        self._team = team
        self._contacts = Contacts(posting, self.person, clock, store)
        self._statuses = OwnStatuses(posting, scopes)
        self._copies = TwikiCopies(posting, pauses)

    def pages(self, minutes: Minutes) -> int:
        """How many messages these minutes take."""
        return pages(minutes)

    async def person(self, person: str) -> Person:
        """Look somebody up."""
        try:
            found = await answer(self._posting.users_info(user=person))
        except Rejected as rejection:
            if rejection.detail not in UNKNOWN_PERSON:
                raise
            return Person(person, person, trouble="is not known in this workspace")
        return _person({"id": person, **mapping_of(found["user"])}, self._team)

    async def own_status(self, person: str) -> OwnStatus | None:
        """What somebody shows of themselves in Slack."""
        return await self._statuses.of(person)

    async def members(self, channel: str) -> frozenset[str]:
        """Who is in a channel; nobody where the bot is not. Rejected if Slack does not tell."""
        try:
            return frozenset([person async for person in members_of(self._posting, channel)])
        except Rejected as rejection:
            if rejection.detail not in NOT_THERE:
                raise
            return frozenset()

    async def permalink(self, posted: Posted) -> str:
        """The address of a message; empty if it is gone."""
        try:
            found = await answer(
                self._posting.chat_getPermalink(channel=posted.conversation, message_ts=posted.ts)
            )
        except Rejected as rejection:
            log.info("Slack does not tell the address of a message (%s)", rejection.detail)
            return ""
        return str(found["permalink"])

    async def say(self, delivery: Delivery) -> Posted:
        """Post a delivery's message under its key."""
        try:
            return await self._say(delivery)
        except Rejected as rejection:
            await self._contacts.forget(delivery.to)  # the app may be installed anew, in other conversations
            if rejection.detail in UNHEARD and delivery.to.startswith(PEOPLE):
                raise Rejected(rejection.detail) from rejection
            raise

    async def amend(self, delivery: Delivery) -> WrittenOut | None:
        """Bring a posted message up to the delivery's version; tells where a refused file stands as text."""
        if delivery.posted is None:
            raise Rejected("nothing was posted that could be amended")
        if isinstance(delivery.message, TwikiCopy):
            return await self._copies.amend(delivery, delivery.message, delivery.posted)
        shown = await self._render(delivery)
        delivery.hold()
        await outcome(
            self._posting.chat_update(
                channel=delivery.posted.conversation,
                ts=delivery.posted.ts,
                text=shown.text,
                blocks=shown.blocks,
                parse="none",  # chat.update falls back to `client` where chat.postMessage does not
            )
        )
        return None

    async def find(self, delivery: Delivery) -> Posted | None:
        """Look whether an earlier try to post this delivery succeeded."""
        place = await self._contacts.conversation(delivery.to)
        async for message in self._said_since(delivery, place):
            if carries_key(message, delivery.carried_key):
                return Posted(place, str(message["ts"]))
        return None

    async def _say(self, delivery: Delivery) -> Posted:
        if isinstance(delivery.message, TwikiCopy):
            place = await self._contacts.conversation(delivery.to)
            return await self._copies.say(delivery, delivery.message, place)
        shown = await self._render(delivery)
        # Slack opens the conversation with somebody to whose id it is asked to post, and tells which it is.
        place = await self._contacts.known_conversation(delivery.to) or delivery.to
        place = delivery.thread.conversation if delivery.thread else place
        delivery.hold()
        said = await outcome(
            self._posting.chat_postMessage(
                channel=place,
                thread_ts=delivery.thread.ts if delivery.thread else None,
                text=shown.text,
                blocks=shown.blocks,
                metadata=marked(delivery.carried_key),
                parse="none",
                unfurl_links=False,
                unfurl_media=False,
            )
        )
        posted = Posted(str(said["channel"]), str(said["ts"]))
        await self._learn(delivery.to, posted)
        return posted

    async def _learn(self, to: str, posted: Posted) -> None:
        """Keep where somebody was written to; that this fails must not make what was posted fail."""
        try:
            await self._contacts.found_in(to, posted.conversation)
        except DatabaseUnusable:
            log.info("where somebody was written to could not be kept")

    async def _render(self, delivery: Delivery) -> Rendered:
        """Write the message; only those about a time need to know where the reader is."""
        if isinstance(delivery.message, UnknownMessage):
            raise Rejected(f"this release does not know messages called {delivery.message.word}")
        zone = None
        about_a_time = isinstance(delivery.message, AskLead | RemindLead | Rescheduled)
        if about_a_time and delivery.to.startswith(PEOPLE):
            reader = await self._contacts.reader(delivery.to)
            if reader.trouble:  # a message to a deactivated person succeeds and is read by nobody
                raise Rejected(f"{reader.name} {reader.trouble}")
            zone = reader.zone
        return await asyncio.to_thread(render, delivery.message, delivery.carried_key, zone=zone)

    def _said_since(self, delivery: Delivery, place: str) -> AsyncIterator[dict[str, Any]]:
        since = (delivery.first_try_at or delivery.due).timestamp() - EARLIER
        if delivery.thread:
            return replies(self._posting, place, delivery.thread.ts, since)
        return history(self._posting, place, since)


def _person(user: dict[str, Any], team: str) -> Person:
    profile, identity = mapping_of(user.get("profile")), text_of(user["id"])
    names = (profile.get("display_name"), user.get("real_name"), profile.get("real_name"), user.get("name"))
    name = next((name for each in names if (name := text_of(each))), identity)
    zone = text_of(user.get("tz"))
    trouble = ""
    if user.get("deleted"):
        trouble = "is deactivated"
    elif user.get("is_bot"):
        trouble = "is a bot"
    return Person(
        identity,
        name,
        zone if _is_zone(zone) else "UTC",
        trouble,
        admin=bool(user.get("is_admin") or user.get("is_owner")),
        stranger=_is_stranger(user, team),
    )


def _is_stranger(user: dict[str, Any], team: str) -> bool:
    """Whether somebody is of another workspace.

    Slack says `is_stranger` only of those who share no channel with the app; those in a shared channel are
    told by their team, or within a larger organisation by all teams they are in, and by the organisation
    itself where that is what the app serves.
    """
    member = mapping_of(user.get("enterprise_user"))
    within = member.get("teams")
    theirs = {text_of(user.get("team_id")) or team, *map(text_of, within if isinstance(within, list) else ())}
    theirs.add(text_of(member.get("enterprise_id")))
    return bool(user.get("is_stranger")) or bool(team and team not in theirs)


def _is_zone(name: str) -> bool:
    return name in _zones() and bool(ZoneInfo(name))


@cache
def _zones() -> frozenset[str]:
    """The names of all zones; to find them the whole folder of zones is walked, tens of milliseconds."""
    return frozenset(available_timezones())

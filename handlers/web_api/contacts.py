"""How people are written to: in which conversation, and in which zone they read.

What Slack told is kept, so that a question to many does not ask it about each of them again.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

from slack_sdk.web.async_client import AsyncWebClient

from bot.model.contact import Contact
from bot.model.person import Person
from bot.ports import Book, Clock, Store
from handlers.web_api.api_errors import answer

PEOPLE = ("U", "W")
FRESH = timedelta(hours=12)  # whoever is deactivated meanwhile is written to, and does not read it
MOST = 10_000  # people in memory; beyond them the one who came first is read from the store again


class Contacts:
    """Opens direct conversations and looks up readers, each when it is not known.

    Without a `store` it is forgotten with the process; without a `clock` readers are looked up each time.
    """

    def __init__(
        self,
        posting: AsyncWebClient,
        look_up: Callable[[str], Awaitable[Person]],
        clock: Clock | None = None,
        store: Store | None = None,
    ) -> None:
        self._posting = posting
        self._look_up = look_up
        self._clock = clock
        self._store = store
        self._remembered: dict[str, Contact] = {}
        self._unsaved: set[str] = set()  # people who were looked up, and are about to be written to

    async def conversation(self, to: str) -> str:
        """The id of the conversation; opening one that is open already changes nothing."""
        return await self.known_conversation(to) or await self._opened(to)

    async def known_conversation(self, to: str) -> str:
        """The id of the conversation; empty where it is not known. A channel stands for itself."""
        return (await self._contact(to)).conversation if to.startswith(PEOPLE) else to

    async def found_in(self, to: str, conversation: str) -> None:
        """Keep in which conversation somebody was written to."""
        contact = await self._contact(to) if to.startswith(PEOPLE) else None
        if contact and (contact.conversation != conversation or to in self._unsaved):
            await self._keep(replace(contact, conversation=conversation))

    async def reader(self, person: str) -> Person:
        """Somebody as they were at most `FRESH` ago; raises what looking them up raises.

        It is saved with the conversation in which they are then written to, as one change instead of two.
        """
        if self._clock is None:
            return await self._look_up(person)
        now, contact = self._clock(), await self._contact(person)
        if contact.known and contact.looked_up_at and timedelta(0) <= now - contact.looked_up_at < FRESH:
            return contact.known
        found = await self._look_up(person)
        if not found.trouble:
            self._remember(replace(contact, known=found, looked_up_at=now))
            self._unsaved.add(person)
        elif contact.known:
            await self._keep(replace(contact, known=None, looked_up_at=None))
        return found

    async def forget(self, to: str) -> None:
        """Open the conversation and look the reader up anew the next time."""
        if to.startswith(PEOPLE) and await self._contact(to) != Contact(to):
            await self._keep(Contact(to))

    async def _opened(self, to: str) -> str:
        found = await answer(self._posting.conversations_open(users=to))
        conversation = found.inside("channel", "id")
        await self.found_in(to, conversation)
        return conversation

    async def _contact(self, person: str) -> Contact:
        if person not in self._remembered:
            self._remember(await self._stored(person) or Contact(person))
        return self._remembered[person]

    async def _stored(self, person: str) -> Contact | None:
        return await self._store.read(lambda book: book.contact(person)) if self._store else None

    async def _keep(self, contact: Contact) -> None:
        if self._store:
            await self._store.change(_keep, contact)
        self._remember(contact)
        self._unsaved.discard(contact.person)

    def _remember(self, contact: Contact) -> None:
        self._remembered[contact.person] = contact
        if len(self._remembered) > MOST:
            first = next(iter(self._remembered))
            self._remembered.pop(first)
            self._unsaved.discard(first)


def _keep(book: Book, contact: Contact) -> None:
    book.keep_contact(contact)

"""What was said while the bot was not listening."""

import asyncio
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

import pytest
from sqlalchemy import event

from bot.demo.server.ledger import Kind, Record
from bot.model.contact import Contact
from bot.model.reply import Reply
from bot.model.trouble import FIRST_PAUSE
from bot.ports import Book
from handlers.incoming.catch_up import LookBack, catch_up
from handlers.incoming.deleted import gone
from storage.database import Database
from storage.queue import RowInbox
from tests.handlers.stage import Bot, press
from tests.waiting import PATIENCE_SECONDS

pytestmark = pytest.mark.wire


@pytest.fixture
async def deaf(bot):
    """The workspace tells the bot nothing."""
    bot.workspace.events.holding = True
    return bot


async def read_back(bot: Bot) -> int:
    looked_at = await catch_up(bot.reading, bot.inbox, bot.context.store, bot.clock)
    await bot.settle()
    return looked_at


def card(bot: Bot, person: str = "U0TIM") -> str:
    return str(bot.said_to(person)[-1]["text"])


async def test_a_message_that_was_never_told_is_found(deaf):
    await deaf.workspace.write("U0TIM", "News:\n- Released version 4.2")
    await deaf.settle()
    assert deaf.said_to("U0TIM") == []
    await read_back(deaf)
    assert "Released version 4.2" in card(deaf)


async def test_an_edit_that_was_never_told_is_found(deaf):
    ts = await deaf.workspace.write("U0TIM", "News:\n- Released version 4.2")
    await read_back(deaf)
    await deaf.workspace.edit("U0TIM", ts, "News:\n- Released version 4.3")
    await read_back(deaf)
    assert "version 4.3" in card(deaf)
    assert "version 4.2" not in card(deaf)


async def test_an_answer_in_a_thread_is_found(deaf):
    await deaf.tick()
    (ask,) = deaf.said_to("U0TIM")
    await deaf.workspace.write("U0TIM", "- Released version 4.2", thread_ts=ask["ts"])
    await read_back(deaf)
    assert "Released version 4.2" in card(deaf)


async def test_an_answer_in_the_thread_of_the_last_question_is_found_however_old_that_is(deaf):
    """Nobody was asked since: the bot was off, or the call is not every week."""
    await deaf.tick()
    (ask,) = deaf.said_to("U0TIM")
    for days in (2, 10):  # the minutes are posted and closed; the meeting of the week after is missed
        deaf.clock.advance(timedelta(days=days))
        await deaf.tick()
    await deaf.workspace.write("U0TIM", "News:\n- Moved the mirror")
    await read_back(deaf)
    await deaf.tick()
    await deaf.workspace.write("U0TIM", "- Released version 4.2", thread_ts=ask["ts"])
    await read_back(deaf)
    assert "Released version 4.2" in card(deaf)


async def test_what_was_deleted_meanwhile_is_not_invented(deaf):
    ts = await deaf.workspace.write("U0TIM", "News:\n- Released version 4.2")
    await deaf.workspace.delete("U0TIM", ts)
    await read_back(deaf)
    assert deaf.said_to("U0TIM") == []


async def test_a_deletion_that_was_never_told_is_found(deaf):
    ts = await deaf.workspace.write("U0TIM", "News:\n- Released version 4.2")
    await deaf.workspace.write("U0TIM", "News:\n- Moved the mirror")
    await read_back(deaf)
    await deaf.workspace.delete("U0TIM", ts)
    await read_back(deaf)
    assert "version 4.2" not in card(deaf)
    assert "Moved the mirror" in card(deaf)


async def test_a_deleted_answer_in_a_thread_is_found_and_the_others_stay(deaf):
    await deaf.tick()
    (ask,) = deaf.said_to("U0TIM")
    answers = [
        await deaf.workspace.write("U0TIM", f"- {what}", thread_ts=ask["ts"])
        for what in ("Released version 4.2", "Moved the mirror")
    ]
    await read_back(deaf)
    await deaf.workspace.delete("U0TIM", answers[0])
    await read_back(deaf)
    assert "version 4.2" not in card(deaf)
    assert "Moved the mirror" in card(deaf)


async def test_a_deleted_message_whose_answers_stay_is_found(deaf):
    first = await deaf.workspace.write("U0TIM", "- Released version 4.2")
    await deaf.workspace.write("U0TIM", "- Moved the mirror", thread_ts=first)
    await read_back(deaf)
    await deaf.workspace.delete("U0TIM", first)
    await read_back(deaf)
    assert "version 4.2" not in card(deaf)
    assert "Moved the mirror" in card(deaf)


async def test_what_came_by_a_button_or_a_form_is_in_no_history_and_stays(deaf):
    await deaf.tick()
    await press(deaf, deaf.said_to("U0TIM")[0], "Nothing new")
    before = card(deaf)
    await read_back(deaf)
    assert card(deaf) == before


NOW = datetime(2027, 1, 11, 22, tzinfo=UTC)
SINCE = (NOW - timedelta(days=8)).timestamp()


def written(days: float, *, thread_days: float | None = None) -> Reply:
    first = None if thread_days is None else stamp(thread_days)
    return Reply("U0TIM", "D0TIM", stamp(days), (), thread=first)


def stamp(days: float) -> str:
    return f"{(NOW - timedelta(days=days)).timestamp():.6f}"


def missed(*remembered: Reply, shown: tuple[float, ...]) -> list[Reply]:
    return list(gone(remembered, map(stamp, shown), since=SINCE, now=NOW))


def test_what_the_history_shows_or_what_was_not_read_is_not_gone():
    there, before, elsewhere = written(3), written(9), written(2, thread_days=9)
    assert missed(there, before, elsewhere, shown=(4, 3)) == []


def test_what_is_missing_among_what_is_there_was_deleted():
    reply, answer = written(3), written(2, thread_days=4)
    assert missed(reply, answer, shown=(4, 1)) == [reply, answer]


def test_a_workspace_that_throws_old_messages_away_withdraws_nothing():
    assert missed(written(3), shown=(1,)) == []
    assert missed(written(3), shown=()) == []
    assert missed(written(0.5), shown=()) == [written(0.5)]


def test_what_is_missing_beside_something_that_stands_was_deleted_however_long_ago():
    """What is thrown away goes once a day, so of two messages of the same hour both go, or none."""
    hour = 1 / 24
    assert missed(written(3), shown=(3 - hour / 2, 1)) == [written(3)]
    assert missed(written(3), shown=(3 - 2 * hour, 1)) == []
    assert missed(written(3 + hour), written(3), shown=(3 - hour / 2,)) == [written(3)]


async def test_reading_back_again_changes_nothing(deaf):
    await deaf.workspace.write("U0TIM", "News:\n- Released version 4.2")
    assert await read_back(deaf) == 1
    calls = len(deaf.workspace.ledger)
    again = await read_back(deaf)
    assert again == 2  # the lead's message and the card
    assert not [record for record in deaf.workspace.ledger[calls:] if record.name.startswith("chat.")]


async def test_the_cursor_stands_at_the_newest_message(deaf):
    await deaf.workspace.write("U0TIM", "News:\n- Released version 4.2")
    newest = await deaf.workspace.write("U0TIM", "- Moved the mirror")
    await read_back(deaf)
    assert (await deaf.inbox.cursors())[deaf.workspace.dm("U0TIM")] == newest


async def test_a_long_silence_does_not_hide_what_was_said_in_it(deaf):
    for number in range(230):
        await deaf.workspace.write("U0TIM", f"- Item {number} was released")
    deaf.clock.advance(timedelta(hours=10))
    assert await catch_up(deaf.reading, deaf.inbox, deaf.context.store, deaf.clock) == 230
    assert len(await deaf.inbox.waiting(1_000)) == 230


def look_back_of(bot: Bot) -> LookBack:
    return LookBack(bot.reading, bot.inbox, bot.context.store, bot.clock)


@pytest.mark.refuses
@pytest.mark.parametrize("error", ["channel_not_found", "missing_scope", "a_code_of_tomorrow"])
async def test_a_conversation_that_cannot_be_read_holds_up_no_other_and_is_tried_again(deaf, caplog, error):
    for person in ("U0ANA", "U0TIM"):
        await deaf.workspace.write(person, "News:\n- Released version 4.2")
    look_back = look_back_of(deaf)
    deaf.workspace.fail_next("conversations.history", "refused", error=error)
    assert await look_back.everything() == 1
    assert not look_back.is_due()
    deaf.clock.advance(FIRST_PAUSE)
    assert look_back.is_due()
    deaf.workspace.fail_next("conversations.history", "refused", error=error)
    assert await look_back.again() == 0
    deaf.clock.advance(FIRST_PAUSE)
    assert not look_back.is_due()
    deaf.clock.advance(FIRST_PAUSE)
    assert await look_back.again() == 1
    await deaf.settle()
    assert all("Released version 4.2" in card(deaf, person) for person in ("U0ANA", "U0TIM"))
    assert not look_back.is_due()
    assert caplog.text.count(f"{error}") == 1


@pytest.mark.refuses
async def test_conversations_that_are_known_are_read_although_they_cannot_be_listed(deaf):
    await deaf.workspace.write("U0TIM", "News:\n- Released version 4.2")
    await read_back(deaf)
    await deaf.workspace.write("U0TIM", "- Moved the mirror")
    deaf.workspace.fail_next("users.conversations", "refused", error="missing_scope")
    await read_back(deaf)
    assert "Moved the mirror" in card(deaf)


async def test_a_strange_message_in_one_history_holds_up_no_other(deaf):
    for person in ("U0ANA", "U0TIM"):
        await deaf.workspace.write(person, "News:\n- Released version 4.2")
    room = deaf.workspace.world.rooms[deaf.workspace.dm("U0ANA")]
    (strange,) = room.messages.values()
    strange["edited"] = "by nobody"  # no mapping, as Slack says there is one
    await read_back(deaf)
    assert "Released version 4.2" in card(deaf)


def read_in_order(asked: list[Record]) -> list[str]:
    """The conversations whose histories were read, in that order."""
    return [str(each.arguments["channel"]) for each in asked if each.name == "conversations.history"]


PEOPLE = ("U0CHAIR", "U0ABROAD", "U0ANA", "U0TIM")


async def known_leads(bot: Bot) -> None:
    """Let it be known in which conversations the leads were asked."""

    def keep(book: Book) -> None:
        for person in ("U0ANA", "U0TIM"):
            book.keep_contact(Contact(person, bot.workspace.dm(person)))

    await bot.tick()
    await bot.context.store.change(keep)


async def test_whose_minutes_are_due_soon_are_read_first_and_before_all_are_listed(deaf):
    await known_leads(deaf)
    await deaf.workspace.write("U0CHAIR", "Hello")
    deaf.clock.advance(timedelta(hours=22, minutes=30))
    deaf.workspace.fail_next("users.conversations", "rate_limited", seconds=1)
    before = len(deaf.workspace.ledger)
    await look_back_of(deaf).everything()
    asked = [each for each in list(deaf.workspace.ledger)[before:] if each.kind is Kind.CALL]
    leads = {deaf.workspace.dm(person) for person in ("U0ANA", "U0TIM")}
    assert {each.arguments.get("channel") for each in asked[:2]} == leads
    assert asked[-1].arguments["channel"] == deaf.workspace.dm("U0CHAIR")
    assert read_in_order(asked) == [*read_in_order(asked[:2]), deaf.workspace.dm("U0CHAIR")]


async def test_what_all_calls_say_is_asked_for_once_however_long_it_takes_to_read_all(deaf, database):
    await known_leads(deaf)
    for person in PEOPLE:
        await deaf.workspace.write(person, "Hello")

    class Slow:
        """A store that takes two minutes to read anything."""

        async def read(self, work, *values):
            deaf.clock.advance(timedelta(minutes=2))
            return await deaf.context.store.read(work, *values)

    asked = list[str]()

    def executed(_connection, _cursor, statement, *_) -> None:
        if "min(meeting.opens)" in statement:
            asked.append(statement)

    store: Any = Slow()
    event.listen(database.engine, "before_cursor_execute", executed)
    assert await LookBack(deaf.reading, deaf.inbox, store, deaf.clock).everything() >= len(PEOPLE)
    event.remove(database.engine, "before_cursor_execute", executed)
    assert len(asked) == 1


async def test_what_is_missed_during_each_reading_keeps_nobody_from_being_read(deaf):
    await known_leads(deaf)
    await deaf.workspace.write("U0CHAIR", "Hello")
    deaf.clock.advance(timedelta(hours=22, minutes=30))

    class Interrupted:
        """A store during whose use something may have been missed, for a long time."""

        left = 20

        async def read(self, work, *values):
            self.left -= 1
            if self.left > 0:
                look_back.missed()
            return await deaf.context.store.read(work, *values)

    store: Any = Interrupted()
    look_back = LookBack(deaf.reading, deaf.inbox, store, deaf.clock)
    before = len(deaf.workspace.ledger)
    await look_back.everything()
    asked = read_in_order(list(deaf.workspace.ledger)[before:])
    leads = {deaf.workspace.dm(person) for person in ("U0ANA", "U0TIM")}
    assert set(asked[:2]) == leads
    assert asked.index(deaf.workspace.dm("U0CHAIR")) <= 2 * len(leads)


async def test_whose_minutes_become_due_while_all_are_read_are_read_once_more(deaf):
    await known_leads(deaf)
    for person in ("U0CHAIR", "U0ABROAD"):
        await deaf.workspace.write(person, "Hello")
    deaf.clock.advance(timedelta(hours=22, minutes=30))
    others, leads = ({deaf.workspace.dm(each) for each in some} for some in (PEOPLE[:2], PEOPLE[2:]))

    class Slow:
        """An inbox that is asked about the first of the others when half an hour has passed."""

        def __getattr__(self, name):
            return getattr(deaf.inbox, name)

        async def unknown(self, identities):
            if len(read_in_order(list(deaf.workspace.ledger)[before:])) == len(leads) + 1:
                deaf.clock.advance(timedelta(minutes=27))
            return await deaf.inbox.unknown(identities)

    inbox: Any = Slow()
    before = len(deaf.workspace.ledger)
    await LookBack(deaf.reading, inbox, deaf.context.store, deaf.clock).everything()
    read = read_in_order(list(deaf.workspace.ledger)[before:])
    assert [each in leads for each in read] == [True, True, False, True, True, False]
    assert set(read) == leads | others


async def test_what_may_have_been_missed_meanwhile_is_read_again(deaf):
    await known_leads(deaf)
    deaf.clock.advance(timedelta(hours=22, minutes=30))
    look_back = look_back_of(deaf)
    await look_back.everything()
    assert look_back.heard_out == {"U0ANA", "U0TIM"}
    look_back.missed()
    assert look_back.heard_out == frozenset()


async def test_a_conversation_in_which_nothing_is_new_is_not_saved_again(deaf, database):
    await deaf.workspace.write("U0TIM", "News:\n- Released version 4.2")
    await read_back(deaf)
    await read_back(deaf)  # what the bot has said meanwhile is new as well
    cursors = await deaf.inbox.cursors()

    class Saving:
        """An inbox in which nobody may save anything."""

        def __getattr__(self, name):
            assert name in {"cursors", "unknown"}
            return getattr(deaf.inbox, name)

    inbox: Any = Saving()
    assert await LookBack(deaf.reading, inbox, deaf.context.store, deaf.clock).everything() == 2
    assert await deaf.inbox.cursors() == cursors


class AllFive(RowInbox):
    """An inbox that saves nothing before five arrivals have been handed to it."""

    def __init__(self, database: Database, team: str) -> None:
        super().__init__(database, team)
        self._kept, self._all_here = 0, Event()
        database.soon(self._wait)

    def _wait(self) -> None:
        self._all_here.wait(PATIENCE_SECONDS)

    async def keep(self, identity: str, payload: dict[str, Any], at: datetime) -> None:
        self._kept += 1
        if self._kept == 5:
            asyncio.get_running_loop().call_soon(self._all_here.set)
        await super().keep(identity, payload, at)


async def test_all_that_is_new_in_a_conversation_is_saved_together(deaf, database):
    for number in range(5):
        await deaf.workspace.write("U0TIM", f"News:\n- Released version 4.{number}")
    saved = list[int]()

    def executed(_connection, _cursor, statement, parameters, *_) -> None:
        if statement.startswith("INSERT INTO inbox"):
            saved.append(len(parameters))

    event.listen(database.engine, "before_cursor_execute", executed)
    inbox = AllFive(database, deaf.workspace.world.team)
    await LookBack(deaf.reading, inbox, deaf.context.store, deaf.clock).everything()
    event.remove(database.engine, "before_cursor_execute", executed)
    assert saved == [5]

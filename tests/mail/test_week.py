"""A week whose minutes go by mail: once, when the meeting is closed, and told if they do not."""

from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from bot.cycle.deliver import LEASE, deliver
from bot.cycle.erase import forget
from bot.cycle.minutes.publish import adjourn, reopen
from bot.mail.mails import Mails
from bot.model.delivery import Status
from bot.model.message import Undelivered
from bot.model.person import Person
from bot.setting_values import Encryption
from handlers.blocks.render import render
from storage.store import RowStore
from tests.cycle.test_wiki_page import Week
from tests.mail.post_office import DROPS, SENDER, PostOffice, opened
from tests.rounds import advance
from tests.rules.test_plan import CALL, DAY
from tests.tables import with_tables

LIST, OTHER = "list@example.org", "other@example.org"
MAILS = f"Production/{DAY}/mail/"
RUTH = Person("URUTH", "Ruth")
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@dataclass
class MailWeek(Week):
    """The steps of the week, with the real adapter before a real server."""

    office: PostOffice = field(default_factory=PostOffice)
    mails: Mails | None = None

    @asynccontextmanager
    async def open(self, to=(LIST, OTHER), call=CALL):
        async with opened(self.office, Encryption.NONE, login=False) as server:
            self.mails = Mails(server, SENDER, "T1")
            await self.store.change(lambda book: book.keep_call(replace(call, mail=to)))
            await self.turn(-HOUR)
            self.moment = timedelta(0)
            await self.report("Grid", before=MINUTE)
            await self.turn()
            yield

    async def turn(self, after: timedelta = timedelta(0)):
        self.moment += after
        await advance(store=self.store, pages=self.wall.pages, now=self.clock())
        await deliver(
            store=self.store, chat=self.wall, wiki=self.board, clock=self.clock, owner="me", mail=self.mails
        )

    async def later(self, *, total: timedelta, step: timedelta = timedelta(minutes=5)):
        until = self.moment + total
        while self.moment < until:
            if self.mails:
                self.mails._rests_until = (
                    0.0  # time is moved by hand here, and not on the clock of the machine
                )
            await self.turn(step)

    async def owed(self):
        return await self.store.read(lambda book: book.deliveries(MAILS))

    async def fates(self) -> dict[str, Status]:
        return {one.part: one.status for one in await self.owed()}

    def notices(self) -> list[str]:
        """What chairs were told about the mail of this meeting."""
        return [
            f"{one.to}: {render(one.message, one.key).text}"
            for one in self.wall.said
            if isinstance(one.message, Undelivered) and one.message.occasion.day == DAY
        ]


@pytest.fixture
def week(tmp_path):
    database = with_tables(tmp_path / "minutes.db")
    yield MailWeek(RowStore(database, "T1"))
    database.close()


async def test_the_minutes_are_mailed_once_to_each_when_late_replies_have_been_folded_in(week):
    async with week.open():
        await week.report("Storage", before=-MINUTE)
        await week.turn(HOUR)
        assert week.office.arrived == []
        await week.turn(23 * HOUR)
        await week.later(total=2 * HOUR)
    assert sorted(week.office.to()) == [LIST, OTHER]
    assert await week.fates() == {f"{LIST}/2": Status.SENT, f"{OTHER}/2": Status.SENT}
    first = week.office.arrived[0]
    said = first.get_body(("plain",)).get_content()
    assert "Revision 2" in said
    assert "Storage" in said
    assert first["Subject"] == "Production Meeting, March 10, 2026"
    assert week.notices() == []


async def test_a_call_without_addresses_mails_nothing(week):
    async with week.open(to=()):
        await week.turn(25 * HOUR)
    assert (week.office.sessions, await week.owed()) == (0, ())


async def test_a_chair_who_closes_the_meeting_sends_the_mail(week):
    async with week.open():
        at = week.clock()
        await week.store.change(adjourn, "Production", DAY, by=RUTH, pages=week.wall.pages, now=at)
        await week.turn()
        assert len(week.office.arrived) == 2


async def test_a_meeting_opened_again_mails_what_changed_since_as_an_answer_and_else_nothing(week):
    async with week.open(to=(LIST,)):
        await week.turn(25 * HOUR)
        for area in ("", "Storage"):
            at = week.clock()
            await week.store.change(reopen, "Production", by=RUTH, pages=week.wall.pages, now=at)
            await week.turn(MINUTE)
            if area:
                await week.report(area)
                await week.turn(MINUTE)
            at = week.clock()
            await week.store.change(adjourn, "Production", DAY, by=RUTH, pages=week.wall.pages, now=at)
            await week.turn(MINUTE)
            assert len(week.office.arrived) == (2 if area else 1)
    first, second = week.office.arrived
    assert second["Subject"] == f"Amended: {first['Subject']}"
    assert second["In-Reply-To"].strip() == first["Message-ID"].strip() != second["Message-ID"].strip()
    assert "Revision 2" in second.get_body(("plain",)).get_content()


async def test_one_reader_who_is_refused_is_told_to_the_chair_once_and_the_other_has_it(week):
    week.office.readers[LIST] = "550 5.1.1 no such user"
    async with week.open():
        await week.turn(25 * HOUR)
        await week.later(total=HOUR)
    assert week.office.to() == [OTHER]
    assert await week.fates() == {f"{LIST}/1": Status.DEAD, f"{OTHER}/1": Status.SENT}
    (notice,) = week.notices()
    assert notice == (
        "UCHAIR: The minutes for the Production call of Tuesday, March 10 did not get through to "
        "list@example.org by mail: the mail server refuses list@example.org (550 5.1.1)."
    )


async def test_a_reader_who_is_put_off_is_tried_until_taken_and_the_chair_does_not_hear_of_the_usual(week):
    week.office.readers[LIST] = "450 4.2.0 greylisted"
    async with week.open():
        await week.turn(25 * HOUR)
        await week.later(total=10 * MINUTE, step=MINUTE)
        assert week.office.to() == [OTHER]
        del week.office.readers[LIST]
        await week.later(total=HOUR)
    assert week.office.to() == [OTHER, LIST]
    assert week.notices() == []


async def test_a_server_that_is_away_for_two_days_loses_nothing_and_is_told_once(week):
    async with week.open():
        pass
    await week.turn(25 * HOUR)
    await week.later(total=2 * HOUR)
    await week.later(total=46 * HOUR, step=2 * HOUR)
    assert set((await week.fates()).values()) == {Status.PENDING}
    attempts = max(one.attempts for one in await week.owed())
    assert 20 < attempts < 50
    (notice,) = week.notices()
    assert "could not be mailed yet: mail server 127.0.0.1:" in notice
    assert "cannot be reached. I go on trying for a week." in notice
    async with opened(week.office, Encryption.NONE, login=False):
        await week.later(total=2 * HOUR)
    assert sorted(week.office.to()) == [LIST, OTHER]
    assert set((await week.fates()).values()) == {Status.SENT}


async def test_a_server_that_is_away_for_more_than_a_week_is_given_up_and_that_is_told(week):
    async with week.open(to=(LIST,)):
        pass
    await week.turn(25 * HOUR)
    await week.later(total=timedelta(days=9), step=6 * HOUR)
    assert await week.fates() == {f"{LIST}/1": Status.DEAD}
    assert len(week.notices()) == 2
    assert "did not get through to list@example.org by mail: mail server" in week.notices()[-1]


async def test_an_answer_that_is_lost_brings_one_more_copy_of_the_same_identity_and_no_third(week):
    week.office.after_data = [DROPS] * 5
    async with week.open(to=(LIST,)):
        await week.turn(25 * HOUR)
        assert len(week.office.arrived) == 1
        await week.later(total=9 * MINUTE, step=MINUTE)
        assert len(week.office.arrived) == 1
        await week.later(total=3 * HOUR)
    first, second = week.office.raw
    assert first == second
    assert await week.fates() == {f"{LIST}/1": Status.DEAD}
    (notice,) = week.notices()
    assert "took it and did not say so; it may have arrived" in notice


async def test_one_lost_answer_alone_is_no_trouble_for_anybody(week):
    week.office.after_data = [DROPS]
    async with week.open(to=(LIST,)):
        await week.turn(25 * HOUR)
        await week.later(total=HOUR)
    first, second = week.office.raw
    assert first == second
    assert await week.fates() == {f"{LIST}/1": Status.SENT}
    assert week.notices() == []


async def test_a_bot_that_is_killed_while_it_sends_sends_the_same_again_when_its_lease_is_over(week):
    async with week.open(to=(LIST,)):
        week.moment += 25 * HOUR
        await advance(store=week.store, pages=week.wall.pages, now=week.clock())
        claimed = await week.store.change(lambda book: book.claim(week.clock(), "killed", LEASE, 50))
        (mine,) = [one for one in claimed if one.key.startswith(MAILS)]
        await week.mails.send(mine.key, mine.message)
        await week.turn(LEASE / 2)
        assert len(week.office.arrived) == 1
        await week.turn(LEASE)
        await week.later(total=HOUR)
    first, second = week.office.raw
    assert first == second
    assert await week.fates() == {f"{LIST}/1": Status.SENT}


async def test_mail_of_a_process_without_a_door_for_it_waits(week):
    async with week.open(to=(LIST,)):
        mails, week.mails = week.mails, None
        await week.turn(25 * HOUR)
        assert await week.fates() == {f"{LIST}/1": Status.PENDING}
        week.mails = mails
        await week.later(total=HOUR)
    assert week.office.to() == [LIST]


async def test_who_is_erased_is_not_mailed_again_and_leaves_no_words_behind(week):
    async with week.open(to=(LIST,)):
        await week.turn(25 * HOUR)
        at = week.clock()
        await week.store.change(reopen, "Production", by=RUTH, pages=week.wall.pages, now=at)
        await week.store.change(forget, Person("UANNA", "Anna"), now=at)
        await week.later(total=timedelta(days=2), step=6 * HOUR)
    assert len(week.office.arrived) == 1
    (mail,) = await week.owed()
    assert mail.status is Status.SENT
    assert "Anna" not in repr(mail.message)


async def test_mail_that_waits_is_sent_without_who_was_erased_meanwhile(week):
    async with week.open(to=(LIST,)):
        mails, week.mails = week.mails, None
        await week.turn(25 * HOUR)
        await week.store.change(forget, Person("UANNA", "Anna"), now=week.clock())
        week.mails = mails
        await week.later(total=HOUR)
    (there,) = week.office.arrived
    assert "Anna" not in there.get_body(("plain",)).get_content()

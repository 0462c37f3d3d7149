"""Minutes by mail of a call that is called otherwise, at whatever moment: once, and known again."""

from bot.cycle.calls.change_log import record_change
from bot.cycle.minutes.publish import adjourn, reopen
from bot.model.delivery import Status
from bot.rules.renaming import called
from tests.mail.post_office import DROPS
from tests.mail.test_week import HOUR, LIST, MINUTE, RUTH, MailWeek, week  # noqa: F401 - a fixture
from tests.rules.test_plan import DAY


async def rename(week: MailWeek, new: str) -> None:  # noqa: F811 - the fixture
    def to(book):
        (call,) = book.calls()
        record_change(book, called(call, new), by="URUTH", now=week.clock())

    await week.store.change(to)


async def test_a_call_that_is_renamed_once_its_minutes_are_posted_mails_them_once_and_amends_that_mail(week):  # noqa: F811 - the fixture
    async with week.open(to=(LIST,)):
        await rename(week, "Operations")
        await week.turn(25 * HOUR)
        await week.later(total=HOUR)
        (first,) = week.office.arrived
        await rename(week, "Prod")
        at = week.clock()
        await week.store.change(reopen, "Prod", by=RUTH, pages=week.wall.pages, now=at)
        await week.report("Storage")
        await week.turn(MINUTE)
        at = week.clock()
        await week.store.change(adjourn, "Prod", DAY, by=RUTH, pages=week.wall.pages, now=at)
        await week.later(total=HOUR)
    first, second = week.office.arrived
    assert second["Subject"] == f"Amended: {first['Subject']}"
    assert second["In-Reply-To"].strip() == first["Message-ID"].strip()
    assert await week.fates() == {f"{LIST}/1": Status.SENT, f"{LIST}/2": Status.SENT}


async def test_a_chair_is_told_of_an_address_that_is_refused_also_where_the_call_was_renamed(week):  # noqa: F811 - the fixture
    week.office.readers[LIST] = "550 5.1.1 no such user"
    async with week.open(to=(LIST,)):
        await rename(week, "Operations")
        await week.turn(25 * HOUR)
        await week.later(total=HOUR)
    (notice,) = week.notices()
    assert notice.startswith("UCHAIR: The minutes for the Operations call of Tuesday, March 10 did not get")


async def test_a_mail_whose_answer_was_lost_is_known_as_the_same_after_a_renaming(week):  # noqa: F811 - the fixture
    week.office.after_data = [DROPS]
    async with week.open(to=(LIST,)):
        await week.turn(25 * HOUR)
        await rename(week, "Operations")
        await week.later(total=HOUR)
    first, second = week.office.raw
    assert first == second

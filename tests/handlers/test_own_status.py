"""A lead's own status in Slack says away: their question offers who else could report, and nothing more."""

import logging
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text as sql

from bot.demo.server.ledger import Kind
from bot.model.absence import Absence
from bot.model.call import StandIn
from tests.handlers.commands.test_commands import answer
from tests.handlers.emergency_stage import labels
from tests.handlers.stage import Bot, Json, press
from tests.handlers.test_away import absences, asks, fill_in, notice

pytestmark = pytest.mark.wire

PROFILE = "users.profile.get"
SCOPE = "users.profile:read"
MEETING = date(2027, 1, 12)
LATER = int(datetime(2027, 1, 30, 5, tzinfo=UTC).timestamp())  # midnight in New York
BEFORE = int(datetime(2027, 1, 12, 19, tzinfo=UTC).timestamp())  # two hours before the call
SAYS = "Your Slack status says that you are away"


def shows(bot: Bot, text: str = "Vacationing", expiration: int = 0, person: str = "U0TIM") -> None:
    """Let somebody set their status."""
    who = bot.workspace.world.people[person]
    who.status_text, who.status_emoji, who.status_expiration = text, ":palm_tree:", expiration


def without_scope(bot: Bot) -> None:
    world = bot.workspace.world
    scopes = tuple(scope for scope in world.manifest.scopes if scope != SCOPE)
    world.manifest = replace(world.manifest, scopes=scopes)


def looked_up(bot: Bot) -> int:
    return sum(1 for record in bot.workspace.ledger if record.kind is Kind.CALL and record.name == PROFILE)


async def question(bot: Bot, person: str = "U0TIM") -> Json:
    await bot.tick()
    (said,) = asks(bot, person)
    return said


async def after_a_stand_in(bot: Bot) -> None:
    """Tim was away in the autumn, and the bystander reported instead."""
    autumn = Absence("U0TIM", date(2026, 10, 1), date(2026, 10, 9), StandIn("Bystander", "U0BY"))
    await bot.context.store.change(lambda book: book.keep_absence(autumn))


async def test_the_question_says_what_the_status_says_and_asks_all_the_same(bot):
    shows(bot, expiration=LATER)
    said = await question(bot)
    assert f"{SAYS} until Friday, January 29. Are you?" in said["text"]
    assert {"I'm away until Friday, January 29", "I'm here", "Nothing new"} <= set(labels(said))
    assert await absences(bot) == ()
    assert SAYS not in asks(bot, "U0ANA")[0]["text"]


async def test_a_status_is_read_once_for_each_question_and_for_nothing_else(bot):
    shows(bot)
    await bot.tick()
    assert looked_up(bot) == len([*asks(bot, "U0TIM"), *asks(bot, "U0ANA")]) == 2
    bot.clock.move(datetime(2027, 1, 12, 20, 31, tzinfo=UTC))
    await bot.tick()
    assert looked_up(bot) == 2


async def test_who_let_somebody_report_before_is_offered_them_again_by_one_press(bot):
    await after_a_stand_in(bot)
    shows(bot)
    said = await question(bot)
    assert f"{SAYS}. Shall Bystander be asked instead?" in said["text"]
    await press(bot, said, "Ask Bystander")
    kept = (await absences(bot))[-1]
    assert kept == Absence("U0TIM", MEETING, MEETING, StandIn("Bystander", "U0BY"))
    assert "Bystander is asked instead." in notice(bot)["text"]
    await bot.tick()
    (instead,) = asks(bot, "U0BY")
    assert "You report for Tim T. (Software)." in instead["text"]
    (said,) = asks(bot, "U0TIM")
    assert SAYS not in said["text"]
    assert "I'm here" not in labels(said)


async def test_who_is_there_says_so_and_is_not_offered_it_any_more(bot):
    await after_a_stand_in(bot)
    shows(bot)
    await press(bot, await question(bot), "I'm here")
    (said,) = asks(bot, "U0TIM")
    assert SAYS not in said["text"]
    assert not {"I'm here", "Ask Bystander"} & set(labels(said))
    assert "Nothing new" in labels(said)
    assert len(await absences(bot)) == 1
    (told,) = await answer(bot, "status", person="U0CHAIR")
    assert "says away" not in told["text"]


async def test_the_form_has_the_days_that_the_status_tells(bot):
    shows(bot, expiration=LATER)
    await fill_in(bot, await question(bot), "I'm away until Friday, January 29")
    assert await absences(bot) == (Absence("U0TIM", date(2027, 1, 11), date(2027, 1, 29)),)
    assert SAYS not in asks(bot, "U0TIM")[0]["text"]


async def test_a_stand_in_who_is_away_is_not_offered(bot):
    await after_a_stand_in(bot)
    gone = Absence("U0BY", MEETING, MEETING)
    await bot.context.store.change(lambda book: book.keep_absence(gone))
    shows(bot)
    assert "Are you?" in (await question(bot))["text"]


@pytest.mark.refuses
async def test_a_stand_in_who_has_left_meanwhile_changes_nothing(bot):
    await after_a_stand_in(bot)
    shows(bot)
    said = await question(bot)
    bot.workspace.world.people["U0BY"].deleted = True
    await press(bot, said, "Ask Bystander")
    assert len(await absences(bot)) == 1
    assert any("cannot report for you" in each["text"] for each in bot.workspace.private("U0TIM"))


async def test_the_chair_sees_whose_status_says_away(bot):
    shows(bot, expiration=LATER)
    await bot.tick()
    (said,) = await answer(bot, "status", person="U0CHAIR")
    assert "the status of Tim T. says away until Friday, January 29" in said["text"]
    assert said["text"].count("says away") == 1
    await bot.workspace.write("U0TIM", "News:\n- Released version 4.2")
    await bot.settle()
    (said,) = await answer(bot, "status", person="U0CHAIR")
    assert "says away" not in said["text"]


@pytest.mark.parametrize(
    ("text", "expiration"),
    [("Vacationing", BEFORE), ("Working remotely", 0), ("Out sick today", 0), ("", BEFORE)],
)
async def test_who_is_back_in_time_or_at_work_is_offered_nothing(bot, text, expiration):
    shows(bot, text, expiration)
    assert SAYS not in (await question(bot))["text"]


async def test_a_meeting_that_is_moved_behind_the_end_offers_nothing_any_more(bot):
    shows(bot, "OOO until Jan 13")
    assert SAYS in (await question(bot))["text"]
    await answer(bot, "move 14 Jan", person="U0CHAIR")
    (said,) = asks(bot, "U0TIM")
    assert "January 14" in said["text"]
    assert SAYS not in said["text"]


@pytest.mark.refuses
async def test_without_the_scope_everybody_is_asked_and_it_is_said_once(bot, caplog):
    caplog.set_level(logging.INFO)
    without_scope(bot)
    shows(bot)
    assert SAYS not in (await question(bot))["text"]
    bot.clock.advance(timedelta(days=7))
    await bot.tick()
    assert len(asks(bot, "U0TIM")) == 2
    assert caplog.text.count(f"lacks {SCOPE}") == 1
    assert looked_up(bot) <= 2  # those who were asked for at the same moment, before the first answer came


@pytest.mark.refuses
@pytest.mark.parametrize(
    "trouble", ["refused", "rate_limited", "drop_before", "drop_after_commit", "http_500_html", "bare"]
)
async def test_whatever_becomes_of_the_look_up_the_question_goes_out(bot, trouble):
    shows(bot)
    more = {"error": "a_code_of_tomorrow"} if trouble == "refused" else {}
    bot.workspace.fail_next(PROFILE, trouble, times=100, **more)
    assert SAYS not in (await question(bot))["text"]
    assert asks(bot, "U0ANA")


@pytest.mark.refuses
async def test_a_slow_look_up_is_not_waited_for_and_not_made_again_for_a_while(bot):
    shows(bot)
    bot.workspace.fail_next(PROFILE, "slow", seconds=3, times=100)
    assert SAYS not in (await question(bot))["text"]
    before = looked_up(bot)
    bot.clock.advance(timedelta(days=7))
    await bot.tick()
    assert len(asks(bot, "U0TIM")) == 2
    assert looked_up(bot) == before


async def test_no_word_of_a_status_is_kept_or_logged(bot, database, caplog):
    caplog.set_level(logging.DEBUG, logger="bot")
    caplog.set_level(logging.DEBUG, logger="handlers")
    shows(bot, "On leave until Jan 29, knee surgery")
    assert f"{SAYS} until Friday, January 29." in (await question(bot))["text"]
    assert "surgery" not in caplog.text
    with database.engine.connect() as connection:
        tables = (
            connection.execute(sql("select name from sqlite_master where type = 'table'")).scalars().all()
        )
        rows = [str(connection.execute(sql(f"select * from {table}")).all()) for table in tables]
    assert not [each for each in rows if "surgery" in each]

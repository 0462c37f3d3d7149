"""/minutes history of a person and of some days, and search in several calls, over the wire."""

from dataclasses import replace
from datetime import date

import pytest

from bot.cycle.minutes.index_minutes import index_minutes
from bot.model.meeting import State, schedule
from tests.handlers import samples
from tests.handlers.commands.test_announce import choose
from tests.handlers.commands.test_commands import answer
from tests.handlers.commands.test_history import held, imported
from tests.handlers.commands.test_which_call import SECURITY, several
from tests.handlers.stage import Bot

__all__ = ["several"]

pytestmark = pytest.mark.wire


async def two_weeks(bot: Bot) -> None:
    await bot.workspace.write("U0ANA", "News:\n- Tapes arrived")
    await bot.settle()
    await held(bot, "News:\n- Moved the mirror")
    await held(bot, "News:\n- Bought a mirror")


async def test_what_somebody_reported_is_told_below_their_areas(bot):
    await two_weeks(bot)
    (said,) = await answer(bot, "history <@U0ANA|ana>", person="U0BY")
    assert said["text"].splitlines() == [
        "What Ana B. reported for the Production call, and what became of it:",
        "Storage",
        "• Tapes arrived",
        "    • News on January 12",
    ]
    (said,) = await answer(bot, "history Tim T.")
    assert "Moved the mirror" in said["text"]
    assert "Tapes" not in said["text"]


async def test_what_was_reported_on_some_days_is_told_for_all_areas(bot):
    await two_weeks(bot)
    (said,) = await answer(bot, "history from 10 Jan to 16 Jan")
    title, area, *_ = said["text"].splitlines()
    days = "from Sunday, January 10, 2027 until Saturday, January 16, 2027"
    assert title == f"What everybody reported for the Production call {days}, and what became of it:"
    assert area == "Software"
    assert "Tapes arrived" in said["text"]
    assert "Bought" not in said["text"]
    (said,) = await answer(bot, "history Software since 15 Jan")
    assert "Bought a mirror" in said["text"]
    assert "Moved" not in said["text"]
    (said,) = await answer(bot, "history <@U0ANA> since 15 Jan")
    assert said["text"].startswith("Of Ana B. nothing stands in the minutes of the Production call from")


async def test_long_times_come_in_pages(bot):
    many = [
        replace(area, sections=replace(samples.SECTIONS, news=tuple(map(samples.item, "abcdefghi"))))
        for area in samples.AREAS[:2]
    ]
    await imported(bot, date(2027, 1, 5), *many)
    (said,) = await answer(bot, "history from 1 Jan to 9 Jan")
    assert "(page 1 of" in said["text"]
    (said,) = await choose(bot, said, "More")
    assert "(page 2 of" in said["text"]


async def test_a_search_where_several_calls_may_be_meant_looks_in_all_of_them(several):
    await held(several, "News:\n- Moved the mirror")
    day = date(2027, 1, 5)
    minutes = replace(samples.minutes(samples.AREAS[:1]), call="Security", date=day)
    kept = replace(schedule(SECURITY, day), state=State.CLOSED, minutes=minutes)
    await several.context.store.change(lambda book: index_minutes(book, kept))
    (said,) = await answer(several, "search site mirror")
    assert "Nothing in the minutes of 3 calls" in said["text"]
    (said,) = await answer(several, "search sites")
    assert "in the minutes of 3 calls" in said["text"]
    assert "January 5 Security" in said["text"]
    (said,) = await answer(several, "in Production search mirror")
    assert said["text"].startswith("1 line in the minutes of the Production call")


async def test_in_all_looks_in_the_calls_of_other_channels_that_somebody_has_to_do_with(bot):
    elsewhere = replace(SECURITY, channel="C0ELSE")
    await bot.context.store.change(lambda book: book.keep_call(elsewhere))
    await held(bot, "News:\n- Moved the mirror")
    (said,) = await answer(bot, "search mirror")
    assert said["text"].startswith("1 line in the minutes of the Production call")
    (said,) = await answer(bot, "in all search mirror")
    assert said["text"].startswith("1 line in the minutes of 2 calls")
    (said,) = await answer(bot, "in all status")
    assert said["text"] == "`/minutes status` is about one call; only `search` looks in all of them."

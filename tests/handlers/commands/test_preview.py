"""/minutes preview DATE, over the wire."""

from datetime import date

import pytest

from tests.handlers.commands.test_commands import answer
from tests.handlers.commands.test_history import held, imported
from tests.handlers.commands.test_which_call import choose, labels
from tests.handlers.samples import AREAS

pytestmark = pytest.mark.wire


async def test_the_minutes_of_a_date_are_shown_as_they_were_posted_with_a_link(bot):
    await held(bot, "News:\n- Moved the mirror")
    for typed in ("12 Jan", "2027-01-12", "last week", "yesterday", "on January 12th"):
        answers = await answer(bot, f"preview {typed}", person="U0BY")
        if typed == "yesterday":
            assert (
                "There are no minutes of a Production call on Sunday, January 17, 2027" in answers[0]["text"]
            )
            continue
        assert "Moved the mirror" in answers[0]["text"], typed
        posted = bot.workspace.messages("C0PROD")[0]["ts"].replace(".", "")
        assert answers[-1]["text"].endswith(f"/archives/C0PROD/p{posted}")


async def test_of_two_meetings_that_are_meant_the_nearer_one_is_shown(bot):
    await held(bot, "News:\n- Moved the mirror")
    await bot.workspace.write("U0TIM", "News:\n- Bought a mirror")
    await bot.settle()
    (said,) = await answer(bot, "preview tuesday")
    assert "Bought a mirror" in said["text"]
    said, _ = await answer(bot, "preview last tuesday")
    assert "Moved the mirror" in said["text"]


async def test_minutes_of_old_pages_are_shown_however_old(bot):
    await imported(bot, date(2015, 1, 6), *AREAS)
    said, where = await answer(bot, "preview 6 January 2015")
    assert "Production Meeting, January 6, 2015" in said["text"]
    assert where["text"] == "They were never posted here."


async def test_a_day_without_a_meeting_names_the_nearest(bot):
    await held(bot, "News:\n- Moved the mirror")
    (said,) = await answer(bot, "preview 14 Jan")
    assert labels(said) == ["Tuesday, January 12, 2027", "Tuesday, January 19, 2027"]
    shown = await choose(bot, said, "Tuesday, January 12, 2027")
    assert "Moved the mirror" in shown[0]["text"]


async def test_a_meeting_that_was_not_held_has_none(bot):
    await answer(bot, "skip 12 Jan", person="U0CHAIR")
    (said,) = await answer(bot, "preview 12 Jan")
    assert said["text"].startswith("There are no minutes of Tuesday, January 12, 2027: it was not held (")
    (said,) = await answer(bot, "preview soonish")
    assert "I do not know the date “soonish”" in said["text"]

"""/minutes history, over the wire."""

from dataclasses import replace
from datetime import date

import pytest

from bot.model.minutes import AreaMinutes
from bot.model.update import Sections
from handlers.commands.history import name_meant
from tests.handlers import samples
from tests.handlers.commands.test_announce import choose, labels
from tests.handlers.commands.test_commands import answer
from tests.handlers.commands.test_history import held, imported, links
from tests.handlers.stage import Bot

WIRE = pytest.mark.wire


def asked_for(bot: Bot) -> int:
    """How often Slack was asked for the address of a message."""
    return sum(1 for record in bot.workspace.ledger if record.name == "chat.getPermalink")


@WIRE
async def test_the_life_of_an_item_is_told_with_links_to_its_minutes(bot):
    await held(bot, "News:\n- Port of the installer\n- Reached 12K jobs\n- Old hosts are switched off soon")
    await held(bot, "- Port of the installer\n- Reached 16K jobs")
    await held(bot, "- Port of the installer: done\n- Reached 16K jobs")
    (said,) = await answer(bot, "history sofware", person="U0BY")
    assert said["text"].splitlines() == [
        "What Software reported for the Production call, and what became of it:",
        "• Port of the installer: done",
        "    • Finished on January 26; stood there since January 12",
        "    • Before, from January 12 to January 19: Port of the installer",
        "• Reached 16K jobs",
        "    • Ongoing for 2 weeks, since January 12",
        "    • Before, on January 12: Reached 12K jobs",
        "• Old hosts are switched off soon",
        "    • Reported last on January 12",
    ]
    assert len(set(links(said))) == 3


@WIRE
async def test_each_minutes_are_looked_up_once_for_an_answer(bot):
    await held(bot, "News:\n- Port of the installer\n- Reached 12K jobs")
    before = asked_for(bot)
    await answer(bot, "history Software")
    assert asked_for(bot) == before + 1


@WIRE
async def test_without_an_area_there_is_a_button_for_each_also_for_those_that_are_gone(bot):
    gone = AreaMinutes("Campus", "Campus (Jo)", samples.AREAS[0].style, samples.LABELS, samples.SECTIONS)
    await imported(bot, date(2026, 12, 8), gone)
    (said,) = await answer(bot, "history")
    assert labels(said) == ["Software", "Storage", "Networks", "Campus"]
    (told,) = await choose(bot, said, "Campus")
    assert "Emergency on December 8, 2026" in told["text"]
    assert "tested at two sites &lt;first&gt; &amp; second" in told["text"]
    (said,) = await answer(bot, "history Kitchen")
    assert said["text"] == "I know no area “Kitchen”. There are: Software, Storage, Networks, Campus"


@WIRE
async def test_an_area_without_a_past_is_told_so(bot):
    (said,) = await answer(bot, "history storage")
    assert said["text"] == "Storage stands in no minutes of the Production call with any item yet."


@WIRE
async def test_long_histories_come_in_pages_that_slack_takes(bot):
    many = Sections(tuple(samples.item(f"{number} " + "word " * 400) for number in range(20)))
    await imported(
        bot,
        date(2027, 1, 5),
        replace(samples.AREAS[0], sections=many),
    )
    (said,) = await answer(bot, "history Software")
    assert "(page 1 of 3):" in said["text"]
    seen = str(said["blocks"]).count("News on")
    for _ in range(2):
        (said,) = await choose(bot, said, "More")
        seen += str(said["blocks"]).count("News on")
    assert seen == 20


def test_an_area_is_known_by_a_slip_or_its_beginning():
    names = ("Software", "Storage", "Grid Operations Center")
    assert name_meant(names, "grid") == "Grid Operations Center"
    assert name_meant(names, "SOFTWARE") == "Software"
    assert name_meant(names, "Storge") == "Storage"
    assert name_meant(names, "s") is None
    assert name_meant(names, "kitchen") is None

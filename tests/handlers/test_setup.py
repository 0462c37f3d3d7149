"""A call is set up in the channel: over the wire, from the command to the minutes."""

from datetime import date, time

import pytest

from bot.model.call import Call
from tests.handlers.stage import Bot, Json
from tests.handlers.test_commands import answer

pytestmark = pytest.mark.wire

CHAIR = "U0CHAIR"


async def setup(bot: Bot, text: str = "setup", *, person: str = CHAIR, channel: str = "C0PROD") -> Json:
    """Type the command; returns the view that is open then."""
    assert await answer(bot, text, person=person, channel=channel) == []
    return view(bot, person)


def view(bot: Bot, person: str = CHAIR) -> Json:
    return bot.workspace.views(person)[-1]


def texts(shown: Json) -> str:
    """All that a view says."""
    said = [block["text"]["text"] for block in shown["blocks"] if "text" in block]
    return "\n".join(
        [
            *said,
            *(
                element["text"]
                for block in shown["blocks"]
                if block["type"] == "context"
                for element in block["elements"]
            ),
        ]
    )


async def click(bot: Bot, label: str, person: str = CHAIR) -> Json:
    """Press the button that a screen reader calls so; returns the view on top then."""
    shown = view(bot, person)
    for block in shown["blocks"]:
        for element in [*block.get("elements", ()), block.get("accessory", {})]:
            said = element.get("text", {})
            if isinstance(said, dict) and label in (said.get("text"), element.get("accessibility_label")):
                await bot.workspace.press_in_view(
                    person,
                    shown["id"],
                    element["action_id"],
                    block_id=block["block_id"],
                    value=element["value"],
                )
                await bot.settle()
                return view(bot, person)
    raise AssertionError((label, texts(shown)))


async def send(bot: Bot, person: str = CHAIR, /, **values: object) -> Json:
    """Send the form on top, `__` for the dots of its keys; returns what was acknowledged."""
    by_key = {key.replace("__", "."): value for key, value in values.items()}
    done = await bot.workspace.submit(person, view(bot, person)["id"], by_key)
    await bot.settle()
    return done


async def stands(bot: Bot, name: str = "Production") -> Call:
    call = await bot.at.store.read(lambda book: book.call(name))
    assert call is not None
    return call


async def test_a_chair_sees_what_is_set_up(bot):
    shown = texts(await setup(bot))
    for said in (
        "Tuesdays at 16:00, America/New_York",
        "I ask the leads 24h before the call and remind them 3h and 30m before it.",
        "Scott",
        "1. Software (Tim T.)",
        "Tuesday, January 12, 4:00 PM EST (New York); leads are asked Monday, January 11, 4:00 PM EST",
        "Tuesday, February 2",
    ):
        assert said in shown
    assert "February 9" not in shown


async def test_a_chair_changes_when_the_call_is(bot):
    await setup(bot)
    await click(bot, "Change when")
    await send(
        bot, weekday="thursday", time="17:30", also_in="Europe/Berlin", skip="2027-01-21", holidays="US"
    )
    call = await stands(bot)
    assert (call.weekday, call.time, call.also_in) == ("thursday", time(17, 30), ("Europe/Berlin",))
    assert (call.skip, call.holidays) == ((date(2027, 1, 21),), "US")
    saved = texts(view(bot))
    assert "weekday tuesday → thursday" in saved
    assert "Thursday, January 21: no meeting (no meeting on this date)" in saved
    below = bot.workspace.views(CHAIR)[0]
    assert "Thursdays at 17:30" in texts(below)

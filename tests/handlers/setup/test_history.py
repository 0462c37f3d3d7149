"""What was changed about a call: who, when and what, and how it is undone, over the wire."""

from dataclasses import replace

import pytest

from bot.cycle.calls.apply_calls import adopt_calls
from tests.handlers.commands.test_commands import answer
from tests.handlers.setting_up import CHAIR, click, labels, send, setup, stands, texts, view
from tests.handlers.stage import CALL, Bot, Json

pytestmark = pytest.mark.wire


async def changed(bot: Bot, time: str = "17:30") -> None:
    """Set another time and come back to the overview."""
    await setup(bot)
    await click(bot, "Change when")
    await send(bot, time=time)
    await bot.workspace.close(CHAIR, view(bot)["id"])


async def press(bot: Bot, said: Json, label: str, person: str = CHAIR) -> list[Json]:
    """Press a button of an answer; returns what the person is shown then."""
    before = len(bot.workspace.private(person))
    for block in said["blocks"]:
        for element in [*block.get("elements", ()), block.get("accessory", {})]:
            if label in (element.get("accessibility_label"), element.get("text", {}).get("text")):
                name = element["action_id"]
                await bot.workspace.press(person, "C0PROD", said["ts"], name, block_id=block["block_id"])
                await bot.settle()
                return bot.workspace.private(person)[before:]
    raise AssertionError(label)


async def test_the_history_says_who_changed_what_and_when(bot):
    await changed(bot)
    await click(bot, "Change chairs")
    await send(bot, chairs=["U0CHAIR", "U0ANA"])
    (said,) = await answer(bot, "setup history", person=CHAIR)
    newest, oldest = (block["text"]["text"] for block in said["blocks"])
    assert oldest == "*1. Scott, Monday, January 11, 5:00 PM EST (New York)*\n• time 16:00 → 17:30"
    assert "*2. Scott" in newest
    assert "• chairs Scott → Scott, Ana B." in newest
    assert "time 16:00 → 17:30" in said["text"]


async def test_a_change_is_undone_from_the_view_and_so_is_the_undoing(bot):
    await changed(bot)
    shown = await click(bot, "History")
    assert "time 16:00 → 17:30" in texts(shown)
    shown = await click(bot, "Undo change 1")
    assert "Change 1 is undone." in texts(shown)
    assert "time 17:30 → 16:00" in texts(shown)
    assert await stands(bot) == CALL
    assert "at 16:00" in texts(bot.workspace.views(CHAIR)[0])
    await click(bot, "Undo change 2")
    assert (await stands(bot)).time.hour == 17


async def test_a_change_is_undone_by_a_button_of_the_answer_and_by_typing(bot):
    await changed(bot)
    (said,) = await answer(bot, "setup history", person=CHAIR)
    (told,) = await press(bot, said, "Undo change 1")
    assert "It is undone: Production: time 17:30 → 16:00." in told["text"]
    (told,) = await answer(bot, "setup undo #2", person=CHAIR)
    assert "time 16:00 → 17:30" in told["text"]
    (told,) = await answer(bot, "setup undo 2", person=CHAIR)
    assert "so already" in told["text"]


async def test_what_was_changed_again_since_is_not_undone(bot):
    await changed(bot)
    await changed(bot, "18:00")
    await click(bot, "History")
    shown = await click(bot, "Undo change 1")
    assert "Change 1 cannot be undone, as this was changed again since: time." in texts(shown)
    assert (await stands(bot)).time.hour == 18


async def test_an_area_that_was_removed_comes_back(bot):
    await setup(bot)
    await click(bot, "Remove Storage")
    await click(bot, "History")
    await click(bot, "Undo change 1")
    assert await stands(bot) == CALL


async def test_how_a_call_began_cannot_be_undone(bot):
    bot.workspace.add_channel("C0NEW", "new", ["U0BY"])
    await setup(bot, person="U0BY", channel="C0NEW")
    await send(bot, "U0BY", name="Security", area__name="Patches")
    shown = await click(bot, "History", person="U0BY")
    assert "new call, Tuesdays 16:00 America/New_York, in new" in texts(shown)
    assert "Undo change 1" not in labels(shown)
    (told,) = await answer(bot, "setup undo 1", person="U0BY", channel="C0NEW")
    assert "cannot be undone" in told["text"]


async def test_what_came_from_a_file_is_in_the_history_under_its_name(bot):
    wanted = (replace(CALL, chairs=("U0CHAIR", "U0TIM")),)
    await bot.context.store.change(adopt_calls, wanted, file="calls.toml", now=bot.clock())
    (said,) = await answer(bot, "setup history", person=CHAIR)
    assert "*1. calls.toml, Monday" in said["text"]
    (told,) = await press(bot, said, "Undo change 1")
    assert "It is undone" in told["text"]
    assert await stands(bot) == CALL


async def test_a_long_history_stands_on_several_pages(bot):
    for number in range(12):
        wanted = (replace(CALL, coordinates=(f"Room {number}",)),)
        await bot.context.store.change(adopt_calls, wanted, file="calls.toml", now=bot.clock())
    (said,) = await answer(bot, "setup history", person=CHAIR)
    assert "*12. " in said["text"]
    assert "*2. " not in said["text"]
    (older,) = await press(bot, said, "Older changes")
    assert "*2. " in older["text"]
    assert "*3. " not in older["text"]
    await setup(bot)
    await click(bot, "History")
    shown = await click(bot, "Older changes")
    assert "*1. " in texts(shown)
    shown = await click(bot, "Newer changes")
    assert "*12. " in texts(shown)


async def test_before_anything_was_changed_the_history_is_empty(bot):
    (said,) = await answer(bot, "setup history", person=CHAIR)
    assert said["text"] == "Nothing was changed about Production yet."
    await setup(bot)
    assert "Nothing was changed yet." in texts(await click(bot, "History"))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("setup undo 7", "There is no change number 7 of Production."),
        ("setup undo", "Which change? Write it like setup undo 3"),
        ("setup undo it", "“it” is no number"),
        ("setup history -1", "“-1” is no number"),
        ("setup history 99", "Nothing was changed"),
    ],
)
async def test_a_number_that_says_nothing_is_told(bot, typed, said):
    (told,) = await answer(bot, typed, person=CHAIR)
    assert said in told["text"]


async def test_nobody_but_a_chair_sees_or_undoes_changes(bot):
    await changed(bot)
    for typed in ("setup history", "setup undo 1"):
        (told,) = await answer(bot, typed, person="U0TIM")
        assert told["text"] == "Sorry, only Scott can set up Production."
    assert (await stands(bot)).time.hour == 17

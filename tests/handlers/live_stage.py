"""A meeting that is going on, and how people act in it."""

from datetime import UTC, datetime

from tests.handlers.commands.test_commands import answer
from tests.handlers.stage import Bot, Json

CALL_TIME = datetime(2027, 1, 12, 21, 0, 5, tzinfo=UTC)
CHAIR = "U0CHAIR"


async def begun(bot: Bot) -> None:
    """Post the minutes of a meeting for which one area has reported."""
    await bot.workspace.write("U0TIM", "News:\n- Released version 4.2\nEmergencies:\n- The gateway is down")
    await bot.settle()
    bot.clock.move(CALL_TIME)
    await bot.tick()


def pages(bot: Bot) -> list[Json]:
    """The pages of the minutes."""
    return [said for said in bot.workspace.messages("C0PROD") if _part(said).startswith("minutes")]


def below(bot: Bot, part: str) -> list[Json]:
    """What stands in the thread of the minutes under keys that begin like this."""
    thread = bot.workspace.thread("C0PROD", pages(bot)[0]["ts"])
    return [said for said in thread if _part(said).startswith(part)]


def labels(said: Json) -> list[str]:
    """What the buttons of a message say."""
    found = [element for block in said["blocks"] for element in block.get("elements", ())]
    found += [block["accessory"] for block in said["blocks"] if "accessory" in block]
    return [element["text"]["text"] for element in found if element["type"] == "button"]


async def push(bot: Bot, said: Json, label: str, person: str = "U0BY") -> list[Json]:
    """Press a button of a message and let what follows happen; returns what only this person sees of it."""
    before = len(bot.workspace.private(person))
    for block in said["blocks"]:
        for element in [*block.get("elements", ()), *([block["accessory"]] if "accessory" in block else [])]:
            if element["type"] == "button" and element["text"]["text"].startswith(label):
                name, identity = element["action_id"], block["block_id"]
                await bot.workspace.press(person, "C0PROD", said["ts"], name, block_id=identity)
                await bot.settle()
                await bot.tick()
                return bot.workspace.private(person)[before:]
    raise AssertionError((label, labels(said)))


async def type_in(bot: Bot, text: str, person: str = "U0BY") -> str:
    """Type a command and let what follows happen; returns what the answers say."""
    said = await answer(bot, text, person=person)
    await bot.tick()
    return "\n".join(each["text"] for each in said)


async def submit(bot: Bot, person: str = "U0BY", **values: str | Json | list[str]) -> Json:
    """Send the form that is open."""
    answered = await bot.workspace.submit(person, bot.workspace.views(person)[-1]["id"], values)
    await bot.settle()
    await bot.tick()
    return answered


def _part(said: Json) -> str:
    """What a message's key says after call and date."""
    key = str(said.get("blocks", [{}])[0].get("block_id", ""))
    return key.removeprefix("Production/2027-01-12/").removeprefix("notice/")

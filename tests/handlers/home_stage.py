"""Somebody's home: opened, read and used."""

from handlers.home.show import HomeRefresher
from tests.handlers.looks import strings
from tests.handlers.stage import Bot, Json


async def opened(bot: Bot, person: str = "U0TIM") -> Json:
    await bot.workspace.open_home(person)
    await bot.settle()
    return home_of(bot, person)


def home_of(bot: Bot, person: str = "U0TIM") -> Json:
    home: Json = bot.workspace.world.homes[person]
    return home


def text_of(home: Json) -> str:
    return "\n".join(strings(home["blocks"]))


def labels(home: Json) -> list[str]:
    return [
        element["text"]["text"]
        for block in home["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
    ]


async def use(bot: Bot, label: str, person: str = "U0TIM") -> None:
    """Press a button of the home."""
    home = home_of(bot, person)
    for block in home["blocks"]:
        for element in block.get("elements", ()):
            if block["type"] == "actions" and element["text"]["text"] == label:
                await bot.workspace.press_in_view(
                    person, home["id"], element["action_id"], block_id=block["block_id"]
                )
                await bot.settle()
                return
    raise AssertionError((label, labels(home)))


def published(bot: Bot) -> int:
    return sum(record.name == "views.publish" for record in bot.workspace.ledger)


async def refreshed(bot: Bot, home_refresher: HomeRefresher, person: str = "U0TIM") -> str:
    await home_refresher.refresh(changed=True)
    return text_of(home_of(bot, person))

"""Emergencies as the channel, its threads and the cards show them."""

from dataclasses import replace

from bot.model.call import Lead, Urgency
from tests.handlers.stage import CALL, Bot, Json, card_of, press

DOWN = "Emergencies:\n- The gateway is down, nobody can log in"
TELL = "Tell the channel now"


async def set_emergencies(bot: Bot, urgency: Urgency, *more_leads: Lead) -> None:
    """Set what the call does with emergencies, and with it who leads Software."""
    software = replace(CALL.areas[0], leads=(*CALL.areas[0].leads, *more_leads))
    changed = replace(CALL, emergencies=urgency, areas=(software, *CALL.areas[1:]))
    await bot.context.store.change(lambda book: book.keep_call(changed))


def emergency_posts(bot: Bot) -> list[Json]:
    """What stands in the channel about emergencies, outside of threads."""
    said = [each for each in bot.workspace.messages("C0PROD") if "/emergency/" in key_of(each)]
    return [each for each in said if each.get("thread_ts", each["ts"]) == each["ts"]]


def thread(bot: Bot, said: Json) -> list[str]:
    return [each["text"] for each in bot.workspace.thread("C0PROD", said["ts"])[1:]]


def labels(said: Json) -> list[str]:
    elements = (element for block in said["blocks"] for element in block.get("elements", ()))
    return [element["text"]["text"] for element in elements if element["type"] == "button"]


def key_of(said: Json) -> str:
    return str(said["blocks"][0]["block_id"])


def written(bot: Bot, person: str = "U0TIM") -> Json:
    """What the person wrote last."""
    said = bot.workspace.messages(bot.workspace.dm(person))
    return [each for each in said if each.get("user") == person and "bot_id" not in each][-1]


def struck(said: Json) -> list[str]:
    """What stands there struck through."""
    body = str(said["blocks"])
    assert body.count("'strike': True") <= 1
    return [
        element["text"]
        for part in said["blocks"][0]["elements"]
        for section in part["elements"]
        for element in section.get("elements", ())
        if element.get("style", {}).get("strike")
    ]


async def tap(bot: Bot, said: Json, label: str, person: str = "U0TIM") -> None:
    """Press a button while the bot looks elsewhere."""
    for block in said["blocks"]:
        for element in block.get("elements", ()):
            if element["type"] == "button" and element["text"]["text"] == label:
                place = bot.workspace.dm(person)
                await bot.workspace.press(
                    person, place, said["ts"], element["action_id"], block_id=block["block_id"]
                )


async def told(bot: Bot, text: str = DOWN) -> Json:
    """Report an emergency and tell the channel; returns what stands there."""
    await press(bot, await card_of(bot, text), TELL)
    (said,) = emergency_posts(bot)
    return said

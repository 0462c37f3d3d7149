"""How a call is set up by hand: commands typed, buttons of views pressed, forms sent."""

from bot.model.call import Call
from tests.handlers.commands.test_commands import answer
from tests.handlers.stage import Bot, Json

CHAIR = "U0CHAIR"


async def setup(bot: Bot, text: str = "setup", *, person: str = CHAIR, channel: str = "C0PROD") -> Json:
    """Type the command; returns the view that is open then."""
    assert await answer(bot, text, person=person, channel=channel) == []
    return view(bot, person)


def view(bot: Bot, person: str = CHAIR) -> Json:
    """The view on top."""
    return bot.workspace.views(person)[-1]


def texts(shown: Json) -> str:
    """All that a view or a message says outside its buttons and fields."""
    said = [block["text"]["text"] for block in shown["blocks"] if "text" in block]
    small = [block["elements"][0]["text"] for block in shown["blocks"] if block["type"] == "context"]
    return "\n".join([*said, *small])


def labels(shown: Json) -> list[str]:
    """The buttons of a view or a message, as a screen reader calls them."""
    elements = [
        element
        for block in shown["blocks"]
        for element in [*block.get("elements", ()), *([block["accessory"]] if "accessory" in block else [])]
    ]
    return [
        element.get("accessibility_label") or element["text"]["text"]
        for element in elements
        if element["type"] == "button"
    ]


async def click(bot: Bot, label: str, *, person: str = CHAIR, within: Json | None = None) -> Json:
    """Press the button with this label, maybe of an older look; returns the view on top then."""
    shown = within or view(bot, person)
    bot.workspace.world.views[shown["id"]] = shown
    for block in shown["blocks"]:
        for element in [*block.get("elements", ()), block.get("accessory", {})]:
            said = element.get("text", {})
            if isinstance(said, dict) and label in (said.get("text"), element.get("accessibility_label")):
                name, value = element["action_id"], element["value"]
                await bot.workspace.press_in_view(
                    person, shown["id"], name, block_id=block["block_id"], value=value
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
    """The call as it is stored."""
    call = await bot.context.store.read(lambda book: book.call(name))
    assert call is not None
    return call

"""A scene of the week: when it happens, what somebody does in it, and what there is to see."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from bot.demo.people.people import People
from bot.demo.story import cast
from bot.demo.wire import Json

Act = Callable[[People], Awaitable[None]]


class NotOnScreen(LookupError):
    """What the scene needs is not there: somebody has changed the story meanwhile."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Something that happens at a moment of the week; without an act only time passes.

    `why` explains what the bot makes of it. `look` is whose screen shows it, `room` the channel to look at;
    without one it is their conversation with the bot.
    """

    at: datetime
    told: str
    why: str
    look: cast.Role
    act: Act | None = None
    room: str = ""


def writes(role: cast.Role, *lines: str) -> Act:
    """Somebody writes a direct message to the bot."""

    async def act(people: People) -> None:
        await people.write(role.person, "\n".join(lines))

    return act


def edits(role: cast.Role, old: str, new: str) -> Act:
    """Somebody edits the message of theirs in which these words stand."""

    async def act(people: People) -> None:
        message = _newest(people, role, old)
        text = str(message["text"]).replace(old, new)
        await people.edit(role.person, message["ts"], text)

    return act


def presses(role: cast.Role, label: str, room: str = "") -> Act:
    """Somebody presses the newest button that is called so, in a room or in their direct conversation."""

    async def act(people: People) -> None:
        conversation = room or people.dm(role.person)
        message, block, button = _button(people.messages(conversation), label)
        await people.press(
            role.person,
            conversation,
            message["ts"],
            button["action_id"],
            block_id=block["block_id"],
            value=button.get("value"),
        )

    return act


def _newest(people: People, role: cast.Role, words: str) -> Json:
    for message in reversed(people.messages(people.dm(role.person))):
        if message.get("user") == role.person and words in message["text"]:
            return message
    raise NotOnScreen(f"The story has changed; there is no message of {role.name}'s with: {words}")


def _button(messages: list[Json], label: str) -> tuple[Json, Json, Json]:
    for message in reversed(messages):
        for block in message.get("blocks", ()):
            for element in block.get("elements", ()):
                if element.get("type") == "button" and element["text"]["text"] == label:
                    return message, block, element
    raise NotOnScreen(f"The story has changed; there is no button called: {label}")

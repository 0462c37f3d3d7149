"""A lead opens *Correct*, changes what an item says or where it belongs, and sends it."""

from dataclasses import dataclass
from typing import Any

from bot.model.words import plain
from handlers.blocks.correct_form import PLACE, WORDS
from handlers.text.rich_text import document_of
from tests.handlers.blocks.test_add import written
from tests.handlers.stage import Bot, Json, last_card, press


@dataclass(frozen=True)
class To:
    """What somebody makes of an item: other words (empty: none any more), another place, or both."""

    words: str | Json | None = None
    place: str | None = None


async def opened(bot: Bot, person: str = "U0TIM", label: str = "Correct") -> Json:
    """The form behind the button on somebody's card."""
    await press(bot, last_card(bot, person), label, person=person)
    return bot.workspace.views(person)[-1]


def items_in(view: Json) -> list[str]:
    """What its items say, as far as their first lines."""
    return [_said(block) for block in _words(view)]


async def sent(bot: Bot, view: Json, person: str = "U0TIM", /, **changes: To) -> Json:
    """Send it with these changes, by the first words of the items; returns what is wrong, by their words."""
    values: dict[str, Any] = {}
    names: dict[str, str] = {}
    for block in _words(view):
        name = _said(block)
        of_place = block["block_id"].replace(WORDS, PLACE, 1)
        names |= {block["block_id"]: name, of_place: name}
        to = next((to for begin, to in changes.items() if name.startswith(begin.replace("_", " "))), To())
        if to.words is not None:
            rich = written(*to.words.split("\n")) if isinstance(to.words, str) and to.words else to.words
            values[block["block_id"]] = rich or None
        if to.place is not None:
            values[of_place] = to.place or None
    answer = await bot.workspace.submit(person, view["id"], values)
    await bot.settle()
    return {names[block]: wrong for block, wrong in answer.get("errors", {}).items()}


async def correct(bot: Bot, person: str = "U0TIM", label: str = "Correct", /, **changes: To) -> Json:
    """Open the form and send it with changes; returns what is wrong, by the items' words."""
    return await sent(bot, await opened(bot, person, label), person, **changes)


def _words(view: Json) -> list[Json]:
    return [block for block in view["blocks"] if str(block["block_id"]).startswith(f"{WORDS}-")]


def _said(block: Json) -> str:
    first, *_ = document_of({"blocks": [block["element"]["initial_value"]]}, {})
    return plain(first.words)

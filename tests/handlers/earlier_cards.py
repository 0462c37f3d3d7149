"""Cards that are behind: as earlier releases posted them, a menu at every item, and with what is over."""

from collections.abc import Iterator

from bot.model.call import Section
from bot.model.update import Update
from handlers.blocks.action_ids import Verb, action_id, block_id
from handlers.blocks.card import CHOICES
from handlers.blocks.parts import actions, button, menu, section
from tests.handlers.samples import DAY
from tests.handlers.stage import Bot, Json

MEETING = f"Production/{DAY.isoformat()}"


async def earlier_card(bot: Bot, person: str = "U0TIM") -> Json:
    """What stands now, on a card of then."""
    updates = await bot.context.store.read(lambda book: book.updates("Production", DAY))
    shown = list(_menus(updates))
    choose = [
        button(f"Move items of {each.area}", action_id(Verb.CHOOSE, each.area))
        for each in updates
        if each.sections
    ]
    blocks = [section("*What I understood*"), *shown, actions(block_id("choose", MEETING), *choose)]
    place = bot.workspace.dm(person)
    said = await bot.context.posting.chat_postMessage(channel=place, text="What I understood", blocks=blocks)
    return next(each for each in bot.said_to(person) if each["ts"] == said["ts"])


def _menus(updates: tuple[Update, ...]) -> Iterator[Json]:
    items = [
        (update.area, part, item)
        for update in updates
        for part in Section
        for item in update.sections.of(part)
    ]
    for number, (area, part, item) in enumerate(items[:20], 1):
        name = block_id(f"{number}-{part}", MEETING)
        yield section(item.text[:200])
        yield actions(name, menu("Move", action_id(Verb.MOVE, area, item.key), CHOICES, part.value))
        if item.ask:
            yes, no = (action_id(verb, area, item.key) for verb in (Verb.EMERGENCY, Verb.NO_EMERGENCY))
            yield actions(block_id(f"question-{number}", MEETING), button("Yes", yes), button("No", no))

"""/minutes actions: what is still to be done."""

import re
from datetime import date

from bot.model.call import Call
from bot.model.minutes import ActionItem
from handlers.blocks.action_items import entry
from handlers.blocks.paged_list import page_of, pages_of
from handlers.blocks.parts import context, escape
from handlers.commands.action_items.owners import owner_named, owner_of
from handlers.commands.command import Answers, said
from handlers.commands.paged_answer import paged_answer, without_page
from handlers.commands.typed_command import Asked
from handlers.context import HandlerContext

HOW_TO = "`/minutes action add Order the switch @Tim by friday` adds one."
BELOW = context(HOW_TO)

_MINE = re.compile(r"mine|my|me|my own", re.IGNORECASE)
_ALL = re.compile(r"(?:all|list|open)?", re.IGNORECASE)


async def to_do(asked: Asked, call: Call, context: HandlerContext) -> Answers:
    """List the open action items, or those of one person, those due first at the top."""
    typed, wanted = without_page(asked.rest)
    whose = typed.strip()
    known = await context.store.read(lambda book: book.actions(call.name))
    open_ = [action for action in known if not action.done]
    title = f"Open action items of the {call.name} call"
    if not _ALL.fullmatch(whose):
        person, name = await _owner(whose, asked, call, context)
        open_ = [action for action in open_ if _is_of(action, person, name)]
        title += f" for {name}"
    today = call.local_date(context.clock())
    if not open_:
        return said(f"{escape(title)}: none. {HOW_TO}")
    page = page_of(pages_of(entry(action, today) for action in sorted(open_, key=_urgency)), wanted)
    return paged_answer(
        escape(title),
        page,
        f"{call.name}/",
        lambda number: f"actions {whose} page {number}",
        below=[BELOW],
    )


async def _owner(whose: str, asked: Asked, call: Call, context: HandlerContext) -> tuple[str, str]:
    """The id and the name of whose action items are wanted."""
    mine = _MINE.fullmatch(whose)
    owner = await (owner_of(asked.person, call, context) if mine else owner_named(whose, call, context))
    return owner.lead.person, owner.lead.name


def _is_of(action: ActionItem, person: str, name: str) -> bool:
    if person:
        return action.person == person
    return action.owner.casefold() == name.casefold()


def _urgency(action: ActionItem) -> tuple[date, int]:
    return action.due or date.max, action.number

"""/minutes actions: what is still to be done."""

import re
from datetime import date

from bot.model.call import Call
from bot.model.minutes import ActionItem
from handlers.blocks.action_ids import block_id
from handlers.blocks.action_items import entry
from handlers.blocks.command_button import typing
from handlers.blocks.paged_list import listed, pages_of
from handlers.blocks.parts import actions, context, escape, fallback, section
from handlers.commands.action_items.owners import owner_named, owner_of
from handlers.commands.command import Answers, said
from handlers.commands.typed_command import Asked
from handlers.context import HandlerContext

HOW_TO = "`/minutes action add Order the switch @Tim by friday` adds one."

_PAGE = re.compile(r"\s*\bpage\s+([0-9]{1,4})\s*$", re.IGNORECASE)
_MINE = re.compile(r"mine|my|me|my own", re.IGNORECASE)
_ALL = re.compile(r"(?:all|list|open)?", re.IGNORECASE)


async def to_do(asked: Asked, call: Call, context: HandlerContext) -> Answers:
    """List the open action items, or those of one person, those due first at the top."""
    page = _PAGE.search(asked.rest)
    whose = _PAGE.sub("", asked.rest).strip()
    known = await context.store.read(lambda book: book.actions(call.name))
    open_ = [action for action in known if not action.done]
    title = f"Open action items of the {call.name} call"
    if not _ALL.fullmatch(whose):
        person, name = await _owner(whose, asked, call, context)
        open_ = [action for action in open_ if _is_of(action, person, name)]
        title += f" for {name}"
    today = call.local_date(context.clock())
    return _page(
        title, whose, sorted(open_, key=_urgency), call, today=today, wanted=int(page[1]) if page else 1
    )


def _page(
    title: str, whose: str, found: list[ActionItem], call: Call, *, today: date, wanted: int
) -> Answers:
    if not found:
        return said(f"{escape(title)}: none. {HOW_TO}")
    about = f"{call.name}/"
    pages = pages_of([entry(action, today) for action in found])
    number = min(max(wanted, 1), len(pages))
    shown = pages[number - 1]
    head = f"{title} (page {number} of {len(pages)}):" if len(pages) > 1 else f"{title}:"
    more = typing("More", f"actions {whose} page {number + 1}", "more")
    blocks = (
        section(escape(head)),
        *listed(shown, about),
        *([actions(block_id("more", about), more)] if number < len(pages) else []),
        context(HOW_TO),
    )
    return said("\n".join((escape(head), fallback(each.text for each in shown))), *blocks)


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

"""/minutes action …: what people agree to do, from the day on which they say so until it is done."""

import re
from datetime import date

from bot.cycle.action_items import (
    ActionChanges,
    close_actions,
    open_action,
    pass_on,
    reopen_actions,
    set_due,
    take_back_actions,
)
from bot.model.call import Call
from bot.model.meeting import State
from bot.ports import Book
from handlers.blocks.command_button import LONGEST_TYPED, typing
from handlers.blocks.parts import escape, shorten
from handlers.commands.action_items.answers import added, asking, one, settled
from handlers.commands.action_items.arguments import agreed, due_in
from handlers.commands.action_items.owners import owner_named, owner_of, people_of
from handlers.commands.action_items.show import to_do
from handlers.commands.command import Answers, said
from handlers.commands.plain_arguments import one_line
from handlers.commands.typed_command import Asked
from handlers.context import HandlerContext

HOW_TO = (
    "Say what is to be done, by whom and until when: `/minutes action add Order the switch @Tim by friday`"
)
WHICH = "Say which, by its number: `/minutes action {example}`. `/minutes actions` lists the open ones."
EXAMPLES = {"due": "due 12 friday", "owner": "owner 12 @Tim"}
MOST_NUMBERS = 20
LONGEST_SHOWN = 300

_NUMBERS = re.compile(r"#?[0-9]{1,6}(?:(?:\s*,\s*|\s+and\s+|\s*&amp;\s*|\s+)#?[0-9]{1,6})*", re.IGNORECASE)
_NUMBERED = re.compile(r"#?([0-9]{1,6})[:,]?(?:\s+(.*))?", re.DOTALL)
_NONE = re.compile(r"none|never|no date|nobody|no ?one|-", re.IGNORECASE)
_WORDS = {
    **dict.fromkeys(("done", "close", "closed", "finish", "finished", "complete", "completed"), "done"),
    **dict.fromkeys(("reopen", "open", "undo"), "reopen"),
    **dict.fromkeys(("drop", "remove", "delete", "cancel"), "drop"),
    **dict.fromkeys(("due", "by"), "due"),
    **dict.fromkeys(("owner", "assign"), "owner"),
    "add": "add",
}


async def acting(asked: Asked, call: Call, context: HandlerContext) -> Answers:
    """Add an action item, or change one."""
    first, _, rest = asked.rest.partition(" ")
    word, rest = _WORDS.get(first.lower(), ""), rest.strip()
    if not asked.rest or asked.rest.lower() == "list":
        return await to_do(asked, call, context)
    if numbered := _NUMBERED.fullmatch(asked.rest):
        return await _numbered(int(numbered[1]), numbered[2] or "", asked, call, context)
    if word == "add":
        return await _add(rest, asked, call, context)
    if not word or (rest and not _NUMBERED.fullmatch(rest)):
        return await _perhaps(asked, call, context)
    return await _change(word, rest, asked, call, context)


async def _numbered(number: int, rest: str, asked: Asked, call: Call, context: HandlerContext) -> Answers:
    """`12 done`, `12 friday` turned round, or just `12`."""
    if not rest:
        actions = await context.store.read(lambda book: book.actions(call.name))
        return one(number, actions, call, call.local_date(context.clock()))
    first, _, more = rest.partition(" ")
    word = _WORDS.get(first.lower(), "")
    if not word or word == "add":
        return await _perhaps(asked, call, context)
    return await _change(word, f"{number} {more}".strip(), asked, call, context)


async def _change(word: str, rest: str, asked: Asked, call: Call, context: HandlerContext) -> Answers:
    if word in EXAMPLES:
        numbered = _NUMBERED.fullmatch(rest)
        if numbered is None or not numbered[2]:
            return said(WHICH.format(example=EXAMPLES[word]))
        change = _due if word == "due" else _owner
        return await change(int(numbered[1]), numbered[2], asked, call, context)
    if not _NUMBERS.fullmatch(rest):
        if not rest:
            return said(WHICH.format(example=f"{word} 12"))
        return await _perhaps(asked, call, context)
    numbers = tuple(map(int, re.findall(r"[0-9]+", rest)))[:MOST_NUMBERS]
    return settled(word, await _settle(word, numbers, asked, call, context), call)


async def _settle(
    word: str, numbers: tuple[int, ...], asked: Asked, call: Call, context: HandlerContext
) -> ActionChanges:
    store, now = context.store, context.clock()
    match word:
        case "done":
            return await store.change(close_actions, call.name, numbers, now=now)
        case "reopen":
            return await store.change(reopen_actions, call.name, numbers, now=now)
        case _:
            by = await context.chat.person(asked.person)
            return await store.change(take_back_actions, call.name, numbers, by=by, now=now)


async def _add(rest: str, asked: Asked, call: Call, context: HandlerContext) -> Answers:
    today, now = call.local_date(context.clock()), context.clock()
    coming = await context.store.read(lambda book: _coming(book, call, today))
    found = agreed(rest, await people_of(call, context), today=today, coming=coming)
    text = await one_line(found.text, context.names)
    if not text:
        return said(HOW_TO)
    owner = await owner_of(found.person, call, context)
    by = await context.chat.person(asked.person)
    action = await context.store.change(
        open_action, call.name, text, owner=owner.lead, due=found.due, by=by, now=now
    )
    return added(action, found, call, trouble=owner.trouble, asker=asked.person, today=today)


async def _due(number: int, rest: str, asked: Asked, call: Call, context: HandlerContext) -> Answers:
    del asked
    today = call.local_date(context.clock())
    coming = await context.store.read(lambda book: _coming(book, call, today))
    due = None if _NONE.fullmatch(rest) else due_in(rest, today=today, coming=coming)
    outcome = await context.store.change(set_due, call.name, number, due, now=context.clock())
    return settled("due", outcome, call, today=today)


async def _owner(number: int, rest: str, asked: Asked, call: Call, context: HandlerContext) -> Answers:
    owner = await owner_named("" if _NONE.fullmatch(rest) else rest, call, context)
    by = await context.chat.person(asked.person)
    outcome = await context.store.change(pass_on, call.name, number, owner.lead, by=by, now=context.clock())
    return settled("owner", outcome, call, note=owner.trouble)


async def _perhaps(asked: Asked, call: Call, context: HandlerContext) -> Answers:
    """Ask whether it is to be added, where no word says what to do."""
    typed = f"action add {asked.rest}"
    if len(typed) > LONGEST_TYPED:
        return said(HOW_TO)
    what = shorten(await one_line(asked.rest, context.names), LONGEST_SHOWN)
    return asking(f"Shall I add it as an action item: {escape(what)}?", call, typing("Add it", typed, "add"))


def _coming(book: Book, call: Call, today: date) -> date | None:
    """The date of the next meeting after today."""
    known = book.meetings(call.name, since=today)
    return next((each.day for each in known if each.state is State.SCHEDULED and each.day > today), None)

"""Somebody asks something of the bot: find the command, its call and whether they may, and answer."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.model.call import Call
from bot.model.errors import MinutesError, NotNow, Refusal, Rejected
from bot.nearest import nearest
from bot.rules.roles import may_chair, unfit
from handlers.blocks.action_ids import block_id
from handlers.blocks.parts import actions, confirm, context, escape, section
from handlers.commands.arguments import Unclear
from handlers.commands.both_readings import unclear_of
from handlers.commands.command import Answer, Answers, Command, OfCall, OfCalls, OfMeeting, Plain, said
from handlers.commands.modal_answer import shown
from handlers.commands.registry import COMMANDS
from handlers.commands.synonyms import SYNONYMS, by_meaning
from handlers.commands.typed_command import LONGEST_TYPED, Asked, again, asked_from, typing
from handlers.commands.which_call import (
    NO_CALL,
    CallsMeant,
    MeetingMeant,
    calls_for,
    in_all,
    meeting_of,
    misnamed,
    narrowed,
    prefixed,
)
from handlers.context import HandlerContext
from handlers.errors import in_words
from handlers.web_api.ephemeral import privately, there

MOST_BLOCKS = 50
STRANGER = "Sorry, I take this from members of this workspace only."
SURE = confirm("Is that what you meant?", "It is for everybody at the meeting.", "Yes")


async def on_command(payload: Mapping[str, Any], context: HandlerContext) -> None:
    """Answer what was typed."""
    await run(asked_from(payload), context)


async def run(asked: Asked, context: HandlerContext) -> None:
    """Answer a command; a failure is told to the asker, except that a passing one is tried again.

    Raises Refusal, which is told where all refusals are, also for an answer that Slack does not show.
    """
    try:
        answers = await _answers(asked, context)
    except (NotNow, Refusal):
        raise
    except Unclear as unclear:
        answers = unclear_of(asked, unclear)
    except MinutesError as failure:
        answers = said(escape(in_words(failure)))
    await _tell(asked, answers, context)


async def _tell(asked: Asked, answers: Answers, context: HandlerContext) -> None:
    """Answer where the asker sees it: below what they typed, or in a window over their home.

    Where Slack shows neither, the words are raised as a Refusal, and so become a direct message.
    """
    if asked.mentioned:
        for answer in answers:
            try:
                await there(
                    context.posting,
                    asked.channel,
                    asked.person,
                    text=answer.text,
                    blocks=answer.blocks,
                    thread=asked.thread,
                )
            except Rejected as rejection:
                raise Refusal(answer.text) from rejection
        return
    if answers and asked.trigger and not asked.answer_to:
        if not await shown(asked.trigger, answers, context):
            raise Refusal("\n".join(answer.text for answer in answers))
        return
    for answer in answers:
        try:
            await privately(asked.answer_to, answer.text, answer.blocks)
        except Rejected as rejection:
            raise Refusal(answer.text) from rejection


async def _answers(typed: Asked, context: HandlerContext) -> Answers:
    meant = await calls_for(typed, context)
    asked = prefixed(typed, meant.calls)
    everywhere = in_all(typed) if asked is typed else None  # a call may be called All Hands
    if everywhere is not None:
        meant = await calls_for(replace(everywhere, channel=""), context)
        asked = prefixed(everywhere, meant.calls)
    if wrong := misnamed(asked, meant.calls):
        return wrong
    asked = _in_own_words(asked)
    command = COMMANDS.get(asked.word)
    if command is None:
        return _unknown(asked)
    if isinstance(command, Plain):
        return await command.does(asked, context)
    if isinstance(command, OfCalls):
        return await _in_several(asked, command, meant, context)
    if everywhere:
        return said(f"`/minutes {asked.word}` is about one call; only `search` looks in all of them.")
    reporter = command.reporter(asked) if isinstance(command, OfCall) and command.reporter else ""
    asked, found = await narrowed(asked, meant, context, free=command.free, reporter=reporter)
    if not isinstance(found, Call):
        return found
    answers = await _refused(asked, command, found, context) or await _done(asked, command, found, context)
    if len(meant.calls) == 1 or asked.call:
        return answers
    now_called = await context.store.read(lambda book: book.call(found.name))  # it may just have been renamed
    return _about(answers, now_called or found)


async def _in_several(asked: Asked, command: OfCalls, meant: CallsMeant, context: HandlerContext) -> Answers:
    """Do it for the call that is named, else for all that may be meant."""
    calls = tuple(call for call in meant.calls if asked.call in ("", *call.names))
    if not calls:
        return said(escape(meant.unseen) or NO_CALL)
    return await _refused(asked, command, calls[0], context) or await command.does(asked, calls, context)


async def _done(asked: Asked, command: OfCall | OfMeeting, call: Call, context: HandlerContext) -> Answers:
    if isinstance(command, OfCall):
        return await command.does(asked, call, context)
    now = context.clock()
    found = await context.store.read(lambda book: meeting_of(book, call, asked, now))
    if isinstance(found, MeetingMeant):
        return await command.does(asked, found.call, found.meeting, context)
    return found


async def _refused(asked: Asked, command: Command, call: Call, context: HandlerContext) -> Answers:
    """What somebody is told who may not; nothing if they may."""
    person = await context.chat.person(asked.person)
    if person.stranger:
        return said(STRANGER)
    if isinstance(command, Plain) or not command.chairs or may_chair(call, person):
        return ()
    return said(f"Sorry, {await _who_can(call, context)}.")


async def _who_can(call: Call, context: HandlerContext) -> str:
    chairs = [await context.chat.person(chair) for chair in call.chairs]
    names = " or ".join(escape(person.name) for person in chairs if not unfit(person))
    if names:
        return f"only {names} can do that"
    return (
        "the call has no chair who can act; an administrator of the workspace or one of its leads can take "
        "it over with `/minutes setup`"
    )


def _in_own_words(asked: Asked) -> Asked:
    """The same with the command's own word: `cancel` is `skip`."""
    meant = None if asked.word in COMMANDS else by_meaning(asked.typed)
    return again(asked, meant) if meant else asked


def _unknown(asked: Asked) -> Answers:
    """Offer what is spelt alike; only a press does it, as spelling alone says too little."""
    said_back = f"I do not know “{escape(asked.word)}”."
    guess = nearest(asked.word, (*COMMANDS, *SYNONYMS))
    if guess is None:
        return said(f"{said_back} `/minutes help` lists what I know.")
    meant = _in_own_words(again(asked, f"{guess} {asked.rest}"))
    text = f"{said_back} Did you mean `/minutes {meant.word}`?"
    if len(meant.typed) > LONGEST_TYPED:
        return said(text)
    command = COMMANDS[meant.word]
    sure = SURE if not isinstance(command, Plain) and command.chairs else None
    pressed = typing(f"Yes, {meant.typed}", meant.typed, 1, confirm=sure)
    return said(text, section(text), actions(block_id("meant", f"{asked.call}/"), pressed))


def _about(answers: Answers, call: Call) -> Answers:
    """Say which call it was about, where that was only remembered."""
    if not answers:
        return answers
    first, *others = answers
    about = f"_This is about {escape(call.name)}; for another: `/minutes in NAME …`_"
    room = first.blocks and len(first.blocks) < MOST_BLOCKS
    blocks = (*first.blocks, context(about)) if room else first.blocks
    return (Answer(f"{first.text}\n{about}", blocks), *others)

"""/minutes pause, resume and end: whether a call is held at all."""

from bot.cycle.calls.set_up import STANDS, let_stand
from bot.cycle.queries import current_meeting
from bot.model.call import Call, Standing
from bot.model.meeting import State
from handlers.blocks.action_ids import block_id
from handlers.blocks.parts import actions, confirm, escape, section
from handlers.commands.command import Answers, said
from handlers.commands.typed_command import Asked, typing
from handlers.context import HandlerContext

FOR_GOOD = "for good"
ONLY_UNTIL_FURTHER_NOTICE = (
    "Nothing was changed: `/minutes pause` is until further notice, and `/minutes resume` ends it. "
    "For single days there is `/minutes skip`."
)
SURE = confirm(
    "End the call?", "There are no more questions, reminders and minutes. Its minutes stay.", "End it"
)
_ALREADY = {
    Standing.HELD: "The {call} call is held anyway.",
    Standing.PAUSED: "The {call} call is paused already.",
    Standing.ENDED: "The {call} call has ended already.",
}
_WAYS = {
    Standing.HELD: ("Hold it again", "resume"),
    Standing.PAUSED: ("Pause it again", "pause"),
    Standing.ENDED: ("End it again", f"end {FOR_GOOD}"),
}


async def pausing(asked: Asked, call: Call, context: HandlerContext) -> Answers:
    """No meetings until further notice."""
    if asked.rest:
        return said(ONLY_UNTIL_FURTHER_NOTICE)
    return await _stand(Standing.PAUSED, asked, call, context)


async def resuming(asked: Asked, call: Call, context: HandlerContext) -> Answers:
    """Hold a call again that is paused or has ended."""
    return await _stand(Standing.HELD, asked, call, context)


async def ending(asked: Asked, call: Call, context: HandlerContext) -> Answers:
    """End a call, once that was said twice: who writes `end` may mean the meeting."""
    if asked.rest.casefold() == FOR_GOOD or call.standing is Standing.ENDED:
        return await _stand(Standing.ENDED, asked, call, context)
    now = context.clock()
    meeting = await context.store.read(lambda book: current_meeting(book, call, now))
    posted = meeting is not None and meeting.state is State.POSTED
    text = escape(f"Do you want to end the {call.name} call for good?")
    buttons = [
        typing("End the call", f"end {FOR_GOOD}", 1, style="danger", confirm=SURE),
        typing("Pause it", "pause", 2),
        *([typing("Close this meeting", "close", 3)] if posted else []),
    ]
    return said(text, section(text), actions(block_id("end", f"{call.name}/"), *buttons))


async def _stand(standing: Standing, asked: Asked, call: Call, context: HandlerContext) -> Answers:
    """Let it stand so, and offer the way back."""
    by = await context.chat.person(asked.person)
    settled = await context.store.change(let_stand, call.name, standing, by=by, now=context.clock())
    if not settled.what:
        return said(escape(_ALREADY[standing].format(call=call.name)))
    text = escape(f"{STANDS[standing].format(call=call.name, by=by.name)} I am telling the channel.")
    row = actions(block_id("standing", f"{call.name}/"), typing(*_WAYS[call.standing], 1))
    return said(text, section(text), row)

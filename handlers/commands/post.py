"""/minutes post: the minutes go out now."""

from bot.cycle.minutes.publish import publish
from bot.model.call import Call
from bot.model.meeting import Meeting, State
from handlers.blocks.parts import escape
from handlers.commands.command import Answers, said
from handlers.commands.typed_command import Asked
from handlers.context import HandlerContext


async def post(asked: Asked, call: Call, meeting: Meeting, context: HandlerContext) -> Answers:
    """Post the minutes now, for a chair."""
    del asked
    if meeting.state is not State.SCHEDULED:
        return said("The minutes are posted already; late replies amend them.")
    await context.store.change(
        publish, call.name, meeting.date, delayed="", pages=context.chat.pages, now=context.clock()
    )
    return said(f"I am posting the {escape(call.name)} minutes now.")

"""/minutes status and preview: how the next meeting stands."""

from bot.model.call import Call
from bot.model.meeting import Meeting
from handlers.blocks_minutes import page, pages
from handlers.commands.asked import Asked
from handlers.commands.command import Answer, Answers, said
from handlers.overview import overview, standing
from handlers.workplace import Workplace

PAGES_SHOWN = 4  # of the five answers that Slack takes


async def status(asked: Asked, call: Call, meeting: Meeting, at: Workplace) -> Answers:
    """Who has reported and who has not."""
    del asked
    stands = await at.store.read(lambda book: standing(book, call, meeting))
    return said(overview(call, meeting, stands))


async def preview(asked: Asked, call: Call, meeting: Meeting, at: Workplace) -> Answers:
    """The minutes as they would be posted now."""
    del asked
    minutes = await at.store.read(lambda book: standing(book, call, meeting).minutes(call, meeting))
    count = pages(minutes)
    shown = [page(minutes, number, f"preview/{number}") for number in range(1, min(count, PAGES_SHOWN) + 1)]
    answers = tuple(Answer(each.text, each.blocks) for each in shown)
    left = count - PAGES_SHOWN
    return (*answers, Answer(f"… and {left} more messages when they are posted.")) if left > 0 else answers

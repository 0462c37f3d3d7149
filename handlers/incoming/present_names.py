"""What was posted before an area got another name is about the same area."""

from dataclasses import replace

from handlers.blocks.action_ids import Subject
from handlers.context import HandlerContext


async def present(subject: Subject, context: HandlerContext) -> Subject:
    """The same with the name that the area has now."""
    if not subject.area:
        return subject
    calls = await context.store.read(lambda book: book.readable_calls())
    call = next((each for each in calls if subject.call in each.names), None)
    area = call.area_called(subject.area) if call else None
    return replace(subject, area=area.name) if area else subject

"""Answers to somebody who asked where no message can be shown, as in their home: a window over it."""

import logging
from collections.abc import Iterator

from bot.model.errors import Refused
from handlers.blocks.lead_words import line, split
from handlers.blocks.modal import modal
from handlers.blocks.parts import Block, section
from handlers.commands.command import Answer, Answers
from handlers.context import HandlerContext
from handlers.web_api.api_errors import outcome

log = logging.getLogger(__name__)

TRIGGER_GONE = frozenset({"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"})
MOST_BLOCKS = 99  # of the 100 of a view
CHARACTERS_PER_SECTION = 3_000
CUT = "… there is more; please ask in a direct message: `/minutes …`"


async def shown(trigger: str, answers: Answers, context: HandlerContext) -> None:
    """Show answers in a window; whoever waited too long for it presses again."""
    try:
        await outcome(context.posting.views_open(trigger_id=trigger, view=window(answers)))
    except Refused as refusal:
        if refusal.detail not in TRIGGER_GONE:
            raise
        log.info("an answer came too late to be shown (%s)", refusal.detail)


def window(answers: Answers) -> Block:
    """The answers below each other; identities of blocks are left to Slack where two are the same."""
    blocks = [block for answer in answers for block in _blocks(answer)]
    more = [section(CUT)] if len(blocks) > MOST_BLOCKS else []
    return modal("Minutesbot", [*blocks[:MOST_BLOCKS], *more], close="Close")


def _blocks(answer: Answer) -> Iterator[Block]:
    if answer.blocks:
        yield from answer.blocks
        return
    for row in split(line(answer.text), CHARACTERS_PER_SECTION):
        yield section("".join(span.text for span in row.words))

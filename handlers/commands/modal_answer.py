"""Answers in a window: a form, or what is said where no message can be shown, as in somebody's home."""

from collections.abc import Iterator

from handlers.blocks.lead_words import line, split
from handlers.blocks.modal import modal
from handlers.blocks.parts import Block, section
from handlers.commands.command import Answer, Answers, said
from handlers.commands.typed_command import Asked
from handlers.context import HandlerContext
from handlers.web_api.modals import PRESS_AGAIN, TYPE_AGAIN, WindowRefused, open_modal

NO_FORM = "That opens a form, which Slack allows only to commands. Please type it with `/minutes`."
MOST_BLOCKS = 99  # of the 100 of a view
CHARACTERS_PER_SECTION = 3_000
CUT = "… there is more; please ask in a direct message: `/minutes …`"


async def shown(trigger: str, answers: Answers, context: HandlerContext) -> bool:
    """Show answers in a window; False if Slack does not let us, or not any more."""
    try:
        return bool(await open_modal(window(answers), trigger, context.posting))
    except WindowRefused:
        return False


async def in_form(form: Block, asked: Asked, context: HandlerContext) -> Answers:
    """Open a form for the asker; what is said instead if that took too long."""
    if asked.mentioned:
        return said(NO_FORM)
    return () if await open_modal(form, asked.trigger, context.posting) else too_slow(asked)


def too_slow(asked: Asked) -> Answers:
    """What the asker is told when Slack lets nothing be opened, or not any more."""
    if asked.mentioned:
        return said(NO_FORM)
    return said(PRESS_AGAIN if asked.pressed else TYPE_AGAIN)


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

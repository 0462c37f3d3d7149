"""Whether something is an emergency: a line with two answers on the card, one for each item. Pure."""

from collections.abc import Iterator

from bot.model.call import Section
from bot.model.message import Card, CardArea
from bot.model.update import Item
from bot.model.words import Span
from handlers.blocks.action_ids import Verb, action_id, block_id
from handlers.blocks.emergency import SURE
from handlers.blocks.lead_words import Row, rich_text
from handlers.blocks.parts import Block, actions, button, shorten

MOST = 5  # at once; when one is answered, the next is asked
WORDS_CHARACTERS = 120


def question_rows(card: Card) -> Iterator[Row]:
    """The questions, one a line."""
    yield from (_question(item) for _, item in _asked(card))


def question_blocks(card: Card) -> Iterator[Block]:
    """Each question with its two answers."""
    for number, (area, item) in enumerate(_asked(card), 1):
        yield rich_text([_question(item)])
        yes, no = (
            action_id(Verb.EMERGENCY, area.area, item.key),
            action_id(Verb.NO_EMERGENCY, area.area, item.key),
        )
        told = button("Yes, tell the channel", yes, confirm=SURE) if area.yes_tells else button("Yes", yes)
        yield actions(block_id(f"question-{number}", card.occasion.key), told, button("No", no))


def _asked(card: Card) -> list[tuple[CardArea, Item]]:
    return [
        (area, item)
        for area in card.areas
        for section in Section
        for item in area.update.sections.of(section)
        if item.key in area.questions
    ][:MOST]


def _question(item: Item) -> Row:
    return Row((Span("Is this an emergency? ", bold=True), Span(shorten(item.text, WORDS_CHARACTERS))))

"""What was written into a field of a form."""

from typing import Any

from bot.model.words import Document, plain
from handlers.context import HandlerContext
from handlers.text.rich_text import document_of, mentioned


async def written(rich_text: Any, context: HandlerContext) -> Document:
    """The words, with people by their names; empty where nothing was written."""
    message = {"blocks": [rich_text]} if rich_text else {}
    return document_of(message, await context.names.of(mentioned(message)))


def typed(document: Document) -> str:
    """The same as plain text, a line a line."""
    lines = (" ".join(plain(line.words).split()) for line in document)
    return "\n".join(line for line in lines if line)

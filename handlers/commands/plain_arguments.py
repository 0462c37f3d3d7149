"""What follows a command's word as a line of plain text."""

from bot.model.words import plain
from handlers.commands.arguments import unquoted
from handlers.text.mrkdwn import mentions, styled
from handlers.web_api.names import Names


async def one_line(text: str, names: Names) -> str:
    """The words as they are read: mentions as names, links as `label (url)`, nothing left out."""
    known = await names.of(mentions(text))
    return _bare(" ".join(plain(styled(text, known)).split()))


def _bare(text: str) -> str:
    """The text without the quotation marks around all of it; `"A" and "B"` keeps its own."""
    inner = unquoted(text)
    return text if {text[:1], text[-1:]} & set(inner) else inner

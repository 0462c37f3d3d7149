"""What the week needs from a git repository: minutes in a file."""

from typing import Protocol

from bot.model.delivery import Posted
from bot.model.message import GitPage


class Repository(Protocol):
    """The repository that shows the minutes as Markdown.

    Raises NotNow (try again later) or Rejected (somebody has to do something first). Whatever became of an
    earlier try, doing it again neither doubles nor loses anything.
    """

    async def put(self, page: GitPage) -> Posted:
        """Commit and push the file of a meeting, and return where it is; nothing where it stands there."""

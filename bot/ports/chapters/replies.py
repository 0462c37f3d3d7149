"""What people wrote, word for word."""

from datetime import date
from typing import Protocol

from bot.model.reply import Reply


class Replies(Protocol):
    """What people wrote, word for word."""

    def reply(self, conversation: str, ts: str) -> Reply | None:
        """The newest revision of a reply, also of a deleted one; None if there is no such reply."""

    def replies(self, call: str, day: date, *, by: frozenset[str] | None = None) -> tuple[Reply, ...]:
        """The newest revisions of the replies for a meeting, oldest reply first, without deleted ones.

        With `by` only those of these people, and what anybody wrote on behalf.
        """

    def written(self, conversation: str, since: str) -> tuple[Reply, ...]:
        """The same of what was written in a conversation after `since`, a Slack `ts`."""

    def keep_reply(self, reply: Reply) -> None:
        """Add a revision of a reply; saving the same revision again changes nothing."""

    def forget_deletions(self, before: str) -> int:
        """Erase deletions before a moment, a Slack `ts`, of what was never seen; returns their number."""

    def place_reply(self, conversation: str, ts: str, area: str) -> None:
        """Save which area a reply is about, for all its revisions."""

    def count_for(self, conversation: str, ts: str, day: date) -> None:
        """Let a reply, in all its revisions, count for the meeting of the same call on another date."""

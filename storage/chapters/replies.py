"""What people wrote, word for word."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from sqlmodel import col, select, tuple_

from bot.model.reply import Reply
from storage.chapter import Chapter
from storage.tables import PlacementRow, ReplyRow
from storage.values import columns_of, value_of

NO_CALL = ""  # of a deletion that has overtaken its message: nobody knows what it was about


class Replies(Chapter):
    """Implements `bot.ports.chapters.Replies` for one workspace."""

    def reply(self, conversation: str, ts: str) -> Reply | None:
        """The newest revision of a reply, also of a deleted one; None if there is no such reply."""
        rows = self._rows(ReplyRow, conversation=conversation, ts=ts)
        return next(iter(self._placed(_newest(rows))), None)

    def replies(self, call: str, day: date) -> tuple[Reply, ...]:
        """The newest revisions of the replies for a meeting, oldest reply first, without deleted ones."""
        name = self._name_now(call)
        return self._recall(("replies", name, day), lambda: self._of_meeting(name, day))

    def written(self, conversation: str, since: str) -> tuple[Reply, ...]:
        """The same of what was written in a conversation after `since`, a Slack `ts`."""
        rows = self._rows(ReplyRow, order="ts", after=since, conversation=conversation)
        newest = (row for row in _newest(rows) if not row.deleted)
        return tuple(sorted(self._placed(newest), key=lambda reply: Decimal(reply.ts)))

    def keep_reply(self, reply: Reply) -> None:
        """Add a revision of a reply; saving the same revision again changes nothing."""
        identity = {"conversation": reply.conversation, "ts": reply.ts, "revision": reply.revision}
        if self._row(ReplyRow, **identity) is None:
            self._add(ReplyRow, **columns_of(reply))
            self._forget("replies")

    def forget_deletions(self, before: str) -> int:
        """Erase deletions before a moment, a Slack `ts`, of what was never seen; returns their number."""
        return self._drop(ReplyRow, col(ReplyRow.revision) < before, call=NO_CALL, deleted=True)

    def place_reply(self, conversation: str, ts: str, area: str) -> None:
        """Save which area a reply is about, for all its revisions."""
        self._put(PlacementRow, {"conversation": conversation, "ts": ts}, {"area": area})
        self._forget("replies")

    def count_for(self, conversation: str, ts: str, day: date) -> None:
        """Let a reply, in all its revisions, count for the meeting of the same call on another date."""
        for row in self._rows(ReplyRow, conversation=conversation, ts=ts):
            row.date = day
        self._session.flush()
        self._forget("replies")

    def _of_meeting(self, call: str, day: date) -> tuple[Reply, ...]:
        written = select(ReplyRow.conversation, ReplyRow.ts).where(
            ReplyRow.team_id == self._team, ReplyRow.call == call, ReplyRow.date == day
        )
        rows = self._rows(ReplyRow, tuple_(col(ReplyRow.conversation), col(ReplyRow.ts)).in_(written))
        newest = (row for row in _newest(rows) if not row.deleted and (row.call, row.date) == (call, day))
        return tuple(sorted(self._placed(newest), key=lambda reply: Decimal(reply.ts)))

    def _placed(self, rows: Iterable[ReplyRow]) -> tuple[Reply, ...]:
        known = list(rows)
        written = tuple_(col(PlacementRow.conversation), col(PlacementRow.ts))
        found = self._rows(PlacementRow, written.in_([(row.conversation, row.ts) for row in known]))
        areas = {(row.conversation, row.ts): row.area for row in found}
        return tuple(
            value_of(Reply, row, area=areas.get((row.conversation, row.ts), row.area)) for row in known
        )


def _newest(rows: Iterable[ReplyRow]) -> Iterable[ReplyRow]:
    newest: dict[tuple[str, str], ReplyRow] = {}
    for row in sorted(rows, key=lambda row: Decimal(row.revision or 0)):
        newest[row.conversation, row.ts] = row
    return newest.values()

"""What people wrote, word for word."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import Select, and_
from sqlmodel import col, select, tuple_

from bot.model.reply import Reply
from storage.chapter import Chapter
from storage.tables import PlacementRow, ReplyRow
from storage.values import columns_of, reading, select_values, value_of

NO_CALL = ""  # of a deletion that has overtaken its message: nobody knows what it was about


class Replies(Chapter):
    """Implements `bot.ports.chapters.Replies` for one workspace."""

    def reply(self, conversation: str, ts: str) -> Reply | None:
        """The newest revision of a reply, also of a deleted one; None if there is no such reply."""
        here = col(ReplyRow.conversation) == conversation, col(ReplyRow.ts) == ts
        return next(map(_value, self._newest(*here)), None)

    def replies(self, call: str, day: date) -> tuple[Reply, ...]:
        """The newest revisions of the replies for a meeting, oldest reply first, without deleted ones."""
        name = self._name_now(call)
        return self._recall(("replies", name, day), lambda: self._of_meeting(name, day))

    def written(self, conversation: str, since: str) -> tuple[Reply, ...]:
        """The same of what was written in a conversation after `since`, a Slack `ts`."""
        after = col(ReplyRow.conversation) == conversation, col(ReplyRow.ts) > since
        return _in_order(_value(row) for row in self._newest(*after) if not row.deleted)

    def keep_reply(self, reply: Reply) -> None:
        """Add a revision of a reply; saving the same revision again changes nothing."""
        known = self._rows(ReplyRow, conversation=reply.conversation, ts=reply.ts)
        if any(row.revision == reply.revision for row in known):
            return
        self._add(ReplyRow, **columns_of(reply))
        recalled = ("replies", reply.call, reply.date)
        if not known and not reply.deleted and recalled in self._recalled:
            self._recalled[recalled] = _in_order([*self._recalled[recalled], reply])
        else:
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
        revisions = tuple_(col(ReplyRow.conversation), col(ReplyRow.ts)).in_(written)
        newest = self._newest(revisions)
        return _in_order(
            _value(row) for row in newest if not row.deleted and (row.call, row.date) == (call, day)
        )

    def _newest(self, *conditions: Any) -> Iterable[Any]:
        """The newest revision of each reply, with the area that it was placed under since."""
        query = _with_placement().where(col(ReplyRow.team_id) == self._team, *conditions)
        with reading("reply"):
            rows = self._session.execute(query.order_by(col(ReplyRow.id))).all()
        newest: dict[tuple[str, str], Any] = {}
        for row in sorted(rows, key=lambda row: Decimal(row.revision or 0)):
            newest[row.conversation, row.ts] = row
        return newest.values()


@cache
def _with_placement() -> Select[Any]:
    its = (
        col(PlacementRow.team_id) == ReplyRow.team_id,
        col(PlacementRow.conversation) == ReplyRow.conversation,
        col(PlacementRow.ts) == ReplyRow.ts,
    )
    replies = select_values(ReplyRow).outerjoin(PlacementRow, and_(*its))
    return replies.add_columns(col(PlacementRow.area).label("placed"))


def _value(row: Any) -> Reply:
    reply: Reply = value_of(Reply, row, area=row.area if row.placed is None else row.placed)
    return reply


def _in_order(replies: Iterable[Reply]) -> tuple[Reply, ...]:
    return tuple(sorted(replies, key=lambda reply: Decimal(reply.ts)))

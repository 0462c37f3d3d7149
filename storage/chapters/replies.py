"""What people wrote, word for word."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, or_
from sqlmodel import col, select, tuple_

from bot.model.reply import Origin, Reply
from storage.chapter import Chapter
from storage.reports import PlacementRow, ReplyRow
from storage.values import columns_of, reading, select_values, value_of

NO_CALL = ""  # of a deletion that has overtaken its message: nobody knows what it was about


class Replies(Chapter):
    """Implements `bot.ports.chapters.Replies` for one workspace."""

    def reply(self, conversation: str, ts: str) -> Reply | None:
        """The newest revision of a reply, also of a deleted one; None if there is no such reply."""
        return next(map(_value, _newest(self._revisions(conversation, ts))), None)

    def replies(self, call: str, day: date, *, by: frozenset[str] | None = None) -> tuple[Reply, ...]:
        """The newest revisions of the replies for a meeting, oldest reply first, without deleted ones.

        With `by` only those of these people, and what anybody wrote on behalf.
        """
        name = self._name_now(call)
        return self._recall(("replies", name, day, by), lambda: self._of_meeting(name, day, by))

    def written(self, conversation: str, since: str) -> tuple[Reply, ...]:
        """The same of what was written in a conversation after `since`, a Slack `ts`."""
        asked = {"conversation": conversation, "since": since}
        return _in_order(_value(row) for row in _newest(self._asked(_written(), asked)) if not row.deleted)

    def keep_reply(self, reply: Reply) -> None:
        """Add a revision of a reply; saving the same revision again changes nothing."""
        known = self._revisions(reply.conversation, reply.ts)
        if any(row.revision == reply.revision for row in known):
            return
        self._add(ReplyRow, **columns_of(reply))
        self._forget("revisions")
        if known or reply.deleted:
            self._forget("replies")
            return
        kept = replace(reply, call=self._name_now(reply.call))
        for what in [each for each in self._recalled if each[:3] == ("replies", kept.call, kept.date)]:
            if what[3] is None or kept.person in what[3] or kept.origin is Origin.BEHALF:
                self._recalled[what] = _in_order([*self._recalled[what], kept])

    def forget_deletions(self, before: str) -> int:
        """Erase deletions before a moment, a Slack `ts`, of what was never seen; returns their number."""
        self._forget("revisions")
        return self._drop(ReplyRow, col(ReplyRow.revision) < before, call=NO_CALL, deleted=True)

    def place_reply(self, conversation: str, ts: str, area: str) -> None:
        """Save which area a reply is about, for all its revisions."""
        self._put(PlacementRow, {"conversation": conversation, "ts": ts}, {"area": area})
        self._forget("replies")
        self._forget("revisions")

    def count_for(self, conversation: str, ts: str, day: date) -> None:
        """Let a reply, in all its revisions, count for the meeting of the same call on another date."""
        for row in self._rows(ReplyRow, conversation=conversation, ts=ts):
            row.date = day
        self._session.flush()
        self._forget("replies")
        self._forget("revisions")

    def _revisions(self, conversation: str, ts: str) -> list[Any]:
        asked = {"conversation": conversation, "ts": ts}
        return self._recall(("revisions", conversation, ts), lambda: self._asked(_of_reply(), asked))

    def _of_meeting(self, call: str, day: date, by: frozenset[str] | None) -> tuple[Reply, ...]:
        asked = {"call": call, "date": day, **({} if by is None else {"people": sorted(by)})}
        found = _newest(self._asked(_of_meeting(every=by is None), asked))
        return _in_order(
            _value(row) for row in found if not row.deleted and (row.call, row.date) == (call, day)
        )

    def _asked(self, query: Select[Any], asked: dict[str, Any]) -> list[Any]:
        with reading("reply"):
            return self._columns(query, {"team": self._team, **asked})


def _newest(rows: Iterable[Any]) -> Iterable[Any]:
    """The newest revision of each reply."""
    newest: dict[tuple[str, str], Any] = {}
    for row in sorted(rows, key=lambda row: Decimal(row.revision or 0)):
        newest[row.conversation, row.ts] = row
    return newest.values()


# What is asked with every reply is made once: to make it costs more than to run it.


@cache
def _of_reply() -> Select[Any]:
    conversation = col(ReplyRow.conversation) == bindparam("conversation")
    return _with_placement().where(conversation, col(ReplyRow.ts) == bindparam("ts"))


@cache
def _written() -> Select[Any]:
    conversation = col(ReplyRow.conversation) == bindparam("conversation")
    return _with_placement().where(conversation, col(ReplyRow.ts) > bindparam("since"))


@cache
def _of_meeting(*, every: bool) -> Select[Any]:
    """All revisions of what was written for a meeting, by some people where it is not `every` one."""
    mine = col(ReplyRow.team_id) == bindparam("team"), col(ReplyRow.call) == bindparam("call")
    written = select(ReplyRow.conversation, ReplyRow.ts).where(*mine, col(ReplyRow.date) == bindparam("date"))
    if not every:
        people = col(ReplyRow.person).in_(bindparam("people", expanding=True))
        written = written.where(or_(people, col(ReplyRow.origin) == Origin.BEHALF))
    return _with_placement().where(tuple_(col(ReplyRow.conversation), col(ReplyRow.ts)).in_(written))


@cache
def _with_placement() -> Select[Any]:
    """Revisions, with the area that each reply was placed under since."""
    its = (
        col(PlacementRow.team_id) == ReplyRow.team_id,
        col(PlacementRow.conversation) == ReplyRow.conversation,
        col(PlacementRow.ts) == ReplyRow.ts,
    )
    replies = select_values(ReplyRow).outerjoin(PlacementRow, and_(*its))
    placed = replies.add_columns(col(PlacementRow.area).label("placed"))
    return placed.where(col(ReplyRow.team_id) == bindparam("team")).order_by(col(ReplyRow.id))


def _value(row: Any) -> Reply:
    reply: Reply = value_of(Reply, row, area=row.area if row.placed is None else row.placed)
    return reply


def _in_order(replies: Iterable[Reply]) -> tuple[Reply, ...]:
    return tuple(sorted(replies, key=lambda reply: Decimal(reply.ts)))

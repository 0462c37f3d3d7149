"""What came of the changes that arrivals asked for; it stands beside the arrival until that is done."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import col, select

from bot.ports import Result
from storage.chapter import Chapter
from storage.columns import pack, unpack
from storage.traffic import InboxRow, ended
from storage.values import reading


class Results(Chapter):
    """Implements `bot.ports.results.Results` for one workspace."""

    def result_of(self, arrival: str, change: str, shape: Any) -> Result | None:
        """What a change that an arrival asked for returned; None if it was not made."""
        kept = self._kept(arrival)
        if change not in kept:
            return None
        with reading("inbox"):
            return Result(unpack(shape, kept[change]))

    def end_arrival(self, arrival: str, at: datetime) -> None:
        """Save that an arrival was worked on, in the transaction of all that it brought about."""
        self._session.execute(self._waiting(arrival).values(**ended(at)))

    def keep_result(self, arrival: str, change: str, shape: Any, value: Any) -> None:
        """Save what a change returned. Of an arrival that does not wait nothing is saved."""
        kept = {**self._kept(arrival), change: pack(shape, value)}
        self._session.execute(self._waiting(arrival).values(results=json.dumps(kept)))

    def _waiting(self, arrival: str) -> Any:
        mine = col(InboxRow.team_id) == self._team, col(InboxRow.identity) == arrival
        return update(InboxRow).where(*mine, col(InboxRow.done_at).is_(None))

    def _kept(self, arrival: str) -> dict[str, str]:
        mine = InboxRow.team_id == self._team, InboxRow.identity == arrival
        written = self._session.exec(select(InboxRow.results).where(*mine)).one_or_none()
        return dict(json.loads(written)) if written else {}

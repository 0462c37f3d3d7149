"""What came of the changes that arrivals asked for; it stands beside the arrival until that is done."""

import json
from typing import Any

from sqlalchemy import update
from sqlmodel import col, select

from bot.ports import Result
from storage.chapter import Chapter
from storage.columns import pack, unpack
from storage.traffic import InboxRow
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

    def keep_result(self, arrival: str, change: str, shape: Any, value: Any) -> None:
        """Save what a change returned. Of an arrival that does not wait nothing is saved."""
        kept = {**self._kept(arrival), change: pack(shape, value)}
        mine = col(InboxRow.team_id) == self._team, col(InboxRow.identity) == arrival
        waiting = update(InboxRow).where(*mine, col(InboxRow.done_at).is_(None))
        self._session.execute(waiting.values(results=json.dumps(kept)))

    def _kept(self, arrival: str) -> dict[str, str]:
        mine = InboxRow.team_id == self._team, InboxRow.identity == arrival
        written = self._session.exec(select(InboxRow.results).where(*mine)).one_or_none()
        return dict(json.loads(written)) if written else {}

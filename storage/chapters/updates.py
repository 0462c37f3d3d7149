"""What was understood of replies, and how leads corrected it."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlmodel import col

from bot.model.call import Section
from bot.model.update import Correction, Sections, Update
from storage import items
from storage.chapter import Chapter
from storage.happenings import besides
from storage.reports import CorrectionRow, UpdateRow
from storage.touches import Touched, touch
from storage.values import columns_of, reading, select_values, value_of


class Updates(Chapter):
    """Implements `bot.ports.chapters.Updates` for one workspace."""

    def updates(self, call: str, day: date, *, of: frozenset[str] | None = None) -> tuple[Update, ...]:
        """What the areas report for a meeting, or only those `of` these names, in no particular order."""
        name = self._name_now(call)
        return self._recall(("updates", name, day, of), lambda: self._reported(name, day, of))

    def heard(self, call: str, day: date) -> dict[str, tuple[str, ...]]:
        """For each area that has an update for a meeting who wrote it."""
        name = self._name_now(call)
        found: dict[str, tuple[str, ...]] = self._recall(("heard", name, day), lambda: self._heard(name, day))
        return found

    def keep_update(self, update: Update) -> None:
        """Save what an area reports; there is one update for each meeting and area."""
        update = replace(update, call=self._name_now(update.call))
        identity = {"call": update.call, "date": update.date, "area": update.area}
        row = self._put(UpdateRow, identity, columns_of(update, but="sections"))
        items.keep(self._session, row, update.sections, self._had(update))
        counts = {section.value: len(update.sections.of(section)) for section in Section}
        besides(self._session, row, **counts, nothing_new="yes" if update.nothing_new else "")
        touch(self._session, self._team, Touched({update.call}))
        self._forget("heard")
        for what in self._recalled_of(update):
            others = (other for other in self._recalled[what] if other.area != update.area)
            self._recalled[what] = (*others, update)

    def corrections(self, call: str, day: date, area: str) -> tuple[Correction, ...]:
        """What leads decided about single items of an area, one for each item, the newest last."""
        rows = self._read(CorrectionRow, call=call, date=day, area=area)
        return tuple(value_of(Correction, row) for row in rows)

    def keep_correction(self, call: str, day: date, area: str, correction: Correction) -> None:
        """Save what a lead decided about an item, in place of an earlier decision about it."""
        identity = {"call": call, "date": day, "area": area, "item": correction.item}
        self._drop(CorrectionRow, **identity)
        self._add(CorrectionRow, **{**identity, **columns_of(correction)})

    def _reported(self, call: str, day: date, of: frozenset[str] | None) -> tuple[Update, ...]:
        areas = {} if of is None else {"areas": sorted(of)}
        asked = {"team": self._team, "call": call, "day": day, **areas}
        with reading("area_update"):
            rows = self._columns(_reports(every=of is None), asked)
        return items.updates(self._session, rows)

    def _heard(self, call: str, day: date) -> dict[str, tuple[str, ...]]:
        asked = {"team": self._team, "call": call, "day": day}
        with reading("area_update"):
            return dict(self._columns(_who_wrote(), asked))

    def _recalled_of(self, update: Update) -> list[tuple[Any, ...]]:
        """What was loaded in this transaction, and would have this update among it."""
        about = ("updates", update.call, update.date)
        known = [what for what in self._recalled if what[:3] == about]
        return [what for what in known if what[3] is None or update.area in what[3]]

    def _had(self, update: Update) -> Sections | None:
        """What the area has reported so far; None where that was not loaded."""
        for what in self._recalled_of(update):
            return next(
                (each.sections for each in self._recalled[what] if each.area == update.area), Sections()
            )
        return None


# What is asked with every reply is made once: to make it costs more than to run it.


@cache
def _reports(*, every: bool) -> Select[Any]:
    """The updates for a meeting, of some areas where it is not `every` one."""
    found = select_values(UpdateRow).where(*_for_meeting()).order_by(col(UpdateRow.id))
    return found if every else found.where(col(UpdateRow.area).in_(bindparam("areas", expanding=True)))


@cache
def _who_wrote() -> Any:
    return select(col(UpdateRow.area), col(UpdateRow.by)).where(*_for_meeting())


def _for_meeting() -> tuple[ColumnElement[bool], ...]:
    mine = col(UpdateRow.team_id) == bindparam("team"), col(UpdateRow.call) == bindparam("call")
    return *mine, col(UpdateRow.date) == bindparam("day")

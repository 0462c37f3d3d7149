"""What was understood of replies, and how leads corrected it."""

from dataclasses import replace
from datetime import date

from bot.model.call import Section
from bot.model.update import Correction, Update
from storage import items
from storage.chapter import Chapter
from storage.happenings import besides
from storage.tables import CorrectionRow, UpdateRow
from storage.touches import Touched, touch
from storage.values import columns_of, value_of


class Updates(Chapter):
    """Implements `bot.ports.chapters.Updates` for one workspace."""

    def updates(self, call: str, day: date) -> tuple[Update, ...]:
        """What the areas report for a meeting, in no particular order."""
        name = self._name_now(call)
        return self._recall(
            ("updates", name, day),
            lambda: items.updates(self._session, self._read(UpdateRow, call=name, date=day)),
        )

    def keep_update(self, update: Update) -> None:
        """Save what an area reports; there is one update for each meeting and area."""
        update = replace(update, call=self._name_now(update.call))
        identity = {"call": update.call, "date": update.date, "area": update.area}
        row = self._put(UpdateRow, identity, columns_of(update, but="sections"))
        items.keep(self._session, row, update.sections)
        counts = {section.value: len(update.sections.of(section)) for section in Section}
        besides(self._session, row, **counts, nothing_new="yes" if update.nothing_new else "")
        touch(self._session, self._team, Touched({update.call}))
        known = ("updates", update.call, update.date)
        if known in self._recalled:
            others = (other for other in self._recalled[known] if other.area != update.area)
            self._recalled[known] = (*others, update)

    def corrections(self, call: str, day: date, area: str) -> tuple[Correction, ...]:
        """What leads decided about single items of an area, one for each item, the newest last."""
        rows = self._read(CorrectionRow, call=call, date=day, area=area)
        return tuple(value_of(Correction, row) for row in rows)

    def keep_correction(self, call: str, day: date, area: str, correction: Correction) -> None:
        """Save what a lead decided about an item, in place of an earlier decision about it."""
        identity = {"call": call, "date": day, "area": area, "item": correction.item}
        self._drop(CorrectionRow, **identity)
        self._add(CorrectionRow, **{**identity, **columns_of(correction)})

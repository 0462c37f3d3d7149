"""Take what stands on old wiki pages into the history, so that the next week can build on it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from bot.cycle.minutes.index_minutes import index_minutes
from bot.cycle.queries import the_call
from bot.formats.action_line import read_action
from bot.model.call import Call, Section
from bot.model.errors import ConfigurationWrong
from bot.model.meeting import State, schedule
from bot.model.minutes import ActionItem, Minutes
from bot.model.reason import Reason
from bot.model.update import everything
from bot.ports import Book
from bot.rules.fuller import holds, standing
from bot.rules.old_page import OldPage, bare, how_dated, minutes_of, problem_of


class PageUnusable(ConfigurationWrong):
    """A page cannot be taken into the history."""


class Outcome(StrEnum):
    """What became of a page."""

    TAKEN = "taken over"
    BESIDE = "kept beside a fuller one"
    KNOWN = "known already"
    LEFT = "left alone"


@dataclass(slots=True)
class Imported:
    """What became of pages: a line for each that is one of minutes, and what is wrong with the others."""

    lines: list[str] = field(default_factory=list)
    unusable: list[str] = field(default_factory=list)
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    days: list[date] = field(default_factory=list)

    @property
    def summary(self) -> str:
        """All of it in a line: how many pages became what, from when to when."""
        counts = [*((outcome.value, self.outcomes[outcome]) for outcome in Outcome)]
        counts.append(("unusable", len(self.unusable)))
        told = ", ".join(f"{count} {what}" for what, count in counts if count)
        between = f"; meetings from {min(self.days)} to {max(self.days)}" if self.days else ""
        return f"{_count(sum(count for _, count in counts), 'page')}: {told}{between}"


def import_pages(book: Book, name: str | None, pages: Sequence[OldPage], *, now: datetime) -> tuple[str, ...]:
    """Keep a closed meeting for each page, and say so, a line each; all pages, or none when one is unusable.

    The rest is as with `import_usable`. Raises PageUnusable with all that is wrong with the pages.
    """
    imported = import_usable(book, name, pages, now=now)
    if imported.unusable:
        raise PageUnusable.because(imported.unusable)
    return tuple(imported.lines)


def import_usable(book: Book, name: str | None, pages: Sequence[OldPage], *, now: datetime) -> Imported:
    """Keep a closed meeting for each page that is one of minutes.

    A meeting whose minutes the bot wrote itself stays as it is, and so does one that is still to come. Of
    several revisions of a page the newest counts, and of several pages with one revision the fuller, which
    keeps the other beside it; the same pages again change nothing. Raises UnknownCall.
    """
    call = the_call(book, name)
    problems = [(page, problem_of(page, call, now)) for page in pages]
    imported = Imported(unusable=[said for _, said in problems if said])
    found = ((page, minutes_of(page, call)) for page, said in problems if not said)
    in_order = sorted(found, key=lambda pair: (pair[1].date, pair[1].revision))
    for page, minutes in in_order:
        outcome, said = _keep(book, call, page, minutes, now)
        imported.outcomes[outcome] += 1
        imported.days.append(minutes.date)
        imported.lines.append(f"{call.name}/{minutes.date.isoformat()}: {said}")
    imported.lines.extend(_taken_up(book, call, in_order[-1:]))
    return imported


def _keep(book: Book, call: Call, old: OldPage, minutes: Minutes, now: datetime) -> tuple[Outcome, str]:
    """Keep the minutes, unless something better is known; says what became of them."""
    known = book.meeting(call.name, minutes.date)
    meeting = known or schedule(call, minutes.date)
    if known is not None and known.frozen_at is not None:
        return Outcome.LEFT, f"left as it is, the bot posted these minutes itself ({old.name})"
    if meeting.posts > now or (meeting.state is State.SCHEDULED and known is not None):
        return Outcome.LEFT, f"left alone, its minutes are still to come ({old.name})"
    before = meeting.minutes
    if before is not None and holds(before, minutes):
        return Outcome.KNOWN, f"known already ({old.name})"
    if before is not None and before.revision > minutes.revision:
        return Outcome.LEFT, f"left as it is, revision {before.revision} is known already ({old.name})"
    stands = standing(before, minutes) if before else minutes
    reason = Reason.READ_FROM_A_PAGE.about(stands.imported)
    index_minutes(book, replace(meeting, state=State.CLOSED, reason=reason, minutes=stands))
    if stands.imported != old.name:
        return Outcome.BESIDE, f"{old.name} is kept beside {stands.imported}, which is fuller"
    said = _said(call, old, minutes)
    is_kept = before is not None and len(stands.kept) > len(minutes.kept)
    return Outcome.TAKEN, f"{said}; {before.imported} is kept beside it" if before and is_kept else said


def _said(call: Call, old: OldPage, minutes: Minutes) -> str:
    """What was taken over, in a line."""
    reported = (area.sections.of(section) for area in minutes.areas for section in Section)
    items = sum(1 for said in reported for _ in everything(said))
    strange = ", ".join(area.area for area in minutes.areas if call.area(area.area) is None)
    parts = (
        f"{_count(len(minutes.areas), 'area')}, {_count(items, 'item')} from {old.name}",
        how_dated(old, call),
        f"not in the call: {strange}" if strange else "",
    )
    return "; ".join(part for part in parts if part)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _taken_up(book: Book, call: Call, newest: Sequence[tuple[OldPage, Minutes]]) -> Iterator[str]:
    """Let numbered action items of the newest minutes there are go on, where the call has none of its own."""
    for old, minutes in newest:
        later = any(each.minutes and each.date > minutes.date for each in book.meetings(call.name))
        meeting = book.meeting(call.name, minutes.date)
        if later or book.actions(call.name) or meeting is None or meeting.minutes != minutes:
            return
        numbered = [action for text in old.page.actions if (action := read_action(text))]
        for action in reversed(numbered):  # of two with one number the first counts
            book.keep_action(call.name, _going_on(action, call, minutes.date))
        if open_ := [action for action in book.actions(call.name) if not action.done]:
            yield f"{call.name}: {_count(len(open_), 'open action item')} of {old.name} go on"


def _going_on(action: ActionItem, call: Call, day: date) -> ActionItem:
    """An action item of a page as one of the call; a lead who owns it is known by their name."""
    person = next((lead.person for lead in call.leads if bare(lead.name) == bare(action.owner)), "")
    return replace(
        action,
        person=person,
        opened=action.opened or day,
        closed=(action.closed or day) if action.done else None,
    )

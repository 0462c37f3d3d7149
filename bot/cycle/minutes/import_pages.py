"""Take what stands on old wiki pages into the history, so that the next week can build on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.cycle.minutes.index_minutes import index_minutes
from bot.cycle.queries import the_call
from bot.formats.action_line import read_action
from bot.formats.twiki.read_page import Page
from bot.formats.twiki.topic_day import topic_day
from bot.formats.twiki.write import topic_name
from bot.formats.wording import when
from bot.model.call import Call, Section
from bot.model.errors import ConfigurationWrong
from bot.model.meeting import State, schedule
from bot.model.minutes import ActionItem, AreaMinutes, Minutes, Silence
from bot.model.reason import Reason
from bot.model.update import everything
from bot.ports import Book


class PageUnusable(ConfigurationWrong):
    """A page cannot be taken into the history."""


@dataclass(frozen=True, slots=True)
class OldPage:
    """A page as it was read; `day` is that of its meeting, where somebody said it."""

    name: str
    page: Page
    day: date | None = None


def import_pages(book: Book, name: str | None, pages: Sequence[OldPage], *, now: datetime) -> tuple[str, ...]:
    """Keep a closed meeting for each page, and say so, a line each; all pages, or none when one is unusable.

    A meeting whose minutes the bot wrote itself stays as it is, and so does one that is still to come. Of
    several revisions of a page the newest counts; the same pages again change nothing. Raises PageUnusable
    with all that is wrong with the pages, and UnknownCall.
    """
    call = the_call(book, name)
    if problems := [said for page in pages if (said := _problem(page, call))]:
        raise PageUnusable.because(problems)
    found = ((page, _minutes(page, call)) for page in pages)
    in_order = sorted(found, key=lambda pair: (pair[1].date, pair[1].revision))
    kept = [
        f"{call.name}/{minutes.date.isoformat()}: {_keep(book, call, page, minutes, now)}"
        for page, minutes in in_order
    ]
    return (*kept, *_taken_up(book, call, in_order[-1:]))


def _problem(old: OldPage, call: Call) -> str:
    """Why a page is none of minutes that can be kept; empty if it is one."""
    if not any(area.body.sections or area.body.none or area.body.silence for area in old.page.areas):
        return f"{old.name}: no area on it reports anything"
    if _day(old, call) is None:
        return f"{old.name}: nothing in it tells the day of the meeting; say it with --date"
    return ""


def _day(old: OldPage, call: Call) -> date | None:
    """The day as somebody said it, else as the page's name tells it, else that of its last change."""
    at = old.page.info.at
    return old.day or topic_day(old.name) or (call.local_date(at) if at else None)


def _keep(book: Book, call: Call, old: OldPage, minutes: Minutes, now: datetime) -> str:
    """Keep the minutes, unless something better is known; says which."""
    known = book.meeting(call.name, minutes.date)
    meeting = known or schedule(call, minutes.date)
    if known is not None and known.frozen_at is not None:
        return f"left as it is, the bot posted these minutes itself ({old.name})"
    if meeting.posts > now or (meeting.state is State.SCHEDULED and known is not None):
        return f"left alone, its minutes are still to come ({old.name})"
    if meeting.minutes is not None and meeting.minutes.revision > minutes.revision:
        return f"left as it is, revision {meeting.minutes.revision} is known already ({old.name})"
    kept = replace(
        meeting, state=State.CLOSED, reason=Reason.READ_FROM_A_PAGE.about(old.name), minutes=minutes
    )
    if kept.minutes == meeting.minutes:
        return f"known already ({old.name})"
    index_minutes(book, kept)
    return _said(call, old, minutes)


def _said(call: Call, old: OldPage, minutes: Minutes) -> str:
    """What was taken over, in a line."""
    reported = (area.sections.of(section) for area in minutes.areas for section in Section)
    items = sum(1 for said in reported for _ in everything(said))
    strange = ", ".join(area.area for area in minutes.areas if call.area(area.area) is None)
    parts = (
        f"{_count(len(minutes.areas), 'area')}, {_count(items, 'item')} from {old.name}",
        "" if old.day or topic_day(old.name) else "dated by its last change",
        f"not in the call: {strange}" if strange else "",
    )
    return "; ".join(part for part in parts if part)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _minutes(old: OldPage, call: Call) -> Minutes:
    page, day = old.page, _day(old, call)
    assert day is not None
    blank = Minutes(
        call=call.name,
        date=day,
        starts=schedule(call, day).starts,
        zone=call.timezone,
        also_in=call.also_in,
        coordinates=(),
        areas=tuple(_areas(page, call)),
        announcements=page.announcements,
        actions=tuple(_actions(page)),
        attendees=page.attendees,
        apologies=page.apologies,
        topic=topic_name(call.twiki.topic, call.name, day),
        parent=page.info.parent or call.twiki.parent,
        charset=call.twiki.charset,
        revision=page.info.revision or 1,
    )
    return replace(blank, coordinates=tuple(text for text in page.coordinates if text != when(blank)))


def _actions(page: Page) -> Iterator[ActionItem]:
    """The page's action items under their numbers; those without one get the numbers that are left."""
    numbered = [read_action(text) for text in page.actions]
    left = iter(sorted(set(range(1, 2 * len(numbered) + 1)) - {each.number for each in numbered if each}))
    for text, action in zip(page.actions, numbered, strict=True):
        yield action or ActionItem(next(left), text)


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
    person = next((lead.person for lead in call.leads if _bare(lead.name) == _bare(action.owner)), "")
    return replace(
        action,
        person=person,
        opened=action.opened or day,
        closed=(action.closed or day) if action.done else None,
    )


def _areas(page: Page, call: Call) -> Iterator[AreaMinutes]:
    """The page's areas under the names that the call has for them; others under their own."""
    names = {_bare(area.name): area.name for area in call.areas}
    for found in page.areas:
        area = replace(found.minutes, area=names.get(_bare(found.name), found.name))
        if area.sections or area.silence:
            yield area
        else:
            yield replace(area, silence=Silence.NOTHING if area.none else Silence.NO_REPORT)


def _bare(name: str) -> str:
    """A name as people mean it: without case and punctuation."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())

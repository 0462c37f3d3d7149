"""An old page as minutes: of which day it is, and what it says. Values in, values out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.formats.action_line import read_action
from bot.formats.twiki.read_page import Page
from bot.formats.twiki.topic_day import topic_day
from bot.formats.twiki.write import topic_name
from bot.formats.wording import when
from bot.model.call import Call
from bot.model.meeting import schedule
from bot.model.minutes import ActionItem, AreaMinutes, Minutes, Silence

_MOST_AHEAD = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class OldPage:
    """A page as it was read; `day` is that of its meeting, where somebody said it."""

    name: str
    page: Page
    day: date | None = None


def problem_of(old: OldPage, call: Call, now: datetime) -> str:
    """Why a page is none of minutes that can be kept; empty if it is one."""
    if not any(area.body.sections or area.body.none or area.body.silence for area in old.page.areas):
        return f"{old.name}: no area on it reports anything"
    day = _day(old, call)
    if day is None:
        return f"{old.name}: nothing in it tells the day of the meeting; say it with --date"
    if day > call.local_date(now) + _MOST_AHEAD:
        return (
            f"{old.name}: nobody has met on {day} yet, and no change of it is near; say the day with --date"
        )
    return ""


def how_dated(old: OldPage, call: Call) -> str:
    """Where the day is from, if it is neither what somebody said nor what the name says."""
    named = topic_day(old.name)
    if old.day or named == _day(old, call):
        return ""
    return f"its year {named.year} cannot be" if named else "dated by its last change"


def minutes_of(old: OldPage, call: Call) -> Minutes:
    """What the page says, as minutes of the call; it has a day."""
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
        imported=old.name,
        kept=page.kept,
    )
    return replace(blank, coordinates=tuple(text for text in page.coordinates if text != when(blank)))


def _actions(page: Page) -> Iterator[ActionItem]:
    """The page's action items under their numbers; those without one get the numbers that are left."""
    numbered = [read_action(text) for text in page.actions]
    left = iter(sorted(set(range(1, 2 * len(numbered) + 1)) - {each.number for each in numbered if each}))
    for text, action in zip(page.actions, numbered, strict=True):
        yield action or ActionItem(next(left), text)


def _day(old: OldPage, call: Call) -> date | None:
    """The day as somebody said it, else as the page's name tells it, else that of its last change."""
    at = old.page.info.at
    changed = call.local_date(at) if at else None
    return old.day or topic_day(old.name, changed) or changed


def _areas(page: Page, call: Call) -> Iterator[AreaMinutes]:
    """The page's areas under the names that the call has for them; others under their own."""
    names = {bare(area.name): area.name for area in call.areas}
    for found in page.areas:
        area = replace(found.minutes, area=names.get(bare(found.name), found.name))
        if area.sections or area.silence:
            yield area
        else:
            yield replace(area, silence=Silence.NOTHING if area.none else Silence.NO_REPORT)


def bare(name: str) -> str:
    """A name as people mean it: without case and punctuation."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())

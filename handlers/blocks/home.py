"""The bot's home: what each person has to do with the calls, with a button beside it. Pure."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date

from bot.model.call import Call
from bot.model.delivery import Posted
from bot.model.meeting import Meeting, State
from bot.model.message import CardArea
from bot.model.words import Shape, Span
from bot.rules.homes import Duty, Home, HomeArea, HomeCall
from bot.rules.meeting_status import AreaStatus
from handlers.blocks.action_ids import Verb, action_id, block_id
from handlers.blocks.area_status import area_lines
from handlers.blocks.card import area_rows
from handlers.blocks.command_button import typing
from handlers.blocks.emergency import SURE, TELL
from handlers.blocks.lead_words import Row, bold, bullet, italic, line, rich_text, rows
from handlers.blocks.parts import Block, actions, button, context, escape, header, section
from handlers.blocks.status import Status, clock_of, status_blocks
from handlers.text.times import day_of, time_of, times_of

MOST_BLOCKS = 96  # of the 100 of a view
MOST_AREAS = 25  # of one call; each takes two blocks
CHARACTERS_PER_CALL = 12_000
ABOUT = (
    "I prepare weekly status calls. Before a call I ask the leads of its areas what is new; they just write "
    "to me here, under *Messages*. At call time I post the minutes to the channel. "
    "`/minutes help` lists what you can ask me."
)


def home(shown: Home, zone: str | None, links: Mapping[Posted, str]) -> Block:
    """The view; `zone` is the reader's, `links` are the addresses of messages."""
    blocks: list[Block] = []
    for call in shown.mine:
        whole = list(_call(call, zone, links))
        room = MOST_BLOCKS - len(blocks) - 2 * len(shown.mine)
        blocks += whole if len(whole) <= room else list(_in_short(call, zone))
    blocks = [*blocks[:MOST_BLOCKS], *_others(shown.others, zone), *_unseen(shown.unseen), section(ABOUT)]
    return {"type": "home", "blocks": blocks}


def digest_of(shown: Home) -> str:
    """What tells two homes apart that differ in more than the reader's zone."""
    view = home(shown, None, {posted: f"{posted.conversation}/{posted.ts}" for posted in shown.posted})
    return hashlib.blake2s(json.dumps(view, sort_keys=True).encode(), digest_size=16).hexdigest()


def _call(shown: HomeCall, zone: str | None, links: Mapping[Posted, str]) -> Iterator[Block]:
    yield header(f"{shown.call.name} call")
    yield rich_text(_opening(shown, zone))
    if shown.meeting:
        yield from _areas(shown, shown.meeting)
        yield from _switches(shown, shown.meeting)
    yield from _status(shown)
    if shown.past:
        entries = (Row((_linked(day, links.get(posted)),), Shape.BULLET) for day, posted in shown.past)
        yield rich_text([bold("Past meetings"), *entries])


def _in_short(shown: HomeCall, zone: str | None) -> Iterator[Block]:
    """A call for which there is no room: its meeting, the names of the areas, and one button for all."""
    names = ", ".join(each.area.name for each in shown.areas)
    yield rich_text([bold(f"{shown.call.name} call"), *_opening(shown, zone), line(names)])
    if shown.meeting:
        yield from _switches(shown, shown.meeting)


def _opening(shown: HomeCall, zone: str | None) -> Iterator[Row]:
    """When the call is, what becomes of words written now, and who is away."""
    meeting, call = shown.meeting, shown.call
    if meeting is None:
        yield line("No meeting is coming up.")
        return
    yield line(f"{day_of(meeting.day)}, {times_of(meeting.starts, call.timezone, call.also_in, zone)}")
    if meeting.state is State.POSTED:
        end = time_of(meeting.late_until, call.timezone)
        yield line(f"The minutes are posted. What you write until {end} amends them.")
    yield from (line(_duty(duty)) for duty in shown.duties)
    if absence := shown.absence:
        who = absence.stand_in.name if absence.stand_in else "nobody"
        days = _days(absence.first, absence.last)
        yield line(f"You are away {days}; {who} is asked instead.")


def _duty(duty: Duty) -> str:
    return f"You stand in for {duty.instead_of} {_days(duty.first, duty.last)}."


def _days(first: date, last: date) -> str:
    return f"on {day_of(first)}" if first == last else f"from {day_of(first)} until {day_of(last)}"


def _areas(shown: HomeCall, meeting: Meeting) -> Iterator[Block]:
    """Each area with what is reported and what can be done; only names where there are very many."""
    several = len(shown.areas) > 1
    room = CHARACTERS_PER_CALL // max(len(shown.areas[:MOST_AREAS]), 1)
    for number, area in enumerate(shown.areas[:MOST_AREAS], 1):
        body = list(_area_rows(area))
        fitting = list(_fitting(body, room))
        left = len(body) - len(fitting)
        yield rich_text([*fitting, *([italic(f"… and {left} more lines.")] if left else [])])
        buttons = _area_buttons(area, several=several, cut=bool(left))
        yield actions(block_id(f"home-{number}", meeting.key), *buttons)
    if more := shown.areas[MOST_AREAS:]:
        names = ", ".join(each.area.name for each in more)
        yield rich_text([line(f"… and {len(more)} more areas; to report, write to me: {names}")])


def _area_rows(shown: HomeArea) -> Iterator[Row]:
    """What an area has reported, else what is still on its list."""
    area = shown.area
    if shown.update is not None and shown.update.reported:
        yield from area_rows(CardArea(area.name, area.labels, shown.update))
        return
    yield bold(area.name)
    yield italic(f"Nothing is reported yet{', and I have asked you' if shown.asked else ''}.")
    if shown.last:
        yield line("On the list from last time:")
        yield from rows(shown.last)


def _area_buttons(shown: HomeArea, *, several: bool, cut: bool) -> Iterator[Block]:
    name, of = shown.area.name, f": {shown.area.name}" if several else ""
    reported = shown.update is not None and shown.update.reported
    if not reported:
        yield button(f"Nothing new{of}", action_id(Verb.NOTHING_NEW, name))
    yield button(f"{'Edit' if reported else 'Use a form'}{of}", action_id(Verb.OPEN_FORM, name))
    if shown.emergency:
        yield typing(f"{TELL}{of}", f"tell {name}", 1, confirm=SURE)
    if shown.listed:
        yield button(f"Go through the list{of}", action_id(Verb.OPEN_LIST, name))
    if cut and reported:
        yield button(f"Show all{of}", action_id(Verb.SHOW, name))


def _switches(shown: HomeCall, meeting: Meeting) -> Iterator[Block]:
    """What is about all areas of a call: one thing more, being away, and being left alone."""
    if not shown.areas:
        return
    number = "home-all"
    away = button("I'm away", action_id(Verb.AWAY))
    back = [typing("I'm back", "back", 1)] if shown.absence else []
    quiet = typing("Quiet hours", "quiet", 2)
    yield actions(block_id(number, meeting.key), button("Add", action_id(Verb.ADD)), away, *back, quiet)


def _status(shown: HomeCall) -> Iterator[Block]:
    """How the meeting stands, and what a chair does about it."""
    if not shown.chairs:
        return
    if shown.meeting and shown.status is not None:
        yield from status_blocks(_standing(shown.call, shown.meeting, shown.status)).blocks
    place = shown.meeting.key if shown.meeting else f"{shown.call.name}/"
    yield actions(block_id("home-chair", place), typing("Set up", "setup", 1))


def _standing(call: Call, meeting: Meeting, areas: tuple[AreaStatus, ...]) -> Status:
    return Status(
        call.name,
        meeting.key,
        "",
        area_lines(areas, call.timezone),
        (clock_of(call),),
        may_post=meeting.state is State.SCHEDULED,
    )


def _others(calls: tuple[HomeCall, ...], zone: str | None) -> Iterator[Block]:
    if calls:
        entries = (bullet(f"{each.call.name}: {_next(each, zone)}") for each in calls[:MOST_AREAS])
        yield rich_text([bold("Calls in your channels"), *entries])


def _unseen(why: str) -> Iterator[Block]:
    if why:
        yield context(f":warning: {escape(why)}")


def _next(shown: HomeCall, zone: str | None) -> str:
    meeting, call = shown.meeting, shown.call
    if meeting is None:
        return "no meeting is coming up"
    return f"{day_of(meeting.day)}, {times_of(meeting.starts, call.timezone, call.also_in, zone)}"


def _linked(day: date, link: str | None) -> Span:
    return Span(f"{day:%B} {day.day}, {day.year}", url=link or None)


def _fitting(body: list[Row], room: int) -> Iterator[Row]:
    for row in body:
        room -= row.weight
        if room < 0:
            return
        yield row

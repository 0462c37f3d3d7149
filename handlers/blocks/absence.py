"""Being away: the two forms, what is wrong with what was filled in, and the notice that answers. Pure.

What can be told from the form alone is told in it, before the arrival is acknowledged. A form knows the day
on which it was opened, so the same form is always judged alike.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.model.absence import Absence
from bot.model.call import Call
from bot.model.message import AwayOffer, Excused
from bot.model.words import Span
from handlers.blocks.action_ids import (
    Click,
    Subject,
    Verb,
    action_id,
    block_id,
    read_metadata,
    write_metadata,
)
from handlers.blocks.lead_words import Row, bold, line, rich_text, said
from handlers.blocks.modal import field, modal
from handlers.blocks.parts import Block, Rendered, actions, button, plain_text, rendered
from handlers.text.times import day_of
from handlers.untrusted_json import date_of, mapping_of, mappings_in, text_of

AWAY, INSTEAD = "away", "instead"  # the callback ids
FIRST, LAST, WHO = "first", "last", "who"  # the ids of blocks and actions
LONGEST = timedelta(days=366)

DAYS = "/"  # between the first and the last day
EMPTY = "Please choose a day."
BACKWARDS = "This is before the first day."
OVER = "This day is over already."
TOO_FAR = "This is more than a year away. Please ask the chair to change who reports."
YOURSELF = "This is you. Please choose somebody else."


@dataclass(frozen=True, slots=True)
class Filled:
    """What somebody filled in."""

    subject: Subject
    person: str
    first: date | None
    last: date | None
    who: str | None

    @property
    def absence(self) -> Absence | None:
        """From when to when they are away; None if that is not filled in."""
        return Absence(self.person, self.first, self.last) if self.first and self.last else None


def away_view(click: Click, call: Call, conversation: str, now: datetime) -> Block:
    """The form in which somebody says that they are away, or who else reports."""
    if click.verb is Verb.INSTEAD:
        return instead_form(click.subject, conversation)
    today = call.local_date(now)
    return away_form(click.subject, today, conversation)


def away_button(first: date | None, last: date | None) -> Block:
    """Open the form with the days that somebody told, as far as they did."""
    days = DAYS.join(day.isoformat() if day else "" for day in (first, last))
    label = f"I'm away until {day_of(last)}" if last else "I'm away"
    return button(label, action_id(Verb.AWAY, item=days))


def away_offer(message: AwayOffer, key: str) -> Rendered:
    """Ask somebody who wrote that they are away whether that is to be noted."""
    rows = [
        Row((Span("You write: ", bold=True), Span(message.away.text))),
        line("It stands in no minutes. Shall I note it? Then I ask you nothing until you are back."),
    ]
    buttons = actions(
        block_id("away", message.occasion.key), away_button(message.away.first, message.away.last)
    )
    return rendered(said(rows), [rich_text(rows), buttons], key)


def away_form(subject: Subject, today: date, conversation: str) -> Block:
    """From when to when somebody is away, and who reports instead.

    The item of the subject are days that are known; it becomes the day on which the form was opened.
    """
    first, last = _known_days(subject.item)
    first = first or today
    subject = replace(subject, item=today.isoformat())
    fields = [
        field(FIRST, "First day", _day(first)),
        field(LAST, "Last day", _day(last or max(first, subject.day))),
        {**field(WHO, "Who reports instead", _person()), "optional": True},
    ]
    return _view(AWAY, "I'm away", subject, conversation, fields)


def instead_form(subject: Subject, conversation: str) -> Block:
    """Who reports for somebody at one meeting."""
    return _view(INSTEAD, "Someone else reports", subject, conversation, [field(WHO, "Who", _person())])


def filled(payload: Mapping[str, Any]) -> Filled:
    """Read what was filled in; who else reports does so on the day of the meeting."""
    view = mapping_of(payload.get("view"))
    subject, _ = read_metadata(text_of(view.get("private_metadata")))
    values = mapping_of(mapping_of(view.get("state")).get("values"))
    who = text_of(mapping_of(mapping_of(values.get(WHO)).get(WHO)).get("selected_user")) or None
    person = text_of(mapping_of(payload.get("user")).get("id"))
    if view.get("callback_id") == INSTEAD:
        return Filled(subject, person, subject.day, subject.day, who)
    return Filled(subject, person, _chosen(values, FIRST), _chosen(values, LAST), who)


def faults(payload: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with a form about being away, by field; nothing for any other form."""
    view = mapping_of(payload.get("view"))
    if view.get("callback_id") not in (AWAY, INSTEAD):
        return {}
    said = filled(payload)
    wrong = {WHO: YOURSELF} if said.who == said.person else {}
    if view.get("callback_id") == AWAY:
        wrong |= _faulty_days(said, _opened(view))
    return wrong


def excused(message: Excused, key: str) -> Rendered:
    """Say from when to when somebody is away and who is asked instead, with the way back."""
    rows = list(_excused(message))
    meeting = message.occasion.key
    way_back = (
        [] if message.over else [actions(block_id("back", meeting), button("I'm back", action_id(Verb.BACK)))]
    )
    return rendered(said(rows), [rich_text(rows), *way_back], key)


def _excused(message: Excused) -> Iterator[Row]:
    absence, call = message.absence, message.occasion.call
    by = [line(f"{message.by} told me so.")] if message.by else []
    if message.over:
        yield bold(f"You are back for the {call} call")
        yield line("You are asked again yourself. Whatever you write here counts.")
        yield from by
        return
    if message.still:
        yield bold(f"You are still noted as away until {_far_day(absence.last)}")
        yield line(f"Until then I do not ask you about the {call} call. Are you back already?")
        return
    if absence.first == absence.last:
        yield bold(f"You do not report for the {call} call on {day_of(absence.first)}")
    else:
        yield bold(f"You are away from {day_of(absence.first)} until {day_of(absence.last)}")
    yield line(_who(message))
    yield from by


def _who(message: Excused) -> str:
    if message.instead:
        return f"{message.instead} is asked instead."
    if message.absence.stand_in:
        return f"{message.absence.stand_in.name} is away then, too, so nobody is asked instead."
    return "Nobody is asked instead; the minutes say that you are away."


def _far_day(day: date) -> str:
    """A day that may be in another year."""
    return f"{day_of(day)}, {day.year}"


def _faulty_days(said: Filled, opened: date) -> dict[str, str]:
    wrong = {name: EMPTY for name, day in ((FIRST, said.first), (LAST, said.last)) if day is None}
    if said.first and said.last:
        if said.last < said.first:
            wrong[LAST] = BACKWARDS
        elif said.last < opened:
            wrong[LAST] = OVER
        elif said.last - opened > LONGEST:
            wrong[LAST] = TOO_FAR
    return wrong


def _opened(view: Mapping[str, Any]) -> date:
    """The day on which the form was opened; an earlier release filled its first field with it."""
    subject, _ = read_metadata(view["private_metadata"])
    if opened := date_of(subject.item):
        return opened
    field = next((each for each in mappings_in(view.get("blocks")) if each.get("block_id") == FIRST), {})
    return date_of(mapping_of(field.get("element")).get("initial_date")) or subject.day


def _known_days(written: str) -> tuple[date | None, date | None]:
    first, _, last = written.partition(DAYS)
    return (date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)


def _chosen(values: Mapping[str, Any], name: str) -> date | None:
    return date_of(mapping_of(mapping_of(values.get(name)).get(name)).get("selected_date"))


def _day(day: date) -> Block:
    return {"type": "datepicker", "initial_date": day.isoformat()}


def _person() -> Block:
    return {"type": "users_select", "placeholder": plain_text("Choose somebody")}


def _view(callback: str, title: str, subject: Subject, conversation: str, fields: list[Block]) -> Block:
    about = bold(f"{subject.call} call of {day_of(subject.day)}")
    metadata = write_metadata(subject, conversation)
    blocks = [rich_text([about]), *fields]
    return modal(title, blocks, callback=callback, submit="Send", metadata=metadata)

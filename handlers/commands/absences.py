"""/minutes away and back: somebody does not report for a while, and does again."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.cycle.absences import NOTHING_TO_EXCUSE, Kept, away, back, unfit
from bot.cycle.queries import current_meeting
from bot.model.absence import Absence
from bot.model.call import Call
from bot.model.meeting import Meeting, State
from bot.ports import Book
from bot.rules.roles import may_chair
from handlers.blocks.absence import LONGEST, OVER, TOO_FAR, away_view
from handlers.blocks.action_ids import Click, Subject, Verb, block_id
from handlers.blocks.command_button import typing
from handlers.blocks.parts import actions, escape, section
from handlers.commands.arguments import Unclear, day_in, days_in, mentions
from handlers.commands.command import Answers, said
from handlers.commands.modal_answer import in_form
from handlers.commands.typed_command import Asked
from handlers.context import HandlerContext
from handlers.text.times import day_of

WHEN = "Please write from when to when, like `away 12 Jan to 20 Jan`, or `away friday` for one day."
UNTIL = "Until when? Please write it like `away 12 Jan to 20 Jan`; an absence always has an end."
TOO_MANY = "Please name the lead who is away and one stand-in, and nobody else."
NO_MEETING = "There is no meeting of {call} coming up."

_FILLER = re.compile(r"\b(?:with|stand-?in|instead|reports?|covers?|for me|is|please)\b|[,;:]", re.IGNORECASE)
_OPEN_END = re.compile(r"^(?:from|since)\b(?!.*(?:\b(?:to|until|till|through)\b|[-–]\s))", re.IGNORECASE)  # noqa: RUF001 - a dash


@dataclass(frozen=True, slots=True)
class Who:
    """Who is meant: the person, what they are called, and whether it is the asker."""

    person: str
    name: str
    asker: bool

    def does(self, mine: str, theirs: str) -> str:
        """The beginning of a sentence about them: `You are`, `Tim T. is`."""
        return f"You {mine}" if self.asker else f"{self.name} {theirs}"

    @property
    def named(self) -> str:
        """How a command names them; the asker need not be."""
        return "" if self.asker else f"<@{self.person}> "


async def going_away(asked: Asked, call: Call, context: HandlerContext) -> Answers:
    """Note that the asker, or for a chair a lead, is away; without anything else open the form for it."""
    found, rest = mentions(asked.rest)
    if not found and asked.rest.lstrip().startswith("<@"):
        raise Unclear("I cannot tell who is meant; begin with @ and choose a name")
    leads_first = _names_the_lead(asked)
    who = await _who(asked, who_is_away(asked), call, context)
    if refusal := await _refusal(asked, who, call, context):
        return refusal
    if not asked.rest:
        return await _form(asked, call, context)
    others = found[1:] if leads_first else found
    if len(others) > 1:
        raise Unclear(TOO_MANY.rstrip("."))
    first, last = _days(" ".join(_FILLER.sub(" ", rest).split()), call.local_date(context.clock()))
    absence = Absence(who.person, first, last)
    instead = await context.chat.person(others[0].person) if others else None
    if instead and (trouble := unfit(absence, instead)):
        return said(f"{escape(instead.name)} {trouble} and cannot stand in, so I have noted nothing.")
    meeting = await context.store.read(lambda book: _meeting(book, call, absence, context))
    if meeting is None:
        return said(NO_MEETING.format(call=escape(call.name)))
    by = await context.chat.person(asked.person)
    kept = await context.store.change(
        away, absence, call.name, meeting.date, instead=instead, by=by, now=context.clock()
    )
    return _noted(who, kept, call)


def who_is_away(asked: Asked) -> str:
    """Who does not report: the asker, unless a lead is named before the days, or beside a stand-in."""
    return mentions(asked.rest)[0][0].person if _names_the_lead(asked) else asked.person


def who_is_back(asked: Asked) -> str:
    """Who reports again: the asker, unless somebody is named."""
    found, _ = mentions(asked.rest)
    return found[0].person if found else asked.person


async def coming_back(asked: Asked, call: Call, context: HandlerContext) -> Answers:
    """End the absence of the asker, or for a chair of a lead: that of today, else the next one."""
    found, rest = mentions(asked.rest)
    if len(found) > 1:
        raise Unclear("Please name one person who is back")
    who = await _who(asked, who_is_back(asked), call, context)
    if refusal := await _refusal(asked, who, call, context):
        return refusal
    today = call.local_date(context.clock())
    absences = await context.store.read(lambda book: book.absences())
    on = day_in(rest, today) if rest else _next_day(absences, who.person, today)
    covering = [each for each in absences if each.person == who.person and on and each.covers(on)]
    if on is None or not covering:
        when = f" on {day_of(on)}" if on else ""
        return said(f"{escape(who.does('are', 'is'))} not away{when}, as far as I know.")
    meeting = await context.store.read(lambda book: _meeting(book, call, covering[-1], context))
    if meeting is None:
        return said(NO_MEETING.format(call=escape(call.name)))
    by = await context.chat.person(asked.person)
    ended = await context.store.change(
        back, who.person, call.name, meeting.date, on=on, by=by, now=context.clock()
    )
    return _ended(who, ended[-1] if ended else covering[-1], on, call)


def _names_the_lead(asked: Asked) -> bool:
    found, _ = mentions(asked.rest)
    return len(found) > 1 or (bool(found) and asked.rest.lstrip().startswith("<@"))


async def _who(asked: Asked, person: str, call: Call, context: HandlerContext) -> Who:
    lead = next((each for each in call.leads if each.person == person), None)
    return Who(
        person, lead.name if lead else (await context.chat.person(person)).name, person == asked.person
    )


async def _refusal(asked: Asked, who: Who, call: Call, context: HandlerContext) -> Answers:
    """What somebody is told who may not excuse this person, or needs not; nothing if they may."""
    if not who.asker and not may_chair(call, await context.chat.person(asked.person)):
        chairs = [(await context.chat.person(chair)).name for chair in call.chairs]
        names = " or ".join(map(escape, chairs)) or "a chair"
        return said(f"Sorry, only {names} can do that for others. For yourself leave the lead's name out.")
    stands_in = await context.store.read(
        lambda book: any(absence.is_covered_by(who.person) for absence in book.absences())
    )
    if call.areas_of(who.person) or stands_in:
        return ()
    return said(_nothing(who, call))


def _nothing(who: Who, call: Call) -> str:
    return escape(NOTHING_TO_EXCUSE.format(who=who.does("report", "reports"), call=call.name))


async def _form(asked: Asked, call: Call, context: HandlerContext) -> Answers:
    now = context.clock()
    meeting = await context.store.read(lambda book: current_meeting(book, call, now))
    if meeting is None:
        return said(NO_MEETING.format(call=escape(call.name)))
    click = Click(Verb.AWAY, Subject(call.name, meeting.date))
    return await in_form(away_view(click, call, asked.channel, now), asked, context)


def _days(text: str, today: date) -> tuple[date, date]:
    """From when to when; always with an end, and one that is to come within a year."""
    if not text:
        raise Unclear(WHEN.rstrip("."))
    first, last = days_in(text, today)
    if first == last and _OPEN_END.match(text):
        raise Unclear(UNTIL.rstrip("."))
    if last < today:
        raise Unclear(OVER.rstrip("."))
    if last - today > LONGEST:
        raise Unclear(TOO_FAR.rstrip("."))
    return first, last


def _meeting(book: Book, call: Call, absence: Absence, context: HandlerContext) -> Meeting | None:
    """The meeting at which the absence matters first: one to come that it covers, else the next."""
    now = context.clock()
    known = book.meetings(call.name, since=now.date() - timedelta(days=8))
    coming = [each for each in known if each.state is State.SCHEDULED and each.posts > now]
    covered = [each for each in coming if absence.covers(each.day)]
    return next(iter([*covered, *coming]), None) or current_meeting(book, call, now)


def _next_day(absences: tuple[Absence, ...], person: str, today: date) -> date | None:
    """The day from which somebody is back without saying: today, or the first day of their next absence."""
    days = [max(each.first, today) for each in absences if each.person == person and each.last >= today]
    return min(days, default=None)


def _noted(who: Who, kept: Kept, call: Call) -> Answers:
    absence = kept.absence
    if kept.instead:
        instead = f"{kept.instead} is asked instead."
    elif absence.stand_in:
        instead = f"{absence.stand_in.name} is away then, too, so nobody is asked instead."
    else:
        instead = "Nobody is asked instead; the minutes say so."
    text = f"{who.does('are', 'is')} away {_span(absence)}. {instead}"
    undo = _typed_again(who, kept.before) if kept.before else f"back {who.named}{absence.first.isoformat()}"
    return _with_undo(text, undo, call)


def _ended(who: Who, absence: Absence, on: date, call: Call) -> Answers:
    if on == absence.first:
        text = f"{who.does('are', 'is')} not away {_span(absence)} after all."
    else:
        text = f"{who.does('are', 'is')} back from {day_of(on)} on."
    again = Absence(absence.person, on, absence.last, absence.stand_in)
    return _with_undo(
        f"{text} I ask {'you' if who.asker else who.name} again.", _typed_again(who, again), call
    )


def _with_undo(text: str, typed: str, call: Call) -> Answers:
    row = actions(block_id("absence", f"{call.name}/"), typing("Undo", typed, "undo"))
    return said(escape(text), section(escape(text)), row)


def _typed_again(who: Who, absence: Absence) -> str:
    """The command that notes an absence as it was."""
    stand_in = f" <@{absence.stand_in.person}>" if absence.stand_in else ""
    return f"away {who.named}{absence.first.isoformat()} to {absence.last.isoformat()}{stand_in}"


def _span(absence: Absence) -> str:
    if absence.first == absence.last:
        return f"on {day_of(absence.first)}"
    return f"from {day_of(absence.first)} until {day_of(absence.last)}"

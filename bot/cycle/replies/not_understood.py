"""Say what of a reply was not understood; no reply ends in silence."""

from datetime import datetime, timedelta

from bot.cycle.meeting_context import MeetingContext, occasion
from bot.cycle.replies.cards import enqueue_cards
from bot.cycle.replies.reread import readings, took_too_long
from bot.cycle.replies.said_away import said_away
from bot.model.call import Area
from bot.model.delivery import Delivery, Kind, key
from bot.model.meeting import Meeting
from bot.model.message import AwayOffer, Notice
from bot.model.reply import Origin, Reply
from bot.model.update import Intent, Reading
from bot.ports import Book

FRESH = timedelta(days=1)  # what is older was read back from the history, and nobody waits for an answer
_ANSWERED = (Origin.MESSAGE, Origin.BUTTON)
NOTHING_READ = "I cannot read your message: {why}. Nothing of it is noted; please write it here in words."
PARTLY_READ = "I could not read all of your message: {why}. Please write here in words what is missing."
TOO_LONG = (
    "I have your message word for word, but it takes too long to sort into items, so nothing of it stands in "
    "the minutes. Please send what is in it again, in several shorter messages."
)
TOO_LONG_FOR_CHAIRS = (
    "A message of {name} for the {call} call takes too long to sort into items. It is kept word for word, "
    "nothing of it stands in the minutes, and they were asked to send it again in several shorter messages."
)
NO_WORDS = "there are no words in it that I know how to read"
NO_STATUS = (
    "I found no status in your message, so nothing of it is noted. If there is news in it, please write it "
    "under a heading, such as “News:”."
)
NOTHING_TO_REPEAT = (
    "There is nothing to repeat: no list of {area} stands in the minutes of the last weeks, so nothing is "
    "noted. Please write what is new; if there is nothing, write “nothing new”."
)
CLOSED = (
    "You changed or deleted a message that counted for the {call} call of {day}. Its minutes are closed and "
    "stay as they are. What you write from now on counts for the next one."
)
KNOWN_ALREADY = "I have that already, so nothing changes. The card above shows all that is noted."


def say_what_is_missing(
    context: MeetingContext, reply: Reply, areas: tuple[Area, ...], unread: tuple[str, ...], *, answered: bool
) -> None:
    """Tell the writer what was not understood; and about anything, unless they are `answered`."""
    if reply.origin not in _ANSWERED or reply.deleted or context.now - reply.changed_at >= FRESH:
        return
    read = tuple(reading for _, reading in readings(context, reply))
    if took_too_long(context, reply):
        _tell(context, reply, TOO_LONG)
        _tell_chairs(context, reply)
    elif unread or not read:
        why = "; ".join(dict.fromkeys(unread)) or NO_WORDS
        _tell(context, reply, (PARTLY_READ if read else NOTHING_READ).format(why=why))
    elif answered or reply.revision:
        return
    elif area := _without_a_list(context, reply, areas):
        _tell(context, reply, NOTHING_TO_REPEAT.format(area=area))
    elif any(map(_says_something, read)) and _has_reported(context, areas):
        _tell(context, reply, KNOWN_ALREADY)
    elif any(reading.aside for reading in read) and _has_reported(context, areas):
        enqueue_cards(context, areas, to=reply.person)  # it shows what was set aside
    else:
        _tell(context, reply, NO_STATUS)


def offer_away(context: MeetingContext, reply: Reply, areas: tuple[Area, ...], *, shown: bool) -> bool:
    """Offer the writer of a message, once, to note that they are away; whether it says that they are.

    What is shown on a card is offered there, and where there is none it is an answer.
    """
    says = any(reading.absence for _, reading in readings(context, reply))
    if not says or reply.origin is not Origin.MESSAGE or context.now - reply.changed_at >= FRESH:
        return False
    away = said_away(context, reply.person, (reply,))
    if shown or away is None:
        return away is not None
    if _has_reported(context, areas):
        enqueue_cards(context, areas, to=reply.person)
    else:
        message = AwayOffer(occasion(context.call, context.meeting), away)
        context.enqueue(Kind.NOTICE, f"{reply.person}-away-{reply.ts}", to=reply.person, message=message)
    return True


def say_that_it_is_closed(book: Book, reply: Reply, meeting: Meeting, now: datetime) -> None:
    """Tell somebody, once for a meeting, that what they changed after its late window changes no minutes."""
    if reply.origin is not Origin.MESSAGE or now - reply.changed_at >= FRESH:
        return
    said = CLOSED.format(call=meeting.call, day=f"{meeting.day:%B} {meeting.day.day}")
    part = f"{reply.person}-changed-too-late"
    identity = key(meeting.key, Kind.NOTICE, part)
    book.enqueue(Delivery(identity, reply.person, Notice(said), due=now, kind=Kind.NOTICE, part=part))


def _without_a_list(context: MeetingContext, reply: Reply, areas: tuple[Area, ...]) -> str:
    """The area of which all of last week is to be repeated, and nothing is known; empty if there is none."""
    for name, reading in readings(context, reply) if areas else ():
        area = name or reply.area or areas[0].name
        if reading.intent is Intent.SAME_AS_LAST_WEEK and not context.last.get(area):
            return area
    return ""


def _says_something(reading: Reading) -> bool:
    """Whether there is more in what was read than headings and asides."""
    return bool(reading.sections or reading.none or reading.intent)


def _has_reported(context: MeetingContext, areas: tuple[Area, ...]) -> bool:
    names = {area.name for area in areas}
    return any(update.reported and update.area in names for update in context.updates)


def _tell(context: MeetingContext, reply: Reply, text: str) -> None:
    context.enqueue(Kind.NOTICE, f"{reply.person}-unread-{reply.ts}", to=reply.person, message=Notice(text))


def _tell_chairs(context: MeetingContext, reply: Reply) -> None:
    names = {lead.person: lead.name for lead in context.call.reporters}
    said = TOO_LONG_FOR_CHAIRS.format(name=names.get(reply.person, "a lead"), call=context.call.name)
    for chair in context.call.chairs:
        context.enqueue(Kind.NOTICE, f"{chair}-long-{reply.ts}", to=chair, message=Notice(said))

"""Keep what a lead wrote, edited or deleted, and enqueue a card for them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.cycle.meeting_context import MeetingContext
from bot.cycle.queries import GONE, on_the_day
from bot.cycle.replies.cards import enqueue_cards
from bot.cycle.replies.not_understood import FRESH, offer_away, say_that_it_is_closed, say_what_is_missing
from bot.cycle.replies.reread import NOT_REPORTING, NOT_YOUR_AREA, read, readings, reread, too_late, unplaced
from bot.cycle.replies.which_question import Asked, settle_area, which_question
from bot.model.call import Call
from bot.model.delivery import Delivery, Kind, key
from bot.model.errors import Refusal, RowUnreadable, TookTooLong
from bot.model.meeting import Meeting, State
from bot.model.message import Notice
from bot.model.reply import Origin, Reply
from bot.ports import Book
from bot.rules.answer import answer
from bot.rules.calendar import look_back

NOT_A_LEAD = (
    "Hello! I collect status reports from the area leads of a weekly call. You are not one of its leads, "
    "so I keep nothing of what you write. If you should be, please ask the chair of the call."
)
NO_MEETING = (
    "There is no meeting of {call} coming up that this could count for; please write again when there is."
)
Home = tuple[Call, Meeting]


def collect(book: Book, reply: Reply, *, now: datetime, unread: tuple[str, ...] = ()) -> None:
    """Keep the words, read them again, and enqueue a card; `unread` says what of it cannot be read.

    Events come in any order: the newest revision counts, and a deletion is remembered for the message that
    it has overtaken. A message that counts for nothing is answered once a day, and what is edited too late is
    only kept. Raises Refusal where a button, a form or somebody else's word counts for nothing, and
    RowUnreadable where it may be about a call that cannot be read.
    """
    known = book.reply(reply.conversation, reply.ts)
    if known is None:
        _first(book, replace(reply, call=book.name_now(reply.call)), unread, now)
    elif known.deleted or reply.revision <= known.revision:
        return
    elif meeting := book.meeting(known.call, known.date) if known.date else None:
        later = replace(reply, person=known.person, call=known.call, date=known.date, area=known.area)
        _keep(book, later, meeting, unread, now)
        if _is_too_late(book, later, meeting) and later.document != known.document:
            say_that_it_is_closed(book, later, meeting, now)


def _first(book: Book, reply: Reply, unread: tuple[str, ...], now: datetime) -> None:
    if reply.deleted:
        book.keep_reply(replace(reply, person="", document=(), source=""))  # no words, and nobody's name
        return
    if reply.origin is Origin.BEHALF:
        _keep(book, reply, _of_behalf(book, reply), unread, now)
        return
    names, stands_in = _calls_of_the_writer(book, reply)
    asked = which_question(book, reply, names)
    homes, unreadable = _homes(book, reply, names, stands_in=stands_in)
    home = _meant(book, homes, reply, asked)
    if unreadable and (home is None or (reply.thread and asked is None)):
        raise unreadable
    if home:
        call, meeting = home
        area = reply.area or (asked.area_for(reply.person, call) if asked else None)
        meant = replace(reply, call=call.name, date=meeting.date, area=area)
        _keep(book, meant, meeting, unread, now)
    elif reply.origin is not Origin.MESSAGE:
        reports = any(call.name == reply.call and call.areas_of(reply.person) for call in book.calls())
        raise Refusal((NO_MEETING if reports else NOT_REPORTING).format(call=reply.call))
    elif now - reply.written_at < FRESH:
        led = next((call for call in book.calls() if call.areas_of(reply.person)), None)
        text = NO_MEETING.format(call=led.name) if led else NOT_A_LEAD
        _answer_once_a_day(book, reply.person, text, now)


def _of_behalf(book: Book, reply: Reply) -> Meeting:
    """The meeting for which somebody reports on behalf. Raises Refusal if there is none."""
    meeting = book.meeting(reply.call, reply.date) if reply.date else None
    if meeting is None:
        raise Refusal(NO_MEETING.format(call=reply.call))
    return meeting


def _calls_of_the_writer(book: Book, reply: Reply) -> tuple[tuple[str, ...], bool]:
    """The calls that the reply may be about, by name, and whether its writer stands in for somebody."""
    absences = book.absences()
    away = {absence.person for absence in absences if absence.is_covered_by(reply.person)}
    named = {reply.call} if reply.call else set()
    return tuple(sorted({*book.led_by({reply.person, *away}), *named})), bool(away)


def _homes(
    book: Book, reply: Reply, names: tuple[str, ...], *, stands_in: bool
) -> tuple[tuple[Home, ...], RowUnreadable | None]:
    """Where the reply may belong: meetings for which its writer reports, as a lead or a stand-in.

    The second value is why there may be others; a call that cannot be read keeps nothing from those that can.
    Raises RowUnreadable where it is the call that the reply names.
    """
    homes: list[Home] = []
    unreadable = None
    for name in names:
        try:
            homes += _home(book, name, reply, stands_in=stands_in)
        except RowUnreadable as failure:
            if name == reply.call:
                raise
            unreadable = failure
    return tuple(homes), unreadable


def _home(book: Book, name: str, reply: Reply, *, stands_in: bool) -> Iterator[Home]:
    call = book.call(name)
    if call is None or not (stands_in or call.areas_of(reply.person)):
        return
    if meeting := _open_for(book, call, reply):
        there = on_the_day(book, call, meeting.day)
        if there.areas_of(reply.person):
            yield there, meeting


def _meant(book: Book, homes: tuple[Home, ...], reply: Reply, asked: Asked | None) -> Home | None:
    """The call and meeting a reply counts for.

    Of several calls it is the one that was asked about, else the one whose area the reply names, else the one
    whose meeting is next.
    """
    asking = [home for home in homes if asked and home[0].name == asked.call]
    naming = asking or [home for home in homes if _names_area(book, home[0], reply)]
    return min(naming or homes, key=lambda home: home[1].starts, default=None)


def _open_for(book: Book, call: Call, reply: Reply) -> Meeting | None:
    """The meeting in whose window it was written: a posted one that takes late replies, else the next.

    Where that one is closed, as its words were found only afterwards, it is the first that is still open.
    The buttons of a meeting say which one they are about, unless it is not held after all.
    """
    if reply.date is not None:
        meant = book.meeting(call.name, reply.date) if reply.call == call.name else None
        if meant is None or meant.state is not State.SKIPPED:
            return meant
    moment = reply.written_at
    known = book.meetings(call.name, since=(moment - look_back(call)).date())
    held = [meeting for meeting in known if meeting.state is not State.SKIPPED]
    late = [meeting for meeting in held if meeting.posts <= moment < meeting.late_until]
    coming = [meeting for meeting in held if meeting.opens <= moment < meeting.posts]
    found = next(iter([*late, *coming]), None)
    if found is None or found.is_unfinished:
        return found
    return next((meeting for meeting in held if meeting.date > found.date and meeting.is_unfinished), found)


def _names_area(book: Book, call: Call, reply: Reply) -> bool:
    areas = call.areas_of(reply.person)
    if len(areas) < 2:  # noqa: PLR2004 - whoever has one area need not name it
        return False
    try:
        return {name for name, _ in read(book, reply.document, areas)} != {None}
    except TookTooLong:
        return False


def _keep(book: Book, reply: Reply, meeting: Meeting, unread: tuple[str, ...], now: datetime) -> None:
    """Keep a reply for its meeting; enqueue a card when it changes what was said, else a line that says why.

    A message that is edited after the late window is kept, but the minutes stay as they were.
    """
    standing = book.call(meeting.call)
    if standing is None or _is_too_late(book, reply, meeting):
        book.keep_reply(reply)
        if reply.origin is Origin.MESSAGE:
            return
        raise Refusal(too_late(meeting) if standing else GONE.format(call=meeting.call))
    call = on_the_day(book, standing, meeting.day)
    context = MeetingContext(book, call, meeting, now).around(reply.person, reply.area)
    if settle_area(context, reply):
        return
    book.keep_reply(reply)
    areas = context.areas_meant(reply)
    if reply.area and reply.origin is not Origin.MESSAGE and context.call.area(reply.area) not in areas:
        raise Refusal(NOT_YOUR_AREA.format(area=reply.area, call=meeting.call))
    before = context.updates
    reread(context, areas)
    shown = context.updates != before or bool(unplaced(context, reply.person, (reply,)))
    if shown:
        for reader in _readers(context, reply):
            enqueue_cards(context, areas, to=reader)
    if questions := tuple(_questions(context, reply)):
        said = Notice(answer(questions, call, meeting, book.updates(call.name, meeting.date)))
        context.enqueue(Kind.NOTICE, f"{reply.person}-answer-{reply.ts}", to=reply.person, message=said)
    offered = offer_away(context, reply, areas, shown=shown)
    say_what_is_missing(context, reply, areas, unread, answered=shown or offered or bool(questions))


def _is_too_late(book: Book, reply: Reply, meeting: Meeting) -> bool:
    """Whether it can change nothing any more.

    What was written while the bot was away the chat shows only as it was edited since. If the minutes are
    still to be posted, that is better than nothing. And what was deleted is not posted, whenever that was:
    of what is missing in the history nobody knows when it went.
    """
    if reply.changed_at < meeting.late_until:
        return False
    unposted = meeting.state is State.SCHEDULED and reply.origin is Origin.MESSAGE
    return not unposted or (not reply.deleted and book.reply(reply.conversation, reply.ts) is not None)


def _readers(context: MeetingContext, reply: Reply) -> tuple[str, ...]:
    """Who is shown what was understood: the writer, or those for whom somebody else wrote."""
    if reply.origin is not Origin.BEHALF:
        return (reply.person,)
    meant = set(context.areas_meant(reply))
    return tuple(lead.person for lead in context.call.reporters if meant & set(context.areas_of(lead.person)))


def _questions(context: MeetingContext, reply: Reply) -> Iterator[str]:
    """What a lead asks the bot; only as first written, so that each is answered once."""
    if reply.origin is Origin.MESSAGE and not reply.deleted and not reply.revision:
        for _, reading in readings(context, reply):
            yield from reading.questions


def _answer_once_a_day(book: Book, person: str, text: str, now: datetime) -> None:
    """Say one polite line to somebody of whom nothing is kept."""
    identity = key(f"-/{now.date().isoformat()}", Kind.NOTICE, person)
    if book.delivery(identity) is None:
        notice = Notice(text)
        book.enqueue(Delivery(identity, person, notice, due=now, kind=Kind.NOTICE, part=person))

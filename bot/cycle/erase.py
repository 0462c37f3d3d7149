"""Somebody sees what is held of them, and has it erased; what was written long ago is forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.cycle.meeting_context import MeetingContext
from bot.cycle.minutes.index_minutes import entries, index_minutes
from bot.cycle.queries import on_the_day
from bot.cycle.replies.cards import enqueue_cards
from bot.cycle.replies.reread import reread
from bot.model.call import Area, Call
from bot.model.delivery import Delivery, Kind, Priority, Status
from bot.model.meeting import Meeting, State
from bot.model.message import Changes, GitPage, MinutesMail, MinutesPage, TwikiCopy, UnknownMessage, WikiPage
from bot.model.person import Person
from bot.model.privacy import PersonalData
from bot.model.reply import Origin, Reply
from bot.model.update import by_area
from bot.ports import Book
from bot.rules.anonymize import PersonNames, unsaid, without, without_names
from bot.rules.anonymous_replies import orphans, tombstone
from bot.rules.calendar import look_back
from bot.rules.retention import Forget

# These are enqueued anew with the minutes themselves.
FOLLOWS = (MinutesPage, TwikiCopy, WikiPage, GitPage, Changes)


@dataclass(frozen=True, slots=True)
class PersonalDataReport:
    """What is held of a person: counts, from when to when they wrote, and in how many minutes they stand.

    `leads` pairs a call with an area that they report for, `chairs` names the calls they chair: that is the
    set-up, and is not erased.
    """

    held: PersonalData
    wrote: tuple[datetime, datetime] | None
    minutes: int
    leads: tuple[tuple[Call, Area], ...]
    chairs: tuple[Call, ...]


def personal_data_of(book: Book, person: Person) -> PersonalDataReport:
    """Look up what is held of a person."""
    who, calls = _named(book, person), book.calls()
    wrote = book.wrote_between(person.person)
    found = (minutes for _, meeting in _meetings(book) if (minutes := meeting.minutes))
    return PersonalDataReport(
        book.personal_data_of(person.person),
        wrote=(_moment(wrote[0]), _moment(wrote[1])) if wrote else None,
        minutes=sum(without(minutes, who) != minutes for minutes in found),
        leads=tuple((call, area) for call in calls for area in call.areas_of(person.person)),
        chairs=tuple(call for call in calls if person.person in call.chairs),
    )


def forget(book: Book, person: Person, *, now: datetime) -> PersonalDataReport:
    """Erase a person: what they wrote goes, what was posted stays without them; returns what was held.

    It is one unit of work, so that nothing of them is seen half erased.
    """
    before, who = personal_data_of(book, person), _named(book, person)
    theirs = {
        meeting.key: _written(book, call, meeting, who.person, now) for call, meeting in _meetings(book)
    }
    for _, meeting in _meetings(book):
        _unname_updates(book, meeting, who)
    concerned = {meeting.key: _concerned(book, meeting, who.person) for _, meeting in _meetings(book)}
    book.erase_person(who.person)
    for call, meeting in _meetings(book):
        _replace_written(book, call, meeting, theirs[meeting.key])
        if concerned[meeting.key]:
            _read_again(book, call, meeting, concerned[meeting.key], now)
        _unname_minutes(book, call, meeting, who, now)
    _unname_messages(book, who, now)
    return before


def forget_written(book: Book, step: Forget, call: str) -> None:
    """Forget what was written for meetings of long ago."""
    book.forget_replies(call, step.before)


def _moment(ts: str) -> datetime:
    return datetime.fromtimestamp(float(ts), tz=UTC)


def _meetings(book: Book) -> Iterator[tuple[Call, Meeting]]:
    for call in book.calls():
        for meeting in book.meetings(call.name):
            yield call, meeting


def _named(book: Book, person: Person) -> PersonNames:
    """All the names under which somebody may stand anywhere."""
    return PersonNames(person.person, frozenset(name for name in _names(book, person) if name))


def _names(book: Book, person: Person) -> Iterator[str]:
    yield person.name
    for call in book.calls():
        versions = (
            version for change in book.call_changes(call.name) for version in (change.before, change.after)
        )
        for version in (call, *filter(None, versions)):
            yield from (
                lead.name for area in version.areas for lead in area.leads if lead.person == person.person
            )
        yield from (action.owner for action in book.actions(call.name) if action.person == person.person)
        for meeting in book.meetings(call.name):
            there = book.attendance(call.name, meeting.date)
            yield from (each.name for each in there if each.person == person.person)
    stand_ins = (absence.stand_in for absence in book.absences() if absence.is_covered_by(person.person))
    yield from (stand_in.name for stand_in in stand_ins if stand_in)


def _written(book: Book, call: Call, meeting: Meeting, person: str, now: datetime) -> tuple[Reply, ...]:
    """What they wrote so lately that the chat may be asked for it again, or that minutes may still change."""
    if not meeting.is_unfinished and meeting.posts < now - look_back(call):
        return ()
    return tuple(reply for reply in book.replies(meeting.call, meeting.date) if reply.person == person)


def _concerned(book: Book, meeting: Meeting, person: str) -> frozenset[str]:
    """The areas for which they reported and of which nothing is posted yet."""
    if meeting.state is not State.SCHEDULED:
        return frozenset()
    updates = book.updates(meeting.call, meeting.date)
    return frozenset(update.area for update in updates if person in update.by)


def _unname_updates(book: Book, meeting: Meeting, who: PersonNames) -> None:
    """Only items can name them; those of a closed meeting stand in its minutes, which are at hand."""
    areas = meeting.minutes.areas if meeting.minutes else ()
    if not meeting.is_unfinished and all(
        without_names(area.sections, who) == area.sections for area in areas
    ):
        return
    for update in book.updates(meeting.call, meeting.date):
        bare = replace(update, sections=without_names(update.sections, who))
        if bare != update:
            book.keep_update(bare)


def _replace_written(book: Book, call: Call, meeting: Meeting, theirs: tuple[Reply, ...]) -> None:
    for reply in theirs:
        if reply.origin is Origin.MESSAGE:
            book.keep_reply(tombstone(reply))
    if meeting.state is State.POSTED:
        updates = by_area(book.updates(call.name, meeting.date))
        for area in call.areas:
            for reply in orphans(updates[area.name], area, theirs) if area.name in updates else ():
                book.keep_reply(reply)


def _read_again(book: Book, call: Call, meeting: Meeting, names: frozenset[str], now: datetime) -> None:
    """What is not posted yet goes from the areas; who else reports for them sees it on their card."""
    context = MeetingContext(book, on_the_day(book, call, meeting.day), meeting, now)
    areas = tuple(area for area in context.call.areas if area.name in names)
    reread(context, areas)
    enqueue_cards(context, areas)


def _unname_minutes(book: Book, call: Call, meeting: Meeting, who: PersonNames, now: datetime) -> None:
    """Take the name out of minutes; open ones keep it in a heading while it is in the set-up."""
    if meeting.minutes is None:
        return
    lead = call.areas_of(who.person) if meeting.state is State.POSTED else ()
    bare = without(meeting.minutes, who, but=(area.name for area in lead))
    if bare == meeting.minutes:
        return
    after = replace(meeting, minutes=bare)
    if entries(after) == entries(meeting):
        book.keep_meeting(after)
    else:
        index_minutes(book, after)
    for delivery in book.deliveries(f"{meeting.key}/{Kind.MINUTES}"):
        if isinstance(delivery.message, MinutesPage):
            page = replace(delivery.message, minutes=bare)
            book.enqueue(replace(delivery, message=page, due=now, priority=Priority.REMINDER))


def _unname_messages(book: Book, who: PersonNames, now: datetime) -> None:
    """Of what was said to others about meetings that are over only the words go; the rest is said anew."""
    open_ = tuple(f"{meeting.key}/" for _, meeting in _meetings(book) if meeting.is_unfinished)
    silenced = []
    for delivery in book.mentioning((who.person, *who.names)):
        may_be_amended = delivery.key.startswith(open_) and not isinstance(delivery.message, MinutesMail)
        is_over = delivery.status is Status.SENT and not may_be_amended
        if isinstance(delivery.message, MinutesPage) or not _mentions(delivery, who):
            continue
        if is_over or isinstance(delivery.message, UnknownMessage):
            silenced.append(delivery.key)
        elif not isinstance(delivery.message, FOLLOWS):
            book.enqueue(replace(delivery, message=unsaid(delivery.message, who), due=now))
    book.erase_words(tuple(silenced))


def _mentions(delivery: Delivery, who: PersonNames) -> bool:
    """Whether it is about them; where it is one text to us, any word may be their name."""
    return (
        isinstance(delivery.message, TwikiCopy | UnknownMessage)
        or unsaid(delivery.message, who) != delivery.message
    )

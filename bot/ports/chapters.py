"""The book by chapters, each about one noun of the week.

The book is the view of the database in one unit of work (see `bot.ports.store`). Methods that return several
values return them in the order in which they happened unless they say otherwise. `keep_…` saves a value,
`drop_…` deletes one. A day is the date of a meeting where its call is held. A call may be given by any name
that it had; what is returned has its name of now.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol

from bot.model.absence import Absence
from bot.model.call import Call
from bot.model.contact import Contact
from bot.model.delivery import Delivery
from bot.model.history import CallChange, Entry
from bot.model.live_parts import Announcement, Attendance, Note
from bot.model.meeting import Meeting
from bot.model.minutes import ActionItem
from bot.model.override import Override
from bot.model.person import ReaderClock
from bot.model.privacy import PersonalData
from bot.model.reply import Reply
from bot.model.update import Correction, Update


class Calls(Protocol):
    """Calls, and the log of their changes."""

    def calls(self) -> tuple[Call, ...]:
        """All calls of the workspace, by name. Raises RowUnreadable."""

    def readable_calls(self) -> tuple[Call, ...]:
        """The calls that can be read, by name; for what must not suffer from those that cannot."""

    def calls_called(self, name: str) -> tuple[Call, ...]:
        """The calls that can be read and have this name or had it, in whatever case."""

    def call_names(self) -> tuple[str, ...]:
        """The names of all calls, also of those that cannot be read."""

    def led_by(self, people: Iterable[str]) -> tuple[str, ...]:
        """The names of the calls in which one of these people leads an area, also where it cannot be read."""

    def name_now(self, call: str) -> str:
        """The name that a call has now which has or had this one; any other name as it is."""

    def chairs(self, call: str) -> tuple[str, ...]:
        """Who chairs a call, also where the rest of it cannot be read; nobody where there is none."""

    def call(self, name: str) -> Call | None:
        """The call that has or had this name; None if there is none. Raises RowUnreadable."""

    def keep_call(self, call: Call) -> None:
        """Save a call as it is from now on. Saved updates of an area stay when the call loses the area."""

    def call_changes(self, call: str) -> tuple[CallChange, ...]:
        """What was changed about a call, oldest first."""

    def keep_call_change(self, change: CallChange) -> None:
        """Add a change to the log of a call, under the next number; its own number is ignored."""


class Meetings(Protocol):
    """Meetings, and the decisions of chairs about single ones."""

    def meeting(self, call: str, day: date) -> Meeting | None:
        """The meeting of a call on a date; None if there is none."""

    def meetings(self, call: str, *, since: date | None = None) -> tuple[Meeting, ...]:
        """The meetings of a call, oldest first; with `since` those of that date and later."""

    def first_open(self, call: str) -> date | None:
        """The date of the earliest meeting of a call that is not closed or skipped; None if all are."""

    def keep_meeting(self, meeting: Meeting) -> None:
        """Save a meeting as it is from now on; there is one for each call and date."""

    def overrides(self, call: str) -> tuple[Override, ...]:
        """The meetings of a call that do not follow its weekly rule (skipped or moved), by date."""

    def keep_override(self, override: Override) -> None:
        """Save how one meeting departs from the rule; there is one override for each call and date."""


class Replies(Protocol):
    """What people wrote, word for word."""

    def reply(self, conversation: str, ts: str) -> Reply | None:
        """The newest revision of a reply, also of a deleted one; None if there is no such reply."""

    def replies(self, call: str, day: date, *, by: frozenset[str] | None = None) -> tuple[Reply, ...]:
        """The newest revisions of the replies for a meeting, oldest reply first, without deleted ones.

        With `by` only those of these people, and what anybody wrote on behalf.
        """

    def written(self, conversation: str, since: str) -> tuple[Reply, ...]:
        """The same of what was written in a conversation after `since`, a Slack `ts`."""

    def keep_reply(self, reply: Reply) -> None:
        """Add a revision of a reply; saving the same revision again changes nothing."""

    def forget_deletions(self, before: str) -> int:
        """Erase deletions before a moment, a Slack `ts`, of what was never seen; returns their number."""

    def place_reply(self, conversation: str, ts: str, area: str) -> None:
        """Save which area a reply is about, for all its revisions."""

    def count_for(self, conversation: str, ts: str, day: date) -> None:
        """Let a reply, in all its revisions, count for the meeting of the same call on another date."""


class Updates(Protocol):
    """What was understood of replies, and how leads corrected it."""

    def updates(self, call: str, day: date, *, of: frozenset[str] | None = None) -> tuple[Update, ...]:
        """What the areas report for a meeting, or only those `of` these names, in no particular order."""

    def heard(self, call: str, day: date) -> Mapping[str, tuple[str, ...]]:
        """For each area that has an update for a meeting who wrote it."""

    def keep_update(self, update: Update) -> None:
        """Save what an area reports; there is one update for each meeting and area."""

    def corrections(self, call: str, day: date, area: str) -> tuple[Correction, ...]:
        """What leads decided about single items of an area, one for each item, the newest last."""

    def keep_correction(self, call: str, day: date, area: str, correction: Correction) -> None:
        """Save what a lead decided about an item, in place of an earlier decision about it."""


class LiveParts(Protocol):
    """Announcements, attendance and notes of meetings, and the action items that outlive them."""

    def announcements(self, call: str, day: date) -> tuple[Announcement, ...]:
        """What is announced at a meeting, by number."""

    def keep_announcement(self, call: str, day: date, announcement: Announcement) -> None:
        """Add an announcement; one with the same number is replaced."""

    def drop_announcement(self, call: str, day: date, number: int) -> None:
        """Delete an announcement; its number is not used again while later ones exist."""

    def attendance(self, call: str, day: date) -> tuple[Attendance, ...]:
        """Who is present at a meeting or sends apologies, by the moment at which they said so."""

    def keep_attendance(self, call: str, day: date, attendance: Attendance) -> None:
        """Save somebody's attendance; there is one for each person, or each name without a person."""

    def drop_attendance(self, call: str, day: date, attendance: Attendance) -> None:
        """Delete somebody's attendance, as if they had never answered."""

    def notes(self, call: str, day: date) -> tuple[Note, ...]:
        """What was noted during a meeting, by number."""

    def keep_note(self, call: str, day: date, note: Note) -> None:
        """Add a note; one with the same number is replaced."""

    def drop_note(self, call: str, day: date, number: int) -> None:
        """Delete a note, if it exists."""

    def actions(self, call: str) -> tuple[ActionItem, ...]:
        """All action items of a call, open and done, by number."""

    def keep_action(self, call: str, action: ActionItem) -> None:
        """Save an action item as it is from now on; its number identifies it within the call."""


class People(Protocol):
    """Who is away, and what single people chose."""

    def absences(self) -> tuple[Absence, ...]:
        """Who is away and when. If several cover the same person and day, the last one counts."""

    def keep_absence(self, absence: Absence) -> None:
        """Save an absence; one with the same person and first day is replaced."""

    def end_absences(self, person: str, day: date) -> None:
        """Let absences that cover a day end the day before; those that begin on it are deleted."""

    def choice(self, person: str, place: str) -> str | None:
        """The call that somebody chose last where a conversation has several; None if they never did."""

    def keep_choice(self, person: str, place: str, call: str) -> None:
        """Save which call somebody means in a conversation."""

    def contact(self, person: str) -> Contact | None:
        """How somebody is written to; None if it is not known."""

    def keep_contact(self, contact: Contact) -> None:
        """Save how somebody is written to."""

    def clocks(self) -> dict[str, ReaderClock]:
        """In which zones people are and when they want quiet, by person, as far as it is known."""

    def keep_clock(self, clock: ReaderClock) -> None:
        """Save in which zone somebody is, and their quiet hours, from now on."""

    def homes(self) -> dict[str, str]:
        """For each person who has opened the bot's home a digest (hash) of what it shows."""

    def keep_home(self, person: str, digest: str) -> None:
        """Save the digest of what somebody's home shows."""


class Past(Protocol):
    """The lines of posted minutes, for searching."""

    def keep_entries(self, call: str, day: date, entries: tuple[Entry, ...]) -> None:
        """Save the lines of the minutes of a meeting, in place of those saved before."""

    def search(
        self, text: str, *, calls: tuple[str, ...], limit: int, offset: int = 0
    ) -> tuple[int, tuple[Entry, ...]]:
        """Find the lines that contain all words of `text`: how many there are, and at most `limit` of them.

        The newest meeting comes first, `offset` lines are left out. Upper and lower case are the same, a word
        also finds words that begin with it, and punctuation is ignored. Without a word in `text` nothing is
        found.
        """


class Renaming(Protocol):
    """Names that change."""

    def rename_area(self, call: str, old: str, new: str) -> None:
        """Let all that is stored of an area be of its new name; the headings in minutes stay as posted."""

    def rename_call(self, old: str, new: str) -> None:
        """Let all that is stored of a call be of its new name; the titles of minutes stay as posted.

        Messages keep the key that they carry in the chat. Until the call is kept with its former names it is
        not found by them.
        """


class Privacy(Protocol):
    """What is stored about single people, and how it is erased."""

    def personal_data_of(self, person: str) -> PersonalData:
        """Count what is stored about a person. Raises ValueError for an empty id."""

    def erase_person(self, person: str) -> None:
        """Erase what is stored about a person; afterwards `personal_data_of` counts nothing.

        Raises ValueError for an empty id. Deleted are their replies in all revisions, their absences,
        attendance and choices, and their requests that wait to be worked on. Absences in which they are the
        stand-in stay without a stand-in. What they added or own stays under the name "somebody". Messages to
        them lose their words, and unsent ones are never sent. Updates stay without their name; calls and
        posted minutes do not change.
        """

    def forget_replies(self, call: str, before: date) -> int:
        """Erase what was written for meetings before a date; returns the number of replies erased.

        All their revisions go, with the corrections and the words of the deliveries of these meetings. The
        meetings, their minutes and their updates stay. They must not be built again from replies.
        """

    def oldest_reply(self, call: str, before: date) -> date | None:
        """The earliest meeting before a date of which `forget_replies` would erase replies, if any."""

    def wrote_between(self, person: str) -> tuple[str, str] | None:
        """The `ts` of the first and of the last of a person's replies; None if they wrote nothing."""

    def mentioning(self, texts: tuple[str, ...]) -> tuple[Delivery, ...]:
        """The deliveries whose messages contain one of these texts, even within a word, by key."""

    def erase_words(self, keys: tuple[str, ...]) -> None:
        """Erase the messages of deliveries; those that were not sent yet are skipped."""

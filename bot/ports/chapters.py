"""The chapters of the book of everything remembered, each about one noun of the week.

Methods that return several values do so in the order in which they happened, areas in the call's order.
"""

from datetime import date, datetime, timedelta
from typing import Protocol

from bot.model.absence import Absence
from bot.model.call import Call
from bot.model.delivery import Delivery
from bot.model.history import CallChange, Entry
from bot.model.live_parts import Announcement, Attendance, Note
from bot.model.meeting import Meeting
from bot.model.minutes import ActionItem
from bot.model.override import Override
from bot.model.privacy import PersonalData
from bot.model.reply import Reply
from bot.model.update import Correction, Update


class Calls(Protocol):
    """Calls, and what was changed about them."""

    def calls(self) -> tuple[Call, ...]:
        """Every call, by name."""

    def call(self, name: str) -> Call | None:
        """One call."""

    def keep_call(self, call: Call) -> None:
        """Remember a call as it is from now on."""

    def call_changes(self, call: str) -> tuple[CallChange, ...]:
        """What was changed about a call, oldest first."""

    def keep_call_change(self, change: CallChange) -> None:
        """Remember that a call was changed; its number is the next one of its call, whatever it says."""


class Meetings(Protocol):
    """Meetings, and what chairs decided about single ones."""

    def meeting(self, call: str, day: date) -> Meeting | None:
        """One meeting."""

    def meetings(self, call: str, *, since: date | None = None) -> tuple[Meeting, ...]:
        """The meetings of a call, oldest first."""

    def keep_meeting(self, meeting: Meeting) -> None:
        """Remember a meeting as it is from now on; there is one for each call and date."""

    def overrides(self, call: str) -> tuple[Override, ...]:
        """The meetings of a call that depart from its rule, by date."""

    def keep_override(self, override: Override) -> None:
        """Remember how one meeting departs from the rule; there is one override for each call and date."""


class Replies(Protocol):
    """What was written, word for word."""

    def reply(self, conversation: str, ts: str) -> Reply | None:
        """The newest revision of a reply, also of a deleted one."""

    def replies(self, call: str, day: date) -> tuple[Reply, ...]:
        """The newest revisions of what was written for a meeting, by `ts`, without what was deleted."""

    def written(self, conversation: str, since: str) -> tuple[Reply, ...]:
        """The newest revisions of what was written in a conversation after a `ts`, without the deleted."""

    def keep_reply(self, reply: Reply) -> None:
        """Add a revision of a reply; one that is known already changes nothing."""

    def place_reply(self, conversation: str, ts: str, area: str) -> None:
        """Remember which area a reply is about."""

    def count_for(self, conversation: str, ts: str, day: date) -> None:
        """Let a reply, in all its revisions, count for another meeting of its call."""


class Updates(Protocol):
    """What was understood, and corrected."""

    def updates(self, call: str, day: date) -> tuple[Update, ...]:
        """What the areas report for a meeting, in no particular order."""

    def keep_update(self, update: Update) -> None:
        """Remember what an area reports; there is one for each meeting and area."""

    def corrections(self, call: str, day: date, area: str) -> tuple[Correction, ...]:
        """What leads said about single items, one for each item."""

    def keep_correction(self, call: str, day: date, area: str, correction: Correction) -> None:
        """Remember a lead's word about an item; the newest word wins."""


class Gatherings(Protocol):
    """The live parts of meetings, and the action items that outlive them."""

    def announcements(self, call: str, day: date) -> tuple[Announcement, ...]:
        """What is announced at a meeting, by number."""

    def keep_announcement(self, call: str, day: date, announcement: Announcement) -> None:
        """Add an announcement, or put it in the place of the one with its number."""

    def drop_announcement(self, call: str, day: date, number: int) -> None:
        """Take an announcement back; its number is not given again while later ones stand."""

    def attendance(self, call: str, day: date) -> tuple[Attendance, ...]:
        """Who is present at a meeting or sends apologies, by the moment at which they said so."""

    def keep_attendance(self, call: str, day: date, attendance: Attendance) -> None:
        """Note somebody's attendance; there is one for each person, or name where there is no person."""

    def drop_attendance(self, call: str, day: date, attendance: Attendance) -> None:
        """Let somebody have said nothing about whether they come."""

    def notes(self, call: str, day: date) -> tuple[Note, ...]:
        """What was noted during a meeting, by number."""

    def keep_note(self, call: str, day: date, note: Note) -> None:
        """Add a note, or put it in the place of the one with its number."""

    def drop_note(self, call: str, day: date, number: int) -> None:
        """Take a note back."""

    def actions(self, call: str) -> tuple[ActionItem, ...]:
        """Every action item of a call, open and done, by number."""

    def keep_action(self, call: str, action: ActionItem) -> None:
        """Remember an action item as it is from now on; its number is its identity within the call."""


class People(Protocol):
    """Who is away, and what single people chose."""

    def absences(self) -> tuple[Absence, ...]:
        """Who is away and when; of several for one person and day the one kept last counts."""

    def keep_absence(self, absence: Absence) -> None:
        """Remember an absence; one with the same person and first day takes its place."""

    def end_absences(self, person: str, day: date) -> None:
        """Let a person be back on a day: absences that cover it end the day before, or never begin."""

    def choice(self, person: str, place: str) -> str | None:
        """The call that somebody chose last where several could be meant in a conversation."""

    def keep_choice(self, person: str, place: str, call: str) -> None:
        """Remember which call somebody means in a conversation."""

    def homes(self) -> dict[str, str]:
        """For each person who has opened the bot's home a digest of what stands there."""

    def keep_home(self, person: str, digest: str) -> None:
        """Remember what stands on somebody's home."""


class Past(Protocol):
    """The lines of posted minutes, to be found again."""

    def keep_entries(self, call: str, day: date, entries: tuple[Entry, ...]) -> None:
        """Put these lines in the place of those of the same minutes."""

    def search(
        self, text: str, *, calls: tuple[str, ...], limit: int, offset: int = 0
    ) -> tuple[int, tuple[Entry, ...]]:
        """How many lines hold all the words, in any form of upper and lower case, and some of them.

        The newest meeting comes first. A word in the query also finds words that begin like it; signs that
        are no words are passed over.
        """


class Outbox(Protocol):
    """What the bot owes to say."""

    def delivery(self, key: str) -> Delivery | None:
        """One delivery."""

    def deliveries(self, prefix: str) -> tuple[Delivery, ...]:
        """The deliveries whose keys begin like this (`<call>/<date>/`), by key."""

    def enqueue(self, delivery: Delivery) -> None:
        """Promise to say something.

        A new key is added. A known key keeps its identity and takes over the message; when that differs, a
        new version is wanted and the delivery is due again. What was skipped or is dead stays so.
        """

    def claim(self, now: datetime, owner: str, lease: timedelta, limit: int) -> tuple[Delivery, ...]:
        """Take deliveries that are due into hand, the most urgent first, for the length of the lease.

        Taken are pending ones, and ones in somebody's hand whose lease is over (`doubtful`); never one that
        follows a delivery not sent yet. `thread` is where a threaded one goes.
        """

    def settle(self, delivery: Delivery) -> None:
        """Note what became of a delivery that was in hand."""

    def next_due(self) -> datetime | None:
        """When the next delivery is due."""


class Privacy(Protocol):
    """What is held of single people, and how it is erased."""

    def personal_data_of(self, person: str) -> PersonalData:
        """Count what is held of a person."""

    def erase_person(self, person: str) -> None:
        """Erase what is held of a person, so that nothing is counted any more.

        Their replies go in all revisions, so do their absences, attendance and choices, and what came from
        them and waits. Whom they stood in for stays away without a stand-in; what they added or own becomes
        somebody's; deliveries to them keep all but their words, and what was still to be said to them never
        is. Updates stay without them; calls and posted minutes are left as they are.
        """

    def forget_replies(self, call: str, before: date) -> int:
        """Erase what was written for the meetings of a call before a date; returns how many replies it was.

        They go in all revisions, with the corrections and the words of the deliveries of these meetings. The
        meetings, their minutes and their updates stay; they must not be read again from what was written.
        """

    def oldest_reply(self, call: str, before: date) -> date | None:
        """The earliest meeting before a date for which something that was written can be forgotten."""

    def wrote_between(self, person: str) -> tuple[str, str] | None:
        """The `ts` of the first and of the last of somebody's replies."""

    def mentioning(self, texts: tuple[str, ...]) -> tuple[Delivery, ...]:
        """The deliveries that hold one of these texts, by key; they may hold it within another word."""

    def hush(self, keys: tuple[str, ...]) -> None:
        """Take the words of deliveries; what was not said yet never is."""

"""What the doctor asks about each call: its channel, its people, where it publishes, and what comes next."""

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from bot.cli.finding import Check, CheckFailed, CheckSkipped, Finding, made, not_made
from bot.cli.publishing import git_finding, mail_finding, wiki_finding
from bot.composition import SlackClients, git_pages, mails, wiki_pages
from bot.cycle.queries import the_meeting
from bot.cycle.weeks import weeks_of
from bot.model.call import Call
from bot.model.delivery import Delivery, Kind, Status
from bot.model.errors import UnknownCall, UnknownMeeting
from bot.model.meeting import Meeting
from bot.ports import Book, Chat, Store
from bot.rules.coming import Coming, coming
from bot.rules.roles import unfit
from bot.settings import Settings
from handlers.live_check.checkup import channel_trouble, looked_up, unreachable

NO_CHAIR = "nobody; an administrator of the workspace or a lead can take it over with /minutes setup"
NO_MEETING = "as no meeting is coming up"
TO_COME = "as the call is applied when the bot starts"
NO_CALLS = "none is known yet; load one with `minutesbot calls apply FILE`, or type /minutes setup"
TAB_DISABLED = "messages_tab_disabled"
TAB_OFF = (
    "Slack refused a direct message, as the messages tab is off: switch it on under App Home of the app, "
    "and let people write there"
)
TAB_UNKNOWN = "as Slack tells it only when a direct message is posted, and none was yet"
DIRECT = (Kind.ASK, Kind.REMIND_1, Kind.REMIND_2, Kind.CARD)
MOMENTS = 4  # of the next meeting, as many as there are: ask, two reminders, post


@dataclass(frozen=True, slots=True)
class KnownCall:
    """A call with what is coming up; without a meeting `why` says why there is none.

    One `to_come` stands in the calls file only, until the bot starts.
    """

    call: Call
    meeting: Meeting | None = None
    coming: tuple[Coming, ...] = ()
    direct: tuple[Delivery, ...] = ()
    why: str = NO_MEETING
    to_come: bool = False


async def known_calls(
    store: Store, now: datetime, of_file: Sequence[Call] = ()
) -> tuple[list[KnownCall], list[Finding]]:
    """Every call that can be read; a finding for all of them, and one for each that cannot.

    Those `of_file` that nobody has applied yet are told of as well.
    """
    names: list[str] = []
    known: list[KnownCall] = []

    async def named() -> str:
        names.extend(await store.read(lambda book: book.call_names()))
        new = [call for call in of_file if call.name not in names]
        known.extend(KnownCall(call, why=TO_COME, to_come=True) for call in new)
        if not names and not new:
            raise CheckFailed(NO_CALLS)
        waiting = f"; applied when the bot starts: {', '.join(call.name for call in new)}" if new else ""
        return f"{len(names)} known{': ' if names else ''}{', '.join(names)}{waiting}"

    async def looked_at(name: str) -> str:
        known.append(await store.read(lambda book: _known(book, name, now)))
        return "it can be read"

    findings = [await made("calls", named())]
    findings += [await made(f"call {name}", looked_at(name)) for name in names]
    return known, [finding for finding in findings if not finding.fine or finding is findings[0]]


def known_checks(known: KnownCall, slack: SlackClients, team: str) -> dict[str, Check]:
    """What is asked of the workspace about a call: its channel, its chairs, its leads."""
    call, chat = known.call, SlackClients(slack.reading, slack.reading).chat(team)
    checks: dict[str, Check] = {f"channel of {call.name}": partial(_channel, slack, call.channel)}
    if not call.chairs:
        checks[f"chair of {call.name}"] = _no_chair
    for chair in call.chairs:
        checks[f"chair {chair} of {call.name}"] = partial(_person, slack, chat, chair)
    for lead in call.leads:
        checks[f"lead {lead.name} of {call.name}"] = partial(_person, slack, chat, lead.person)
    return checks


async def publishing_findings(known: KnownCall, settings: Settings) -> AsyncIterator[Finding]:
    """The wiki, the repository and the mail of a call, where it has one."""
    call, meeting = known.call, known.meeting
    if call.twiki.url:
        nowhere = not_made(f"wiki of {call.name}", known.why)
        yield await wiki_finding(call, meeting, wiki_pages(settings).look) if meeting else nowhere
    if call.git.clone:
        nowhere = not_made(f"repository of {call.name}", known.why)
        yield await git_finding(call, meeting, git_pages().look) if meeting else nowhere
    if call.mail:
        yield await mail_finding(call, mails(settings, "").look)


async def messages_tab(known: Iterable[KnownCall]) -> str:
    """Whether people can be written to, as far as Slack told when it was tried."""
    direct = [delivery for one in known for delivery in one.direct]
    if any(
        delivery.reason.endswith(TAB_DISABLED) for delivery in direct if delivery.status is not Status.SENT
    ):
        raise CheckFailed(TAB_OFF)
    got_through = [delivery.key for delivery in direct if delivery.status is Status.SENT]
    if not got_through:
        raise CheckSkipped(TAB_UNKNOWN)
    return f"direct messages get through, the last was {got_through[-1]}"


async def next_moments(known: KnownCall) -> str:
    """The next meeting of a call and what time brings until then, in local time and in UTC."""
    if known.to_come:
        raise CheckSkipped(known.why)
    if known.meeting is None:
        raise CheckFailed("none is coming up")
    zone = ZoneInfo(known.call.timezone)
    local = known.meeting.starts.astimezone(zone)
    said = f"{local:%A %Y-%m-%d %H:%M} {known.call.timezone} = {known.meeting.starts:%Y-%m-%d %H:%M} UTC"
    ahead = (f"{one.at.astimezone(zone):%a %Y-%m-%d %H:%M} {one.what}" for one in known.coming[:MOMENTS])
    return "; ".join((said, *ahead))


def _known(book: Book, name: str, now: datetime) -> KnownCall:
    call = book.call(name)
    if call is None:
        raise UnknownCall(name)
    try:
        meeting = the_meeting(book, call, None, now)
    except UnknownMeeting:
        return KnownCall(call)
    direct = [one for kind in DIRECT for one in book.deliveries(f"{meeting.key}/{kind}")]
    return KnownCall(call, meeting, coming(weeks_of(book, call, now), now), tuple(direct))


async def _channel(slack: SlackClients, channel: str) -> str:
    if trouble := await channel_trouble(slack.reading, channel):
        raise CheckFailed(trouble)
    return f"{channel}, the bot is in it"


async def _no_chair() -> str:
    raise CheckFailed(NO_CHAIR)


async def _person(slack: SlackClients, chat: Chat, person: str) -> str:
    """Whether somebody can act, and can be written to."""
    found = await looked_up(chat, person)
    if trouble := unfit(found) or await unreachable(slack.reading, person):
        raise CheckFailed(trouble)
    return f"{found.name}, {found.zone}"

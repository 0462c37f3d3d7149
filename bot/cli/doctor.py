"""The doctor: checks everything the bot needs, and says what to do about what fails."""

import json
from collections.abc import AsyncIterator, Callable, Iterator
from importlib.metadata import version
from zoneinfo import ZoneInfo

from bot.cli.demo import manifest
from bot.cli.finding import Finding
from bot.cli.publishing import git_finding, wiki_finding, wiki_trials
from bot.clock import now
from bot.clock_guard import MOST_DIFFERENCE
from bot.composition import git_pages, open_records, slack_clients, wiki_pages
from bot.cycle.queries import the_meeting
from bot.model.call import Call
from bot.model.errors import MinutesError
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.ports import Book, Chat
from bot.rules.roles import unfit
from bot.settings import Settings, load
from handlers.live_check.checkup import channel_trouble, clock_difference
from handlers.live_check.redelivery import WHAT, redelivery
from handlers.live_check.scratch_channel import ScratchChannel, tried
from handlers.live_check.trials import trials
from handlers.web_api.tokens import Client, bot_identity, check_app_token

SET_IT = "set this machine's clock; until then the bot does nothing"
Plan = tuple[tuple[Call, Meeting], ...]


async def examine() -> tuple[Finding, ...]:
    """Check everything the bot needs; a failed check is a finding and never raised."""
    try:
        settings = load()
    except MinutesError as error:
        return (Finding("settings", fine=False, detail=str(error)),)
    findings = [Finding("settings", fine=True, detail="complete"), _zones()]
    upcoming: Plan = ()
    try:
        with open_records(settings) as records:
            findings.append(Finding("database", fine=True, detail=records.engine))
            upcoming = await records.store.read(_upcoming)
    except MinutesError as error:
        findings.append(Finding("database", fine=False, detail=str(error)))
    findings += [finding async for finding in _workspace(settings, upcoming)]
    findings += [await wiki_finding(*one, wiki_pages(settings).look) for one in upcoming if one[0].twiki.url]
    findings += [await git_finding(*one, git_pages().look) for one in upcoming if one[0].git.clone]
    findings += _due(upcoming)
    return tuple(findings)


async def examine_live(channel: str, wait: float, ask: Callable[[str], None]) -> AsyncIterator[Finding]:
    """Check in a scratch channel, and in the calls' wikis, what only the real ones can tell.

    What is posted is deleted again, and a page that is created goes into the wiki's trash.

    `ask` tells the person at the terminal to write to the bot within `wait` seconds; with 0 nobody is asked.
    Raises ConfigurationWrong, ChatUnusable or DatabaseUnusable where nothing can be tried.
    """
    settings = load()
    slack = slack_clients(settings)
    await bot_identity(slack.posting)
    yield await _redelivery(slack.posting, settings.app_token, wait, ask)
    async for trial in trials(ScratchChannel(slack.posting, slack.reading, slack.chat(), channel, now())):
        yield Finding(trial.what, fine=trial.yes, detail=trial.detail)
    with open_records(settings) as records:
        calls = await records.store.read(lambda book: book.calls())
    async for finding in wiki_trials(calls, wiki_pages(settings).try_out):
        yield finding


async def _redelivery(
    posting: Client, app_token: str | None, wait: float, ask: Callable[[str], None]
) -> Finding:
    if app_token is None or not wait:
        why = "not tried, as --wait is 0" if app_token else "not tried, as there is no app token for a socket"
        return Finding(WHAT, fine=True, detail=why, skipped=True)
    trial = await tried(WHAT, redelivery(posting, app_token, wait, ask))
    return Finding(trial.what, fine=trial.yes, detail=trial.detail)


def _zones() -> Finding:
    return Finding("time zones", fine=True, detail=f"tzdata {version('tzdata')}")


def _upcoming(book: Book) -> Plan:
    return tuple((call, the_meeting(book, call, None, now())) for call in book.calls())


async def _workspace(settings: Settings, upcoming: Plan) -> AsyncIterator[Finding]:
    """Tokens, scopes, clock, channels and leads; without a good token nothing else can be asked."""
    slack = slack_clients(settings)
    try:
        me = await bot_identity(slack.posting)
    except MinutesError as error:
        yield Finding("bot token", fine=False, detail=str(error))
        return
    yield Finding("bot token", fine=True, detail=f"{me.team_name} ({me.team}) as {me.user}")
    missing = sorted(set(_wanted_scopes()) - set(me.scopes))
    lacks = f"missing {', '.join(missing)}: compare with deploy/slack-manifest.json and install the app again"
    yield Finding("scopes", fine=not missing, detail=lacks if missing else f"all {len(me.scopes)} are there")
    if settings.app_token is not None:
        yield await _app_token(slack.posting, settings.app_token)
    yield await _clock(slack.reading)
    for call, _ in upcoming:
        trouble = await channel_trouble(slack.reading, call.channel)
        yield Finding(
            f"channel of {call.name}", fine=not trouble, detail=trouble or f"{call.channel}, the bot is in it"
        )
        async for finding in _people(call, slack.chat(me.team)):
            yield finding


async def _app_token(posting: Client, token: str) -> Finding:
    try:
        await check_app_token(posting, token)
    except MinutesError as error:
        return Finding("app token", fine=False, detail=str(error))
    return Finding("app token", fine=True, detail="opens a socket")


async def _clock(reading: Client) -> Finding:
    difference = await clock_difference(reading, now())
    if difference is None:
        return Finding("clock", fine=True, detail="Slack did not tell its time, so it was not compared")
    fine = difference <= MOST_DIFFERENCE
    detail = f"{difference.total_seconds():.0f} s from Slack's"
    return Finding("clock", fine=fine, detail=detail if fine else f"{detail}: {SET_IT}")


async def _people(call: Call, chat: Chat) -> AsyncIterator[Finding]:
    """Whether chairs and leads can act, and whether there is a chair at all."""
    if not call.chairs:
        who = "nobody; an administrator of the workspace or a lead can take it over with /minutes setup"
        yield Finding(f"chair of {call.name}", fine=False, detail=who)
    for chair in call.chairs:
        yield _about(f"chair {chair} of {call.name}", await chat.person(chair))
    for lead in call.leads:
        yield _about(f"lead {lead.name} of {call.name}", await chat.person(lead.person))


def _about(what: str, person: Person) -> Finding:
    trouble = unfit(person)
    return Finding(what, fine=not trouble, detail=trouble or f"{person.name}, {person.zone}")


def _due(upcoming: Plan) -> Iterator[Finding]:
    """The next meeting of each call, in local time and in UTC."""
    if not upcoming:
        yield Finding(
            "calls", fine=False, detail="none is known yet; load one with `minutesbot calls apply FILE`"
        )
    for call, meeting in upcoming:
        local = meeting.starts.astimezone(ZoneInfo(call.timezone))
        detail = (
            f"{local:%A %Y-%m-%d %H:%M} {call.timezone} = {meeting.starts:%Y-%m-%d %H:%M} UTC, "
            f"ask {(meeting.starts - call.ask):%Y-%m-%d %H:%M} UTC"
        )
        yield Finding(f"next meeting of {call.name}", fine=True, detail=detail)


def _wanted_scopes() -> list[str]:
    shipped = json.loads(manifest().read_text(encoding="utf-8"))
    return list(shipped["oauth_config"]["scopes"]["bot"])

"""Play the world of a seed on a database of its own, and read its ledgers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import text
from sqlmodel import Session

from bot.formats.twiki.write import twiki
from bot.model.message import Message, MinutesPage, TwikiCopy, UnknownMessage, WikiPage
from bot.ports import Book
from handlers.incoming.stuck import sender_of
from storage.database import Database
from storage.queue import RowInbox
from storage.store import RowStore
from tests.faults.simulation.ledgers import Kept, Ledgers, PostedOnce, Request, Written
from tests.faults.simulation.people import Announced
from tests.faults.simulation.workspace import Said
from tests.faults.simulation.world import Team, World

WORKED_ON = timedelta(minutes=10)  # within which a command is answered where nothing goes wrong


async def ledgers(world: World, database: Database) -> Ledgers:
    """What happened in a world that has ended."""
    kept = [await _kept(team, database) for team in world.teams]
    return Ledgers(
        ended=world.teams[0].now(),
        posted=tuple(each for team in world.teams for each in _posted(team)),
        written=tuple(_written(team, said) for team in world.teams for said in team.workspace.said),
        requests=tuple(
            _request(team, made)
            for team in world.teams
            for people in team.people
            for made in people.announced
        ),
        troubles=tuple(trouble for team in world.teams for trouble in team.troubles),
        kept=tuple(kept),
        slip=world.slip,
    )


def _posted(team: Team) -> Iterator[PostedOnce]:
    for post in team.workspace.posts:
        about, message = post.key.partition("~")[0], post.versions[-1]
        yield PostedOnce(
            team.team,
            about.partition("/")[0],
            post.key,
            about,
            post.to,
            post.ts,
            post.at,
            _words(message),
            team.timetable.due(about),
            post.by,
        )
    for name, page in team.wiki.shown.items():
        yield PostedOnce(
            team.team, page.minutes.call, "", f"wiki {name}", name, "", team.now(), twiki(page.minutes)
        )


def _words(message: Message | UnknownMessage) -> str:
    match message:
        case MinutesPage() | WikiPage():
            return twiki(message.minutes)
        case TwikiCopy():
            return message.text
    return repr(message)


def _written(team: Team, said: Said) -> Written:
    return Written(
        team.team,
        said.call,
        said.meeting,
        said.place,
        said.ts,
        said.at,
        said.token,
        said.cut_off,
        said.changed_at or said.at,
        said.deleted,
        said.acknowledged,
    )


def _request(team: Team, made: Announced) -> Request:
    answers = [each.by for each in team.workspace.answered if each.trigger == made.identity]
    until = made.at + WORKED_ON
    grave = [trouble for trouble in team.troubles if trouble.grave and trouble.at < until]
    return Request(
        team=team.team,
        call=made.call,
        meeting=made.meeting,
        identity=made.identity,
        token=made.token,
        answers=len(answers),
        acknowledged=made.identity in team.workspace.taken,
        taken_back=made.taken_back,
        disturbed=any(trouble.at + trouble.cost > made.at for trouble in grave),
        at=made.at,
    )


async def _kept(team: Team, database: Database) -> Kept:
    store = RowStore(database, team.team)

    def everything(book: Book) -> Kept:
        stored = [(said.place, said.ts) for said in team.workspace.said]
        return Kept(
            team.team,
            tuple(meeting for call in book.calls() for meeting in book.meetings(call.name)),
            book.deliveries(""),
            tuple(reply for place, ts in stored if (reply := book.reply(place, ts))),
        )

    kept = await store.read(everything)
    waiting = await RowInbox(database, team.team, sender_of).waiting(1000)
    return replace(kept, waiting=len(waiting), damage=database.read(damage))


def damage(session: Session) -> tuple[str, ...]:
    """What SQLite finds wrong with its file; PostgreSQL looks after itself."""
    if session.get_bind().dialect.name != "sqlite":
        return ()
    found = session.execute(text("PRAGMA integrity_check")).scalars().all()
    loose = session.execute(text("PRAGMA foreign_key_check")).all()
    return tuple(str(each) for each in (*found, *loose) if each != "ok")

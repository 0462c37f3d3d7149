"""Installations with their encrypted tokens, and what is forgotten with them."""

import datetime as dt
import hashlib
from datetime import datetime, timedelta
from typing import Any, ClassVar

from sqlalchemy import UniqueConstraint, delete
from sqlmodel import Field, Session, SQLModel, col, select

from bot.model.errors import TokenUnreadable
from bot.model.installation import Installation
from storage.columns import KEY
from storage.database import Database
from storage.sealing import Seal
from storage.tables import STRINGS, Row
from storage.values import columns_of, value_of

ALL_TEAMS = ""  # whoever changes installations does so one after another


class InstallationRow(Row, table=True):
    """The app as it is installed in a team; `token` is encrypted, and empty once the app was removed."""

    __tablename__: ClassVar[str] = "installation"
    __table_args__ = (UniqueConstraint("team_id"),)

    token: str
    bot_user: str
    bot_id: str
    team_name: str
    organisation: str
    app: str
    scopes: tuple[str, ...] = Field(sa_type=STRINGS)
    installed_at: dt.datetime
    removed_at: dt.datetime | None


class BegunInstallationRow(SQLModel, table=True):
    """The digest of what was handed to a browser in which an installation has begun; it is of no team yet."""

    __tablename__: ClassVar[str] = "begun_installation"
    metadata = Row.metadata

    digest: str = Field(sa_type=KEY, primary_key=True)
    until: dt.datetime


class RowInstallations:
    """Implements `bot.ports.installations.Installations`."""

    def __init__(self, database: Database, seal: Seal) -> None:
        self._database = database
        self._seal = seal

    async def keep(self, installation: Installation) -> None:
        """Save an installation, in place of an earlier one of the same team, also of one that was removed."""
        team = installation.team
        columns = {
            **columns_of(installation, but="team"),
            "token": self._seal.close(installation.token, team),
            "removed_at": None,
        }

        def work(session: Session) -> None:
            row = _row(session, team) or InstallationRow(team_id=team, **columns)
            for name, value in columns.items():
                setattr(row, name, value)
            session.add(row)

        await self._database.changing(ALL_TEAMS, work)

    async def find(self, team: str) -> Installation | None:
        """The installation of a team that stands; None if there is none. Raises TokenUnreadable."""
        row = await self._database.reading(lambda session: _row(session, team))
        if row is None or row.removed_at is not None:
            return None
        token = self._seal.open(row.token, team)
        found: Installation = value_of(Installation, row, team=team, token=token)
        return found

    async def teams(self) -> tuple[str, ...]:
        """The teams in which the app is installed, also those whose token cannot be read, by id."""
        return await self._named(col(InstallationRow.removed_at).is_(None))

    async def remove(self, team: str, at: datetime) -> None:
        """Save that the app was removed from a team, and erase its token; one removed already stays so."""

        def work(session: Session) -> None:
            row = _row(session, team)
            if row is not None and row.removed_at is None:
                row.token, row.removed_at = "", at

        await self._database.changing(ALL_TEAMS, work)

    async def removed_before(self, at: datetime) -> tuple[str, ...]:
        """The teams from which the app was removed before a moment, and that were not forgotten, by id."""
        return await self._named(col(InstallationRow.removed_at) < at)

    async def forget(self, team: str, before: datetime) -> bool:
        """Erase all that is stored of a team if the app was removed before a moment; whether it was."""

        def work(session: Session) -> bool:
            row = _row(session, team)
            if row is None or row.removed_at is None or row.removed_at >= before:
                return False
            for table in reversed(Row.metadata.sorted_tables):
                if "team_id" in table.columns:
                    session.execute(delete(table).where(table.c.team_id == team))
            return True

        return await self._database.changing(team, work)

    def seal_anew(self) -> int:
        """Encrypt all tokens with the first key; returns their number.

        Raises TokenUnreadable with the teams whose tokens no key can read, and then changes nothing.
        """

        def work(session: Session) -> int:
            rows = session.exec(
                select(InstallationRow).where(col(InstallationRow.removed_at).is_(None))
            ).all()
            unreadable = [row.team_id for row in rows if not self._sealed_anew(row)]
            if unreadable:
                raise TokenUnreadable(", ".join(sorted(unreadable)))
            return len(rows)

        return self._database.change(ALL_TEAMS, work)

    def _sealed_anew(self, row: InstallationRow) -> bool:
        try:
            row.token = self._seal.close(self._seal.open(row.token, row.team_id), row.team_id)
        except TokenUnreadable:
            return False
        return True

    async def _named(self, condition: Any) -> tuple[str, ...]:
        query = select(InstallationRow.team_id).where(condition).order_by(col(InstallationRow.team_id))
        return await self._database.reading(lambda session: tuple(session.exec(query)))


class RowBegunInstallations:
    """Implements `bot.ports.installations.BegunInstallations`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(self, state: str, now: datetime, lasts: timedelta) -> None:
        """Save a secret that is good for a while, as a digest; those that are too old are deleted."""

        def work(session: Session) -> None:
            session.exec(delete(BegunInstallationRow).where(col(BegunInstallationRow.until) < now))
            session.add(BegunInstallationRow(digest=_digest(state), until=now + lasts))

        await self._database.changing(ALL_TEAMS, work)

    async def end(self, state: str, now: datetime) -> bool:
        """Whether this secret was handed out and is still good; from now on it is not."""

        def work(session: Session) -> bool:
            row = session.get(BegunInstallationRow, _digest(state))
            if row is None:
                return False
            session.delete(row)
            return row.until >= now

        return await self._database.changing(ALL_TEAMS, work)


def _row(session: Session, team: str) -> InstallationRow | None:
    return session.exec(select(InstallationRow).where(InstallationRow.team_id == team)).one_or_none()


def _digest(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()

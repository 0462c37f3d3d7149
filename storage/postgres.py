"""What PostgreSQL needs to keep the same promises: one change at a time, and bounded waits."""

import zlib
from datetime import timedelta

from sqlalchemy import URL, BigInteger, Engine, cast, create_engine, func, select
from sqlmodel import Session

from bot.model.errors import DatabaseUnusable

LOCKS = 0x4D42  # keeps our advisory locks apart from those of other programs in the same database


def engine_for(url: URL, patience: timedelta) -> tuple[Engine, str]:
    """Connect to a server; returns the engine and a line about the server. Raises DatabaseUnusable."""
    milliseconds = patience // timedelta(milliseconds=1)
    options = f"-c timezone=UTC -c lock_timeout={milliseconds} -c idle_in_transaction_session_timeout=60000"
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        hide_parameters=True,
        isolation_level="READ COMMITTED",
        connect_args={"connect_timeout": 5, "options": options},
    )
    with engine.connect() as connection:
        version, read_only = connection.exec_driver_sql(
            "SELECT current_setting('server_version'), current_setting('transaction_read_only')"
        ).one()
    if read_only == "on":
        raise DatabaseUnusable("it is a PostgreSQL server that only reads, a standby perhaps")
    return engine, f"PostgreSQL {version}"


def alone(session: Session, team: str) -> None:
    """Wait until no other process changes anything in this workspace; lasts until the transaction ends.

    It uses an advisory lock under READ COMMITTED. SERIALIZABLE would make concurrent claims fail again and
    again; a snapshot taken before the wait would be out of date after it.
    """
    number = LOCKS << 32 | zlib.crc32(team.encode())
    session.execute(select(func.pg_advisory_xact_lock(cast(number, BigInteger))))

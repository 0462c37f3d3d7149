"""The next moment of calls and meetings"""

import sqlalchemy as sa
from alembic import op


revision = "0013"
down_revision = "0012"

AT_ONCE = "1970-01-01 00:00:00"  # also for what a release without these columns adds
OPEN = sa.text("state IN ('scheduled', 'posted')")
WAITS = sa.text("next_at IS NOT NULL")


def upgrade() -> None:
    for table in ("call", "meeting"):
        moment = sa.Column("next_at", sa.DateTime(timezone=True), nullable=True, server_default=AT_ONCE)
        op.add_column(table, moment)
    op.execute("UPDATE meeting SET next_at = NULL WHERE state NOT IN ('scheduled', 'posted')")
    for table in ("call", "meeting"):
        _partial_index(f"ix_{table}_next_at", table, ["team_id", "next_at"], WAITS)
    _partial_index("ix_meeting_open", "meeting", ["team_id", "call", "date"], OPEN)


def _partial_index(name: str, table: str, columns: list[str], condition: sa.TextClause) -> None:
    op.create_index(name, table, columns, sqlite_where=condition, postgresql_where=condition)

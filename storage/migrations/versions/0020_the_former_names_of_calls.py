"""The former names of calls, and the keys that messages carry in the chat since before"""

import sqlalchemy as sa
from alembic import op

from storage.columns import KEY

revision = "0020"
down_revision = "0019"

HAS_FORMER_NAMES = sa.text("was != '[]'")


def upgrade() -> None:
    op.add_column("call", sa.Column("was", sa.Text(), nullable=False, server_default="[]"))
    op.create_index(
        "ix_call_was",
        "call",
        ["team_id"],
        sqlite_where=HAS_FORMER_NAMES,
        postgresql_where=HAS_FORMER_NAMES,
    )
    op.add_column("delivery", sa.Column("first_key", KEY, nullable=False, server_default=""))

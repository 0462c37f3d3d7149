"""When the bot was at work"""

import sqlalchemy as sa
from alembic import op

from storage.columns import KEY

revision = "0022"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "uptime",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uptime")),
        sa.UniqueConstraint("team_id", "since", name=op.f("uq_uptime_team_id_since")),
    )

"""The rhythm of a call, and the quiet hours of its leads"""

import sqlalchemy as sa
from alembic import op


revision = "0016"
down_revision = "0015"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")  # sorts alike in both databases


def upgrade() -> None:
    op.add_column("call", sa.Column("rhythm", sa.Text(), nullable=False, server_default="{}"))
    op.add_column("call", sa.Column("quiet", sa.Text(), nullable=True))
    op.create_table(
        "reader_clock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("quiet", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reader_clock")),
        sa.UniqueConstraint("team_id", "person", name=op.f("uq_reader_clock_team_id_person")),
    )

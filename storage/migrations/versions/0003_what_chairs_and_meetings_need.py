"""What chairs and meetings need"""

import sqlalchemy as sa
from alembic import op


revision = "0003"
down_revision = "0002"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")  # sorts alike in both databases


def upgrade() -> None:
    op.add_column("call", sa.Column("retention", sa.BigInteger(), nullable=True))
    op.add_column("meeting", sa.Column("held_on", sa.Date(), nullable=True))
    op.add_column("meeting", sa.Column("floor", sa.String(), nullable=False, server_default=""))
    _decisions()
    _live_parts()


def _decisions() -> None:
    op.create_table(
        "override",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("call", KEY, nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("by", KEY, nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("at", sa.Time(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_override")),
        sa.UniqueConstraint("team_id", "call", "date", name=op.f("uq_override_team_id_call_date")),
    )
    op.create_table(
        "call_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("call", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_change")),
        sa.UniqueConstraint("team_id", "call", "number", name=op.f("uq_call_change_team_id_call_number")),
    )
    op.create_table(
        "choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("place", KEY, nullable=False),
        sa.Column("call", KEY, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_choice")),
        sa.UniqueConstraint("team_id", "person", "place", name=op.f("uq_choice_team_id_person_place")),
    )
    op.create_table(
        "home",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_home")),
        sa.UniqueConstraint("team_id", "person", name=op.f("uq_home_team_id_person")),
    )


def _live_parts() -> None:
    op.create_table(
        "announcement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("call", KEY, nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement")),
        sa.UniqueConstraint(
            "team_id", "call", "date", "number", name=op.f("uq_announcement_team_id_call_date_number")
        ),
    )
    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("call", KEY, nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("by", KEY, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint(
            "team_id", "call", "date", "person", "name",
            name=op.f("uq_attendance_team_id_call_date_person_name"),
        ),
    )
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("call", KEY, nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("area", KEY, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
        sa.UniqueConstraint("team_id", "call", "date", "number", name=op.f("uq_note_team_id_call_date_number")),
    )
    op.create_table(
        "action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("call", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("opened", sa.Date(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("closed", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
        sa.UniqueConstraint("team_id", "call", "number", name=op.f("uq_action_team_id_call_number")),
    )

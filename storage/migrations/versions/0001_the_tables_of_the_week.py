"""The tables of the week"""

import sqlalchemy as sa
from alembic import op


revision = "0001"
down_revision = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")  # sorts alike in both databases


def upgrade() -> None:
    op.create_table(
        "area_update",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("call", KEY, nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("area", KEY, nullable=False),
        sa.Column("none", sa.Text(), nullable=False),
        sa.Column("nothing_new", sa.Boolean(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area_update")),
        sa.UniqueConstraint(
            "team_id", "call", "date", "area", name=op.f("uq_area_update_team_id_call_date_area")
        ),
    )
    op.create_table(
        "call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("name", KEY, nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("weekday", sa.Text(), nullable=False),
        sa.Column("time", sa.Time(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("also_in", sa.Text(), nullable=False),
        sa.Column("coordinates", sa.Text(), nullable=False),
        sa.Column("ask", sa.BigInteger(), nullable=False),
        sa.Column("remind", sa.Text(), nullable=False),
        sa.Column("post", sa.BigInteger(), nullable=False),
        sa.Column("late", sa.BigInteger(), nullable=False),
        sa.Column("emergencies", sa.Text(), nullable=False),
        sa.Column("chairs", sa.Text(), nullable=False),
        sa.Column("skip", sa.Text(), nullable=False),
        sa.Column("holidays", sa.String(), nullable=True),
        sa.Column("twiki", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call")),
        sa.UniqueConstraint("team_id", "name", name=op.f("uq_call_team_id_name")),
    )
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("call", KEY, nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("area", KEY, nullable=False),
        sa.Column("item", KEY, nullable=False),
        sa.Column("section", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
        sa.UniqueConstraint(
            "team_id", "call", "date", "area", "item", name=op.f("uq_correction_team_id_call_date_area_item")
        ),
    )
    op.create_table(
        "cursor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("conversation", KEY, nullable=False),
        sa.Column("ts", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cursor")),
        sa.UniqueConstraint("team_id", "conversation", name=op.f("uq_cursor_team_id_conversation")),
    )
    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("recipient", KEY, nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_after", sa.DateTime(timezone=True), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("follows", KEY, nullable=True),
        sa.Column("threaded", sa.Boolean(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("posted", sa.Text(), nullable=True),
        sa.Column("thread", sa.Text(), nullable=True),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("confirmed", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("first_try_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("doubtful", sa.Boolean(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint("team_id", "key", name=op.f("uq_delivery_team_id_key")),
    )
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.create_index(
            "ix_delivery_open",
            ["team_id", "priority", "due", "id"],
            unique=False,
            sqlite_where=sa.text("status IN ('pending', 'sending')"),
            postgresql_where=sa.text("status IN ('pending', 'sending')"),
        )

    op.create_table(
        "inbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("identity", KEY, nullable=False),
        sa.Column("payload", sa.String(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("team_id", "identity", name=op.f("uq_inbox_team_id_identity")),
    )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index(
            "ix_inbox_waiting",
            ["team_id", "id"],
            unique=False,
            sqlite_where=sa.text("done_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL"),
        )

    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("call", KEY, nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("posts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opens", sa.DateTime(timezone=True), nullable=False),
        sa.Column("late_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("minutes", sa.Text(), nullable=True),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("team_id", "call", "date", name=op.f("uq_meeting_team_id_call_date")),
    )
    op.create_table(
        "placement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("conversation", KEY, nullable=False),
        sa.Column("ts", KEY, nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement")),
        sa.UniqueConstraint(
            "team_id", "conversation", "ts", name=op.f("uq_placement_team_id_conversation_ts")
        ),
    )
    op.create_table(
        "reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("conversation", KEY, nullable=False),
        sa.Column("ts", KEY, nullable=False),
        sa.Column("revision", KEY, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("thread", sa.String(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("area", sa.String(), nullable=True),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("call", KEY, nullable=False),
        sa.Column("date", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply")),
        sa.UniqueConstraint(
            "team_id",
            "conversation",
            "ts",
            "revision",
            name=op.f("uq_reply_team_id_conversation_ts_revision"),
        ),
    )
    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_reply_team_id_call_date"), ["team_id", "call", "date"], unique=False
        )

    op.create_table(
        "area",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", KEY, nullable=False),
        sa.Column("style", sa.Text(), nullable=False),
        sa.Column("labels", sa.Text(), nullable=False),
        sa.Column("joiner", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_area_call_id_call")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area")),
        sa.UniqueConstraint("call_id", "name", name=op.f("uq_area_call_id_name")),
        sa.UniqueConstraint("call_id", "place", name=op.f("uq_area_call_id_place")),
    )
    op.create_table(
        "item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("update_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("shape", sa.Text(), nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["update_id"], ["area_update.id"], name=op.f("fk_item_update_id_area_update")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item")),
        sa.UniqueConstraint("update_id", "section", "place", name=op.f("uq_item_update_id_section_place")),
    )
    op.create_table(
        "lead",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_lead_area_id_area")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead")),
        sa.UniqueConstraint("area_id", "place", name=op.f("uq_lead_area_id_place")),
    )


def downgrade() -> None:
    op.drop_table("lead")
    op.drop_table("item")
    op.drop_table("area")
    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reply_team_id_call_date"))

    op.drop_table("reply")
    op.drop_table("placement")
    op.drop_table("meeting")
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_inbox_waiting",
            sqlite_where=sa.text("done_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL"),
        )

    op.drop_table("inbox")
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_delivery_open",
            sqlite_where=sa.text("status IN ('pending', 'sending')"),
            postgresql_where=sa.text("status IN ('pending', 'sending')"),
        )

    op.drop_table("delivery")
    op.drop_table("cursor")
    op.drop_table("correction")
    op.drop_table("call")
    op.drop_table("area_update")

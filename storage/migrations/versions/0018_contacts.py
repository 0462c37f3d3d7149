"""How people are written to"""

import sqlalchemy as sa
from alembic import op

from storage.columns import KEY

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("conversation", sa.String(), nullable=False),
        sa.Column("known", sa.Text(), nullable=True),
        sa.Column("looked_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("team_id", "person", name=op.f("uq_contact_team_id_person")),
    )

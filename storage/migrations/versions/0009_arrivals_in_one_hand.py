"""Arrivals in one hand at a time"""

import sqlalchemy as sa
from alembic import op


revision = "0009"
down_revision = "0008"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")  # sorts alike in both databases


def upgrade() -> None:
    op.add_column("inbox", sa.Column("person", KEY, nullable=False, server_default=""))
    op.add_column("inbox", sa.Column("owner", sa.String(), nullable=False, server_default=""))
    op.add_column("inbox", sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True))

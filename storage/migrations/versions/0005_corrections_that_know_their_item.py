"""Corrections that know their item again when its words are edited"""

import sqlalchemy as sa
from alembic import op


revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("correction", sa.Column("words", sa.Text(), nullable=False, server_default='""'))
    op.add_column("correction", sa.Column("beside", sa.Text(), nullable=False, server_default="[]"))

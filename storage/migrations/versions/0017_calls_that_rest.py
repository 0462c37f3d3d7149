"""Calls that are paused or have ended, and the former names of areas"""

import sqlalchemy as sa
from alembic import op


revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.add_column("call", sa.Column("standing", sa.Text(), nullable=False, server_default="held"))
    op.add_column("area", sa.Column("was", sa.Text(), nullable=False, server_default="[]"))

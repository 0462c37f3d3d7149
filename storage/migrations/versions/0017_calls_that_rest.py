"""Calls that are paused or have ended"""

import sqlalchemy as sa
from alembic import op


revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.add_column("call", sa.Column("standing", sa.Text(), nullable=False, server_default="held"))

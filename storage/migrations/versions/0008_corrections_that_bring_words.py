"""Corrections that bring words of their own"""

import sqlalchemy as sa
from alembic import op


revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("correction", sa.Column("instead", sa.Text(), nullable=True))

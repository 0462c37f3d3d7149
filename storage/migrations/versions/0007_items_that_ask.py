"""Items of which the lead is asked whether they are emergencies"""

import sqlalchemy as sa
from alembic import op


revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("item", sa.Column("ask", sa.Boolean(), nullable=False, server_default=sa.false()))

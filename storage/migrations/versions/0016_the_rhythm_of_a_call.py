"""The rhythm of a call"""

import sqlalchemy as sa
from alembic import op


revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column("call", sa.Column("rhythm", sa.Text(), nullable=False, server_default="{}"))

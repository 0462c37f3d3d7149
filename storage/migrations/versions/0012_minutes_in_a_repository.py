"""Minutes in a git repository"""

import sqlalchemy as sa
from alembic import op


revision = "0012"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("call", sa.Column("git", sa.Text(), nullable=False, server_default="{}"))

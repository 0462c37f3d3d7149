"""What came of the changes that arrivals asked for"""

import sqlalchemy as sa
from alembic import op


revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("inbox", sa.Column("results", sa.String(), nullable=False, server_default=""))

"""Minutes by mail"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    with op.batch_alter_table("call") as call:
        call.add_column(sa.Column("mail", sa.Text(), nullable=False, server_default="[]"))

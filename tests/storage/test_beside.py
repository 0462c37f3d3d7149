"""A migration leaves the replicas of the release before it working, until the last of them is replaced."""

from typing import Any

import pytest
from sqlalchemy import inspect

from bot.model.errors import DatabaseUnusable
from storage import migrations
from storage.database import open_database
from tests.storage.test_migrations import GOOD, HISTORY, NEWEST, _history

# What takes something away has to wait until no release that is still running needs it; give the reason here.
TAKES_AWAY: dict[str, str] = {}
ADDS = f"""
import sqlalchemy as sa
from alembic import op

revision, down_revision = "9999", "{NEWEST}"


def upgrade():
    op.add_column("delivery", sa.Column("mood", sa.Text(), nullable=False, server_default=""))
    op.create_table("weather", sa.Column("id", sa.Integer(), primary_key=True))
"""


def shape(database) -> dict[str, dict[str, Any]]:
    """The columns of each table, and what has to be unique."""
    with database.engine.connect() as connection:
        seen = inspect(connection)
        return {
            table: {
                "columns": {each["name"]: each for each in seen.get_columns(table)},
                "unique": {tuple(each["column_names"]) for each in seen.get_unique_constraints(table)}
                | {tuple(each["column_names"]) for each in seen.get_indexes(table) if each["unique"]},
            }
            for table in seen.get_table_names()
            if not table.startswith("entry_words")
        }


def hindrances(before, after) -> list[str]:
    """What of the new tables a release that only knows the old ones stumbles over."""
    found = [f"table {name} is gone" for name in before.keys() - after.keys()]
    for name in before.keys() & after.keys():
        old, new = before[name]["columns"], after[name]["columns"]
        found += [f"{name}.{column} is gone" for column in old.keys() - new.keys()]
        found += [
            f"{name}.{column} is another type"
            for column in old.keys() & new.keys()
            if str(old[column]["type"]) != str(new[column]["type"])
        ]
        found += [
            f"{name}.{column} has to be given"
            for column, told in new.items()
            if not told["nullable"]
            and told["default"] is None
            and (column not in old or old[column]["nullable"])
        ]
        found += [f"{name}: unique {each}" for each in after[name]["unique"] - before[name]["unique"]]
    return found


def test_no_migration_takes_away_what_the_release_before_it_needs(url, tmp_path):
    database = open_database(url)
    earlier: dict[str, Any] = {}
    for number, name in enumerate(HISTORY):
        migrations.upgrade(database, _history(tmp_path / f"history-{number}", HISTORY[: number + 1]))
        later = shape(database)
        if earlier and name[:4] not in TAKES_AWAY:
            assert (name, hindrances(earlier, later)) == (name, [])
        earlier = later
    database.close()


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("ALTER TABLE note RENAME TO notes", "table note is gone"),
        ("ALTER TABLE note RENAME COLUMN at TO moment", "note.at is gone"),
        ("ALTER TABLE placement RENAME COLUMN area TO part", "placement.part has to be given"),
        ("CREATE UNIQUE INDEX once ON note (at)", "note: unique ('at',)"),
    ],
)
def test_what_would_stop_the_release_before_is_noticed(database, statement, words):
    before = shape(database)
    with database.engine.begin() as connection:
        connection.exec_driver_sql(statement)
    assert words in hindrances(before, shape(database))


@pytest.mark.parametrize("revision", [ADDS, GOOD])
def test_tables_of_a_newer_release_are_refused_in_a_line_that_says_what_to_do(
    url, database, tmp_path, revision
):
    scripts = _history(tmp_path / "newer", HISTORY)
    (scripts / "versions" / "9999.py").write_text(revision)
    migrations.upgrade(database, scripts)
    with pytest.raises(DatabaseUnusable) as caught:
        migrations.upgrade(database)
    said = str(caught.value)
    assert "\n" not in said
    assert f"a newer release changed its tables (to 9999; this one knows {NEWEST})" in said
    assert ("minutesbot db restore" in said) is url.startswith("sqlite")
    assert migrations.upgrade(database, scripts) == "9999"

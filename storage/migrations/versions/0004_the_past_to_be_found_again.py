"""The past, to be found again"""

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.entries import indexed  # as today's code seeks words, so they have to be indexed


revision = "0004"
down_revision = "0003"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")  # sorts alike in both databases
SECTIONS = ("news", "ongoing", "emergencies")
Line = dict[str, Any]

# `sought` holds words without case and accents, and spaces: for both databases the same.
ON_SQLITE = (
    """
    CREATE VIRTUAL TABLE entry_words
    USING fts5(sought, content='entry', content_rowid='id', tokenize='ascii', prefix='2 3', detail='none')
    """,
    """
    CREATE TRIGGER entry_words_added AFTER INSERT ON entry BEGIN
        INSERT INTO entry_words (rowid, sought) VALUES (new.id, new.sought);
    END
    """,
    """
    CREATE TRIGGER entry_words_gone AFTER DELETE ON entry BEGIN
        INSERT INTO entry_words (entry_words, rowid, sought) VALUES ('delete', old.id, old.sought);
    END
    """,
    """
    CREATE TRIGGER entry_words_changed AFTER UPDATE OF id, sought ON entry BEGIN
        INSERT INTO entry_words (entry_words, rowid, sought) VALUES ('delete', old.id, old.sought);
        INSERT INTO entry_words (rowid, sought) VALUES (new.id, new.sought);
    END
    """,
)
# array_to_tsvector takes the words as they are; to_tsvector would take them apart in its own way
ON_POSTGRESQL = (
    "CREATE INDEX entry_words ON entry USING gin (array_to_tsvector(string_to_array(sought, ' ')))",
)


def upgrade() -> None:
    entry = op.create_table(
        "entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("call", KEY, nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("area", KEY, nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("sought", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sa.UniqueConstraint("team_id", "call", "date", "place", name=op.f("uq_entry_team_id_call_date_place")),
    )
    connection = op.get_bind()
    for statement in ON_SQLITE if connection.dialect.name == "sqlite" else ON_POSTGRESQL:
        op.execute(statement)
    _fill(connection, entry)


def _fill(connection: sa.Connection, entry: sa.Table) -> None:
    """Take the lines out of the minutes that were posted before there was this table."""
    meeting = sa.table(
        "meeting",
        sa.column("id"),
        *(sa.column(name) for name in ("team_id", "call", "minutes")),
        sa.column("date", sa.Date()),
    )
    posted = sa.select(meeting).where(meeting.c.minutes.is_not(None))
    for identity in connection.scalars(sa.select(meeting.c.id).where(meeting.c.minutes.is_not(None))).all():
        row = connection.execute(posted.where(meeting.c.id == identity)).one()
        where = {"team_id": row.team_id, "call": row.call, "date": row.date}
        lines = [{**where, **line, "place": place} for place, line in enumerate(_lines(json.loads(row.minutes)))]
        if lines:
            connection.execute(entry.insert(), lines)


def _lines(minutes: Any) -> Iterator[Line]:
    return (line for line in _parts(minutes) if line["sought"])


def _parts(minutes: Any) -> Iterator[Line]:
    for text in minutes["announcements"]:
        yield _line(text, "announcement")
    for action in minutes["actions"]:
        yield _line(action["text"], "action")
    for area in minutes["areas"]:
        for section in SECTIONS:
            for text in _texts(area["sections"][section]):
                yield _line(text, "item", area["area"], section)


def _texts(items: Any) -> Iterator[str]:
    """The texts of items and of what is nested below them, in reading order."""
    for item in items:
        yield "".join(_plain(span) for span in item["words"])
        yield from _texts(item["items"])


def _plain(span: Any) -> str:
    text: str = span["text"]
    url: str | None = span["url"]
    if url is None or url in (text, f"mailto:{text}"):
        return text
    return f"{text} ({url})" if text else url


def _line(text: str, kind: str, area: str = "", section: str = "") -> Line:
    return {"text": json.dumps(text), "kind": kind, "area": area, "section": section, "sought": indexed(text)}

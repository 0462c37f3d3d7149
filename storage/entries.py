"""Rows of posted minutes, one for each line, and the full-text search in them."""

import datetime as dt
from collections.abc import Iterable
from typing import ClassVar

from sqlalchemy import TextClause, UniqueConstraint, text
from sqlmodel import Field

from bot.model.search_words import sought_words
from storage.columns import KEY, Packed
from storage.tables import Row

MOST = 200_000  # characters of one line that are indexed; PostgreSQL holds no more than 1 MB
MOST_SOUGHT = 64  # words of a question that count


class EntryRow(Row, table=True):
    """One line of posted minutes; `sought` is its words as they are indexed.

    Beside this table stands `entry_words`: on SQLite a full-text table that triggers keep in step, on
    PostgreSQL an index. A migration that rebuilds this table drops the triggers, and has to make them again.
    """

    __tablename__: ClassVar[str] = "entry"
    __table_args__ = (UniqueConstraint("team_id", "call", "date", "place"),)

    call: str = Field(sa_type=KEY)
    date: dt.date
    place: int
    text: str = Field(sa_type=Packed(str))
    kind: str
    area: str = Field(sa_type=KEY)
    section: str
    sought: str


def indexed(line: str) -> str:
    """The words of a line, each once, as the index holds them."""
    return " ".join(dict.fromkeys(sought_words(line)))[:MOST].rstrip()


def holds(question: str, dialect: str) -> TextClause | None:
    """The SQL condition that a line contains all words of a question; None if the question has no words."""
    words = sought_words(question)[:MOST_SOUGHT]
    if not words:
        return None
    return _CONDITIONS[dialect].bindparams(words=_QUESTIONS[dialect](words))


def _fts5(words: Iterable[str]) -> str:
    return " ".join(f'"{word}"*' for word in words)


def _tsquery(words: Iterable[str]) -> str:
    return " & ".join(f"'{word}':*" for word in words)


_QUESTIONS = {"sqlite": _fts5, "postgresql": _tsquery}
_CONDITIONS = {
    "sqlite": text("entry.id IN (SELECT rowid FROM entry_words WHERE entry_words MATCH :words)"),
    # said as the index says it: else it is not used
    "postgresql": text("array_to_tsvector(string_to_array(entry.sought, ' ')) @@ CAST(:words AS tsquery)"),
}

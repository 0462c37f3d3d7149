"""Commands on the database."""

from pathlib import Path

from bot.composition import open_records
from bot.settings import Settings


def upgrade(settings: Settings) -> str:
    """Bring the tables up to date, and say at which revision they are."""
    with open_records(settings) as records:
        return f"the tables are at revision {records.revision}"


def back_up(settings: Settings, file: Path) -> str:
    """Copy the database to a file, and say so. Raises DatabaseUnusable."""
    with open_records(settings) as records:
        records.back_up(file)
    return f"copied to {file}"

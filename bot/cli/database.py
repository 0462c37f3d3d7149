"""Commands on the database."""

from pathlib import Path

from bot.records import look_through_copy, move_rows, open_records, restore_copy
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


def verify(settings: Settings, file: Path | None) -> str:
    """Read every row of the database, or of a copy, and say what was found. Raises DatabaseUnusable."""
    if file is not None:
        return f"{file} can be restored: {look_through_copy(file)}"
    with open_records(settings) as records:
        return f"everything can be read: {records.look_through()}"


def restore(settings: Settings, file: Path, *, replace: bool) -> str:
    """Put a copy in the place of the database, and say so. Raises DatabaseUnusable."""
    return f"restored from {file}: {restore_copy(settings, file, replace=replace)}"


def note_restored(settings: Settings) -> str:
    """Note that the database was brought back by other means, and say what follows."""
    with open_records(settings) as records:
        since = records.note_restored()
    return f"what may have been posted since {since:%Y-%m-%d %H:%M} UTC will be looked up before it is posted"


def move(source: str, target: str) -> str:
    """Move all rows to another database, and say how many. Raises DatabaseUnusable."""
    counts = move_rows(source, target)
    lines = [f"{count:>9} of {name}" for name, count in counts.items() if count]
    total = f"{sum(counts.values())} rows moved and compared; let DATABASE_URL name the new database now"
    return "\n".join((*lines, total))

"""Which area of a calls file a text is about, for `parse`."""

from pathlib import Path

from bot.calls_on_disk import calls_in
from bot.model.call import Area
from bot.model.errors import ConfigurationWrong


def area_in(calls_file: Path, call: str | None, area: str | None) -> Area:
    """The one area of a calls file that is meant.

    Raises ConfigurationWrong where several are meant, or none.
    """
    found = [each for each in calls_in(calls_file, may_mail=True) if call in (None, each.name)]
    areas = [each for standing in found for each in standing.areas if area in (None, each.name)]
    if len(areas) == 1:
        return areas[0]
    known = ", ".join(each.name for standing in found for each in standing.areas) or "none"
    raise ConfigurationWrong(f"--area should name one area of {calls_file}; it has {known}")

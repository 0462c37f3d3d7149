"""What a release changes in two files. Pure."""

import re
from datetime import date

OPEN = "## [Unreleased]\n"
NUMBER = re.compile(r"(\d+)\.(\d+)\.(\d+)")
RELEASED = re.compile(r"^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)$", re.MULTILINE)
VERSION = re.compile(r'^VERSION = "(.*)"$', re.MULTILINE)


class NotARelease(ValueError):
    """These cannot become a release; the message says why."""


def cut(changelog: str, module: str, version: str, today: date) -> tuple[str, str]:
    """The changelog and the module with the number, for a release of today. Raises NotARelease."""
    before = VERSION.findall(module)[0]
    if not NUMBER.fullmatch(version) or _parts(version) <= _parts(before):
        raise NotARelease(f"{version!r} is no number such as 1.2.3 above {before}")
    head, found, rest = changelog.partition(OPEN)
    if not found or not rest.split("\n## [")[0].strip():
        raise NotARelease("nothing stands under [Unreleased] in the changelog")
    written = f"{head}{OPEN}\n## [{version}] - {today.isoformat()}\n{rest}"
    return written, VERSION.sub(f'VERSION = "{version}"', module)


def releases(changelog: str) -> list[str]:
    """The numbers in a changelog, newest first."""
    return [number for number, _ in RELEASED.findall(changelog)]


def _parts(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))

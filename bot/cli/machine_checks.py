"""What the doctor looks at on this machine: time zones, disk, the calls file, the daily copies."""

import shutil
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from functools import partial
from importlib.metadata import version
from pathlib import Path

from bot.calls_on_disk import calls_in
from bot.cli.finding import Check, CheckFailed, CheckSkipped, Finding, made
from bot.model.call import Call
from bot.model.errors import ConfigurationWrong
from bot.records import database_folder, newest_copy
from bot.settings import Settings

DISK, COPIES, FILE = "disk", "daily copies", "calls file"
LEAST_FREE = 200 * 1024**2  # bytes: years of minutes, and a copy of them before the next upgrade
MOST_AGE = timedelta(days=1)  # yesterday's is the newest until today's is made


async def zones() -> str:
    """Which time zone data there is."""
    return f"tzdata {version('tzdata')}"


async def machine_findings(settings: Settings, now: datetime) -> AsyncIterator[Finding]:
    """The disk and the daily copies, and the calls file where the settings name one."""
    checks: dict[str, Check] = {DISK: partial(_disk, settings), COPIES: partial(_copies, settings, now)}
    if settings.calls_file is not None:
        checks[FILE] = partial(_calls_file, settings.calls_file, may_mail=settings.sends_mail)
    for what, check in checks.items():
        yield await made(what, check())


def calls_to_apply(settings: Settings) -> tuple[Call, ...]:
    """The calls of the calls file; none where it cannot be read, of which a finding tells."""
    try:
        file = settings.calls_file
        return calls_in(file, may_mail=settings.sends_mail) if file else ()
    except ConfigurationWrong:
        return ()


async def _disk(settings: Settings) -> str:
    folder = database_folder(settings)
    if folder is None:
        raise CheckSkipped("as the disk of a PostgreSQL server cannot be seen from here")
    free, there = _free(folder)
    said = f"{free / 1024**3:.1f} GB free at {there}"
    if free < LEAST_FREE:
        raise CheckFailed(f"{said}: make room, the database needs {LEAST_FREE // 1024**2} MB at least")
    return said


def _free(folder: Path) -> tuple[int, Path]:
    """Bytes that are free, and the nearest folder that exists."""
    there = next((each for each in (folder, *folder.parents) if each.is_dir()), Path("/"))
    return shutil.disk_usage(there).free, there


async def _copies(settings: Settings, now: datetime) -> str:
    folder = settings.backup_dir
    if folder is None:
        raise CheckSkipped("as MINUTESBOT_BACKUP_DIR names no folder: make copies in another way")
    newest = newest_copy(folder)
    if newest is None:
        return f"{folder} can be written to; the bot makes the first one when it runs"
    if now.date() - newest > MOST_AGE:
        raise CheckFailed(
            f"the newest in {folder} is of {newest}: the log of the bot says why it made none since"
        )
    return f"the newest in {folder} is of {newest}"


async def _calls_file(file: Path, *, may_mail: bool) -> str:
    calls = calls_in(file, may_mail=may_mail)
    return f"{file} can be read; calls in it: {', '.join(call.name for call in calls)}"

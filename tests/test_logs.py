"""The log: a line for each record, whatever came from outside, and no words of leads."""

import asyncio
import json
import logging

import pytest

from bot.logs import of_team
from bot.setting_values import LogFormat
from tests.log_lines import writing
from tests.tables import with_tables

SECRET = "Tim is leaving"
STEERING = (
    "Ev1\n2027-01-12 INFO bot.app: all is well",
    "Ev1\r\nadmin: yes",
    "\x1b]0;owned\x07\x1b[2J",
    "a\x9bb",
    "a\u2028b\u2029c",
    "user\u202etxt.exe",
)


@pytest.fixture(params=LogFormat)
def log(request):
    """A log in each format."""
    with writing(request.param) as written:
        yield written.getvalue


@pytest.mark.parametrize("outside", STEERING, ids=ascii)
def test_what_comes_from_outside_begins_no_line_and_steers_no_terminal(log, outside):
    logging.getLogger("handlers.x").warning("arrival %s failed", outside)
    written = log()
    assert written.count("\n") == 1
    assert written.removesuffix("\n").isprintable()
    assert "arrival" in written


@pytest.mark.parametrize("form", LogFormat)
def test_half_a_character_stands_there_as_an_escape(form):
    # formatted by hand: pytest keeps what is logged, and its workers cannot pass such a character on
    record = logging.makeLogRecord({"name": "handlers.x", "msg": "arrival %s failed", "args": ("\ud800",)})
    with writing(form):
        (handler,) = logging.getLogger().handlers
    assert handler.format(record).isprintable()
    assert "ud800" in handler.format(record)


def test_an_exception_is_told_by_its_place_without_its_words(log):
    def understand(words: str) -> None:
        raise ValueError(words)

    try:
        understand(SECRET)
    except ValueError:
        logging.getLogger("aiohttp.server").exception("Error handling request")
    written = log()
    assert SECRET not in written
    assert "Error handling request: ValueError at " in written
    assert written.count("\n") == 1


async def test_a_task_that_nobody_waited_for_is_told_without_its_words(log):
    async def fails() -> None:
        raise ValueError(SECRET)

    loop = asyncio.get_running_loop()
    task = asyncio.ensure_future(fails())
    await asyncio.wait([task])
    failure = task.exception()
    context = {"message": "Task exception was never retrieved", "exception": failure, "future": task}
    loop.default_exception_handler(context)
    written = log()
    assert "Task exception was never retrieved: ValueError" in written
    assert SECRET not in written


def test_a_line_for_programs_is_json_with_the_level_and_the_message():
    with writing(LogFormat.JSON) as written:
        logging.getLogger("bot.app").error("no\n%s", "way")
    said = json.loads(written.getvalue())
    assert (said["level"], said["name"], said["message"]) == ("ERROR", "bot.app", "no\nway")


@pytest.mark.parametrize("form", LogFormat)
async def test_each_line_about_a_workspace_says_which_also_from_tasks_and_threads(form, tmp_path):
    logger = logging.getLogger("handlers.x")
    database = with_tables(tmp_path / "minutes.db")
    with writing(form) as written:

        async def serve(team: str) -> None:
            with of_team(team):
                logger.warning("in %s", team)
                await asyncio.create_task(_said(logger, team))
                await database.reading(lambda _: logger.warning("in %s", team))
                await database.changing(team, lambda _: logger.warning("in %s", team))

        await asyncio.gather(*map(serve, ("T0ONE", "T0TWO")))
        logger.warning("of nobody")
        logger.warning("said", extra={"team": "T0ONE"})
    database.close()
    *lines, nobody, said = written.getvalue().splitlines()
    assert len(lines) == 8
    for line in lines:
        team = "T0ONE" if "in T0ONE" in line else "T0TWO"
        assert line.endswith(f" team={team}") if form is LogFormat.TEXT else json.loads(line)["team"] == team
    assert "team" not in nobody
    assert (form is LogFormat.TEXT) is ("team" not in said)


async def _said(logger: logging.Logger, team: str) -> None:
    logger.warning("in %s", team)

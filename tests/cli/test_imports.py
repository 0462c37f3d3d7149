"""No command waits for libraries that only other commands need."""

import os
import re
import subprocess
import sys

import pytest

LARGE = {
    "aiohttp",
    "alembic",
    "dateparser",
    "holidays",
    "jinja2",
    "playwright",
    "slack_bolt",
    "slack_sdk",
    "sqlalchemy",
    "sqlmodel",
}
REPLY = "News:\n- Moved the tapes to the new library\nEmergencies: none\n"


def loaded(*arguments: str) -> set[str]:
    """The large libraries that a command loads."""
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "bot", *arguments],
        input=REPLY,
        env={"PATH": os.defpath},
        capture_output=True,
        text=True,
        check=True,
    )
    return LARGE & set(re.findall(r"\|\s+([\w.]+)$", run.stderr, re.MULTILINE))


@pytest.mark.parametrize("arguments", [["--help"], ["calls", "--help"], ["run", "--help"]])
def test_help_loads_no_large_library(arguments):
    assert loaded(*arguments) == set()


@pytest.mark.parametrize("form", ["text", "json", "twiki", "slack"])
def test_what_is_understood_of_a_text_is_said_without_database_and_network(form):
    assert loaded("parse", "--format", form) == set()


def test_the_bot_starts_without_what_few_need_or_only_later():
    """Whatever stands here would delay the moment from which messages are kept."""
    later = {
        "alembic",
        "bot.teams",
        "cryptography",
        "dateparser",
        "emoji",
        "holidays",
        "jinja2",
        "sqlalchemy.dialects.postgresql",
    }
    program = "import sys, bot.service; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert later & set(run.stdout.split()) == set()
    assert {"slack_bolt", "sqlmodel"} <= set(run.stdout.split())

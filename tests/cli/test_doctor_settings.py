"""A setting that is wrong is a line of the doctor, and no settings make it raise anything."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.cli.doctor import as_json, examine
from bot.cli.finding import Result
from bot.settings import DEFAULTS, load
from storage.sealing import new_key

SPOILT = {
    "SLACK_BOT_TOKEN": "xoxp-1",
    "SLACK_APP_TOKEN": "xoxb-1",
    "SLACK_SIGNING_SECRET": "xapp-1",
    "SLACK_API_URL": "nonsense",
    "DATABASE_URL": "postgresql://host:port/name",
    "MINUTESBOT_CALLS": "/nowhere/calls.toml",
    "MINUTESBOT_HTTP": "8080",
    "MINUTESBOT_TICK_SECONDS": "never",
    "MINUTESBOT_LOG_LEVEL": "LOUD",
    "MINUTESBOT_LOG_FORMAT": "yaml",
    "MINUTESBOT_BACKUP_DIR": "/nowhere",
    "MINUTESBOT_BACKUP_KEEP": "none",
    "SLACK_CLIENT_ID": "xoxb-1",
    "SLACK_CLIENT_SECRET": "xoxb-1",
    "MINUTESBOT_TOKEN_KEYS": "hello",
    "MINUTESBOT_KEEP_AFTER_UNINSTALL_DAYS": "-1",
    "MINUTESBOT_SMTP_URL": "http://mail.example.org",
    "MINUTESBOT_MAIL_FROM": "nobody",
}
ANYTHING_GOES = {"MINUTESBOT_WIKI_PASSWORD"}
ONE = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
SEVERAL = {
    "SLACK_CLIENT_ID": "1.2",
    "SLACK_CLIENT_SECRET": "5ec2e7",
    "SLACK_SIGNING_SECRET": "5ec2e7",
    "MINUTESBOT_TOKEN_KEYS": new_key(),
}


@pytest.mark.parametrize("name", DEFAULTS)
async def test_every_setting_that_is_wrong_is_a_line_that_failed_and_names_it(name):
    if name in ANYTHING_GOES:
        return
    others = SEVERAL if "CLIENT" in name or "TOKEN_KEYS" in name else ONE
    environ = {**others, name: SPOILT[name]}
    first, *rest = [finding async for finding in examine(lambda: load(environ, None))]
    assert (first.what, first.result) == ("settings", Result.FAILED)
    assert f" {name} " in first.detail
    assert "\n" not in str(first)
    assert {finding.result for finding in rest[1:]} == {Result.SKIPPED}


NOWHERE = "http://127.0.0.1:9/api/"  # where nobody listens
VALUES = st.sampled_from([*SPOILT.values(), *ONE.values(), *SEVERAL.values(), "", "off", "/", "."]) | st.text(
    st.characters(codec="utf-8", exclude_characters="\0")
)


@given(st.data(), st.sampled_from([ONE, SEVERAL]))
def test_whatever_the_settings_are_the_doctor_says_a_line_for_each_check_and_raises_nothing(data, others):
    """Also where every value can be used by itself, and what it leads to cannot."""
    with TemporaryDirectory() as folder:
        database = Path(folder, "minutesbot.db")
        if data.draw(st.booleans(), "something else lies there"):
            database.write_bytes(data.draw(st.binary()))
        bent = data.draw(st.dictionaries(st.sampled_from(sorted(DEFAULTS)), VALUES, max_size=2))
        environ = {"DATABASE_URL": f"sqlite:///{database}", **others, **bent, "SLACK_API_URL": NOWHERE}
        assume("://" not in environ["DATABASE_URL"][13:] and "@" not in environ["DATABASE_URL"])

        async def run():
            return [finding async for finding in examine(lambda: load(environ, None))]

        found = asyncio.run(run())
    assert found[0].what == "settings"
    assert all("\n" not in str(finding) and finding.detail for finding in found)
    secrets = {value for value in (*ONE.values(), *SEVERAL.values()) if value != "1.2"}
    assert not [secret for secret in secrets if secret in as_json(found)]

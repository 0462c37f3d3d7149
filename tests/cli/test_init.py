"""The two files that a bot needs are written by questions, and never over others."""

import stat

from bot.calls_file import read_calls
from bot.settings import load
from tests.paths import MANIFEST, ROOT

ANSWERS = """\
xapp-1
xoxb-1
xapp-2

Har/bour
Harbour
C0HARBOUR
someday
friday


Cranes
Wanda "the crane" K.
U0WANDA
Tides
Ole
U0OLE

"""


async def test_what_is_answered_stands_in_the_files_and_what_cannot_be_used_is_asked_again(
    minutesbot, tmp_path
):
    said = await minutesbot("init", stdin=ANSWERS)
    assert (said.code, said.err.count("Error:")) == (0, 3)
    assert "holds an app token" in said.err
    settings = load({}, tmp_path / ".env", need_tokens=False)
    assert (settings.bot_token, settings.app_token) == ("xoxb-1", "xapp-2")
    assert settings.database_url == "sqlite:///minutesbot.db"
    (call,) = read_calls((tmp_path / "calls.toml").read_text(encoding="utf-8"), "calls.toml")
    assert (call.name, call.weekday, f"{call.time:%H:%M}") == ("Harbour", "friday", "16:00")
    assert [(area.name, area.leads[0].name, area.leads[0].person) for area in call.areas] == [
        ("Cranes", 'Wanda "the crane" K.', "U0WANDA"),
        ("Tides", "Ole", "U0OLE"),
    ]
    assert stat.S_IMODE((tmp_path / ".env").stat().st_mode) == 0o600
    applied = await minutesbot("calls", "apply", "calls.toml")
    assert applied.code == 0


async def test_files_that_are_there_stay_as_they_are(minutesbot, tmp_path):
    (tmp_path / "calls.toml").write_text("mine", encoding="utf-8")
    said = await minutesbot("init", stdin=ANSWERS)
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "calls.toml is there already; move it away, or edit it" in said.err
    assert not (tmp_path / ".env").exists()


async def test_answers_that_end_early_leave_no_file(minutesbot, tmp_path):
    said = await minutesbot("init", stdin="xoxb-1\nxapp-1\n")
    assert said.code == 1
    assert "Traceback" not in said.err
    assert list(tmp_path.iterdir()) == []


async def test_what_comes_with_the_project_is_printed(minutesbot):
    assert (await minutesbot("manifest")).out == MANIFEST.read_text(encoding="utf-8")
    example = (ROOT / "deploy" / "calls.example.toml").read_text(encoding="utf-8")
    assert (await minutesbot("calls", "example")).out == example

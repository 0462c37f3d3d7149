"""The wheel holds all that the bot needs, and works in an environment of its own."""

import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile

import pytest

from bot.version import VERSION
from tests.command_line import CALLS
from tests.deploy.wheel import build_wheel
from tests.paths import MANIFEST, ROOT

PACKAGES = ("bot", "handlers", "storage")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from this tree."""
    return build_wheel(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The program in an environment that holds the wheel alone, and sees the libraries of this one."""
    place = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(place, with_pip=False)
    python = place / "bin" / "python"
    install = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
    ]
    subprocess.run([*install, wheel], check=True)
    (site,) = place.glob("lib/python*/site-packages")
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return place / "bin" / "minutesbot"


@pytest.fixture
def minutesbot(installed, tmp_path):
    """Runs the installed program in an empty folder."""

    def run(*arguments: str) -> str:
        environment = {"PATH": os.defpath, "MINUTESBOT_HTTP": "off"}
        done = subprocess.run(
            [installed, *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def test_the_wheel_holds_every_file_of_the_packages_and_what_the_commands_print(wheel):
    there = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        file.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for file in (ROOT / package).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert wanted - there == set()
    assert {"bot/demo/slack-manifest.json", "bot/demo/calls.example.toml"} <= there
    assert re.match(rf"minutesbot-{re.escape(VERSION)}-", wheel.name)


def test_nothing_but_the_packages_is_in_the_wheel(wheel):
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert tops == {*PACKAGES, f"minutesbot-{VERSION}.dist-info"}


def test_the_installed_program_finds_its_own_files(minutesbot, tmp_path):
    assert minutesbot("version") == f"minutesbot {VERSION}\n"
    assert minutesbot("manifest") == MANIFEST.read_text(encoding="utf-8")
    assert minutesbot("calls", "example").startswith("# A call with everything")
    assert "at revision" in minutesbot("db", "upgrade")
    (tmp_path / "calls.toml").write_text(CALLS, encoding="utf-8")
    assert "new call" in minutesbot("calls", "apply", "calls.toml")
    assert "<html" in minutesbot("preview", "--format", "html")


@pytest.mark.wire
def test_the_installed_program_plays_its_week(minutesbot):
    assert "---++" in minutesbot("demo", "--once")

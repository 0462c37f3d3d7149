"""Installed by the tools that operators use, the program does all that its first day needs.

Nothing is seen of this tree and its environment but the wheel and the lock.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.version import VERSION
from tests.deploy.steps import StepFailed, may_mount, play
from tests.deploy.wheel import LOCK, bare, build_wheel, constraints, says_no_index
from tests.paths import MANIFEST

TOOLS = ("uv", "pipx")
ANSWERS = "\n".join(
    (
        *("xoxb-1", "xapp-1", "", "Production", "C0PRODUCTION", "tuesday", "16:00", "America/New_York"),
        *("Software", "Tilda C.", "U0TILDA", "", ""),
    )
)
REPLY = "News:\n- the mirror moved\nEmergencies:\n- none\n"
STEPS = """\
FROM base AS installed
ENV UV_TOOL_DIR=/opt/uv UV_TOOL_BIN_DIR=/opt/uv-bin PIPX_HOME=/opt/pipx PIPX_BIN_DIR=/opt/pipx-bin HOME=/tmp
COPY packages /packages
RUN mkdir /backups && chown 10001 /data /backups && python -m venv /opt/tools
RUN /opt/tools/bin/pip install --quiet --constraint /packages/constraints.txt uv pipx
RUN /opt/tools/bin/uv tool install --quiet --constraints /packages/requirements.lock /packages/{wheel}
RUN /opt/tools/bin/pipx install --quiet --backend pip --pip-args "--constraint /packages/constraints.txt" \\
    /packages/{wheel}
USER 10001:10001
WORKDIR /data
"""


@dataclass(frozen=True)
class Program:
    """The installed program, run in a folder of its own."""

    file: Path
    folder: Path

    def __call__(self, *arguments: str, stdin: str = "", code: int = 0, **environment: str) -> str:
        done = subprocess.run(
            [self.file, *arguments],
            cwd=self.folder,
            env={**bare(self.folder), "MINUTESBOT_HTTP": "off", **environment},
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, (arguments, done.stdout, done.stderr)
        return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return build_wheel(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module", params=TOOLS)
def installed(request, wheel, tmp_path_factory):
    """The program as one of the tools installs it, into a home that is empty otherwise."""
    home: Path = tmp_path_factory.mktemp(request.param)
    tool = Path(sys.executable).with_name(request.param)
    if not tool.exists():
        pytest.skip(f"{request.param} is not installed")
    command = {
        "uv": ["tool", "install", "--constraints", str(LOCK)],
        "pipx": ["install", "--backend", "pip", "--pip-args", f"--constraint {constraints(home)}"],
    }[request.param]
    places = {
        "UV_TOOL_DIR": str(home / "tools"),
        "UV_TOOL_BIN_DIR": str(home / "bin"),
        "PIPX_HOME": str(home / "tools"),
        "PIPX_BIN_DIR": str(home / "bin"),
    }
    install = [tool, *command, wheel]
    done = subprocess.run(install, env={**bare(home), **places}, capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    if done.returncode and says_no_index(said):
        pytest.skip("the package index cannot be reached from here")
    assert done.returncode == 0, said
    return home / "bin" / "minutesbot"


@pytest.fixture
def minutesbot(installed, tmp_path):
    return Program(installed, tmp_path)


def test_it_says_its_release_and_prints_the_manifest(minutesbot):
    assert minutesbot("--version") == f"minutesbot {VERSION}\n"
    assert minutesbot("manifest") == MANIFEST.read_text(encoding="utf-8")


def test_its_first_files_are_written_by_answers_and_are_what_the_doctor_reads(minutesbot):
    minutesbot("init", stdin=ANSWERS)
    assert (minutesbot.folder / ".env").stat().st_mode & 0o777 == 0o600
    told = minutesbot("doctor", code=1, SLACK_API_URL="http://127.0.0.1:9/api/").splitlines()
    assert told[0] == "ok    settings: complete"
    assert "ok    calls file: calls.toml can be read; calls in it: Production" in told
    assert [line for line in told if line.startswith("FAIL  bot token: ")]


def test_it_understands_a_reply(minutesbot):
    assert '"the mirror moved"' in minutesbot("parse", "--json", stdin=REPLY)


@pytest.mark.wire
def test_it_plays_a_week(minutesbot):
    assert "---++" in minutesbot("demo", "--once")


@pytest.mark.wire
@pytest.mark.skipif(
    os.geteuid() != 0 or not may_mount(), reason="only root may play steps in a bare root file system"
)
def test_in_a_bare_root_that_cannot_be_written_it_works_for_nobody_in_particular(wheel, tmp_path):
    """Both tools in one root: to make it takes a minute."""
    packages = tmp_path / "context" / "packages"
    packages.mkdir(parents=True)
    (packages / wheel.name).write_bytes(wheel.read_bytes())
    (packages / LOCK.name).write_bytes(LOCK.read_bytes())
    constraints(packages, LOCK.with_name("requirements-dev.lock"))
    steps = tmp_path / "Containerfile"
    steps.write_text(STEPS.format(wheel=wheel.name), encoding="utf-8")
    try:
        image = play(steps, packages.parent, tmp_path)
    except StepFailed as failure:
        if says_no_index(str(failure)):
            pytest.skip("the package index cannot be reached from here")
        raise
    for tool in TOOLS:
        program = f"/opt/{tool}-bin/minutesbot"
        assert image.run(program, "--version") == f"minutesbot {VERSION}\n"
        assert image.run(program, "manifest") == MANIFEST.read_text(encoding="utf-8")
        answered = f"printf '%s\\n' \"$ANSWERS\" | {program} init && ls -A && rm .env calls.toml"
        assert ".env" in image.run("sh", "-c", answered, ANSWERS=ANSWERS).split()
        read = f"printf '%s\\n' \"$REPLY\" | {program} parse --json"
        assert '"the mirror moved"' in image.run("sh", "-c", read, REPLY=REPLY)
        assert "---++" in image.run(program, "demo", "--once", MINUTESBOT_HTTP="off")

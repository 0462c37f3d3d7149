"""What CI does on a machine: `make check`, and before it the installation of what is missing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OF_THE_SYSTEM = ("bash", "dirname", "grep", "id", "mktemp", "rm", "tail", "tee")
CHECKED = (
    'echo "checked with CI=$CI" | tee -a "$0.log"; echo "12 passed, 1 skipped in 3.45s"; exit ${STATUS:-0}'
)


@pytest.fixture
def machine(tmp_path):
    """A machine on which only these programs are found; git and make only look like themselves."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in OF_THE_SYSTEM:
        script(programs / name, f'exec {shutil.which(name)} "$@"')  # never a link: tests rewrite these
    for name in ("git", "initdb", "chromium", "systemd-analyze", "kubectl"):
        script(programs / name, "exit 0")
    script(programs / "fc-list", "echo Noto Color Emoji")
    script(programs / "python3", f'exec {sys.executable} "$@"')
    script(programs / "make", CHECKED)
    script(programs / "apt-get", 'echo "$*" >> "$0.log"')
    return programs


def script(path: Path, body: str) -> None:
    path.write_text(f"#!{shutil.which('bash')}\n{body}\n", encoding="utf-8")
    path.chmod(0o755)


def run(machine: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    (machine.parent / ".ci").mkdir(exist_ok=True)
    copied = shutil.copy(ROOT / ".ci" / "run", machine.parent / ".ci")
    return subprocess.run(
        [copied], env={"PATH": str(machine), **environment}, capture_output=True, text=True, check=False
    )


def test_where_nothing_is_missing_nothing_is_installed(machine):
    done = run(machine)
    assert (done.returncode, done.stderr) == (0, "")
    assert "checked with CI=true" in done.stdout
    assert not (machine / "apt-get.log").exists()


def test_the_closing_line_of_the_tests_stands_last_and_a_failure_stays_one(machine):
    done = run(machine, STATUS="2")
    assert done.returncode == 2
    assert done.stdout.splitlines()[-1] == "12 passed, 1 skipped in 3.45s"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may install")
def test_root_installs_what_is_missing_and_only_that(machine):
    (machine / "git").unlink()
    done = run(machine)
    installed = (machine / "apt-get.log").read_text(encoding="utf-8").splitlines()
    assert installed == ["update -qq", "install -qq -y --no-install-recommends ca-certificates git"]
    assert "installing: git" in done.stdout


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may install")
def test_what_only_tests_need_is_installed_while_the_libraries_are_and_before_anything_is_checked(machine):
    (machine / "chromium").unlink()
    script(machine / "make", f'mapfile log < "{machine}/apt-get.log"; printf "%s" "$*: " "${{log[-1]}}"')
    done = run(machine)
    assert done.returncode == 0
    first, second = done.stdout.splitlines()[-2:]
    assert first.startswith(".venv/.installed: ")
    assert second == "check: install -qq -y --no-install-recommends ca-certificates chromium"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may install")
def test_where_that_cannot_be_installed_nothing_is_checked(machine):
    (machine / "chromium").unlink()
    script(machine / "apt-get", 'case "$*" in *chromium*) echo "no such package" >&2; exit 100;; esac')
    script(machine / "make", 'echo "$*"')
    done = run(machine)
    assert done.returncode == 100
    assert "no such package" in done.stderr
    assert "check" not in done.stdout.splitlines()


def test_a_python_without_venv_gets_its_package(machine):
    script(machine / "python3", 'case "$*" in *ensurepip*) exit 1;; esac')
    script(machine / "id", "echo 1000")
    done = run(machine)
    assert done.returncode == 2
    assert "this machine lacks python3-venv" in done.stderr


def test_an_old_python_is_told_and_nothing_is_checked(machine):
    script(machine / "python3", 'case "$*" in *version_info*) exit 1;; --version) echo "Python 3.9.2";; esac')
    done = run(machine)
    assert done.returncode == 2
    assert done.stderr == "Python 3.9.2 is too old; 3.11 or newer is needed\n"
    assert "checked" not in done.stdout

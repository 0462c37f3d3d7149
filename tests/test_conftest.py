"""The habits that the test run itself keeps."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).with_name("conftest.py")
SKIPPED_TEST = """
import pytest

def test_with_a_server():
    pytest.skip({reason!r})
"""
ENDED = """
import os, signal, time

def test_that_fails():
    assert 1 == 2, "told at once"

def test_that_ends_the_run():
    while "PYTEST_XDIST_WORKER" in os.environ and "told at once" not in open("printed").read():
        time.sleep(0.01)  # the run prints what a worker of it has found when it comes to it
    os.kill(os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid(), signal.SIGKILL)
    time.sleep(60)
"""
SKIPPED_FILE = """
import pytest

pytest.skip({reason!r}, allow_module_level=True)
"""


def outcome(folder: Path, source: str, **environment: str) -> str:
    """The closing line of a run of one file of tests under this project's conftest."""
    return run(folder, source, "-p", "no:xdist", **environment).strip().split("\n")[-1]


def run(folder: Path, source: str, *options: str, **environment: str) -> str:
    """What such a run prints."""
    shutil.copy(CONFTEST, folder)
    (folder / "test_it.py").write_text(source, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options, str(folder)]
    found = {"PATH": os.defpath, "PYTHONPATH": str(CONFTEST.parents[1]), **environment}
    printed = folder / "printed"
    with printed.open("w", encoding="utf-8") as out:
        subprocess.run(command, cwd=folder, env=found, stdout=out, stderr=subprocess.DEVNULL, check=False)
    return printed.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "reason", ["Chromium is not installed", "no PostgreSQL server is installed (no initdb)"]
)
@pytest.mark.parametrize(("source", "failure"), [(SKIPPED_TEST, "1 failed"), (SKIPPED_FILE, "1 error")])
def test_in_ci_a_missing_program_is_a_failure_and_elsewhere_a_skip(tmp_path, source, failure, reason):
    text = source.format(reason=reason)
    assert failure in outcome(tmp_path, text, CI="true")
    assert "1 skipped" in outcome(tmp_path, text)


def test_in_ci_absent_sample_pages_are_still_a_skip(tmp_path):
    text = SKIPPED_TEST.format(reason="the sample pages are not beside this checkout")
    assert "1 skipped" in outcome(tmp_path, text, CI="true")


@pytest.mark.parametrize(("profile", "examples"), [("", 100), ("ci", 50), ("long", 10_000)])
def test_the_long_profile_tries_a_hundred_times_the_examples_and_ci_half(tmp_path, profile, examples):
    text = (
        f"from hypothesis import settings\ndef test_it():\n    assert settings().max_examples == {examples}\n"
    )
    assert "1 passed" in outcome(tmp_path, text, HYPOTHESIS_PROFILE=profile)


@pytest.mark.parametrize("options", [("-p", "no:xdist"), ("-n", "1")])
def test_in_ci_a_failure_is_told_also_by_a_run_that_is_ended_before_its_end(tmp_path, options):
    printed = run(tmp_path, ENDED, *options, CI="true")
    assert printed.count("failed: test_it.py::test_that_fails (call)") == 1
    assert "AssertionError: told at once" in printed


def test_a_test_that_hangs_fails_and_the_others_go_on(tmp_path):
    text = "import time\ndef test_hangs():\n    time.sleep(60)\ndef test_other():\n    pass\n"
    printed = run(tmp_path, text, "-p", "no:xdist", "--timeout", "0.2")
    assert "1 failed, 1 passed" in printed
    assert "Timeout (>0.2s)" in printed


def test_no_test_speaks_through_a_proxy(tmp_path):
    text = "import urllib.request\ndef test_it():\n    assert urllib.request.getproxies() == {}\n"
    assert "1 passed" in outcome(
        tmp_path, text, HTTP_PROXY="http://127.0.0.1:9", all_proxy="http://127.0.0.1:9"
    )

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
SKIPPED_FILE = """
import pytest

pytest.skip({reason!r}, allow_module_level=True)
"""


def outcome(folder: Path, source: str, **environment: str) -> str:
    """The closing line of a run of one file of tests under this project's conftest."""
    shutil.copy(CONFTEST, folder)
    (folder / "test_it.py").write_text(source, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", str(folder)]
    found = {"PATH": os.defpath, "PYTHONPATH": str(CONFTEST.parents[1]), **environment}
    run = subprocess.run(command, cwd=folder, env=found, capture_output=True, text=True, check=False)
    return run.stdout.strip().split("\n")[-1]


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


@pytest.mark.parametrize(("profile", "examples"), [("", 100), ("ci", 100), ("long", 10_000)])
def test_the_long_profile_tries_a_hundred_times_the_examples(tmp_path, profile, examples):
    text = (
        f"from hypothesis import settings\ndef test_it():\n    assert settings().max_examples == {examples}\n"
    )
    assert "1 passed" in outcome(tmp_path, text, HYPOTHESIS_PROFILE=profile)


def test_no_test_speaks_through_a_proxy(tmp_path):
    text = "import urllib.request\ndef test_it():\n    assert urllib.request.getproxies() == {}\n"
    assert "1 passed" in outcome(
        tmp_path, text, HTTP_PROXY="http://127.0.0.1:9", all_proxy="http://127.0.0.1:9"
    )

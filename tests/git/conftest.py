"""The repository that the tests publish to."""

import shutil

import pytest

from tests.git.repository import hosted


@pytest.fixture
def repository(tmp_path):
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    return hosted(tmp_path)

"""The container file makes a bot that works as nobody in particular on a root that cannot be written."""

import os
import socket
import subprocess
import time

import pytest

from bot.version import VERSION
from tests.deploy.steps import StepFailed, instructions, may_mount, play
from tests.deploy.test_files import CONTAINER
from tests.deploy.wheel import says_no_index
from tests.paths import ROOT

SERVER = """
import http.server
class Fine(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
http.server.HTTPServer(("127.0.0.1", 8080), Fine).handle_request()
"""

pytestmark = pytest.mark.skipif(
    os.geteuid() != 0 or not may_mount(), reason="only root may play the steps of a container file"
)


@pytest.fixture
def image(tmp_path):
    """The image, made by the steps of the container file."""
    ensure = subprocess.run(
        ["/usr/bin/python3", "-c", "import ensurepip, venv"], check=False, capture_output=True
    )
    if ensure.returncode:
        pytest.skip("the system's own Python has no venv")
    try:
        return play(CONTAINER, ROOT, tmp_path)
    except StepFailed as failure:
        if says_no_index(str(failure)):
            pytest.skip("the package index cannot be reached from here")
        raise


@pytest.mark.wire
def test_the_steps_make_a_bot_that_works_as_nobody_in_particular_on_a_root_that_cannot_be_written(image):
    """All in one: the image takes a minute to make."""
    is_run_as_the_container_file_says(image)
    has_no_pip_and_may_write_only_where_it_should(image)
    says_what_is_missing_and_ends_with_2(image)
    is_asked_for_its_health_with_what_is_in_it(image)
    plays_its_week(image)


def is_run_as_the_container_file_says(image):
    assert (image.entrypoint, image.command, image.user) == (("minutesbot",), ("run",), "10001:10001")
    assert image.run(*image.entrypoint, "version") == f"minutesbot {VERSION}\n"
    assert "uid=10001(minutesbot)" in image.run("id")


def has_no_pip_and_may_write_only_where_it_should(image):
    assert not list(image.root.glob("opt/minutesbot/bin/pip*"))
    assert not (image.root / "build").exists()
    tried = "touch /data/a /backups/a /tmp/a; touch /opt/minutesbot/a /etc/a /a || echo refused"
    said = image.run("sh", "-c", tried)
    assert said.count("Read-only file system") == 3
    assert said.endswith("refused\n")


def says_what_is_missing_and_ends_with_2(image):
    process = image.start(*image.entrypoint, *image.command)
    said, _ = process.communicate()
    assert process.returncode == 2
    assert "SLACK_BOT_TOKEN is missing" in said


def plays_its_week(image):
    assert "---++" in image.run(*image.entrypoint, "demo", "--once", MINUTESBOT_HTTP="off")


def is_asked_for_its_health_with_what_is_in_it(image):
    port = str(_free_port())
    asks = [part.replace("8080", port) for part in image.healthcheck]
    with pytest.raises(StepFailed, match="Connection refused"):
        image.run(*asks)
    answering = image.start("python", "-c", SERVER.replace("8080", port))
    for _ in range(100):
        try:
            image.run(*asks)
        except StepFailed:
            time.sleep(0.1)
        else:
            break
    answering.communicate(timeout=30)
    assert answering.returncode == 0


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def test_continued_lines_are_one_instruction():
    assert list(instructions("# x\nRUN a \\\n    && b\nUSER 1\n")) == [("RUN", "a && b"), ("USER", "1")]

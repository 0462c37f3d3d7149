"""The documentation as a site: built without a warning, asks nothing elsewhere, says what the code says."""

import json
import os
import re
import subprocess
import sys
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import jsonschema
import pytest

from bot.cli.choices import Form
from bot.cli.doctor import as_json
from bot.cli.finding import Finding
from bot.cli.parse import UNNAMED, parse
from bot.model.update import Why
from bot.settings import DEFAULTS
from handlers.commands.registry import COMMANDS
from tests.browser import NEEDS_BROWSER, screen
from tests.paths import ROOT
from tests.site import reference
from tests.site.moving_png import moving
from tests.site.pictures import FOLDER, LARGEST, pictures


def needs_browser(test):
    """Marks a test that needs an installed Chromium."""
    for mark in NEEDS_BROWSER:
        test = mark(test)
    return test


ASKING = {"link": "href", "script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src"}
ONLY_NAMES = {"canonical", "prev", "next", "alternate"}  # a browser fetches nothing for these


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The built site; what is asked to be strict fails at the first warning."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}  # noqa: TID251 - a process needs it
    done = subprocess.run(command, cwd=ROOT, env=quiet, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return folder


class Asked(HTMLParser):
    """Every address that a browser fetches by itself while it shows a page."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ASKING and given.get("rel") not in ONLY_NAMES and (address := given.get(ASKING[tag])):
            self.addresses.append(address)


def test_the_built_site_asks_nothing_of_other_hosts(site):
    built = sorted(site.rglob("*.html"))
    assert len(built) > 40
    for page in built:
        asked = Asked()
        asked.feed(page.read_text(encoding="utf-8"))
        assert asked.addresses
        outside = [address for address in asked.addresses if re.match(r"(?:[a-z]+:)?//", address)]
        assert outside == [], page
    for sheet in site.rglob("*.css"):
        assert not re.search(r"url\(\s*['\"]?(?:https?:)?//", sheet.read_text(encoding="utf-8")), sheet


def test_every_page_can_be_reached_and_every_picture_is_said_in_words(site):
    start = (site / "index.html").read_text(encoding="utf-8")
    for page in site.rglob("*.html"):
        name = page.relative_to(site).as_posix()
        assert name in start or name in {"404.html", "index.html"}, name
    for page in (ROOT / "docs").rglob("*.md"):
        assert not re.search(r"!\[\s*\]", page.read_text(encoding="utf-8")), page


@pytest.mark.parametrize("name", reference.pages())
def test_the_reference_says_what_the_code_says(name):
    written = (reference.FOLDER / name).read_text(encoding="utf-8")
    assert written == reference.pages()[name], "`make docs` writes it anew"


def test_the_reference_leaves_nothing_out():
    pages = reference.pages()
    assert all(f"`/minutes {word}`" in pages["slash-commands.md"] for word in COMMANDS)
    assert set(DEFAULTS) <= set(re.findall(r"`([A-Z_]+)`", pages["settings.md"]))
    for name in ("settings.md", "calls-toml.md", "health.md"):
        assert not re.search(r"\|\s*\|$", pages[name], re.MULTILINE), "every row says what it means"
    assert set(reference.HEALTH) == set(reference.shown_health())


def test_what_programs_read_follows_its_schema():
    said = {
        command: json.loads((ROOT / path).read_text(encoding="utf-8")) for command, path in reference.SCHEMAS
    }
    of_item = said["minutesbot parse --json"]["$defs"]["item"]["properties"]
    assert of_item["why"]["enum"] == list(Why)
    for text in ("News:\n- Moved the mirror\n  - below\nEmergencies: none\nthanks!", "nothing new", ""):
        parsed = json.loads(parse(text, Form.JSON, area=UNNAMED, last="", blocks=False))
        jsonschema.validate(parsed, said["minutesbot parse --json"])
    found = [Finding("clock", fine=True, detail="1 s"), Finding("x", fine=False, detail="a\nb")]
    jsonschema.validate(json.loads(as_json(found)), said["minutesbot doctor --json"])


def test_the_pictures_are_there_and_small():
    for name in ("ask.png", "card.png", "minutes.png", "demo.png"):
        assert 10_000 < (FOLDER / name).stat().st_size < LARGEST
    assert b"acTL" in (FOLDER / "demo.png").read_bytes()[:200]
    with pytest.raises(ValueError, match="different sizes"):
        moving([(FOLDER / name).read_bytes() for name in ("ask.png", "card.png")], [1, 1])


@needs_browser
async def test_a_browser_asks_only_where_the_site_is(site):
    quiet = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(quiet, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{server.server_port}/"
        async with screen(f"{address}leads.html") as shown:
            await shown.page.wait_for_load_state("networkidle")
            assert [
                each for each in shown.addresses if not each.startswith((address, "data:", "blob:"))
            ] == []
            assert shown.complaints == []
            assert await shown.fits()
    finally:
        server.shutdown()
        server.server_close()


@needs_browser
async def test_the_pictures_can_be_made_anew(tmp_path):
    await pictures(tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == {file.name for file in FOLDER.iterdir()}

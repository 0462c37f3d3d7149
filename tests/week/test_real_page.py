"""What people once typed into the wiki, sent as direct messages, comes out as the page had it."""

import html
import re
from datetime import timedelta
from pathlib import Path

import pytest

from bot.at_work import at_work
from bot.cli.demo import manifest, settings_for
from bot.clock import MovableClock
from bot.demo.story import cast, scenes_before
from bot.demo.workspace import Workspace
from tests.complaints import complaints
from tests.paths import SHARED

PAGES = SHARED / "pages"
DRAFT = PAGES / "Production.January6,2015ProductionMeeting.r3.txt"
FINAL = PAGES / "Production.January6,2015ProductionMeeting.r13.txt"

pytestmark = [
    pytest.mark.wire,
    pytest.mark.skipif(not PAGES.is_dir(), reason="the folder of real pages is not beside the checkout"),
]

STYLES = {
    "CMS": 'style = "flat"',
    "Atlas": 'style = "flat"\njoiner = " & "',
    "Grid Operations Center": 'style = "headings"\nlabels = { news = "Last Week", ongoing = "This Week" }',
    "Software": 'style = "nested"\nlabels = { ongoing = "Ongoing (and no significant news)" }',
    "Security": (
        'style = "plain"\nlabels = { ongoing = "Operations", emergencies = "Emergencies/Vulnerabilities?" }'
    ),
}


def sections(page: str) -> dict[str, list[str]]:
    """The lines below each area's heading, by the area's name."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in page.splitlines():
        if heading := re.match(r"---\+\+ ([\w ]+?)(?: \((.+)\))?\s*$", line):
            lines = found.setdefault(heading[1].strip(), [])
        elif line.strip() and not line.startswith("%META"):
            lines.append(line)
    return found


def plain(lines: list[str]) -> list[str]:
    """Lines up to white space, `!` and `<nop>` where nothing would happen, entities, and bare links."""
    return [_plain(line) for line in lines]


def _plain(line: str) -> str:
    shown = html.unescape(re.sub(r"<nop>|(?<!\w)!(?=\w)", "", line))
    bare = re.sub(r"\[\[([^\]]+)\]\[\1\]\]", r"\1", shown)
    return re.sub(r"\s+", " ", bare).rstrip()


def typed(lines: list[str]) -> str:
    """The same as a lead types it: bullets with four spaces a level, links as Slack has them."""
    return "\n".join(_typed(line) for line in lines)


def _typed(line: str) -> str:
    text = html.unescape(re.sub(r"!(?=\w)", "", line)).rstrip()
    text = re.sub(r"\[\[([^\]]+)\]\[([^\]]+)\]\]", r"<\1|\2>", text)
    text = re.sub(r"^---\+\+\+ *(.*)", r"*\1*", text)
    if bullet := re.match(r"( +)\* +(.*)", text):
        return "    " * (len(bullet[1]) // 3 - 1) + "- " + bullet[2]
    return text


def calls() -> str:
    head = cast.CALLS.partition("[[call.area]]")[0]
    return head + "".join(
        f'[[call.area]]\nname = "{name}"\nleads = [{{ name = "L", slack = "U0LEAD{number}" }}]\n{style}\n'
        for number, (name, style) in enumerate(STYLES.items())
    )


async def copy_of(messages: dict[str, str], folder: Path) -> dict[str, list[str]]:
    """The areas of the TWiki copy when these messages were sent, by area."""
    clock = MovableClock(scenes_before.CALL - timedelta(hours=5))
    workspace = Workspace(manifest=manifest(), clock=clock)
    workspace.add_channel(cast.CHANNEL, cast.CHANNEL_NAME)
    for number, name in enumerate(STYLES):
        workspace.add_person(f"U0LEAD{number}", f"Lead of {name}")
    workspace.add_person(cast.CHAIR.person, cast.CHAIR.name)
    await workspace.start()
    try:
        async with at_work(settings_for(workspace, folder, calls()), clock) as bot:
            await bot.turn()
            for number, name in enumerate(STYLES):
                if name in messages:
                    await workspace.write(f"U0LEAD{number}", messages[name])
            await workspace.settled()
            await bot.turn()
            clock.move(scenes_before.CALL)
            await bot.turn()
            await workspace.settled()
        assert complaints(workspace) == ([], [])
        return sections((workspace.files[-1].content or b"").decode())
    finally:
        await workspace.stop()


async def test_the_areas_of_the_draft_come_out_as_the_page_has_them(tmp_path):
    page = sections(DRAFT.read_text(encoding="utf-8"))
    told = {name: typed(page[name]) for name in ("Software", "Security")}
    copy = await copy_of(told, tmp_path)
    for name in told:
        assert plain(copy[name]) == plain(page[name])
    for name in ("CMS", "Atlas"):
        assert copy[name] == ["no report"]


async def test_every_area_of_the_final_page_comes_out_as_the_page_has_it(tmp_path):
    page = sections(FINAL.read_text(encoding="utf-8"))
    copy = await copy_of({name: typed(page[name]) for name in STYLES}, tmp_path)
    for name in STYLES:
        assert plain(copy[name]) == plain(page[name])

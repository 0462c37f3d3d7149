"""Old pages come in and everything goes out again, by the command line."""

import csv
import io
import json

import pytest

from bot.calls_file import read_calls
from bot.cli.demo import manifest
from bot.clock import now
from bot.demo.workspace import Workspace
from bot.model.call import Style
from tests.command_line import CALLS

PAGE = """\
---++ Software (Tilda C.)

   * News
      * The builder runs on the new hosts

   * Ongoing
      * Certificate tool changes
"""


@pytest.fixture
async def standing(minutesbot, tmp_path):
    """One call, and one old page in a file."""
    (tmp_path / "calls.toml").write_text(CALLS, encoding="utf-8")
    (tmp_path / "January6,2026ProductionMeeting.txt").write_text(PAGE, encoding="utf-8")
    await minutesbot("calls", "apply", "calls.toml")
    return minutesbot


async def test_an_old_page_is_imported_once(standing):
    page = "January6,2026ProductionMeeting.txt"
    first = await standing("import", page, "--call", "Production")
    assert (first.code, first.err) == (0, "")
    assert first.out == f"Production/2026-01-06: 1 area, 2 items from {page}\n"
    again = await standing("import", page)
    assert again.out == f"Production/2026-01-06: known already ({page})\n"
    shown = await standing("preview", "--meeting", "2026-01-06")
    assert "* Certificate tool changes" in shown.out


async def test_the_day_can_be_said_but_only_of_one_page(standing, tmp_path):
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    undated = await standing("import", "page.txt")
    assert (undated.code, undated.err.count("\n")) == (2, 1)
    assert "--date" in undated.err
    assert "Production/2026-01-13: " in (await standing("import", "page.txt", "--date", "2026-01-13")).out
    both = await standing("import", "page.txt", "page.txt", "--date", "2026-01-13")
    assert (both.code, both.err.count("\n")) == (2, 1)


async def test_a_file_that_is_no_page_is_one_line_and_strictly_imports_nothing(standing, tmp_path):
    (tmp_path / "January13,2026.txt").write_bytes(b"\x89PNG\0\0")
    for file in ("January13,2026.txt", "nowhere.txt"):
        said = await standing("import", "--strict", "January6,2026ProductionMeeting.txt", file)
        assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
        assert file in said.err
    assert (await standing("preview", "--meeting", "2026-01-06")).code == 1


async def test_a_file_that_is_no_page_is_told_and_the_others_are_imported(standing, tmp_path):
    (tmp_path / "January13,2026.txt").write_bytes(b"\x89PNG\0\0")
    (tmp_path / "undated.txt").write_text(PAGE, encoding="utf-8")
    good = "January6,2026ProductionMeeting.txt"
    files = ("January13,2026.txt", "undated.txt", good, "nowhere.txt")
    said = await standing("import", *files)
    assert said.code == 1
    assert said.out == (
        f"Production/2026-01-06: 1 area, 2 items from {good}\n"
        "4 pages: 1 taken over, 3 unusable; meetings from 2026-01-06 to 2026-01-06\n"
    )
    assert sorted(line.split(" ")[1].strip(":") for line in said.err.splitlines()) == sorted(
        set(files) - {good}
    )
    again = await standing("import", good, good)
    assert again.code == 0
    assert again.out.endswith("2 pages: 2 known already; meetings from 2026-01-06 to 2026-01-06\n")


async def test_minutes_in_markdown_are_imported_with_the_day_of_their_front_matter(standing, tmp_path):
    page = (
        "---\ndate: 2026-01-20\n---\n# Call\n\n## Software (Tilda C.)\n\n### Ongoing\n\n- Certificate tool\n"
    )
    (tmp_path / "weekly.md").write_text(page, encoding="utf-8")
    said = await standing("import", "weekly.md")
    assert (said.code, said.out) == (0, "Production/2026-01-20: 1 area, 1 item from weekly.md\n")


async def test_pages_of_which_none_can_be_imported_are_told_in_one_error(standing, tmp_path):
    (tmp_path / "undated.txt").write_text(PAGE, encoding="utf-8")
    said = await standing("import", "undated.txt", "nowhere.txt")
    assert (said.code, said.out) == (2, "")
    assert said.err.splitlines()[0].endswith(": 2 problems")


async def test_a_page_of_an_old_wiki_keeps_its_letters(standing, tmp_path):
    page = PAGE.replace("The builder", "K\u00e4the\u2019s builder")
    (tmp_path / "January13,2026.txt").write_bytes(page.encode("cp1252"))
    await standing("import", "January13,2026.txt")
    assert "K\u00e4the\u2019s builder" in (await standing("preview", "--meeting", "2026-01-13")).out


PAGE_OF_A_CALL = """\
%META:TOPICPARENT{name="WeeklyHarbourMeetings"}%
---++ Coordinates
   * 4:00 PM Eastern (3:00 PM Central)
   * Phone: +1-555-0100

---++ Cranes (Wanda K. & Ole)

---+++ Last Week
   * Crane 4 is painted
---+++ This Week
   * Crane 5

---++ Night Watch
"""


async def test_a_calls_file_is_derived_from_a_page_and_says_what_no_page_tells(minutesbot, tmp_path):
    (tmp_path / "January6,2026HarbourMeeting.txt").write_text(PAGE_OF_A_CALL, encoding="utf-8")
    said = await minutesbot("calls", "from-twiki", "January6,2026HarbourMeeting.txt")
    assert (said.code, said.err) == (0, "")
    assert "the member id of Wanda K., Ole" in said.out
    assert "leads = []  # TODO: who reports for this area" in said.out
    (tmp_path / "calls.toml").write_text(said.out, encoding="utf-8")
    refused = await minutesbot("calls", "apply", "calls.toml")
    assert refused.code == 2
    assert 'channel = "TODO": not a channel id' in refused.err
    assert 'slack = "TODO": not a member id' in refused.err
    assert "the area has no leads" in refused.err


async def test_what_a_page_tells_of_its_call_stands_in_the_file(minutesbot, tmp_path):
    page = PAGE_OF_A_CALL.replace("Night Watch", "Night Watch (Sol)")
    (tmp_path / "January6,2026HarbourMeeting.txt").write_text(page, encoding="utf-8")
    said = await minutesbot("calls", "from-twiki", "January6,2026HarbourMeeting.txt")
    filled = said.out.replace('channel = "TODO"', 'channel = "C1"')
    for member in ("U1", "U2", "U3"):
        filled = filled.replace('slack = "TODO"', f'slack = "{member}"', 1)
    (call,) = read_calls(filled, "derived")
    assert (call.name, call.weekday, f"{call.time:%H:%M}") == ("Harbour", "tuesday", "16:00")
    assert (call.timezone, call.also_in) == ("America/New_York", ("America/Chicago",))
    assert (call.coordinates, call.twiki.parent) == (("Phone: +1-555-0100",), "WeeklyHarbourMeetings")
    cranes = call.areas[0]
    assert (cranes.heading, cranes.style) == ("Cranes (Wanda K. & Ole)", Style.HEADINGS)
    assert (cranes.labels.news, cranes.labels.ongoing) == ("Last Week", "This Week")


async def test_what_not_even_the_name_of_the_page_tells_is_left_open(minutesbot, tmp_path):
    (tmp_path / "page.txt").write_text("---++ Cranes (Wanda K.)\n", encoding="utf-8")
    said = await minutesbot("calls", "from-twiki", "page.txt")
    for key in ("name", "channel", "weekday", "time", "timezone"):
        assert any(line.startswith(f"{key} = ") and "# TODO: " in line for line in said.out.splitlines())
    (tmp_path / "calls.toml").write_text(said.out, encoding="utf-8")
    refused = await minutesbot("calls", "apply", "calls.toml")
    assert all(f"{key} = " in refused.err for key in ("name", "channel", "weekday", "time", "timezone"))


@pytest.mark.wire
async def test_with_a_token_leads_are_found_by_what_they_are_called(minutesbot, tmp_path):
    workspace = Workspace(manifest=manifest(), clock=now)
    for person, name in (("U1", "Wanda Karst"), ("U2", "Ole A."), ("U3", "Ole B."), ("U4", "Sol")):
        workspace.add_person(person, name)
    await workspace.start()
    page = PAGE_OF_A_CALL.replace("Night Watch", "Night Watch (Sol)")
    (tmp_path / "page.txt").write_text(page, encoding="utf-8")
    said = await minutesbot(
        "calls",
        "from-twiki",
        "page.txt",
        SLACK_BOT_TOKEN=workspace.bot_token,
        SLACK_API_URL=workspace.api_url,
    )
    await workspace.stop()
    assert (said.code, said.err) == (0, "")
    assert '{ name = "Wanda K.", slack = "U1" }, { name = "Ole", slack = "TODO" }' in said.out
    assert "Ole (one of U2 U3)" in said.out
    assert '{ name = "Sol", slack = "U4" }' in said.out


async def test_everything_is_exported_as_json_and_the_items_as_a_table(standing):
    await standing("import", "January6,2026ProductionMeeting.txt")
    everything = json.loads((await standing("export")).out)
    (call,) = everything["calls"]
    (meeting,) = call["meetings"]
    assert (everything["format"], everything["version"], call["name"]) == (
        "minutesbot.history",
        1,
        "Production",
    )
    assert meeting["minutes"]["areas"][0]["sections"]["ongoing"][0]["text"] == "Certificate tool changes"
    table = csv.DictReader(io.StringIO((await standing("export", "--format", "csv")).out))
    items = [row["text"] for row in table if row["part"] == "item"]
    assert items == ["The builder runs on the new hosts", "Certificate tool changes"]


async def test_an_export_is_of_the_call_and_the_time_that_are_meant(standing):
    await standing("import", "January6,2026ProductionMeeting.txt")
    later = json.loads((await standing("export", "--since", "2026-01-07", "--call", "production")).out)
    assert later["calls"][0]["meetings"] == []
    unknown = await standing("export", "--call", "Harbour")
    assert (unknown.code, unknown.out, unknown.err.count("\n")) == (1, "", 1)


async def test_a_file_for_the_data_folder_of_the_wiki_begins_with_what_the_wiki_notes(standing):
    await standing("import", "January6,2026ProductionMeeting.txt")
    meeting = ("preview", "--meeting", "2026-01-06")
    topic = (await standing(*meeting, "--format", "twiki")).out
    whole = (await standing(*meeting, "--format", "twiki", "--with-meta")).out
    meta, _, rest = whole.partition("\n")
    assert rest == topic
    assert meta.startswith('%META:TOPICINFO{author="MinutesBot" date="')
    refused = await standing(*meeting, "--with-meta")
    assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1)


async def test_the_line_for_the_index_of_all_meetings_can_be_had_alone(standing):
    await standing("import", "January6,2026ProductionMeeting.txt")
    said = await standing("preview", "--meeting", "2026-01-06", "--index-line")
    assert said.out == "   * [[January 6, 2026 Production Meeting]]\n"
    assert (await standing("preview", "--index-line", "--format", "html")).code == 2


async def test_an_export_comes_into_an_empty_database_and_goes_out_as_it_was(standing, tmp_path):
    await standing("import", "January6,2026ProductionMeeting.txt")
    before = (await standing("export")).out
    (tmp_path / "export.json").write_text(before, encoding="utf-8")
    fresh = {"DATABASE_URL": "sqlite:///fresh.db"}
    taken = await standing("import", "export.json", **fresh)
    assert (taken.code, taken.err) == (0, "")
    assert taken.out.endswith("Production: meetings: 1 taken over\n")
    assert (await standing("export", **fresh)).out == before
    (tmp_path / "other.json").write_text("[1, 2", encoding="utf-8")
    refused = await standing("import", "other.json", **fresh)
    assert (refused.code, refused.err.count("\n")) == (2, 1)

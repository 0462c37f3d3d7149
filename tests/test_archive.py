"""Old pages come in and everything goes out again, by the command line."""

import pytest

PAGE = """\
---++ Software (Tilda C.)

   * News
      * The builder runs on the new hosts

   * Ongoing
      * Certificate tool changes
"""
CALLS = """\
[[call]]
name = "Production"
channel = "C0PRODUCTION"
weekday = "tuesday"
time = "16:00"
timezone = "America/New_York"
[[call.area]]
name = "Software"
leads = [{ name = "Tilda C.", slack = "U0TILDA" }]
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


async def test_a_file_that_is_no_page_is_one_line_and_imports_nothing(standing, tmp_path):
    (tmp_path / "January13,2026.txt").write_bytes(b"\x89PNG\0\0")
    for file in ("January13,2026.txt", "nowhere.txt"):
        said = await standing("import", "January6,2026ProductionMeeting.txt", file)
        assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
        assert file in said.err
    assert (await standing("preview", "--meeting", "2026-01-06")).code == 1


async def test_a_page_of_an_old_wiki_keeps_its_letters(standing, tmp_path):
    page = PAGE.replace("The builder", "K\u00e4the\u2019s builder")
    (tmp_path / "January13,2026.txt").write_bytes(page.encode("cp1252"))
    await standing("import", "January13,2026.txt")
    assert "K\u00e4the\u2019s builder" in (await standing("preview", "--meeting", "2026-01-13")).out

"""Minutes go on their page in the wiki, over real HTTP, on TWiki and on Foswiki."""

import html
from dataclasses import replace

import pytest

from bot.formats.twiki.write import twiki
from bot.model.call import Charset
from tests.wiki.samples import BY_HAND, TOPIC, WEEK, adds, late, put, refusal, saved, says

pytestmark = pytest.mark.wire


async def test_a_page_that_does_not_exist_is_created_whole_below_its_parent(wiki):
    posted = await put(wiki)
    assert wiki.pages[TOPIC].text == twiki(WEEK)
    assert wiki.pages[TOPIC].parent == "WeeklyProductionMeetings"
    assert posted.conversation == TOPIC
    assert "%META" not in saved(wiki)["text"]


async def test_only_the_area_that_reported_changes_on_a_page_that_people_wrote(wiki):
    wiki.edit(TOPIC, "OleB", says(BY_HAND))
    wiki.pages[TOPIC].attachments = ("plan.png",)
    wiki.pages[TOPIC].parent = "OwnParent"
    await put(wiki)
    above, heading, below = BY_HAND.partition("---++ Cranes (Wanda K.)\n")
    line = "\n   * two new ropes &#8211; blue\n"
    assert wiki.pages[TOPIC].text == above + heading + line + below
    assert wiki.pages[TOPIC].parent == "OwnParent"
    assert [one.author for one in wiki.pages[TOPIC].revisions] == ["OleB", "MinutesBot"]


async def test_doing_it_again_saves_nothing(wiki):
    for _ in range(3):
        await put(wiki)
    assert len(wiki.forms) == 1


async def test_a_late_word_changes_its_area_and_keeps_what_people_corrected_elsewhere(wiki):
    wiki.edit(TOPIC, "OleB", says(BY_HAND))
    await put(wiki)
    wiki.edit(TOPIC, "BeaC", adds("   * and dry", under="   * all fine"))
    await put(wiki, late("three new ropes"), WEEK)
    text = wiki.pages[TOPIC].text
    assert "   * three new ropes" in text
    assert "two new ropes" not in text
    assert text.endswith("   * all fine\n   * and dry\n")


async def test_an_edit_of_the_same_moment_in_another_area_is_kept(wiki):
    wiki.edit(TOPIC, "OleB", says(BY_HAND))
    wiki.before["save"] = lambda: wiki.edit(TOPIC, "BeaC", adds("   * and dry", under="   * all fine"))
    await put(wiki)
    assert "   * and dry" in wiki.pages[TOPIC].text
    assert "two new ropes" in wiki.pages[TOPIC].text


async def test_without_the_revision_that_was_read_that_edit_would_be_lost(wiki):
    wiki.deaf_to = "originalrev"
    wiki.edit(TOPIC, "OleB", says(BY_HAND))
    wiki.before["save"] = lambda: wiki.edit(TOPIC, "BeaC", adds("   * and dry", under="   * all fine"))
    await put(wiki)
    assert "   * and dry" not in wiki.pages[TOPIC].text


async def test_an_edit_that_kept_its_revision_s_number_is_not_lost_either(wiki):
    """Who saves again within the hour replaces their revision: only its date tells, no ancestor is left."""
    wiki.edit(TOPIC, "OleB", says(BY_HAND))
    wiki.before["save"] = lambda: wiki.edit(TOPIC, "OleB", adds("   * and dry", under="   * all fine"))
    assert "both versions stand there" in await refusal(wiki)
    assert "   * and dry" in wiki.pages[TOPIC].text
    assert "<ins>   * two new ropes" in wiki.pages[TOPIC].text


async def test_the_same_lines_changed_at_the_same_moment_are_told_and_left_to_people(wiki):
    wiki.edit(TOPIC, "OleB", says(BY_HAND))
    wiki.before["save"] = lambda: wiki.edit(
        TOPIC, "BeaC", adds("   * by hand", under="---++ Cranes (Wanda K.)")
    )
    assert "both versions stand there" in await refusal(wiki)
    left = wiki.pages[TOPIC].text
    assert "   * by hand" in left
    assert "two new ropes" in left
    assert "edit the page and keep what is right" in await refusal(wiki, late("three"), WEEK)
    assert wiki.pages[TOPIC].text == left


async def test_what_somebody_wrote_by_hand_after_the_minutes_is_not_replaced(wiki):
    await put(wiki)
    wiki.edit(TOPIC, "OleB", adds("   * and one red", under="ropes &#8211; blue"))
    left = wiki.pages[TOPIC].text
    assert "somebody wrote by hand into Cranes (Wanda K.)" in await refusal(wiki, late("three"), WEEK)
    assert wiki.pages[TOPIC].text == left


async def test_nobody_is_warned_of_a_lease(wiki):
    await put(wiki)
    assert set(wiki.requests) <= {"login", "view", "viewauth", "attach", "save"}


@pytest.mark.parametrize("charset", Charset)
async def test_every_character_shows_as_typed_whatever_the_site_speaks(wiki, charset):
    week = replace(WEEK, charset=charset)
    wiki.edit(TOPIC, "OleB", says(BY_HAND))
    await put(wiki, week)
    shown = html.unescape(wiki.pages[TOPIC].text)
    assert "two new ropes \u2013 blue" in shown
    assert "K\u00e4se at five" in shown
    await put(wiki, replace(late("\u9ad8 tide"), charset=charset), week)
    assert "\u9ad8 tide" in html.unescape(wiki.pages[TOPIC].text)

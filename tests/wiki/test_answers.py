"""What the real engines answer: templates for missing pages, hidden reasons, rights, character sets."""

from dataclasses import replace

import pytest

from bot.formats.twiki.write import twiki
from bot.model.call import Charset
from bot.model.errors import NotNow
from bot.model.message import WikiPage
from bot.wiki.answer import WikiRefused
from bot.wiki.pages import WikiPages
from tests.formats.twiki.visual_editor import edited_visually
from tests.wiki.engine import serving
from tests.wiki.engines import Foswiki, TWiki
from tests.wiki.samples import BY_HAND, PASSWORD, TOPIC, WEEK, adds, late, on, put, refusal, says

pytestmark = pytest.mark.wire


@pytest.mark.parametrize("topic", ["WeeklyMeeting", "January6,2015ProductionMeeting"])
async def test_a_template_that_is_shown_for_a_missing_page_is_not_taken_for_the_page(wiki, topic):
    await put(wiki, replace(WEEK, topic=topic))
    assert wiki.pages[f"Production.{topic}"].text == twiki(WEEK)


async def test_a_page_from_the_data_folder_that_has_no_revision_yet_exists(wiki):
    wiki.edit(TOPIC, "OleB", says(BY_HAND))
    wiki.pages[TOPIC].bare = True
    await put(wiki)
    assert "two new ropes" in wiki.pages[TOPIC].text
    assert "   * all fine\n" in wiki.pages[TOPIC].text


async def test_a_page_that_shows_the_minutes_is_not_refused_because_it_may_not_be_changed(wiki):
    await put(wiki)
    wiki.pages[TOPIC].locked = True
    await put(wiki)
    assert len(wiki.forms) == 1


async def test_a_right_to_create_pages_that_is_missing_is_told_although_the_reason_is_hidden(wiki):
    wiki.closed_webs.add("Production")
    assert "does not let MinutesBot c" in await refusal(wiki)
    assert TOPIC not in wiki.pages


async def test_a_first_page_of_the_web_that_only_others_may_change_keeps_no_page_from_being_created(wiki):
    wiki.pages["Production.WebHome"].locked = True
    wiki.edit("Production.WeeklyProductionMeetings", "OleB", says("all meetings"))
    await put(wiki)
    assert wiki.pages[TOPIC].text == twiki(WEEK)


async def test_an_edit_of_the_same_moment_that_says_the_same_is_no_refusal(wiki):
    wiki.edit(TOPIC, "OleB", says(BY_HAND))
    line = "\n   * two new ropes &#8211; blue"
    wiki.before["save"] = lambda: wiki.edit(TOPIC, "BeaC", adds(line, under="---++ Cranes (Wanda K.)"))
    await put(wiki)
    assert wiki.pages[TOPIC].text.count("two new ropes") == 1


async def test_a_key_that_is_too_old_is_fetched_anew_although_the_reason_is_hidden():
    wiki = TWiki()
    async with serving(wiki):
        wiki.edit(TOPIC, "OleB", says(BY_HAND))
        wiki.before["save"] = wiki.keys.clear
        with pytest.raises(NotNow, match="key of its own form"):
            await put(wiki)
        assert wiki.pages[TOPIC].text == BY_HAND
        await put(wiki)
        assert "two new ropes" in wiki.pages[TOPIC].text


@pytest.mark.parametrize("engine", [TWiki, Foswiki])
@pytest.mark.parametrize("basic", [False, True], ids=["form", "basic"])
@pytest.mark.parametrize("charset", ["iso-8859-1", "utf-8"])
async def test_passwords_and_names_of_pages_are_sent_in_the_character_set_of_the_site(engine, basic, charset):
    password, topic = "S\u00e9same \u00a7", "R\u00e9union"
    async with serving(engine(charset=charset, basic=basic)) as wiki:
        wiki.accounts["MinutesBot"] = password
        await put(wiki, replace(WEEK, topic=topic), password=password)
        assert "two new ropes" in wiki.pages[f"Production.{topic}"].text
        await put(wiki, replace(late("three"), topic=topic), WEEK, password=password)
        assert "three" in wiki.pages[f"Production.{topic}"].text


async def test_what_the_site_has_no_characters_for_is_told_and_not_sent():
    async with serving(TWiki()) as wiki:
        said = await refusal(wiki, password="\u9ad8 tide")
        assert "has characters that the wiki does not know, which speaks iso-8859-1" in said
        assert "tide" not in said
        assert "the name of the page Production.\u9ad8" in await refusal(wiki, replace(WEEK, topic="\u9ad8"))
        assert wiki.forms == []


@pytest.mark.parametrize("ending", ["/view", "/view/Production/WebHome", "/login", "/viewauth.pl/Main"])
async def test_an_address_of_a_page_is_told_with_the_right_one_on_both_engines(either, ending):
    wrong = replace(on(either).wiki, url=f"{either.url}{ending}")
    with pytest.raises(WikiRefused, match="is the address of a page or script") as refused:
        await WikiPages(PASSWORD).put(WikiPage(wrong, WEEK))
    assert f'correct url in calls.toml, probably to "{either.url}"' in str(refused.value)
    assert either.requests == []


async def test_the_password_stands_in_no_header_where_the_wiki_has_a_form_of_its_own(either):
    await put(either)
    assert either.authorized == []


async def test_one_edit_in_the_visual_editor_keeps_no_late_word_from_the_page(either):
    await put(either)
    either.edit(TOPIC, "BeaC", edited_visually)
    assert "\u2013 blue" in either.pages[TOPIC].text
    await put(either, late("three new ropes"), WEEK)
    assert "three new ropes" in either.pages[TOPIC].text


async def test_characters_that_the_wiki_composes_are_the_same_characters(wiki):
    week = replace(late("cafe\u0301"), charset=Charset.UTF8)
    await put(wiki, week)
    await put(wiki, week)
    assert len(wiki.forms) == 1
    await put(wiki, replace(late("closed"), charset=Charset.UTF8), week)
    assert "closed" in wiki.pages[TOPIC].text

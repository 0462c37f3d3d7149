"""The doctor says whether the minutes of a call will get into its wiki, and changes nothing there."""

from dataclasses import replace

import pytest

from bot.cli.publishing import wiki_finding, wiki_trials
from bot.model.call import Charset, WikiTopic
from bot.model.meeting import schedule
from bot.wiki.pages import WikiPages
from tests.rules.test_plan import CALL, DAY

pytestmark = pytest.mark.wire


async def found(url: str, password: str | None, topic: str = "{year}Page"):
    call = replace(CALL, twiki=WikiTopic(topic=topic, url=url, web="Production", login="MinutesBot"))
    return await wiki_finding(call, schedule(call, DAY), WikiPages(password).look)


async def test_a_wiki_that_lets_the_bot_in_is_fine(either):
    finding = await found(either.url, "open sesame")
    said = f"ok    wiki of Production: {either.name} as MinutesBot, Production.2026Page does not exist yet, "
    assert str(finding) == f"{said}a key for its forms, {either.charset}"
    assert either.forms == []


@pytest.mark.parametrize("password", [None, "hush"])
async def test_a_password_that_is_missing_or_wrong_is_told_and_not_shown(either, password):
    finding = await found(either.url, password)
    assert not finding.fine
    assert "MINUTESBOT_WIKI_PASSWORD" in finding.detail
    assert "hush" not in finding.detail


async def test_a_wiki_that_nobody_answers_for_and_a_page_without_a_name_are_told():
    assert "cannot be reached" in (await found("http://127.0.0.1:9/bin", "x")).detail
    assert "leaves no name" in (await found("http://127.0.0.1:9/bin", "x", topic="%")).detail


async def tried(url: str, web: str = "Production"):
    wiki = WikiTopic(url=url, web=web, login="MinutesBot")
    pages = WikiPages("open sesame")
    return [str(one) async for one in wiki_trials([replace(CALL, twiki=wiki)] * 2, pages.try_out)]


async def test_a_scratch_page_is_created_changed_and_removed_and_its_author_told(wiki):
    before = set(wiki.pages)
    (line,) = await tried(wiki.url)
    assert line.startswith("ok    a page is created in the wiki of Production: Production.MinutesbotScratch")
    assert line.endswith("was created and changed by MinutesBot and removed again")
    (trash,) = set(wiki.pages) - before
    assert trash.startswith("Trash.MinutesbotScratch")


async def test_a_page_that_cannot_be_removed_is_named(either):
    either.closed_webs.add("Trash")
    (line,) = await tried(either.url)
    assert line.startswith("ok  ")
    assert line.endswith("it could not be put into Trash, so remove it by hand")


async def test_a_call_without_a_wiki_tries_none():
    assert [one async for one in wiki_trials([CALL], WikiPages("x").try_out)] == []


async def test_a_right_to_create_pages_that_is_missing_is_told(either):
    either.closed_webs.add("Production")
    (line,) = await tried(either.url)
    assert line.startswith("FAIL")
    assert "the wiki does not let MinutesBot c" in line


async def test_a_right_to_change_the_page_that_is_missing_is_told_and_nothing_is_changed(either):
    either.edit("Production.2026Page", "OleB", lambda _: "x")
    either.pages["Production.2026Page"].locked = True
    finding = await found(either.url, "open sesame")
    assert "does not let MinutesBot change the page" in finding.detail
    assert either.forms == []


async def test_a_web_that_is_not_there_is_told(either):
    (line,) = await tried(either.url, web="Prodction")
    assert line.startswith("FAIL")
    del either.pages["Production.WebHome"]
    assert "no such web: correct web in calls.toml" in (await found(either.url, "open sesame")).detail


async def test_a_redirect_and_a_cookie_are_no_log_in(either):
    either.basic = True
    finding = await found(either.url, "hush")
    assert "refused the login MinutesBot" in finding.detail
    assert str(await found(either.url, "open sesame")).startswith("ok  ")


async def test_a_character_set_that_the_wiki_does_not_speak_is_told(either):
    either.charset = "iso-8859-1"
    call = replace(CALL, twiki=replace(CALL.twiki, url=either.url, web="Production", login="MinutesBot"))
    utf8 = replace(call, twiki=replace(call.twiki, charset=Charset.UTF8))
    finding = await wiki_finding(utf8, schedule(utf8, DAY), WikiPages("open sesame").look)
    assert 'speaks iso-8859-1: write charset = "ascii"' in finding.detail

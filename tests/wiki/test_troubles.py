"""Whatever goes wrong on the way, the page is left alone and it is told what to do."""

from dataclasses import replace

import pytest
from aiohttp import web

from bot.formats.twiki.write import twiki
from bot.model.errors import NotNow, OutcomeUnknown
from bot.model.message import WikiPage
from bot.wiki.answer import Answer, WikiRefused
from bot.wiki.pages import WikiPages
from tests.wiki.samples import BY_HAND, PASSWORD, TOPIC, WEEK, late, on, put, refusal, says

pytestmark = pytest.mark.wire


async def test_a_page_that_is_not_in_the_character_set_it_names_is_not_spoilt(either):
    either.edit(TOPIC, "OleB", says(BY_HAND))
    either.instead["view"] = web.Response(
        body=b"%META:TOPICINFO{}%\n\xff\xfe", content_type="text/plain", charset="utf-8"
    )
    assert "not in utf-8" in await refusal(either)
    assert either.pages[TOPIC].text == BY_HAND


async def test_a_wrong_password_is_told_with_what_to_do(wiki):
    said = await refusal(wiki, password="friend")
    assert "refused the login MinutesBot" in said
    assert "MINUTESBOT_WIKI_PASSWORD" in said
    assert "friend" not in said


async def test_without_a_password_nobody_tries(wiki):
    for nothing in ("", " "):
        assert "MINUTESBOT_WIKI_PASSWORD is not set" in await refusal(wiki, password=nothing)
    assert wiki.requests == []


@pytest.mark.parametrize("script", ["view", "attach", "save"])
async def test_a_login_that_expires_on_the_way_is_renewed_once(either, script):
    either.edit(TOPIC, "OleB", says(BY_HAND))
    either.before[script] = either.sessions.clear
    await put(either)
    assert "two new ropes" in either.pages[TOPIC].text
    assert either.requests.count("login") == 2


@pytest.mark.parametrize("script", ["attach", "save"])
async def test_a_login_that_expires_again_and_again_leaves_the_page_alone(either, script):
    either.edit(TOPIC, "OleB", says(BY_HAND))
    either.always[script] = lambda: either.logged_out(script, TOPIC)
    assert "log in again" in await refusal(either)
    assert either.pages[TOPIC].text == BY_HAND


async def test_a_page_that_may_not_be_read_or_changed_is_left_alone(either):
    either.edit(TOPIC, "OleB", says(BY_HAND))
    either.pages[TOPIC].locked = True
    assert "does not let MinutesBot change the page" in await refusal(either)
    either.pages[TOPIC].hidden = True
    assert "does not let MinutesBot read the page" in await refusal(either)
    assert either.pages[TOPIC].text == BY_HAND


@pytest.mark.parametrize(
    ("by_hand", "said"),
    [
        ("---++ Cranes (Wanda K.)\n---++ Cranes (Wanda K.)\n", "stands on the page twice"),
        ("<verbatim>\n", "does not end: close it"),
        ('<div class="foswikiConflict">CONFLICT</div>\n', "keep what is right"),
    ],
)
async def test_a_page_into_which_nothing_can_be_put_is_left_alone(either, by_hand, said):
    either.edit(TOPIC, "OleB", says(by_hand))
    assert said in await refusal(either)
    assert either.pages[TOPIC].text == by_hand


async def test_somebody_who_creates_the_page_first_is_not_overwritten(either):
    either.before["save"] = lambda: either.edit(TOPIC, "OleB", says(BY_HAND))
    with pytest.raises(NotNow, match="created the page"):
        await put(either)
    assert either.pages[TOPIC].text == BY_HAND
    await put(either)
    assert "high water" in either.pages[TOPIC].text


async def test_an_answer_that_is_lost_is_not_known_and_not_saved_twice(wiki):
    wiki.edit(TOPIC, "OleB", says(BY_HAND))
    wiki.lose_answer_to = "save"
    with pytest.raises(OutcomeUnknown):
        await put(wiki)
    await put(wiki, doubtful=True)
    assert len(wiki.forms) == 1
    assert "two new ropes" in wiki.pages[TOPIC].text


async def test_a_look_afterwards_that_fails_leaves_it_unknown(either):
    either.before["save"] = lambda: either.instead.update(view=web.Response(status=503))
    with pytest.raises(OutcomeUnknown):
        await put(either)
    await put(either, doubtful=True)
    assert len(either.forms) == 1


@pytest.mark.parametrize(
    ("script", "error"), [("login", NotNow), ("view", NotNow), ("attach", NotNow), ("save", OutcomeUnknown)]
)
async def test_a_wiki_that_fails_is_asked_again_later(either, script, error):
    either.edit(TOPIC, "OleB", says(twiki(late("one rope"))))
    either.instead[script] = web.Response(status=502)
    with pytest.raises(error):
        await put(either, WEEK, late("one rope"))
    await put(either, WEEK, late("one rope"))
    assert either.pages[TOPIC].text == twiki(WEEK)


async def test_a_key_that_the_wiki_does_not_take_is_fetched_anew(either):
    either.before["save"] = either.keys.clear
    with pytest.raises(NotNow, match="key of its own form"):
        await put(either)
    await put(either)
    assert either.pages[TOPIC].text == twiki(WEEK)


async def test_a_wiki_that_cannot_be_reached_is_asked_again_later(either):
    elsewhere = replace(on(either).wiki, url="http://127.0.0.1:9/bin")
    with pytest.raises(NotNow, match="cannot be reached"):
        await WikiPages(PASSWORD).put(WikiPage(elsewhere, WEEK))


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"status": 404}, "there is no wiki at"),
        ({"status": 301, "headers": {"Location": "https://elsewhere.example/bin/login"}}, "has moved"),
        ({"status": 302, "headers": {"Location": "/welcome"}}, "neither TWiki nor Foswiki"),
    ],
)
async def test_what_is_no_wiki_is_told_with_what_to_correct(either, answer, said):
    either.instead["login"] = web.Response(**answer)
    refused = await refusal(either)
    assert said in refused
    assert "correct url in calls.toml" in refused


async def test_a_login_page_in_place_of_the_source_is_not_taken_for_the_page(either):
    either.always["view"] = lambda: web.Response(text="<form>log in</form>", content_type="text/html")
    assert "something else than the source" in await refusal(either)
    assert either.forms == []


async def test_the_doctor_is_told_which_wiki_it_is_and_what_stands_there(either):
    place = on(either).wiki
    looked = await WikiPages(PASSWORD).look(place, WEEK.topic)
    key = "a key for its forms, "
    assert looked == f"{either.name} as MinutesBot, {TOPIC} does not exist yet, {key}{either.charset}"
    await put(either)
    assert "stands at revision 1 and may be changed" in await WikiPages(PASSWORD).look(place, WEEK.topic)
    assert len(either.forms) == 1


@pytest.mark.parametrize("place", ["https://[x", "https://[call]/oops", "//[", "http://a\x00b", "\ud800"])
def test_a_redirect_to_an_address_that_is_none_leads_nowhere(place):
    answer = Answer(302, "text/html", "utf-8", b"", location=place)
    assert not answer.sent_to("login")
    assert answer.oops == ""


@pytest.mark.parametrize("charset", ["punycode", "idna", "hex", "rot13", "x", ""])
def test_a_page_in_a_character_set_that_cannot_be_read_is_refused_in_one_line(charset):
    with pytest.raises(WikiRefused, match="as the wiki says"):
        _ = Answer(200, "text/plain", charset, b"\xff+\xfe\n---++ X\xc9").text

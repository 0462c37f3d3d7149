"""Minutes go on their page in the wiki, over real HTTP, on TWiki and on Foswiki."""

import html
from collections.abc import Callable
from dataclasses import replace

import pytest
from aiohttp import web

from bot.formats.twiki import twiki
from bot.model.call import Charset, Style, WikiTopic
from bot.model.errors import NotNow, OutcomeUnknown, Refused
from bot.model.message import WikiPage
from bot.model.minutes import Minutes, Silence
from bot.model.update import Sections
from bot.wiki.pages import WikiPages
from tests.formats.samples import area, item, minutes
from tests.wiki.engine import Engine, Form, serving
from tests.wiki.engines import Foswiki, TWiki

PASSWORD = "open sesame"
CRANES = area("Cranes (Wanda K.)", Style.FLAT, sections=Sections(news=(item("two new ropes \u2013 blue"),)))
TIDES = area("Tides (Ole)", Style.FLAT, silence=Silence.NO_REPORT)
WEEK = minutes(CRANES, TIDES)
TOPIC = f"Production.{WEEK.topic}"
BY_HAND = """\
---++ Announcements:
   * K\u00e4se at five

---++ Cranes (Wanda K.)

---++ Tides (Ole)

   * high water

---++ Documentation
   * all fine
"""

pytestmark = pytest.mark.wire


@pytest.fixture(
    params=[
        TWiki,
        Foswiki,
        lambda: TWiki(charset="utf-8"),
        lambda: TWiki(has_keys=False),
        lambda: Foswiki(charset="iso-8859-1"),
        lambda: Foswiki(method="embedded"),
        lambda: Foswiki(method="none"),
        lambda: Foswiki(in_header=True),
    ],
    ids=[
        "TWiki",
        "Foswiki",
        "TWiki-utf8",
        "TWiki-4",
        "Foswiki-latin",
        "embedded",
        "no-keys",
        "key-in-header",
    ],
)
async def wiki(request):
    async with serving(request.param()) as engine:
        yield engine


@pytest.fixture(params=[TWiki, Foswiki])
async def either(request):
    async with serving(request.param()) as engine:
        yield engine


def on(wiki: Engine, said: Minutes = WEEK, *stood: Minutes, login: str = "MinutesBot") -> WikiPage:
    return WikiPage(WikiTopic(url=wiki.url, web="Production", login=login), said, stood)


async def put(wiki: Engine, said: Minutes = WEEK, *stood: Minutes, password: str = PASSWORD, **more):
    return await WikiPages(password, seconds=2).put(on(wiki, said, *stood), **more)


async def refusal(wiki: Engine, *said: Minutes, password: str = PASSWORD) -> str:
    with pytest.raises(Refused) as caught:
        await put(wiki, *(said or (WEEK,)), password=password)
    assert PASSWORD not in f"{caught.value}{caught.value!r}"
    return str(caught.value)


def says(text: str) -> Callable[[str], str]:
    return lambda _: text


def adds(line: str, under: str) -> Callable[[str], str]:
    return lambda text: text.replace(under, f"{under}\n{line}")


def late(text: str) -> Minutes:
    """The minutes with a late word about the cranes."""
    return replace(WEEK, revision=2, areas=(replace(CRANES, sections=Sections(news=(item(text),))), TIDES))


def saved(wiki: Engine) -> Form:
    (form,) = wiki.forms
    return form


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
    assert set(wiki.requests) <= {"login", "view", "attach", "save"}


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
    assert "MINUTESBOT_WIKI_PASSWORD is not set" in await refusal(wiki, password="")
    assert wiki.requests == []


@pytest.mark.parametrize("script", ["view", "attach", "save"])
async def test_a_login_that_expires_on_the_way_leaves_the_page_alone(either, script):
    either.edit(TOPIC, "OleB", says(BY_HAND))
    either.before[script] = either.sessions.clear
    assert "log in again" in await refusal(either)
    assert either.pages[TOPIC].text == BY_HAND


async def test_a_page_that_may_not_be_read_or_changed_is_left_alone(either):
    either.edit(TOPIC, "OleB", says(BY_HAND))
    either.pages[TOPIC].locked = True
    assert "does not let MinutesBot change the page" in await refusal(either)
    either.pages[TOPIC].hidden = True
    assert "does not let MinutesBot read the page" in await refusal(either)
    assert either.pages[TOPIC].text == BY_HAND


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
    either.instead[script] = web.Response(status=502)
    with pytest.raises(error):
        await put(either)
    await put(either)
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
    either.instead["view"] = web.Response(text="<form>log in</form>", content_type="text/html")
    assert "something else than the source" in await refusal(either)
    assert either.forms == []


async def test_the_doctor_is_told_which_wiki_it_is_and_what_stands_there(either):
    either.edit("Production.WebHome", "OleB", says("Welcome"))
    place = on(either).wiki
    looked = await WikiPages(PASSWORD).look(place, WEEK.topic)
    assert looked == f"{either.name} as MinutesBot, {TOPIC} does not exist yet"
    await put(either)
    assert "revision 1" in await WikiPages(PASSWORD).look(place, WEEK.topic)
    assert len(either.forms) == 1

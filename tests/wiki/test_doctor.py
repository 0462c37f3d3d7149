"""The doctor says whether the minutes of a call will get into its wiki, and changes nothing there."""

from dataclasses import replace

import pytest

from bot.cli.doctor import wiki_finding
from bot.model.call import WikiTopic
from bot.model.meeting import schedule
from bot.wiki.pages import WikiPages
from tests.rules.test_plan import CALL, DAY

pytestmark = pytest.mark.wire


async def found(url: str, password: str | None, topic: str = "{year}Page"):
    call = replace(CALL, twiki=WikiTopic(topic=topic, url=url, web="Production", login="MinutesBot"))
    return await wiki_finding(call, schedule(call, DAY), WikiPages(password).look)


async def test_a_wiki_that_lets_the_bot_in_is_fine(either):
    finding = await found(either.url, "open sesame")
    said = f"ok    wiki of Production: {either.name} as MinutesBot, Production.2026Page does not exist yet"
    assert str(finding) == said
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

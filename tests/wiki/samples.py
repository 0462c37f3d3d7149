"""Minutes with invented names, a page that people wrote, and how one is put on the other."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.model.call import Style, WikiTopic
from bot.model.errors import Rejected
from bot.model.message import WikiPage
from bot.model.minutes import Minutes, Silence
from bot.model.update import Sections
from bot.wiki.pages import WikiPages
from tests.formats.samples import area, item, minutes
from tests.wiki.engine import Engine
from tests.wiki.records import Form

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


def on(wiki: Engine, said: Minutes = WEEK, *stood: Minutes, login: str = "MinutesBot") -> WikiPage:
    return WikiPage(WikiTopic(url=wiki.url, web="Production", login=login), said, stood)


async def put(wiki: Engine, said: Minutes = WEEK, *stood: Minutes, password: str = PASSWORD, **more):
    return await WikiPages(password, seconds=2).put(on(wiki, said, *stood), **more)


async def refusal(wiki: Engine, *said: Minutes, password: str = PASSWORD) -> str:
    with pytest.raises(Rejected) as caught:
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

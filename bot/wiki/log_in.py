"""The two ways to log in to a wiki: its own form, and HTTP Basic where the web server asks for it."""

import re
from http import HTTPStatus

from bot.model.call import WikiTopic
from bot.wiki.answer import Answer, WikiNotNow, WikiRefused
from bot.wiki.wire import Wire

HOME = "WebHome"
REFUSED = "the wiki refused the login {login}: correct login in calls.toml, or MINUTESBOT_WIKI_PASSWORD"


async def by_form(wire: Wire, wiki: WikiTopic, password: str) -> str:
    """Log in with the wiki's own form, and return which wiki it is, as its cookies tell.

    That it was so is known only when something was asked that needs a login. Raises WikiNotNow or
    WikiRefused.
    """
    charset = await wire.charset_for("the login or its password", wiki.login + password)
    form = {"username": wiki.login, "password": password}
    answer = await wire.ask("POST", "login", form=form, charset=charset)
    if answer.wants_basic:
        return await by_basic(wire, wiki, password)
    _check_address(answer, wiki)
    if answer.shows_login or answer.sent_to("login") or answer.sent_to("oops"):
        raise WikiRefused(REFUSED.format(login=wiki.login))
    return _engine(wire, wiki) if answer.moved else _no_wiki(wiki)


async def by_basic(wire: Wire, wiki: WikiTopic, password: str) -> str:
    """Log in with every request; a page that only those may see who are logged in proves it."""
    await wire.authorize(wiki.login, password)
    answer = await wire.ask("GET", "viewauth", HOME, query={"raw": "text"})
    if answer.status == HTTPStatus.UNAUTHORIZED:
        raise WikiRefused(REFUSED.format(login=wiki.login))
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise WikiNotNow(f"the wiki failed ({answer.status})")
    return _engine(wire, wiki)


def check_address(wiki: WikiTopic) -> None:
    """Raise WikiRefused if the address is that of a page and not of the wiki's scripts; nothing is asked."""
    if found := _PAGE.fullmatch(wiki.url):
        raise WikiRefused(
            f"{wiki.url} is the address of a page or script and not of all scripts: "
            f'correct url in calls.toml, probably to "{found[1]}"'
        )


_ENGINES = {"TWiki": re.compile("TWIKISID$"), "Foswiki": re.compile("FOSWIKISID$")}
_PAGE = re.compile(
    r"(https?://[^/]+(?:/[^/]+)*?)/(?:attach|edit|login|logon|oops|save|viewauth|view)(?:\.\w+)?(?:/[^/]+){0,3}"
)


def _check_address(answer: Answer, wiki: WikiTopic) -> None:
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise WikiNotNow(f"the wiki failed ({answer.status})")
    if answer.missing:
        raise WikiRefused(f"there is no wiki at {wiki.url}: correct url in calls.toml")
    if answer.status in (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT):
        raise WikiRefused(f"the wiki at {wiki.url} has moved: correct url in calls.toml")


def _engine(wire: Wire, wiki: WikiTopic) -> str:
    names = [name for name, _ in wire.cookies()]
    return next(
        (engine for engine, sign in _ENGINES.items() if any(map(sign.search, names))), ""
    ) or _no_wiki(wiki)


def _no_wiki(wiki: WikiTopic) -> str:
    raise WikiRefused(f"at {wiki.url} is neither TWiki nor Foswiki: correct url in calls.toml")

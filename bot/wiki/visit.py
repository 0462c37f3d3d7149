"""One session with a wiki: log in, ask what stands there, save it."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import md5
from http import HTTPStatus
from typing import TypeVar

import aiohttp

from bot.formats.twiki.amend import without_meta
from bot.formats.twiki.read_page import TopicInfo, read_page
from bot.model.call import WikiTopic
from bot.wiki.answer import ACCESS, Answer, LoggedOut, WikiRefused, judged
from bot.wiki.log_in import HOME, by_basic, by_form, check_address
from bot.wiki.wire import Wire

T = TypeVar("T")

TIMEOUT_SECONDS = 10.0  # a visit is seven requests at most, which is far shorter than a delivery's lease


@dataclass(frozen=True, slots=True)
class Found:
    """A page as it stands; one that does not exist yet has no text.

    A page that was put into the data folder by hand has no revision. `form` is where something could be
    attached to it, if the wiki was asked for that.
    """

    topic: str
    charset: str
    text: str = ""
    info: TopicInfo = field(default_factory=TopicInfo)
    exists: bool = False
    key: str = ""
    form: Answer | None = None


class Visit:
    """A session that is logged in, with `basic` by every request; `engine` is TWiki or Foswiki."""

    def __init__(self, wire: Wire, wiki: WikiTopic, engine: str, *, basic: bool) -> None:
        self._wire = wire
        self._wiki = wiki
        self._view = "viewauth" if basic else "view"  # behind Apache nobody is known on the other
        self.engine = engine

    async def prove(self) -> None:
        """Ask for something that everybody has to log in for; raises LoggedOut if nobody is logged in."""
        await self._form(HOME)

    async def found(self, topic: str) -> Found:
        """The page as it stands.

        TWiki shows a template in the place of a page that does not exist, so it is asked first whether
        something could be attached to it.
        """
        form = await self._form(topic) if self.engine == "TWiki" else None
        answer = await self.read(topic, "all")
        if form.missing if form else answer.missing:
            return Found(topic, answer.charset, key=answer.key)
        page = answer.text
        return Found(topic, answer.charset, without_meta(page), read_page(page).info, exists=True, form=form)

    async def read(self, topic: str, raw: str) -> Answer:
        """The source of a page, with its META lines if `raw` is `all`; the page may be missing."""
        answer = await self._judged("GET", self._view, "read", topic, query={"raw": raw})
        if answer.missing or (answer.kind == "text/plain" and not answer.moved):
            return answer
        said = f"the wiki showed something else than the source of {self._wiki.web}.{topic}"
        if self.engine == "Foswiki" and answer.kind == "text/html":  # so to everybody who is not logged in
            raise LoggedOut(self._wiki.login, said)
        raise WikiRefused(said)

    async def key(self, found: Found, parent: str = "") -> str:
        """The key that the wiki wants when it saves, read from its upload form; empty if it wants none.

        Not from the edit form: that locks the page, and colleagues are warned of the lock. For a new page
        any other will do, its parent or the web's first one, where the login may change it.
        """
        if found.exists:
            form = found.form or await self._form(found.topic)
            return _key_in(judged(form, self._wiki.login, "change"))
        if found.key:
            return found.key
        for topic in filter(None, (parent, HOME)):
            if not (form := await self._form(topic)).moved and form.status < HTTPStatus.BAD_REQUEST:
                return _key_in(form)
        return ""

    async def send(
        self, script: str, topic: str, fields: Mapping[str, str], *, charset: str, key: str
    ) -> Answer:
        """Send a form that changes something; raises OutcomeUnknown if nobody answers."""
        form = {**fields, **self._signed(key)}
        answer = await self._wire.ask("POST", script, topic, form=form, charset=charset, changes=True)
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return answer
        return judged(answer, self._wiki.login, "change")

    async def reason(self, answer: Answer, topic: str) -> str:
        """What the page says to which the wiki sent us after a form; empty where it sent us to none."""
        if not answer.told_at:
            return ""
        query = {"twiki_redirect_cache": answer.told_at}
        return (await self._wire.ask("GET", "oops", topic, query=query)).shown

    def no_access(self, verb: str) -> str:
        """Say that the login may not do something to the page."""
        return ACCESS.format(login=self._wiki.login, verb=verb)

    async def _form(self, topic: str) -> Answer:
        """The form in which something is attached to a page, or why there is none."""
        answer = await self._wire.ask("GET", "attach", topic)
        if answer.oops:
            return answer
        try:
            return judged(answer, self._wiki.login, "change")
        except LoggedOut:
            raise
        except WikiRefused:
            return answer

    async def _judged(
        self, method: str, script: str, verb: str, topic: str, *, query: Mapping[str, str]
    ) -> Answer:
        return judged(await self._wire.ask(method, script, topic, query=query), self._wiki.login, verb)

    def _signed(self, key: str) -> dict[str, str]:
        """The field that proves that the form came from the wiki; an old one wants none."""
        if not key:
            return {}
        if self.engine == "TWiki":
            return {"crypttoken": key}
        cookies = self._wire.cookies()
        secret = next((value for name, value in cookies if name.endswith("FOSWIKISTRIKEONE")), "")
        nonce = key.removeprefix("?")
        signed = md5((nonce + secret).encode(), usedforsecurity=False).hexdigest()
        return {"validation_key": signed if secret else nonce}


async def visiting(
    wiki: WikiTopic,
    password: str | None,
    work: Callable[[Visit], Awaitable[T]],
    seconds: float = TIMEOUT_SECONDS,
) -> T:
    """Log in and do the work; once more, in a new session, where it turns out that nobody is logged in.

    So `work` raises LoggedOut only while nothing has been changed. Raises WikiNotNow or WikiRefused.
    """
    try:
        async with _visit(wiki, password, seconds) as visitor:
            return await work(visitor)
    except LoggedOut as out:
        async with _visit(wiki, password, seconds, basic=out.basic) as visitor:
            return await work(visitor)


@asynccontextmanager
async def _visit(
    wiki: WikiTopic, password: str | None, seconds: float, *, basic: bool = False
) -> AsyncIterator[Visit]:
    if not (password or "").strip():
        raise WikiRefused("MINUTESBOT_WIKI_PASSWORD is not set")
    check_address(wiki)
    limit = aiohttp.ClientTimeout(total=seconds)
    jar = aiohttp.CookieJar(unsafe=True)  # also for a wiki that has a number and no name
    async with aiohttp.ClientSession(timeout=limit, cookie_jar=jar) as session:
        wire = Wire(session, wiki)
        engine = await (by_basic if basic else by_form)(wire, wiki, password or "")
        yield Visit(wire, wiki, engine, basic=bool(wire.authorization))


def _key_in(form: Answer) -> str:
    return form.key or form.hidden("validation_key") or form.hidden("crypttoken")

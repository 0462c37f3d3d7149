"""One session with a wiki: log in, read a page, save it. Redirects are never followed."""

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from hashlib import md5
from http import HTTPStatus
from urllib.parse import quote, urlencode

import aiohttp

from bot.model.call import WikiTopic
from bot.model.errors import OutcomeUnknown
from bot.wiki.answer import KEY_HEADER, STOCK_CHARSET, Answer, WikiNotNow, WikiRefused, judged

TIMEOUT_SECONDS = 10.0  # a visit is six requests at most, which is far shorter than a delivery's lease
HOME = "WebHome"


class Visit:
    """A session; `engine` is TWiki or Foswiki, known by its cookies after the log-in."""

    def __init__(self, session: aiohttp.ClientSession, wiki: WikiTopic) -> None:
        self._session = session
        self._wiki = wiki
        self.engine = ""

    async def log_in(self, password: str) -> None:
        """Log in, and learn from the cookies which wiki it is; raises WikiNotNow or WikiRefused."""
        form = {"username": self._wiki.login, "password": password}
        answer = await self._ask("POST", "login", data=urlencode(form).encode(), headers=_FORM)
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise WikiNotNow(f"the wiki failed ({answer.status})")
        if answer.missing:
            raise WikiRefused(f"there is no wiki at {self._wiki.url}: correct url in calls.toml")
        if answer.status in (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT):
            raise WikiRefused(f"the wiki at {self._wiki.url} has moved: correct url in calls.toml")
        if not answer.moved or answer.sent_to("login") or answer.sent_to("oops"):
            raise WikiRefused(
                f"the wiki refused the login {self._wiki.login}: "
                "correct login in calls.toml, or MINUTESBOT_WIKI_PASSWORD"
            )
        names = {cookie.key for cookie in self._session.cookie_jar}
        self.engine = next((engine for engine, sign in _SIGNS.items() if any(map(sign.search, names))), "")
        if not self.engine:
            raise WikiRefused(f"at {self._wiki.url} is neither TWiki nor Foswiki: correct url in calls.toml")

    async def read(self, topic: str, raw: str) -> Answer:
        """The source of a page, with its META lines if `raw` is `all`; the page may be missing."""
        answer = judged(await self._ask("GET", "view", topic, params={"raw": raw}), self._wiki.login, "read")
        if not answer.missing and (answer.moved or answer.kind != "text/plain"):
            raise WikiRefused(f"the wiki showed something else than the source of {self._wiki.web}.{topic}")
        return answer

    async def save(
        self, topic: str, text: str, fields: Mapping[str, str], *, charset: str, key: str
    ) -> Answer:
        """Save a page, and return the answer; raises OutcomeUnknown if nobody answers."""
        form = {"text": text, "action_save": "1", "forcenewrevision": "1", **fields, **self._signed(key)}
        body = urlencode(form, encoding=charset).encode("ascii")
        answer = await self._ask("POST", "save", topic, data=body, headers=_FORM, changes=True)
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise OutcomeUnknown(f"the wiki answered {answer.status}")
        return judged(answer, self._wiki.login, "change")

    async def key(self, topic: str) -> str:
        """The key that the wiki wants when it saves, read from its upload form; empty if it wants none.

        Not from the edit form: that locks the page, and colleagues are warned of the lock.
        """
        form = judged(await self._ask("GET", "attach", topic), self._wiki.login, "change")
        return form.key or form.hidden("validation_key") or form.hidden("crypttoken")

    def _signed(self, key: str) -> dict[str, str]:
        """The field that proves that the form came from the wiki; an old one wants none."""
        if not key:
            return {}
        if self.engine == "TWiki":
            return {"crypttoken": key}
        secret = next(
            (cookie.value for cookie in self._session.cookie_jar if cookie.key.endswith("FOSWIKISTRIKEONE")),
            "",
        )
        nonce = key.removeprefix("?")
        signed = md5((nonce + secret).encode(), usedforsecurity=False).hexdigest()
        return {"validation_key": signed if secret else nonce}

    async def _ask(
        self,
        method: str,
        script: str,
        topic: str = "",
        *,
        changes: bool = False,
        params: Mapping[str, str] | None = None,
        data: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """One request, one answer. Whatever goes wrong with one that only reads can be asked again."""
        place = "/".join((*re.split("[./]", self._wiki.web), quote(topic, safe=""))) if topic else ""
        url = f"{self._wiki.url}/{script}" + (f"/{place}" if place else "")
        try:
            async with self._session.request(
                method, url, params=params, data=data, headers=headers, allow_redirects=False
            ) as response:
                return await _answer(response)
        except aiohttp.ClientConnectorError as failure:
            raise WikiNotNow(f"the wiki at {self._wiki.url} cannot be reached") from failure
        except (TimeoutError, aiohttp.ClientError) as failure:
            if changes:
                raise OutcomeUnknown(type(failure).__name__) from failure
            raise WikiNotNow(f"the wiki did not answer ({type(failure).__name__})") from failure


@asynccontextmanager
async def visit(
    wiki: WikiTopic, password: str | None, seconds: float = TIMEOUT_SECONDS
) -> AsyncIterator[Visit]:
    """A session that is logged in, until the context ends; raises WikiNotNow or WikiRefused."""
    if not password:
        raise WikiRefused("MINUTESBOT_WIKI_PASSWORD is not set")
    limit = aiohttp.ClientTimeout(total=seconds)
    jar = aiohttp.CookieJar(unsafe=True)  # also for a wiki that has a number and no name
    async with aiohttp.ClientSession(timeout=limit, cookie_jar=jar) as session:
        visitor = Visit(session, wiki)
        await visitor.log_in(password)
        yield visitor


_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_SIGNS = {"TWiki": re.compile("TWIKISID$"), "Foswiki": re.compile("FOSWIKISID$")}


async def _answer(response: aiohttp.ClientResponse) -> Answer:
    return Answer(
        status=response.status,
        kind=response.content_type,
        charset=response.charset or STOCK_CHARSET,
        body=await response.read(),
        location=response.headers.get("Location", ""),
        key=response.headers.get(KEY_HEADER, ""),
    )

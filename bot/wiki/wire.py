"""Requests to one wiki, and to no other address: redirects are never followed."""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlencode

import aiohttp

from bot.model.call import WikiTopic
from bot.model.errors import OutcomeUnknown
from bot.wiki.answer import KEY_HEADER, STOCK_CHARSET, Answer, WikiNotNow, WikiRefused


class Wire:
    """The scripts of a wiki, in its own character set; `authorization` is a header of every request."""

    def __init__(self, session: aiohttp.ClientSession, wiki: WikiTopic) -> None:
        self._session = session
        self._wiki = wiki
        self._charset = ""
        self.authorization = ""

    async def ask(
        self,
        method: str,
        script: str,
        topic: str = "",
        *,
        query: Mapping[str, str] | None = None,
        form: Mapping[str, str] | None = None,
        charset: str = "",
        changes: bool = False,
    ) -> Answer:
        """One request, one answer. Whatever goes wrong with one that only reads can be asked again.

        Raises WikiNotNow; OutcomeUnknown instead for one that `changes`; WikiRefused for what does not fit
        into the character set.
        """
        url = await self._address(script, topic)
        address = f"{url}?{urlencode(query)}" if query else url
        data = urlencode(form, encoding=charset or STOCK_CHARSET).encode("ascii") if form else None
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        if self.authorization:
            headers["Authorization"] = self.authorization
        try:
            async with self._session.request(
                method, address, data=data, headers=headers, allow_redirects=False
            ) as response:
                return await _answer(response)
        except aiohttp.ClientConnectorError as failure:
            raise WikiNotNow(f"the wiki at {self._wiki.url} cannot be reached") from failure
        except (TimeoutError, aiohttp.ClientError) as failure:
            if changes:
                raise OutcomeUnknown(type(failure).__name__) from failure
            raise WikiNotNow(f"the wiki did not answer ({type(failure).__name__})") from failure

    async def charset_for(self, what: str, text: str) -> str:
        """The character set to send a text in; raises WikiRefused, naming `what` it is, if it does not fit.

        What is ASCII fits into each. Else the wiki's form to log in tells, as nobody is logged in yet.
        """
        if text.isascii():
            return "ascii"
        if not self._charset:
            self._charset = (await self.ask("GET", "login")).charset
        try:
            text.encode(self._charset)
        except (UnicodeError, LookupError):
            raise WikiRefused(
                f"{what} has characters that the wiki does not know, which speaks {self._charset}"
            ) from None
        return self._charset

    async def authorize(self, login: str, password: str) -> None:
        """Show the password to the web server with every request from now on (HTTP Basic)."""
        charset = await self.charset_for("the login or its password", login + password)
        self.authorization = f"Basic {b64encode(f'{login}:{password}'.encode(charset)).decode('ascii')}"

    def cookies(self) -> Iterator[tuple[str, str]]:
        """The names and values of what the wiki has us remember."""
        return ((cookie.key, cookie.value) for cookie in self._session.cookie_jar)

    async def _address(self, script: str, topic: str) -> str:
        if not topic:
            return f"{self._wiki.url}/{script}"
        parts = (*re.split("[./]", self._wiki.web), topic)
        charset = await self.charset_for(f"the name of the page {self._wiki.web}.{topic}", "".join(parts))
        return "/".join((self._wiki.url, script, *(quote(part, safe="", encoding=charset) for part in parts)))


async def _answer(response: aiohttp.ClientResponse) -> Answer:
    return Answer(
        status=response.status,
        kind=response.content_type,
        charset=response.charset or STOCK_CHARSET,
        body=await response.read(),
        location=response.headers.get("Location", ""),
        key=response.headers.get(KEY_HEADER, ""),
        challenges=", ".join(response.headers.getall("WWW-Authenticate", ())),
    )

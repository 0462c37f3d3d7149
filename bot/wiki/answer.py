"""Answers of a wiki, read the same for TWiki and Foswiki; failures become NotNow and Rejected."""

import html
import re
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import SplitResult, parse_qsl, urlsplit

from bot.model.errors import NotNow, Rejected

RETRY_SECONDS = 60.0
STOCK_CHARSET = "iso-8859-1"  # what a wiki speaks that does not say
KEY_HEADER = "X-Foswiki-Validation"


class WikiNotNow(NotNow):
    """The minutes are not on the wiki page yet, and it is tried again."""

    def __init__(self, detail: str) -> None:
        super().__init__(RETRY_SECONDS, detail)


class WikiRefused(Rejected):
    """The minutes could not be put on the wiki page."""


class LoggedOut(WikiRefused):
    """Nobody is logged in, and nothing was done.

    `basic` says that the web server asks for the password (HTTP Basic), and not the wiki's own form.
    """

    def __init__(self, login: str, detail: str = "", *, basic: bool = False) -> None:
        super().__init__(detail or EXPIRED.format(login=login))
        self.basic = basic


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer of the wiki; `location` is where it redirects to, `key` its validation key.

    `challenges` are the ways to log in that the web server offers.
    """

    status: int
    kind: str
    charset: str
    body: bytes
    location: str = ""
    key: str = ""
    challenges: str = ""

    @property
    def text(self) -> str:
        """The body as text; raises WikiRefused if its character set is not the one it claims."""
        try:
            return self.body.decode(self.charset)
        except (UnicodeError, LookupError) as failure:
            raise WikiRefused(f"the page is not in {self.charset} as the wiki says") from failure

    @property
    def moved(self) -> bool:
        """Whether it is a redirect."""
        return HTTPStatus.MULTIPLE_CHOICES <= self.status < HTTPStatus.BAD_REQUEST

    @property
    def missing(self) -> bool:
        """Whether the page does not exist."""
        return self.status == HTTPStatus.NOT_FOUND or "no_such_topic" in self.oops

    @property
    def wants_basic(self) -> bool:
        """Whether the web server asks for a password."""
        return self.status == HTTPStatus.UNAUTHORIZED and bool(_BASIC.search(self.challenges))

    @property
    def shows_login(self) -> bool:
        """Whether it is a form to log in."""
        return self.kind == "text/html" and bool(_PASSWORD_FIELD.search(self.body))

    @property
    def wants_login(self) -> bool:
        """Whether somebody has to log in before anything else, on the wiki's own pages."""
        sent = self.sent_to("viewauth") or (self.sent_to("login") and "validate" not in self.location)
        return sent or self.shows_login

    @property
    def shown(self) -> str:
        """The words of the page that it shows, without its markup."""
        return re.sub(r"<[^<>]*>", " ", self.body.decode("latin-1"))

    def hidden(self, name: str) -> str:
        """The value of a hidden field of the form in it; empty if there is none."""
        for tag in re.findall(r"<input\b[^>]*>", self.body.decode("latin-1"), re.IGNORECASE):
            fields = {key.lower(): html.unescape(value) for key, _, value in _ATTRIBUTE.findall(tag)}
            if fields.get("name") == name:
                return fields.get("value", "")
        return ""

    @property
    def _place(self) -> SplitResult:
        """The address to which it redirects; an empty one where that is none."""
        try:
            return urlsplit(self.location)
        except ValueError:
            return urlsplit("")

    def sent_to(self, script: str) -> bool:
        """Whether it redirects to this script of the wiki."""
        return script in self._place.path.split("/")

    @property
    def oops(self) -> str:
        """What the wiki's error page is about, such as `oopsattention topic_exists`; empty if it is none."""
        if not self.sent_to("oops"):
            return ""
        said = self._said
        return " ".join(filter(None, (said.get("template", "oops"), said.get("def", ""))))

    @property
    def told_at(self) -> str:
        """Under which name the reason is kept that the address does not tell; empty where there is none."""
        held = self._said.get("twiki_redirect_cache", "") if self.sent_to("oops") else ""
        return held if re.fullmatch(r"\w+", held) else ""

    @property
    def verb(self) -> str:
        """What an error page about access says may not be done, in the wiki's word."""
        return self._said.get("param1", "")

    @property
    def _said(self) -> dict[str, str]:
        return dict(parse_qsl(self._place.query.replace(";", "&")))


_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*([\"'])(.*?)\2", re.DOTALL)
_BASIC = re.compile(r"(?:^|,)\s*basic\b", re.IGNORECASE)
_PASSWORD_FIELD = re.compile(rb"<input\b[^>]*\btype\s*=\s*[\"']?password", re.IGNORECASE)
_VERBS = {"VIEW": "read", "CHANGE": "change"}  # what the wiki calls rights, and what we do
_DENIED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
_OVERLOADED = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.REQUEST_TIMEOUT)

ACCESS = "the wiki does not let {login} {verb} the page: give this login access, or paste the copy by hand"
NO_WEB = "the wiki has no such web: correct web in calls.toml"
OLD_KEY = "the wiki did not take the key of its own form"
EXPIRED = "the wiki asked {login} to log in again: check that nothing ends its sessions early"


def judged(answer: Answer, login: str, verb: str) -> Answer:
    """Return the answer if the wiki did what it was asked.

    Raises WikiNotNow, WikiRefused or LoggedOut if it says that nothing was done; `verb` (read, change) stands
    in the message, unless the wiki itself says what may not be done.
    """
    if answer.wants_basic or answer.wants_login:
        raise LoggedOut(login, basic=answer.wants_basic or answer.sent_to("viewauth"))
    if "no_such_web" in answer.oops:
        raise WikiRefused(NO_WEB)
    if answer.status in _DENIED or ("access" in answer.oops and not answer.missing):
        raise WikiRefused(ACCESS.format(login=login, verb=_VERBS.get(answer.verb, verb)))
    if answer.sent_to("login"):
        raise WikiNotNow(OLD_KEY)
    if answer.status in _OVERLOADED:
        raise WikiNotNow(f"the wiki is busy ({answer.status})")
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise WikiNotNow(f"the wiki failed ({answer.status})")
    return answer

"""Answers of a wiki, read the same for TWiki and Foswiki; failures become NotNow and Rejected."""

import html
import re
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl, urlsplit

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


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer of the wiki; `location` is where it redirects to, `key` its validation key."""

    status: int
    kind: str
    charset: str
    body: bytes
    location: str = ""
    key: str = ""

    @property
    def text(self) -> str:
        """The body as text; raises WikiRefused if its character set is not the one it claims."""
        try:
            return self.body.decode(self.charset)
        except (UnicodeDecodeError, LookupError) as failure:
            raise WikiRefused(f"the page is not in {self.charset} as the wiki says") from failure

    @property
    def moved(self) -> bool:
        """Whether it is a redirect."""
        return HTTPStatus.MULTIPLE_CHOICES <= self.status < HTTPStatus.BAD_REQUEST

    @property
    def missing(self) -> bool:
        """Whether the page does not exist."""
        return self.status == HTTPStatus.NOT_FOUND

    def hidden(self, name: str) -> str:
        """The value of a hidden field of the form in it; empty if there is none."""
        for tag in re.findall(r"<input\b[^>]*>", self.body.decode("latin-1"), re.IGNORECASE):
            fields = {key.lower(): html.unescape(value) for key, _, value in _ATTRIBUTE.findall(tag)}
            if fields.get("name") == name:
                return fields.get("value", "")
        return ""

    def sent_to(self, script: str) -> bool:
        """Whether it redirects to this script of the wiki."""
        return script in urlsplit(self.location).path.split("/")

    @property
    def oops(self) -> str:
        """What the wiki's error page is about, such as `oopsattention topic_exists`; empty if it is none."""
        if not self.sent_to("oops"):
            return ""
        said = dict(parse_qsl(urlsplit(self.location).query.replace(";", "&")))
        return " ".join(filter(None, (said.get("template", "oops"), said.get("def", ""))))


_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*([\"'])(.*?)\2", re.DOTALL)
_DENIED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
_OVERLOADED = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.REQUEST_TIMEOUT)

ACCESS = "the wiki does not let {login} {verb} the page: give this login access, or paste the copy by hand"
EXPIRED = "the wiki asked {login} to log in again: check that nothing ends its sessions early"


def judged(answer: Answer, login: str, verb: str) -> Answer:
    """Return the answer if the wiki did what it was asked.

    Raises WikiNotNow or WikiRefused if it says that nothing was done; `verb` (read, change) stands in the
    message.
    """
    if answer.status in _DENIED or "access" in answer.oops:
        raise WikiRefused(ACCESS.format(login=login, verb=verb))
    if answer.sent_to("login"):
        if "validate" in answer.location:
            raise WikiNotNow("the wiki did not take the key of its own form")
        raise WikiRefused(EXPIRED.format(login=login))
    if answer.status in _OVERLOADED:
        raise WikiNotNow(f"the wiki is busy ({answer.status})")
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise WikiNotNow(f"the wiki failed ({answer.status})")
    return answer

"""The two engines as they differ: keys, cookies, what they show for a missing page, and how they say no."""

import re
import unicodedata
from dataclasses import dataclass, field
from hashlib import md5
from secrets import token_hex

from aiohttp import web

from tests.wiki.engine import LOGIN_FORM, Engine
from tests.wiki.records import Form

WIKI_WORD = r"[A-Z]+[a-z0-9]+[A-Z]+[A-Za-z0-9]*"
MISSING = "---+ Note: This topic does not exist\n\n---++ Cranes (Wanda K.)\n\n%IF{}%\n"


@dataclass
class TWiki(Engine):
    """TWiki 5.1.4; `has_keys` is off in TWiki 4.2.3, which names the character set of what it shows."""

    charset: str = "iso-8859-1"
    has_keys: bool = True
    keys: set[str] = field(default_factory=set)
    told_later: dict[str, str] = field(default_factory=dict)  # what the redirects of a save lead to

    name = "TWiki"
    session_cookie = "TWIKISID"

    def form(self, session: str) -> str:  # noqa: ARG002 - the other engine looks at it
        if not self.has_keys:
            return '<input type="file" name="filepath" />'
        self.keys.add(key := token_hex(16))
        return f'<input type="hidden" name="crypttoken" value="{key}" />'

    def version(self, number: int) -> str:
        return f"1.{number}"

    def source(self, text: str, session: str) -> web.Response:  # noqa: ARG002 - the same
        named = not self.has_keys or self.charset == "utf-8"
        body = text.encode(self.charset, "xmlcharrefreplace")
        return web.Response(body=body, content_type="text/plain", charset=self.charset if named else None)

    def absent(self, topic: str, raw: str, session: str) -> web.StreamResponse:
        """The source of the template of a missing page, with a revision of its own."""
        if topic.partition(".")[0] not in {name.partition(".")[0] for name in self.pages}:
            return self.denied(topic, "VIEW", "no_such_web")
        is_word = re.fullmatch(WIKI_WORD, topic.rpartition(".")[2])
        version = ("17" if is_word else "12") if self.has_keys else "$Rev$"
        info = f'%META:TOPICINFO{{author="TWikiContributor" date="1111" format="1.1" version="{version}"}}%\n'
        return self.source((info if raw == "all" else "") + MISSING, session)

    def denied(self, topic: str, verb: str, why: str = "topic_access") -> web.StreamResponse:
        return self.moved("oops", topic, f"template=oopsaccessdenied;def={why};param1={verb}")

    def no_form(self, topic: str, session: str) -> web.StreamResponse:  # noqa: ARG002 - the same
        return self.denied(topic, "upload%20files%20to", "no_such_topic")

    def logged_out(self, script: str, topic: str) -> web.StreamResponse:  # noqa: ARG002 - the same
        return self.moved("viewauth" if self.basic else "login", topic)

    def keyless(self, topic: str, session: str, form: Form) -> web.StreamResponse | None:  # noqa: ARG002
        if not self.has_keys or form.get("crypttoken") in self.keys:
            return None
        return self._told_later(topic, "The crypt token of the form is not valid")

    def not_saved(self, topic: str, why: str) -> web.StreamResponse:
        return self._told_later(topic, f"The topic {topic}: {why}")

    def merged(self, topic: str) -> web.StreamResponse:
        return self._told_later(topic, "Topic was merged")

    def _told_later(self, topic: str, why: str) -> web.StreamResponse:
        """After a form was sent the reason is not in the address, but on the page that it leads to."""
        self.told_later[held := token_hex(16)] = why
        return self.moved("oops", topic, f"twiki_redirect_cache={held}")

    def told(self, request: web.Request, session: str) -> web.StreamResponse:
        why = self.told_later.pop(request.query.get("twiki_redirect_cache", ""), "oops")
        return self.html(f"<h1>Attention</h1> {why}", session)


@dataclass
class Foswiki(Engine):
    """Foswiki 2; `method` is how it validates forms."""

    method: str = "strikeone"
    keys: dict[str, set[str]] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)

    name = "Foswiki"
    session_cookie = "FOSWIKISID"

    def opened(self, response: web.StreamResponse, session: str) -> None:
        if self.method == "strikeone":
            self.secrets[session] = token_hex(16)
            response.set_cookie("FOSWIKISTRIKEONE", self.secrets[session])

    def _nonce(self, session: str) -> str:
        self.keys.setdefault(session, set()).add(nonce := token_hex(16))
        return nonce

    def headers(self, session: str) -> dict[str, str]:
        keyed = session and self.method != "none"
        return {"X-Foswiki-Validation": self._nonce(session)} if keyed else {}

    def form(self, session: str) -> str:
        if self.method == "none":
            return ""
        sign = "?" if self.method == "strikeone" else ""
        return f"<input type='hidden' name='validation_key' value='{sign}{self._nonce(session)}' />"

    def version(self, number: int) -> str:
        return str(number)

    def kept_as(self, text: str) -> str:
        return unicodedata.normalize("NFC", super().kept_as(text))

    def source(self, text: str, session: str) -> web.Response:  # noqa: ARG002 - a raw page bears no key
        body = text.encode(self.charset)
        return web.Response(body=body, content_type="text/plain", charset=self.charset)

    def absent(self, topic: str, raw: str, session: str) -> web.StreamResponse:  # noqa: ARG002 - the same for all
        return self.html("There is no such topic", session, status=404)

    def no_form(self, topic: str, session: str) -> web.StreamResponse:
        return self.absent(topic, "", session)

    def denied(self, topic: str, verb: str) -> web.StreamResponse:  # noqa: ARG002 - it does not say
        return self.html("AccessDenied", "", status=403)

    def logged_out(self, script: str, topic: str) -> web.StreamResponse:
        """Raw pages are for those who are logged in, and a form in its place asks to."""
        if self.basic:
            return self.moved("viewauth", topic)
        return self.html("authenticated" if script == "view" else LOGIN_FORM, "")

    def keyless(self, topic: str, session: str, form: Form) -> web.StreamResponse | None:
        """A key is good once."""
        if self.method == "none":
            return None
        secret = self.secrets.get(session, "")
        for nonce in self.keys.get(session, set()):
            signed = md5((nonce + secret).encode(), usedforsecurity=False).hexdigest() if secret else nonce
            if signed == form.get("validation_key"):
                self.keys[session].remove(nonce)
                return None
        return self.moved("login", topic, "foswikiloginaction=validate")

    def not_saved(self, topic: str, why: str) -> web.StreamResponse:
        return self.html(f"{topic} {why}", "", status=500 if "exists" in why else 403)

    def merged(self, topic: str) -> web.StreamResponse:
        return self.html(f"{topic} was merged", "")

"""The two engines as they differ: keys, cookies, and how they say no."""

from dataclasses import dataclass, field
from hashlib import md5
from secrets import token_hex

from aiohttp import web

from tests.wiki.engine import Engine, Form


@dataclass
class TWiki(Engine):
    """TWiki 5; `has_keys` is off in TWiki 4."""

    charset: str = "iso-8859-1"
    has_keys: bool = True
    keys: set[str] = field(default_factory=set)

    name = "TWiki"
    session_cookie = "TWIKISID"

    def form(self, session: str) -> str:  # noqa: ARG002 - the other engine looks at it
        if not self.has_keys:
            return '<input type="file" name="filepath" />'
        self.keys.add(key := token_hex(16))
        return f'<input type="hidden" name="crypttoken" value="{key}" />'

    def version(self, number: int) -> str:
        return f"1.{number}"

    def denied(self) -> web.StreamResponse:
        return self.moved(
            "oops", "Production.Page", "template=oopsaccessdenied;def=topic_access;param1=CHANGE"
        )

    def keyless(self, session: str, form: Form) -> web.StreamResponse | None:  # noqa: ARG002 - the same
        if not self.has_keys or form.get("crypttoken") in self.keys:
            return None
        return self.moved("oops", "Production.Page", "template=oopsattention;def=invalid_crypttoken")

    def conflicted(self, topic: str) -> web.StreamResponse:
        return self.moved("oops", topic, "template=oopsattention;def=merge_notice")


@dataclass
class Foswiki(Engine):
    """Foswiki 2; `method` is how it validates forms, and `in_header` whether raw pages bear a key too."""

    method: str = "strikeone"
    in_header: bool = False
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
        return {"X-Foswiki-Validation": self._nonce(session)} if self.in_header and session else {}

    def form(self, session: str) -> str:
        if self.method == "none":
            return ""
        sign = "?" if self.method == "strikeone" else ""
        return f"<input type='hidden' name='validation_key' value='{sign}{self._nonce(session)}' />"

    def version(self, number: int) -> str:
        return str(number)

    def denied(self) -> web.StreamResponse:
        return self.html("AccessDenied", "", status=403)

    def keyless(self, session: str, form: Form) -> web.StreamResponse | None:
        """A key is good once."""
        if self.method == "none":
            return None
        secret = self.secrets.get(session, "")
        for nonce in self.keys.get(session, set()):
            signed = md5((nonce + secret).encode(), usedforsecurity=False).hexdigest() if secret else nonce
            if signed == form.get("validation_key"):
                self.keys[session].remove(nonce)
                return None
        return self.moved("login", "Production.Page", "foswikiloginaction=validate")

    def conflicted(self, topic: str) -> web.StreamResponse:
        return self.html(f"{topic} was merged", "")

"""A small wiki over real HTTP: sessions, keys, access, and what both engines share."""

from base64 import b64decode
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from secrets import token_hex
from urllib.parse import parse_qsl, quote, unquote

from aiohttp import web

from tests.wiki.records import Form, Page, Records

GUARDED = ("attach", "save", "rename", "viewauth")  # what Apache asks a password for
LOGIN_FORM = '<form action="login"><input type="password" name="password" /></form>'


@dataclass
class Engine(Records):
    """What happens before a request of a kind, and in its place, is put into `before` and `instead`.

    What is in `always` happens in the place of every request of a kind. With `basic` Apache asks for the
    password.
    """

    charset: str = "utf-8"
    basic: bool = False
    accounts: dict[str, str] = field(default_factory=lambda: {"MinutesBot": "open sesame"})
    closed_webs: set[str] = field(default_factory=set)  # where only others may create pages
    requests: list[str] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)
    authorized: list[str] = field(default_factory=list)  # the requests that bore a password in a header
    before: dict[str, Callable[[], None]] = field(default_factory=dict)
    instead: dict[str, web.StreamResponse] = field(default_factory=dict)
    always: dict[str, Callable[[], web.StreamResponse]] = field(default_factory=dict)
    lose_answer_to: str = ""
    sessions: dict[str, str] = field(default_factory=dict)
    url: str = ""

    session_cookie = ""

    # what the engines do differently

    def opened(self, response: web.StreamResponse, session: str) -> None:
        """Somebody logged in."""

    def form(self, session: str) -> str:
        """The hidden field of every form."""
        raise NotImplementedError

    def headers(self, session: str) -> dict[str, str]:  # noqa: ARG002 - one of the engines looks at it
        """What every page bears."""
        return {}

    def source(self, text: str, session: str) -> web.Response:
        """The source of a page."""
        raise NotImplementedError

    def absent(self, topic: str, raw: str, session: str) -> web.StreamResponse:
        """What is shown in place of the source of a page that does not exist."""
        raise NotImplementedError

    def denied(self, topic: str, verb: str) -> web.StreamResponse:
        raise NotImplementedError

    def logged_out(self, script: str, topic: str) -> web.StreamResponse:
        """What is shown to somebody who has to log in."""
        raise NotImplementedError

    def keyless(self, topic: str, session: str, form: Form) -> web.StreamResponse | None:
        """The answer to a form without a good key."""
        raise NotImplementedError

    def no_form(self, topic: str, session: str) -> web.StreamResponse:
        """The answer when something is to be attached to a page that does not exist."""
        raise NotImplementedError

    def not_saved(self, topic: str, why: str) -> web.StreamResponse:
        """The answer when a page exists already, or the login may not save it."""
        raise NotImplementedError

    def merged(self, topic: str) -> web.StreamResponse:
        """The answer when what was sent was merged, with or without a conflict."""
        raise NotImplementedError

    # what comes over the wire

    async def answer(self, request: web.Request) -> web.StreamResponse:
        script, topic = request.match_info["script"], self._topic(request)
        self.requests.append(script)
        self.authorized += [script] if "Authorization" in request.headers else []
        if act := self.before.pop(script, None):
            act()
        if script in self.always:
            return self.always[script]()
        if script in self.instead:
            return self.instead.pop(script)
        body = (await request.read()).decode("ascii")
        form = dict(parse_qsl(body, keep_blank_values=True, encoding=self.charset, errors="replace"))
        response = self._dispatch(script, topic, request, form)
        if script == self.lose_answer_to and request.transport is not None:
            self.lose_answer_to = ""
            request.transport.close()
        return response

    def _topic(self, request: web.Request) -> str:
        """The page that is meant; its name comes in the site's character set."""
        raw = request.rel_url.raw_path.split("/", 3)
        return unquote(raw[3], encoding=self.charset).replace("/", ".") if len(raw) > 3 else ""

    def _dispatch(self, script: str, topic: str, request: web.Request, form: Form) -> web.StreamResponse:
        session = request.cookies.get(self.session_cookie, "")
        if script in ("login", "oops"):
            return self._login(request.method, form) if script == "login" else self.told(request, session)
        if self.basic and script in GUARDED:
            session = self._known_to_apache(request)
            if not session:
                return web.Response(status=401, headers={"WWW-Authenticate": 'Basic realm="wiki"'})
        elif session not in self.sessions and not (self.basic and self._is_public(topic)):
            return self.logged_out(script, topic)
        response = self._asked(script, topic, request, session, form)
        if self.basic and not request.cookies.get(self.session_cookie):
            response.set_cookie(self.session_cookie, session or token_hex(8))
            self.opened(response, session)
        return response

    def _asked(
        self, script: str, topic: str, request: web.Request, session: str, form: Form
    ) -> web.StreamResponse:
        page = self.pages.get(topic)
        if page and page.hidden:
            return self.denied(topic, "VIEW")
        match script:
            case "view" | "viewauth":
                raw = request.query.get("raw", "")
                if page is None or not page.revisions:
                    return self.absent(topic, raw, session)
                return self.source(self.stored(page) if raw == "all" else page.text, session)
            case "attach" if page and page.revisions:
                if page.locked:
                    return self.denied(topic, "CHANGE")
                return self.html(f'<form action="upload">{self.form(session)}</form>', session)
            case "attach":
                return self.no_form(topic, session)
            case "save":
                return self._save(topic, session, form)
            case "rename":
                return self._rename(topic, session, form)
            case _:
                return self.html("no such script", session, status=404)

    def told(self, request: web.Request, session: str) -> web.StreamResponse:  # noqa: ARG002 - one engine looks
        """What a page says about something that went wrong."""
        return self.html("oops", session)

    def _is_public(self, topic: str) -> bool:
        page = self.pages.get(topic)
        return page is None or not page.hidden

    def _known_to_apache(self, request: web.Request) -> str:
        """The session of the login in the header; every request bears it."""
        scheme, _, coded = request.headers.get("Authorization", "").partition(" ")
        login, _, password = b64decode(coded).decode(self.charset).partition(":")
        if scheme != "Basic" or self.accounts.get(login) != password:
            return ""
        self.sessions[login] = login
        return login

    def _login(self, method: str, form: Form) -> web.StreamResponse:
        """Behind Apache it sends everybody on, and nobody is logged in by that."""
        session = token_hex(8)
        known = self.accounts.get(form.get("username", ""))
        if self.basic and method == "POST":
            response = self.moved("viewauth", "Main.WebHome")
        elif known is None or known != form.get("password"):
            response = self.html(LOGIN_FORM, "")
        else:
            self.sessions[session] = form["username"]
            response = self.moved("view", "Main.WebHome")
            self.opened(response, session)
        response.set_cookie(self.session_cookie, session)
        return response

    def _save(self, topic: str, session: str, form: Form) -> web.StreamResponse:
        self.forms.append(form)
        page = self.pages.get(topic, Page())
        if wrong := self.keyless(topic, session, form):
            return wrong
        if page.locked or (not page.revisions and topic.partition(".")[0] in self.closed_webs):
            return self.not_saved(topic, "access denied")
        if form.get("onlynewtopic") and page.revisions:
            return self.not_saved(topic, "already exists")
        self.pages[topic] = page
        page.parent, page.bare = form.get("topicparent") or page.parent, False
        text, was_merged = self.taken(page, self.sessions[session], form)
        self.keep(page, self.sessions[session], text, new=bool(form.get("forcenewrevision")))
        return self.merged(topic) if was_merged else self.moved("view", topic)

    def _rename(self, topic: str, session: str, form: Form) -> web.StreamResponse:
        if wrong := self.keyless(topic, session, form):
            return wrong
        if "Trash" in self.closed_webs:
            return self.not_saved(topic, "access denied")
        self.pages[f"{form['newweb']}.{form['newtopic']}"] = self.pages.pop(topic)
        return self.moved("view", f"{topic.partition('.')[0]}.WebHome")

    def html(self, text: str, session: str, status: int = 200) -> web.Response:
        page = f"<html>{text}</html>".encode(self.charset)
        return web.Response(
            body=page,
            status=status,
            content_type="text/html",
            charset=self.charset,
            headers=self.headers(session),
        )

    def moved(self, script: str, topic: str, query: str = "") -> web.Response:
        named = quote(topic, encoding=self.charset).replace("%2C", "%2c").replace(".", "/")
        place = f"{self.url}/{script}/{named}" + (f"?{query}" if query else "")
        return web.Response(status=302, headers={"Location": place})


@asynccontextmanager
async def serving(engine: Engine) -> AsyncIterator[Engine]:
    """The wiki at an address of its own until the context ends."""
    app = web.Application()
    app.router.add_route("*", "/bin/{script}", engine.answer)
    app.router.add_route("*", "/bin/{script}/{topic:.+}", engine.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    engine.url = f"http://{host}:{port}/bin"
    yield engine
    await runner.cleanup()

"""A small wiki over real HTTP: webs, pages with revisions, sessions, access, and what both engines share."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from secrets import token_hex
from urllib.parse import parse_qsl

from aiohttp import web

from tests.wiki.merge import marked, merged

START = 1_420_576_929
HOUR = 3600
Form = dict[str, str]


@dataclass
class Revision:
    number: int
    author: str
    date: int
    text: str


@dataclass
class Page:
    parent: str = ""
    revisions: list[Revision] = field(default_factory=list)
    attachments: tuple[str, ...] = ()
    hidden: bool = False
    locked: bool = False
    leases: int = 0

    @property
    def text(self) -> str:
        return self.revisions[-1].text


@dataclass
class Engine:
    """What happens before a request of a kind, and in its place, is put into `before` and `instead`."""

    charset: str = "utf-8"
    accounts: dict[str, str] = field(default_factory=lambda: {"MinutesBot": "open sesame"})
    pages: dict[str, Page] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)
    before: dict[str, Callable[[], None]] = field(default_factory=dict)
    instead: dict[str, web.StreamResponse] = field(default_factory=dict)
    lose_answer_to: str = ""
    deaf_to: str = ""  # a field of the save form that is not looked at
    sessions: dict[str, str] = field(default_factory=dict)
    now: int = START
    url: str = ""

    name = ""
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

    def version(self, number: int) -> str:
        raise NotImplementedError

    def denied(self) -> web.StreamResponse:
        raise NotImplementedError

    def keyless(self, session: str, form: Form) -> web.StreamResponse | None:
        """The answer to a form without a good key."""
        raise NotImplementedError

    def conflicted(self, topic: str) -> web.StreamResponse:
        raise NotImplementedError

    # what people do in their browsers

    def edit(self, topic: str, author: str, change: Callable[[str], str]) -> None:
        """Somebody changes a page from its newest revision."""
        page = self.pages.setdefault(topic, Page())
        self.keep(page, author, change(page.text if page.revisions else ""), new=False)

    def keep(self, page: Page, author: str, text: str, *, new: bool) -> None:
        """Within an hour the same author's revision is replaced."""
        self.now += 60
        text = text.replace("\r", "")
        text = text if text.endswith("\n") else f"{text}\n"
        last = page.revisions[-1] if page.revisions else None
        if last and last.author == author and not new and self.now - last.date < HOUR:
            page.revisions[-1] = Revision(last.number, author, self.now, text)
        else:
            page.revisions.append(Revision(last.number + 1 if last else 1, author, self.now, text))

    # what comes over the wire

    async def answer(self, request: web.Request) -> web.StreamResponse:
        script, topic = request.match_info["script"], request.match_info.get("topic", "").replace("/", ".")
        self.requests.append(script)
        if act := self.before.pop(script, None):
            act()
        if script in self.instead:
            return self.instead.pop(script)
        body = (await request.read()).decode("ascii")
        form = dict(parse_qsl(body, keep_blank_values=True, encoding=self.charset, errors="replace"))
        response = self._dispatch(script, topic, request, form)
        if script == self.lose_answer_to and request.transport is not None:
            self.lose_answer_to = ""
            request.transport.close()
        return response

    def _dispatch(self, script: str, topic: str, request: web.Request, form: Form) -> web.StreamResponse:
        session = request.cookies.get(self.session_cookie, "")
        if script == "login":
            return self._login(form)
        page = self.pages.get(topic)
        if session not in self.sessions:
            return self.moved("login", topic)
        if page and page.hidden:
            return self.denied()
        match script:
            case "view":
                return self._view(page, request.query.get("raw", ""), session)
            case "attach" if page or topic.endswith(".WebHome"):
                return self.html(f'<form action="upload">{self.form(session)}</form>', session)
            case "save":
                return self._save(topic, session, form)
            case _:
                return self.html("no such script", session, status=404)

    def _login(self, form: Form) -> web.StreamResponse:
        session = token_hex(8)
        known = self.accounts.get(form.get("username", ""))
        if known is None or known != form.get("password"):
            response = self.html('<form><input type="password" name="password" /></form>', "")
        else:
            self.sessions[session] = form["username"]
            response = self.moved("view", "Main.WebHome")
            self.opened(response, session)
        response.set_cookie(self.session_cookie, session)
        return response

    def _view(self, page: Page | None, raw: str, session: str) -> web.StreamResponse:
        if page is None or not page.revisions:
            return self.html("There is no such topic", session, status=404)
        text = self.stored(page) if raw == "all" else page.text
        return web.Response(
            body=text.encode(self.charset),
            content_type="text/plain",
            charset=self.charset,
            headers=self.headers(session),
        )

    def stored(self, page: Page) -> str:
        """The page with its META lines."""
        last = page.revisions[-1]
        info = f'author="{last.author}" date="{last.date}" format="1.1" version="{self.version(last.number)}"'
        parent = f'%META:TOPICPARENT{{name="{page.parent}"}}%\n' if page.parent else ""
        files = "".join(f'\n%META:FILEATTACHMENT{{name="{name}"}}%\n' for name in page.attachments)
        return f"%META:TOPICINFO{{{info}}}%\n{parent}{last.text}{files}"

    def _save(self, topic: str, session: str, form: Form) -> web.StreamResponse:
        self.forms.append(form)
        page = self.pages.get(topic, Page())
        if wrong := self.keyless(session, form):
            return wrong
        if page.locked:
            return self.denied()
        if form.get("onlynewtopic") and page.revisions:
            return self.moved("oops", topic, "template=oopsattention;def=topic_exists")
        self.pages[topic] = page
        page.parent = form.get("topicparent") or page.parent
        text, conflict = self._merged(page, self.sessions[session], form)
        self.keep(page, self.sessions[session], text, new=bool(form.get("forcenewrevision")))
        return self.conflicted(topic) if conflict else self.moved("view", topic)

    def _merged(self, page: Page, author: str, form: Form) -> tuple[str, bool]:
        """The text to keep: an edit of an older revision is merged with what somebody else saved since."""
        text = form["text"].replace("\r", "")
        based, _, date = (
            form.get("originalrev", "").partition("_") if self.deaf_to != "originalrev" else ("", "", "")
        )
        if not based or not page.revisions:
            return text, False
        last = page.revisions[-1]
        if last.author == author or (int(based) == last.number and (not date or int(date) == last.date)):
            return text, False
        if int(based) == last.number:  # the ancestor was replaced
            return marked(last.text, text), True
        base = next(one.text for one in page.revisions if one.number == int(based))
        return merged(base, last.text, text, self.name.lower())

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
        place = f"{self.url}/{script}/{topic.replace('.', '/')}" + (f"?{query}" if query else "")
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

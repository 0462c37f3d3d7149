"""A wiki that points to another host: nothing is sent there, no password, no cookie, no page."""

import asyncio

import pytest
from aiohttp import web

from bot.calls_file import read_calls
from bot.model.delivery import Posted
from bot.model.errors import CallsFileWrong, NotNow, OutcomeUnknown, Rejected
from tests.command_line import CALLS
from tests.wiki.engine import serving
from tests.wiki.engines import Foswiki, TWiki
from tests.wiki.samples import BY_HAND, PASSWORD, TOPIC, put, says

pytestmark = pytest.mark.wire

AWAY = (301, 302, 303, 307, 308)


class Thief(TWiki):
    """Another host that notes everything it is sent, and would answer like the wiki."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    async def answer(self, request: web.Request) -> web.StreamResponse:
        heard = (
            request.method,
            request.path_qs,
            str(request.headers),
            (await request.read()).decode("latin-1"),
        )
        self.heard.append("\n".join(heard))
        return await super().answer(request)


@pytest.fixture
async def thief():
    async with serving(Thief()) as engine:
        yield engine


async def tried(wiki) -> None:
    """Put the minutes on their page, or be told why not."""
    came: list[object] = list(await asyncio.gather(put(wiki), return_exceptions=True))
    assert isinstance(came[0], NotNow | OutcomeUnknown | Rejected | Posted)
    assert PASSWORD not in f"{came[0]}{came[0]!r}"


@pytest.mark.parametrize("status", AWAY)
@pytest.mark.parametrize("script", ["login", "view", "attach", "save"])
async def test_nothing_is_sent_to_another_host_wherever_on_the_way_the_wiki_points_there(
    either, thief, script, status
):
    either.edit(TOPIC, "OleB", says(BY_HAND))
    there = {"Location": f"{thief.url}/{script}/{TOPIC.replace('.', '/')}"}
    either.instead[script] = web.Response(status=status, headers=there)
    await tried(either)
    assert thief.heard == []


@pytest.mark.parametrize("engine", [TWiki, Foswiki])
@pytest.mark.parametrize("script", ["viewauth", "attach", "save"])
async def test_a_wiki_that_asks_for_the_password_with_every_request_takes_it_nowhere_else_either(
    thief, engine, script
):
    async with serving(engine(basic=True)) as wiki:
        there = {"Location": f"{thief.url}/{script}/{TOPIC.replace('.', '/')}"}
        wiki.edit(TOPIC, "OleB", says(BY_HAND))
        for _ in range(2):
            wiki.always[script] = lambda: web.Response(status=302, headers=there)
            await tried(wiki)
    assert wiki.authorized
    assert thief.heard == []


@pytest.mark.parametrize(
    "place",
    ["//{host}/bin/login", "http:\\\\{host}/bin/login", "/bin/login?next=http://{host}/", "\thttp://{host}/"],
)
async def test_other_ways_to_write_another_host_are_not_followed_either(either, thief, place):
    host = thief.url.removeprefix("http://").removesuffix("/bin")
    either.instead["login"] = web.Response(status=307, headers={"Location": place.format(host=host)})
    await tried(either)
    assert thief.heard == []


async def test_a_page_that_refreshes_to_another_host_is_no_page(either, thief):
    either.edit(TOPIC, "OleB", says(BY_HAND))
    refresh = f'<meta http-equiv="refresh" content="0;url={thief.url}/login">'
    either.always["view"] = lambda: web.Response(
        text=refresh, content_type="text/html", headers={"Refresh": f"0;url={thief.url}/login"}
    )
    await tried(either)
    assert thief.heard == []
    assert either.pages[TOPIC].text == BY_HAND


async def test_the_password_travels_in_the_body_of_one_request_and_nowhere_else(thief):
    await put(thief)
    with_password = [each for each in thief.heard if "open" in each and "sesame" in each]
    assert len(with_password) == 1
    assert with_password[0].startswith("POST\n/bin/login\n")
    assert "sesame" not in "".join(line for each in thief.heard for line in each.splitlines()[:2])


@pytest.mark.parametrize(
    "address",
    [
        "https://bot:secret@wiki.example.org/bin",
        "https://wiki.example.org@evil.example/bin",
        "ftp://wiki.example.org/bin",
        "file:///etc/passwd",
        "https://wiki.example.org/bin?next=https://evil.example",
        "https://wiki.example.org/bin\\nHost: evil.example",
        "javascript:alert(1)",
    ],
)
def test_an_address_that_hides_a_login_or_another_place_is_refused(address):
    table = f'[call.twiki]\nurl = "{address}"\nweb = "Production"\nlogin = "MinutesBot"\n'
    with pytest.raises(CallsFileWrong) as refused:
        read_calls(f"{CALLS}\n{table}", "calls.toml")
    assert "secret" not in str(refused.value)

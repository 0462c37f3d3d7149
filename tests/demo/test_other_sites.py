"""Another website in the browser of whoever plays the demo reads nothing there and does nothing there."""

from itertools import product

import aiohttp
import pytest

pytestmark = pytest.mark.wire

WRITE = '{"person": "U0TIM", "channel": "C0PROD", "text": "x"}'
JSON = "application/json"
PAGE = ("/", "/page/page.js", "/page/emoji.json", "/demo/state")
NOT_OURS = (
    "evil.example",
    "evil.example:{port}",
    "127.0.0.1.evil.example:{port}",
    "localhost.evil.example",
    "127.0.0.1@evil.example",
    "evil.example#127.0.0.1",
    "localhost.",
    "0.0.0.0:{port}",
    "[::ffff:8.8.8.8]:{port}",
    "2130706433",
    "[",
    "[::1",
    "::1]",
    "",
)
ORIGINS = (
    "https://evil.example",
    "http://evil.example",
    "null",
    "http://127.0.0.1",
    "http://127.0.0.1:1",
    "https://127.0.0.1:{port}",
    "http://localhost:{port}",
    "http://127.0.0.1:{port}.evil.example",
    "http://127.0.0.1:{port}/",
    "",
)


@pytest.fixture
async def browser(workspace):
    async with aiohttp.ClientSession(base_url=workspace.url) as session:
        yield session


def here(workspace, text: str) -> str:
    return text.format(port=workspace.url.rstrip("/").rpartition(":")[2])


async def test_a_name_that_was_bound_to_this_machine_afterwards_is_answered_nothing(workspace, browser):
    for host, path in product(NOT_OURS, PAGE):
        async with browser.get(path, headers={"Host": here(workspace, host)}) as answer:
            assert answer.status in {400, 403}, (host, path)
            assert "Tim" not in await answer.text()


async def test_another_origin_may_do_nothing_however_it_is_written(workspace, browser):
    for origin in ORIGINS:
        headers = {"Origin": here(workspace, origin), "Content-Type": JSON}
        async with browser.post("/demo/write", data=WRITE, headers=headers) as answer:
            assert answer.status == 403, origin
        async with browser.get("/demo/state", headers=headers) as answer:
            assert answer.status == 403, origin
    assert workspace.messages("C0PROD") == []


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]
)
async def test_what_a_form_of_another_site_can_send_does_nothing(workspace, browser, kind):
    async with browser.post("/demo/write", data=WRITE, headers={"Content-Type": kind}) as answer:
        assert answer.status == 415
    assert workspace.messages("C0PROD") == []


async def test_no_permission_is_given_to_read_across_origins(workspace, browser):
    asks = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    for path in (*PAGE, "/demo/write", "/api/chat.postMessage"):
        async with browser.options(path, headers=asks) as answer:
            assert answer.status in {200, 403, 404, 405}
            assert not [name for name in answer.headers if name.lower().startswith("access-control")]


@pytest.mark.parametrize("method", ["chat.postMessage", "conversations.history", "apps.connections.open"])
async def test_without_a_token_the_web_api_of_the_demo_says_nothing(workspace, browser, method):
    for headers in ({}, {"Origin": "https://evil.example"}, {"Authorization": "Bearer xoxb-demo-guess"}):
        asked = {"channel": "C0PROD", "text": "x"}
        async with browser.post(f"/api/{method}", data=asked, headers=headers) as answer:
            said = await answer.json()
        assert said["ok"] is False
        assert said["error"] in {"not_authed", "invalid_auth"}
    assert workspace.messages("C0PROD") == []


async def test_without_a_ticket_no_socket_opens(browser):
    for ticket in ("", "?ticket=", "?ticket=guess"):
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await browser.ws_connect(f"/link/{ticket}", headers={"Origin": "https://evil.example"})


async def test_the_page_may_be_shown_in_no_frame_and_no_sniffing_makes_a_script_of_it(browser):
    async with browser.get("/demo/state") as answer:
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.content_type == JSON

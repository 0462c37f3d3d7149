"""A real browser for tests of the page: Chromium, driven over its debugging socket."""

import asyncio
import itertools
import json
import re
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PATIENCE_SECONDS = 10
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run")
DOMAINS = ("Runtime", "Log", "Network", "Page", "Accessibility")


class Tab:
    """One page in the browser; writes down every complaint of its console and every address it asks."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.complaints: list[str] = []
        self.addresses: list[str] = []
        self._socket = socket
        self._numbers = itertools.count(1)
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}

    async def call(self, method: str, **arguments: Any) -> dict[str, Any]:
        number = next(self._numbers)
        self._answers[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": arguments})
        answer = await asyncio.wait_for(self._answers[number], PATIENCE_SECONDS)
        assert "error" not in answer, answer
        return dict(answer["result"])

    async def run(self, script: str) -> Any:
        answer = await self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    async def until(self, script: str, fits: Callable[[Any], bool] = bool) -> Any:
        """Wait until a script gives what fits; returns it."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not fits(value := await self.run(script)):  # noqa: ASYNC110 - a page has no event for this
                await asyncio.sleep(0.05)
        return value

    async def text(self, selector: str) -> str:
        return str(await self.run(f"document.querySelector({json.dumps(selector)})?.innerText ?? ''"))

    async def press(self, selector: str, label: str) -> None:
        """Press the last button of this name."""
        found = f"[...document.querySelectorAll({json.dumps(selector)})]"
        named = f"{found}.filter((it) => it.textContent.trim() === {json.dumps(label)}).at(-1)"
        await self.until(f"(() => {{ const it = {named}; it?.click(); return Boolean(it); }})()")

    async def type(self, selector: str, text: str) -> None:
        """Type into a field with real key events, Shift+Enter for each new line."""
        await self.run(f"document.querySelector({json.dumps(selector)}).focus()")
        for number, line in enumerate(text.split("\n")):
            if number:
                await self.key("Enter", shift=True)
            await self.call("Input.insertText", text=line)

    async def key(self, key: str, *, shift: bool = False) -> None:
        traits = {"key": key, "code": key, "windowsVirtualKeyCode": 13 if key == "Enter" else 0}
        for kind in ("keyDown", "keyUp"):
            await self.call("Input.dispatchKeyEvent", type=kind, modifiers=8 if shift else 0, **traits)

    async def read(self) -> None:
        """Take in what the browser says, until it ends."""
        async for frame in self._socket:
            said = json.loads(frame.data)
            match said.get("method"):
                case None:
                    self._answers.pop(said["id"]).set_result(said)
                case "Runtime.exceptionThrown" | "Log.entryAdded":
                    self.complaints.append(json.dumps(said["params"]))
                case "Network.requestWillBeSent":
                    self.addresses.append(said["params"]["request"]["url"])


@asynccontextmanager
async def tab(url: str, profile: Path, *, width: int = 1280, height: int = 800) -> AsyncIterator[Tab]:
    """A fresh browser that shows a page."""
    process = await asyncio.create_subprocess_exec(
        str(CHROMIUM),
        *FLAGS,
        "--remote-debugging-port=0",
        f"--user-data-dir={profile}",
        "about:blank",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        port = await asyncio.wait_for(_port(process), PATIENCE_SECONDS * 3)
        async with aiohttp.ClientSession() as session:
            async with session.put(f"http://127.0.0.1:{port}/json/new?about:blank") as answer:
                target = await answer.json()
            socket = await session.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0)
            shown = Tab(socket)
            reading = asyncio.create_task(shown.read())
            for domain in DOMAINS:
                await shown.call(f"{domain}.enable")
            size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
            await shown.call("Emulation.setDeviceMetricsOverride", **size)
            await shown.call("Page.navigate", url=url)
            yield shown
            await socket.close()
            await reading
    finally:
        process.kill()
        await process.communicate()


async def _port(process: asyncio.subprocess.Process) -> str:
    assert process.stderr
    async for line in process.stderr:
        if found := re.search(rb"DevTools listening on ws://[^:]+:(\d+)/", line):
            return found[1].decode()
    raise AssertionError("the browser did not start")

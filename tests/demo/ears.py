"""Ears of the bot: sockets that write down what they hear."""

import json

import aiohttp

from bot.demo.wire import Json


class Ear:
    """A socket that writes down what it hears; acknowledges unless told not to."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, *, acks: bool = True) -> None:
        self.socket = socket
        self.acks = acks
        self.heard: list[Json] = []
        self.hello: Json = {}
        self.disconnects: list[str] = []

    async def listen(self) -> None:
        async for frame in self.socket:
            said = json.loads(frame.data)
            match said["type"]:
                case "hello":
                    self.hello = said
                case "disconnect":
                    self.disconnects.append(said["reason"])
                case _:
                    self.heard.append(said)
                    if self.acks:
                        await self.socket.send_json({"envelope_id": said["envelope_id"]})

    @property
    def events(self) -> list[Json]:
        return [envelope["payload"]["event"] for envelope in self.heard]

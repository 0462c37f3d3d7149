"""What a person does with the app: presses, submits, commands; and what the bot answers there."""

import asyncio
from typing import Any

from bot.demo.server import clicks, room_messages
from bot.demo.server.content import content
from bot.demo.server.context import ApiContext
from bot.demo.server.envelopes import Envelopes
from bot.demo.server.methods.views import acceptable, replaced, stored
from bot.demo.server.world import Person, Room
from bot.demo.wire import Arguments, Json

FIRST_RESPONSE_SECONDS = 2.0  # how long a person looks whether something happens after a command
LOOK_EVERY_SECONDS = 0.01


class FieldMissing(ValueError):
    """Fields of the form must be filled in first; `fields` are their labels, by block id."""

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__(", ".join(fields.values()))
        self.fields = fields


class Interactions:
    """Payloads of interactions and commands."""

    def __init__(self, context: ApiContext, envelopes: Envelopes) -> None:
        self._context = context
        self._world = context.world
        self._envelopes = envelopes

    async def press(self, person: Person, room: Room, message: Json, action: Json) -> Json:
        """A button or menu of a message."""
        world, grants = self._world, self._context.grants
        private = "to" in message
        container = {
            "type": "message",
            "message_ts": message["ts"],
            "channel_id": room.id,
            "is_ephemeral": private,
            **({"thread_ts": message["thread_ts"]} if "thread_ts" in message else {}),
        }
        name = "directmessage" if room.kind == "im" else room.name
        payload = {
            **self._who("block_actions", person),
            "container": container,
            "trigger_id": grants.trigger(person.id),
            "channel": {"id": room.id, "name": name},
            **({} if private else {"message": room_messages.seen(message)}),
            "state": {"values": {}},
            "response_url": grants.response_url(person.id, room.id, message["ts"]),
            "actions": [{**action, "action_ts": world.stamp()}],
        }
        return await self._ask("interactive", payload)

    async def press_in_view(self, person: Person, view: Json, action: Json) -> Json:
        """A button or menu of a form or of the home page."""
        payload = {
            **self._who("block_actions", person),
            "container": {"type": "view", "view_id": view["id"]},
            "trigger_id": self._context.grants.trigger(person.id),
            "view": view,
            "actions": [{**action, "action_ts": self._world.stamp()}],
        }
        return await self._ask("interactive", payload)

    async def submit(self, person: Person, view: Json, values: Json) -> Json:
        """A form, with what stands in its fields; obeys the bot's answer."""
        view = {**view, "state": {"values": filled(view, values)}}
        self._world.views[view["id"]] = view
        payload = {
            **self._who("view_submission", person),
            "trigger_id": self._context.grants.trigger(person.id),
            "view": view,
            "response_urls": [],
        }
        answer = await self._ask("interactive", payload)
        self._obey(person, view, answer)
        return answer

    async def close(self, person: Person, view: Json) -> None:
        """A form that is closed without being sent; the bot hears of it if it asked to."""
        stack = self._world.stacks.get(person.id, [])
        if view["id"] in stack:
            stack.remove(view["id"])
        if view["notify_on_close"]:
            payload = {**self._who("view_closed", person), "view": view, "is_cleared": False}
            await self._ask("interactive", payload)

    async def command(self, person: Person, command: str, text: str, room: Room) -> Json:
        """A slash command; returns the first thing that the person sees of it."""
        if command not in self._world.manifest.commands:
            raise clicks.NoSuchElement(command)
        trigger = self._context.grants.trigger(person.id)
        url = self._context.grants.response_url(person.id, room.id)
        before = len(self._world.private)
        payload = {
            "command": command,
            "text": text,
            "team_id": self._world.team,
            "team_domain": "demo",
            "channel_id": room.id,
            "channel_name": "directmessage" if room.kind == "im" else room.name,
            "user_id": person.id,
            "user_name": person.name.lower(),
            "api_app_id": self._world.app_id,
            **({"enterprise_id": self._world.organisation} if self._world.organisation else {}),
            "is_enterprise_install": "true" if self._world.organisation else "false",
            "response_url": url,
            "trigger_id": trigger,
        }
        answer = await self._ask("slash_commands", payload)
        if answer:
            self.respond(url.rsplit("/", 1)[-1], answer)
            return answer
        return await self._first_response(person, before, trigger)

    def respond(self, identity: str, said: Json) -> None:
        """Use a response url: show something to the person, to all, or in place of the message."""
        response = self._context.grants.respond(identity)
        room = self._world.rooms[response.room]
        if said.get("delete_original"):
            self._take_away(room, response.ts)
            return
        shown, _ = content(self._world, Arguments(said))
        if said.get("replace_original") and response.ts:
            self._put_in_place(room, response.ts, shown)
            return
        author = {"user": self._world.bot.id, "bot_id": self._world.bot_id, "app_id": self._world.app_id}
        if said.get("response_type") == "in_channel":
            room_messages.say(self._world, room, {**author, **shown})
            return
        response.said.append(str(shown.get("text", "")))
        place = {"channel": room.id, "to": response.person, "ts": self._world.stamp()}
        self._world.private.append({"type": "message", **author, **shown, **place})

    def _who(self, kind: str, person: Person) -> Json:
        name = person.name.lower().replace(" ", ".")
        return {
            "type": kind,
            "team": {"id": self._world.team, "domain": "demo"},
            "user": {"id": person.id, "username": name, "name": name, "team_id": self._world.team},
            "api_app_id": self._world.app_id,
            "enterprise": {"id": self._world.organisation} if self._world.organisation else None,
            "is_enterprise_install": self._world.organisation is not None,
        }

    async def _ask(self, kind: str, payload: Json) -> Json:
        return await self._envelopes.answered(self._envelopes.send(kind, payload))

    async def _first_response(self, person: Person, before: int, trigger: str) -> Json:
        for _ in range(round(FIRST_RESPONSE_SECONDS / LOOK_EVERY_SECONDS)):
            mine = [it for it in self._world.private[before:] if it["to"] == person.id]
            if mine:
                return mine[0]
            if self._context.grants.triggers[trigger].used:
                return self._world.views[self._world.stacks[person.id][-1]]
            await asyncio.sleep(LOOK_EVERY_SECONDS)
        return {}

    def _obey(self, person: Person, view: Json, answer: Json) -> None:
        stack = self._world.stacks.get(person.id, [])
        match answer.get("response_action"):
            case "errors":
                return
            case "update":
                replaced(self._world, view, acceptable(answer["view"], "modal"))
            case "push":
                stack.append(stored(self._world, acceptable(answer["view"], "modal"), below=view)["id"])
            case "clear":
                stack.clear()
            case _ if view["id"] in stack:
                stack.remove(view["id"])

    def _put_in_place(self, room: Room, ts: str, shown: Json) -> None:
        for message in self._world.private:
            if message["ts"] == ts:
                message.update({"blocks": [], **shown})
                return
        room_messages.change(self._world, room, ts, {"blocks": None, **shown})

    def _take_away(self, room: Room, ts: str | None) -> None:
        if ts is None:
            return
        known = [message for message in self._world.private if message["ts"] != ts]
        if len(known) == len(self._world.private):
            room_messages.remove(self._world, room, ts)
        self._world.private[:] = known


def filled(view: Json, values: Json) -> Json:
    """The state of a form: what a person put in, by block and action, and what stood there before."""
    state: Json = {}
    missing: dict[str, str] = {}
    for block, element in clicks.elements(view["blocks"]):
        if block["type"] not in {"input", "section", "actions"} or element["type"] in {"button", "overflow"}:
            continue
        given = _given(values, block["block_id"], element["action_id"])
        said = clicks.untouched(element) if given is _NOTHING else clicks.chosen(element, given)
        if block["type"] == "input" and not block.get("optional") and not any(said.values()):
            missing[block["block_id"]] = block["label"]["text"]
        state.setdefault(block["block_id"], {})[element["action_id"]] = {"type": element["type"], **said}
    if missing:
        raise FieldMissing(missing)
    return state


_NOTHING: Any = object()


def _given(values: Json, block_id: str, action_id: str) -> Any:
    inside = values.get(block_id, values.get(action_id, _NOTHING))
    if isinstance(inside, dict) and inside.keys() == {action_id}:
        return inside[action_id]
    return inside

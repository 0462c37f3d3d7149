"""What the page can do: actions of people, the clock and faults, as small JSON requests."""

import json
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from bot.demo.people.composing import NotThere
from bot.demo.people.people import People
from bot.demo.people.screen import put_in, screen
from bot.demo.server.clicks import NoSuchElement
from bot.demo.server.envelopes import Unanswered
from bot.demo.server.interactions import FieldMissing
from bot.demo.server.trouble import NoSuchTrouble, Trouble
from bot.demo.story.scene import NotOnScreen, Scene
from bot.demo.story.script import Script, ScriptOver
from bot.demo.wire import Json, Refusal

FILL_IN = "Please fill in this field."
Action = Callable[[Json], Awaitable[Any]]


class Impossible(ValueError):
    """This cannot be done here."""


class Asked(dict[str, Any]):
    """What the page asked for; it says so in words when something is missing."""

    def __missing__(self, name: str) -> Any:
        raise Impossible(f"The request lacks: {name}")


class Controls:
    """Answers `/demo/<action>`; with a `script` the page can also play its scenes."""

    def __init__(self, people: People, trouble: Trouble) -> None:
        self.script: Script | None = None
        self._people = people
        self._trouble = trouble
        self._actions: dict[str, Action] = {
            "write": self._write,
            "edit": self._edit,
            "delete": self._delete,
            "press": self._press,
            "press_in_view": self._press_in_view,
            "submit": self._submit,
            "close": self._close,
            "command": self._command,
            "home": self._home,
            "clock": self._clock,
            "fault": self._fault,
            "scene": self._scene,
        }

    async def state(self, request: web.Request) -> web.Response:
        """What a person sees, and what will happen next."""
        person = self._people.world.people.get(request.query.get("person", "")) or self._somebody()
        due = await self._people.next_due() if self._people.next_due else None
        coming = {"at": due[0].isoformat(), "what": due[1]} if due else None
        clock = {"movable": self._people.on_clock_move is not None, "next": coming}
        story = _story(self.script) if self.script else None
        return web.json_response({**screen(self._people.world, person), "clock": clock, "story": story})

    async def do(self, request: web.Request) -> web.Response:
        """Do what was asked; what cannot be done is said in words."""
        action = self._actions.get(request.match_info["action"])
        if action is None:
            return web.json_response({"ok": False, "error": "There is no such thing to do."}, status=404)
        try:
            asked = self._understood(await request.read())
            return web.json_response({"ok": True, "answer": await action(asked)})
        except Unanswered:
            return _sorry("The app did not answer in time (operation_timeout).")
        except NotThere as refused:
            return _sorry(f"That is not possible for {refused}.")
        except (Refusal, NoSuchElement, NoSuchTrouble, NotOnScreen, ScriptOver, Impossible) as refused:
            return _sorry(str(refused))

    def _understood(self, body: bytes) -> Asked:
        """A request that names only persons, rooms and forms that there are."""
        world = self._people.world
        try:
            asked = Asked(json.loads(body))
        except (ValueError, TypeError) as wrong:
            raise Impossible("The request is not a JSON object.") from wrong
        for name, known in (("person", world.people), ("channel", world.rooms), ("view_id", world.views)):
            if name in asked and asked[name] not in known:
                raise Impossible(f"There is no such {name}: {asked[name]}")
        return asked

    def _somebody(self) -> Any:
        return next(it for it in self._people.world.people.values() if not it.is_bot and not it.deleted)

    async def _write(self, asked: Json) -> str:
        return await self._people.write(
            asked["person"],
            asked["text"],
            channel=asked["channel"],
            thread_ts=asked.get("thread_ts"),
            broadcast=bool(asked.get("broadcast")),
        )

    async def _edit(self, asked: Json) -> None:
        await self._people.edit(asked["person"], asked["ts"], asked["text"], channel=asked["channel"])

    async def _delete(self, asked: Json) -> None:
        await self._people.delete(asked["person"], asked["ts"], channel=asked["channel"])

    async def _press(self, asked: Json) -> Json:
        return await self._people.press(
            asked["person"],
            asked["channel"],
            asked["ts"],
            asked["action_id"],
            block_id=asked.get("block_id"),
            value=asked.get("value"),
        )

    async def _press_in_view(self, asked: Json) -> Json:
        return await self._people.press_in_view(
            asked["person"],
            asked["view_id"],
            asked["action_id"],
            block_id=asked.get("block_id"),
            value=asked.get("value"),
        )

    async def _submit(self, asked: Json) -> Json:
        view = self._people.world.views[asked["view_id"]]
        values = put_in(self._people.world, view, asked["values"])
        try:
            return await self._people.submit(asked["person"], view["id"], values)
        except FieldMissing as missing:  # a client tells it beside the fields, and asks the app nothing
            return {"response_action": "errors", "errors": dict.fromkeys(missing.fields, FILL_IN)}

    async def _close(self, asked: Json) -> None:
        await self._people.close(asked["person"], asked["view_id"])

    async def _command(self, asked: Json) -> Json:
        return await self._people.command(
            asked["person"], asked["command"], asked.get("text", ""), channel=asked["channel"]
        )

    async def _home(self, asked: Json) -> None:
        await self._people.open_home(asked["person"], tab=asked.get("tab", "home"))

    async def _clock(self, asked: Json) -> str:
        """Move to a moment (`to`), by some `hours`, or to what is due next (neither)."""
        present = self._people.world.clock()
        if self._people.on_clock_move is None:
            raise Impossible("Nobody moves the clock here.")
        if "hours" in asked:
            target = present + timedelta(hours=float(asked["hours"]))
        elif "to" in asked:
            target = _moment(asked["to"])
        else:
            due = await self._people.next_due() if self._people.next_due else None
            if due is None:
                raise Impossible("Nothing is due.")
            target = due[0]
        await self._people.on_clock_move(max(target, present))
        return self._people.world.clock().isoformat()

    async def _fault(self, asked: Json) -> None:
        await self._trouble.make(asked["kind"], asked)

    async def _scene(self, _asked: Json) -> Json:
        """Play the next scene of the script."""
        if self.script is None:
            raise Impossible("There is no script here.")
        return _told(await self.script.go_on())


def _story(script: Script) -> Json:
    """The scenes, and how many of them have been played."""
    return {"played": script.played, "scenes": [_told(scene) for scene in script.scenes]}


def _told(scene: Scene) -> Json:
    look = {"person": scene.look.person, "name": scene.look.name, "room": scene.room}
    return {"at": scene.at.isoformat(), "told": scene.told, "why": scene.why, **look}


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise Impossible("The moment lacks a time zone.")
    return moment


def _sorry(words: str) -> web.Response:
    # As on the Web API: the request was understood, so this is no failure of HTTP.
    return web.json_response({"ok": False, "error": words})

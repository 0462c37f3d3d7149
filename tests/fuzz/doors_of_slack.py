"""Doors at which Slack's payloads come in: events, clicks, forms, commands, sockets; over real parts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from slack_bolt.authorization import AuthorizeResult

from bot.clock import MovableClock
from bot.demo.workspace import Workspace
from bot.ports import Arrival
from handlers.blocks.absence import AWAY, INSTEAD
from handlers.blocks.action_ids import Subject, Verb, action_id, block_id, write_metadata
from handlers.blocks.add import ADD
from handlers.blocks.command_button import RUN
from handlers.blocks.correct_form import CORRECT
from handlers.blocks.last_list import LIST
from handlers.blocks.note import AGREED, NOTE
from handlers.blocks.update_form import FORM, MOVE
from handlers.commands.registry import COMMANDS
from handlers.context import HandlerContext
from handlers.home.show import HomeRefresher
from handlers.incoming.connect import build_app
from handlers.incoming.dispatch import answered
from handlers.incoming.other_teams import of_another_team
from handlers.incoming.route import route
from handlers.setup.buttons import SETUP, Step
from handlers.setup.forms import (
    FIELDS,
    NAMES,
    Place,
    form,
    name_fields,
    values_of,
    values_of_area,
    write_place,
)
from handlers.untrusted_json import RECEIVED_AT
from handlers.web_api.chat import SlackChat
from handlers.web_api.clients import posting_client, reading_client
from handlers.web_api.names import Names
from handlers.web_api.tokens import bot_identity
from storage.database import open_database
from storage.migrations import upgrade
from storage.queue import RowInbox
from storage.store import RowStore
from tests.fuzz.bending import bent
from tests.fuzz.door import Door
from tests.handlers.stage import CALL
from tests.paths import MANIFEST
from tests.rounds import advance

Json = dict[str, Any]
NOW = datetime(2027, 1, 11, 22, 0, tzinfo=UTC)
DAY, TIM, CHAIR = date(2027, 1, 12), "U0TIM", "U0CHAIR"
SUBJECT = Subject("Production", DAY, "Software", "1799700000.000100/aaaa")
NUMBERS = count(1)
OK = 200
OURS = AuthorizeResult(enterprise_id=None, team_id="T0DEMO")
RICH: Json = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "News:", "style": {"bold": True}},
                {"type": "user", "user_id": "U0ANA"},
                {"type": "link", "url": "https://x.org/", "text": "notes"},
                {"type": "emoji", "name": "tada", "unicode": "1f389"},
                {"type": "broadcast", "range": "here"},
                {"type": "date", "timestamp": 1799700000, "format": "{date}", "fallback": "a day"},
            ],
        },
        {
            "type": "rich_text_list",
            "style": "bullet",
            "indent": 1,
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "Moved"}]}],
        },
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "make"}], "border": 0},
    ],
}


def envelope(kind: str, **more: Any) -> Json:
    """What all interactive payloads have."""
    return {
        "type": kind,
        "team": {"id": "T0DEMO", "domain": "demo"},
        "user": {"id": TIM, "team_id": "T0DEMO", "name": "tim"},
        "trigger_id": "1.2.x",
        "api_app_id": "A0DEMO",
        RECEIVED_AT: "1799704800.000000",
        **more,
    }


def event(**said: Any) -> Json:
    message = {
        "type": "message",
        "channel_type": "im",
        "channel": "D0TIM",
        "user": TIM,
        "ts": "1799704700.000100",
    }
    return {
        "type": "event_callback",
        "team_id": "T0DEMO",
        "event_id": "Ev1",
        "authorizations": [{"team_id": "T0DEMO", "user_id": "U0BOT", "is_bot": True}],
        RECEIVED_AT: "1799704800.000000",
        "event": {**message, "text": "- Released", "blocks": [RICH], **said},
    }


def events() -> list[Json]:
    """Messages as people write, change and delete them, with what may hang on them."""
    before = event()["event"]
    file = {"id": "F1", "name": "a.txt", "permalink": "https://x.org/f", "mimetype": "text/plain"}
    clip = {
        **file,
        "subtype": "slack_audio",
        "transcription": {"status": "complete", "preview": {"content": "x"}},
    }
    shared = {
        "is_msg_unfurl": True,
        "message_blocks": [{"message": {"blocks": [RICH]}}],
        "author_name": "Ana",
    }
    page = {"from_url": "https://x.org/", "title": "A page", "original_url": "https://x.org/"}
    changed = {
        "message": {**before, "edited": {"user": TIM, "ts": "1799704750.1"}},
        "previous_message": before,
    }
    cells = [[{"type": "raw_text", "text": "a"}, {"type": "rich_text", "elements": RICH["elements"]}]]
    return [
        event(),
        event(thread_ts="1799704600.000100", files=[file, clip], subtype="file_share"),
        event(attachments=[shared, page], blocks=[{"type": "table", "rows": cells}, RICH]),
        event(subtype="message_changed", hidden=True, **changed),
        event(
            subtype="message_deleted", deleted_ts="1799704700.000100", previous_message=before, event_ts="9.1"
        ),
        {**event(), "event": {"type": "app_home_opened", "user": TIM, "tab": "home", "channel": "D0TIM"}},
        {**event(), "event": {"type": "tokens_revoked", "tokens": {"bot": ["U1"]}}},
    ]


def clicks() -> list[Json]:
    """Every button, on messages and in views."""
    ids = [(action_id(verb, "Software", "" if verb is Verb.AWAY else SUBJECT.item), "") for verb in Verb]
    ids += [(f"{RUN}|1", f"{word} Software: x @Tim") for word in COMMANDS]
    ids += [(f"{SETUP}|{step}|Software", "1") for step in Step]
    place = write_place(Place("Production", "C0PROD", "Software"))
    view = {"id": "V1", "root_view_id": "V1", "callback_id": "setup-overview", "private_metadata": place}
    return [
        envelope(
            "block_actions",
            channel={"id": "D0TIM"},
            container={"type": "message", "channel_id": "D0TIM"},
            response_url="http://127.0.0.1:9/respond/x",
            view=view,
            actions=[
                {
                    "type": "button",
                    "action_id": name,
                    "block_id": block_id(1, f"Production/{DAY}"),
                    "value": value,
                    "action_ts": "1799704800.000100",
                    "selected_option": {"value": "news"},
                }
            ],
        )
        for name, value in ids
    ]


def forms() -> list[Json]:
    """Every form, filled in."""
    rich, chosen = {"words": {"rich_text_value": RICH}}, {"selected_option": {"value": "news"}}
    item = SUBJECT.item
    fields = [
        {"type": "input", "block_id": f"words-1|{item}", "element": {"initial_value": RICH}},
        {"type": "input", "block_id": f"place-1|{item}", "element": {"initial_option": {"value": "ongoing"}}},
        {"type": "input", "block_id": "news", "label": {"type": "plain_text", "text": "News"}},
    ]
    days = {name: {name: {"selected_date": "2027-01-12"}} for name in ("first", "last")}
    values: list[tuple[str, Json]] = [
        (FORM, {"news": rich}),
        (ADD, {"section": {"section": chosen}, "words": rich}),
        (CORRECT, {f"words-1|{item}": rich, f"place-1|{item}": {"place": chosen}}),
        (MOVE, {"item": {"item": {"selected_option": {"value": item}}}, "choice": {"choice": chosen}}),
        (LIST, {"0": {"fate": {"selected_option": {"value": "dropped"}}}}),
        (AWAY, {**days, "who": {"who": {"selected_user": "U0ANA"}}}),
        (INSTEAD, {"who": {"who": {"selected_user": "U0ANA"}}}),
        (NOTE, {"words": rich, "area": {"area": chosen}, "named": {"named": {"selected_options": [{}]}}}),
        (AGREED, {"what": {"what": {"value": "Rope"}}, "due": {"due": {"selected_date": "2027-01-12"}}}),
    ]
    subject = Subject("Production", DAY, "Software", "2027-01-11")
    metadata = write_metadata(subject, "D0TIM")
    sent = [_sent(callback, metadata, state, fields) for callback, state in values]
    return sent + [_sent_setup(kind) for kind in (*FIELDS, NAMES)]


def _sent(callback: str, metadata: str, state: Json, blocks: list[Json]) -> Json:
    view: Json = {"id": "V1", "root_view_id": "V1", "type": "modal", "callback_id": callback}
    view |= {"private_metadata": metadata, "state": {"values": state}, "blocks": blocks}
    return envelope("view_submission", view=view)


def _sent_setup(kind: str) -> Json:
    area = CALL.areas[0]
    values = {**values_of(CALL), **values_of_area(area)}
    fields = name_fields(area, {}) if kind == NAMES else ()
    view = form(kind, Place("Production", "C0PROD", area.name), values, fields=fields)
    known = {"value": "x", "selected_time": "16:00", "selected_option": {"value": "tuesday"}}
    state = {
        block["block_id"]: {"value": {**known, "selected_users": [TIM]}}
        for block in view["blocks"]
        if "element" in block
    }
    return _sent(kind, view["private_metadata"], state, view["blocks"])


def commands() -> list[Json]:
    """Every command, typed."""
    typed = {
        "command": "/minutes",
        "user_id": CHAIR,
        "channel_id": "C0PROD",
        "team_id": "T0DEMO",
        "trigger_id": "3.4",
    }
    typed |= {"response_url": "http://127.0.0.1:9/respond/x", RECEIVED_AT: "1799704800.000000"}
    rests = (
        "Software: x",
        "<@U0TIM|tim> by friday",
        "12 Jan to 20 Jan",
        "2027-01-19 16:00",
        "add a @Tim",
        "history",
    )
    return [{**typed, "text": f"{word} {rest}"} for word in COMMANDS for rest in rests]


class Desk:
    """The bot's own parts, in a workspace on this machine."""

    def __init__(self, context: HandlerContext, inbox: RowInbox, app: Any, clock: MovableClock) -> None:
        self.work = route(context, HomeRefresher(context))
        self.inbox = inbox
        self.app = app
        self.clock = clock

    async def arrive(self, payload: Json) -> None:
        """Work on what arrived; nothing but what is ours may come of it."""
        await self.work(Arrival(f"fuzz-{next(NUMBERS)}", {**payload, RECEIVED_AT: "1799704800.000000"}))

    async def dispatch(self, payload: Json) -> None:
        """Take a payload in as a socket brings it: what is acknowledged is kept, unless it is nobody's."""
        bare = {name: value for name, value in payload.items() if name != RECEIVED_AT}
        identity = f"fuzz-{next(NUMBERS)}"
        answer = await answered(self.app, {**bare, "event_id": identity})
        kept = [arrival.identity for arrival in await self.inbox.waiting(9)]
        await self.inbox.done(kept, self.clock())
        if answer.status == OK:
            assert identity in kept or of_another_team(bare, OURS), "acknowledged and not kept"


@asynccontextmanager
async def doors() -> AsyncIterator[list[Door]]:
    """All of them, with a bot at work behind them until the context ends."""
    clock = MovableClock(NOW)
    with TemporaryDirectory() as folder:
        async with _desk(Path(folder), clock) as desk:
            yield [
                Door("events", _bent_of(events()), desk.arrive),
                Door("clicks", _bent_of(clicks()), desk.arrive),
                Door("forms", _bent_of(forms()), desk.arrive),
                Door("commands", _bent_of(commands()), desk.arrive),
                Door("sockets", _bent_of([*events(), *clicks(), *forms(), *commands()]), desk.dispatch),
            ]


def _bent_of(samples: list[Json]) -> Any:
    def sample(dice: Random) -> Json:
        made: Any = bent(dice.choice(samples), dice)
        return made if isinstance(made, dict) else {"type": made}

    return sample


@asynccontextmanager
async def _desk(folder: Path, clock: MovableClock) -> AsyncIterator[Desk]:
    workspace = Workspace(manifest=MANIFEST, clock=clock)
    for person, name in ((TIM, "Tim T."), ("U0ANA", "Ana B."), (CHAIR, "Scott")):
        workspace.add_person(person, name)
    workspace.add_channel("C0PROD", "production", [TIM, "U0ANA", CHAIR])
    await workspace.start()
    database = open_database(f"sqlite:///{folder / 'minutes.db'}")
    upgrade(database)
    posting = posting_client(workspace.bot_token, workspace.api_url)
    reading = reading_client(workspace.bot_token, workspace.api_url)
    me = await bot_identity(posting)
    store, inbox = RowStore(database, me.team), RowInbox(database, me.team)
    await store.change(lambda book: book.keep_call(CALL))
    await advance(store=store, pages=lambda _: 1, now=clock() - timedelta(days=2))
    chat = SlackChat(posting, team=me.team)
    context = HandlerContext(store, chat, posting, Names(chat, reading, clock), clock, me.user)
    app = build_app(posting, me, inbox, wake=lambda: None, clock=clock)
    try:
        yield Desk(context, inbox, app, clock)
    finally:
        database.close()
        await workspace.stop()

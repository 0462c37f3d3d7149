"""Clicks and forms of people who may not: the ids in them are right, whoever sends them is wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import count, product
from typing import Any

import pytest

from bot.model.call import Area, Lead
from bot.model.delivery import Kind
from bot.model.message import Notice
from handlers.blocks.absence import AWAY, INSTEAD
from handlers.blocks.action_ids import Subject, Verb, action_id, block_id, write_metadata
from handlers.blocks.add import ADD
from handlers.blocks.command_button import RUN
from handlers.blocks.correct_form import CORRECT
from handlers.blocks.last_list import LIST
from handlers.blocks.note import AGREED, NOTE
from handlers.blocks.update_form import FORM, MOVE
from handlers.commands.registry import COMMANDS
from handlers.setup.buttons import SETUP, Step
from handlers.setup.forms import (
    CHAIRS,
    FIELDS,
    NAMES,
    NEW,
    TITLES,
    Place,
    form,
    name_fields,
    values_of,
    write_place,
)
from handlers.untrusted_json import RECEIVED_AT
from tests.handlers.blocks.test_add import written
from tests.handlers.live_stage import begun
from tests.handlers.stage import CALL, Bot, Json

pytestmark = [pytest.mark.wire, pytest.mark.refuses]  # the windows that open have made-up triggers

DAY = date(2027, 1, 12)
MEETING = f"Production/{DAY}"
WORDS = written("Not for me to say")
CHAIR, TIM, ANA, BY, STRANGER = "U0CHAIR", "U0TIM", "U0ANA", "U0BY", "U0STRANGER"
OTHER = replace(
    CALL,
    name="Security",
    channel="C0SEC",
    time=time(17),
    chairs=(BY,),
    areas=(Area("Firewalls", (Lead("Bystander", BY),)),),
)
OF_LEADS = sorted(set(Verb) - {Verb.BACK})
OF_CHAIRS = sorted(word for word, command in COMMANDS.items() if getattr(command, "chairs", False))
PEOPLE = (BY, ANA, CHAIR, STRANGER)  # who leads another call, another area, nothing; who is of elsewhere
NUMBERS = count(1)


@pytest.fixture
async def reported(bot, workspace):
    """Tim has reported for Software, there is another call, and somebody of another workspace is about."""
    workspace.add_person(STRANGER, "Stranger", team="T0ELSE")
    workspace.world.rooms["C0PROD"].members.append(STRANGER)
    workspace.add_channel("C0SEC", "security", [BY])
    await bot.context.store.change(lambda book: book.keep_call(OTHER))
    await workspace.write(TIM, "News:\n- Released version 4.2\nEmergencies:\n- The gateway is down")
    await bot.settle()
    await bot.tick()
    return bot


async def memory(bot: Bot) -> tuple[Any, ...]:
    """All that is remembered, but for what people are told in answer to what they do."""

    def look(book: Any) -> tuple[Any, ...]:
        calls = book.calls()
        days = [(call.name, meeting.date) for call in calls for meeting in book.meetings(call.name)]
        looks = (book.meeting, book.replies, book.updates, book.notes, book.announcements, book.attendance)
        of_meetings = [look(*day) for day in days for look in looks]
        areas = [(*day, area.name) for day in days for call in calls for area in call.areas]
        corrections = [book.corrections(*area) for area in areas]
        of_calls = [
            (call, book.call_changes(call.name), book.overrides(call.name), book.actions(call.name))
            for call in calls
        ]
        owed = [each for each in book.deliveries("") if each.kind is not Kind.NOTICE]
        return calls, of_meetings, corrections, of_calls, book.absences(), owed

    return await bot.context.store.read(look)


async def arrive(bot: Bot, payload: Json) -> None:
    """Let a payload arrive as it is, and be worked on."""
    received = {RECEIVED_AT: f"{bot.clock().timestamp():.6f}"}
    await bot.inbox.keep(f"foreign-{next(NUMBERS)}", {**payload, **received}, bot.clock())
    await bot.drain.run()
    bot.clock.advance(timedelta(seconds=1))


async def told(bot: Bot, person: str) -> list[str]:
    """What somebody was told in their messages, or would be."""
    notices = await bot.context.store.read(lambda book: book.deliveries("-/"))
    return [each.message.text for each in notices if each.to == person and isinstance(each.message, Notice)]


def click(person: str, action: Mapping[str, Any], **more: Any) -> Json:
    user = {"id": person, "team_id": "T0DEMO"}
    place = {"id": f"D{person[1:]}", "name": "directmessage"}
    team = {"id": "T0DEMO", "domain": "demo"}
    known: Json = {
        "type": "block_actions",
        "team": team,
        "user": user,
        "channel": place,
        "trigger_id": "1.1.x",
    }
    return {**known, "actions": [{"type": "button", "action_ts": "1799700000.000100", **action}], **more}


def sent(person: str, callback: str, metadata: str, values: Json, **more: Any) -> Json:
    state = {"values": values}
    view: Json = {"id": "V1", "root_view_id": "V1", "callback_id": callback, "private_metadata": metadata}
    view |= {"type": "modal", "state": state, "blocks": [], **more}
    user = {"id": person, "team_id": "T0DEMO"}
    return {"type": "view_submission", "team": {"id": "T0DEMO"}, "user": user, "view": view}


async def item_of(bot: Bot) -> str:
    updates = await bot.context.store.read(lambda book: book.updates("Production", DAY))
    return next(update.sections.news[0].key for update in updates if update.area == "Software")


async def newly_told(bot: Bot, payload: Json) -> int:
    """How many sentences somebody is told after a payload of theirs arrived, of which nothing is left."""
    person = payload["user"]["id"]
    before = len(await told(bot, person))
    await arrive(bot, payload)
    assert await bot.inbox.waiting(9) == ()
    return len(await told(bot, person)) - before


OF_ANY_LEAD = {Verb.LOOKS_RIGHT, Verb.WITHDRAW, Verb.ADD, Verb.AWAY, Verb.INSTEAD, Verb.HERE}  # for their own


async def test_whoever_does_not_report_for_an_area_changes_nothing_with_its_buttons(reported):
    item, before = await item_of(reported), await memory(reported)
    for verb, person in product(OF_LEADS, PEOPLE):
        if person == ANA and verb in OF_ANY_LEAD:
            continue
        subject = action_id(verb, "Software", "" if verb is Verb.AWAY else item)
        chosen = {"selected_option": {"value": "not-status"}}
        pressed = click(person, {"action_id": subject, "block_id": block_id(1, MEETING), **chosen})
        assert await newly_told(reported, pressed) == 1, (verb, person)
    assert await memory(reported) == before


def of_leads(item: str) -> Iterator[tuple[str, Json, Json]]:
    """The forms of leads with what somebody may fill in, and what else is in the view."""
    news: Json = {"selected_option": {"value": "news"}}
    initial = {"initial_option": {"value": "ongoing"}}
    fields: list[Json] = [
        {"block_id": f"words-1|{item}", "element": {}, "type": "input"},
        {"block_id": f"place-1|{item}", "element": initial, "type": "input"},
    ]
    labelled: list[Json] = [
        {"block_id": name, "label": {"text": name}} for name in ("news", "ongoing", "emergencies")
    ]
    rich: Json = {"words": {"rich_text_value": WORDS}}
    yield FORM, {"news": rich}, {"blocks": labelled}
    yield ADD, {"section": {"section": news}, "words": rich}, {}
    yield CORRECT, {f"words-1|{item}": rich, f"place-1|{item}": {"place": news}}, {"blocks": fields}
    yield MOVE, {"item": {"item": {"selected_option": {"value": item}}}, "choice": {"choice": news}}, {}
    yield LIST, {"0": {"fate": {"selected_option": {"value": "dropped"}}}}, {}
    days: Json = {name: {name: {"selected_date": "2027-01-12"}} for name in ("first", "last")}
    yield AWAY, days, {}
    yield INSTEAD, {"who": {"who": {"selected_user": TIM}}}, {}


async def test_whoever_does_not_report_in_a_call_changes_nothing_with_its_forms(reported):
    item, before = await item_of(reported), await memory(reported)
    metadata = write_metadata(Subject("Production", DAY, "Software", "2027-01-12"), "D0BY")
    for (callback, values, more), person in product(of_leads(item), (BY, CHAIR, STRANGER)):
        form_sent = sent(person, callback, metadata, values, **more)
        assert await newly_told(reported, form_sent) == 1, (callback, person)
    assert await memory(reported) == before


async def test_whoever_chairs_no_call_rearranges_nothing_in_its_set_up(reported):
    before = await memory(reported)
    view: Json = {"id": "V1", "root_view_id": "V1", "callback_id": "setup-overview", "type": "modal"}
    view |= {"private_metadata": write_place(Place("Production", "C0PROD"))}
    for step, person in product(Step, (TIM, BY, STRANGER)):
        action = {"action_id": f"{SETUP}|{step}|Storage", "block_id": "b", "value": "1"}
        await arrive(reported, click(person, action, view=view))
    assert await memory(reported) == before


def filled(kind: str) -> tuple[str, Json, list[Json]]:
    """A form of the set-up that is filled in by somebody, and for which place."""
    area = CALL.areas[0]
    place = Place("Production", "C0PROD", area.name if kind in ("setup-area", NAMES) else "")
    fields = name_fields(area, {}) if kind == NAMES else FIELDS[kind]
    values = {
        **values_of(OTHER),
        "area.name": f"Mine by {kind}",
        "area.leads": [BY],
        "chairs": [BY],
        "name": "Mine",
    }
    values |= {"post": "5m", "area.style": "flat", "area.joiner": ", ", f"name.{TIM}": "Somebody else"}
    view = form(kind, place, values, fields=fields if kind == NAMES else ())
    state: Json = {}
    for block in view["blocks"]:
        if "element" in block:
            state[block["block_id"]] = {"value": _as_sent(block["element"])}
    return view["private_metadata"], state, view["blocks"]


def _as_sent(element: Json) -> Json:
    sent_as = {
        "initial_value": "value",
        "initial_time": "selected_time",
        "initial_option": "selected_option",
        "initial_options": "selected_options",
        "initial_date": "selected_date",
        "initial_users": "selected_users",
    }
    return {sent_as[name]: value for name, value in element.items() if name in sent_as}


async def test_whoever_chairs_no_call_changes_nothing_with_the_forms_of_its_set_up(reported):
    before = await memory(reported)
    for kind, person in product(TITLES, (TIM, BY, STRANGER)):
        metadata, values, blocks = filled(kind)
        if kind == NEW:
            metadata = write_place(Place("", "C0SEC" if person == TIM else "C0PROD"))
        await arrive(reported, sent(person, kind, metadata, values, blocks=blocks))
    assert await memory(reported) == before


async def test_the_same_forms_do_change_something_for_a_chair(reported):
    for kind in (NAMES, *(each for each in TITLES if each not in (NEW, NAMES, CHAIRS)), CHAIRS):
        metadata, values, blocks = filled(kind)
        before = await memory(reported)
        await arrive(reported, sent(CHAIR, kind, metadata, values, blocks=blocks))
        assert await memory(reported) != before, kind


async def test_a_button_that_types_a_command_of_chairs_does_nothing_for_others(reported):
    await begun(reported)
    before = await memory(reported)
    for word, person in product(OF_CHAIRS, (TIM, BY, STRANGER)):
        action = {"action_id": f"{RUN}|1", "block_id": block_id(1, MEETING), "value": word}
        await arrive(reported, click(person, action))
    assert await memory(reported) == before


async def test_a_guest_of_a_shared_channel_changes_nothing_with_any_command(reported):
    await begun(reported)
    before = await memory(reported)
    for word in COMMANDS:
        typed = f"{word} me Software: x"
        action = {"action_id": f"{RUN}|1", "block_id": block_id(1, MEETING), "value": typed}
        await arrive(reported, click(STRANGER, action))
    assert await memory(reported) == before


async def test_a_guest_of_a_shared_channel_adds_nothing_to_a_meeting(reported):
    await begun(reported)
    metadata = write_metadata(Subject("Production", DAY, "Software"), "C0PROD")
    for callback, field in ((NOTE, "words"), (AGREED, "what")):
        before = await memory(reported)
        values = {field: {field: {"value": "Order rope", "rich_text_value": WORDS}}}
        assert await newly_told(reported, sent(STRANGER, callback, metadata, values)) == 1
        assert await memory(reported) == before
        await arrive(reported, sent(BY, callback, metadata, values))
        assert await memory(reported) != before


async def test_a_button_with_the_ids_of_another_call_or_meeting_changes_nothing(reported):
    before = await memory(reported)
    meetings = (
        "Security/2027-01-12",
        "Nothing/2027-01-12",
        "Production/2001-01-01",
        "Production/",
        "",
        "x/y",
    )
    for verb, meeting in product(Verb, meetings):
        item = "" if verb is Verb.AWAY else "1.0/x"
        action = {"action_id": action_id(verb, "Software", item), "block_id": block_id(1, meeting)}
        await arrive(reported, click(TIM, {**action, "selected_option": {"value": "news"}}))
        assert await reported.inbox.waiting(9) == (), (verb, meeting)
    assert await memory(reported) == before


def test_every_action_and_every_form_that_the_bot_knows_is_tried_here():
    assert set(OF_LEADS) | {Verb.BACK} == set(Verb)
    assert {name for name, _, _ in of_leads("x")} == {FORM, ADD, CORRECT, MOVE, LIST, AWAY, INSTEAD}
    assert set(OF_CHAIRS) == {
        *("post", "next", "close", "reopen", "skip", "move", "hold"),
        *("pause", "resume", "end", "rename"),
    }

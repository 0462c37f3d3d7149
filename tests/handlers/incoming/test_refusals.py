"""Whoever asks for something that cannot be hears why, once, where they asked; over the wire."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.blocks.absence import AWAY, INSTEAD
from handlers.blocks.action_ids import Verb
from handlers.blocks.add import ADD
from handlers.blocks.correct_form import CORRECT
from handlers.blocks.last_list import LIST
from handlers.blocks.note import AGREED, NOTE
from handlers.blocks.update_form import FORM, MOVE
from tests.handlers.blocks.test_add import written
from tests.handlers.home_stage import home_of, opened
from tests.handlers.refusal_stage import (
    CHAIR,
    MANY,
    Case,
    after,
    answered,
    at_home,
    back_again,
    closed,
    correcting,
    dismissed,
    gone,
    list_of_last_week,
    newly_heard,
    nothing,
    pressing,
    sending,
    told,
    typing,
)
from tests.handlers.setting_up import click, send, setup, texts, view
from tests.handlers.stage import CALL
from tests.waiting import PATIENCE_SECONDS

pytestmark = pytest.mark.wire

TIM, ANA, BY = "U0TIM", "U0ANA", "U0BY"
DISKS = "News:\n- Pool node 12 lost two disks"
SIXTY = "News:\n" + "\n".join(f"- Step {number}" for number in range(60))
WORDS = written("Moved the racks")
BACK = "This was not noted: "
CLOSED = (
    "The minutes of Production of January 12 are closed, so this changes nothing in them. "
    "Please tell the chair."
)
CLOSED_LATER = CLOSED.replace("12", "19")
NOT_REPORTING = "You report for no area of the Production call, so nothing was changed."
NOTHING_TO_EXCUSE = "You report for no area of the Production call, so nothing needs excusing."
NOT_STORAGE = "You do not report for Storage in the Production call, so nothing was changed."
MEETING_CLOSED = "The Production meeting of Tuesday, January 12 is closed"
ANSWERED = "Whether this is an emergency is not asked any more. Correct on your newest card can change it."
HERE_OVER = "The meeting of Production of January 12 is over, so nothing was changed."
GONE = "There is no call Production any more."

BUTTONS: dict[str, Case] = {
    "nothing-new, closed": (TIM, pressing("Nothing new", TIM, of="ask"), closed, CLOSED),
    "nothing-new, no lead": (TIM, pressing("Nothing new", TIM, of="ask"), dismissed, NOT_REPORTING),
    "nothing-new, other lead": (
        ANA,
        pressing("Nothing new: Storage", ANA, of="ask"),
        dismissed,
        NOT_STORAGE,
    ),
    "same-as-last-week, closed": (
        TIM,
        pressing("Same as last week", TIM, of="ask"),
        closed,
        CLOSED,
    ),
    "looks-right, closed": (TIM, pressing("Looks right", TIM), closed, CLOSED),
    "looks-right, no lead": (TIM, pressing("Looks right", TIM), dismissed, NOT_REPORTING),
    "looks-right, call gone": (TIM, pressing("Looks right", TIM), gone, GONE),
    "withdraw, closed": (TIM, pressing("Withdraw everything", TIM), closed, CLOSED),
    "withdraw, no lead": (TIM, pressing("Withdraw everything", TIM), dismissed, NOT_REPORTING),
    "correct, no lead": (TIM, pressing("Correct", TIM), dismissed, NOT_REPORTING),
    "correct, other lead": (
        ANA,
        pressing("Correct", ANA, words="Storage:\n- Moved the racks"),
        dismissed,
        NOT_STORAGE,
    ),
    "move, closed": (TIM, pressing("move|", TIM, of="earlier card", value="ongoing"), closed, CLOSED),
    "move, other lead": (
        ANA,
        pressing("move|", ANA, of="earlier card", value="ongoing"),
        dismissed,
        NOT_STORAGE,
    ),
    "emergency, closed": (TIM, pressing("Yes", TIM, of="earlier card", words=DISKS), closed, CLOSED),
    "emergency, answered": (TIM, pressing("Yes", TIM, of="earlier card", words=DISKS), answered, ANSWERED),
    "no-emergency, closed": (TIM, pressing("No", TIM, of="earlier card", words=DISKS), closed, CLOSED),
    "no-emergency, no lead": (
        TIM,
        pressing("No", TIM, of="earlier card", words=DISKS),
        dismissed,
        NOT_REPORTING,
    ),
    "resolved, closed": (
        TIM,
        pressing(
            "move|",
            TIM,
            of="earlier card",
            words="Emergencies:\n- The gateway is down",
            value="not-status",
        ),
        closed,
        CLOSED,
    ),
    "place, closed": (ANA, pressing("Storage", ANA), closed, CLOSED),
    "place, other lead": (ANA, pressing("Storage", ANA), dismissed, NOT_STORAGE),
    "form, no lead": (TIM, pressing("Use a form", TIM, of="ask"), dismissed, NOT_REPORTING),
    "form, other lead": (
        ANA,
        pressing("Use a form: Storage", ANA, of="ask"),
        dismissed,
        NOT_STORAGE,
    ),
    "add, no lead": (TIM, pressing("Add", TIM), dismissed, NOT_REPORTING),
    "choose, no lead": (
        TIM,
        pressing("Move items of Software", TIM, of="earlier card", words=MANY),
        dismissed,
        NOT_REPORTING,
    ),
    "show, no lead": (
        TIM,
        pressing("Show all of Software", TIM, words=MANY),
        dismissed,
        NOT_REPORTING,
    ),
    "list, no lead": (TIM, list_of_last_week, dismissed, NOT_REPORTING),
    "away, no lead": (TIM, pressing("I'm away", TIM, of="ask"), dismissed, NOT_REPORTING),
    "instead, no lead": (
        TIM,
        pressing("Someone else reports", TIM, of="ask"),
        dismissed,
        NOT_REPORTING,
    ),
    "here, over": (TIM, pressing("I'm here", TIM, of="ask", status="Vacationing"), after(days=3), HERE_OVER),
    "stand-in, no lead": (
        TIM,
        pressing("Ask Bystander", TIM, of="ask", status="Vacationing"),
        dismissed,
        NOTHING_TO_EXCUSE,
    ),
    "back, over": (TIM, back_again, after(days=3), "You are not away, as far as I know."),
    "back, no lead": (TIM, back_again, dismissed, NOTHING_TO_EXCUSE),
}
FORMS: dict[str, Case] = {
    f"{FORM}, closed": (
        TIM,
        sending(pressing("Use a form", TIM, of="ask"), TIM, news={"words": WORDS}),
        closed,
        f"{CLOSED} {BACK}News\nMoved the racks",
    ),
    f"{ADD}, closed": (
        TIM,
        sending(pressing("Add", TIM), TIM, section="ongoing", words=WORDS),
        closed,
        f"{CLOSED} {BACK}Ongoing work\nMoved the racks",
    ),
    f"{ADD}, no lead": (
        TIM,
        sending(pressing("Add", TIM), TIM, section="ongoing", words=WORDS),
        dismissed,
        f"{NOT_REPORTING} {BACK}Moved the racks",
    ),
    f"{CORRECT}, closed": (
        TIM,
        correcting("Moved the mirror", words="Moved both mirrors"),
        closed,
        f"{CLOSED} {BACK}Moved both mirrors",
    ),
    f"{MOVE}, closed": (
        TIM,
        sending(pressing("Correct", TIM, words=SIXTY), TIM),
        closed,
        CLOSED,
    ),
    f"{LIST}, closed": (TIM, sending(list_of_last_week, TIM), closed, CLOSED_LATER),
    f"{AWAY}, no lead": (
        TIM,
        sending(pressing("I'm away", TIM, of="ask"), TIM),
        dismissed,
        NOTHING_TO_EXCUSE,
    ),
    f"{AWAY}, robot": (
        TIM,
        sending(pressing("I'm away", TIM, of="ask"), TIM, who="U0ROBOT"),
        nothing,
        "Robot is a bot and cannot report for you, so nothing was changed. Please choose somebody else.",
    ),
    f"{INSTEAD}, late": (
        TIM,
        sending(pressing("Someone else reports", TIM, of="ask"), TIM, who=BY),
        after(days=3),
        "The meeting of Production of January 12 is over, so nobody else needs to report for it.",
    ),
    f"{NOTE}, early": (
        BY,
        sending(typing("note", BY), BY, words=WORDS),
        nothing,
        f"The meeting has not begun yet. {BACK}Moved the racks",
    ),
    f"{NOTE}, closed": (
        BY,
        sending(typing("note", BY), BY, words=WORDS),
        closed,
        f"{MEETING_CLOSED}, so this is not in its minutes: Moved the racks",
    ),
    f"{NOTE}, call gone": (
        BY,
        sending(typing("note", BY), BY, words=WORDS),
        gone,
        f"{GONE} {BACK}Moved the racks",
    ),
    f"{AGREED}, call gone": (
        BY,
        sending(typing("agree", BY), BY, what="Order rope"),
        gone,
        f"{GONE} {BACK}Order rope",
    ),
}
AT_HOME: dict[str, Case] = {
    "nothing new, no lead": (TIM, at_home("Nothing new"), dismissed, NOT_REPORTING),
    "add, no lead": (TIM, at_home("Add"), dismissed, NOT_REPORTING),
    "away, no lead": (TIM, at_home("I'm away"), dismissed, NOT_REPORTING),
    "tell, twice": (
        TIM,
        at_home("Tell the channel now"),
        told,
        "The channel was told of the emergency in Software already; what changes I add there.",
    ),
}
TABLES = {"button": BUTTONS, "form": FORMS, "home": AT_HOME}


@pytest.mark.parametrize(
    ("person", "scene", "meanwhile", "sentence"),
    [
        pytest.param(*case, id=f"{kind}: {name}")
        for kind, cases in TABLES.items()
        for name, case in cases.items()
    ],
)
async def test_who_is_refused_hears_one_sentence_and_the_arrival_is_done(
    bot, person, scene, meanwhile, sentence
):
    act = await scene(bot)
    await meanwhile(bot)
    assert await newly_heard(bot, person, act) == [sentence]
    assert await bot.inbox.waiting(10) == ()


def test_every_button_and_every_form_is_tried():
    assert {name.split(",")[0] for name in BUTTONS} == set(Verb)
    assert {name.split(",")[0] for name in FORMS} == {
        FORM,
        ADD,
        CORRECT,
        MOVE,
        LIST,
        AWAY,
        INSTEAD,
        NOTE,
        AGREED,
    }


@pytest.mark.refuses
async def test_where_no_window_opens_any_more_it_is_a_direct_message(bot):
    await opened(bot)
    await dismissed(bot)
    home = home_of(bot, TIM)
    block = next(block for block in home["blocks"] if block["type"] == "actions")
    name = block["elements"][0]["action_id"]
    await bot.workspace.press_in_view(TIM, home["id"], name, block_id=block["block_id"])
    bot.clock.advance(timedelta(seconds=PATIENCE_SECONDS + 10))
    await bot.settle()
    await bot.settle()
    assert [said["text"] for said in bot.said_to(TIM)] == [NOT_REPORTING]


async def test_a_form_of_the_set_up_comes_back_with_the_sentence(bot):
    await setup(bot)
    await click(bot, "Add an area")
    await send(bot, area__name="storage", area__leads=[BY])
    assert texts(view(bot)).count("There is an area storage already. Please choose another name.") == 1
    assert bot.said_to(CHAIR) == []


async def test_a_button_of_the_set_up_shows_the_sentence_there_while_there_is_a_set_up(bot):
    overview = await setup(bot)
    await bot.context.store.change(lambda book: book.keep_call(replace(CALL, areas=CALL.areas[1:])))
    shown = await click(bot, "Edit Software", within=overview)
    assert texts(shown).count("There is no area Software any more.") == 1
    assert bot.said_to(CHAIR) == []
    await gone(bot)
    await click(bot, "Add an area", within=overview)
    assert [said["text"] for said in bot.said_to(CHAIR)] == [GONE]

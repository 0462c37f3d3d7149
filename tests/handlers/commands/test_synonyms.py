"""Other words for the commands, by what people mean."""

import pytest

from handlers.commands.registry import COMMANDS
from handlers.commands.synonyms import SYNONYMS, by_meaning
from tests.handlers.commands.test_commands import answer
from tests.handlers.commands.test_which_call import choose


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cancel", "skip"),
        ("Cancel 29 Dec", "skip 29 Dec"),
        ("postpone tomorrow  17:00", "move tomorrow  17:00"),
        ("regrets", "apologies"),
        ("vacation next week", "away next week"),
        ("Out of Office next week", "away next week"),
        ("out friday", "away friday"),
        ("I’m here", "here"),  # noqa: RUF001 - as telephones write it
        ("done 12", "action done 12"),
        ("todo", "action add"),
        ("todos", "actions"),
        ("report", "status"),
        ("report Software: a\n- b", "for Software: a\n- b"),
        ("frobnicate", None),
        ("", None),
        ("skipper", None),
    ],
)
def test_a_word_is_read_by_its_meaning(typed, meant):
    assert by_meaning(typed) == meant


def test_every_meaning_is_a_command_and_no_command_means_another():
    assert {meant.split()[0] for meant in SYNONYMS.values()} <= set(COMMANDS)
    assert not set(SYNONYMS) & set(COMMANDS)


@pytest.mark.wire
async def test_a_slip_offers_a_button_that_keeps_what_followed(bot):
    (said,) = await answer(bot, "pospone 13 Jan 17:00", person="U0CHAIR")
    assert "I do not know “pospone”. Did you mean `/minutes move`?" in said["text"]
    assert bot.workspace.messages("C0PROD") == []
    (moved,) = await choose(bot, said, "Yes, move 13 Jan 17:00", person="U0CHAIR")
    assert "is moved to Wednesday, January 13, 5:00 PM" in moved["text"]


@pytest.mark.wire
@pytest.mark.parametrize("slip", ["skp", "psot", "clsoe", "cancle", "forgte", "skipp"])
async def test_spelling_alone_reaches_no_command_that_changes_something(bot, slip):
    (said,) = await answer(bot, slip, person="U0CHAIR")
    assert said["text"].startswith("I do not know")
    assert bot.workspace.messages("C0PROD") == []


@pytest.mark.wire
async def test_a_chair_is_asked_again_before_a_slip_of_theirs_is_done(bot):
    (said,) = await answer(bot, "cancle", person="U0CHAIR")
    (pressed,) = said["blocks"][-1]["elements"]
    assert pressed["confirm"]["title"]["text"] == "Is that what you meant?"
    (said,) = await answer(bot, "statsu")
    assert "confirm" not in said["blocks"][-1]["elements"][0]


@pytest.mark.wire
@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("cancel", "The Production call of Tuesday, January 12 is skipped."),
        ("Cancel 19 Jan", "The Production call of Tuesday, January 19 is skipped."),
        ("postpone 13 Jan", "is moved to Wednesday, January 13"),
        ("report", "Software (Tim T.): no report yet"),
        ("who is missing", "Software (Tim T.): no report yet"),
        ("report Software: released 4.2", "noted it for Software"),
        ("in Production cancel", "The Production call of Tuesday, January 12 is skipped."),
    ],
)
async def test_a_command_is_known_by_what_is_meant(bot, typed, told):
    (said,) = await answer(bot, typed, person="U0CHAIR")
    assert told in said["text"]


@pytest.mark.wire
async def test_meaning_gives_nobody_more_to_say(bot):
    (said,) = await answer(bot, "cancel")
    assert "only Scott can do that" in said["text"]

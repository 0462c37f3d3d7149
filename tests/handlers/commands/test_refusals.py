"""Whoever types what cannot be done hears why, once, below what they typed; over the wire."""

import pytest

from tests.handlers.refusal_stage import CHAIR, Case, after, newly_heard, nothing, typing

pytestmark = pytest.mark.wire

BY = "U0BY"
BACK = "This was not noted: "
SAID = "Nothing was changed: the Production call of Tuesday, January"

COMMANDS: dict[str, Case] = {
    "announce drop, unknown": (
        BY,
        typing("announce drop 7", BY),
        nothing,
        "There is no such announcement: nothing is announced.",
    ),
    "announce drop, not theirs": (
        BY,
        typing("announce drop 1", BY, "announce Power cut"),
        nothing,
        "Only who announced it, or a chair, can take it back: Scott announced it.",
    ),
    "note, early": (
        BY,
        typing("note Software: late <b>", BY),
        nothing,
        f"The meeting has not begun yet. {BACK}late &lt;b&gt;",
    ),
    "note drop, unknown": (
        BY,
        typing("note drop 7", BY, posted=True),
        nothing,
        "There is no such note: number 7.",
    ),
    "note drop, not theirs": (
        BY,
        typing("note drop 1", BY, "note Software: full", posted=True),
        nothing,
        "Only who wrote a note, or a chair, can strike it out: Scott wrote it.",
    ),
    "action drop, not theirs": (
        BY,
        typing("action drop 1", BY, "action add Order rope"),
        after(days=2),
        "Only its owner or a chair can take back an action item that is older than a day: #1.",
    ),
    "next, early": (CHAIR, typing("next", CHAIR), nothing, "The meeting has not begun yet."),
    "close, early": (CHAIR, typing("close", CHAIR), nothing, "The meeting has not begun yet."),
    "skip, twice": (
        CHAIR,
        typing("skip 2027-01-19", CHAIR, "skip 2027-01-19"),
        nothing,
        f"{SAID} 19 is skipped already (skipped by the chair).",
    ),
    "move, where it is": (
        CHAIR,
        typing("move 2027-01-12 16:00", CHAIR),
        nothing,
        f"{SAID} 12 is at that time already.",
    ),
    "hold, as usual": (
        CHAIR,
        typing("hold 2027-01-12", CHAIR),
        nothing,
        f"{SAID} 12 is held as usual anyway.",
    ),
    "tell, nothing": (
        CHAIR,
        typing("tell Software", CHAIR),
        nothing,
        "There is no emergency in Software that the channel does not know of.",
    ),
    "setup undo, unknown": (
        CHAIR,
        typing("setup undo 9", CHAIR),
        nothing,
        "There is no change number 9 of Production.",
    ),
}


@pytest.mark.parametrize(
    ("person", "scene", "meanwhile", "sentence"),
    [pytest.param(*case, id=name) for name, case in COMMANDS.items()],
)
async def test_a_command_that_is_refused_is_answered_with_one_sentence(
    bot, person, scene, meanwhile, sentence
):
    act = await scene(bot)
    await meanwhile(bot)
    assert await newly_heard(bot, person, act) == [sentence]
    assert await bot.inbox.waiting(10) == ()

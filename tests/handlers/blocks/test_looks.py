"""How the forms and the private answers look that people meet day by day, as they stood over the wire."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot.demo.block_kit.validate import block_faults
from tests.golden_files import golden
from tests.handlers.commands.test_commands import answer
from tests.handlers.stage import CALL, Bot, Json, card_of, press
from tests.rounds import advance

pytestmark = pytest.mark.wire

FORMS = {
    "form": "Use a form",
    "form-away": "I'm away",
    "form-instead": "Someone else reports",
}
ANSWERS = {
    "answer-forget": "forget me",
    "answer-areas": "areas",
    "answer-why": "why",
    "answer-remind": "remind",
    "answer-away": "away 20 Jan to 22 Jan <@U0ANA>",
    "answer-notes": "notes",
    "answer-help": "help",
}
KEY = re.compile(r"\|[0-9.]+/\w+")
GIVEN = re.compile(r"[A-Z0-9]{3,6}")
KEPT = ("title", "submit", "close", "blocks")


def look(name: str, shown: Mapping[str, object]) -> None:
    """Compare with how it looked when somebody last looked at it."""
    text = f"{json.dumps(nameless(shown), indent=1, ensure_ascii=False)}\n"
    assert text == golden(f"looks/{name}.json", text)


def nameless(shown: object) -> object:
    """The same without the names that the workspace gave to blocks that had none."""
    match shown:
        case dict():
            return {
                name: nameless(part)
                for name, part in shown.items()
                if name != "block_id" or not GIVEN.fullmatch(str(part))
            }
        case list() | tuple():
            return [nameless(part) for part in shown]
        case _:
            return shown


def view(bot: Bot, person: str = "U0TIM") -> Json:
    opened = bot.workspace.views(person)[-1]
    return {name: opened[name] for name in KEPT if opened.get(name)}


@pytest.mark.parametrize(("name", "label"), FORMS.items())
async def test_a_form_that_opens_from_the_question(bot, name, label):
    await bot.tick()
    await press(bot, bot.said_to("U0TIM")[0], label)
    look(name, view(bot))


async def test_the_form_that_adds_one_thing_more(bot):
    await press(bot, await card_of(bot), "Add")
    look("form-add", view(bot))


async def test_the_form_in_which_items_are_corrected(bot):
    await press(
        bot, await card_of(bot, "News:\n- Released version 4.2\n    - tested at two sites"), "Correct"
    )
    look("form-correct", json.loads(KEY.sub("|item", json.dumps(view(bot)))))


@pytest.mark.parametrize(("name", "typed"), ANSWERS.items())
async def test_an_answer_that_only_the_asker_sees(bot, name, typed):
    await bot.tick()
    (said,) = await answer(bot, typed)
    assert said["text"]
    assert not said.get("blocks") or block_faults(said["blocks"]) == []
    look(name, {"text": said["text"], "blocks": said.get("blocks")})


async def test_the_question_which_call_is_meant(bot):
    await bot.context.store.change(lambda book: book.keep_call(replace(CALL, name="Security")))
    await advance(store=bot.context.store, pages=lambda _: 1, now=bot.clock())
    (said,) = await answer(bot, "status")
    look("answer-which-call", {"text": said["text"], "blocks": said["blocks"]})

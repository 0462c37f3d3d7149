"""How people come to ask for something that cannot be: what they look at, and what happens meanwhile.

A scene lets somebody look at a button, a form or nothing, and returns what they do there afterwards.
"""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import text as sql

from bot.model.absence import Absence
from bot.model.call import Lead, StandIn
from tests.handlers.commands.test_commands import answer
from tests.handlers.correcting import To, sent
from tests.handlers.correcting import opened as correct_form
from tests.handlers.earlier_cards import earlier_card
from tests.handlers.home_stage import opened, use
from tests.handlers.live_stage import CALL_TIME, begun, type_in
from tests.handlers.stage import CALL, Bot, Json, card_of, last_card, press

Act = Callable[[], Awaitable[Any]]
Scene = Callable[[Bot], Awaitable[Act]]
Meanwhile = Callable[[Bot], Awaitable[None]]
Case = tuple[str, Scene, Meanwhile, str]  # who does what, what happens before, and what they hear

CHAIR = "U0CHAIR"
MANY = "News:\n" + "\n".join(f"- Step {number} {'of the long move ' * 20}" for number in range(1, 31))


async def newly_heard(bot: Bot, person: str, act: Act) -> list[str]:
    """What only this person is told while they do something."""
    before = _heard(bot, person)
    await act()
    return list((_heard(bot, person) - before).elements())


async def ask_of(bot: Bot, person: str) -> Json:
    """The question that somebody was asked last."""
    await bot.tick()
    return [said for said in bot.said_to(person) if "/ask/" in said["blocks"][0]["block_id"]][-1]


def pressing(
    label: str,
    person: str,
    *,
    of: str = "card",
    words: str = "- Moved the mirror",
    value: str | None = None,
    status: str = "",
) -> Scene:
    """A button or menu on somebody's card, also one of an earlier release, or on what they were asked.

    With a `status` they were away before, and somebody reported instead.
    """

    async def scene(bot: Bot) -> Act:
        if status:
            bot.workspace.world.people[person].status_text = status
            before = Absence(person, date(2026, 10, 1), date(2026, 10, 9), StandIn("Bystander", "U0BY"))
            await bot.context.store.change(lambda book: book.keep_absence(before))
        said = await ask_of(bot, person)
        if of != "ask":
            await card_of(bot, words, person=person)
        if of == "earlier card":
            said = await earlier_card(bot, person)
        if of == "card":
            said = last_card(bot, person)

        async def act() -> None:
            await press(bot, said, label, person=person, value=value)

        return act

    return scene


def sending(looking: Scene, person: str, **values: Any) -> Scene:
    """A form that opens when somebody does what another scene lets them do; of menus the first choice."""

    async def scene(bot: Bot) -> Act:
        await (await looking(bot))()
        view = bot.workspace.views(person)[-1]
        fields = {block["block_id"]: block["element"] for block in view["blocks"] if "element" in block}
        chosen = {
            name: (field.get("options") or field["option_groups"][0]["options"])[0]["value"]
            for name, field in fields.items()
            if field["type"] in ("static_select", "radio_buttons") and "initial_option" not in field
        }

        async def act() -> None:
            assert "errors" not in await bot.workspace.submit(person, view["id"], {**chosen, **values})
            await bot.settle()

        return act

    return scene


def correcting(item: str, *, words: str) -> Scene:
    """The form behind *Correct* on Tim's card, in which the item gets other words."""

    async def scene(bot: Bot) -> Act:
        await card_of(bot, f"- {item}")
        view = await correct_form(bot)
        return lambda: sent(bot, view, **{item.split(maxsplit=1)[0]: To(words)})

    return scene


def typing(typed: str, person: str, *before: str, posted: bool = False) -> Scene:
    """A command, after others that the chair typed, maybe once the minutes are posted."""

    async def scene(bot: Bot) -> Act:
        if posted:
            await begun(bot)
        for each in before:
            await type_in(bot, each, CHAIR)
        return lambda: answer(bot, typed, person=person)

    return scene


def at_home(label: str) -> Scene:
    """A button in Tim's home, which has no place for an answer."""

    async def scene(bot: Bot) -> Act:
        if label.startswith("Tell"):
            await bot.workspace.write("U0TIM", "Emergencies:\n- The gateway is down")
            await bot.settle()
        await opened(bot)
        return lambda: use(bot, label)

    return scene


async def list_of_last_week(bot: Bot) -> Act:
    """The button below Tim's question that opens what stood there last time."""
    await card_of(bot)
    bot.clock.move(CALL_TIME)
    await bot.tick()
    bot.clock.advance(timedelta(days=6, hours=1))
    said = await ask_of(bot, "U0TIM")
    return lambda: press(bot, said, "Go through the list")


async def back_again(bot: Bot) -> Act:
    """The button by which Tim, who said that he is away, is back."""
    away = sending(pressing("I'm away", "U0TIM", of="ask"), "U0TIM")
    await (await away(bot))()
    said = bot.said_to("U0TIM")[-1]
    return lambda: press(bot, said, "I'm back")


async def nothing(bot: Bot) -> None:
    """Nothing happens meanwhile."""


async def closed(bot: Bot) -> None:
    """The chair closes the meeting that is next."""
    call_time = CALL_TIME
    while call_time < bot.clock():
        call_time += timedelta(days=7)
    bot.clock.move(call_time)
    await bot.tick()
    await type_in(bot, "close", CHAIR)
    bot.clock.advance(timedelta(minutes=1))
    await bot.tick()


def after(days: int) -> Meanwhile:
    """Some days pass."""

    async def pass_(bot: Bot) -> None:
        bot.clock.advance(timedelta(days=days))
        await bot.tick()

    return pass_


async def dismissed(bot: Bot) -> None:
    """Tim reports for nothing any more, and Ana for Networks only."""
    scott = (Lead("Scott", CHAIR),)
    areas = (replace(CALL.areas[0], leads=scott), replace(CALL.areas[1], leads=scott), CALL.areas[2])
    await bot.context.store.change(lambda book: book.keep_call(replace(CALL, areas=areas)))


async def told(bot: Bot) -> None:
    """The chair tells the channel first."""
    await type_in(bot, "tell Software", CHAIR)


async def answered(bot: Bot) -> None:
    """Tim says that it is no emergency."""
    await press(bot, last_card(bot), "No")


async def gone(bot: Bot) -> None:
    """The call is known by another name, which cannot be brought about in the chat."""
    await bot.context.store.change(
        lambda book: book._session.execute(sql("UPDATE call SET name = 'Renamed'"))  # type: ignore[attr-defined]
    )


def _heard(bot: Bot, person: str) -> Counter[str]:
    """All that was said to nobody but them: below their messages, in their own, and in windows."""
    said = [*bot.workspace.private(person), *bot.said_to(person)]
    shown = [block for view in bot.workspace.views(person) for block in view["blocks"]]
    windows = [block["text"]["text"] for block in shown if "text" in block]
    return Counter([*(each["text"] for each in said), *windows])

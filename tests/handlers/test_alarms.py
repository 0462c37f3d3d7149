"""An emergency does not wait for the call: who tells the channel, once, and what becomes of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.model.call import Lead, Urgency
from tests.handlers.stage import CALL, Bot, Json, card_of, last_card, press
from tests.handlers.test_commands import answer

pytestmark = pytest.mark.wire

DOWN = "Emergencies:\n- The gateway is down, nobody can log in"
CALL_TIME = datetime(2027, 1, 12, 21, 0, 5, tzinfo=UTC)
TELL = "Tell the channel now"


@pytest.fixture
def emergencies(bot):
    """Set what the call does with emergencies, and with it who leads Software."""

    async def setting(urgency: Urgency, *more_leads) -> None:
        software = replace(CALL.areas[0], leads=(*CALL.areas[0].leads, *more_leads))
        changed = replace(CALL, emergencies=urgency, areas=(software, *CALL.areas[1:]))
        await bot.at.store.change(lambda book: book.keep_call(changed))

    return setting


def alarms(bot: Bot) -> list[Json]:
    """What stands in the channel about emergencies, outside of threads."""
    said = [each for each in bot.workspace.messages("C0PROD") if "/emergency/" in _key(each)]
    return [each for each in said if each.get("thread_ts", each["ts"]) == each["ts"]]


def thread(bot: Bot, said: Json) -> list[str]:
    return [each["text"] for each in bot.workspace.thread("C0PROD", said["ts"])[1:]]


def labels(said: Json) -> list[str]:
    elements = (element for block in said["blocks"] for element in block.get("elements", ()))
    return [element["text"]["text"] for element in elements if element["type"] == "button"]


def _key(said: Json) -> str:
    return str(said["blocks"][0]["block_id"])


def written(bot: Bot, person: str = "U0TIM") -> Json:
    """What the person wrote last."""
    said = bot.workspace.messages(bot.workspace.dm(person))
    return [each for each in said if each.get("user") == person and "bot_id" not in each][-1]


def struck(said: Json) -> list[str]:
    """What stands there struck through."""
    body = str(said["blocks"])
    assert body.count("'strike': True") <= 1
    return [
        element["text"]
        for part in said["blocks"][0]["elements"]
        for section in part["elements"]
        for element in section.get("elements", ())
        if element.get("style", {}).get("strike")
    ]


async def tap(bot: Bot, said: Json, label: str, person: str = "U0TIM") -> None:
    """Press a button while the bot looks elsewhere."""
    for block in said["blocks"]:
        for element in block.get("elements", ()):
            if element["type"] == "button" and element["text"]["text"] == label:
                place = bot.workspace.dm(person)
                await bot.workspace.press(
                    person, place, said["ts"], element["action_id"], block_id=block["block_id"]
                )


async def told(bot: Bot, text: str = DOWN) -> Json:
    """Report an emergency and tell the channel; returns what stands there."""
    await press(bot, await card_of(bot, text), TELL)
    (said,) = alarms(bot)
    return said


async def test_the_lead_tells_the_channel_in_their_own_words_with_name_and_time(bot):
    said = await told(bot)
    assert _key(said) == "Production/2027-01-12/emergency/Software"
    assert "Emergency in Software (Production call)" in said["text"]
    assert "The gateway is down, nobody can log in" in said["text"]
    assert "Reported by Tim T. at 5:00 PM EST (New York)." in said["text"]
    assert "I am telling the channel" in bot.workspace.private("U0TIM")[-1]["text"]


async def test_the_card_says_so_and_offers_it_no_more(bot):
    await told(bot)
    card = last_card(bot)
    assert "(the channel was told)" in card["text"]
    assert TELL not in labels(card)
    assert "Resolved: The gateway is down, nobody can log in" in labels(card)


async def test_without_an_emergency_nothing_is_offered(bot):
    assert TELL not in labels(await card_of(bot))


async def test_nothing_goes_to_the_channel_before_the_lead_wants_it(bot):
    await card_of(bot, DOWN)
    await bot.tick()
    assert alarms(bot) == []


async def test_pressing_twice_tells_it_once(bot):
    card = await card_of(bot, DOWN)
    for _ in range(2):
        await tap(bot, card, TELL)
    await bot.settle()
    assert len(alarms(bot)) == 1
    assert "was told of the emergency in Software already" in bot.workspace.private("U0TIM")[-1]["text"]


async def test_co_leads_who_press_at_the_same_time_tell_it_once(bot, emergencies):
    await emergencies(Urgency.ASK, Lead("Bystander", "U0BY"))
    await card_of(bot, "- Moved the mirror", person="U0BY")
    card = await card_of(bot, DOWN)
    await tap(bot, card, TELL)
    await tap(bot, last_card(bot, "U0BY"), TELL, person="U0BY")
    await bot.settle()
    assert len(alarms(bot)) == 1
    assert TELL not in labels(last_card(bot, "U0BY"))


async def test_at_once_means_without_a_press(bot, emergencies):
    await emergencies(Urgency.AT_ONCE)
    card = await card_of(bot, DOWN)
    assert TELL not in labels(card)
    await bot.tick()
    await bot.tick()
    (said,) = alarms(bot)
    assert "The gateway is down" in said["text"]
    assert "(the channel was told)" in last_card(bot)["text"]


async def test_where_emergencies_wait_for_the_minutes_nothing_goes_out_before(bot, emergencies):
    await emergencies(Urgency.MINUTES)
    card = await card_of(bot, DOWN)
    assert TELL not in labels(card)
    await bot.tick()
    (said,) = await answer(bot, "tell Software")
    assert "emergencies wait for the minutes" in said["text"]
    assert alarms(bot) == []


async def test_what_the_lead_writes_later_follows_in_the_thread_and_the_message_says_so(bot):
    said = await told(bot)
    bot.clock.advance(timedelta(minutes=50))
    await card_of(bot, "Emergencies:\n- Tokens are not renewed either")
    await bot.tick()
    await bot.tick()
    (said,) = alarms(bot)
    assert "Emergencies in Software" in said["text"]
    assert "Tokens are not renewed either" in said["text"]
    assert "Updated at 5:50 PM EST (New York); what changed stands in the thread." in said["text"]
    (follow_up,) = thread(bot, said)
    assert "New: Tokens are not renewed either" in follow_up
    assert "The gateway is down" not in follow_up


async def test_editing_what_was_told_is_told_in_the_thread(bot):
    said = await told(bot)
    await bot.workspace.edit("U0TIM", written(bot)["ts"], DOWN.replace("nobody", "nobody at two sites"))
    await bot.settle()
    await bot.tick()
    (said,) = alarms(bot)
    assert "nobody at two sites can log in" in said["text"]
    (follow_up,) = thread(bot, said)
    assert follow_up.split("\n") == [
        "Emergencies in Software: what changed",
        "• It now says: The gateway is down, nobody at two sites can log in",
    ]


async def test_the_button_on_the_card_marks_it_resolved(bot):
    await told(bot)
    bot.clock.advance(timedelta(minutes=10))
    await press(bot, last_card(bot), "Resolved: The gateway is down, nobody can log in")
    await bot.tick()
    (said,) = alarms(bot)
    assert "Resolved: emergency in Software" in said["text"]
    assert "Resolved at 5:10 PM EST (New York)." in said["text"]
    assert struck(said) == ["The gateway is down, nobody can log in"]
    (follow_up,) = thread(bot, said)
    assert "Resolved at 5:10 PM EST (New York): The gateway is down" in follow_up
    text = last_card(bot)["text"]
    assert "the channel was told" not in text
    assert text.index("News") < text.index("The gateway is down")


@pytest.mark.parametrize(
    ("now", "fate"),
    [
        ("Emergencies:\n- The gateway is down, nobody can log in - fixed now", "Resolved"),
        ("News:\n- The gateway is up again, everybody can log in", "Resolved"),
        ("News:\n- Moved the mirror", "Taken back"),
    ],
)
async def test_editing_it_says_what_became_of_it(bot, now, fate):
    await told(bot)
    await bot.workspace.edit("U0TIM", written(bot)["ts"], now)
    await bot.settle()
    await bot.tick()
    (said,) = alarms(bot)
    assert f"{fate}: emergency in Software" in said["text"]
    assert f"{fate} at 5:00 PM EST (New York)." in said["text"]
    assert struck(said) == ["The gateway is down, nobody can log in"]


async def test_what_is_deleted_or_withdrawn_is_taken_back_and_stands_again_when_it_is_written_again(bot):
    await told(bot)
    await bot.workspace.delete("U0TIM", written(bot)["ts"])
    await bot.settle()
    await bot.tick()
    (said,) = alarms(bot)
    assert "Taken back: emergency in Software" in said["text"]
    await card_of(bot, DOWN)
    await bot.tick()
    (said,) = alarms(bot)
    assert "Emergency in Software" in said["text"]
    assert struck(said) == []
    assert ["taken back" in each.lower() for each in thread(bot, said)] == [True, False]
    assert "An emergency again: The gateway is down" in thread(bot, said)[1]


async def test_withdrawing_everything_takes_it_back(bot):
    await told(bot)
    await press(bot, last_card(bot), "Withdraw everything")
    await bot.tick()
    assert "Taken back: emergency in Software" in alarms(bot)[0]["text"]


async def test_a_confirmed_card_still_has_the_buttons(bot):
    await press(bot, await card_of(bot, DOWN), "Looks right")
    await press(bot, last_card(bot), TELL)
    assert len(alarms(bot)) == 1
    assert "Resolved: The gateway is down, nobody can log in" in labels(last_card(bot))


async def test_once_the_minutes_are_out_only_what_came_late_is_told(bot, emergencies):
    await emergencies(Urgency.AT_ONCE)
    await card_of(bot, "- Moved the mirror")
    bot.clock.move(CALL_TIME)
    await card_of(bot, DOWN, person="U0ANA")  # in time for the minutes, which have it at their top
    await bot.tick()
    assert alarms(bot) == []
    bot.clock.advance(timedelta(hours=1))
    await card_of(bot, DOWN)
    await bot.tick()
    await bot.tick()
    (said,) = alarms(bot)
    assert _key(said).endswith("/emergency/Software")


async def test_a_late_emergency_is_offered_although_the_minutes_are_out(bot):
    await card_of(bot, DOWN, person="U0ANA")
    bot.clock.move(CALL_TIME)
    await bot.tick()
    await card_of(bot, DOWN)
    await bot.tick()
    await press(bot, last_card(bot), TELL)
    assert [_key(said) for said in alarms(bot)] == ["Production/2027-01-12/emergency/Software"]
    (said,) = await answer(bot, "tell Storage", person="U0ANA")
    assert "no emergency in Storage that the channel does not know of" in said["text"]


async def test_nothing_a_lead_types_wakes_anybody(bot):
    said = await told(bot, "Emergencies:\n- Down, <!channel> <!here> @here <@U0ANA> look")
    assert "<!channel>" not in said["text"]
    assert "<@U0ANA>" not in str(said)
    assert all(
        element["type"] in ("text", "link")
        for block in said["blocks"]
        if block["type"] == "rich_text"
        for part in block["elements"]
        for section in (part["elements"] if part["type"] == "rich_text_list" else [part])
        for element in section["elements"]
    )


async def test_thirty_emergencies_are_one_message(bot):
    said = await told(bot, "Emergencies:\n" + "\n".join(f"- Site {number} is down" for number in range(30)))
    assert all(f"Site {number} is down" in said["text"] for number in range(30))
    assert thread(bot, said) == []


async def test_what_is_too_long_for_a_message_stands_in_its_thread_in_full(bot):
    lines = [f"- Site {number} is down: {'all of its worker nodes, ' * 12}" for number in range(30)]
    said = await told(bot, "Emergencies:\n" + "\n".join(lines))
    assert "more lines in the thread" in str(said["blocks"])
    parts = [str(each["blocks"]) for each in bot.workspace.thread("C0PROD", said["ts"])[1:]]
    assert all(any(f"Site {number} is down" in part for part in parts) for number in range(30))


async def test_leads_stand_ins_and_chairs_tell_it_by_command_and_others_do_not(bot):
    await card_of(bot, DOWN)
    (said,) = await answer(bot, "tell Software", person="U0BY")
    assert said["text"] == "Sorry, only Tim T. or a chair can do that."
    (said,) = await answer(bot, "tell Software", person="U0ANA")
    assert said["text"] == "Sorry, only Tim T. or a chair can do that."
    assert alarms(bot) == []
    (said,) = await answer(bot, "tell sofware", person="U0CHAIR")
    assert "I am telling the channel of the emergency in Software" in said["text"]
    assert len(alarms(bot)) == 1


async def test_an_area_without_an_emergency_or_without_a_name_is_told_so(bot):
    (said,) = await answer(bot, "tell Software")
    assert "no emergency in Software" in said["text"]
    (said,) = await answer(bot, "tell")
    assert said["text"] == "Which area? Software, Storage, Networks"
    await card_of(bot, DOWN)
    (said,) = await answer(bot, "tell")
    assert "I am telling the channel of the emergency in Software" in said["text"]


async def test_who_reports_an_emergency_on_behalf_can_tell_the_channel_if_they_chair(bot):
    (said,) = await answer(bot, "for Storage: Emergencies: the tapes burn", person="U0CHAIR")
    assert labels(said) == [TELL]
    (said,) = await answer(bot, "tell Storage", person="U0CHAIR")
    (said,) = alarms(bot)
    assert "the tapes burn (reported by Scott)" in said["text"]
    assert "Reported at 5:00 PM EST (New York)." in said["text"]


async def test_who_may_not_is_told_who_can(bot):
    (said,) = await answer(bot, "for Storage: Emergencies: the tapes burn", person="U0BY")
    assert "they can let me tell the channel now" in said["text"]
    assert TELL in labels(last_card(bot, "U0ANA"))


@pytest.mark.refuses
async def test_a_channel_that_cannot_be_told_is_told_of_to_the_chairs_and_the_leads(bot, emergencies):
    gone = replace(CALL, channel="C0ELSE")
    await bot.at.store.change(lambda book: book.keep_call(gone))
    await press(bot, await card_of(bot, DOWN), TELL)
    await bot.tick()
    for person in ("U0TIM", "U0CHAIR"):
        failed = "The emergency for the Production call of Tuesday, January 12 did not get through"
        assert sum(failed in said["text"] for said in bot.said_to(person)) == 1
    (said,) = await answer(bot, "tell Software", channel=bot.workspace.dm("U0TIM"))
    assert "I could not tell the channel" in said["text"]

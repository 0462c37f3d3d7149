"""A call is set up in the channel: over the wire, from the command to what is stored."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.calls_file import differences, read_calls, write_calls
from bot.model.call import Urgency, Weekday
from bot.model.rhythm import Every, Rhythm, Which
from handlers.commands.run import run
from handlers.commands.typed_command import Asked
from tests.handlers.commands.test_commands import answer
from tests.handlers.setting_up import CHAIR, click, labels, send, setup, stands, texts, view
from tests.handlers.stage import CALL

pytestmark = pytest.mark.wire


async def test_a_chair_sees_what_is_set_up(bot):
    shown = texts(await setup(bot))
    for said in (
        "Tuesdays at 16:00, America/New_York",
        "I ask the leads 24h before the call and remind them 3h and 30m before it.",
        "Scott",
        "1. Software (Tim T.)",
        "Tuesday, January 12, 4:00 PM EST (New York); leads are asked Monday, January 11, 4:00 PM EST",
        "Tuesday, February 2",
    ):
        assert said in shown
    assert "February 9" not in shown


async def test_a_chair_changes_when_the_call_is(bot):
    await setup(bot)
    await click(bot, "Change when")
    await send(
        bot, weekday=["thursday"], time="17:30", also_in="Europe/Berlin", skip="2027-01-21", holidays="US"
    )
    call = await stands(bot)
    assert (call.weekday, call.time, call.also_in) == ("thursday", time(17, 30), ("Europe/Berlin",))
    assert (call.skip, call.holidays) == ((date(2027, 1, 21),), "US")
    saved = texts(view(bot))
    assert "weekday tuesday → thursday" in saved
    assert "Thursday, January 21: no meeting (no meeting on this date)" in saved
    assert "Thursdays at 17:30" in texts(bot.workspace.views(CHAIR)[0])


async def test_what_was_saved_is_closed_to_go_back(bot):
    await setup(bot)
    await click(bot, "Change when")
    await send(bot, time="17:30")
    await bot.workspace.close(CHAIR, view(bot)["id"])
    assert "at 17:30" in texts(view(bot))


async def test_a_chair_changes_how_the_bot_asks(bot):
    await setup(bot)
    await click(bot, "Change how I ask")
    await send(
        bot,
        ask="2d",
        remind="5h",
        post="-15m",
        late="12h",
        emergencies="at once",
        coordinates="Phone: +1-555-0199, 231000#\nhttps://meet.example.org/x?a=1&b=2",
    )
    call = await stands(bot)
    assert (call.ask, call.remind, call.post, call.late) == (
        timedelta(hours=48),
        (timedelta(hours=5),),
        timedelta(minutes=-15),
        timedelta(hours=12),
    )
    assert call.emergencies is Urgency.AT_ONCE
    assert call.coordinates == ("Phone: +1-555-0199, 231000#", "https://meet.example.org/x?a=1&b=2")
    below = texts(bot.workspace.views(CHAIR)[0])
    assert "I post the minutes 15m after it has begun" in below
    assert "a=1&amp;b=2" in below


async def test_the_same_again_changes_nothing_and_says_so(bot):
    await setup(bot)
    await click(bot, "Change how I ask")
    await send(bot)
    assert "It was so already." in texts(view(bot))
    assert await bot.context.store.read(lambda book: book.call_changes("Production")) == ()


async def test_what_is_wrong_is_told_in_the_form_and_changes_nothing(bot):
    await setup(bot)
    await click(bot, "Change when")
    told = await send(bot, timezone="Eastern", skip="tomorrow")
    assert told["response_action"] == "errors"
    assert 'did you mean "America/New_York"?' in told["errors"]["timezone"]
    assert "not a date" in told["errors"]["skip"]
    assert view(bot)["title"]["text"] == "When"
    assert await stands(bot) == CALL


async def test_leads_whose_moment_has_come_are_said_to_be_asked_now(bot):
    await setup(bot)
    await click(bot, "Change when")
    bot.clock.move(datetime(2027, 1, 11, 20, 30, tzinfo=UTC))  # half an hour before the usual moment
    await send(bot, time="15:00")
    assert "so I am asking Tim T., Ana B. now." in texts(view(bot))
    await bot.tick()
    assert len(bot.said_to("U0TIM")) == 1


async def test_chairs_manage_chairs(bot):
    await setup(bot)
    await click(bot, "Change chairs")
    await send(bot, chairs=["U0ANA", "U0CHAIR"])
    assert (await stands(bot)).chairs == ("U0ANA", "U0CHAIR")
    assert "Ana B., Scott" in texts(bot.workspace.views(CHAIR)[0])
    shown = await setup(bot, person="U0ANA")
    assert "Change chairs" in labels(shown)


@pytest.mark.parametrize(
    ("person", "why"),
    [
        ("U0GONE", "Gone is deactivated and cannot be a chair or a lead"),
        ("U0ROBOT", "Robot is a bot and cannot be a chair or a lead"),
        ("U0FAR", "Far belongs to another workspace and cannot be a chair or a lead"),
    ],
)
async def test_who_cannot_act_is_not_taken_and_what_was_filled_in_stays(bot, person, why):
    bot.workspace.add_person("U0FAR", "Far", team="T0FAR", is_stranger=True)
    await setup(bot)
    await click(bot, "Change chairs")
    await send(bot, chairs=["U0CHAIR", person])
    shown = view(bot)
    assert why in texts(shown)
    assert shown["blocks"][-1]["element"]["initial_users"] == ["U0CHAIR", person]
    assert await stands(bot) == CALL
    await send(bot, chairs=["U0CHAIR", "U0TIM"])
    assert (await stands(bot)).chairs == ("U0CHAIR", "U0TIM")


async def test_who_cannot_act_any_more_is_shown(bot):
    gone = bot.workspace.world.people["U0ANA"]
    gone.name, gone.deleted = "Ana <&> B.", True
    shown = texts(await setup(bot))
    assert "Ana &lt;&amp;&gt; B. is deactivated." in shown
    after = texts(await click(bot, "Down Software"))
    assert "Ana &lt;&amp;&gt; B. is deactivated." in after
    await click(bot, "History")
    await click(bot, "Undo change 1")
    assert "Ana &lt;&amp;&gt; B. is deactivated." in texts(bot.workspace.views(CHAIR)[0])


async def test_a_channel_without_the_bot_is_told(bot):
    bot.workspace.world.rooms["C0PROD"].members.remove(bot.workspace.bot_user)
    assert "Please /invite me there" in texts(await setup(bot))


async def test_what_was_set_up_is_shown_as_a_file_that_applies_without_differences(bot):
    await setup(bot)
    await click(bot, "Change when")
    await send(bot, time="17:30", skip="2027-01-19")
    call = await stands(bot)
    (read,) = read_calls(write_calls([call]), "calls.toml")
    assert differences(call, read) == ()


@pytest.mark.refuses
async def test_a_trigger_that_is_too_old_is_told(bot):
    bot.workspace.fail_next("views.open", "refused", error="expired_trigger_id")
    (said,) = await answer(bot, "setup", person=CHAIR)
    assert "Please type it once more" in said["text"]


@pytest.mark.refuses
async def test_a_view_that_was_closed_meanwhile_keeps_nothing_from_being_saved(bot):
    await setup(bot)
    await click(bot, "Change when")
    bot.workspace.fail_next("views.update", "refused", error="not_found", times=2)
    await send(bot, time="17:30")
    assert (await stands(bot)).time == time(17, 30)
    assert await bot.inbox.waiting(10) == ()


async def test_a_call_that_is_gone_meanwhile_is_not_changed(bot):
    await setup(bot)
    await click(bot, "Change when")
    other = replace(CALL, chairs=("U0ANA",))
    await bot.context.store.change(lambda book: book.keep_call(other))
    await send(bot, time="17:30")
    assert "Only a chair of Production can change it." in texts(view(bot))
    assert await stands(bot) == other


async def test_a_button_on_somebody_s_home_opens_the_set_up(bot):
    trigger = bot.workspace.context.grants.trigger(CHAIR)
    asked = Asked("setup", "", CHAIR, "", "", "1", trigger=trigger, call="Production")
    await run(asked, bot.context)
    assert "Tuesdays at 16:00" in texts(view(bot))


async def test_leads_who_were_asked_are_told_of_another_time(bot):
    await bot.tick()
    await setup(bot)
    await click(bot, "Change when")
    await send(bot, time="17:30")
    await bot.tick()
    assert "5:30 PM" in bot.said_to("U0TIM")[-1]["text"]


@pytest.mark.refuses
async def test_when_slack_is_busy_the_change_is_made_once_and_shown_later(bot):
    await setup(bot)
    await click(bot, "Change when")
    bot.workspace.fail_next("views.update", "rate_limited", 1.0)
    await send(bot, time="17:30")
    assert "I am saving this" in texts(view(bot))
    bot.clock.advance(timedelta(seconds=30))
    await bot.settle()
    assert "The next meetings" in texts(view(bot))
    assert "at 17:30" in texts(bot.workspace.views(CHAIR)[0])
    assert len(await bot.context.store.read(lambda book: book.call_changes("Production"))) == 1


async def test_a_chair_changes_the_rhythm_of_a_call_to_a_day_of_each_month(bot):
    await setup(bot)
    await click(bot, "Change when")
    await send(bot, every="month", weekday=["tuesday"], which=["first", "third"])
    call = await stands(bot)
    assert (call.weekday, call.rhythm) == (
        Weekday.TUESDAY,
        Rhythm(Every.MONTH, which=(Which.FIRST, Which.THIRD)),
    )
    assert "The first and third Tuesday of each month at 16:00" in texts(bot.workspace.views(CHAIR)[0])
    await click(bot, "Change when", within=bot.workspace.views(CHAIR)[0])
    await send(bot, weekday=[], which=[], day="15")
    call = await stands(bot)
    assert (call.weekday, call.rhythm) == (None, Rhythm(Every.MONTH, day=15))


async def test_a_rhythm_that_cannot_be_is_told_beside_its_field(bot):
    await setup(bot)
    await click(bot, "Change when")
    refused = await send(bot, every="2 weeks")
    assert refused["errors"] == {
        "from": 'from is missing; a date from which "2 weeks" are counted, such as "2027-01-12"'
    }
    refused = await send(bot, every="2 weeks", **{"from": "2027-01-13"})
    assert refused["errors"]["from"].endswith('the call is not on that day; did you mean "2027-01-19"?')
    assert (await send(bot, every="week", day="3"))["errors"]["day"].startswith('"3": is about a month')

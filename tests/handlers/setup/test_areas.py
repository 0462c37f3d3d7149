"""The areas of a call, added, edited, moved and removed by hand, over the wire."""

from dataclasses import replace
from datetime import date

import pytest

from bot.model.call import Area, Labels, Lead, Style
from tests.handlers.commands.test_commands import answer
from tests.handlers.setting_up import CHAIR, click, labels, send, setup, stands, texts, view
from tests.handlers.stage import CALL, Bot, card_of

pytestmark = pytest.mark.wire


async def names(bot: Bot) -> list[str]:
    return [area.name for area in (await stands(bot)).areas]


async def test_an_area_is_added_and_its_lead_is_asked(bot):
    await setup(bot)
    await click(bot, "Add an area")
    await send(bot, area__name="Campus", area__leads=["U0BY", "U0ABROAD"], area__style="flat")
    area = (await stands(bot)).areas[-1]
    assert area == Area("Campus", (Lead("Bystander", "U0BY"), Lead("Abroad", "U0ABROAD")), style=Style.FLAT)
    saved = view(bot)
    assert "new area Campus (Bystander, Abroad)" in texts(saved)
    assert "so I am asking Tim T., Ana B., Bystander, Abroad now." in texts(saved)
    assert "4. Campus (Bystander, Abroad)" in texts(bot.workspace.views(CHAIR)[0])
    await bot.tick()
    assert "Campus" in bot.said_to("U0BY")[0]["text"]


async def test_many_areas_are_added_one_after_the_other(bot):
    await setup(bot)
    await click(bot, "Add an area")
    for name in ("Campus", "Grid", "Tapes", "Tickets"):
        await send(bot, area__name=name, area__leads=["U0BY"])
        await click(bot, "Add another area")
    assert await names(bot) == ["Software", "Storage", "Networks", "Campus", "Grid", "Tapes", "Tickets"]
    assert len(bot.workspace.views(CHAIR)) == 2


async def test_an_area_that_is_named_like_another_comes_back(bot):
    await setup(bot)
    await click(bot, "Add an area")
    await send(bot, area__name="storage", area__leads=["U0BY"], area__labels__news="Last week")
    shown = view(bot)
    assert "There is an area storage already." in texts(shown)
    assert any(block.get("element", {}).get("initial_value") == "Last week" for block in shown["blocks"])
    await send(bot, area__name="Tapes")
    assert (await stands(bot)).areas[-1].labels.news == "Last week"


async def test_an_area_is_edited_and_known_leads_keep_their_names(bot):
    tim = Area("Software", (Lead("T. T.", "U0TIM"),))
    await bot.context.store.change(lambda book: book.keep_call(replace(CALL, areas=(tim, *CALL.areas[1:]))))
    await setup(bot)
    await click(bot, "Edit Software")
    await send(
        bot,
        area__leads=["U0TIM", "U0BY"],
        area__style="headings",
        area__joiner='" & "',
        area__labels__news="Last Week",
        area__labels__ongoing="This Week",
        area__labels__emergencies="",
    )
    assert (await stands(bot)).area("Software") == Area(
        "Software",
        (Lead("T. T.", "U0TIM"), Lead("Bystander", "U0BY")),
        Style.HEADINGS,
        Labels("Last Week", "This Week", "Emergencies"),
        " & ",
    )
    assert "1. Software (T. T. &amp; Bystander)" in texts(bot.workspace.views(CHAIR)[0])


async def test_an_area_gets_another_name_and_what_was_written_goes_with_it(bot):
    await card_of(bot)
    await setup(bot)
    await click(bot, "Edit Software")
    await send(bot, area__name="Storage")
    assert "There is an area Storage already" in texts(view(bot))
    await send(bot, area__name="Releases")
    call = await stands(bot)
    assert [(area.name, area.was) for area in call.areas][:2] == [
        ("Releases", ("Software",)),
        ("Storage", ()),
    ]
    updates = await bot.context.store.read(lambda book: book.updates("Production", date(2027, 1, 12)))
    assert [update.area for update in updates if update.sections] == ["Releases"]


@pytest.mark.parametrize(
    ("person", "why"), [("U0GONE", "Gone is deactivated"), ("U0ROBOT", "Robot is a bot")]
)
async def test_who_cannot_report_does_not_become_a_lead(bot, person, why):
    await setup(bot)
    await click(bot, "Edit Software")
    await send(bot, area__leads=["U0TIM", person])
    assert f"{why} and cannot be a chair or a lead" in texts(view(bot))
    assert await stands(bot) == CALL


async def test_a_lead_who_was_deactivated_does_not_keep_an_area_from_being_changed(bot):
    bot.workspace.world.people["U0TIM"].deleted = True
    await setup(bot)
    await click(bot, "Edit Software")
    await send(bot, area__style="flat")
    assert (await stands(bot)).areas[0].style is Style.FLAT


async def test_how_leads_are_named_in_the_minutes_is_changed(bot):
    bot.workspace.world.people["U0TIM"].name = "Timothy Tester"
    await setup(bot)
    shown = await click(bot, "Names Software")
    assert "Timothy Tester in the minutes" in str(shown["blocks"])
    await send(bot, name__U0TIM="Tim the Tester")
    assert (await stands(bot)).areas[0].heading == "Software (Tim the Tester)"


async def test_areas_move_up_and_down(bot):
    await setup(bot)
    await click(bot, "Down Software")
    assert await names(bot) == ["Storage", "Software", "Networks"]
    shown = await click(bot, "Up Networks")
    assert await names(bot) == ["Storage", "Networks", "Software"]
    assert "order of areas" in texts(shown)
    assert "Up Storage" not in labels(shown)
    assert "Down Software" not in labels(shown)


async def test_a_button_of_an_overview_that_is_old_moves_nothing_twice(bot):
    old = await setup(bot)
    await click(bot, "Down Software", within=old)
    await click(bot, "Down Software", within=old)
    assert await names(bot) == ["Storage", "Software", "Networks"]


async def test_an_area_is_removed_and_what_it_reported_stays(bot):
    await card_of(bot)
    await setup(bot)
    shown = await click(bot, "Remove Software")
    assert await names(bot) == ["Storage", "Networks"]
    assert "area Software (Tim T.) is gone" in texts(shown)
    updates = await bot.context.store.read(
        lambda book: [
            update.area
            for meeting in book.meetings("Production")
            for update in book.updates("Production", meeting.date)
        ]
    )
    assert updates == ["Software"]


async def test_the_last_area_cannot_be_removed(bot):
    await bot.context.store.change(lambda book: book.keep_call(replace(CALL, areas=CALL.areas[:1])))
    shown = await setup(bot)
    assert "Remove Software" not in labels(shown)


async def test_the_last_of_two_old_buttons_leaves_an_area(bot):
    await bot.context.store.change(lambda book: book.keep_call(replace(CALL, areas=CALL.areas[:2])))
    old = await setup(bot)
    await click(bot, "Remove Software", within=old)
    shown = await click(bot, "Remove Storage", within=old)
    assert "the call has no area" in texts(shown)
    assert await names(bot) == ["Storage"]


async def test_many_areas_stand_on_several_pages(bot):
    areas = tuple(Area(f"Area {number}", (Lead("Tim T.", "U0TIM"),)) for number in range(45))
    await bot.context.store.change(lambda book: book.keep_call(replace(CALL, areas=areas)))
    first = await setup(bot)
    assert "20. Area 19" in texts(first)
    assert "21. Area 20" not in texts(first)
    await click(bot, "More areas")
    third = await click(bot, "More areas")
    assert "45. Area 44" in texts(third)
    assert "More areas" not in labels(third)
    await click(bot, "Edit Area 44")
    await send(bot, area__style="flat")
    assert "45. Area 44" in texts(bot.workspace.views(CHAIR)[0])
    await bot.workspace.close(CHAIR, view(bot)["id"])
    assert "40. Area 39" in texts(await click(bot, "Areas before"))


async def test_the_minutes_follow_what_is_set_up(bot):
    await setup(bot)
    await click(bot, "Down Software")
    (said,) = await answer(bot, "preview")
    assert said["text"].index("Storage (Ana B.)") < said["text"].index("Software (Tim T.)")

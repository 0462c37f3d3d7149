"""What is read around one lead is all that matters to them, and says the same as if everything were read."""

from dataclasses import replace

import pytest

from bot.cycle.meeting_context import MeetingContext
from bot.cycle.queries import on_the_day
from bot.cycle.replies.collect import collect
from bot.model.absence import Absence
from bot.model.call import Area, Lead, StandIn
from bot.model.reply import Origin
from bot.model.update import by_area
from tests.cycle.production import ANNA, BEN, CALL, CLEO, DAY, HOUR, MEETING, NOW, said

DORA, EMIL = Lead("Dora", "UDORA"), Lead("Emil", "UEMIL")
AREAS = (
    Area("Grid", (ANNA, BEN)),
    Area("Tape", (BEN,)),
    Area("Disks", (CLEO,)),
    Area("Farms", (DORA,)),
    Area("Sites", (EMIL,)),
)
WIDE = replace(CALL, areas=AREAS)
ZOE = StandIn("Zoe", "UZOE")
EVERYBODY = ("UANNA", "UBEN", "UCLEO", "UDORA", "UEMIL", "UZOE", "UCHAIR", "UNOBODY")


@pytest.fixture
async def busy(store):
    """A meeting in which everybody has written: co-leads, a stand-in whose lead is back, one on behalf."""

    async def write(text, by, **more):
        more = {"call": "", "date": None, **more}
        await store.change(collect, said(text, by=by, **more), now=NOW)

    await store.change(lambda book: book.keep_call(WIDE))
    away = Absence("UCLEO", first=MEETING.day, last=MEETING.day, stand_in=ZOE)
    await store.change(lambda book: book.keep_absence(away))
    await write("Disks were replaced", "UZOE")
    await store.change(lambda book: book.end_absences("UCLEO", MEETING.day))
    for number, person in enumerate(EVERYBODY[:5]):
        await write(f"Version {number} is out\n- Farm {number} is up", person, at=NOW + number * HOUR)
    await write("Tape:\nRobot works", "UBEN", at=NOW + 6 * HOUR)
    behalf = {"call": "Production", "date": DAY, "area": "Farms", "origin": Origin.BEHALF}
    await write("Farms are full", "UEMIL", at=NOW + 7 * HOUR, **behalf)
    return store


def around(book, person, area):
    """The meeting as a whole, and as far as it matters to somebody."""
    call = on_the_day(book, WIDE, MEETING.day)
    whole = MeetingContext(book, call, MEETING, NOW)
    return whole, whole.around(person, area)


@pytest.mark.parametrize("area", [None, "Farms"])
@pytest.mark.parametrize("person", EVERYBODY)
async def test_around_somebody_is_all_that_is_said_for_their_areas_and_all_that_stands_on_the_cards(
    busy, person, area
):
    def work(book):
        whole, part = around(book, person, area)
        mine = {*whole.areas_of(person), *(each for each in whole.call.areas if each.name == area)}
        for context in (whole, part):
            said_there = [each for each in context.replies if mine & set(context.areas_meant(each))]
            readers = {lead.person for each in mine for lead in each.leads if lead in context.call.reporters}
            updates = by_area(context.updates)
            cards = {
                reader: (
                    [updates.get(each.name) for each in context.call.areas_of(reader)],
                    [each for each in context.replies if each.person == reader],
                )
                for reader in {person, *readers}
            }
            yield context.areas_of(person), said_there, cards

    whole, part = await busy.read(lambda book: tuple(work(book)))
    assert part == whole


async def test_around_somebody_is_nothing_of_those_with_whom_they_share_no_area(busy):
    def work(book):
        _, part = around(book, "UCLEO", None)
        return part.circle, {each.area for each in part.updates}, {each.person for each in part.replies}

    circle, areas, people = await busy.read(work)
    assert (circle.people, circle.areas) == ({"UCLEO", "UZOE"}, {"Disks"})
    assert areas == {"Disks"}
    assert people == {"UCLEO", "UZOE", "UEMIL"}  # the last one for what he wrote on behalf

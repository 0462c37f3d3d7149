"""How the bot's home looks, and that it fits whatever somebody has to do."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.demo.block_kit.validate import view_faults
from bot.model.absence import Absence
from bot.model.call import Area, Lead, StandIn
from bot.model.delivery import Posted
from bot.model.meeting import State, schedule
from bot.model.update import Sections
from bot.rules.homes import Duty, Home, HomeArea, HomeCall
from bot.rules.meeting_status import AreaState, AreaStatus
from handlers.blocks.home import digest_of, home
from handlers.commands.command import Answer
from handlers.commands.modal_answer import window
from tests.golden_files import golden
from tests.handlers import samples
from tests.handlers.looks import strings
from tests.handlers.stage import CALL, Json

MEETING = schedule(CALL, samples.DAY)
SOFTWARE, STORAGE, _ = CALL.areas
POSTED = Posted("C0PROD", "1799187605.000100")
LINKS = {POSTED: "https://example.slack.com/archives/C0PROD/p1799187605000100"}
REPORTED = HomeArea(SOFTWARE, samples.update(), asked=True, listed=True)
SILENT = HomeArea(STORAGE, None, samples.SECTIONS.news, asked=True, listed=True)
LEAD = HomeCall(CALL, MEETING, (REPORTED, SILENT), past=((date(2027, 1, 5), POSTED),))
AWAY = Absence("U0TIM", date(2027, 1, 11), date(2027, 1, 15), StandIn("Teo T.", "U0TEO"))
DUTY = Duty("Tim T.", AWAY.first, AWAY.last)


def status(*areas: str) -> tuple[AreaStatus, ...]:
    return tuple(AreaStatus(Area(name, ()), AreaState.SILENT) for name in areas)


HOMES: dict[str, Home] = {
    "home-lead": Home((LEAD,)),
    "home-emergency": Home((replace(LEAD, areas=(replace(REPORTED, emergency=True), SILENT)),)),
    "home-away": Home((replace(LEAD, areas=(REPORTED,), absence=AWAY),)),
    "home-stand-in": Home((HomeCall(CALL, MEETING, (SILENT,), duties=(DUTY,)),)),
    "home-posted": Home((replace(LEAD, meeting=replace(MEETING, state=State.POSTED)),)),
    "home-chair": Home((HomeCall(CALL, MEETING, chairs=True, status=status("Software", "Storage")),)),
    "home-without-meeting": Home((HomeCall(CALL, None, chairs=True),)),
    "home-other": Home(others=(HomeCall(CALL, MEETING),)),
    "home-stranger": Home(),
}


def shown(found: Home) -> Json:
    view = home(found, "Europe/Berlin", LINKS)
    assert view_faults(view) == []
    assert len(json.dumps(view)) < 250_000
    return view


def many(count: int, *, reported: bool = True) -> tuple[HomeArea, ...]:
    areas = (Area(f"Area {number} of a long name", (Lead("Tim T.", "U0TIM"),)) for number in range(count))
    update = samples.update(sections=Sections(samples.numbered(40))) if reported else None
    return tuple(HomeArea(area, update, samples.numbered(40), listed=True) for area in areas)


@pytest.mark.parametrize("name", HOMES)
def test_a_home_looks_as_it_did_when_somebody_last_looked_at_it(name):
    written = json.dumps(shown(HOMES[name]), indent=1, ensure_ascii=False) + "\n"
    assert golden(f"views/{name}.json", written) == written


@pytest.mark.parametrize("name", HOMES)
def test_every_button_says_what_it_does(name):
    labels = [
        element["text"]["text"]
        for block in shown(HOMES[name])["blocks"]
        for element in block.get("elements", ())
        if element["type"] == "button"
    ]
    assert all(labels)
    assert len(labels) == len(set(labels))


def test_a_home_tells_the_time_where_the_reader_is():
    assert "10:00 PM CET (Berlin) where you are" in "".join(strings(shown(HOMES["home-lead"])["blocks"]))


@pytest.mark.parametrize("reported", [True, False])
@pytest.mark.parametrize("count", [1, 12, 25, 26, 150])
def test_any_number_of_areas_fits_and_all_are_named(count, reported):
    view = shown(Home((replace(LEAD, areas=many(count, reported=reported)),)))
    text = "".join(strings(view["blocks"]))
    assert all(f"Area {number} of a long name" in text for number in range(count))


def test_any_number_of_calls_fits_and_all_are_named():
    named = (replace(CALL, name=f"Call {number}") for number in range(60))
    calls = tuple(HomeCall(call, schedule(call, samples.DAY)) for call in named)
    led = tuple(replace(call, areas=many(12)) for call in calls[:20])
    text = "".join(strings(shown(Home(led, calls[20:]))["blocks"]))
    assert all(f"Call {number} call" in text for number in range(20))


def test_a_chair_of_very_many_areas_sees_them_all():
    names = [f"Area {number}" for number in range(150)]
    chair = HomeCall(CALL, MEETING, many(25), chairs=True, status=status(*names))
    text = "".join(strings(shown(Home((chair,)))["blocks"]))
    assert all(f"{name}: no report yet" in text for name in names)


def test_what_a_lead_wrote_is_literal():
    view = shown(HOMES["home-lead"])
    markdown = [text for block in view["blocks"] if block["type"] == "section" for text in strings(block)]
    assert not any("certificate" in text for text in markdown)
    assert any("<!channel>" in text for text in strings(view["blocks"]))


def test_two_homes_are_told_apart_by_all_that_they_show_but_the_zone():
    digests = {name: digest_of(found) for name, found in HOMES.items()}
    assert len(set(digests.values())) == len(HOMES)
    later = replace(LEAD, meeting=replace(MEETING, starts=MEETING.starts + timedelta(hours=1)))
    assert digest_of(Home((later,))) != digests["home-lead"]
    again = replace(
        REPORTED, update=replace(samples.update(), changed_at=samples.STARTS + timedelta(hours=1))
    )
    assert digest_of(Home((replace(LEAD, areas=(again, SILENT)),))) == digests["home-lead"]


@pytest.mark.parametrize("count", [1, 98, 99, 100, 300])
def test_any_number_of_answers_fits_into_a_window(count):
    answers = tuple(Answer(f"Answer {number}") for number in range(count))
    view = window(answers)
    assert view_faults(view) == []
    assert ("there is more" in str(view)) == (count > 99)


def test_a_long_answer_is_divided_and_no_word_is_lost():
    text = " ".join(f"word{number}" for number in range(3_000))
    view = window((Answer(text),))
    assert view_faults(view) == []
    assert "".join(strings(view["blocks"])) == text

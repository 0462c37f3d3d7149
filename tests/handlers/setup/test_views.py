"""How the views of the set-up look: golden files, and the strict rules of Block Kit."""

import json
import os
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.calls_file import differences
from bot.demo.block_kit.validate import block_faults, total_text, view_faults
from bot.model.call import Area, Labels, Lead, Style
from bot.model.history import CallChange
from bot.model.meeting import State, schedule
from handlers.blocks.paged_list import Page
from handlers.commands import set_up
from handlers.setup.call_overview import Look, history, newest, overview, saved, saving, waiting
from handlers.setup.forms import (
    ADD_AREA,
    AREA,
    ASKING,
    CHAIRS,
    NAMES,
    NEW,
    WHEN,
    Place,
    form,
    name_fields,
    read_place,
    values_of,
    values_of_area,
)
from tests.handlers.setting_up import texts
from tests.handlers.stage import CALL
from tests.paths import GOLDEN

BLOCKS = GOLDEN / "blocks"
AT = datetime(2027, 1, 11, 22, 30, tzinfo=UTC)
PLACE = Place("Production", "C0PROD")
IN_AREA = Place("Production", "C0PROD", "Software")
FULL = replace(
    CALL,
    also_in=("America/Chicago", "Europe/Berlin"),
    coordinates=("Phone: +1-555-0100, 231000#", "https://meet.example.org/x?a=1&b=<2>"),
    skip=(date(2027, 1, 26),),
    holidays="US",
    post=timedelta(minutes=-15),
)
MEETINGS = (
    schedule(FULL, date(2027, 1, 12)),
    replace(schedule(FULL, date(2027, 1, 19)), held_on=date(2027, 1, 20)),
    replace(schedule(FULL, date(2027, 1, 26)), state=State.SKIPPED, reason="no meeting on this date"),
)
NAMED = {"U0CHAIR": "Scott", "U0TIM": "Tim T.", "U0ANA": "Ana B."}
LOOK = Look(FULL, NAMED, MEETINGS)
LATER = replace(FULL, time=time(17), chairs=("U0CHAIR", "U0ANA"))
CHANGES = (
    CallChange("Production", 1, AT, "U0CHAIR", differences(None, FULL), None, FULL),
    CallChange("Production", 2, AT, "calls.toml", differences(FULL, LATER), FULL, LATER),
)
PAIR = Area(
    "Pair <&>", (Lead("Tim T.", "U0TIM"), Lead("Ana B.", "U0ANA")), Style.FLAT, Labels("A", "B"), " + "
)
NEW_VALUES = {"weekday": "tuesday", "time": "16:00", "timezone": "Europe/Berlin", "area.leads": ["U0TIM"]}
WHEN_FORM = form(WHEN, PLACE, values_of(FULL))

VIEWS = {
    "setup-overview": overview(LOOK),
    "setup-overview-told": overview(
        replace(LOOK, notice="order of areas <a> → b", troubles=("Gone is deactivated.", "Far is <away>."))
    ),
    "setup-waiting": waiting("Set up a call", PLACE),
    "setup-new": form(NEW, Place(channel="C0PROD"), NEW_VALUES),
    "setup-when": WHEN_FORM,
    "setup-asking": form(ASKING, PLACE, values_of(FULL)),
    "setup-chairs": form(CHAIRS, PLACE, values_of(FULL)),
    "setup-area": form(AREA, IN_AREA, values_of_area(PAIR)),
    "setup-add-area": form(ADD_AREA, PLACE, {"area.style": "nested", "area.joiner": ", "}),
    "setup-names": form(NAMES, IN_AREA, values_of_area(PAIR), fields=name_fields(PAIR, NAMED)),
    "setup-declined": form(CHAIRS, PLACE, values_of(FULL), wrong="Gone is deactivated & <cannot>."),
    "setup-saving": saving(WHEN_FORM),
    "setup-saved": saved(replace(LOOK, notice="I am asking Tim T. now."), ["time 16:00 → 17:00"], add=True),
    "setup-history": history(FULL, newest(CHANGES, 0), NAMED, "Change 3 is undone."),
    "setup-history-empty": history(FULL, newest((), 0), NAMED),
}


ANSWERS = {
    "setup-history-told": set_up.history(FULL, Page(CHANGES[::-1], 0, 2), NAMED),
    "setup-take-over": set_up.offer(replace(FULL, name="<R&D>")),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_looks_as_it_did_when_somebody_last_looked_at_it(name):
    (told,) = ANSWERS[name]
    assert block_faults(list(told.blocks)) == []
    assert 0 < len(told.text) <= 4_000
    as_before(name, {"text": told.text, "blocks": told.blocks})


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_looks_as_it_did_when_somebody_last_looked_at_it(name):
    as_before(name, VIEWS[name])


def as_before(name: str, shown: object) -> None:
    """Compare with the golden file, or write it anew for `make golden`."""
    written = json.dumps(shown, indent=1, ensure_ascii=False) + "\n"
    golden = BLOCKS / f"{name}.json"
    if os.environ.get("GOLDEN") == "rewrite":  # noqa: TID251 - the switch of `make golden`
        golden.write_text(written, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == written


@pytest.mark.parametrize("name", VIEWS)
def test_slack_takes_every_view(name):
    assert view_faults(VIEWS[name]) == []


def test_every_button_says_what_it_does_and_to_what():
    for name, shown in VIEWS.items():
        for block in shown["blocks"]:
            for element in [*block.get("elements", ()), block.get("accessory", {})]:
                if element.get("type") == "button":
                    assert element["text"]["text"].strip(), name
                    assert element["text"]["type"] == "plain_text", name
    said = {
        element["accessibility_label"]
        for element in overview(LOOK)["blocks"][-3]["elements"]
        if "accessibility_label" in element
    }
    assert said == {"Edit Networks", "Names Networks", "Up Networks", "Remove Networks"}


LONG = "Ä very long näme <&> of " + "somebody or something " * 10


def wide(count: int):
    """A call in which everything is as long as calls.toml lets it be."""
    name = LONG[:80].strip()
    leads = tuple(Lead(f"{number} {name}"[:80], f"U0LEAD{number}") for number in range(40))
    return replace(
        FULL,
        name=name,
        areas=tuple(
            Area(f"{number} {name}"[:80], leads, labels=Labels(name, name, name)) for number in range(count)
        ),
        chairs=tuple(f"U0LEAD{number}" for number in range(100)),
        coordinates=(LONG,) * 40,
        skip=tuple(date(2027, 1, 5) + timedelta(weeks=week) for week in range(200)),
        also_in=("America/Argentina/ComodRivadavia",) * 40,
    )


@pytest.mark.parametrize("count", [1, 20, 21, 45, 400])
def test_slack_takes_the_overview_of_a_call_of_any_size(count):
    call = wide(count)
    for page in (0, 1, 99):
        look = Look(call, dict.fromkeys(call.chairs, LONG), MEETINGS * 5, page, LONG * 20, (LONG,) * 90)
        assert view_faults(overview(look)) == []
        assert view_faults(saved(look, [LONG] * 90, add=True)) == []


def test_an_overview_carries_what_is_wrong_with_people_and_shows_no_more_than_it_carries():
    for troubles in ((), ("Gone is deactivated.",), ('"Ä" <&> is a bot.',) * 30, (LONG,) * 90):
        shown = overview(replace(LOOK, troubles=troubles))
        carried = read_place(shown["private_metadata"]).troubles
        assert carried[:5] == troubles[:5]
        assert overview(replace(LOOK, troubles=carried)) == shown
    assert carried[-1] == "… and 83 more."


def test_what_a_view_of_an_earlier_release_is_about_is_read():
    assert read_place('["Production", "C0PROD", "", 2]') == Place("Production", "C0PROD", page=2)


@pytest.mark.parametrize("kind", [WHEN, ASKING, CHAIRS])
def test_what_is_too_long_for_a_field_is_left_out_of_the_form_and_says_so(kind):
    call = replace(wide(1), coordinates=(LONG,) * 40, chairs=tuple(f"U{number}" for number in range(101)))
    shown = form(kind, PLACE, values_of(call), wrong=LONG * 30)
    assert view_faults(shown) == []
    fields = {block.get("block_id") for block in shown["blocks"]}
    if kind == ASKING:
        assert "coordinates" not in fields
        assert "How to join is too long to be changed here. It stays as it is." in texts(shown)
    if kind == CHAIRS:
        assert "chairs" not in fields


def test_slack_takes_the_forms_of_a_wide_area():
    area = wide(1).areas[0]
    place = Place(wide(1).name, "C0PROD", area.name)
    fields = name_fields(area, {lead.person: LONG for lead in area.leads})
    assert view_faults(form(AREA, place, values_of_area(area))) == []
    assert view_faults(form(NAMES, place, values_of_area(area), fields=fields)) == []


def test_slack_takes_a_history_of_long_changes():
    before, after = wide(2), wide(60)
    many = tuple(
        CallChange(after.name, number, AT, "U0LEAD1", differences(before, after), before, after)
        for number in range(1, 26)
    )
    names = {f"U0LEAD{number}": LONG for number in range(40)}
    (told,) = set_up.history(after, newest(many, 0), names)
    assert block_faults(list(told.blocks)) == []
    assert total_text(list(told.blocks)) <= 10_000
    assert 1_000 < len(told.text) <= 4_000
    for page in (0, 2, 9):
        shown = history(after, newest(many, page), names, LONG * 20)
        assert view_faults(shown) == []


def test_nothing_that_people_wrote_pings_or_links():
    shown = json.dumps([overview(replace(LOOK, notice="<!channel>")), VIEWS["setup-history"]])
    assert "<!channel>" not in shown
    assert "b=<2>" not in shown


def test_a_form_for_names_that_has_none_still_says_why_it_was_not_taken():
    shown = form(NAMES, IN_AREA, {}, wrong="That cannot be read.")
    assert "That cannot be read." in str(shown["blocks"])

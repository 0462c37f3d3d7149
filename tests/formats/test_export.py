import csv
import io
import json
from importlib.resources import files

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from bot.formats.export import COLUMNS, as_csv, as_json
from bot.model.minutes import ActionItem
from bot.model.update import Sections
from tests.formats.samples import area, full, item, minutes
from tests.formats.test_all_formats import MINUTES

SCHEMA = json.loads(files("bot.formats").joinpath("minutes.schema.json").read_text("utf-8"))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@settings(max_examples=25)
@given(MINUTES)
def test_the_json_is_as_its_schema_says(meeting):
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(json.loads(json.dumps(as_json(meeting))))


def test_the_schema_refuses_what_the_json_never_holds():
    broken = as_json(full()) | {"version": 2}
    assert not Draft202012Validator(SCHEMA).is_valid(broken)


def test_the_csv_has_a_line_for_every_item_nested_ones_too():
    said = rows(as_csv([full(), full()]))
    items = [row for row in said if row["part"] == "item"]
    assert len(items) == 2 * 11
    assert {tuple(row) for row in said} == {COLUMNS}
    assert ("2", "14,200 jobs/day") in {(row["level"], row["text"]) for row in items}


def test_a_spreadsheet_runs_no_formula_from_a_status():
    sheet = rows(
        as_csv([minutes(area(sections=Sections(news=(item("=HYPERLINK(1)"), item("@SUM(1)"), item("a=b")))))])
    )
    assert [row["text"] for row in sheet if row["part"] == "item"] == ["'=HYPERLINK(1)", "'@SUM(1)", "a=b"]


@pytest.mark.parametrize("before", ["", " ", "\t", "\r", "\n", "\u200e", "\ufeff", "\xa0", "\x00", "\u202e"])
@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_no_cell_of_the_sheet_begins_like_a_formula_wherever_it_was_typed(before, sign):
    formula = f"{before}{sign}cmd|' /C calc'!A0"
    everywhere = minutes(
        area(formula, sections=Sections(news=(item(formula, item(formula)),)), notes=(formula,)),
        call=formula,
        coordinates=(formula,),
        announcements=(formula,),
        attendees=(formula,),
        apologies=(formula,),
        actions=(ActionItem(1, formula, formula),),
    )
    cells = [cell for row in csv.reader(io.StringIO(as_csv([everywhere]))) for cell in row]
    assert sum("calc" in cell for cell in cells) > 10
    assert not [cell for cell in cells if cell.lstrip("\u200e\ufeff \t\r\n").startswith(sign)]


def test_a_coordinate_that_is_a_phone_number_stays_readable():
    assert rows(as_csv([minutes()]))[0]["text"] == "Phone: +1-555-0100, 4711#"


def test_what_nobody_can_see_is_not_exported():
    said = minutes(area(sections=Sections(news=(item("a\x1b[31m\ud800b\u202ec"),))))
    exported = as_json(said)["areas"][0]["sections"]["news"][0]
    assert (exported["text"], exported["words"][0]["text"]) == ("a[31mbc", "a[31mbc")
    assert "a[31mbc" in as_csv([said])

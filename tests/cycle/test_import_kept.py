"""What was not understood of an old page is kept with its meeting, found again, and told by every export."""

import csv
import io
import json
from datetime import date
from importlib.resources import files

from jsonschema import Draft202012Validator

from bot.cycle.minutes.import_pages import import_pages
from bot.formats.everything import KeptCall, KeptMeeting, history
from bot.formats.export import as_csv
from bot.formats.twiki.read_page import read_page
from bot.model.history import KEPT
from bot.rules.old_page import OldPage
from tests.cycle.test_import_pages import CALL, NOW, store

assert store  # the fixture

DAY = date(2027, 1, 5)
NAME = "January5,2027HarbourMeeting.txt"
PAGE = """\
%META:TOPICINFO{author="WandaK" date="1799186400" format="1.1" version="1.4"}%
---++ The full report with links is at https://wiki.example/Harbour

---++ Action/Significant Items:
   * 7: Order rope (Sol)
      * the shop answers on Friday

---++ Cranes (Wanda K.)

   * crane 4 is painted
   * Ongoing
      * Looking for a new cable

---+++ Inspections
| *crane* | *zebra marks* |
| 4 | good |

---+++ Visitors
   * a school came
"""


async def the_minutes(store):
    await store.change(import_pages, "Harbour", [OldPage(NAME, read_page(PAGE))], now=NOW)
    meeting = await store.read(lambda book: book.meeting("Harbour", DAY))
    return meeting.minutes


async def sought(store, text):
    _, entries = await store.read(lambda book: book.search(text, calls=("Harbour",), limit=8))
    return [(entry.kind, entry.area, entry.text) for entry in entries]


async def test_what_was_not_understood_is_kept_with_the_meeting_and_survives_the_database(store):
    minutes = await the_minutes(store)
    (cranes,) = minutes.areas
    assert minutes.imported == NAME
    assert minutes.kept == ("---++ The full report with links is at https://wiki.example/Harbour",)
    assert cranes.kept == ("Inspections", "| *crane* | *zebra marks* |\n| 4 | good |")


async def test_what_is_kept_is_found_again(store):
    await the_minutes(store)
    assert await sought(store, "zebra") == [(KEPT, "Cranes", "| *crane* | *zebra marks* |\n| 4 | good |")]
    assert [(kind, area) for kind, area, _ in await sought(store, "full report")] == [(KEPT, "")]


async def test_a_heading_that_names_no_section_is_found_with_its_items(store):
    minutes = await the_minutes(store)
    (visitors,) = [item for item in minutes.areas[0].sections.news if item.items]
    assert (visitors.text, [item.text for item in visitors.items]) == ("Visitors", ["a school came"])
    assert await sought(store, "visitors") == [("item", "Cranes", "Visitors")]


async def test_a_remark_below_an_action_item_goes_on_with_it(store):
    await the_minutes(store)
    (action,) = await store.read(lambda book: book.actions("Harbour"))
    assert (action.number, action.text, action.owner) == (7, "Order rope\nthe shop answers on Friday", "Sol")


async def test_the_exports_say_what_was_imported_how_it_was_decided_and_what_is_kept(store):
    minutes = await the_minutes(store)
    rows = list(csv.DictReader(io.StringIO(as_csv([minutes]))))
    assert {row["imported"] for row in rows} == {NAME}
    assert {(row["text"], row["why"]) for row in rows if row["part"] == "item"} >= {
        ("crane 4 is painted", "default"),
        ("Looking for a new cable", "heading"),
    }
    assert [(row["area"], row["text"][:11]) for row in rows if row["part"] == "kept as it stood"] == [
        ("Cranes", "Inspections"),
        ("Cranes", "| *crane* |"),
        ("", "'---++ The "),
    ]
    meeting = await store.read(lambda book: book.meeting("Harbour", DAY))
    told = json.loads(json.dumps(history([KeptCall(CALL, (KeptMeeting(meeting),))], ())))
    exported = told["calls"][0]["meetings"][0]["minutes"]
    schema = json.loads(files("bot.formats").joinpath("minutes.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(exported)
    assert (exported["imported"], exported["kept"]) == (NAME, list(minutes.kept))
    assert exported["areas"][0]["kept"] == list(minutes.areas[0].kept)
    assert exported["areas"][0]["sections"]["ongoing"][0]["why"] == "heading"

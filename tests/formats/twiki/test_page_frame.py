"""What stands around the areas of a page: names, coordinates, action items, headings."""

from typing import Any

import pytest

from bot.formats.twiki.read_page import read_page

AREA = "---++ Pumps (Ida)\n   * painted\n"
NOTHING: dict[str, list[str]] = {
    "attendees": [],
    "apologies": [],
    "coordinates": [],
    "announcements": [],
    "actions": [],
}

FRAMES: list[tuple[str, str, dict[str, list[str]]]] = [
    (
        "coordinates above the first heading, apologies as a heading",
        (
            "   * 4:00 PM Eastern (3:00 Central)\n   * Phone: +1-555-0134, 2310#\n\n---++ Announcements:  \n"
            "---++ Action/Significant Items: \n---++ Attendees:\n   * Ida\n---++ Apologies:\n   * Kai (ill)\n"
            "   * Lu\n\n"
        ),
        {
            "coordinates": ["4:00 PM Eastern (3:00 Central)", "Phone: +1-555-0134, 2310#"],
            "attendees": ["Ida"],
            "apologies": ["Kai (ill)", "Lu"],
        },
    ),
    (
        "apologies as a heading below the attendees",
        "---++ Attendees:\n---+++ Apologies: Kai\n\n",
        {"apologies": ["Kai"]},
    ),
    (
        "apologies below the attendees, with names below them",
        "---++ Attendees\n   * Ida, Lu\n   * Regrets:\n      * Kai\n   * Bo\n",
        {"attendees": ["Ida", "Lu", "Bo"], "apologies": ["Kai"]},
    ),
    (
        "apologies as a heading with a list",
        "---++ Attending\n   * Ida\n---+++ Apologies\n   * Kai\n   * Lu\n---+++ Remote\n   * Bo\n",
        {"attendees": ["Ida", "Remote", "Bo"], "apologies": ["Kai", "Lu"]},
    ),
    (
        "names to be filled in later",
        "---++ Attendees:\n   * (to be updated after the meeting) Ida, Kai R., Lu\n",
        {"attendees": ["Ida", "Kai R.", "Lu"]},
    ),
    (
        "attendees and apologies under one heading",
        "---++ Attendees/Apologies\n   * Ida\n   * Apologies from Kai\n",
        {"attendees": ["Ida"], "apologies": ["Kai"]},
    ),
    ("a roll call", "---++ Roll call: Ida, Kai\n", {"attendees": ["Ida", "Kai"]}),
    ("nobody yet", "---++ Attendees: (to be filled in)\n", {}),
    (
        "none",
        "---++ Attendees: tbd\n---++ Apologies: none\n---++ Announcements\n   * None\n",
        {"attendees": ["tbd"]},
    ),
    (
        "remarks in brackets belong to a name, commas and all",
        "---++ Present: Ida (Pier, until 5), Kai & Lu; Bo\n",
        {"attendees": ["Ida (Pier, until 5)", "Kai", "Lu", "Bo"]},
    ),
    (
        "names as links to people",
        "---++ Participants\n   * [[Main.IdaB][Ida Berg]].\n   * [[mailto:kai@e.example][Kai Roth]].\n",
        {"attendees": ["Ida Berg", "Kai Roth"]},
    ),
    ("names on lines of their own", "---++ Attendees\nIda, Kai\n\nLu\n", {"attendees": ["Ida", "Kai", "Lu"]}),
    (
        "a remark below an action item and an announcement belongs to it",
        (
            "---++ Announcements\n   * Open day in May\n      * register soon\n---++ Action Items\n"
            "   * Kai: order rope\n      * the shop answers Friday\n         * or Monday\n   * Ida: sell it\n"
        ),
        {
            "announcements": ["Open day in May\nregister soon"],
            "actions": ["Kai: order rope\nthe shop answers Friday\nor Monday", "Ida: sell it"],
        },
    ),
    (
        "parts that stand twice",
        "---++ Announcements\n   * a\n---++ Attendees: Ida\n---++ Announcements: b\n",
        {"announcements": ["a", "b"], "attendees": ["Ida"]},
    ),
    (
        "action items by other names",
        "---++ Action items from previous meeting:\n   * order rope\n",
        {"actions": ["order rope"]},
    ),
    (
        "names on a line in bold above the first heading",
        "   * room 4\n\n*Attendees:* Ida, Kai\n\n*Apologies*\n   * Lu\n\n",
        {"coordinates": ["room 4"], "attendees": ["Ida", "Kai"], "apologies": ["Lu"]},
    ),
    ("settings of the page are no coordinates", "   * Set ALLOWTOPICCHANGE = Main.IdaB\n", {}),
    (
        "signs behind the name of a part",
        "---++ Announcements: load &lt; 5 &amp;amp; quiet\n",
        {"announcements": ["load < 5 &amp; quiet"]},
    ),
    ("headings as HTML", "<h2>Attendees: Ida</h2>\n", {"attendees": ["Ida"]}),
    (
        "coordinates below a title",
        "---+ Weekly call of the harbour\n   * every Tuesday, room 4\n",
        {"coordinates": ["every Tuesday, room 4"]},
    ),
]


@pytest.mark.parametrize(
    ("source", "expected"), [case[1:] for case in FRAMES], ids=[case[0] for case in FRAMES]
)
def test_the_frame_is_read_as_a_person_reads_it(source, expected):
    page = read_page(source + AREA)
    assert {part: list(getattr(page, part)) for part in NOTHING} == NOTHING | expected
    assert [area.name for area in page.areas] == ["Pumps"]


HEADINGS: list[tuple[str, tuple[Any, ...]]] = [
    ("Pumps (Ida)", ("Pumps", ("Ida",), ", ", None)),
    ("!! Pumps (Ida)", ("Pumps", ("Ida",), ", ", None)),
    ("%NOTOC% Pumps (Ida)", ("Pumps", ("Ida",), ", ", None)),
    ("Pumps (Ida & Kai)", ("Pumps", ("Ida", "Kai"), " & ", None)),
    ("Pumps (Ida, Kai", ("Pumps", ("Ida", "Kai"), ", ", None)),
    ("Pumps (Kai R. for Ida)", ("Pumps", ("Ida",), ", ", "Kai R.")),
    ("Pumps (Ida (at the pier) will not be on today)", ("Pumps", ("Ida",), ", ", None)),
    ("Pumps (Ida at the pier will not be on today)", ("Pumps", ("Ida",), ", ", None)),
    ("Pumps (old ones) and Valves (Ida)", ("Pumps (old ones) and Valves", ("Ida",), ", ", None)),
    ("Pumps (Anna de Vries)", ("Pumps", ("Anna de Vries",), ", ", None)),
    ("Pumps - and all that is wet (Ida)", ("Pumps - and all that is wet", ("Ida",), ", ", None)),
    ("Status of the pumps.", ("Status of the pumps.", (), ", ", None)),
]


@pytest.mark.parametrize(("heading", "expected"), HEADINGS)
def test_a_heading_names_an_area_and_its_leads(heading, expected):
    (area,) = read_page(f"---++ {heading}\n   * painted\n").areas
    assert (area.name, area.leads, area.joiner, area.stand_in) == expected
    assert [item.text for item in area.body.sections.news] == ["painted"]


@pytest.mark.parametrize("level", ["---+", "---+++"])
def test_minutes_may_stand_one_level_up_or_down(level):
    page = read_page(
        f"{level} Attendees: Ida\n{level} Pumps (Ida)\n{level}+ Last Week\n   * painted\n{level} Doors\n"
    )
    assert page.attendees == ("Ida",)
    assert [area.name for area in page.areas] == ["Pumps", "Doors"]
    assert page.areas[0].body.labels.news == "Last Week"


def test_coordinates_in_an_introduction_are_found_and_stay_there():
    page = read_page(f"---++ Introduction\n   * Coordinates: Tuesday, room 4\n{AREA}")
    assert page.coordinates == ("Tuesday, room 4",)
    assert [item.text for item in page.areas[0].body.sections.news] == ["Coordinates: Tuesday, room 4"]


def test_a_title_in_brackets_is_no_area_with_a_lead():
    page = read_page("---+ Harbour call (January)\n---++ Attendees: Ida\n---++ Pumps (Ida)\n   * a\n")
    assert (page.attendees, [area.name for area in page.areas]) == (("Ida",), ["Pumps"])


def test_parts_of_areas_are_no_frame():
    page = read_page("---++ Pumps (Ida)\n---+++ Action items\n   * a\n---++ Doors (Lu)\n   * b\n")
    assert [area.name for area in page.areas] == ["Pumps", "Doors"]
    assert page.actions == ()


def test_an_area_may_stand_one_level_above_the_others():
    page = read_page("---++ Attendees: Ida\n---++ Pumps\n   * a\n---+ Doors\n   * b\n")
    assert [area.name for area in page.areas] == ["Pumps", "Doors"]


def test_a_heading_that_is_a_time_goes_on_with_the_area_before():
    page = read_page(
        "---++ Pumps (Ida)\n---+++ Operations Last Week\n   * a\n---++ Operations This Week\n   * b\n"
    )
    (area,) = page.areas
    assert [item.text for item in area.body.sections.ongoing] == ["b"]


def test_an_area_that_stands_twice_is_one_with_all_that_stands_there():
    page = read_page("---++ Pumps (Ida)\n   * a\n---++ Doors\n---++ Pumps (Ida)\n   * a\n   * b\n")
    assert [(area.name, [item.text for item in area.body.sections.news]) for area in page.areas] == [
        ("Pumps", ["a", "b"]),
        ("Doors", []),
    ]


def test_a_heading_in_what_was_inserted_counts_and_one_in_what_was_deleted_does_not():
    page = read_page("<del>---++ Old pumps (Kai)\n</del><ins>---++ Pumps (Ida)\n</ins>   * painted\n")
    (area,) = page.areas
    assert (area.name, area.body.kept) == ("Pumps", ("<del>---++ Old pumps (Kai)\n</del>",))


@pytest.mark.parametrize(
    "sentence",
    [
        "The full report with links is available at https://e.example/Report",
        "Please add your items here until Monday noon at the latest, thanks to all of you",
    ],
)
def test_a_heading_that_is_a_sentence_is_kept_with_what_stands_below(sentence):
    page = read_page(f"{AREA}---++ {sentence}\nmore\n")
    assert [area.name for area in page.areas] == ["Pumps"]
    assert page.kept == (f"---++ {sentence}\nmore",)


def test_emergencies_above_the_areas_are_kept_only_where_no_area_has_them():
    lifted = "---++ Emergencies\n   * Pumps (Ida)\n      * pump 4 burns\n"
    area = "---++ Pumps (Ida)\nEmergencies\n   * pump 4 burns\n"
    assert read_page(lifted + area).kept == ()
    other = lifted.replace("burns", "leaks")
    assert read_page(other + area).kept == (other.strip(),)

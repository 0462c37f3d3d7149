"""What stands on pages that people wrote by hand over the years, and how a person reads each kind of it."""

from collections.abc import Iterable
from typing import Any

import pytest

from bot.formats.twiki.page_area import PageArea
from bot.formats.twiki.read_page import read_page, write_page
from bot.model.call import Section
from bot.model.update import Item, Why

HEAD = "---++ Pumps (Ida)\n"

# The kind, the lines below the heading of an area, and what they say: items by section, and denials.
BODIES: list[tuple[str, str, dict[str, Any]]] = [
    (
        "a label bullet with bullets of its own holds only those",
        (
            "   * Kai is travelling\n   * Vulnerabilities/Incidents:\n      * a weak lock was found\n"
            "   * The new keys are being tried\n   * Operational matters:\n      * two crews were told\n"
            "   * A yearly inspection is planned\n"
        ),
        {
            "emergencies": ["a weak lock was found"],
            "news": [
                "Kai is travelling",
                "The new keys are being tried",
                ["Operational matters:", ["two crews were told"]],
                "A yearly inspection is planned",
            ],
        },
    ),
    (
        "a label bullet without bullets of its own holds the bullets behind it",
        "   * News\n   * painted\n   * Ongoing\n   * drying\n",
        {"news": ["painted"], "ongoing": ["drying"]},
    ),
    (
        "where labels have their own bullets, an empty one holds nothing",
        "   * News\n      * painted\n   * Incidents\n   * looking for a crew\n",
        {"news": ["painted", "looking for a crew"]},
    ),
    (
        "a bullet is no label below a heading that is one",
        "---+++ Last Week\n   * Operations\n      * painted\n",
        {"news": [["Operations", ["painted"]]]},
    ),
    (
        "among topics a bullet that could mean news is a topic too",
        "   * Events\n      * open day\n   * Harbour tour\n      * sold out\n",
        {"news": [["Events", ["open day"]], ["Harbour tour", ["sold out"]]]},
    ),
    (
        "a section that is called otherwise the second time keeps that name",
        "---+++ Operations\n   * painted\n---+++ In progress\n   * drying\n",
        {"ongoing": ["painted", ["In progress", ["drying"]]]},
    ),
    (
        "a section goes by its own name or that of a week, wherever another one stands",
        (
            "---+++ Announcements\n   * a\n---+++ Operations Last Week\n   * b\n---+++ Upcoming\n   * c\n"
            "---+++ This Week\n   * d\n"
        ),
        {"news": [["Announcements", ["a"]], "b"], "ongoing": [["Upcoming", ["c"]], "d"]},
    ),
    (
        "a label with its only item on its line",
        "   * News: painted\n   * Ongoing: drying\n      * two coats\n",
        {"news": ["painted"], "ongoing": [["drying", ["two coats"]]]},
    ),
    (
        "a name before a colon is no label where it is no section's own",
        "   * Update: pump four was painted\n   * Plans: we paint pump five\n",
        {"news": ["Update: pump four was painted", "Plans: we paint pump five"]},
    ),
    (
        "a label in bold or in quotes of another wiki",
        "*News*\n   * painted\n\n== Ongoing ==\n   * drying\n",
        {"news": ["painted"], "ongoing": ["drying"]},
    ),
    (
        "none in so many words",
        (
            "Emergencies/Vulnerabilities?\n   * No vulnerabilities/incidents in the previous week.\n"
            "\nOperations\n   * drill held\n"
        ),
        {"none": ["emergencies"], "ongoing": ["drill held"]},
    ),
    (
        "nothing important",
        "   * Vulnerabilities/Incidents:\n      * We did not have any important incident.\n   * drill held\n",
        {"none": ["emergencies"], "news": ["drill held"]},
    ),
    (
        "nothing that affects us",
        "Vulnerabilities\n   * No new vulnerabilities or incidents affecting our pumps.\n",
        {"none": ["emergencies"]},
    ),
    (
        "a dash for none",
        "Emergencies\n   * -\nOperations\n   * drill held\n",
        {"none": ["emergencies"], "ongoing": ["drill held"]},
    ),
    (
        "none, and a remark that is no emergency",
        (
            "   * Emergencies\n      * None. There is a leak elsewhere, but not with us.\n"
            "   * Operations\n      * drill held\n"
        ),
        {
            "none": ["emergencies"],
            "news": ["There is a leak elsewhere, but not with us."],
            "ongoing": ["drill held"],
        },
    ),
    (
        "that there is no emergency, under no label",
        "   * No operational emergencies.\n   * drill held\n",
        {"none": ["emergencies"], "news": ["drill held"]},
    ),
    ("a quiet week", "   * Quiet week\n", {"none": ["news"]}),
    (
        "a quiet week among news is news",
        "   * Quiet week overall\n   * drill held\n",
        {"news": ["Quiet week overall", "drill held"]},
    ),
    (
        "a denial of something else is an item",
        "Incidents\n   * No new pump until the stolen keys are back\n",
        {"emergencies": ["No new pump until the stolen keys are back"]},
    ),
    (
        "headings that name nothing known are items above theirs",
        "---+++ Cooling\n   * valve is new\n---++++ Spare parts\n   * ordered\n---+++ Power\nFeeder tried.\n",
        {
            "news": [
                ["Cooling", ["valve is new", ["Spare parts", ["ordered"]]]],
                ["Power", ["Feeder tried."]],
            ]
        },
    ),
    (
        "a heading that names nothing known ends a section",
        "---+++ Last Week\n   * painted\n---+++ New crews\n   * Quay North\n---+++ This Week\n   * drying\n",
        {"news": ["painted", ["New crews", ["Quay North"]]], "ongoing": ["drying"]},
    ),
    (
        "a line with a colon heads the bullets behind it",
        "Old pumps:\n   * sold\n\nOther matters are well.\n   * really\n",
        {"news": [["Old pumps:", ["sold"]], "Other matters are well.", "really"]},
    ),
    (
        "among lines that are labels, another short line ends a section",
        "Incidents\n   * a stolen key\n\nOther\n   * drill held\n",
        {"emergencies": ["a stolen key"], "news": [["Other", ["drill held"]]]},
    ),
    (
        "right below a label it sorts the section",
        "Operations\n*Drills*\n   * held\n",
        {"ongoing": [["Drills", ["held"]]]},
    ),
    (
        "a bullet with two blanks before others with three",
        "  * [[http://e.example/a][Status]]\n   * reports are current\n   * probe ill\n      * it recovers\n",
        {
            "news": [
                "Status (http://e.example/a)",
                "reports are current",
                ["probe ill", ["it recovers"]],
            ]
        },
    ),
    (
        "two blanks a level",
        "  * a\n    * b\n      * c\n    * d\n  * e\n",
        {"news": [["a", [["b", ["c"]], "d"]], "e"]},
    ),
    (
        "a blank too few and one too many in the middle of a list",
        "   * a\n      * b\n     * c\n       * d\n    * e\n",
        {"news": [["a", ["b", "c", "d"]], "e"]},
    ),
    (
        "tabs, and tabs among blanks",
        "\t* a\n\t\t* b\n      * c\n   * d\n",
        {"news": [["a", ["b", "c"]], "d"]},
    ),
    (
        "stars without a blank",
        "   *a one\n      *b two\n   *c *three* d\n",
        {"news": [["a one", ["b two"]], "c three d"]},
    ),
    ("bullets in the first column", "* a\n   * b\n* c\n", {"news": [["a", ["b"]], "c"]}),
    ("dashes", "   - a\n      - b\n- c\n", {"news": [["a", ["b"]], "c"]}),
    (
        "numbered lists, with and without a point",
        "   * News\n      1 a\n      2. b\n         1. c\n   A. d\n",
        {"news": ["a", ["b", ["c"]], "d"]},
    ),
    (
        "definitions",
        "   $ Pump four: painted\n   $ Pump five: drying\n",
        {"news": ["Pump four: painted", "Pump five: drying"]},
    ),
    (
        "lists in HTML, over lines and on one",
        "<ul>\n<li>a</li>\n<li>b,\nreally\n<ol><li>c</li></ol>\n</li>\n</ul>\n   * d <ul><li>e</li></ul>\n",
        {"news": ["a", ["b, really", ["c"]], ["d", ["e"]]]},
    ),
    (
        "a list in HTML that nobody ended",
        "<ul><li>a\n   * b\n---+++ Power\n   * c\n",
        {"news": ["a", "b", ["Power", ["c"]]]},
    ),
    (
        "a picture between a heading and its bullets",
        '---+++ Last Week\n<img src="x.png" />\n   * a\n<img src="y.png" />\n      * b\n',
        {"news": [["a", ["b"]]]},
    ),
    (
        "a link on a line of its own between a bullet and those below it",
        "   * a\n\n[[http://e.example/a][Numbers]]\n\n      * b\n   * c\n",
        {"news": [["a", ["b"]], "Numbers (http://e.example/a)", "c"]},
    ),
    (
        "a bullet that goes on in the next line",
        "   * a long\n     sentence\n   * b\n",
        {"news": ["a long sentence", "b"]},
    ),
    (
        "deleted and inserted over lines",
        (
            "   * Pier\n<del>      * Rope ordered.\n</del><ins>      * Rope came. [[http://e.example/n][Note]]\n"
            "</ins>      * Kai in the south\n   * Dock\n"
        ),
        {"news": [["Pier", ["Rope came. Note (http://e.example/n)", "Kai in the south"]], "Dock"]},
    ),
    (
        "tags of an edit whose partners are gone",
        "   * a</del>\n<ins>   * b\n<del>   * c\n",
        {"news": ["a", "b", "c"]},
    ),
    ("struck out", "   * <strike>rope</strike> chain\n", {"news": ["rope chain"]}),
    (
        "the versions of a conflict",
        (
            '   * a\n<div class="twikiConflict"><b>CONFLICT</b> original 3:</div>\n   * b old\n'
            '<div class="twikiConflict"><b>CONFLICT</b> version 4:</div>\n   * b mine\n'
            '<div class="twikiConflict"><b>CONFLICT</b> version new:</div>\n   * b yours\n'
            '<div class="twikiConflict"><b>CONFLICT</b> end</div>\n   * c\n'
        ),
        {"news": ["a", "b yours", "c"]},
    ),
    ("breaks and colours", "   * a%BR%b\n   * %RED%c%ENDCOLOR% d\n", {"news": ["a b", "c d"]}),
    (
        "links as HTML and as old wikis write them",
        '   * <a href="http://e.example/a">Report: <img src="x.png"></a>\n   * [[http://e.example/b plan]]\n',
        {"news": ["Report: (http://e.example/a)", "plan (http://e.example/b)"]},
    ),
    (
        "topics of the wiki",
        "   * see [[Web.PumpPlan][the plan]] and [[Pump Plan]]\n",
        {"news": ["see the plan and Pump Plan"]},
    ),
    (
        "a mail in a box",
        "From Kai:<blockquote>I come later.</blockquote>\n",
        {"news": ["From Kai: I come later."]},
    ),
]


def tree(items: Iterable[Item]) -> list[Any]:
    said = ((" ".join(item.text.split()), tree(item.items)) for item in items)
    return [[text, below] if below else text for text, below in said]


def said(area: PageArea) -> dict[str, Any]:
    """What an area says, by section; a section of which nothing is said is left out."""
    body = area.body
    found: dict[str, Any] = {section.value: tree(body.sections.of(section)) for section in Section}
    found["none"] = [section.value for section, _ in body.none]
    return {name: told for name, told in found.items() if told}


@pytest.mark.parametrize(
    ("lines", "expected"), [case[1:] for case in BODIES], ids=[case[0] for case in BODIES]
)
def test_an_area_is_read_as_a_person_reads_it(lines, expected):
    page = HEAD + lines
    (area,) = read_page(page).areas
    assert said(area) == expected
    assert write_page(read_page(page)) == page


def test_an_item_tells_whether_it_stood_under_a_heading():
    (area,) = read_page(f"{HEAD}   * a\n   * Ongoing\n      * b\n         * c\n").areas
    (free,), (held,) = area.body.sections.news, area.body.sections.ongoing
    assert (free.why, held.why, held.items[0].why) == (Why.DEFAULT, Why.HEADING, Why.HEADING)


KEPT: list[tuple[str, str, tuple[str, ...]]] = [
    (
        "a table with the line above it",
        '%TABLE{sort="off"}%\n| a | b |\n| c | d |\n',
        ('%TABLE{sort="off"}%\n| a | b |\n| c | d |',),
    ),
    ("the heading of a table", "---+++ Dates\n| a | b |\n   * c\n", ("Dates", "| a | b |")),
    ("a heading with nothing below", "---+++ Dates\n---+++ Last Week\n   * c\n", ("Dates",)),
    ("a signature", "   * c\n\n-- Main.IdaB - 06 Jan 2015\n", ("-- Main.IdaB - 06 Jan 2015",)),
    ("a picture", "   * c\n     <img src='x.png' />\n", ("<img src='x.png' />",)),
    ("a comment", "   * c\n<!-- ---++ Old (Kai)\n   * d -->\n", ("<!-- ---++ Old (Kai)\n   * d -->",)),
    ("what was deleted", "   * c\n<del>   * d\n</del>", ("<del>   * d\n</del>",)),
]


@pytest.mark.parametrize(("lines", "kept"), [case[1:] for case in KEPT], ids=[case[0] for case in KEPT])
def test_what_is_no_item_is_kept_as_it_stood(lines, kept):
    (area,) = read_page(HEAD + lines).areas
    assert area.body.kept == kept
    assert area.minutes.kept == kept

"""/minutes search and /minutes history, over the wire."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cycle.minutes.index_minutes import index_minutes
from bot.model.meeting import State, schedule
from bot.model.minutes import AreaMinutes
from bot.model.words import Span, plain
from handlers.blocks.past import excerpt, marked
from tests.handlers import samples
from tests.handlers.commands.test_announce import choose, labels
from tests.handlers.commands.test_commands import answer
from tests.handlers.stage import CALL, Bot, Json

WIRE = pytest.mark.wire
WEEK = timedelta(days=7)


async def held(bot: Bot, text: str, *, person: str = "U0TIM") -> None:
    """A week in which a lead reports this and the minutes are posted; the clock is at the next week."""
    await bot.workspace.write(person, text)
    await bot.settle()
    await answer(bot, "post", person="U0CHAIR")
    bot.clock.advance(WEEK)
    await bot.tick()


async def imported(bot: Bot, day: date, *areas: AreaMinutes) -> None:
    """Minutes that were never posted."""
    minutes = replace(samples.minutes(areas), date=day)
    meeting = schedule(CALL, day)
    kept = replace(meeting, state=State.CLOSED, minutes=minutes)
    await bot.context.store.change(lambda book: index_minutes(book, kept))


def links(said: Json) -> list[str]:
    """The links in an answer with what they are called."""
    rich = [block for block in said["blocks"] if block["type"] == "rich_text"]
    found: list[str] = []

    def look(part: object) -> None:
        match part:
            case {"type": "link", "url": str(url), **rest}:
                found.append(f"{rest.get('text')} {url}")
            case dict():
                for inner in part.values():
                    look(inner)
            case list():
                for inner in part:
                    look(inner)

    look(rich)
    return found


def bolds(said: Json) -> list[str]:
    found: list[str] = []

    def look(part: object) -> None:
        match part:
            case {"type": "text", "text": str(text), "style": {"bold": True}}:
                found.append(text)
            case dict():
                for inner in part.values():
                    look(inner)
            case list():
                for inner in part:
                    look(inner)

    look(said["blocks"])
    return found


@WIRE
async def test_a_line_of_posted_minutes_is_found_with_its_day_place_and_a_link(bot):
    await held(bot, "News:\n- Moved the mirror to the new rack\nOngoing:\n- Port of the installer")
    (said,) = await answer(bot, "search MIRR rack", person="U0BY")
    assert said["text"].splitlines() == [
        "1 line in the minutes of the Production call with “MIRR rack”:",
        "January 12",
        "• Software, News: Moved the mirror to the new rack",
    ]
    posted = bot.workspace.messages("C0PROD")[0]["ts"].replace(".", "")
    assert links(said) == [f"January 12 {bot.workspace.url}archives/C0PROD/p{posted}"]
    assert bolds(said) == ["mirror", "rack"]


@WIRE
async def test_the_newest_minutes_come_first_and_lines_of_one_meeting_stand_together(bot):
    await held(bot, "News:\n- mirror one\n- mirror two")
    await held(bot, "News:\n- mirror three")
    (said,) = await answer(bot, "search mirror")
    assert said["text"].splitlines()[1:] == [
        "January 19",
        "• Software, News: mirror three",
        "January 12",
        "• Software, News: mirror one",
        "• Software, News: mirror two",
    ]
    assert len(links(said)) == 2


@WIRE
async def test_announcements_actions_and_notes_are_found_too(bot):
    await answer(bot, "announce Power cut of the gateway")
    await answer(bot, "action add Order a gateway")
    await answer(bot, "post", person="U0CHAIR")
    (said,) = await answer(bot, "search gateway")
    assert "• Announcement: Power cut of the gateway" in said["text"]
    assert "• Action item: Order a gateway" in said["text"]


@WIRE
async def test_what_was_said_late_is_found_and_what_it_replaced_is_not(bot):
    await bot.workspace.write("U0TIM", "News:\n- mirror is slow")
    await bot.settle()
    await answer(bot, "post", person="U0CHAIR")
    await bot.workspace.write("U0TIM", "News:\n- the gateway is fast")
    await bot.settle()
    await bot.tick()
    (said,) = await answer(bot, "search gateway")
    assert "the gateway is fast" in said["text"]


@WIRE
async def test_what_is_not_posted_yet_is_not_found(bot):
    await bot.workspace.write("U0TIM", "News:\n- mirror")
    await bot.settle()
    (said,) = await answer(bot, "search mirror")
    assert said["text"].startswith("Nothing in the minutes of the Production call has “mirror”.")


@WIRE
async def test_minutes_that_were_never_posted_are_found_without_a_link_and_with_their_year(bot):
    await imported(
        bot,
        date(2015, 1, 6),
        AreaMinutes("Gone", "Gone (Ann)", samples.AREAS[0].style, samples.LABELS, samples.SECTIONS),
    )
    (said,) = await answer(bot, "search rack")
    assert said["text"].splitlines()[1:] == [
        "January 6, 2015",
        "• Gone, Ongoing: Moving the mirror to the new rack",
    ]
    assert links(said) == []


@WIRE
async def test_many_lines_come_in_pages_and_a_page_beyond_the_last_is_the_last(bot):
    await held(bot, "News:\n" + "\n".join(f"- mirror {name}" for name in "abcdefghijklmnopqr"))
    (first,) = await answer(bot, "search mirror")
    assert "(page 1 of 3):" in first["text"]
    (second,) = await choose(bot, first, "More")
    assert [line[-1] for line in second["text"].splitlines()[2:]] == list("ijklmnop")
    (third,) = await choose(bot, second, "More")
    assert "More" not in labels(third)
    (beyond,) = await answer(bot, "search mirror (page 99)")
    assert beyond["text"] == third["text"]


@WIRE
async def test_without_words_it_says_how_to_search(bot):
    for text in ("search", "search ???"):
        (said,) = await answer(bot, text)
        assert "`/minutes search certificate gateway`" in said["text"]
    (said,) = await answer(bot, "search " + "mirror " * 40)
    assert said["text"] == "That is too long to look for; give me a few words of it."


@WIRE
async def test_nothing_that_is_sought_or_found_pings_or_is_formatted(bot):
    await held(bot, "News:\n- mirror <!channel> *bold* & <@U0ANA>")
    (said,) = await answer(bot, "search mirror <!channel>")
    assert "<!channel>" not in said["text"]
    (said,) = await answer(bot, "search mirror")
    assert "<!channel>" not in said["text"]
    assert "<@" not in str(said["blocks"])


@WIRE
async def test_who_is_in_no_channel_of_a_call_finds_nothing_of_it(bot):
    await held(bot, "News:\n- mirror")
    (said,) = await answer(bot, "search mirror", person="U0ABROAD", channel=bot.workspace.dm("U0ABROAD"))
    assert "There is no call" in said["text"]
    there = bot.workspace.dm("U0ABROAD")
    (said,) = await answer(bot, "in Production search mirror", person="U0ABROAD", channel=there)
    assert "mirror" not in said["text"]


def test_words_that_begin_like_those_sought_are_marked_whatever_their_case_and_accents():
    assert marked("The Café opens; decaf is out", ["cafe", "is"]) == (
        Span("The "),
        Span("Café", bold=True),
        Span(" opens; decaf "),
        Span("is", bold=True),
        Span(" out"),
    )


@given(st.text(), st.lists(st.text("abcé ", min_size=1, max_size=3), max_size=3))
def test_marking_changes_no_letter(text, sought):
    assert plain(marked(text, sought)) == text


def test_of_a_long_line_the_part_around_the_first_word_is_shown():
    long = "word " * 300 + "mirror " + "tail " * 300
    shown = excerpt(long, ["mirror"])
    assert "mirror" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) <= 502


@WIRE
async def test_what_was_not_understood_of_an_old_page_is_shown_as_it_stood_behind_what_was(bot):
    area = replace(
        AreaMinutes("Gone", "Gone (Ann)", samples.AREAS[0].style, samples.LABELS, samples.SECTIONS),
        kept=("| zebra | 4 |\n| gnu | 5 |", "-- Main.Ann"),
    )
    await imported(bot, date(2015, 1, 6), area)
    (found,) = await answer(bot, "search zebra")
    assert found["text"].splitlines()[1:] == [
        "January 6, 2015",
        "• Gone, Kept as it stood: | zebra | 4 | | gnu | 5 |",
    ]
    (told,) = await answer(bot, "history Gone")
    assert told["text"].splitlines()[-3:] == [
        "Kept as it stood on January 6, 2015",
        "• | zebra | 4 | | gnu | 5 |",
        "• -- Main.Ann",
    ]


@WIRE
async def test_an_area_of_which_only_that_is_known_has_a_history_too(bot):
    area = AreaMinutes("Gone", "Gone (Ann)", samples.AREAS[0].style, samples.LABELS)
    kept = tuple(f"| row {number} |" for number in range(10))
    await imported(bot, date(2015, 1, 6), replace(area, kept=kept))
    (told,) = await answer(bot, "history Gone")
    assert "• | row 7 |" in told["text"]
    assert told["text"].splitlines()[-1] == "and 2 more that the export has"

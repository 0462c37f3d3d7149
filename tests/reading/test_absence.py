"""Who says that they are away is not published, and their days are told as far as the words tell them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.absence import SaidAway
from bot.model.call import Area
from bot.model.update import Reading
from bot.reading.absence import says_away
from bot.reading.absence_days import dated, days_away
from bot.reading.understand import understand
from handlers.text.rich_text import document_from_text

MONDAY = date(2027, 1, 11)
AREA = Area("Software", ())
OFFERED = {
    "I'm on vacation until Jan 29": ("01-11", "01-29"),
    "Out sick today": ("01-11", "01-11"),
    "OOO for 3 days": ("01-11", "01-13"),
    "traveling next week, back Monday": ("01-18", "01-24"),
    "I'm on PTO Jan 12-16": ("01-12", "01-16"),
    "on leave 20-22 Jan": ("01-20", "01-22"),
    "on leave 20th-22nd January": ("01-20", "01-22"),
    "OOO 2027-01-12 to 2027-01-20, back on Jan. 21": ("01-12", "01-20"),
    "I'm out until 29.1.": ("01-11", "01-29"),
    "I am on leave 29.1. - 3.2.": ("01-29", "02-03"),
    "I'm away 12. - 16.1.": ("01-12", "01-16"),
    "away from Monday to Wednesday": ("01-11", "01-13"),
    "I am away through Friday, Ana covers for me": ("01-11", "01-15"),
    "I'll be out of office next week": ("01-18", "01-24"),
    "I'm travelling this week, so no update from me": ("01-11", "01-17"),
    "vacation until the end of the week": ("01-11", "01-17"),
    "Off sick, back Thursday": ("01-11", "01-13"),
    "I'm on holiday for two weeks starting Wednesday": ("01-13", "01-26"),
    "I'll be on vacation from 29 January to 3 February": ("01-29", "02-03"),
    "out of the office tomorrow": ("01-12", "01-12"),
    "I'm out on Friday": ("01-15", "01-15"),
    "I won't be available next week": ("01-18", "01-24"),
    "I'm off until 1/29": ("01-11", "01-29"),
    "On parental leave until 2027-06-01": ("01-11", "06-01"),
    "Hi all, I'm on vacation this week :palm_tree:": ("01-11", "01-17"),
    "I'm away until the 14th": ("01-11", "01-14"),
    "I'm on vacation until next week": ("01-11", "01-17"),
    "Today I'm out sick": ("01-11", "01-11"),
    "I\u2019m on vacation until Jan 29, sorry!": ("01-11", "01-29"),
    "I'm on vacation in Italy until Friday": ("01-11", "01-15"),
    "I'm on a business trip to Geneva till Wednesday": ("01-11", "01-13"),
    "not in today": ("01-11", "01-11"),
    "taking Friday off": ("01-15", "01-15"),
    "I have the flu, back on Monday": ("01-11", "01-17"),
    "on holiday w/c 18 January": ("01-18", "01-24"),
    "I'll be off the grid until the 20th of January": ("01-11", "01-20"),
    "I'm out due to a family matter, back next week": ("01-11", "01-17"),
    "I'm sick": (None, None),
    "I'm on vacation until 3/4": (None, None),  # can be two dates
    "On sick leave until further notice": (None, None),
    "I'm away from Monday": ("01-11", None),
}


def day(said: str | None) -> date | None:
    return None if said is None else date.fromisoformat(f"2027-{said}")


def read(said: str) -> Reading:
    ((_, reading),) = understand(document_from_text(said), areas=(AREA,), last={})
    return reading


@pytest.mark.parametrize("said", OFFERED)
def test_an_absence_is_no_item_and_its_words_stand_aside(said):
    reading = read(said)
    assert not reading.sections
    assert reading.absence is not None
    assert reading.aside == (reading.absence.text,)
    assert reading.questions == ()


@pytest.mark.parametrize(("said", "days"), OFFERED.items())
def test_its_days_are_told_as_far_as_the_words_tell_them(said, days):
    first, last = days
    assert days_away(said, MONDAY) == (day(first), day(last))


@pytest.mark.parametrize(
    "said",
    [
        "Ich bin bis Freitag im Urlaub",
        "krank heute",
        "Je suis en congé jusqu'au 29 janvier",
        "de vacaciones hasta el lunes",
        "in ferie fino al 29 gennaio",
        "Estou de férias até segunda",
        "op vakantie tot 29 januari",
        "в отпуске до 29 января",
    ],
)
def test_so_it_is_in_other_languages(said):
    assert read(said).absence == SaidAway(said)


def test_the_day_is_that_of_the_writer():
    night = datetime(2027, 1, 12, 2, tzinfo=UTC)
    said = SaidAway("Out sick today")
    assert dated(said, night, "America/New_York").last == MONDAY
    assert dated(said, night, "Europe/Berlin").last == date(2027, 1, 12)


def test_a_date_without_a_year_is_the_next_one():
    assert days_away("I'm away until Jan 5", date(2026, 12, 28)) == (date(2026, 12, 28), date(2027, 1, 5))
    assert days_away("on leave from Dec 28 to Jan 5", date(2026, 12, 28)) == (
        date(2026, 12, 28),
        date(2027, 1, 5),
    )


@pytest.mark.parametrize(
    "status",
    [
        "John is on vacation, so the release slips",
        "Tim will be out next week; Ana covers builds",
        "Joss on vacation until the 14th",
        "On vacation until the 14th",
        "I will be on leave from the 3rd to the 14th",
        "Mina will be away next week",
        "Our vendor is out of office until Monday",
        "The portal is off until Friday",
        "Off until Monday: the second pool",
        "Out of office page updated",
        "Out of disk space on pool 7",
        "Vacation calendar moved to the wiki",
        "Sick nodes replaced",
        "Travelling wave tube ordered",
        "Away mission of the robot planned for Friday",
        "Back from the workshop, slides are on the wiki",
        "I'm working on the probes this week",
        "Leave of the old cluster's users was processed",
        "I am off to a good start with the probes",
        "I am away to replace disks, and the pool is down",
        "Will be off until Monday",
        "I'm out of disk space on pool 7",
        "I'm on vacation, so the release slips to February",
        "Krank gemeldete Knoten ersetzt",
    ],
)
def test_what_is_said_of_others_is_status(status):
    reading = read(status)
    assert reading.absence is None
    assert reading.aside == ()


def test_an_absence_beside_status_stands_aside_alone():
    reading = read("I'm on vacation until Jan 29. Tern 4.2 is released.")
    assert [item.text for item in reading.sections.news] == ["Tern 4.2 is released."]
    assert reading.absence == SaidAway("I'm on vacation until Jan 29.")
    reading = read("News:\n- Tern released\nI'm out sick today")
    assert [item.text for item in reading.sections.news] == ["Tern released"]
    assert reading.absence == SaidAway("I'm out sick today")


@given(
    st.text(max_size=40)
    | st.lists(st.sampled_from([*"0123456789. -/", " jan", " until ", "to ", "31", "feb ", "fri"])).map(
        "".join
    )
)
def test_any_words_tell_their_days_or_none(said):
    says_away(said)
    first, last = days_away(f"I'm away {said}", MONDAY)
    assert first is None or last is None or first <= last
    days_away(f"I'm away for 2 weeks from {said}", date.max)
    days_away(said, date.min)

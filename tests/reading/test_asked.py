"""What looks like an emergency stays where it is and is asked about; headings decide for themselves."""

import pytest

from bot.model.call import Area, Section
from bot.model.update import Item, Reading, Sections
from bot.model.words import words
from bot.reading.understand import understand
from handlers.text.rich_text import document_from_text
from tests.processor_time import processor_seconds

_AREA = Area("Software", ())


def read(said: str, last: Sections = Sections()) -> Reading:
    ((_, reading),) = understand(document_from_text(said), areas=(_AREA,), last={"Software": last})
    return reading


def placed(reading: Reading) -> list[tuple[str, str, bool]]:
    return [
        (section.value, item.why.value, item.ask)
        for section in Section
        for item in reading.sections.of(section)
    ]


def test_what_is_sure_is_filed_and_not_asked():
    assert placed(read("Velden is down")) == [("emergencies", "emergency", False)]


def test_what_is_not_sure_stays_where_it_would_stand_and_is_asked():
    doubtful = "Pool node 12 lost two disks"
    last = Sections(ongoing=(Item(words(doubtful)),))
    assert placed(read(doubtful)) == [("news", "default", True)]
    assert placed(read(doubtful, last)) == [("ongoing", "carried over", True)]
    assert placed(read(f"Ongoing: {doubtful}")) == [("ongoing", "heading", True)]


@pytest.mark.parametrize("heading", ["News", "Ongoing"])
def test_under_other_headings_an_emergency_is_asked_and_never_moved(heading):
    assert placed(read(f"{heading}:\n- the portal is down\n- Tern 4.2 tested")) == [
        (heading.lower(), "heading", True),
        (heading.lower(), "heading", False),
    ]


def test_under_their_own_heading_emergencies_are_what_the_lead_says():
    reading = read("Emergencies:\n- the portal is down\n- Tern 4.2 is out")
    assert placed(reading) == [("emergencies", "heading", False)] * 2


def test_items_below_another_one_are_not_asked_by_themselves():
    (item,) = read("News:\n- Storage\n  - pool 7 is down").sections.news
    assert item.ask
    assert not item.items[0].ask


@pytest.mark.parametrize(
    "said",
    [
        "> is dcache down?\nno it's fine, I checked",
        "> dcache is down\nno it's fine, I checked",
        "> the portal was hacked\nNot true, it was our own test",
        "> wiki down\n\nfalse alarm",
        "> all nodes are unreachable\nThat was the test on Tuesday, all is well",
        "> Is the mail server broken?\nNope",
        "> nobody can log in\nworks for me",
        "> we lost data\nNo, we did not",
        "> Velden is down since noon\nit is back",
        "> certificate expired\nalready fixed",
    ],
)
def test_a_quote_that_is_denied_is_no_emergency(said):
    reading = read(said)
    assert not reading.sections.emergencies
    assert not any(item.ask for section in Section for item in reading.sections.of(section))


def test_a_quote_that_is_confirmed_or_not_spoken_of_is_one():
    assert read("> dcache is down\nyes, since 9").sections.emergencies
    assert read("> dcache is down\n\nTern 4.2 is out").sections.emergencies


def test_a_message_to_the_bot_about_an_emergency_is_none():
    reading = read("please delete the outage item")
    assert not reading.sections.emergencies
    assert not any(item.ask for item in reading.sections.news)


def test_a_picture_in_front_is_no_heading_for_an_emergency():
    assert placed(read(":fire: wiki is down")) == [("emergencies", "emergency", False)]
    assert placed(read("🔴 wiki down")) == [("emergencies", "emergency", False)]


def test_a_reply_of_ordinary_size_is_understood_in_a_moment():
    lines = ["- The portal at Velden is down since noon, nobody can log in", "- Tern 4.2 was tested by Mina"]
    said = "\n".join(lines * 18)
    read(said)
    ten = processor_seconds(lambda: [read(said) for _ in range(10)])
    assert ten / 10 < 0.1  # ten times what is promised, for slow and busy machines

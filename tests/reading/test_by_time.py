"""Where an area's labels are times, time tells where an item belongs, and not that it stood there before."""

from datetime import UTC, date, datetime

import pytest

from bot.model.call import Area, Labels, Section
from bot.model.reply import Reply
from bot.model.update import Intent, Item, Reading, Sections, Why
from bot.model.words import words
from bot.reading.by_time import Kind, kind_of
from bot.reading.merge import fold
from bot.reading.understand import understand
from handlers.text.rich_text import document_from_text

CALL = date(2027, 1, 12)
WEEKS = Labels("Last Week", "This Week")
PLANS = Labels("Done", "Planned")
LAST = Sections(
    news=(Item(words("Availability report")), Item(words("Moved the mirror"))),
    ongoing=(Item(words("Renewal of the host certificates")), Item(words("Dana is away until January 29"))),
    emergencies=(Item(words("The vault of Velden")),),
)


def placed(text: str, labels: Labels = WEEKS, last: Sections = LAST) -> tuple[str, str]:
    """The section and the reason of the one item that is written."""
    area = Area("Operations", (), labels=labels)
    found = understand(document_from_text(f"- {text}"), areas=(area,), last={area.name: last}, day=CALL)
    ((section, item),) = (
        (section, item)
        for _, reading in found
        for section in Section
        for item in reading.sections.of(section)
    )
    return section.value, item.why.value


@pytest.mark.parametrize(
    ("news", "ongoing", "kind"),
    [
        ("News", "Ongoing", Kind.GOING_ON),
        ("News", "Ongoing (and no significant news)", Kind.GOING_ON),
        ("Last Week", "Ongoing this week", Kind.GOING_ON),
        ("Done", "In progress", Kind.GOING_ON),
        ("Last Week", "This Week", Kind.CALENDAR),
        ("Operations Last Week", "Operations This Week", Kind.CALENDAR),
        ("This Week", "Next week:", Kind.CALENDAR),
        ("Yesterday", "Today", Kind.CALENDAR),
        ("Done", "Planned", Kind.PLANS),
        ("Completed", "Next steps", Kind.PLANS),
        ("Accomplishments", "To do", Kind.PLANS),
    ],
)
def test_the_label_of_what_goes_on_tells_what_kind_the_labels_are(news, ongoing, kind):
    assert kind_of(Labels(news, ongoing)) is kind


@pytest.mark.parametrize(
    ("text", "section", "why"),
    [
        # what repeats stays where it stood
        ("Availability report", "news", "carried over"),
        ("Moved the mirror", "news", "carried over"),
        ("Dana is away until January 29", "ongoing", "carried over"),
        ("The vault of Velden", "ongoing", "carried over"),
        # what stood under This Week has come
        ("Renewal of the host certificates", "news", "was ahead"),
        ("Renewal of the host certificates, two hosts were slow", "news", "was ahead"),
        ("Renewal of the host certificates will go on", "ongoing", "carried over"),
        # anything else is where it is in time
        ("Upgraded the gateway", "news", "default"),
        ("Upgraded the gateway, will watch it", "news", "default"),
        ("The gateway will be upgraded", "ongoing", "ahead"),
        ("Upgrade of the gateway scheduled for Thursday", "ongoing", "ahead"),
        ("Piet off 19/Jan", "ongoing", "ahead"),
        ("Piet off 5/Jan", "news", "default"),
        ("Workshop in Velden 15-17 Jan", "ongoing", "ahead"),
        ("Workshop in Velden Jan 7", "news", "default"),
        ("Downtime of the tape robot 2027-01-14", "ongoing", "ahead"),
        ("Downtime of the tape robot 2027-01-07", "news", "default"),
        ("Visit of the auditors this week", "ongoing", "ahead"),
        ("The packages were sent out this week", "news", "default"),
        ("Storage migration: in progress", "ongoing", "cue"),
    ],
)
def test_under_last_week_and_this_week_it_stands_where_it_is_in_time(text, section, why):
    assert placed(text) == (section, why)


@pytest.mark.parametrize(
    ("text", "section", "why"),
    [
        ("Renewal of the host certificates", "ongoing", "carried over"),
        ("Renewal of the host certificates: waiting for Velden", "ongoing", "carried over"),
        ("Renewed the host certificates", "news", "default"),
        ("Availability report", "news", "carried over"),
        ("Write the handbook", "ongoing", "ahead"),
    ],
)
def test_what_was_planned_stays_planned_until_it_is_told_as_done(text, section, why):
    assert placed(text, PLANS) == (section, why)


def test_under_news_and_ongoing_what_stood_there_goes_on():
    for text in ("Availability report", "Moved the mirror", "Renewal of the host certificates"):
        assert placed(text, Labels()) == ("ongoing", "carried over")
    assert placed("The gateway will be upgraded", Labels()) == ("news", "default")


def test_a_group_that_stands_there_every_week_tells_of_no_week():
    last = Sections(news=(Item(words("Factory"), (Item(words("Moved the mirror")),)),))
    area = Area("Operations", (), labels=WEEKS)
    document = document_from_text("- Factory\n    - No changes planned\n    - New hosts expected")
    ((_, reading),) = understand(document, areas=(area,), last={area.name: last}, day=CALL)
    assert [item.why for item in reading.sections.ongoing] == [Why.AHEAD]
    assert reading.sections.ongoing[0].items[0].why is Why.AHEAD


def quiet(labels: Labels) -> tuple[dict[str, list[str]], bool]:
    """What stands there after "nothing new", and whether it is told as that."""
    area = Area("Operations", (), labels=labels)
    reply = Reply("U1", "D1", "1.0", document_from_text("nothing new"))
    said = [(reply, Reading(intent=Intent.NOTHING_NEW))]
    now = datetime(2027, 1, 12, tzinfo=UTC)
    update = fold(area, said, last=LAST, corrections=(), call="Production", day=CALL, now=now)
    shown = {part.value: [item.text for item in update.sections.of(part)] for part in Section}
    return shown, update.nothing_new


def test_with_nothing_new_the_list_of_last_time_stays_and_under_times_where_it_stood():
    news, ongoing = ([item.text for item in LAST.of(part)] for part in (Section.NEWS, Section.ONGOING))
    burning = [item.text for item in LAST.emergencies]
    assert quiet(WEEKS) == ({"news": news, "ongoing": [*burning, *ongoing], "emergencies": []}, True)
    assert quiet(Labels()) == ({"news": [], "ongoing": [*burning, *news, *ongoing], "emergencies": []}, True)

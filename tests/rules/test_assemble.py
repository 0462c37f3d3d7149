"""All updates of a meeting to minutes."""

from dataclasses import replace
from datetime import date, time, timedelta

from bot.model.call import Area, Call, Lead, Section, Weekday
from bot.model.live_parts import Live
from bot.model.meeting import schedule
from bot.model.minutes import Silence
from bot.model.update import Item, Sections, Update
from bot.model.words import words
from bot.rules.assemble import assemble

DAY = date(2027, 1, 12)
CALL = Call(
    name="Production",
    channel="C1",
    weekday=Weekday.TUESDAY,
    time=time(16),
    timezone="America/New_York",
    areas=(
        Area("Atlas", (Lead("Anush", "UA"), Lead("Wei", "UW")), joiner=" & "),
        Area("Security", (Lead("Karen", "UK"),)),
    ),
)
MEETING = schedule(CALL, DAY)
NEWS = Sections(news=(Item(words("Transfers are stable")),))


def areas(*updates: Update):
    return {area.area: area for area in assemble(CALL, MEETING, updates, Live()).areas}


def test_areas_stand_in_the_calls_order_with_their_leads_in_the_heading():
    updates = (Update("Production", DAY, "Security", NEWS), Update("Production", DAY, "Atlas", NEWS))
    headings = [area.heading for area in assemble(CALL, MEETING, updates, Live()).areas]
    assert headings == ["Atlas (Anush & Wei)", "Security (Karen)"]


def test_an_area_nobody_wrote_for_has_no_report():
    assert areas()["Atlas"].silence is Silence.NO_REPORT


def test_an_update_from_which_everything_was_withdrawn_is_no_report():
    assert areas(Update("Production", DAY, "Atlas"))["Atlas"].silence is Silence.NO_REPORT


def test_nothing_new_without_a_list_and_an_explicit_none_are_nothing_to_report():
    said = ((Section.NEWS, "Nothing new"),)
    nothing = Update("Production", DAY, "Atlas", none=said, nothing_new=True)
    none = Update("Production", DAY, "Security", none=((Section.EMERGENCIES, "none as far as I know"),))
    found = areas(nothing, none)
    assert (found["Atlas"].silence, found["Atlas"].none) == (Silence.NOTHING, ())
    assert found["Security"].silence is Silence.NOTHING
    assert found["Security"].none == ((Section.EMERGENCIES, "none as far as I know"),)


def test_an_area_with_items_is_not_silent_even_without_a_confirmation():
    found = areas(Update("Production", DAY, "Atlas", NEWS))["Atlas"]
    assert (found.silence, found.sections) == (None, NEWS)


def test_only_what_changed_after_the_post_is_late():
    on_time = Update("Production", DAY, "Atlas", NEWS, changed_at=MEETING.posts)
    late = replace(on_time, changed_at=MEETING.posts + timedelta(seconds=1))
    assert [areas(update)["Atlas"].late for update in (on_time, late)] == [False, True]


def test_the_wiki_topic_is_named_by_the_calls_pattern():
    assert assemble(CALL, MEETING, (), Live()).topic == "January12,2027ProductionMeeting"

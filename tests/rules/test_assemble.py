"""All updates of a meeting to minutes."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.model.call import Area, Call, Lead, Section, Weekday
from bot.model.live_parts import Live
from bot.model.meeting import Meeting, State, schedule
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


BACK = MEETING.posts + timedelta(days=8)
ON_TIME = Update("Production", DAY, "Atlas", NEWS, changed_at=MEETING.posts)
MORE = Sections(news=(Item(words("The disks are in"), key="2.0/1"),))


def posted(*updates: Update, frozen_at: datetime = MEETING.posts) -> Meeting:
    minutes = assemble(CALL, MEETING, updates, Live())
    return replace(MEETING, state=State.POSTED, minutes=minutes, frozen_at=frozen_at)


def late(meeting: Meeting, *updates: Update) -> bool:
    found = {area.area: area for area in assemble(CALL, meeting, updates, Live()).areas}
    return found["Atlas"].late


def test_nothing_is_late_in_minutes_that_are_only_being_posted_however_late_they_are():
    read_back = replace(ON_TIME, changed_at=BACK)
    assert not late(MEETING, read_back)
    assert not late(posted(read_back, frozen_at=BACK), read_back)


def test_only_what_changed_after_the_post_is_late():
    changed = replace(ON_TIME, sections=MORE, changed_at=MEETING.posts + timedelta(seconds=1))
    assert not late(posted(ON_TIME), ON_TIME)
    assert late(posted(ON_TIME), changed)
    assert late(posted(), changed)
    assert late(posted(ON_TIME, frozen_at=BACK), replace(changed, changed_at=BACK + timedelta(seconds=1)))


def test_what_was_late_once_stays_late_and_what_was_changed_back_is_not():
    changed = replace(ON_TIME, sections=MORE, changed_at=BACK)
    amended = replace(posted(), minutes=assemble(CALL, posted(), (changed,), Live()), frozen_at=BACK)
    assert late(amended, changed)
    assert late(amended, replace(changed, sections=NEWS))
    assert not late(posted(ON_TIME), replace(ON_TIME, changed_at=BACK))


def test_the_wiki_topic_is_named_by_the_calls_pattern():
    assert assemble(CALL, MEETING, (), Live()).topic == "January12,2027ProductionMeeting"

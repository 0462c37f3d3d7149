"""What became of an item over the weeks."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.model.call import Section
from bot.model.history import ItemOutcome
from bot.model.minutes import AreaMinutes, Silence
from bot.model.update import Sections
from bot.rules.item_history import item_histories
from tests.formats.samples import area, item

DAY = date(2026, 1, 20)
CABLE = "Looking for a new cable for crane 4"
MASTS = "Two masts are painted"


def week(
    ago: int, *lines: str, section: Section = Section.ONGOING, silence: Silence | None = None
) -> tuple[date, AreaMinutes]:
    """What stood in the area's minutes so many weeks ago."""
    told = Sections(**{section.value: tuple(map(item, lines))})
    return DAY - timedelta(weeks=ago), area("Cranes (Wanda)", sections=told, silence=silence)


def test_nothing_has_become_of_nothing():
    assert item_histories([]) == ()
    assert item_histories([week(0)]) == ()


def test_what_stands_there_week_after_week_is_one_life():
    (life,) = item_histories([week(4, CABLE, section=Section.NEWS), week(3, CABLE.upper()), week(0, CABLE)])
    assert (life.first, life.now.last, life.weeks) == (DAY - timedelta(weeks=4), DAY, 4)
    assert (life.ending, life.now.section, len(life.stages)) == (ItemOutcome.STANDS, Section.ONGOING, 1)


def test_weeks_in_which_nobody_reported_end_nothing():
    for silence in (Silence.NO_REPORT, Silence.AWAY):
        (life,) = item_histories([week(2, CABLE), week(1, silence=silence), week(0, CABLE)])
        assert life.weeks == 2
        (life,) = item_histories([week(2, CABLE), week(1, silence=silence)])
        assert life.ending is ItemOutcome.STANDS


def test_what_is_said_to_be_finished_ends_there():
    (life,) = item_histories([week(2, CABLE), week(1, f"{CABLE}: done"), week(0, MASTS)])[1:]
    assert (life.ending, life.now.item.text, life.now.last) == (
        ItemOutcome.FINISHED,
        f"{CABLE}: done",
        DAY - timedelta(weeks=1),
    )
    assert life.first == DAY - timedelta(weeks=2)


def test_what_is_not_reported_any_more_is_gone():
    now, before = item_histories([week(1, CABLE), week(0, MASTS)])
    assert (now.ending, now.now.item.text) == (ItemOutcome.STANDS, MASTS)
    assert (before.ending, before.now.item.text) == (ItemOutcome.GONE, CABLE)
    (gone,) = item_histories([week(1, CABLE), week(0, silence=Silence.NOTHING)])
    assert gone.ending is ItemOutcome.GONE


def test_what_comes_back_after_it_was_gone_lives_anew():
    now, before = item_histories([week(2, CABLE), week(1, MASTS), week(0, CABLE)])[:2]
    assert (now.first, now.now.item.text) == (DAY, CABLE)
    assert before.now.item.text == MASTS


def test_other_numbers_are_news_of_the_same_item():
    (life,) = item_histories(
        [week(2, "Reached 12K moves"), week(1, "Reached 12K moves"), week(0, "Reached 16K moves")]
    )
    assert [stage.item.text for stage in life.stages] == ["Reached 12K moves", "Reached 16K moves"]
    assert (life.stages[0].last, life.now.first) == (DAY - timedelta(weeks=1), DAY)


def test_progress_in_other_words_is_a_stage_of_the_same_life():
    lines = ("Masts painted: 2 of 9", "Masts painted: 5 of 9", "Masts painted: 5 of 9, rain since Monday")
    (life,) = item_histories([week(2, lines[0]), week(1, lines[1]), week(0, lines[2])])
    assert [stage.item.text for stage in life.stages] == list(lines)


def test_of_two_that_are_alike_each_follows_its_own_words():
    past = [
        week(1, "Crane 4 is checked", "Crane 5 is checked"),
        week(0, "Crane 5 is checked", "Crane 4 is checked"),
    ]
    five, four = item_histories(past)
    assert [len(life.stages) for life in (five, four)] == [1, 1]
    assert (five.now.item.text, four.now.item.text) == ("Crane 5 is checked", "Crane 4 is checked")


def test_what_stood_there_last_comes_first():
    found = item_histories(
        [week(3, "Ropes are worn"), week(2, CABLE), week(1, MASTS), week(0, "New hooks", "New nets")]
    )
    assert [life.now.item.text for life in found] == ["New hooks", "New nets", MASTS, CABLE, "Ropes are worn"]


WORDS = st.sampled_from(
    ["ropes", "hooks", "12 cranes", "16 cranes", "masts are painted", "done", "not done", "", "?"]
)
REPORTS = st.lists(
    st.tuples(
        st.lists(st.lists(WORDS, max_size=3).map(" ".join), max_size=4),
        st.sampled_from([None, None, Silence.NO_REPORT]),
        st.sampled_from(Section),
    ),
    max_size=6,
)


@given(REPORTS)
def test_every_statement_belongs_to_one_life_and_the_days_of_a_life_are_in_order(reports):
    past = [
        week(len(reports) - number, *([] if silence else lines), section=section, silence=silence)
        for number, (lines, silence, section) in enumerate(reports)
    ]
    found = item_histories(past)
    days = [day for life in found for stage in life.stages for day in (stage.first, stage.last)]
    assert all(life.stages[0].first <= life.now.last for life in found)
    assert all(
        one.last < other.first
        for life in found
        for one, other in zip(life.stages, life.stages[1:], strict=False)
    )
    told = [day for day, area_ in past if area_.sections]
    assert set(days) <= set(told)
    for day, area_ in past:
        there = [life for life in found if any(stage.first <= day <= stage.last for stage in life.stages)]
        assert len(there) >= len(area_.sections.news + area_.sections.ongoing + area_.sections.emergencies)
    lasts = [life.now.last for life in found]
    assert lasts == sorted(lasts, reverse=True)

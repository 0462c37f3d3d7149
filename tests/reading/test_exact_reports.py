"""Whole reports by their whole values: what is stated, in which order, and the update that comes of it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.model.absence import SaidAway
from bot.model.call import Area, Labels, Lead, Section
from bot.model.reply import Reply
from bot.model.update import Correction, Intent, Item, Reading, Sections, Update, Why
from bot.model.words import Shape, words
from bot.reading.danger import Emergency, emergency, rebuts
from bot.reading.likeness import closes, full_gist, goes_on, is_alike, is_repeated, list_of, most_alike
from bot.reading.merge import fold
from bot.reading.none import NoneSaid, Nothing, clean, is_filler, is_sign, nothing, nothing_in, says_none
from bot.reading.reworded import items_in, lines_of
from bot.reading.set_apart import set_apart
from bot.reading.small_talk import Talk, talk
from bot.reading.statement import Aside, Headed, Said, SaidNone, SaidSame
from bot.reading.statements import statements
from bot.reading.understand import understand
from handlers.text.rich_text import document_from_text

STORAGE = Area("Storage", (Lead("Cleo", "UCLEO"),))
BOTH = (STORAGE, Area("Grid", (), labels=Labels(ongoing="Running")))
NEWS, ONGOING, EMERGENCIES = Section.NEWS, Section.ONGOING, Section.EMERGENCIES


def item(text: str, *below: Item, why: Why = Why.DEFAULT, **more: Any) -> Item:
    return Item(words(text), below, why, **more)


def under(section: Section, text: str, *below: Item, area: str | None = "Storage") -> Said:
    return Said(area, section, item(text, *below, why=Why.HEADING))


def stated(text: str, areas: tuple[Area, ...] = BOTH[:1]):
    return statements(document_from_text(text), areas)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "News:\n- one\n- Regrets:\n- *Apologies*\n- two",
            [
                Headed("Storage", "News:"),
                under(NEWS, "one"),
                Aside("Storage", "Regrets:"),
                Aside("Storage", "Apologies"),
                under(NEWS, "two"),
            ],
        ),
        (
            "Regrets:\n- Rob Q. out of the country.",
            [Said("Storage", None, item("Regrets:", item("Rob Q. out of the country.")))],
        ),
        ("Rob Q. out of the country.", [Said("Storage", None, item("Rob Q. out of the country."))]),
        (
            "Moved the mirror with Rob Q. I'm out on Friday.",
            [Said("Storage", None, item("Moved the mirror with Rob Q. I'm out on Friday."))],
        ),
        (
            "News:\n- one\n- two\nOngoing:\n- three",
            [
                Headed("Storage", "News:"),
                under(NEWS, "one"),
                under(NEWS, "two"),
                Headed("Storage", "Ongoing:"),
                under(ONGOING, "three"),
            ],
        ),
        (
            "News\nOngoing\nNews\nTim",
            [
                Headed("Storage", "News"),
                Headed("Storage", "Ongoing"),
                Headed("Storage", "News"),
                under(NEWS, "Tim"),
            ],
        ),
        (
            "News\nTapes are in\nOngoing\nFarm is up",
            [
                Headed("Storage", "News"),
                under(NEWS, "Tapes are in"),
                Headed("Storage", "Ongoing"),
                under(ONGOING, "Farm is up"),
            ],
        ),
        (
            "News: one; two",
            [Headed("Storage", "News:"), under(NEWS, "one"), under(NEWS, "two")],
        ),
        (
            "Emergencies: none\nTapes are in",
            [
                Headed("Storage", "Emergencies:"),
                SaidNone("Storage", EMERGENCIES, "none"),
                Said("Storage", None, item("Tapes are in")),
            ],
        ),
        (
            "No emergencies. Farm is up. No emergencies.",
            [
                SaidNone("Storage", EMERGENCIES, "No emergencies."),
                Said("Storage", None, item("Farm is up. No emergencies.")),
            ],
        ),
        (
            "No news. Tapes are in. I am on vacation next week",
            [
                SaidNone("Storage", None, "No news."),
                Said("Storage", None, item("Tapes are in. I am on vacation next week")),
            ],
        ),
        (
            "Emergencies: none. Farm is up",
            [
                Headed("Storage", "Emergencies:"),
                SaidNone("Storage", EMERGENCIES, "none."),
                Said("Storage", None, item("Farm is up")),
            ],
        ),
        (
            "Issues:\n- slow\n- none",
            [
                Headed("Storage", "Issues:"),
                Said("Storage", None, item("slow"), ONGOING),
                SaidNone("Storage", EMERGENCIES, "none"),
            ],
        ),
        (
            "News: -\nOngoing: tests",
            [
                Headed("Storage", "News:"),
                SaidNone("Storage", NEWS, "-"),
                Headed("Storage", "Ongoing:"),
                under(ONGOING, "tests"),
            ],
        ),
        (
            "Upgraded the farm. No emergencies.",
            [
                SaidNone("Storage", EMERGENCIES, "No emergencies."),
                Said("Storage", None, item("Upgraded the farm.")),
            ],
        ),
        (
            "No news. Upgraded the farm",
            [SaidNone("Storage", None, "No news."), Said("Storage", None, item("Upgraded the farm"))],
        ),
        (
            "I am away until Friday. Tapes are in",
            [
                Aside("Storage", "I am away until Friday.", away=True),
                Said("Storage", None, item("Tapes are in")),
            ],
        ),
        (
            "Hello,\nTapes are in\nBest regards,\nTim",
            [
                Aside("Storage", "Hello,"),
                Said("Storage", None, item("Tapes are in")),
                Aside("Storage", "Best regards,"),
                Aside("Storage", "Tim"),
            ],
        ),
        ("Thanks a lot,\nTim T.", [Aside("Storage", "Thanks a lot,"), Aside("Storage", "Tim T.")]),
        (
            "Thanks a lot,\nTim T. from storage",
            [Aside("Storage", "Thanks a lot,"), Said("Storage", None, item("Tim T. from storage"))],
        ),
        ("same as last week", [SaidSame("Storage", Intent.SAME_AS_LAST_WEEK, "same as last week")]),
        (
            "Ongoing: same as last week",
            [Headed("Storage", "Ongoing:"), SaidSame("Storage", Intent.NOTHING_NEW, "same as last week")],
        ),
        (
            "Ongoing: no change",
            [Headed("Storage", "Ongoing:"), SaidSame("Storage", Intent.NOTHING_NEW, "no change")],
        ),
        ("quiet week", [SaidNone("Storage", None, "quiet week")]),
        ("no change", [SaidNone("Storage", None, "no change")]),
        ("No emergencies", [SaidNone("Storage", EMERGENCIES, "No emergencies")]),
        (
            "News: no emergencies",
            [Headed("Storage", "News:"), SaidNone("Storage", EMERGENCIES, "no emergencies")],
        ),
        ("News: quiet", [Headed("Storage", "News:"), under(NEWS, "quiet")]),
        ("Issues: quiet", [Headed("Storage", "Issues:"), SaidNone("Storage", EMERGENCIES, "quiet")]),
        ("I'm on vacation", [Aside("Storage", "I'm on vacation", away=True)]),
        ("thanks!", [Aside("Storage", "thanks!")]),
        (
            "Tapes are in\n\nNews",  # heads nothing
            [Said("Storage", None, item("Tapes are in")), Said("Storage", None, item("News"))],
        ),
        ("When is the call?", [Aside("Storage", "When is the call?", question=True)]),
        ("stop reminding me", [Aside("Storage", "stop reminding me", question=True)]),
        (
            "Topics:\n- News:\n  - one",
            [Headed("Storage", "Topics:"), Headed("Storage", "News:"), under(NEWS, "one")],
        ),
        (
            "News:\n- one\n\nPlans:\n- two",
            [
                Headed("Storage", "News:"),
                under(NEWS, "one"),
                Headed("Storage", "Plans:"),
                under(ONGOING, "two"),
            ],
        ),
        (
            "- News\n  - one\n- two",
            [Headed("Storage", "News"), under(NEWS, "one"), Said("Storage", None, item("two"))],
        ),
        (
            "- News\n- one\n- Ongoing\n- two",
            [
                Headed("Storage", "News"),
                under(NEWS, "one"),
                Headed("Storage", "Ongoing"),
                under(ONGOING, "two"),
            ],
        ),
        (
            "> quoted\nanother",
            [
                Said("Storage", None, item("quoted", shape=Shape.QUOTE)),
                Said("Storage", None, item("another")),
            ],
        ),
        (
            "- one\n  - below\n    - deeper",
            [Said("Storage", None, item("one", item("below", item("deeper"))))],
        ),
    ],
)
def test_a_report_states_one_thing_after_the_other(text, found):
    assert stated(text) == found


def test_what_stands_under_an_area_is_about_it():
    assert stated("Storage:\nNews: we moved\nGrid: up\nRunning:\n- tests", BOTH) == [
        Headed("Storage", "Storage:"),
        Headed("Storage", "News:"),
        under(NEWS, "we moved"),
        Headed("Grid", "Grid:"),
        Said("Grid", None, item("up")),
        Headed("Grid", "Running:"),
        under(ONGOING, "tests", area="Grid"),
    ]
    assert stated("News:\n- one", BOTH) == [Headed(None, "News:"), under(NEWS, "one", area=None)]
    assert stated("Grid: Emergencies: fire", BOTH) == [
        Headed("Grid", "Grid:"),
        Headed("Grid", "Emergencies:"),
        under(EMERGENCIES, "fire", area="Grid"),
    ]


def read(text: str, areas: tuple[Area, ...] = BOTH[:1], **last: Sections):
    return understand(document_from_text(text), areas=areas, last=last)


def test_a_reading_holds_every_word_of_a_reply_in_its_place():
    text = (
        "Hello,\nNews:\n- one\nOngoing: none\nEmergencies:\n- fire\nI am away until Friday.\n"
        "When is the call?\nThanks!"
    )
    assert read(text) == (
        (
            "Storage",
            Reading(
                Sections(news=(item("one", why=Why.HEADING),), emergencies=(item("fire", why=Why.HEADING),)),
                ((ONGOING, "none"),),
                ("Hello,", "I am away until Friday.", "When is the call?", "Thanks!"),
                ("When is the call?",),
                ("News:", "Ongoing:", "Emergencies:"),
                None,
                SaidAway("I am away until Friday."),
            ),
        ),
    )


def test_nothing_at_all_is_an_intent_and_same_as_last_week_another():
    assert read("nothing new") == (
        ("Storage", Reading(none=((NEWS, "nothing new"),), intent=Intent.NOTHING_NEW)),
    )
    same = Reading(aside=("same as last week",), intent=Intent.SAME_AS_LAST_WEEK)
    assert read("same as last week") == (("Storage", same),)
    assert read("") == ()


def test_an_absence_that_was_said_first_counts():
    ((_, reading),) = read("I am away until Friday.\nI am on vacation next week.")
    assert reading.absence == SaidAway("I am away until Friday.")


def test_what_names_no_area_is_about_the_one_on_whose_list_it_stood():
    last = {"Storage": Sections(news=(item("Tapes are in"),)), "Grid": Sections(news=(item("Farm tests"),))}
    for text, area in (
        ("Farm tests", "Grid"),
        ("Farm tests\nSomething else", "Grid"),
        ("Farm tests\nSomething else\nA third", None),
        ("Farm tests\nTapes are in", None),
        ("Something else", None),
    ):
        assert [name for name, _ in read(text, BOTH, **last)] == [area]
    assert [name for name, _ in read("Grid: up\nThanks!", BOTH)] == ["Grid"]
    assert [name for name, _ in read("Thanks!", BOTH)] == [None]


def test_what_is_quoted_and_denied_is_no_emergency():
    ((_, reading),) = read("> The disk array is down\nNot true, it is fine.")
    assert reading.sections.emergencies == ()
    ((_, reading),) = read("> The disk array is down\nWe work on it")
    assert [each.text for each in reading.sections.emergencies] == ["The disk array is down"]
    assert rebuts("That is not true")
    assert not rebuts("We work on it")


def test_what_stands_under_trouble_goes_on_unless_its_words_say_more():
    ((_, reading),) = read("Issues:\n- slow tapes\n- The disk array is down")
    assert reading.sections == Sections(
        ongoing=(item("slow tapes", why=Why.HEADING),),
        emergencies=(item("The disk array is down", why=Why.EMERGENCY),),
    )


DOUBTFUL = "Pool node 12 lost two disks"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (item("The disk array is down"), Emergency.FILED),
        (item("Disk down."), Emergency.FILED),
        (item("Disk down !"), Emergency.FILED),
        (item(DOUBTFUL), Emergency.ASKED),
        (item("Tapes are in"), Emergency.NEITHER),
        (item("Is the disk array down?"), Emergency.NEITHER),
        (item("Status:", item("Tapes are in"), item("The disk array is down")), Emergency.FILED),
        (item("Status:", item("Tapes are in"), item(DOUBTFUL)), Emergency.ASKED),
        (item("Status", item("Tapes are in"), item("The disk array is down")), Emergency.FILED),
        (item(""), Emergency.NEITHER),
        (item("The disk array was down, but is fixed now"), Emergency.NEITHER),
        (item("Not so", item("The disk array is down", shape=Shape.QUOTE)), Emergency.NEITHER),
    ],
)
def test_what_is_to_become_of_an_item_that_may_report_an_emergency(said, found):
    assert emergency(said) is found


@pytest.mark.parametrize(
    ("text", "under", "found"),
    [
        ("nothing", None, NoneSaid(None, 0, 7)),
        ("No emergencies", None, NoneSaid(EMERGENCIES, 0, 14)),
        ("none", NEWS, NoneSaid(NEWS, 0, 4)),
        ("No news. Upgraded", None, NoneSaid(None, 0, 9)),
        ("No emergencies, upgraded", None, NoneSaid(EMERGENCIES, 0, 16)),
        ("Upgraded. No emergencies.", None, NoneSaid(EMERGENCIES, 9, 25)),
        ("Upgraded, no emergencies", None, NoneSaid(EMERGENCIES, 8, 24)),
        ("Upgraded. No problems.", None, None),
        ("Nothing works", None, None),
        ("No power", None, None),
    ],
)
def test_where_it_is_said_that_there_is_nothing(text, under, found):
    assert says_none(text, under) == found


def test_what_is_said_beside_it_is_the_rest():
    first = NoneSaid(None, 0, 9)
    last = NoneSaid(EMERGENCIES, 9, 25)
    assert (first.said("No news. Upgraded"), first.rest("No news. Upgraded")) == ("No news.", "Upgraded")
    text = "Upgraded. No emergencies."
    assert (last.said(text), last.rest(text)) == ("No emergencies.", "Upgraded.")


@pytest.mark.parametrize(
    ("text", "under", "found"),
    [
        ("nothing", None, Nothing.ANYTHING),
        ("no changes", None, Nothing.CHANGE),
        ("quiet week", None, Nothing.NOISE),
        ("quiet week", NEWS, None),
        ("quiet week", ONGOING, None),
        ("quiet week", EMERGENCIES, Nothing.NOISE),
        ("no emergencies", None, Nothing.EMERGENCY),
        ("no emergencies, nothing new", None, Nothing.ANYTHING),
        ("nothing, thankfully", None, Nothing.ANYTHING),
        ("nothing, tapes", None, None),
        ("nothing" + " " * 200, None, None),
        ("any problems? none", None, Nothing.EMERGENCY),
    ],
)
def test_what_there_is_none_of(text, under, found):
    assert nothing_in(text, under) is found


def test_clauses_are_clean_and_signs_are_few():
    assert clean('("nothing   new")!') == "nothing new"
    assert nothing("nothing new") is Nothing.ANYTHING
    assert nothing("tapes") is None
    assert (is_filler("thankfully"), is_filler("as far as i know"), is_filler("tapes")) == (True, True, False)
    assert (is_sign(" *-* "), is_sign("-"), is_sign("tapes")) == (True, True, False)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("No news. Upgraded", (NoneSaid(None, 0, 9), 0, 9)),
        ("I am away until Friday. Tapes are in", (None, 0, 24)),
        ("Tapes are in. I am on vacation next week", (None, 13, 40)),
        ("I am away until Friday", None),
        ("Tapes are in. Disks too", None),
        ("nothing", None),
    ],
)
def test_what_stands_by_itself_at_one_end(text, found):
    assert set_apart(text, None) == found


@pytest.mark.parametrize(
    ("text", "under", "kind"),
    [
        ("thanks!", None, Talk.SMALL),
        (":tada:", None, Talk.SMALL),
        ("nothing new", None, Talk.NOTHING),
        ("no change", None, Talk.UNCHANGED),
        ("quiet week", None, Talk.QUIET),
        ("quiet week", NEWS, None),
        ("no emergencies", None, Talk.NO_EMERGENCY),
        ("When is the call?", None, Talk.QUESTION),
        ("stop reminding me", None, Talk.REQUEST),
        ("same as last week, thanks", None, Talk.SAME),
        ("I'm on vacation", None, Talk.ABSENCE),
        ("thanks, Tim", None, Talk.SMALL),
        ("thanks, tapes are in", None, None),
        ("Thanks, as usual.", None, None),
        ("no news, as far as I know", None, Talk.NOTHING),
        ("Tapes are in", None, None),
        ("thanks " * 40, None, None),
    ],
)
def test_what_is_said_around_the_status(text, under, kind):
    assert talk(text, under) is kind


CABLE = item("Looking for a new cable for crane 4")


def test_items_of_two_weeks_are_compared():
    done = item("Looking for a new cable for crane 4: done")
    assert closes(done, CABLE)
    assert not closes(done, done)
    assert not closes(CABLE, CABLE)
    assert not closes(item("done"), item("cable"))
    assert (
        goes_on(item("Looking for a new cable for crane 4, found two"), CABLE)
        is goes_on(CABLE, CABLE)
        is True
    )
    assert is_repeated(CABLE, item("looking for a new cable for crane 4!"))
    assert not is_repeated(CABLE, item("Looking for a new cable for crane 5"))
    assert not is_repeated(item(""), item(""))
    assert is_repeated(CABLE, item("Looking for new cables for crane 4"))
    assert not is_repeated(CABLE, item("Testing some old lorry at crane 4"))
    assert is_alike("a" * 100, "a" * 87)
    assert is_alike("abcdefgh", "abcdefgx")
    assert not is_alike("abcdefgh", "abcdefxy")
    assert most_alike("abcdefgh", ["zzz", "abcdefgx", "abcdefgh"]) == "abcdefgh"
    assert most_alike("abcdefgh", ["zzz"]) is None
    parent = item("Parent", item("Child"))
    assert full_gist(parent) == "parent child"
    assert [each.gist for each in list_of(Sections(news=(parent,), ongoing=(CABLE,))).said] == [
        "parent child",
        "parent",
        "looking for a new cable for crane 4",
    ]


def test_what_was_written_in_the_place_of_an_item_is_taken_as_it_is():
    found = items_in(document_from_text("- News: one\n  - below\n- none"))
    assert found == (item("News: one", item("below")), item("none"))
    lines = tuple(lines_of(found))
    assert [(line.shape, line.level) for line in lines] == [
        (Shape.BULLET, 0),
        (Shape.BULLET, 1),
        (Shape.BULLET, 0),
    ]
    assert items_in(lines) == found


NOW, DAY = datetime(2026, 11, 24, 15, tzinfo=UTC), date(2026, 11, 24)
EMPTY = Update("Production", DAY, "Storage", changed_at=NOW)


def reply(ts: str, person: str = "U1", **more: Any) -> Reply:
    return Reply(person, "D1", ts, (), **more)


def news(*texts: str, **more: Any) -> Reading:
    return Reading(Sections(news=tuple(item(text) for text in texts)), **more)


def folded(*pairs: tuple[Reply, Reading], last: Sections = Sections(), corrections=()) -> Update:
    return fold(STORAGE, pairs, last=last, corrections=corrections, call="Production", day=DAY, now=NOW)


def shown(update: Update):
    return {
        each.text: (section.value, each.why.value)
        for section in Section
        for each in update.sections.of(section)
    }


def test_an_update_says_what_each_reply_did_and_who_wrote_it():
    none = Reading(none=((ONGOING, "nothing"), (NEWS, "none")))
    update = folded(
        (reply("2.5", "U2"), none), (reply("1.5"), news("one")), (reply("3.5"), Reading(aside=("x",)))
    )
    assert replace(update, sections=Sections()) == replace(
        EMPTY, none=((ONGOING, "nothing"),), by=("U1", "U2")
    )
    (only,) = update.sections.news
    assert only == replace(item("one"), key=only.key)
    assert only.key.startswith("1.5/")
    assert len(only.key) == len("1.5/") + 12
    assert folded() == EMPTY


def test_the_same_words_twice_in_a_reply_have_keys_of_their_own_but_stand_once():
    twice = folded((reply("1.5"), news("one", "one", "two")))
    assert [each.text for each in twice.sections.news] == ["one", "two"]
    below = Reading(Sections(news=(item("a", item("b")), item("a\nb"))))
    first, *_ = folded((reply("1.5"), below)).sections.news
    assert first.items == (item("b"),)


def test_replies_are_told_apart_by_their_moment_without_rounding():
    pairs = [
        (reply(ts), news(ts)) for ts in ("10.000000", "9.900000", "1700000000.000002", "1700000000.000001")
    ]
    assert list(shown(folded(*pairs))) == ["9.900000", "10.000000", "1700000000.000001", "1700000000.000002"]


def test_nobody_and_who_says_nothing_is_no_reporter():
    assert folded((reply("1.5", ""), news("one"))).by == ()
    assert folded((reply("1.5"), Reading(aside=("x",), questions=("y",)))).by == ()
    for reading in (news("one"), Reading(none=((NEWS, "none"),)), Reading(intent=Intent.NOTHING_NEW)):
        assert folded((reply("1.5"), reading)).by == ("U1",)


LAST = Sections(
    news=(item("Tapes", item("big ones")), item("Audit finished")),
    ongoing=(item("Probes"),),
    emergencies=(item("Velden is down", ask=True),),
)


def test_last_week_is_kept_as_ongoing_or_repeated_as_it_was():
    quiet = folded((reply("1.5"), Reading(intent=Intent.NOTHING_NEW)), last=LAST)
    assert shown(quiet) == dict.fromkeys(("Velden is down", "Tapes", "Probes"), ("ongoing", "carried over"))
    assert list(shown(quiet)) == ["Velden is down", "Tapes", "Probes"]
    assert quiet.sections.ongoing[1].items == (item("big ones", why=Why.CARRIED_OVER),)
    assert quiet.nothing_new
    same = folded((reply("1.5"), Reading(intent=Intent.SAME_AS_LAST_WEEK)), last=LAST)
    assert {name: section for name, (section, _) in shown(same).items()} == {
        "Tapes": "news",
        "Audit finished": "news",
        "Probes": "ongoing",
        "Velden is down": "emergencies",
    }
    assert not same.sections.emergencies[0].ask
    assert not same.nothing_new


def test_of_several_wishes_the_last_counts_and_news_end_the_quiet():
    quiet, same = Reading(intent=Intent.NOTHING_NEW), Reading(intent=Intent.SAME_AS_LAST_WEEK)
    both = folded((reply("1.5"), same), (reply("2.5"), quiet), last=LAST)
    assert {section for section, _ in shown(both).values()} == {"ongoing"}
    assert all(each.key.startswith("2.5/") for each in both.sections.ongoing)
    assert folded((reply("1.5"), quiet), (reply("2.5"), news("one")), last=LAST).nothing_new is False
    fire = Reading(Sections(emergencies=(item("fire"),)))
    assert folded((reply("1.5"), quiet), (reply("2.5"), fire)).nothing_new is False
    tests = Reading(Sections(ongoing=(item("tests"),)))
    assert folded((reply("1.5"), quiet), (reply("2.5"), tests)).nothing_new is True


def test_a_whole_reply_replaces_what_was_said_before_it():
    form = reply("2.5", "U2", whole=True)
    update = folded(
        (reply("1.5"), news("one", none=((ONGOING, "none"),), intent=Intent.NOTHING_NEW)),
        (form, news("two")),
        (form, news("three")),
        (reply("3.5", "U3"), news("four")),
    )
    assert list(shown(update)) == ["two", "three", "four"]
    assert (update.by, update.none, update.nothing_new) == (("U2", "U3"), (), False)
    gone = folded((reply("1.5"), news("one")), (replace(form, deleted=True), news("two")))
    assert list(shown(gone)) == ["one"]


def test_of_what_was_said_twice_the_best_reason_counts():
    first = Reading(Sections(news=(item("one", item("b")),)))
    second = Reading(Sections(ongoing=(item("one", item("b", why=Why.HEADING), why=Why.HEADING, ask=True),)))
    update = folded((reply("1.5"), first), (reply("2.5"), second))
    (only,) = update.sections.ongoing
    assert only == item("one", item("b", why=Why.HEADING), why=Why.HEADING, ask=True, key=only.key)
    assert only.key.startswith("1.5/")
    sure = Reading(Sections(emergencies=(item("one", item("b"), why=Why.EMERGENCY),)))
    (only,) = folded((reply("1.5"), sure), (reply("2.5"), first)).sections.emergencies
    assert (only.ask, only.why) == (False, Why.EMERGENCY)


def test_a_correction_follows_an_item_that_was_edited_but_not_its_words():
    tapes, disks = folded((reply("1.5"), news("Tapes are in the robot", "Disks"))).sections.news
    gist = "tapes are in the robot"
    moved = Correction(tapes.key, ONGOING, gist, (disks.key,), item("Tapes are out"))
    assert shown(folded((reply("1.5"), news("Tapes are in the robot", "Disks")), corrections=(moved,))) == {
        "Disks": ("news", "default"),
        "Tapes are out": ("ongoing", "corrected"),
    }
    edited, else_ = "Tapes are in the robots", ("news", "default")
    assert shown(folded((reply("1.5"), news(edited, "Disks")), corrections=(moved,))) == {
        "Disks": else_,
        edited: ("ongoing", "corrected"),
    }
    for ts, said, corrections in (
        ("2.5", edited, (moved,)),  # another reply
        ("1.5", "Something else", (moved,)),
        ("1.5", edited, (replace(moved, words=""),)),
    ):
        assert shown(folded((reply(ts), news(said, "Disks")), corrections=corrections))[said] == else_
    (known, _) = folded((reply("1.5"), news(edited, "Disks"))).sections.news
    beside = replace(moved, beside=(disks.key, known.key))
    assert shown(folded((reply("1.5"), news(edited, "Disks")), corrections=(beside,)))[edited] == else_
    own = Correction(known.key, EMERGENCIES, "tapes are in the robots")
    both = folded((reply("1.5"), news(edited, "Disks")), corrections=(moved, own))
    assert shown(both)[edited] == ("emergencies", "corrected")


def test_a_correction_that_leaves_an_item_where_it_was_keeps_its_reason():
    (tapes,) = folded((reply("1.5"), news("Tapes are in"))).sections.news
    stays = Correction(tapes.key, NEWS, "tapes are in")
    assert shown(folded((reply("1.5"), news("Tapes are in")), corrections=(stays,))) == {
        "Tapes are in": ("news", "default")
    }
    gone = Correction(tapes.key, None, "tapes are in")
    assert shown(folded((reply("1.5"), news("Tapes are in")), corrections=(gone,))) == {}
    twice = folded(
        (reply("1.5"), news("Tapes are in")), (reply("2.5"), news("tapes are in")), corrections=(gone,)
    )
    assert shown(twice) == {}
